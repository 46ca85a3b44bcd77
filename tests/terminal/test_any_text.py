"""Whatever is typed: no traceback, and a choice that was made stays made."""

from __future__ import annotations

import io
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.core.playthrough import choice_ids
from game.session import messages as m
from game.session import views as v
from game.session.session import Session
from game.session.view import view
from game.terminal.answers import Unclear, hint, understand
from game.terminal.console import Console, Left
from game.terminal.shell import Shell
from tests.terminal.players import Player

STORY = "half-a-second-behind"
USEFUL = st.sampled_from(
    [
        *("", "", "", "", "all", "a", "b", "c", "d", "1", "2", "3", "look", "look 2", "back", "t", "again", "?"),
        *("try", "try 1", "try 2", "stop", "part 1", "part 3", "part 4", "part 5", "people", "support"),
        *("settings", "slip", "library", "delete", "edit", "keep"),
    ]
)
TYPED = st.one_of(USEFUL, USEFUL, USEFUL, st.text(max_size=30), st.text("0123456789 -+.²٣", max_size=8))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(TYPED, min_size=20, max_size=160))
def test_no_text_gives_a_traceback_or_changes_a_choice_that_was_made(application, typed):
    left = [line.replace("\n", " ").replace("\r", " ") for line in typed]
    made: list[tuple[str, ...]] = [()]
    heard = io.StringIO()

    def answer(said):
        current = application._play.session if application._play else None
        if current is not None and current.scenario.id == STORY:
            now = choice_ids(current.position.play)
            assert now[: len(made[-1])] == made[-1] or not now
            made.append(now)
        return left.pop(0) if left else None

    shell = Shell(Console(Player(heard, answer), heard, {}), application, {}, heard)
    with suppress(Left):
        shell.open(STORY, fresh=True)

    assert "Traceback" not in heard.getvalue()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED, choice=st.integers(0, 2), steps=st.integers(0, 40))
def test_every_answer_on_every_screen_is_understood_or_explained(shelf, typed, choice, steps):
    session = Session(shelf.scenario(STORY), seed=choice)
    for _ in range(steps):
        session.handle(onwards(view(session), choice))
    shown = view(session)

    answer = understand(shown, typed.strip())

    assert hint(shown)
    assert not isinstance(answer, Unclear) or answer.says.strip()


def onwards(shown, choice):
    """The command that leads on, deciding for one of the open choices."""
    match shown.screen:
        case v.BriefingView():
            return m.Begin()
        case v.ScriptView(line=line, lines=lines) if line < len(lines):
            return m.Continue(len(lines))
        case v.DecisionView(offers=offers):
            open_ones = [offer.id for offer in offers if offer.is_open]
            return m.Choose(open_ones[choice % len(open_ones)])
        case v.ProbeView():
            return m.AnswerProbe()
        case v.DebriefView(part=part, parts=parts):
            return m.ShowPart((part + 1) % len(parts))
        case _:
            return m.GoOn()
