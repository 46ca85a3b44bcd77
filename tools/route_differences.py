"""Walking two versions of a scenario side by side: where the same choices lead to something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from game.core.exploration import STATE_LIMIT
from game.core.playthrough import Playthrough, begin, choice_ids, choose, has_ended
from game.core.scenario import Scenario
from tools.ways import open_choices, state_key


class How(StrEnum):
    """In which way a path differs."""

    ANOTHER_ENDING = "another ending"
    ENDS = "ends now"
    GOES_ON = "goes on now"
    ANOTHER_SCENE = "another scene"
    NOT_OPEN = "choice not open any more"
    OPEN = "choice open now"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The shortest path that differs in one way.

    Attributes:
        how: In which.
        path: Ids of choices, as the version has them that the path can be walked in: the old one, except for
            `How.OPEN`.
        was: The scene or choice in the old version; empty for `How.OPEN`.
        now: The scene or choice in the new version; empty for `How.NOT_OPEN`.
    """

    how: How
    path: tuple[str, ...]
    was: str
    now: str


def elsewhere(
    old: Scenario, new: Scenario, names: Mapping[str, str], limit: int = STATE_LIMIT
) -> tuple[Elsewhere, ...]:
    """Walk both with the same choices until they part; one shortest path for each way in which they do.

    Args:
        old: One version.
        new: The other.
        names: New ids by old ones, for scenes and choices that have another.
        limit: How many pairs of states to visit at most.
    """
    found: dict[tuple[How, str, str], Elsewhere] = {}
    start = (begin(old), begin(new))
    known = {(state_key(start[0].state), state_key(start[1].state))}
    waiting = [start]
    for was, now in waiting:  # grows while it is walked
        parted = _parted(was, now, names)
        if parted is not None:
            found.setdefault((parted.how, parted.was, parted.now), parted)
            continue
        open_now = {choice.id for choice in open_choices(now)}
        for difference in _choices(was, now, names):
            found.setdefault((difference.how, difference.was, difference.now), difference)
        for choice in open_choices(was):
            name = names.get(choice.id, choice.id)
            if name not in open_now:
                continue
            pair = (choose(was, choice.id), choose(now, name))
            key = (state_key(pair[0].state), state_key(pair[1].state))
            if key not in known and len(known) < limit:
                known.add(key)
                waiting.append(pair)
    return tuple(found.values())


def _parted(was: Playthrough, now: Playthrough, names: Mapping[str, str]) -> Elsewhere | None:
    """How two plays are at different places; None where they are at the same."""
    old, new = was.state.scene, now.state.scene
    if has_ended(was) is has_ended(now):
        if names.get(old, old) == new:
            return None
        how = How.ANOTHER_ENDING if has_ended(was) else How.ANOTHER_SCENE
    else:
        how = How.GOES_ON if has_ended(was) else How.ENDS
    return Elsewhere(how, choice_ids(was), old, new)


def _choices(was: Playthrough, now: Playthrough, names: Mapping[str, str]) -> Iterator[Elsewhere]:
    before = {names.get(choice.id, choice.id): choice.id for choice in open_choices(was)}
    after = {choice.id for choice in open_choices(now)}
    for name, old_name in before.items():
        if name not in after:
            yield Elsewhere(How.NOT_OPEN, (*choice_ids(was), old_name), old_name, "")
    for choice in open_choices(now):
        if choice.id not in before:
            yield Elsewhere(How.OPEN, (*choice_ids(now), choice.id), "", choice.id)
