"""A scenario's file as it is at one moment: what can be played of it, and what is found in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.core.diagnostic import Diagnostic, Severity, Span
from game.core.scenario import Scenario
from game.library import Library, shown
from tools.checking import check as checking
from tools.checking.rule_data import OWN_FILE, RuleData, RuleDataError, ours, rule_data

_BESIDE = ("themes.yaml", "people.yaml", OWN_FILE)  # what else in the folder decides what is read and found


@dataclass(frozen=True)
class Draft:
    """What one content of the file comes to.

    Attributes:
        path: The file.
        key: The same for the same content of the file and of what it uses.
        is_there: Whether there is such a file.
        scenario: What can be played; None where something keeps it from being played.
        spans: Where its parts stand.
        found: What the reader says; a check finds more.
        limits: The numbers that the rules of its folder go by.
    """

    path: Path
    key: str
    is_there: bool
    scenario: Scenario | None
    spans: Mapping[str, Span]
    found: tuple[Diagnostic, ...]
    limits: RuleData

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps it from being played."""
        return tuple(finding for finding in self.found if finding.severity is Severity.ERROR)


def content_key(path: Path) -> str:
    """Changes with what is in the file, and in the files beside it that its reading goes by; empty without a file."""
    data = _bytes(path)
    if data is None:
        return ""
    digest = hashlib.sha256(data)
    for name in _BESIDE:
        digest.update(hashlib.sha256(_bytes(path.parent / name) or b"").digest())
    return digest.hexdigest()


def read_draft(library: Library, path: Path) -> Draft:
    """Read the file as it is now.  Anything may be in it.

    Args:
        library: Of the folder that the file lies in.
        path: The file.
    """
    key = content_key(path)
    _, reading = library.reading(path)
    return Draft(path, key, bool(key), reading.scenario, reading.spans, reading.diagnostics, _limits(library))


def check_draft(library: Library, draft: Draft) -> tuple[Diagnostic, ...] | None:
    """All that the reader and the rules find in it; None if the file has changed meanwhile."""
    try:
        report = checking.check(library, (draft.path,))
        found = report.files[0].findings if report.files else draft.found
    except RuleDataError as mistake:
        found = (*draft.found, _about_rules(draft.path, mistake))
    return found if content_key(draft.path) == draft.key else None


def _limits(library: Library) -> RuleData:
    try:
        return rule_data(library.folder)
    except RuleDataError:
        return ours()


def _about_rules(path: Path, mistake: RuleDataError) -> Diagnostic:
    return Diagnostic(
        code="W03",
        name="rules-not-readable",
        severity=Severity.WARNING,
        file=shown(path.parent / OWN_FILE),
        span=Span(1, 1),
        message=str(mistake),
        hint=f"Until {OWN_FILE} can be read, no rule is looked at.",
    )


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
