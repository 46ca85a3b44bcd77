"""
Thresholds and word lists of the rules: two TOML files that anybody can read and change.

A library may have its own `check.toml` beside its scenarios; what it names there replaces ours, key by key::

    [limits.B05]
    longest = 30

    [words.C07]
    preaching = ["must", "should"]

    [[waive]]
    rule = "G04"
    because = "Scenarios with clients come in spring."
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from game.core.scenario import Waiver
from tools.checking import prose

_HERE = Path(__file__).parent.parent / "rules"
OWN_FILE = "check.toml"

Limits = Mapping[str, Mapping[str, float]]
Words = Mapping[str, Mapping[str, tuple[str, ...]]]


class RuleDataError(ValueError):
    """A library's `check.toml` cannot be used; the message says where and what to do."""


@dataclass(frozen=True)
class RuleData:
    """Numbers and words, by rule code and name."""

    limits: Limits
    words: Words
    waivers: tuple[Waiver, ...] = ()  # of findings about the library as a whole
    _patterns: dict[tuple[str, ...], re.Pattern[str]] = field(default_factory=dict, compare=False, repr=False)

    def limit(self, code: str, name: str) -> float:
        """A threshold, such as ``limit("B05", "longest")``."""
        return self.limits[code][name]

    def listed(self, code: str, name: str) -> tuple[str, ...]:
        """A word list, such as ``listed("C07", "preaching")``."""
        return self.words[code][name]

    def pattern(self, code: str, name: str) -> re.Pattern[str]:
        """Finds any word or phrase of a list (see `prose.pattern`)."""
        key = ("", code, name)  # no list has an empty phrase
        if key not in self._patterns:
            self._patterns[key] = prose.pattern(self.listed(code, name))
        return self._patterns[key]

    def pattern_of(self, phrases: tuple[str, ...]) -> re.Pattern[str]:
        """The same for some phrases of a list."""
        if phrases not in self._patterns:
            self._patterns[phrases] = prose.pattern(phrases)
        return self._patterns[phrases]

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same numbers and words."""
        return repr((self.limits, self.words, self.waivers))


@cache
def ours() -> RuleData:
    """The thresholds and word lists that come with the program."""
    limits = tomllib.loads((_HERE / "limits.toml").read_text(encoding="utf-8"))
    lists = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))
    return RuleData(limits, {code: {name: tuple(own) for name, own in group.items()} for code, group in lists.items()})


def rule_data(library: Path) -> RuleData:
    """Ours, with what the library's own file puts in their place.

    Raises:
        RuleDataError: If that file cannot be read or names something that no rule has.
    """
    path = library / OWN_FILE
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ours()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleDataError(f"{path} cannot be read: it is no text file, or you may not open it.") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleDataError(f"{path} cannot be read: {error}.") from error
    for part in told:
        if part not in ("limits", "words", "waive"):
            raise RuleDataError(
                f"{path}: there is no part “{part}”. The parts are [limits.CODE], [words.CODE] and [[waive]]."
            )
    limits = _merged(path, "limits", ours().limits, told, _number, "a number")
    lists = _merged(path, "words", ours().words, told, _list, "a list of words in quotation marks")
    return RuleData(limits, lists, tuple(_waiver(path, entry) for entry in _entries(path, told.get("waive", []))))


def _entries(path: Path, told: object) -> list[object]:
    if not isinstance(told, list):
        raise RuleDataError(f"{path}: “waive” has to be written as [[waive]].")
    return told


def _waiver(path: Path, entry: object) -> Waiver:
    told = entry if isinstance(entry, dict) else {}
    rule, because = told.get("rule"), told.get("because")
    if not (isinstance(rule, str) and rule and isinstance(because, str) and because.strip() and len(told) == 2):
        raise RuleDataError(f"{path}: each [[waive]] needs a rule and a “because” with the reason, and nothing else.")
    return Waiver(rule, because)


T = TypeVar("T")


def _merged(
    path: Path,
    part: str,
    usual: Mapping[str, Mapping[str, T]],
    told: Mapping[str, object],
    read: Callable[[object], T | None],
    kind: str,
) -> dict[str, dict[str, T]]:
    merged = {code: dict(group) for code, group in usual.items()}
    groups = told.get(part, {})
    if not isinstance(groups, dict):
        raise RuleDataError(f"{path}: “{part}” has to be written as [{part}.CODE].")
    for code, group in groups.items():
        if code not in merged or not isinstance(group, dict):
            raise RuleDataError(f"{path}: [{part}.{code}] is unknown. Known: {', '.join(sorted(merged))}.")
        for name, value in group.items():
            if name not in merged[code]:
                raise RuleDataError(f"{path}: {code} has no “{name}”. It has: {', '.join(sorted(merged[code]))}.")
            fit = read(value)
            if fit is None:
                raise RuleDataError(f"{path}: “{name}” of {code} has to be {kind}.")
            merged[code][name] = fit
    return merged


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _list(value: object) -> tuple[str, ...] | None:
    is_list = isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)
    return tuple(value) if is_list and isinstance(value, list) else None
