"""A view shows what its reader needs now, and nothing that comes later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from hypothesis import strategies as st

from game.core.playthrough import history
from game.core.scenario import Choice, Decision
from game.core.scoring import Wording, first_visits
from game.session import messages as m
from game.session import views as v
from game.session.phases import Phase
from game.session.session import DEBRIEF_PARTS, Session
from game.session.view import differed, view
from tests.laws import law
from tests.player import commands, play, session_at
from tests.sample import SAMPLE

walks = st.lists(st.integers(0, 9_999), max_size=60)
AFTER_THE_STORY = (Phase.ENDING, Phase.DEBRIEF, Phase.CLOSED)


def texts(value: object) -> Iterator[str]:
    """Every text in a view, however deep; a whole scenario in it is not looked into."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):  # type: ignore[arg-type]
            if field.name != "scenario":
                yield from texts(getattr(value, field.name))


def choices() -> list[Choice]:
    return [
        choice
        for scene in SAMPLE.scenes.values()
        if isinstance(scene.exit, Decision)
        for choice in scene.exit.choices
    ]


@law(walk=walks, pacing=st.sampled_from(m.Pacing))
def test_nothing_is_weighed_before_the_story_is_over(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        session.handle(command)
        seen = view(session)
        if seen.phase not in AFTER_THE_STORY and not seen.is_practice:
            shown = " ".join(texts(seen))
            assert not [wording for wording in Wording if wording in shown]
            assert not [choice.id for choice in choices() if choice.harm and choice.harm.says in shown]


@law(walk=walks, pacing=st.sampled_from(m.Pacing))
def test_why_is_told_only_of_the_choice_that_was_just_made(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        session.handle(command)
        seen = view(session)
        if seen.phase in AFTER_THE_STORY:
            continue
        told = {choice.id for choice in choices() if choice.commentary in " ".join(texts(seen))}
        step = session.position.step
        assert told == ({step.choice.id} if seen.phase is Phase.COMMENTARY and step else set())


@law(walk=walks, pacing=st.sampled_from(m.Pacing))
def test_a_price_is_not_told_before_a_choice_is_made(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        session.handle(command)
        seen = view(session)
        if seen.phase is Phase.DECISION:
            shown = set(texts(seen))
            assert not [choice.id for choice in choices() if choice.tradeoff and choice.tradeoff in shown]


def test_a_decision_shows_what_was_said_last_and_all_that_can_be_done() -> None:
    screen = view(session_at(SAMPLE, Phase.DECISION)).screen

    assert isinstance(screen, v.DecisionView)
    assert screen.last_line is not None and screen.last_line.words == "that was mine"
    assert sorted(offer.id for offer in screen.offers) == ["ask", "interrupt", "wait"]
    assert [offer.letter for offer in screen.offers] == ["A", "B", "C"]
    assert (screen.number, screen.count, screen.glances) == (1, 3, 2)


def test_in_a_probe_nothing_is_preselected() -> None:
    screen = view(session_at(SAMPLE, Phase.PROBE, "ask")).screen

    assert isinstance(screen, v.ProbeView)
    assert {field.name for field in fields(screen)} == {"panel", "choice", "reasons"}


def test_the_reason_that_was_given_is_answered() -> None:
    session = session_at(SAMPLE, Phase.PROBE, "wait")
    session.handle(m.AnswerProbe(m.Sureness.FAIRLY, 1))
    play(session, until=Phase.COMMENTARY)

    screen = view(session).screen

    assert isinstance(screen, v.CommentaryView)
    assert screen.note == "A fair reason: safety counts."


def test_other_ways_are_those_that_can_be_defended_and_none_is_the_own() -> None:
    screen = view(session_at(SAMPLE, Phase.ALTERNATIVES, "wait")).screen

    assert isinstance(screen, v.AlternativesView)
    assert screen.yours.line == "I noted who found it."
    assert [other.line for other in screen.others] == ["Shall I say it, or back you?"]


@pytest.mark.parametrize("part", range(len(DEBRIEF_PARTS)))
def test_every_part_of_the_debrief_can_be_shown(part: int) -> None:
    session = session_at(SAMPLE, Phase.DEBRIEF)
    session.handle(m.ShowPart(part))

    screen = view(session).screen

    assert isinstance(screen, v.DebriefView)
    assert (screen.part, screen.parts) == (part, DEBRIEF_PARTS)


def test_a_harm_that_was_come_back_to_is_shown_with_what_was_done() -> None:
    screen = view(session_at(SAMPLE, Phase.DEBRIEF, "interrupt", "own-up", "leave")).screen

    assert isinstance(screen, v.DebriefView)
    assert screen.ledger == (
        v.LedgerView("You answered for Amara in front of the team.", "You said what you had done."),
    )
    assert not screen.has_open_harm


def test_a_harm_that_is_open_is_shown_as_open() -> None:
    screen = view(session_at(SAMPLE, Phase.DEBRIEF, "interrupt", "let-be", "leave")).screen

    assert isinstance(screen, v.DebriefView)
    assert [entry.repaired_by for entry in screen.ledger] == [""]
    assert screen.has_open_harm


def test_a_very_sure_choice_that_went_differently_is_counted_for_later_and_not_told_after_one_answer() -> None:
    session = session_at(SAMPLE, Phase.PROBE, "interrupt")
    session.handle(m.AnswerProbe(m.Sureness.VERY))
    play(session, until=Phase.DEBRIEF)

    steps = first_visits(history(session.position.play))

    assert differed(SAMPLE, steps, session.position.probes) == 1
    assert not hasattr(view(session).screen, "differed")


def test_the_debrief_tells_the_run_in_the_order_of_the_story() -> None:
    screen = view(session_at(SAMPLE, Phase.DEBRIEF, "interrupt", "another-cup", "let-be", "rota")).screen

    assert isinstance(screen, v.DebriefView)
    assert screen.run == (
        "You said whose it was, and told her to explain.",
        "You waited.",
        "You talked about the numbers.",
        "You proposed an order of speaking.",
    )
    assert [moment.scene for moment in screen.moments] == ["call", "kitchen", "corridor"]
    assert screen.ending_scene == "better"


@law(walk=walks, pacing=st.sampled_from(m.Pacing))
def test_the_count_of_decisions_is_never_passed(walk: list[int], pacing: m.Pacing) -> None:
    session = Session(SAMPLE, pacing=pacing)
    for command in commands(session, walk):
        session.handle(command)
        seen = view(session)
        assert 0 <= seen.number <= seen.count
        if isinstance(seen.screen, v.DecisionView):
            assert 1 <= seen.screen.number <= seen.screen.count
