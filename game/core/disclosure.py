"""
Which counts may be shown to a room, and which may be kept.

Small numbers point at people: of three votes, everyone knows the two others'.  So a wall shows counts from a threshold
on, and a file holds no count below it, nor one that could be worked out from the others, nor that all voted alike.
Thresholds are settled before the first vote and never change.

Source:
    Thresholds of 5 for splits and 10 for texts are those of common workplace surveys; complementary suppression is the
    usual practice of statistical offices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.core.ballot import Tally, leaders

ENOUGH_VOTES = 5
ENOUGH_TEXTS = 10
MOST_ALIKE = 0.80  # from here on a share is kept as “80 % or more”: that all voted alike would tell what each did


@dataclass(frozen=True, slots=True)
class KeptCount:
    """What a file may say of one option: a count, or only that there is none to be told."""

    option: str
    count: int | None


@dataclass(frozen=True, slots=True)
class KeptTally:
    """What a file may say of a round.

    Attributes:
        counts: In the order of the options; None where a count is held back.
        voters: None where fewer voted than may be told.
        leading: The options that led, in screen order: what the story needs to go on.
        in_bands: One option had `MOST_ALIKE` or more, and no count is told.
        by_hands: Hands were counted in it.
        by_phones: Phones voted in it.
    """

    number: int
    scene: str
    round: int
    counts: tuple[KeptCount, ...]
    voters: int | None
    leading: tuple[str, ...]
    in_bands: bool
    by_hands: bool
    by_phones: bool


def may_show(counted: Tally, enough: int = ENOUGH_VOTES) -> bool:
    """Whether the wall may show counts after the reveal; otherwise it names only what leads."""
    return counted.voters >= enough


def kept(counted: Tally, enough: int = ENOUGH_VOTES) -> KeptTally:
    """What of a round may be kept."""
    counts = dict(zip(counted.options, counted.counts, strict=True))
    is_enough = counted.voters >= enough
    in_bands = is_enough and max(counts.values()) >= MOST_ALIKE * counted.voters
    told: dict[str, int | None] = dict.fromkeys(counts)
    if is_enough and not in_bands:
        told = dict(_without_small(counts, enough))
    return KeptTally(
        number=counted.number,
        scene=counted.scene,
        round=counted.round,
        counts=tuple(KeptCount(option, told[option]) for option in counted.options),
        voters=counted.voters if is_enough else None,
        leading=leaders(counted),
        in_bands=in_bands,
        by_hands=any(counted.hands),
        by_phones=any(counted.phones),
    )


def _without_small(counts: Mapping[str, int], enough: int) -> Mapping[str, int | None]:
    # With the sum known, one hidden count could be worked out, and so could several whose sum is small: the next larger
    # ones are hidden too, until what is hidden comes to `enough` in at least two options.
    hidden = {option for option, count in counts.items() if count < enough}
    if hidden:
        for option in sorted(counts, key=lambda each: counts[each]):
            if len(hidden) >= 2 and sum(counts[each] for each in hidden) >= enough:
                break
            hidden.add(option)
    return {option: None if option in hidden else count for option, count in counts.items()}


def shown_moves(
    moved: Mapping[tuple[str, str], int], enough: int = ENOUGH_VOTES
) -> Mapping[tuple[str, str], int]:
    """Who moved where, as counts of at least `enough`; none when fewer than that voted in both rounds.

    With one group left out the others still tell nothing about it, as the sum is never told.
    """
    if sum(moved.values()) < enough:
        return {}
    return {pair: count for pair, count in moved.items() if count >= enough}
