"""The plans beside scenario files, as `check` runs them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from game.core.diagnostic import Diagnostic, Span
from game.core.scenario import Scenario
from game.library import shown
from tools import plans
from tools.plan_runs import run


def scenario_file(path: Path) -> Path:
    """The scenario beside a plan, for somebody who names the plan; any other path as it is."""
    return path.with_name(f"{plans.scenario_of(path)}.yaml") if path.suffix == ".plan" and path.is_file() else path


def findings(path: Path, scenario: Scenario) -> tuple[Diagnostic, ...]:
    """Run every plan of a scenario file.

    Args:
        path: The scenario's file.
        scenario: What was read from it.
    """
    found: list[Diagnostic] = []
    for plan in plans.beside(path):
        data = _bytes(plan)
        if data is None:
            found.append(_unreadable(plan))
            continue
        reading = plans.read(data, shown(plan))
        found += reading.findings
        # A line that could not be understood may have been a choice: what follows would be measured wrongly.
        if not reading.findings:
            found += run(reading.plan, scenario)
    return tuple(found)


def without_scenario(folder: Path, files: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """A finding for each plan of a folder that is named after no scenario file in it."""
    known = [path.stem for path in files]
    return tuple(plans.without_scenario(shown(plan), known) for plan in plans.in_folder(folder)
                 if plans.scenario_of(plan) not in known)


def digest(path: Path) -> str:
    """Changes whenever running the plans of a scenario file may come out differently."""
    made = hashlib.sha256()
    for plan in plans.beside(path):
        data = _bytes(plan)
        made.update(f"{plan.name} {'' if data is None else hashlib.sha256(data).hexdigest()}\n".encode())
    return made.hexdigest()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _unreadable(plan: Path) -> Diagnostic:
    what = "This is a folder, not a plan." if plan.is_dir() else "The plan cannot be opened."
    hint = "Rename it, or move it away." if plan.is_dir() else "Look whether you may read it."
    return plans.finding("P01", shown(plan), Span(1, 1), what, hint)
