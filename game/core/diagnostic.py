"""What is wrong in an author's file: where it is, why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much it matters."""

    ERROR = "error"  # a play would go wrong: the scenario is not offered
    WARNING = "warning"  # it plays, and it teaches worse than it could
    ADVICE = "advice"  # a thought, never counted


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file.  Lines and columns count from 1; `length` is in characters, at least 1."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: Stable, such as ``UP104``.
        name: What is wrong, in a few words with hyphens, such as ``unknown-key``.
        file: As the user named it.
        span: Where.
        message: What is so, in the author's words; one or two sentences.
        hint: What to do; may be several lines when it shows how to write it.
        excerpt: The line as written, without its line end, or empty.
    """

    code: str
    name: str
    severity: Severity
    file: str
    span: Span
    message: str
    hint: str
    excerpt: str = ""

    def sort_key(self) -> tuple[str, Span, str, str]:
        """By file, then by place."""
        return (self.file, self.span, self.code, self.message)
