"""Findings that an author has decided to live with, with a reason, in the file itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from game.core.scenario import Waiver
from tools.checking.rule import Finding, Rule

UNKNOWN_WAIVER = "W01"
NEEDLESS_WAIVER = "W02"


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that is not counted, and why."""

    code: str
    message: str
    because: str


def covers(waiver: Waiver, rule: Rule, finding: Finding) -> bool:
    """Whether a waiver is about this finding.

    `where` is the id of a scene, a choice, a person or a fact, or a key such as ``title``; left out, it is the whole
    scenario.
    """
    return waiver.rule in (rule.code, rule.name) and (not waiver.where or waiver.where in finding.where.split("/"))


def unknown(waivers: Iterable[Waiver], rules: Sequence[Rule]) -> Iterator[Finding]:
    """Waivers of rules that do not exist."""
    names = [name for rule in rules for name in (rule.code, rule.name)]
    for waiver in waivers:
        if waiver.rule not in names:
            near = difflib.get_close_matches(waiver.rule, names, n=1)
            yield Finding(
                where="waive",
                quote=waiver.rule,
                message=f"There is no rule “{waiver.rule}”.",
                hint=f"Did you mean “{near[0]}”?" if near else "Write the code of a rule, such as B05.",
            )


def needless(waivers: Iterable[Waiver], used: Iterable[Waiver], rules: Sequence[Rule]) -> Iterator[Finding]:
    """Waivers that no finding needs any more."""
    known = {name for rule in rules for name in (rule.code, rule.name)}
    used = list(used)
    for waiver in waivers:
        if waiver.rule in known and waiver not in used:
            yield Finding(
                where="waive",
                quote=waiver.rule,
                message=f"Nothing is found by {waiver.rule} here, so this waiver is not needed.",
                hint="Take it out.",
            )
