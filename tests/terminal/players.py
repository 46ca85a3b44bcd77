"""Somebody at the keys: hears what is said and types an answer."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

PROMPT = "> "
_CHOICES = re.compile(r"^([A-Z])\. (?!Not open)", re.MULTILINE)
_AGAIN = re.compile(r"Type one of ([A-Z])")


class Player(io.StringIO):
    """An input stream whose lines are made up while the play goes on.

    Args:
        heard: Where the play is said.
        answers: Given what was said since the last answer, gives the next; None closes the input.
    """

    def __init__(self, heard: io.StringIO, answers: Callable[[str], str | None]) -> None:
        super().__init__()
        self._heard = heard
        self._answers = answers
        self._listened_to = 0
        self.turns: list[tuple[str, str]] = []

    def readline(self, limit: int = -1) -> str:  # type: ignore[override]
        said = self._heard.getvalue()[self._listened_to :]
        self._listened_to += len(said)
        assert len(self.turns) < 3_000, f"the play does not end; last heard: {said}"
        typed = self._answers(said)
        self.turns.append((said, typed or ""))
        return "" if typed is None else f"{typed}\n"


def choices_in(said: str) -> list[str]:
    """Letters of the choices that can be taken, as they were said."""
    return _CHOICES.findall(said) or _AGAIN.findall(said)


def plays_to_the_end(letter: Callable[[list[str]], str]) -> Callable[[str], str | None]:
    """Presses Enter through everything and decides with `letter`; leaves once the debrief is over."""

    def answer(said: str) -> str | None:
        if "play is finished" in said or "Library." in said:
            return None
        if re.search(r"^(Decision \d|This moment, another way)", said, re.MULTILINE):
            return letter(choices_in(said))
        return ""

    return answer


def types(*lines: str) -> Callable[[str], str | None]:
    """Types these lines and then closes the input."""
    left: Iterator[str] = iter(lines)
    return lambda said: next(left, None)
