"""
Findings as text for a terminal: place, what is so, the line with a mark under it, what to do.  And as JSON.

Lines and columns are those an editor shows.  A long line is shown only around its mark.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from game.core.diagnostic import Diagnostic, Severity

_WIDEST = 100  # characters of an author's line shown at most; more would wrap and lose the mark
_BEFORE = 60  # characters shown before the mark when a line is cut


def render(findings: Sequence[Diagnostic], scenarios: int) -> str:
    """All findings with a summary line at the end, each line ended by a line break.

    Args:
        findings: In the order to show them.
        scenarios: How many files were read.
    """
    blocks = ["\n".join(_block(finding)) for finding in findings]
    return "\n\n".join([*blocks, summary(findings, scenarios)]) + "\n"


def json_of(findings: Iterable[Diagnostic]) -> str:
    """Findings for other programs: a list, in the order given."""
    # Imported here: only who asks for it needs it.
    import json

    return json.dumps(
        [
            {
                "file": finding.file,
                "line": finding.span.line,
                "column": finding.span.column,
                "length": finding.span.length,
                "severity": finding.severity.value,
                "code": finding.code,
                "name": finding.name,
                "message": finding.message,
                "hint": finding.hint,
                "excerpt": finding.excerpt,
            }
            for finding in findings
        ],
        ensure_ascii=False,
        indent=2,
    )


def summary(findings: Sequence[Diagnostic], scenarios: int) -> str:
    """Such as ``3 scenarios read, 1 finding``."""
    files = "1 scenario" if scenarios == 1 else f"{scenarios} scenarios"
    if not findings:
        return f"{files} read, no findings"
    count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors == len(findings):
        return f"{files} read, {count}"
    kinds = [
        f"{number} {name if number == 1 else names}"
        for number, name, names in (
            (errors, "error", "errors"),
            (sum(finding.severity is Severity.WARNING for finding in findings), "warning", "warnings"),
            (sum(finding.severity is Severity.ADVICE for finding in findings), "piece of advice", "pieces of advice"),
        )
        if number
    ]
    return f"{files} read, {count}: {', '.join(kinds)}"


def has_counted(findings: Iterable[Diagnostic]) -> bool:
    """Whether a check ends with findings that count: errors and warnings do, advice does not."""
    return any(finding.severity is not Severity.ADVICE for finding in findings)


def _block(finding: Diagnostic) -> list[str]:
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    lines = [f"{place}  {finding.severity.value} {finding.code} {finding.name}", f"  {finding.message}"]
    if finding.excerpt.strip():
        lines += _marked(finding)
    return [*lines, *(f"  {line}".rstrip() for line in finding.hint.split("\n") if line.strip())]


def _marked(finding: Diagnostic) -> list[str]:
    number = f"{finding.span.line:>5}"
    text = "".join(" " if unicodedata.category(letter) in ("Cc", "Cf") else letter for letter in finding.excerpt)
    start = min(finding.span.column - 1, len(text))
    cut = ""
    if len(text) > _WIDEST:
        first = max(0, min(start - _BEFORE, len(text) - _WIDEST))
        cut = "…" if first else ""
        is_cut_after = first + _WIDEST < len(text)
        text, start = text[first : first + _WIDEST], start - first
        text += "…" if is_cut_after else ""
    length = max(1, min(finding.span.length, len(text) - start))
    before = " " * (len(cut) + _columns(text[:start]))
    return [
        f"{number} | {cut}{text}",
        f"{' ' * len(number)} | {before}{'^' * max(1, _columns(text[start : start + length]))}",
    ]


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes up."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
