"""
The examples of a rule's page as whole scenarios.

An example is a part of a scenario.  It is laid over “Half a Second Behind”: keys over keys, choices over choices of the
same id, everything else in place of what was there.  An empty value takes a key away.  For rules about a library,
several parts stand between lines of ``---``; each makes one scenario of the library, and ``copies: 5`` makes five.
"""

from __future__ import annotations

import copy
import json
import re
import textwrap
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import yaml

from game.assets import assets_folder, scenarios_folder
from game.core.diagnostic import Severity
from game.known_names import names_in
from game.library import Library
from game.scenario_yaml import Reading, read, read_people
from tools.checking.catalogue import Entry
from tools.checking.rule import Finding
from tools.checking.rule_data import ours
from tools.checking.story import Story

BASE = "half-a-second-behind"
_LIBRARY = Library(scenarios_folder(), assets_folder(), None)
_NAMES = names_in(assets_folder(), (theme.id for theme in _LIBRARY.themes()))
_PEOPLE = scenarios_folder() / "people.yaml"
_SHARED = read_people(_PEOPLE.read_bytes(), "people.yaml", _NAMES)[0] if _PEOPLE.exists() else None


class _Dumper(yaml.CSafeDumper):
    pass


class _SlowDumper(yaml.SafeDumper):
    """The quick one spells letters beyond the first 65,536 as numbers."""


def _told(dumper: yaml.SafeDumper, words: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style="|" if "\n" in words else None)


_Dumper.add_representer(str, _told)
_SlowDumper.add_representer(str, _told)


def block(page: str, heading: str) -> str:
    """The indented part after ``<heading>::`` on a rule's page; empty if there is none."""
    found = re.search(rf"^{heading}::\n\n((?:(?: {{4}}.*)?\n)+)", page + "\n", re.MULTILINE)
    return textwrap.dedent(found[1]).strip() + "\n" if found else ""


def stories(part: str) -> list[Story]:
    """The scenarios that an example stands for."""
    made = []
    for document in re.split(r"^---\n", part, flags=re.MULTILINE):
        patch = yaml.load(document, yaml.CBaseLoader) or {}
        for _ in range(int(patch.pop("copies", 1))):
            made.append(story({**patch, "id": f"copy-{len(made)}"} if made else patch))
    return made


def story(patch: dict[str, Any]) -> Story:
    """The base with a part laid over it.  It must be one that can be played."""
    return _story(json.dumps(patch))


@cache
def _base() -> dict[str, Any]:
    base: dict[str, Any] = yaml.load((scenarios_folder() / f"{BASE}.yaml").read_text("utf-8"), yaml.CBaseLoader)
    base.pop("waive", None)
    return base


@lru_cache(maxsize=48)  # a page is read once for what is found, once for the places
def _story(told: str) -> Story:
    patch = json.loads(told)
    name = patch.pop("id", BASE)
    reading, text = _reading(json.dumps(patch))
    assert reading.scenario is not None
    scenario = replace(reading.scenario, id=name)
    made = Story(scenario, reading.spans, text.replace(f"\nid: {BASE}\n", f"\nid: {name}\n", 1), f"{name}.yaml", ours())
    made.themes = _LIBRARY.themes()
    return made


@lru_cache(maxsize=48)  # the scenarios of a library are often alike but for their ids
def _reading(told: str) -> tuple[Reading, str]:
    text = "".join(map(_written, *zip(*_over(_base(), json.loads(told)).items(), strict=True)))
    assert text.count(f"\nid: {BASE}\n") == 1
    reading = read(text.encode(), f"{BASE}.yaml", _NAMES, _SHARED)
    wrong = [f"{one.span.line}: {one.message}" for one in reading.diagnostics if one.severity is Severity.ERROR]
    assert reading.scenario is not None, f"the example cannot be read: {wrong}"
    return reading, text


def _written(key: str, value: Any) -> str:
    """A key with what belongs to it; scenes and people one by one, as most of them are those of the base."""
    if isinstance(value, dict) and key in ("scenes", "cast"):
        return f"{key}:\n" + "".join(textwrap.indent(_dumped(json.dumps({k: v})), "  ") for k, v in value.items())
    return _dumped(json.dumps({key: value}))


@lru_cache(maxsize=500)
def _dumped(told: str) -> str:
    part = json.loads(told)
    dumper = _SlowDumper if max(map(ord, str(part)), default=0) > 0xFFFF else _Dumper
    text: str = yaml.dump(part, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def findings(entry: Entry, part: str) -> list[Finding]:
    """What a rule says about an example."""
    made = stories(part)
    if entry.of_scenario:
        return [finding for one in made for finding in entry.of_scenario(one)]
    assert entry.of_library
    return list(entry.of_library(made))


def _over(base: Any, patch: Any) -> Any:
    if isinstance(base, dict) and isinstance(patch, dict):
        merged = {**base, **{key: _over(base.get(key), value) for key, value in patch.items()}}
        return {key: value for key, value in merged.items() if not (key in patch and patch[key] == "")}
    if _has_ids(base) and _has_ids(patch):
        own = {item["id"]: item for item in patch}
        kept = [_over(item, own.pop(item["id"], {})) for item in base]
        return [*kept, *own.values()]
    return copy.deepcopy(patch)


def _has_ids(items: Any) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) and "id" in item for item in items)
