"""What a facilitator's keys do with the story and its votes, and what they never do by accident."""

from __future__ import annotations

from dataclasses import replace

from game.core.ballot import TieRule
from game.server.link import Problem
from game.session import room_views as r
from game.session.phases import Phase
from game.ui.room_desk import Ask
from game.ui.room_state import CLOSE_ANYWAY
from tests.ui.room_desk import Facilitator


def at(phase: Phase, **settled: object) -> Facilitator:
    one = Facilitator(**settled)
    one.comes_to(phase)
    return one


def test_the_main_key_leads_through_a_whole_session():
    one = Facilitator()
    one.comes_to(Phase.DEBRIEF)
    one.press(*["space"] * 6)
    assert one.desk.ask is Ask.FINISH
    one.press("return")
    assert one.phase is Phase.CLOSED


def test_a_room_that_raises_hands_needs_no_phone():
    one = Facilitator(by_phone=False)
    one.comes_to(Phase.DEBRIEF)
    assert one.room.facilitator_view().joined == 0


def test_a_first_vote_leads_to_talking_and_its_counts_stay_hidden():
    one = at(Phase.VOTE)
    one.votes(a=7, b=4)
    one.press("space")
    assert one.phase is Phase.VOTED
    one.press("space")
    assert one.phase is Phase.TALK


def test_the_facilitator_may_show_a_first_vote():
    one = at(Phase.VOTED)
    one.press("r")
    assert one.phase is Phase.REVEAL


def test_after_a_second_vote_both_are_shown():
    one = at(Phase.TALK)
    one.press("v")
    one.votes(a=2, b=9)
    one.press("v", "space")
    assert isinstance(one.room.wall_view().screen, r.CompareView)


def test_what_leads_is_proposed_and_taken_with_one_more_press():
    one = at(Phase.COMPARE)
    while not one.desk.picked:
        one.press("space")
    assert one.phase is Phase.COMPARE
    one.press("return")
    assert one.phase is Phase.CONSEQUENCE


def test_a_letter_alone_never_turns_the_story():
    one = at(Phase.COMPARE)
    one.press("b")
    assert one.phase is Phase.COMPARE
    assert one.desk.picked
    one.press("backspace")
    assert not one.desk.picked
    one.press("b", "return")
    assert one.phase is Phase.CONSEQUENCE


def test_something_else_is_no_road_of_the_story():
    one = at(Phase.VOTED)
    last = one.room.wall_view().screen.options[-1].letter
    one.press(last.lower())
    assert not one.desk.picked
    assert "no road" in one.desk.message


def test_hands_are_typed_as_a_number_and_can_be_taken_back():
    one = at(Phase.VOTE, by_phone=False)
    one.press("a", "1", "9", "return", "b", "4", "return")
    assert [entry.hands for entry in one.room.facilitator_view().tally][:2] == [19, 4]
    one.press("u")
    assert [entry.hands for entry in one.room.facilitator_view().tally][:2] == [19, 0]


def test_a_slip_of_the_finger_is_erased_before_it_counts():
    one = at(Phase.VOTE, by_phone=False)
    one.press("a", "1", "9", "9", "backspace", "return")
    assert one.room.facilitator_view().tally[0].hands == 19


def test_hands_without_a_number_count_nothing():
    one = at(Phase.VOTE, by_phone=False)
    one.press("a", "return")
    assert one.room.facilitator_view().voted == 0
    assert one.desk.picked


def test_where_phones_alone_vote_no_hands_are_counted():
    from game.hosting import VotesBy

    one = at(Phase.VOTE, votes=VotesBy.PHONES)
    one.press("a", "9", "return")
    assert one.room.facilitator_view().voted == 0


def test_a_vote_with_no_voice_is_not_closed_by_the_main_key():
    one = at(Phase.VOTE)
    one.press("space")
    assert one.phase is Phase.VOTE
    one.press("v")
    assert one.phase is Phase.VOTED


