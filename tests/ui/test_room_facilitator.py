"""The facilitator's window says what comes next, and hides from the room what the room must not see."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from game.core.scenario import HardRemark
from game.session import room_views as r
from game.session.phases import Phase
from game.ui import theme
from game.ui.element import Element, TextLine, find, focus_order, walk
from game.ui.overflow import overflows
from game.ui.room_desk import Ask, Desk, DeskView, PressKey
from game.ui.room_keys import KEYS
from game.ui.screens.room.facilitator import facilitator_screen
from tests.ui.room_desk import Facilitator
from tests.ui.room_tours import room_tour
from tests.ui.tours import BUNDLED, MEASURE, look_for

LOOK = look_for(BUNDLED[0], (1280, 720)).with_theme(theme.DARK)
SIZES = ((1024, 640), (1280, 720), (1920, 1080), (3840, 2160))
TEXT = (100, 150, 200)
LOOKS = tuple(product(SIZES, TEXT))


def seen(one: Facilitator, *, is_seen: bool = False) -> Element:
    told = one.room.desk_view(is_seen=is_seen, wall_frame=0 if is_seen else 1)
    return facilitator_screen(one.room.facilitator_view(), told, LOOK)


def words_of(root: Element) -> str:
    lines = (shape.text for each in walk(root) for shape in each.shapes if isinstance(shape, TextLine))
    return " ".join(lines)


@pytest.mark.parametrize(("size", "percent"), LOOKS)
def test_nothing_is_cut_off_on_any_page_of_notes(size, percent):
    name = BUNDLED[LOOKS.index((size, percent)) % len(BUNDLED)]
    look = look_for(name, size, percent).with_theme(theme.DARK)
    for told in room_tour(name)[::9]:
        for page in range(12):
            desk = DeskView(
                desk=Desk(notes_page=page), next_words="Let the room talk before it sees any count.",
                join="192.168.1.24:48765 · K7QM4T", steps=Facilitator().room.desk_view().steps,
                wall_frame=1,
            )
            for is_seen in (False, True):
                root = facilitator_screen(told.facilitator, replace(desk, is_seen=is_seen), look)
                assert overflows(root, MEASURE) == (), (told.wall.phase, page)


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


def test_raised_hands_come_with_a_caution():
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    one.press("a", "4", "return")
    assert "eyes closed" in words_of(seen(one))


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
