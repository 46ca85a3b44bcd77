"""
A report of `check` as SARIF 2.1.0, which code hosts show beside the lines of a change.

Every finding that is named has its rule with its page; what an author has waived is there too, as suppressed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from game.core.diagnostic import Diagnostic, Severity
from tools.checking.check import Report
from tools.checking.printing import all_waived
from tools.explaining import Explained, everything, markdown

VERSION = "2.1.0"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_ROOT = "%SRCROOT%"  # the name that readers of SARIF know for the folder in which a check was started

Told = dict[str, Any]


def sarif_of(report: Report, version: str) -> str:
    """The report as SARIF, without a line break at its end.

    Args:
        report: What checking showed.
        version: Of the program.
    """
    findings = report.findings
    waived = all_waived(report)
    codes = sorted({*(finding.code for finding in findings), *(one.code for _, one in waived)})
    place = {code: number for number, code in enumerate(codes)}
    marks = _fingerprints(findings)
    results = [_result(finding, place[finding.code], mark) for finding, mark in zip(findings, marks, strict=True)]
    results += [
        {
            "ruleId": one.code,
            "ruleIndex": place[one.code],
            "level": "note",
            "message": {"text": one.message},
            "suppressions": [{"kind": "inSource", "justification": one.because}],
            **({"locations": [{"physicalLocation": {"artifactLocation": _artifact(file)}}]} if file else {}),
        }
        for file, one in waived
    ]
    run = {
        "tool": {
            "driver": {
                "name": "Upstander",
                "version": version,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {
                "location": _artifact(checked.file),
                "properties": {"statesVisited": checked.states, "everyStateVisited": checked.is_complete},
            }
            for checked in report.files
        ],
        "results": results,
    }
    return json.dumps({"version": VERSION, "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> Told:
    known = everything().get(code)
    if known is None:
        return {"id": code}
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": known.first_line},
        "fullDescription": {"text": _why(known)},
        "help": {"text": known.text, "markdown": markdown(known)},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
        "properties": {"tags": _tags(known)},
    }


def _why(known: Explained) -> str:
    _, found, rest = known.page.partition("\nWhy it matters\n")
    words = " ".join(rest.split("\n\n", 1)[0].split())
    return words if found and words else known.first_line


def _tags(known: Explained) -> list[str]:
    kinds = [("rule", known.is_rule), ("english", known.is_english_only), ("prose", known.is_about_prose)]
    return [name for name, is_so in kinds if is_so] or ["reading"]


def _result(finding: Diagnostic, rule: int, mark: str) -> Told:
    place: Told = {"artifactLocation": _artifact(finding.file)}
    if PurePath(finding.file).suffix:  # a finding about a whole folder has no lines
        place["region"] = _region(finding)
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }


def _region(finding: Diagnostic) -> Told:
    span = finding.span
    region: Told = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.line,
        "endColumn": span.column + span.length,
    }
    return {**region, "snippet": {"text": finding.excerpt}} if finding.excerpt else region


def _fingerprints(findings: Iterable[Diagnostic]) -> list[str]:
    """What stays the same while lines move up and down: code and words of the line, and which of several it is."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        words = " ".join(finding.excerpt.split()) or finding.message
        told = "\n".join((PurePath(finding.file).name, finding.code, words))
        digest = hashlib.sha256(told.encode()).hexdigest()[:16]
        seen[digest] += 1
        marks.append(f"{digest}:{seen[digest]}")
    return marks


def _artifact(file: str) -> Told:
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": _ROOT}