def test_two_presses_in_half_a_second_are_one():
    one = at(Phase.THINK)
    one.now.seconds += 1
    one.room.press("space")
    one.now.seconds += 0.1
    one.room.press("space")
    assert one.phase is Phase.VOTE


def test_a_vote_closes_when_the_last_phone_has_been_heard():
    one = at(Phase.VOTE)
    one.votes(a=5)
    one.phones.holds_back = True
    one.press("v")
    assert one.phase is Phase.VOTE
    one.phones.vote(a=6)
    one.phones.holds_back = False
    one.phones.finish(one.phones.view.ballot)
    one.room.tick()
    assert one.phase is Phase.VOTED
    assert one.room.facilitator_view().voted == 6


def test_a_vote_closes_in_any_case_when_phones_do_not_answer():
    one = at(Phase.VOTE)
    one.votes(a=5)
    one.phones.holds_back = True
    one.press("v")
    one.now.seconds += CLOSE_ANYWAY
    one.room.tick()
    assert one.phase is Phase.VOTED


def test_phones_are_told_at_once_what_the_room_does():
    one = at(Phase.THINK)
    assert one.phones.view.state == "think"
    one.press("v")
    assert one.phones.view.state == "vote"
    steps = [view.step for view in one.phones.shown]
    assert steps == list(range(1, len(steps) + 1))


def test_votes_change_nothing_on_the_wall_or_on_phones():
    one = at(Phase.VOTE)
    before, shown = (one.room.wall_view(), one.room.extras()), len(one.phones.shown)
    one.votes(a=40, b=31)
    assert (one.room.wall_view(), one.room.extras()) == before
    assert len(one.phones.shown) == shown


def test_a_tie_that_the_room_votes_on_again_is_not_decided_by_the_main_key():
    one = at(Phase.TALK, tie_rule=TieRule.AGAIN)
    one.press("v")
    one.votes(a=5, b=5)
    one.press("v", "space")
    for _ in range(4):
        one.press("space")
    assert one.phase is Phase.COMPARE
    assert "talks and votes again" in one.desk.message


def test_a_tie_that_the_facilitator_decides_asks_for_a_letter():
    one = at(Phase.TALK)
    one.press("v")
    one.votes(a=5, b=5)
    one.press("v", "space")
    for _ in range(4):
        one.press("space")
    assert "Press the letter" in one.desk.message
    one.press("b", "return")
    assert one.phase is Phase.CONSEQUENCE


def test_the_why_comes_only_when_it_is_asked_for():
    one = at(Phase.CONSEQUENCE)
    one.press("w")
    assert one.phase is Phase.COMMENTARY


def test_what_goes_wrong_with_phones_is_said_and_hands_go_on():
    one = at(Phase.VOTE)
    one.phones.events.append(Problem("The voting server cannot be started. Use hands.", is_over=True))
    one.room.tick()
    assert one.room.desk_view().trouble.startswith("The voting server")
    one.press("a", "9", "return", "v")
    assert one.phase is Phase.VOTED


def test_a_look_back_at_earlier_panels_changes_nothing_that_was_read():
    from tests.ui.tours import BUNDLED, scenario_named

    one = Facilitator(scenario_named(BUNDLED[0]))
    one.comes_to(Phase.SCENE)
    one.press("space")
    line = one.session.position.line
    one.press("page up")
    assert one.desk.panels_back == 1
    assert one.session.position.line == line
    one.press("space")
    assert one.desk.panels_back == 0
    assert one.session.position.line == line


def test_closing_the_windows_ends_the_way_to_the_phones():
    one = at(Phase.VOTE)
    one.room.close()
    assert one.phones.is_stopped


def test_a_vote_is_not_closed_before_every_page_of_its_options_was_on_the_wall():
    one = at(Phase.THINK)
    one.room.look = replace(one.room.look, width=1024, height=640, text_scale=2.0)
    one.press("v")
    one.votes(a=7)
    count = one.room.wall().count
    assert count > 1
    for number in range(1, count):
        one.press("space")
        assert one.desk.page == number
        assert one.phase is Phase.VOTE
    one.press("space")
    assert one.phase is Phase.VOTED
