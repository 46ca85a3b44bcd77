"""The facilitator's window says what comes next, and hides from the room what the room must not see."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from game.core.ballot import TieRule
from game.core.scenario import HardRemark
from game.hosting import VotesBy
from game.session import room_views as r
from game.session.phases import Phase
from game.session.room_words import GROUND_RULES, SAY, SAY_UNSEEN
from game.ui import theme
from game.ui.element import Element, TextLine, find, focus_order, walk
from game.ui.overflow import overflows
from game.ui.room_desk import Ask, Desk, DeskView, PressKey
from game.ui.room_keys import KEYS, Verb
from game.ui.screens.room.facilitator import facilitator_screen
from game.ui.screens.room.facilitator_words import PRACTISE, notes
from game.ui.theme import Look
from tests.ui.room_desk import Facilitator
from tests.ui.room_tours import Told, room_tour
from tests.ui.tours import BUNDLED, MEASURE, look_for, scenario_named

LOOK = look_for(BUNDLED[0], (1280, 720)).with_theme(theme.DARK)
SIZES = ((1024, 640), (1280, 720), (1920, 1080), (3840, 2160))
TEXT = (100, 150, 200)
LOOKS = tuple(product(SIZES, TEXT))
QUICK = (Phase.LOBBY, Phase.VOTE, Phase.COMPARE)


def seen(one: Facilitator, *, is_seen: bool = False) -> Element:
    told = one.room.desk_view(is_seen=is_seen, wall_frame=0 if is_seen else 1)
    return facilitator_screen(one.room.facilitator_view(), told, LOOK)


def words_of(root: Element) -> str:
    lines = (shape.text for each in walk(root) for shape in each.shapes if isinstance(shape, TextLine))
    return " ".join(lines)


def longest_of_each_phase(name: str) -> list[Told]:
    """The fullest window of each phase, and of each part of looking back."""
    fullest: dict[object, Told] = {}
    for told in room_tour(name):
        place = (told.wall.phase, getattr(told.wall.screen, "part", 0))
        fullest[place] = max(fullest.get(place, told), told, key=lambda each: len(repr(each.facilitator)))
    return list(fullest.values())


def assert_nothing_is_cut_off(name: str, look: Look, shown: list[Told]) -> None:
    desk = DeskView(
        desk=Desk(), next_words="Let the room talk before it sees any count.", join="192.168.1.24:48765 · K7QM4T",
        steps=Facilitator().room.desk_view().steps, wall_frame=1,
    )
    for told, is_seen in product(shown, (False, True)):
        page = pages = 0
        while page <= pages:
            view = replace(desk, desk=Desk(notes_page=page), is_seen=is_seen)
            root = facilitator_screen(told.facilitator, view, look)
            assert overflows(root, MEASURE) == (), (told.wall.phase, page)
            more = re.search(r"of (\d+)\)", find(root, "notes-on").name if find(root, "notes-on") else "")
            pages = max(pages, int(more[1]) - 1 if more else 0)
            page += 1


@pytest.mark.parametrize(("size", "percent"), [((1280, 720), 100), ((1024, 640), 150)])
def test_nothing_is_cut_off_while_a_room_joins_votes_and_compares(size, percent):
    shown = [told for told in longest_of_each_phase(BUNDLED[0]) if told.wall.phase in QUICK]
    assert len(shown) == len(QUICK)
    assert_nothing_is_cut_off(BUNDLED[0], look_for(BUNDLED[0], size, percent).with_theme(theme.DARK), shown)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "percent"), LOOKS)
def test_nothing_is_cut_off_on_any_page_of_notes(size, percent):
    first = LOOKS.index((size, percent))
    for name in (BUNDLED[(first + number) % len(BUNDLED)] for number in range(3)):
        look = look_for(name, size, percent).with_theme(theme.DARK)
        assert_nothing_is_cut_off(name, look, longest_of_each_phase(name))


def test_every_remark_and_reminder_is_on_some_page():
    one = Facilitator()
    one.comes_to(Phase.THINK)
    view = one.room.facilitator_view()
    view = replace(view, hard_remarks=(HardRemark("That is just how it is here.", "It is. Who decided that?"),) * 4)
    shown = ""
    for page in range(8):
        told = one.room.desk_view(wall_frame=1)
        told = replace(told, desk=replace(told.desk, notes_page=page))
        shown += words_of(facilitator_screen(view, told, LOOK)) + " "
    bare = shown.replace("  ", " ")
    for text in ("Who decided that?", *(reminder.split(".")[0].split()[-1] for reminder in view.reminders)):
        assert text.split()[-1] in bare


def test_the_next_step_is_said_in_a_sentence():
    one = Facilitator()
    for phase in (Phase.LOBBY, Phase.THINK, Phase.VOTE, Phase.VOTED, Phase.TALK, Phase.COMPARE):
        one.comes_to(phase)
        said = find(seen(one), "next-words").name
        assert said.endswith(".")
        assert said[0].isupper()


def test_the_live_count_tells_phones_from_hands():
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    one.votes(a=7, b=2)
    one.press("a", "4", "return")
    assert find(seen(one), "tally-a").name == "A: 7 by phone, 4 hands"
    assert find(seen(one), "tally-a").value == "11"


def test_where_the_room_sees_the_notes_no_count_by_option_is_there_before_the_wall_has_it():
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    one.votes(a=7, b=2)
    one.press("space")
    assert not any(element.key.startswith("tally-") for element in walk(seen(one, is_seen=True)))
    assert "7" not in find(seen(one, is_seen=True), "votes").name
    assert "9 of 12 voted" in words_of(seen(one, is_seen=True))


def test_more_votes_than_people_are_pointed_out():
    one = Facilitator(headcount=6)
    one.comes_to(Phase.VOTE)
    one.votes(a=7, b=2)
    assert "somebody may vote twice" in words_of(seen(one))


def test_raised_hands_come_with_a_caution_before_the_first_is_counted():
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    assert "eyes closed" in words_of(seen(one))
    by_phone = Facilitator(votes=VotesBy.PHONES)
    by_phone.comes_to(Phase.VOTE)
    assert "eyes closed" not in words_of(seen(by_phone))


def test_how_to_type_hands_is_shown_without_a_number_that_is_not_the_rooms():
    one = Facilitator(headcount=12)
    one.comes_to(Phase.VOTE)
    keys = find(seen(one), "keys")
    assert "number" in words_of(keys)
    assert "19" not in words_of(keys)


def leads_b(one: Facilitator, *, until: Phase) -> None:
    one.comes_to(Phase.VOTE)
    one.votes(a=2, b=8)
    one.comes_to(until)


@pytest.mark.parametrize("phase", [Phase.VOTED, Phase.TALK])
def test_where_the_room_sees_the_notes_nothing_tells_what_leads_before_the_wall_does(phase):
    one = Facilitator(has_one_window=True)
    leads_b(one, until=phase)
    shown = words_of(seen(one, is_seen=True))
    assert "Go on with B" not in shown
    assert "For you alone" not in shown
    assert not any(prompt in shown for prompt in SAY.values())
    own = Facilitator()
    leads_b(own, until=phase)
    assert "Go on with B" in words_of(seen(own))
    assert "For you alone" in words_of(seen(own))


def test_once_the_wall_has_shown_the_vote_notes_that_all_see_tell_it_too():
    one = Facilitator(has_one_window=True)
    leads_b(one, until=Phase.VOTED)
    one.press("r")
    assert "Go on with B" in words_of(seen(one, is_seen=True))
    one.press("t")
    assert "the wall shows none yet" not in words_of(seen(one, is_seen=True))


def test_after_both_votes_were_shown_no_advice_for_talking_stands_below_going_on():
    one = Facilitator()
    one.comes_to(Phase.COMPARE)
    shown = words_of(seen(one))
    assert "Go on with A, which leads." in shown
    assert not any(prompt in shown for prompt in (*SAY.values(), *SAY_UNSEEN.values()))


def test_with_few_votes_by_phone_there_are_dashes_instead_of_bars():
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    one.votes(a=3, b=1)
    root = seen(one)
    assert (find(root, "tally-a").name, find(root, "tally-a").value) == ("A: no count", "–")
    assert "4 of 12 voted" in find(root, "votes").name


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1600, 900)])
def test_while_a_room_votes_its_facilitator_sees_the_wall_large_enough_to_read(size):
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    one.votes(a=7, b=2)
    root = facilitator_screen(one.room.facilitator_view(), one.room.desk_view(wall_frame=1),
                              look_for(BUNDLED[0], size).with_theme(theme.DARK))
    assert find(root, "on-the-wall").rect.height >= size[1] // 4
    assert find(root, "where") is not None
    assert find(root, "votes") is not None


def tied(**settled: object) -> Facilitator:
    one = Facilitator(**settled)
    one.comes_to(Phase.TALK)
    one.press("v")
    one.votes(a=5, b=5)
    one.press("v", "space")
    for _ in range(4):
        if one.room.wall().has_next:
            one.press("space")
    return one


def test_in_a_tie_the_keys_begin_with_the_one_that_decides_and_not_with_one_that_does_nothing():
    one = tied()
    steps = one.room.desk_view().steps
    assert steps[0].cap == "A Enter"
    assert Verb.NEXT not in [step.verb for step in steps]
    assert "Press the letter to go on with, then Enter." in words_of(seen(one))


def test_a_rule_that_lets_the_room_vote_again_names_its_key():
    assert "Press T to talk." in words_of(seen(tied(tie_rule=TieRule.AGAIN)))


def test_the_why_is_offered_only_when_all_that_came_of_it_was_read():
    one = Facilitator(scenario_named(BUNDLED[0]))
    one.comes_to(Phase.CONSEQUENCE)
    for _ in range(20):
        told = one.room.desk_view()
        is_offered = Verb.WHY in [step.verb for step in told.steps]
        assert is_offered is (told.next_words != "Read it aloud, then go on.")
        if is_offered:
            break
        one.press("space")
    one.press("w")
    assert one.phase is Phase.COMMENTARY
    one.press("w")
    assert one.desk.message == "The why is already on the wall."


def test_at_the_door_the_code_stays_until_people_are_in():
    one = Facilitator(headcount=20)
    one.comes_to(Phase.LOBBY)
    while one.phase is Phase.LOBBY:
        said = one.room.desk_view().next_words
        assert said.startswith("Wait until most people are in (12 of 20). Then ")
        one.press("space")
    assert said.endswith("begin the story.")


def test_no_door_is_called_open_before_the_wall_shows_how_to_join():
    one = Facilitator()
    assert "the door is open" not in words_of(seen(one))
    one.press("space")
    assert "the door is open" in words_of(seen(one))


def test_the_ground_rules_are_in_the_notes_at_the_door():
    one = Facilitator()
    one.comes_to(Phase.LOBBY)
    told = " ".join(text for _, text in notes(one.room.facilitator_view()))
    assert all(rule in told for rule in GROUND_RULES)


def test_whoever_tells_of_themselves_is_thanked_and_not_asked_and_the_room_decides_how_to_go_on():
    told = " ".join(Facilitator().room.facilitator_view().reminders)
    assert "Thank them. Do not ask. Offer the help card. Blank the wall with . and ask the room" in told


def test_what_a_group_can_practise_stands_under_a_title_of_its_own():
    one = Facilitator(scenario_named(BUNDLED[0]))
    one.comes_to(Phase.DEBRIEF)
    assert notes(one.room.facilitator_view())[0] == (PRACTISE, "")
    assert PRACTISE in words_of(seen(one))


def test_after_the_session_nothing_is_asked_any_more():
    one = Facilitator()
    one.comes_to(Phase.DEBRIEF)
    assert "Ask:" in words_of(seen(one))
    one.press("x", "return")
    assert one.phase is Phase.CLOSED
    assert "Ask:" not in words_of(seen(one))
    assert "The sheet of this session" in words_of(seen(one))


def test_after_the_last_page_of_notes_comes_the_first():
    one = Facilitator(scenario_named(BUNDLED[0]))
    one.comes_to(Phase.THINK)
    first, count = words_of(seen(one)), 0
    while "Back to the first notes" not in find(seen(one), "notes-on").name:
        one.press("down")
        count += 1
        assert count < 20
    assert count
    one.press("down")
    assert words_of(seen(one)) == first


def test_leaving_a_rehearsal_promises_nothing_that_is_kept():
    one = Facilitator()
    one.press("escape")
    view = one.room.facilitator_view()
    rehearsal = replace(view, wall=replace(view.wall, is_rehearsal=True))
    told = one.room.desk_view(wall_frame=1)
    assert "A rehearsal is not kept." in words_of(facilitator_screen(rehearsal, told, LOOK))
    assert "the session is kept" in words_of(facilitator_screen(view, told, LOOK))


def test_what_is_asked_stands_where_the_next_step_was():
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    one.press("b", "1", "2")
    assert find(seen(one), "question").name == "B: 12 hands"
    one.press("backspace", "backspace", "backspace", "f1")
    assert one.desk.ask is Ask.HELP
    shown = words_of(seen(one))
    assert all(key.label.split()[0] in shown for key in KEYS)


def test_after_leaving_nothing_of_the_session_is_seen():
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    one.press("escape")
    assert one.session.scenario.title not in words_of(seen(one))
    assert find(seen(one), "votes") is None


def test_whatever_can_be_clicked_is_a_key_of_the_table():
    one = Facilitator()
    known = {key for each in KEYS for key in each.keys} | set("abcdefgh")
    for phase in (Phase.LOBBY, Phase.VOTE, Phase.COMPARE, Phase.DEBRIEF):
        one.comes_to(phase)
        actions = [element.action for element in walk(seen(one)) if element.action is not None]
        assert actions
        assert all(isinstance(action, PressKey) and action.key in known for action in actions)


def test_a_list_is_picked_by_letter_click_or_tab():
    one = Facilitator()
    one.comes_to(Phase.LOBBY)
    one.press("s")
    entries = [element for element in focus_order(seen(one)) if element.key.startswith("entry-")]
    assert len(entries) == 4
    one.room.press(entries[1].action.key)
    assert "checked" in find(seen(one), entries[1].key).states


def test_the_screen_of_a_talk_has_what_to_say():
    one = Facilitator()
    one.comes_to(Phase.TALK)
    screen = one.room.wall_view().screen
    assert isinstance(screen, r.TalkView)
    assert screen.prompt.split()[-1] in words_of(seen(one))
