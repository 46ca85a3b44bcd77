"""What a facilitator is asked, what they lay over the wall, and how they leave: one key takes back what is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.ballot import TieRule
from game.core.scenario import Decision
from game.hosting import VotesBy
from game.session import room_views as r
from game.session.phases import Phase
from game.ui.element import walk
from game.ui.room_controller import NOT_BEGUN
from game.ui.room_desk import Ask
from game.ui.room_keys import KEYS
from tests.ui.room_desk import Facilitator
from tests.ui.tours import BUNDLED, scenario_named


def at(phase: Phase, **settled: object) -> Facilitator:
    one = Facilitator(**settled)
    one.comes_to(phase)
    return one


def test_escape_leaves_at_once_from_anywhere_and_keeps_the_session():
    for phase in (Phase.LOBBY, Phase.THINK, Phase.VOTE, Phase.COMPARE, Phase.DEBRIEF):
        one = at(phase)
        one.press("escape")
        assert one.room.extras().is_blank
        assert not one.room.wants_to_quit
        one.press("space")
        assert one.phase is phase
        assert not one.room.extras().is_blank
        one.press("escape", "escape")
        assert one.room.wants_to_quit


@pytest.mark.parametrize(("phase", "keys"), [
    (Phase.VOTE, ("a",)), (Phase.VOTE, ("a", "4")), (Phase.COMPARE, ("a",)), (Phase.LOBBY, ("n",)),
    (Phase.LOBBY, ("s",)), (Phase.LOBBY, ("i",)), (Phase.LOBBY, ("f1",)), (Phase.DEBRIEF, ("m", "a")),
    (Phase.DEBRIEF, ("y",)), (Phase.DEBRIEF, ("x",)),
])
def test_the_first_escape_takes_back_what_is_asked_and_only_the_next_one_leaves(phase, keys):
    one = at(phase)
    one.press(*keys, "escape")
    assert not one.desk.has_left
    assert (one.desk.ask, one.desk.picked, one.desk.digits) == (None, "", "")
    one.press("escape")
    assert one.desk.has_left


def test_words_that_were_typed_are_gone_when_the_question_is():
    one = at(Phase.DEBRIEF)
    one.press("y")
    one.room.type("A word")
    one.press("escape")
    assert one.desk.text == ""
    assert one.phase is Phase.DEBRIEF


@pytest.mark.parametrize("key", ["n", "s", "i", "f1", "f2"])
def test_whoever_is_asked_sees_that_escape_is_the_way_out(key):
    one = at(Phase.LOBBY)
    one.press(key)
    assert [step.label for step in one.room.desk_view().steps if step.cap == "Esc"] in (["Not now"], ["Close"])


@pytest.mark.parametrize(("phase", "key"), [(Phase.DEBRIEF, "m"), (Phase.DEBRIEF, "z"), (Phase.LOBBY, "s")])
def test_a_question_with_letters_says_to_press_one_and_the_main_key_never_answers_or_cancels_it(phase, key):
    one = at(phase)
    one.press(key)
    asked = one.desk.ask
    assert "Press its letter, then Enter." in one.room.desk_view().question
    one.press("space")
    assert one.desk.ask is asked and "Press a letter, then Enter" in one.desk.message
    one.press("a", "space")
    assert one.desk.ask is asked and one.desk.picked == "A"


@pytest.mark.parametrize("phase", [
    Phase.SCENE, Phase.THINK, Phase.VOTE, Phase.VOTED, Phase.TALK, Phase.COMPARE, Phase.CONSEQUENCE, Phase.ENDING,
])
def test_a_session_can_be_finished_anywhere_in_the_story_and_it_asks_first(phase):
    one = at(phase)
    one.press("x")
    assert one.phase is phase and one.desk.ask is Ask.FINISH
    assert one.room.desk_view().question.startswith("Finish here?")
    one.press("return")
    assert one.phase is Phase.CLOSED and one.finished == 1
    assert one.phones.view.state == "end"


def test_whoever_finishes_before_a_decision_hears_that_no_sheet_comes_of_it():
    one = at(Phase.THINK)
    one.press("x")
    assert "no sheet is written" in one.room.desk_view().question
    later = at(Phase.CONSEQUENCE)
    later.press("x")
    assert "written up to the last decision" in later.room.desk_view().question


@pytest.mark.parametrize("phase", [Phase.BRIEFING, Phase.LOBBY])
def test_before_the_story_there_is_nothing_to_finish_and_it_says_so(phase):
    one = at(phase)
    one.press("x")
    assert one.phase is phase and one.desk.message == NOT_BEGUN


def at_one_that_may_be_told(**settled: object) -> tuple[Facilitator, Decision]:
    one = Facilitator(scenario_named(BUNDLED[0]), **settled)
    while True:
        one.comes_to(Phase.THINK)
        decision = one.room.decision()
        if decision.skippable:
            return one, decision
        one.press("v")
        one.votes(a=7)
        one.press("v", "a", "return")


def test_a_decision_is_told_only_after_it_was_asked_and_the_question_says_what_the_story_takes():
    one, decision = at_one_that_may_be_told()
    scene = one.session.position.play.state.scene
    took = one.room.option(decision.skippable)
    one.press("q")
    assert one.phase is Phase.THINK
    assert f"The story takes {took.letter}: {took.do}" in one.room.desk_view().question
    one.press("escape")
    assert one.phase is Phase.THINK and one.session.position.play.state.scene == scene
    one.press("q", "return")
    assert isinstance(one.room.wall_view().screen, r.ToldView)


def test_what_is_told_has_what_was_done_and_what_came_of_it_in_the_place_where_it_was_done():
    one, decision = at_one_that_may_be_told()
    place = one.room.wall_view().screen.panel.place
    took = next(choice for choice in decision.choices if choice.id == decision.skippable)
    one.press("q", "return")
    told = one.room.wall_view().screen
    assert told.says == took.do
    assert told.panel.place == place
    assert [line.words for line in told.lines] == [line.words for line in took.consequence][: len(told.lines)]
    assert told.lines
    words = " ".join(element.name for element in walk(one.room.wall().root))
    assert f"On this path: {took.do}" in words and told.lines[0].words in words


def test_a_rehearsal_shows_how_joining_looks_and_says_that_it_is_one():
    one = Facilitator(votes=VotesBy.BOTH, by_phone=False, invented=30)
    one.comes_to(Phase.LOBBY)
    assert not one.room.desk_view().trouble
    one.comes_to(Phase.THINK)
    one.press("j")
    words = " ".join(element.name for element in walk(one.room.wall().root))
    assert "Picture code" in words and "Rehearsal" in words
    one.press("f3")
    assert "rehearsal" in one.desk.message


def test_a_blank_wall_is_not_led_on_by_accident():
    one = at(Phase.SCENE)
    before = one.room.wall_view()
    one.press(".", "space")
    assert one.room.wall_view() == before
    assert "blank" in one.desk.message
    one.press(".", "space")
    assert one.room.wall_view() != before


def test_a_pause_holds_the_clock_and_the_story():
    one = at(Phase.TALK)
    one.press("k")
    left = one.room.clock.seconds_left
    one.press("p", "space", "space")
    assert one.room.clock.seconds_left >= left - 1
    assert one.phase is Phase.TALK
    one.press("p", "space")
    assert one.phase is Phase.VOTE


def test_a_clock_is_started_given_more_time_and_taken_away():
    one = at(Phase.THINK)
    assert one.room.extras().seconds_left is None
    one.press("k")
    assert one.room.extras().seconds_left == 45
    one.press("=")
    assert one.room.extras().seconds_left == 74
    one.now.seconds += 500
    assert one.room.extras().seconds_left == 0
    assert one.phase is Phase.THINK  # a clock that has run down decides nothing
    one.press("k")
    assert one.room.extras().seconds_left is None


def test_the_door_is_locked_for_those_who_are_not_in():
    one = at(Phase.LOBBY)
    one.press("l")
    assert one.phones.locked == [True]
    assert one.room.extras().is_locked
    one.press("l")
    assert one.phones.locked == [True, False]


def test_going_back_to_a_decision_undoes_what_came_after_it():
    one = at(Phase.CONSEQUENCE)
    one.comes_to(Phase.THINK, Phase.ENDING)
    first = one.room.facilitator_view().roads[0]
    one.press("z", "a")
    assert one.phase is not Phase.CONSEQUENCE
    one.press("return")
    assert one.phase is Phase.THINK
    assert one.room.wall_view().screen.ask == first.ask
    assert one.room.facilitator_view().roads == ()


def test_another_road_is_shown_from_the_debrief_and_leads_back_to_it():
    one = at(Phase.DEBRIEF)
    one.press("m", "a", "return", "a", "return")
    assert one.phase is Phase.CONSEQUENCE
    assert one.room.extras().is_other_road
    one.comes_to(Phase.DEBRIEF)
    assert not one.room.extras().is_other_road


def test_the_people_in_the_room_are_counted_by_typing_a_number():
    one = at(Phase.LOBBY)
    one.press("n", "4", "4", "return")
    assert one.room.facilitator_view().headcount == 44


def test_ties_are_settled_before_the_first_vote_and_not_after_it():
    one = at(Phase.LOBBY)
    one.press("s", "b", "return")
    assert one.room.facilitator_view().tie_rule is TieRule.AGAIN
    one.comes_to(Phase.VOTED)
    one.press("s")
    assert one.desk.ask is None
    assert one.desk.message


def test_what_the_group_agreed_is_written_down_and_shown():
    one = at(Phase.DEBRIEF)
    one.press("y")
    one.room.type("Whoever found it speaks first.")
    one.press("return")
    one.room.type("12 May")
    one.press("return")
    assert one.room.wall_view().screen.condition == "Whoever found it speaks first."
    assert one.room.wall_view().screen.review_on == "12 May"


def test_letters_that_are_typed_into_a_field_do_nothing_else():
    one = at(Phase.DEBRIEF)
    part = one.room.wall_view().screen.part
    one.press("y")
    one.press(*[key for each in KEYS for key in each.keys if len(key) == 1])
    assert one.desk.ask is Ask.CONDITION
    assert one.room.wall_view().screen.part == part
    assert not one.desk.is_blank


def test_the_password_of_a_network_is_forgotten_when_its_code_goes():
    one = at(Phase.LOBBY)
    one.press("i")
    one.room.type("Canteen")
    one.press("return")
    one.room.type("open sesame")
    one.press("return")
    assert one.room.extras().wifi.password == "open sesame"
    assert one.room.extras().shows_join
    one.press("space")
    assert one.room.extras().wifi is None
    assert "open sesame" not in repr(one.desk)


def test_a_session_is_finished_once_and_only_after_it_was_asked():
    one = at(Phase.DEBRIEF)
    one.press("x")
    assert one.phase is Phase.DEBRIEF
    one.press("backspace", "x", "return")
    assert one.phase is Phase.CLOSED
    assert one.finished == 1
    assert one.room.desk_view().told == ("The sheet of this session is in your documents.",)


def test_with_thirty_minutes_a_decision_that_may_be_told_is_told():
    scenario = scenario_named(BUNDLED[0])
    skippable = {
        scene.exit.ask for scene in scenario.scenes.values()
        if isinstance(scene.exit, Decision) and scene.exit.skippable
    }
    one, told = Facilitator(scenario, minutes=30), []
    for _ in range(300):
        one.press("space")
        if one.phase is Phase.DEBRIEF:
            break
        if one.phase is Phase.THINK and one.room.tells:
            told.append(one.room.wall_view().screen.ask)
            one.press("space", "return")
            assert isinstance(one.room.wall_view().screen, r.ToldView)
        if one.phase is Phase.VOTE:
            one.votes(a=7, b=2)
        if one.desk.picked:
            one.press("return")
    assert set(told) <= skippable


def test_the_name_of_the_wall_is_shown_while_the_screens_are_checked():
    one = at(Phase.LOBBY)
    assert not one.room.extras().shows_name
    one.press("f2")
    assert one.room.extras().shows_name
    one.press("return")
    assert one.room.extras() == replace(one.room.extras(), shows_name=False)
