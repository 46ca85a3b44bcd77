"""The table of phases, checked as a table, and walked once along every row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product
from pathlib import Path
from random import Random

import pytest

from game.core.playthrough import history, offers
from game.core.scenario import Decision, Line, Scenario, Scene
from game.session import messages as m
from game.session.phases import TRANSITIONS, Facts, Phase, PhaseMachine, Row, WrongPhase, diagram, target
from game.session.room import RoomRules
from game.session.session import Session
from tests.room import possible as possible_in_a_room
from tests.sample import BETTER, CALL, KITCHEN, LATER, SAMPLE, changed

ROOT = Path(__file__).parents[2]


def test_every_phase_can_be_left_except_the_last() -> None:
    assert {row.source for row in TRANSITIONS} == set(Phase) - {Phase.CLOSED}


def test_every_phase_can_be_reached() -> None:
    assert {row.target for row in TRANSITIONS} == set(Phase) - {Phase.BRIEFING}


def test_no_row_is_written_twice() -> None:
    assert len({(row.trigger, row.source, row.target) for row in TRANSITIONS}) == len(TRANSITIONS)


def test_the_drawing_in_the_documentation_is_the_table() -> None:
    page = (ROOT / "docs" / "phases.md").read_text("utf-8")

    assert f"```mermaid\n{diagram()}```\n" in page


def test_a_trigger_that_has_no_row_here_changes_nothing() -> None:
    machine = PhaseMachine(Phase.BRIEFING)

    with pytest.raises(WrongPhase, match="cannot choose in briefing"):
        machine.fire("choose", Facts())
    assert machine.phase is Phase.BRIEFING


def test_a_trigger_whose_guard_says_no_changes_nothing() -> None:
    machine = PhaseMachine(Phase.DECISION)

    with pytest.raises(WrongPhase, match="cannot look closer in decision"):
        machine.fire("look_closer", Facts(has_glances=False))
    assert machine.phase is Phase.DECISION


def test_a_trigger_that_nobody_has_heard_of_is_refused_like_any_other() -> None:
    machine = PhaseMachine(Phase.DECISION)

    with pytest.raises(WrongPhase):
        machine.fire("to_closed", Facts())


# --- every row is taken by some play -----------------------------------------------------------------------------


def _without_script(scene: Scene) -> Scene:
    return replace(scene, script=())


def _without_reflection(scene: Scene) -> Scene:
    assert isinstance(scene.exit, Decision)
    return replace(scene, exit=replace(scene.exit, reflect="", probe=False))


def _stories() -> Iterator[tuple[Scenario, m.Pacing]]:
    """Stories that between them have something to read, or nothing, at every place where that matters."""
    quiet = changed(call=_without_script(CALL), desk=replace(SAMPLE.scenes["desk"], script=()))
    ended = changed(call=replace(LATER, id="call"))
    read_out = changed(call=replace(BETTER, id="call"))
    plain = changed(call=_without_reflection(CALL), kitchen=replace(KITCHEN, script=(Line("The kettle boils."),)))
    for story in (SAMPLE, quiet, ended, read_out, plain):
        for pacing in (m.Pacing.GUIDED, m.Pacing.FLOW):
            yield story, pacing


def _commands(session: Session) -> list[m.Command]:
    """All that could be asked here, and a little that could not."""
    there_is_more = m.Continue(session.position.line + 1)
    again = [m.TryAgain(step.scene) for step in history(session.position.play)]
    choices = [m.Choose(offer.choice.id) for offer in offers(session.position.moment)]
    rest = (m.Begin(), m.GoOn(), m.LookCloser(0), m.LookUp(), m.AnswerProbe(), m.StopTrying(), m.Close())
    return [there_is_more, *again, *choices, *rest]


def _rows_of_a_walk(story: Scenario, pacing: m.Pacing, walk: Random, *, is_group: bool) -> Iterator[Row]:
    session = Session(story, pacing=pacing, room=RoomRules() if is_group else None)
    for _ in range(120):
        before, facts = session.phase, _facts(session)
        commands = possible_in_a_room(session) if is_group else _commands(session)
        if not commands:  # closed
            return
        # What leads on is named first: half of the time it is taken, or no walk would come to an end.
        command = commands[0] if is_group and walk.random() < 0.4 else walk.choice(commands)
        if is_group and walk.random() < 0.02:
            command = m.Close()  # a room may stop anywhere
        if not isinstance(session.handle(command)[0], m.Refused):
            yield from _row(before, facts, command, session)


def _facts(session: Session) -> Facts:
    position = session.position
    if position.room and position.practice and position.practice.returns_to is Phase.CONSEQUENCE:
        return session.facts(replace(position, practice=None))  # both ways were seen, and the story itself goes on
    return session.facts(position)


_TRIGGERS: dict[type, str] = {
    m.Begin: "begin",
    m.LookCloser: "look_closer",
    m.LookUp: "look_up",
    m.GoOn: "go_on",
    m.Choose: "choose",
    m.AnswerProbe: "answer",
    m.TryAgain: "try_again",
    m.StopTrying: "stop_trying",
    m.Close: "close",
    m.OpenVote: "open_vote",
    m.CloseVote: "close_vote",
    m.Reveal: "reveal",
    m.Talk: "talk",
    m.Adopt: "adopt",
    m.AskWhy: "ask_why",
    m.ShowRoad: "show_road",
    m.GoBack: "go_back",
}


def _row(before: Phase, facts: Facts, command: m.Command, session: Session) -> Iterator[Row]:
    """The row that was taken: the first of this trigger whose guard holds."""
    for row in TRANSITIONS:
        if row.source is before and row.trigger == _TRIGGERS.get(type(command)) and row.guard(facts):
            assert row.target is session.phase
            yield row
            return


def test_every_row_is_taken_by_some_play() -> None:
    walk, taken = Random(11), set[Row]()
    for story, pacing in [*_stories()] * 40:
        taken.update(_rows_of_a_walk(story, pacing, walk, is_group=False))
        taken.update(_rows_of_a_walk(story, pacing, walk, is_group=True))
        if len(taken) == len(TRANSITIONS):
            break

    assert [row for row in TRANSITIONS if row not in taken] == []


def test_a_story_may_be_over_before_it_begins() -> None:
    alone = changed(call=replace(LATER, id="call"))
    session = Session(alone)

    session.handle(m.Begin())

    assert session.phase is Phase.ENDING


# --- a room and one player share one table -----------------------------------------------------------------------

ROOM_PHASES = {Phase.LOBBY, Phase.THINK, Phase.VOTE, Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE}
ONE_PLAYER_PHASES = {Phase.DECISION, Phase.PROBE, Phase.REFLECTION, Phase.ALTERNATIVES}


def _reached(*, is_group: bool) -> set[Phase]:
    """Every phase that the table leads to, whatever else is so."""
    reached, ahead = set[Phase](), [Phase.BRIEFING]
    while ahead:
        phase = ahead.pop()
        if phase in reached:
            continue
        reached.add(phase)
        triggers = {row.trigger for row in TRANSITIONS if row.source is phase}
        for facts in _all_facts(is_group):
            ahead.extend(after for trigger in triggers if (after := target(phase, trigger, facts)) is not None)
    return reached


def _all_facts(is_group: bool) -> Iterator[Facts]:
    names = [field.name for field in fields(Facts) if field.name not in ("is_group", "can_try_again", "has_glances")]
    for values in product((False, True), repeat=len(names)):
        given = dict(zip(names, values, strict=True))
        yield Facts(is_group=is_group, can_try_again=True, has_glances=True, **given)


def test_one_player_never_comes_to_a_phase_of_a_room() -> None:
    assert not _reached(is_group=False) & ROOM_PHASES


def test_a_room_never_comes_to_a_phase_of_one_player() -> None:
    assert not _reached(is_group=True) & ONE_PLAYER_PHASES
