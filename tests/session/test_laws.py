"""Laws that hold whatever is done, in whatever order."""

from __future__ import annotations

from hypothesis import strategies as st

from game.core.playthrough import choice_ids, offers, replay
from game.core.scoring import profile
from game.session import messages as m
from game.session.phases import Phase
from game.session.session import Session
from game.session.view import view
from tests.laws import law
from tests.player import NONSENSE, commands, straight_on
from tests.sample import SAMPLE

walks = st.lists(st.integers(0, 9_999), max_size=60)
pacings = st.sampled_from(m.Pacing)


def is_refused(events: tuple[m.Event, ...]) -> bool:
    return any(isinstance(event, m.Refused) for event in events)


@law(walk=walks, pacing=pacings)
def test_a_refused_command_changes_nothing_anyone_can_see(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        before = view(session)
        if is_refused(session.handle(command)):
            assert view(session) == before


@law(walk=walks, pacing=pacings)
def test_a_refusal_is_the_only_event_and_says_why(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        events = session.handle(command)

        assert events
        if is_refused(events):
            [refusal] = events
            assert isinstance(refusal, m.Refused)
            assert refusal.command == command
            assert refusal.reason


@law(walk=walks, pacing=pacings, is_first=st.booleans())
def test_the_same_commands_give_the_same_view_at_every_point(walk: list[int], pacing: m.Pacing, is_first: bool) -> None:
    session = Session(SAMPLE, seed=3, pacing=pacing, is_first_scenario=is_first)
    again = Session(SAMPLE, seed=3, pacing=pacing, is_first_scenario=is_first)
    for command in commands(session, walk):
        if not is_refused(session.handle(command)):
            again.handle(command)
        assert view(again) == view(session)


@law(walk=walks, pacing=pacings)
def test_there_is_always_a_way_on_to_the_end(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        session.handle(command)

    steps = 0
    while (step := straight_on(session)) is not None:
        assert not is_refused(session.handle(step))
        steps += 1
        assert steps < 200
    assert session.phase is Phase.CLOSED


@law(walk=walks, pacing=pacings)
def test_every_decision_offers_at_least_two_ways(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        session.handle(command)
        if session.phase is Phase.DECISION:
            assert sum(offer.is_open for offer in offers(session.position.moment)) >= 2


@law(walk=walks, pacing=pacings)
def test_trying_a_moment_another_way_changes_nothing_that_is_kept(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        was, path = session.position.practice is not None, choice_ids(session.position.play)
        state, worked_out = session.position.play.state, profile(session.position.play)
        session.handle(command)
        if was or session.position.practice is not None:
            assert choice_ids(session.position.play) == path
            assert session.position.play.state == state
            assert profile(session.position.play) == worked_out


@law(walk=walks, pacing=pacings)
def test_what_was_chosen_is_all_that_decides_where_the_story_is(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        session.handle(command)

    assert replay(SAMPLE, choice_ids(session.position.play)).state == session.position.play.state


@law(order=st.permutations(NONSENSE))
def test_nothing_can_be_done_once_a_play_is_finished(order: list[m.Command]) -> None:
    session = Session(SAMPLE)
    while (command := straight_on(session)) is not None:
        session.handle(command)

    assert all(is_refused(session.handle(command)) for command in [*order, m.SetPacing(m.Pacing.FLOW)])
