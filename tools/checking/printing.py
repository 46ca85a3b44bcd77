"""A report of `check` as text for a terminal, and as JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from game import check_text
from game.core.diagnostic import Diagnostic, Severity
from tools.checking.check import Checked, Report
from tools.checking.todo import CODE as TO_DO
from tools.checking.waivers import Waived

JSON_VERSION = 1  # of the shape of the JSON; a change that takes anything away makes it another


def text_of(report: Report) -> str:
    """Every finding with its place and what to do; then what was visited, left to write and waived; then a summary.

    Ended by a line break.  Files are in the order of their names, and findings in the order of their places.
    """
    by_file: dict[str, list[Diagnostic]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.file, []).append(finding)
    parts = [part for file in sorted(by_file) for part in _findings(by_file[file])]
    facts = "\n".join(_facts(checked) for checked in sorted(report.files, key=lambda checked: checked.file))
    last = check_text.summary(report.findings, len(report.files), len(all_waived(report)))
    return "\n\n".join([*parts, *([facts] if facts else []), last]) + "\n"


def json_of(report: Report) -> str:
    """Findings, what was waived and what was visited: one object, without a line break at its end."""
    findings = report.findings
    told = {
        "version": JSON_VERSION,
        "findings": [_finding(finding) for finding in findings],
        "waived": [
            {"file": file, "code": one.code, "message": one.message, "because": one.because}
            for file, one in all_waived(report)
        ],
        "files": [
            {
                "file": checked.file,
                "states_visited": checked.states,
                "every_state_visited": checked.is_complete,
                "to_do": _to_do(checked.findings),
            }
            for checked in report.files
        ],
        "summary": {
            "files": len(report.files),
            "errors": _count(findings, Severity.ERROR),
            "warnings": _count(findings, Severity.WARNING),
            "advice": _count(findings, Severity.ADVICE),
            "waived": len(all_waived(report)),
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def all_waived(report: Report) -> tuple[tuple[str, Waived], ...]:
    """Everything that is not counted, with its file; for a library as a whole the file is empty."""
    own = ((checked.file, one) for checked in report.files for one in checked.waived)
    return (*own, *(("", one) for one in report.waived))


def _findings(findings: Sequence[Diagnostic]) -> Iterable[str]:
    """The findings of one file; what is still to be written is a list at the end, one a line."""
    yield from (check_text.block(finding) for finding in findings if finding.code != TO_DO)
    left = [f"{check_text.heading(one)}  {one.message} {one.hint}" for one in findings if one.code == TO_DO]
    if left:
        yield "\n".join(left)


def _facts(checked: Checked) -> str:
    said = [_visited(checked)]
    if left := _to_do(checked.findings):
        said.append(f"{left} {'text' if left == 1 else 'texts'} to write")
    if checked.waived:
        said.append(f"{len(checked.waived)} waived")
    if checked.is_draft and not left:
        said.append("nothing left to write: take “status: draft” out, so that it is judged as a whole, and check again")
    return f"{checked.file}: {'; '.join(said)}"


def _visited(checked: Checked) -> str:
    if not checked.states:
        return "cannot be played yet, so no state was visited"
    if checked.is_complete:
        return f"every state visited ({checked.states:,})"
    return f"sampled, {checked.states:,} states"


def _to_do(findings: Iterable[Diagnostic]) -> int:
    return sum(finding.code == TO_DO for finding in findings)


def _count(findings: Iterable[Diagnostic], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)


def _finding(finding: Diagnostic) -> dict[str, Any]:
    return {
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
