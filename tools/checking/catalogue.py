"""Every rule, found by its module: `tools.rules.<code>_<name>`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import tools.rules
from tools.checking.rule import Finding, LibraryCheck, Rule, ScenarioCheck
from tools.checking.story import Story


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule with the function that looks for it; exactly one of the two is there."""

    rule: Rule
    page: str  # its documentation, as written in the module
    of_scenario: ScenarioCheck | None
    of_library: LibraryCheck | None


@cache
def catalogue() -> tuple[Entry, ...]:
    """All rules, by code."""
    entries = [_entry(module.name) for module in pkgutil.iter_modules(tools.rules.__path__)]
    return tuple(sorted((entry for entry in entries if entry), key=lambda entry: entry.rule.code))


def _entry(name: str) -> Entry | None:
    if name.startswith("_"):
        return None
    module: Any = importlib.import_module(f"tools.rules.{name}")
    of_scenario: Callable[[Story], Iterator[Finding]] | None = getattr(module, "check", None)
    of_library: Callable[[Sequence[Story]], Iterator[Finding]] | None = getattr(module, "check_library", None)
    return Entry(module.RULE, (module.__doc__ or "").strip(), of_scenario, of_library)
