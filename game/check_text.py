"""
Findings as text for a terminal: place, what is so, the line with a mark under it, what to do.

Lines and columns are those an editor shows.  A long line is shown only around its mark.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from game.core.diagnostic import Diagnostic, Severity

_WIDEST = 100  # columns of an author's line shown at most; more would wrap and lose the mark
_BEFORE = 60  # columns shown before the mark when a line is cut


def render(findings: Sequence[Diagnostic], scenarios: int) -> str:
    """All findings with a summary line at the end, each line ended by a line break.

    Args:
        findings: In the order to show them.
        scenarios: How many files were read.
    """
    blocks = [block(finding) for finding in findings]
    return "\n\n".join([*blocks, summary(findings, scenarios)]) + "\n"


def summary(findings: Sequence[Diagnostic], scenarios: int, waived: int = 0) -> str:
    """Such as ``3 scenarios read, 1 finding`` or ``3 scenarios read, 2 findings: 1 error, 1 warning; 3 waived``."""
    files = "1 scenario" if scenarios == 1 else f"{scenarios} scenarios"
    also = f"; {waived} waived" if waived else ""
    if not findings:
        return f"{files} read, no findings{also}"
    count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors == len(findings):
        return f"{files} read, {count}{also}"
    kinds = [
        f"{number} {name if number == 1 else names}"
        for number, name, names in (
            (errors, "error", "errors"),
            (sum(finding.severity is Severity.WARNING for finding in findings), "warning", "warnings"),
            (sum(finding.severity is Severity.ADVICE for finding in findings), "piece of advice", "pieces of advice"),
        )
        if number
    ]
    return f"{files} read, {count}: {', '.join(kinds)}{also}"


def block(finding: Diagnostic) -> str:
    """One finding: its place, what is so, the line with its mark, what to do."""
    lines = [heading(finding), f"  {finding.message}"]
    if finding.excerpt.strip():
        lines += _marked(finding)
    return "\n".join([*lines, *(f"  {line}".rstrip() for line in finding.hint.split("\n") if line.strip())])


def heading(finding: Diagnostic) -> str:
    """Place, severity, code and name, in the form that editors and terminals make a link of."""
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    return f"{place}  {finding.severity.value} {finding.code} {finding.name}"


def _marked(finding: Diagnostic) -> list[str]:
    number = f"{finding.span.line:>5}"
    text = "".join(" " if unicodedata.category(letter) in ("Cc", "Cf") else letter for letter in finding.excerpt)
    start = min(finding.span.column - 1, len(text))
    end = max(start + 1, min(start + finding.span.length, len(text)))
    first, last = _window(text, start)
    cut, cut_after = "…" if first else "", "…" if last < len(text) else ""
    before = " " * (len(cut) + _columns(text[first:start]))
    return [
        f"{number} | {cut}{text[first:last]}{cut_after}",
        f"{' ' * len(number)} | {before}{'^' * max(1, _columns(text[start : min(end, last)]))}",
    ]


def _window(text: str, start: int) -> tuple[int, int]:
    """The part of a line to show, from character to character: all of it, or what fits around its mark."""
    if _columns(text) <= _WIDEST:
        return 0, len(text)
    room_after = _columns(text[start:])
    room_before = max(_BEFORE, _WIDEST - room_after)
    first, taken = start, 0
    while first > 0 and taken + _columns(text[first - 1]) <= room_before:
        first -= 1
        taken += _columns(text[first])
    last = start
    while last < len(text) and taken + _columns(text[last]) <= _WIDEST:
        taken += _columns(text[last])
        last += 1
    return first, last


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes up."""
    return sum(
        0 if unicodedata.category(letter) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
