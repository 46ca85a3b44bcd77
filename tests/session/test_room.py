"""A room that votes: each as a rule that its facilitator could read out."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from game.core.ballot import PASS, SOMETHING_ELSE, Split, TieRule
from game.core.playthrough import choice_ids
from game.core.scenario import Decision
from game.session import messages as m
from game.session import room_views as r
from game.session.phases import Phase
from game.session.room import RoomRules
from game.session.room_view import adopted_by_rule, facilitator_view, still_to_show, voter_view, wall_view
from game.session.room_words import AGREED_ON, PARTS, SAY, TALK, TALK_FIRST
from game.session.session import Session
from tests.room import at_first_decision, cast, commands, does, new_room, play_path, read_to, room_of, vote
from tests.sample import CALL, SAMPLE, changed

TO_THE_END = ("interrupt", "own-up", "note")


def refusal(session: Session, command: m.Command) -> str:
    """Why a command is refused."""
    [event] = session.handle(command)
    assert isinstance(event, m.Refused), event
    return event.reason


def path(session: Session) -> tuple[str, ...]:
    return choice_ids(session.position.play)


def shown(session: Session, kind: type[r.RevealView] | type[r.CompareView]) -> r.RevealView | r.CompareView:
    screen = wall_view(session).screen
    assert isinstance(screen, kind)
    return screen


def read_on(session: Session) -> None:
    """All that came of a choice is shown."""
    lines = getattr(wall_view(session).screen, "lines", ())
    if session.position.line < len(lines):
        does(session, m.Continue(len(lines)))


def counts(of: r.RoundView) -> list[int | None]:
    return [bar.count for bar in of.bars]


def by_id(of: r.RoundView) -> dict[str, int | None]:
    return {bar.option.id: bar.count for bar in of.bars}


# --- the way of a vote -------------------------------------------------------------------------------------------


def test_a_room_is_welcomed_before_the_story_begins_and_told_what_is_promised() -> None:
    session = new_room()
    does(session, m.Begin())

    wall = wall_view(session, joined=12).screen

    assert isinstance(wall, r.LobbyView)
    assert wall.joined == 12
    assert any("no name" in line for line in wall.promises)
    assert any("In a tie" in line for line in wall.promises)
    assert voter_view(session, 1).promises == wall.promises


def test_everybody_is_told_what_is_shown_and_kept_and_why_before_they_vote_for_the_first_time() -> None:
    session = at_first_decision()
    promised = voter_view(session, 1).promises
    does(session, m.OpenVote())

    assert any("from 5 votes in all" in line and "so that nobody can be found out" in line for line in promised)
    assert any("What is kept" in line and "counts of 5 or more" in line for line in promised)
    assert voter_view(session, 1).promises == promised  # whoever joins only now is told too
    does(session, m.CloseVote())
    assert voter_view(session, 1).promises == ()


def test_nothing_that_can_be_done_changes_from_how_many_votes_counts_are_shown_and_kept() -> None:
    session = new_room()
    for command in commands(session, [Random(7).randrange(10_000) for _ in range(300)]):
        session.handle(command)
        rules = room_of(session).rules
        assert (rules.enough_votes, rules.enough_texts) == (5, 10)


def test_a_vote_is_read_thought_about_taken_closed_and_then_shown() -> None:
    session = at_first_decision()
    states = [voter_view(session, 0).state]
    for command in (m.OpenVote(), m.CloseVote(), m.Reveal()):
        does(session, command)
        states.append(voter_view(session, 0).state)

    assert states == ["think", "vote", "closed", "reveal"]


def test_two_votes_stand_beside_each_other_with_who_moved() -> None:
    session = at_first_decision()
    vote(session, ask=9, wait=3)
    does(session, m.Talk())
    vote(session, ask=3, wait=9)
    does(session, m.Reveal())

    compared = shown(session, r.CompareView)
    assert isinstance(compared, r.CompareView)
    assert (by_id(compared.first)["ask"], by_id(compared.second)["ask"]) == (9, 3)
    letters = {bar.option.id: bar.option.letter for bar in compared.first.bars}
    # Three stayed with the first and three with the second; of fewer than five nothing is said.
    assert compared.moves == (r.MoveView(letters["ask"], letters["wait"], 6),)


def test_a_third_vote_stands_beside_the_second() -> None:
    session = at_first_decision()
    for count in (6, 7, 8):
        vote(session, ask=count)
        does(session, m.Talk())
    vote(session, wait=9)
    does(session, m.Reveal())

    compared = shown(session, r.CompareView)
    assert isinstance(compared, r.CompareView)
    assert (compared.first.round, compared.second.round) == (3, 4)


def test_the_first_vote_stays_hidden_until_the_second_unless_it_is_shown() -> None:
    session = at_first_decision()
    vote(session, ask=9, wait=3)
    does(session, m.Talk())

    talk = wall_view(session).screen

    assert isinstance(talk, r.TalkView)
    assert (talk.prompt, talk.minutes) == TALK_FIRST


def test_once_it_has_been_shown_the_talk_is_about_how_the_room_split() -> None:
    session = at_first_decision()
    vote(session, ask=9, wait=3)
    does(session, m.Reveal(), m.Talk())

    talk = wall_view(session).screen

    assert isinstance(talk, r.TalkView)
    assert talk.prompt == TALK[Split.AGREED][0]


def test_a_late_vote_for_an_older_ballot_is_refused() -> None:
    session = at_first_decision()
    vote(session, ask=6)
    does(session, m.Talk(), m.OpenVote())

    assert refusal(session, m.CastVote(1, (("seat-9", "wait"),))) == "ballot 1 is not open"
    does(session, m.CloseVote())
    assert refusal(session, m.CastVote(2, (("seat-9", "wait"),))) == "ballot 2 is not open"


def test_hands_and_phones_are_one_vote_and_the_wall_says_that_both_were_counted() -> None:
    session = at_first_decision()
    does(session, m.OpenVote(), cast(session, ask=4), m.TypeHands("wait", 19), m.TypeHands("ask", 2))
    tallied = {each.option.id: (each.phones, each.hands) for each in facilitator_view(session).tally}
    does(session, m.CloseVote(), m.Reveal())

    revealed = shown(session, r.RevealView)
    assert isinstance(revealed, r.RevealView)
    assert tallied["ask"] == (4, 2)
    assert by_id(revealed.shown)["ask"] == 6
    assert (revealed.shown.by_hands, revealed.shown.by_phones) == (True, True)


def test_a_slip_in_the_hands_can_be_undone_while_the_vote_is_open() -> None:
    session = at_first_decision()
    does(session, m.OpenVote(), m.TypeHands("wait", 91), m.UndoHands(), m.TypeHands("wait", 19), m.CloseVote())

    assert facilitator_view(session).voted == 19
    assert refusal(session, m.UndoHands()) == "no vote is open"


def test_with_four_votes_only_what_leads_is_named() -> None:
    session = at_first_decision()
    vote(session, ask=3, wait=1)
    does(session, m.Reveal())

    revealed = shown(session, r.RevealView)
    assert isinstance(revealed, r.RevealView)
    assert set(counts(revealed.shown)) == {None}
    assert [bar.option.id for bar in revealed.shown.bars if bar.leads] == ["ask"]
    assert revealed.shown.voters is None


def test_in_a_tie_of_fewer_than_five_votes_nothing_is_named_that_would_tell_every_vote() -> None:
    session = at_first_decision(tie_rule=TieRule.BOTH)
    vote(session, ask=2, wait=2)
    does(session, m.Reveal())

    revealed = shown(session, r.RevealView)
    assert isinstance(revealed, r.RevealView)
    assert (revealed.leading, revealed.is_tie) == ((), False)
    assert not any(bar.leads for bar in revealed.shown.bars)
    assert "too few votes to name one" in facilitator_view(session).next_step
    does(session, m.Adopt("ask"))
    read_on(session)
    assert still_to_show(session) is None  # the other consequence would tell what led beside it


@pytest.mark.parametrize(("ask", "wait"), [(1, 0), (2, 0), (2, 1), (3, 0)])
def test_of_up_to_three_votes_not_even_what_leads_is_named(ask: int, wait: int) -> None:
    session = at_first_decision()
    vote(session, ask=ask, wait=wait)
    does(session, m.Reveal())

    assert shown(session, r.RevealView).leading == ()
    assert adopted_by_rule(session) is None


def test_below_five_votes_the_facilitator_sees_how_many_voted_and_no_phones_for_an_option() -> None:
    session = at_first_decision()
    does(session, m.OpenVote(), cast(session, ask=3), m.TypeHands("wait", 1))
    few = facilitator_view(session)
    does(session, m.TypeHands("wait", 2))

    assert few.voted == 4
    assert {entry.phones for entry in few.tally} == {None}
    assert {entry.option.id: entry.phones for entry in facilitator_view(session).tally}["ask"] == 3


def test_hands_that_were_typed_are_seen_however_few() -> None:
    session = at_first_decision()
    does(session, m.OpenVote(), m.TypeHands("wait", 2))

    assert {entry.option.id: entry.hands for entry in facilitator_view(session).tally}["wait"] == 2


def test_the_facilitator_is_told_how_the_room_split_only_for_themselves_until_the_room_has_seen_it() -> None:
    session = at_first_decision()
    vote(session, ask=9, wait=3)
    does(session, m.Talk())
    hidden = facilitator_view(session)
    does(session, m.OpenVote(), m.CloseVote())
    after_two = facilitator_view(session)

    again = at_first_decision()
    vote(again, ask=9, wait=3)
    does(again, m.Reveal(), m.Talk())

    assert not hidden.is_shown and hidden.prompt.startswith("For you alone")
    assert (after_two.is_shown, after_two.prompt) == (False, "")
    assert facilitator_view(again).is_shown and facilitator_view(again).prompt == SAY[Split.AGREED]


@pytest.mark.parametrize("rule", TieRule)
def test_in_a_tie_the_next_step_says_what_this_rooms_rule_asks_for(rule: TieRule) -> None:
    session = at_first_decision(tie_rule=rule)
    for _ in range(2):
        vote(session, ask=6, wait=6)
    does(session, m.Reveal())

    told = facilitator_view(session).next_step
    assert told.startswith("Two or more lead together")
    assert ("Press the letter" in told) is (rule is TieRule.FACILITATOR)
    assert ("Press T to talk" in told) is (rule is TieRule.AGAIN)


def test_at_the_door_the_next_step_counts_who_is_in() -> None:
    session = new_room(headcount=6)
    does(session, m.Begin())

    assert facilitator_view(session, joined=2).next_step == "Wait until most people are in (2 of 6)."


def test_who_passes_is_counted_as_present_and_leads_nothing() -> None:
    session = at_first_decision()
    does(session, m.OpenVote(), m.CastVote(1, tuple((f"seat-{at}", PASS) for at in range(9))))
    does(session, m.CloseVote(), m.Reveal())

    facilitator = facilitator_view(session)
    revealed = shown(session, r.RevealView)
    assert (facilitator.voted, facilitator.passed) == (0, 9)
    assert revealed.leading == ()


def test_an_option_that_is_not_open_is_shown_with_why_and_cannot_be_voted_for() -> None:
    session = new_room()
    play_to_kitchen(session)
    does(session, m.OpenVote())
    [locked] = [option for option in voter_view(session, 0).options if not option.is_open]

    assert locked.reason == "There is nothing of yours to put right here."
    assert refusal(session, m.CastVote(1, (("seat-1", locked.id),))) == "that is not one of the options"


def play_to_kitchen(session: Session) -> None:
    read_to(session, Phase.THINK)
    does(session, m.Adopt("ask"))
    read_to(session, Phase.THINK)


# --- what the room goes on with ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [(TieRule.FACILITATOR, None), (TieRule.AGAIN, None), (TieRule.STORY, "ask"), (TieRule.BOTH, "ask")],
)
def test_a_tie_is_decided_by_the_rule_that_was_told_before(rule: TieRule, expected: str | None) -> None:
    session = at_first_decision(tie_rule=rule)
    vote(session, wait=6, ask=6)
    does(session, m.Reveal())

    assert isinstance(CALL.exit, Decision)
    assert [choice.id for choice in CALL.exit.choices].index("ask") < 2
    first = next(choice.id for choice in CALL.exit.choices if choice.id in ("ask", "wait"))
    assert adopted_by_rule(session) == (expected and first)
    revealed = shown(session, r.RevealView)
    assert revealed.is_tie and revealed.tie_rule is rule


def test_where_both_are_to_be_seen_the_others_consequence_comes_after_and_changes_nothing() -> None:
    session = at_first_decision(tie_rule=TieRule.BOTH)
    vote(session, wait=6, ask=6)
    does(session, m.Reveal(), m.Adopt("ask"))
    read_on(session)
    before = path(session)

    assert still_to_show(session) == "wait"
    does(session, m.ShowRoad("call", "wait"))
    assert wall_view(session).phase is Phase.CONSEQUENCE
    assert still_to_show(session) is None
    read_to(session, Phase.SCENE, Phase.THINK)

    assert path(session) == before == ("ask",)


def test_a_tie_under_another_rule_shows_only_one() -> None:
    session = at_first_decision(tie_rule=TieRule.FACILITATOR)
    vote(session, wait=6, ask=6)
    does(session, m.Adopt("ask"))

    assert still_to_show(session) is None


def test_the_rule_for_ties_stays_once_the_room_has_voted() -> None:
    session = at_first_decision()
    does(session, m.SetTieRule(TieRule.STORY), m.OpenVote())

    assert "its rules stay as they are" in refusal(session, m.SetTieRule(TieRule.AGAIN))
    assert facilitator_view(session).tie_rule is TieRule.STORY


def test_when_something_else_leads_the_facilitator_is_asked_to_choose() -> None:
    session = at_first_decision()
    vote(session, something_else=8, ask=3)
    does(session, m.Reveal())

    facilitator = facilitator_view(session)
    assert adopted_by_rule(session) is None
    does(session, m.Talk())
    vote(session, something_else=8, ask=3)
    does(session, m.Reveal())
    assert "“What would you do?”" in facilitator_view(session).next_step
    assert "Press the letter of the nearest road, then Enter." in facilitator_view(session).next_step
    assert SOMETHING_ELSE not in {option.id for option in facilitator.can_adopt}
    assert "not offered" in refusal(session, m.Adopt(SOMETHING_ELSE))


def test_the_facilitator_may_go_on_with_another_than_the_room_chose() -> None:
    session = at_first_decision()
    vote(session, ask=8, wait=3)
    does(session, m.Reveal(), m.Adopt("wait"))

    assert path(session) == ("wait",)
    assert not room_of(session).adopted[-1].followed_room


def test_what_leads_is_offered_first_to_go_on_with() -> None:
    session = at_first_decision()
    vote(session, wait=8, ask=3)

    assert facilitator_view(session).can_adopt[0].id == "wait"


def test_a_decision_is_not_taken_while_its_vote_is_open() -> None:
    session = at_first_decision()
    does(session, m.OpenVote())

    assert refusal(session, m.Adopt("ask")) == "cannot adopt in vote"


def test_the_why_is_shown_only_when_it_is_asked_for() -> None:
    session = at_first_decision()
    does(session, m.Adopt("ask"))
    read_on(session)
    twin = session.twin()
    read_to(session, Phase.SCENE, Phase.THINK)  # straight past it
    does(twin, m.AskWhy())

    why = wall_view(twin).screen
    assert isinstance(why, r.WhyView)
    assert why.commentary


@pytest.mark.parametrize("drops", [m.AskWhy(), m.ShowRoad("call", "wait")])
def test_neither_the_why_nor_another_road_takes_away_what_is_still_to_be_read(drops: m.Command) -> None:
    session = at_first_decision()
    does(session, m.Adopt("ask"))

    assert refusal(session, drops) == "show the last panel first"
    read_on(session)
    does(session, drops)


def test_who_asks_for_the_why_at_the_wrong_moment_is_told_so_in_words() -> None:
    session = at_first_decision()
    assert refusal(session, m.AskWhy()) == "the why comes after a choice and what came of it"
    does(session, m.Adopt("ask"))
    read_on(session)
    does(session, m.AskWhy())

    assert refusal(session, m.AskWhy()) == "the why is already on the wall"


@pytest.mark.parametrize("command", [m.Reveal(), m.Talk(), m.AskWhy(), m.OpenVote(), m.LookCloser(0)])
def test_a_key_that_does_nothing_here_is_refused_in_words_and_not_by_the_name_of_a_phase(command: m.Command) -> None:
    session = new_room()
    does(session, m.Begin())

    assert "cannot" not in refusal(session, command)
    assert session.phase.value not in refusal(session, command)


# --- told instead of played ---------------------------------------------------------------------------------------


def skippable() -> Session:
    assert isinstance(CALL.exit, Decision)
    return at_first_decision(changed(call=replace(CALL, exit=replace(CALL.exit, skippable="wait"))))


def test_a_decision_may_be_told_in_a_sentence_when_time_is_short() -> None:
    session = skippable()
    does(session, m.Adopt("wait", is_told=True))

    told = wall_view(session).screen
    assert isinstance(told, r.ToldView)
    assert told.says and not told.says.startswith("You ")
    does(session, m.GoOn())
    assert path(session) == ("wait",)
    assert session.phase in (Phase.SCENE, Phase.THINK)


def test_only_the_choice_that_the_author_named_is_told() -> None:
    assert "only a decision that may be skipped" in refusal(skippable(), m.Adopt("ask", is_told=True))
    assert "only a decision that may be skipped" in refusal(at_first_decision(), m.Adopt("ask", is_told=True))


# --- going back ---------------------------------------------------------------------------------------------------


def test_going_back_to_a_decision_lets_the_room_vote_on_it_anew() -> None:
    session = at_first_decision()
    vote(session, ask=9)
    does(session, m.Adopt("ask"))
    read_to(session, Phase.THINK)
    does(session, m.GoBack("call"))

    assert session.phase is Phase.THINK
    assert path(session) == ()
    vote(session, wait=9)
    assert room_of(session).number == 2
    assert [each.round for each in room_of(session).votes] == [1, 1]
    does(session, m.Reveal())
    assert wall_view(session).phase is Phase.REVEAL  # a new start, and not a second round


def test_going_back_undoes_the_last_time_where_a_story_comes_to_a_decision_again() -> None:
    session = new_room()
    play_to_kitchen(session)
    does(session, m.Adopt("another-cup"))
    read_to(session, Phase.THINK)
    does(session, m.Adopt("let-be"), m.GoBack("kitchen"))

    assert path(session) == ("ask", "another-cup")
    does(session, m.Adopt("let-be"))
    assert [made.choice for made in room_of(session).adopted] == ["ask", "another-cup", "let-be"]


def test_going_back_while_a_vote_is_open_drops_its_votes() -> None:
    session = at_first_decision()
    does(session, m.OpenVote(), cast(session, ask=9), m.GoBack("call"))

    assert refusal(session, m.CastVote(1, (("seat-1", "ask"),))) == "ballot 1 is not open"
    assert room_of(session).votes == ()


def test_nobody_goes_back_to_a_decision_that_was_not_made() -> None:
    assert "not part of this path" in refusal(at_first_decision(), m.GoBack("corridor"))


def test_a_decision_can_be_gone_back_to_from_the_debrief() -> None:
    session = new_room()
    play_path(session, TO_THE_END)
    does(session, m.GoBack("kitchen"))

    assert session.phase is Phase.THINK
    assert path(session) == TO_THE_END[:1]


# --- looking back -------------------------------------------------------------------------------------------------


def test_a_road_not_taken_is_shown_and_the_story_stays_as_it_was() -> None:
    session = new_room()
    play_path(session, TO_THE_END)
    told = path(session)
    debrief = wall_view(session).screen
    does(session, m.ShowRoad("call", "ask"))
    assert session.phase is Phase.CONSEQUENCE
    read_on(session)
    does(session, m.AskWhy())
    why = wall_view(session).screen
    assert isinstance(why, r.WhyView)
    does(session, m.GoOn())

    assert path(session) == told
    assert wall_view(session).screen == debrief


def test_the_road_that_was_taken_is_not_shown_as_another() -> None:
    session = new_room()
    play_path(session, TO_THE_END)

    assert refusal(session, m.ShowRoad("call", "interrupt")) == "that is the way that was taken"


def test_the_debrief_of_a_room_has_its_own_parts_and_never_says_you() -> None:
    session = new_room()
    play_path(session, TO_THE_END)
    does(session, m.ShowPart(4), m.Agree("  Whoever found it\n speaks first. ", "in four weeks"))

    debrief = wall_view(session).screen
    assert isinstance(debrief, r.GroupDebriefView)
    assert debrief.parts[debrief.part] == "now-what"
    assert not any(line.startswith("You ") for line in debrief.run)
    assert not any(entry.repaired_by.startswith("You ") for entry in debrief.ledger)
    assert not any(road.taken.startswith("You ") for road in debrief.roads)
    assert (debrief.condition, debrief.review_on) == ("Whoever found it speaks first.", "in four weeks")


@pytest.mark.parametrize("minutes", [30, 45, 60])
def test_each_part_of_looking_back_says_how_long_it_takes_and_all_of_it_takes_a_third(minutes: int) -> None:
    session = new_room(minutes=minutes)
    play_path(session, TO_THE_END)
    told = []
    for part in range(len(PARTS)):
        does(session, m.ShowPart(part))
        told.append(facilitator_view(session).next_step)

    assert len(set(told)) > len(PARTS) // 2
    times = [int(found) for each in told for found in re.findall(r"About (\d+) minute", each)]
    assert (len(times), sum(times)) == (len(PARTS), minutes // 3)


def test_at_what_changes_now_the_key_is_named_until_something_is_written_down() -> None:
    session = new_room()
    play_path(session, TO_THE_END)
    does(session, m.ShowPart(PARTS.index("now-what")))
    before = facilitator_view(session).next_step
    does(session, m.Agree("Whoever found it speaks first.", ""))

    assert "Press Y" in before
    assert facilitator_view(session).next_step == AGREED_ON


def test_a_room_that_finishes_early_has_a_last_screen_too() -> None:
    session = at_first_decision()
    does(session, m.Close())

    debrief = wall_view(session).screen
    assert isinstance(debrief, r.GroupDebriefView)
    assert debrief.ending is None


@pytest.mark.parametrize("said", ["x" * 301, "  " + "y" * 400])
def test_what_a_group_agrees_is_one_sentence_and_no_page(said: str) -> None:
    assert "more than 300 characters" in refusal(new_room(), m.Agree(said, ""))


def test_what_a_group_agrees_holds_no_character_that_a_screen_cannot_show() -> None:
    session = new_room()
    does(session, m.Agree("a\x00b\x1b[2Jc\u202ed\ud800e", "n\u2028w"))

    assert (room_of(session).condition, room_of(session).review_on) == ("a b [2Jc d e", "n w")


# --- how many -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("joined", "warns"), [(20, False), (22, False), (23, True)])
def test_more_phones_than_a_tenth_over_the_headcount_are_pointed_out(joined: int, warns: bool) -> None:
    session = at_first_decision(headcount=20)

    assert facilitator_view(session, joined=joined).more_than_headcount is warns


def test_votes_count_against_the_headcount_hands_included() -> None:
    session = at_first_decision(headcount=10)
    does(session, m.OpenVote(), cast(session, ask=6), m.TypeHands("wait", 6))

    assert facilitator_view(session, joined=6).more_than_headcount


@pytest.mark.parametrize("people", [0, -3, 5_001])
def test_a_headcount_that_no_room_has_is_refused(people: int) -> None:
    assert "a room has 1 to 5000 people" in refusal(new_room(), m.SetHeadcount(people))


@pytest.mark.parametrize("rules", [{"enough_votes": 4}, {"enough_texts": 9}, {"minutes": 20}, {"headcount": 0}])
def test_nobody_lowers_what_protects_a_few_people(rules: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        RoomRules(**rules)  # type: ignore[arg-type]


# --- what one player does is not for a room ------------------------------------------------------------------------


def test_in_a_room_nobody_chooses_alone_or_tries_a_moment_again() -> None:
    session = new_room()
    play_path(session, TO_THE_END)

    assert refusal(session, m.TryAgain("call")) == "cannot try again in debrief"
    does(session, m.GoBack("call"))
    assert refusal(session, m.Choose("ask")) == "cannot choose in think"


def test_options_carry_a_letter_and_a_shape_each() -> None:
    session = Session(SAMPLE, room=RoomRules())
    read_to(session, Phase.THINK)
    options = voter_view(session, 0).options

    assert options[-1].id == SOMETHING_ELSE
    assert [option.letter for option in options] == [*"ABCDEFG"][: len(options)]
    assert len({option.shape for option in options}) == len(options)
