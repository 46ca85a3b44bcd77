"""A report of `check` as text for a terminal and as JSON."""

from __future__ import annotations

from game import check_text
from tools.checking.check import Report


def text_of(report: Report) -> str:
    """Every finding with its place and what to do, then what was visited and waived, then a summary."""
    return check_text.render(report.findings, len(report.files))


def json_of(report: Report) -> str:
    """Findings for other programs."""
    return check_text.json_of(report.findings)
