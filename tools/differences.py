"""What differs between two versions of a scenario: its parts, its words, its routes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from game.core.scenario import Scenario
from tools.lengths import Lengths, lengths
from tools.route_differences import Elsewhere, elsewhere
from tools.ways import to_endings
from tools.written import Piece, Value, pieces

_SAME = 0.6  # of 1.0: parts of two ids with more than this in common are one part under another id
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What stood after a key, and what stands there; empty for a key that was not there or is gone."""

    key: str
    was: str
    now: str
    is_text: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that is in both versions.

    Attributes:
        kind: As of `Piece`, in the new version.
        id: In the new version.
        old_id: In the old one.
        changes: By key, in the order of the new version; those that are gone come last.
    """

    kind: str
    id: str
    old_id: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What the routes of one version are like.

    Attributes:
        states: How many were visited.
        is_complete: Whether there are no others.
        endings: Those that can be reached.
        lengths: None where there are too many states to measure.
    """

    states: int
    is_complete: bool
    endings: tuple[str, ...]
    lengths: Lengths | None


@dataclass(frozen=True, slots=True)
class Differences:
    """All of it; empty parts where nothing differs.

    Attributes:
        came: Parts of the new version alone.
        went: Parts of the old version alone.
        changed: Parts of both that differ, or have another id.
        elsewhere: Shortest paths that lead to something else now.
    """

    old: Scenario
    new: Scenario
    came: tuple[Piece, ...]
    went: tuple[Piece, ...]
    changed: tuple[Changed, ...]
    before: Version
    after: Version
    elsewhere: tuple[Elsewhere, ...]

    @property
    def is_same(self) -> bool:
        """Whether a reader of the scenario would find nothing that differs."""
        return not (self.came or self.went or self.changed)


def differences(old: Scenario, new: Scenario) -> Differences:
    """Compare two versions."""
    before, after = pieces(old), pieces(new)
    renamed = _renamed(before, after)
    names = {old_key[1]: new_key[1] for old_key, new_key in renamed.items()}
    pairs = {key: key for key in before if key in after} | renamed
    changed = []
    for old_key, new_key in pairs.items():
        changes = _changes(before[old_key], after[new_key], names)
        if changes or old_key != new_key:
            changed.append(Changed(after[new_key].kind, new_key[1], old_key[1], changes))
    order = {key: place for place, key in enumerate(after)}
    changed.sort(key=lambda one: order[("scene" if one.kind == "ending" else one.kind), one.id])
    met = set(pairs.values())
    return Differences(
        old=old,
        new=new,
        came=tuple(piece for key, piece in after.items() if key not in met),
        went=tuple(piece for key, piece in before.items() if key not in pairs),
        changed=tuple(changed),
        before=_version(old),
        after=_version(new),
        elsewhere=elsewhere(old, new, names),
    )


def _renamed(before: Mapping[_Key, Piece], after: Mapping[_Key, Piece]) -> dict[_Key, _Key]:
    """Parts with the same texts under another id, the most alike first."""
    went = [key for key in before if key not in after]
    came = [key for key in after if key not in before]
    alike = sorted(
        (-_alike(before[old], after[new]), place, old, new)
        for place, old in enumerate(went)
        for new in came
        if old[0] == new[0]
    )
    found: dict[_Key, _Key] = {}
    for likeness, _, old, new in alike:
        if -likeness > _SAME and old not in found and new not in found.values():
            found[old] = new
    return found


def _alike(old: Piece, new: Piece) -> float:
    """The share of two parts' texts that is the same, by length; 0.0 where neither has any."""
    texts = [
        {key: value.words for key, value in piece.values.items() if value.is_text and key != "next"}
        for piece in (old, new)
    ]
    if not any(texts):  # a fact has no texts
        return float(old.values == new.values and old.kind == "fact")
    whole = sum(len(words) for side in texts for words in side.values())
    same = sum(2 * len(words) for key, words in texts[0].items() if texts[1].get(key) == words)
    return same / whole


def _changes(old: Piece, new: Piece, names: Mapping[str, str]) -> tuple[Change, ...]:
    keys = dict.fromkeys((*new.values, *old.values))
    nothing = Value("")
    found: list[Change] = []
    if (old.kind == "ending") is not (new.kind == "ending"):
        found.append(Change("it is", f"a {old.kind}", f"a {new.kind}", is_text=False))
    for key in keys:
        was, now = old.values.get(key, nothing), new.values.get(key, nothing)
        has_names = key == "next" or not was.is_text
        if was.words == now.words or (has_names and _with_new_names(was, names) == now.words):
            continue
        found.append(Change(key, was.words, now.words, was.is_text or now.is_text))
    return tuple(found)


def _with_new_names(value: Value, names: Mapping[str, str]) -> str:
    """What a value would be if nothing had happened but another id for some parts."""
    return re.sub(r"[\w-]+", lambda found: names.get(found[0], found[0]), value.words)


def _version(scenario: Scenario) -> Version:
    found = to_endings(scenario, lambda play: play.state.scene)
    reached = {play.state.scene for play in found.plays}
    in_order = tuple(scene for scene in scenario.scenes if scene in reached)
    return Version(found.states, found.is_complete, in_order, lengths(scenario))
