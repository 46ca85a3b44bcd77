"""Laws of a room that hold whatever is asked, in whatever order."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.playthrough import choice_ids, replay
from game.session import messages as m
from game.session import room_views as r
from game.session.phases import Phase
from game.session.room_view import facilitator_view, voter_view, wall_view
from game.session.session import Session
from game.session.view import view
from tests.player import commands as commands_of_one
from tests.room import NONSENSE, commands, new_room, room_of, straight_on
from tests.sample import SAMPLE

walks = st.lists(st.integers(0, 9_999), max_size=70)


def is_refused(events: tuple[m.Event, ...]) -> bool:
    return any(isinstance(event, m.Refused) for event in events)


def all_views(session: Session) -> tuple[r.WallView, r.VoterView, r.FacilitatorView]:
    return wall_view(session, joined=9), voter_view(session, 0), facilitator_view(session, joined=9)


def values_in(shown: object, kind: type) -> list[object]:
    """Every value of a kind in a view, however deep."""
    if isinstance(shown, kind):
        return [shown]
    if is_dataclass(shown) and not isinstance(shown, type):
        return [found for field in fields(shown) for found in values_in(getattr(shown, field.name), kind)]
    if isinstance(shown, tuple):
        return [found for each in shown for found in values_in(each, kind)]
    return []


@given(walk=walks)
def test_a_refused_command_changes_nothing_any_audience_sees(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        before, position = all_views(session), session.position
        events = session.handle(command)
        if is_refused(events):
            [refusal] = events
            assert isinstance(refusal, m.Refused) and refusal.reason
            assert (all_views(session), session.position) == (before, position)


@given(walk=walks)
def test_no_wall_and_no_phone_shows_a_count_of_votes_before_the_reveal(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        session.handle(command)
        wall, voter, _ = all_views(session)
        is_revealed = session.phase in (Phase.REVEAL, Phase.COMPARE)
        for shown in (wall, voter):
            rounds = [*values_in(shown, r.RoundView), *values_in(shown, r.MoveView), *values_in(shown, r.TallyView)]
            assert is_revealed or not rounds


@given(walk=walks)
def test_what_is_shown_in_a_vote_does_not_hang_on_the_votes(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        wall, voter, _ = all_views(session)
        is_accepted = not is_refused(session.handle(command))
        if is_accepted and isinstance(command, m.CastVote | m.TypeHands | m.UndoHands):
            assert all_views(session)[:2] == (wall, voter)


@given(walk=walks)
def test_below_five_votes_the_wall_and_the_phones_name_at_most_what_leads_alone(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        session.handle(command)
        by_round = {made.kept.round: made.tally for made in room_of(session).rounds}
        for shown in all_views(session)[:2]:
            for of in values_in(shown, r.RoundView):
                assert isinstance(of, r.RoundView)
                counted = by_round[of.round]
                assert counted is not None
                if counted.voters < 5:
                    assert (of.voters, of.passed) == (None, None)
                    assert all((bar.count, bar.share) == (None, None) for bar in of.bars)
                    led = [bar for bar in of.bars if bar.leads]
                    assert len(led) <= (1 if counted.voters == 4 else 0)
                else:
                    assert of.voters == counted.voters
                    assert [bar.count for bar in of.bars] == [
                        counted.counts[counted.options.index(bar.option.id)] for bar in of.bars
                    ]


@given(walk=walks)
def test_below_five_votes_the_facilitator_sees_no_count_of_phones_by_option(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        session.handle(command)
        seen = facilitator_view(session, joined=9)
        if seen.voted < 5:
            assert not any(entry.phones for entry in seen.tally)


@given(walk=walks)
def test_no_view_knows_a_seat(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        session.handle(command)
        assert "seat-" not in repr(all_views(session))


def as_journalled(session: Session, command: m.Command) -> m.Command | None:
    """What of an accepted command may be written down."""
    if isinstance(command, m.CastVote | m.TypeHands | m.UndoHands):
        return None
    if isinstance(command, m.CloseVote):
        last = room_of(session).last
        assert last is not None
        return m.CloseVote(last.kept)
    return command


def all_that_is_kept(session: Session) -> object:
    """Everything of a session but the votes, and what only those who saw them can know."""
    position, room = session.position, room_of(session)
    rounds = tuple(replace(made, tally=None, ballot=None) for made in room.rounds)
    ballot = room.ballot and replace(room.ballot, votes={}, hands=())
    adopted = tuple(replace(made, followed_room=False, also_led=()) for made in room.adopted)
    return session.phase, replace(position, room=replace(room, rounds=rounds, ballot=ballot, adopted=adopted))


@given(walk=walks)
def test_what_may_be_written_down_brings_the_session_back_up_to_what_must_not_be_kept(walk: list[int]) -> None:
    session, written = new_room(), list[m.Command]()
    for command in commands(session, walk):
        if is_refused(session.handle(command)):
            continue
        if (kept := as_journalled(session, command)) is not None:
            written.append(kept)
    # A later vote may take back what was kept of an earlier one on the same decision.
    told = {each.number: each for each in room_of(session).votes}
    again = new_room()
    for command in written:
        if isinstance(command, m.CloseVote) and command.kept is not None:
            command = m.CloseVote(told[command.kept.number])
        assert not is_refused(again.handle(command))

    assert all_that_is_kept(again) == all_that_is_kept(session)
    for shown, first in zip(all_views(again)[:2], all_views(session)[:2], strict=True):
        for of, was in zip(values_in(shown, r.RoundView), values_in(first, r.RoundView), strict=True):
            assert isinstance(of, r.RoundView) and isinstance(was, r.RoundView)
            assert of.voters in (None, was.voters)
            for bar, bar_was in zip(of.bars, was.bars, strict=True):
                assert bar.option == bar_was.option
                assert bar.count in (None, bar_was.count)


@given(walk=walks)
def test_what_was_adopted_is_all_that_decides_where_the_story_is(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        session.handle(command)

    path = choice_ids(session.position.play)
    assert [made.choice for made in room_of(session).adopted] == list(path)
    assert replay(SAMPLE, path).state == session.position.play.state


@given(walk=walks)
def test_a_road_that_was_not_taken_changes_nothing_of_the_path(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        path, state = choice_ids(session.position.play), session.position.play.state
        session.handle(command)
        if session.position.practice is not None:
            assert (choice_ids(session.position.play), session.position.play.state) == (path, state)


@given(walk=walks)
def test_there_is_always_a_way_on_to_the_end(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        session.handle(command)

    steps = 0
    while (step := straight_on(session)) is not None:
        assert not is_refused(session.handle(step)), step
        steps += 1
        assert steps < 200
    assert session.phase is Phase.CLOSED


@given(walk=walks)
def test_a_room_never_comes_to_a_phase_of_one_player(walk: list[int]) -> None:
    session = new_room()
    for command in commands(session, walk):
        session.handle(command)
        assert session.phase not in (Phase.DECISION, Phase.PROBE, Phase.REFLECTION, Phase.ALTERNATIVES)


ROOM_COMMANDS = (
    *(command for command in NONSENSE if isinstance(command, m.RoomCommand)),
    m.Adopt("ask"),
    m.GoBack("call"),
    m.ShowRoad("call", "ask"),
    m.SetHeadcount(12),
    m.Agree("We write it down.", "May"),
)


@given(walk=st.lists(st.integers(0, 9_999), max_size=40), pacing=st.sampled_from(m.Pacing))
@settings(max_examples=40)
def test_one_player_can_do_nothing_that_only_a_room_does(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands_of_one(session, walk):
        session.handle(command)
        before = view(session)
        assert all(is_refused(session.handle(each)) for each in ROOM_COMMANDS)
        assert view(session) == before
        assert session.position.room is None
