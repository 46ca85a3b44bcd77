"""The table of phases, checked as a table, and walked once along every row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from game.core.playthrough import history, offers
from game.core.scenario import Decision, Line, Scenario, Scene
from game.session import messages as m
from game.session.phases import TRANSITIONS, Facts, Phase, PhaseMachine, Row, WrongPhase, diagram
from game.session.session import Session
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


def _rows_of_a_walk(story: Scenario, pacing: m.Pacing, walk: Random) -> Iterator[Row]:
    session = Session(story, pacing=pacing)
    for _ in range(120):
        before, facts = session.phase, session.facts(session.position)
        command = walk.choice(_commands(session))
        if not isinstance(session.handle(command)[0], m.Refused):
            yield from _row(before, facts, command, session.phase)


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
}


def _row(before: Phase, facts: Facts, command: m.Command, after: Phase) -> Iterator[Row]:
    for row in TRANSITIONS:
        is_it = row.source is before and row.target is after and row.trigger == _TRIGGERS.get(type(command))
        if is_it and row.guard(facts):
            yield row


def test_every_row_is_taken_by_some_play() -> None:
    walk, taken = Random(11), set[Row]()
    for story, pacing in [*_stories()] * 40:
        taken.update(_rows_of_a_walk(story, pacing, walk))
        if len(taken) == len(TRANSITIONS):
            break

    assert [row for row in TRANSITIONS if row not in taken] == []


def test_a_story_may_be_over_before_it_begins() -> None:
    alone = changed(call=replace(LATER, id="call"))
    session = Session(alone)

    session.handle(m.Begin())

    assert session.phase is Phase.ENDING
