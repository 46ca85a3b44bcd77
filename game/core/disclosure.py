"""
Which counts may be shown to a room, and which may be kept.

Small numbers point at people: of three votes, everyone knows the two others'.  So a wall shows counts from a threshold
on, and below it names at most one option; a file holds no count below it, nor one that could be worked out from the
others, nor that all voted alike.
Thresholds are settled before the first vote and never change.

What is kept of a round is one of four, the first that holds:

- fewer voted than `ENOUGH_VOTES`: nothing; what leads so few votes, beside how many came, is somebody's vote
- fewer than twice as many: what led.  A count needs a rest as large as itself to hide in; and among so few, whoever
  stood alone would learn from “80 % or more” what each of the others chose
- one option had `MOST_ALIKE_PERCENT` or more: that it had, and how many voted
- else the counts, without those that are small and those that they could be worked out from; where what led and how
  many voted would still give one of them away, as in a tie of 4, 4 and 3, only what led

Moves between two rounds are for the wall alone: kept beside the counts of both rounds, they would tell small groups.

Source:
    Thresholds of 5 for splits and 10 for texts are those of common workplace surveys; complementary suppression is the
    usual practice of statistical offices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from game.core.ballot import Tally, leaders

ENOUGH_VOTES = 5
ENOUGH_TO_NAME = 4  # of three votes, whoever stood alone would learn from what led what both others chose
ENOUGH_TEXTS = 10
MOST_ALIKE_PERCENT = 80  # from here on a share is kept as a band: that all voted alike would tell what each did


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
        voters: None where no number is told.
        leading: The options that led, in screen order; none where that is held back too.
        in_bands: One option had `MOST_ALIKE_PERCENT` or more, and no count is told.
        by_hands: Hands were counted in it; not told of a vote of which nothing is.
        by_phones: Phones voted in it; likewise.
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

    @property
    def tells_nothing(self) -> bool:
        """Only that there was a vote."""
        return self.voters is None and not self.leading


def may_show(counted: Tally, enough: int = ENOUGH_VOTES) -> bool:
    """Whether the wall may show counts after the reveal; otherwise it names at most what leads."""
    return counted.voters >= enough


def may_name(counted: Tally, enough: int = ENOUGH_VOTES) -> tuple[str, ...]:
    """What may be said to lead, in screen order.

    Of fewer votes than `enough` only an option that leads alone: a tie among few tells every count.  And of fewer than
    `ENOUGH_TO_NAME` none: what leads one vote is that vote, and what leads two or three tells what others chose.
    """
    led = leaders(counted)
    if may_show(counted, enough) or (len(led) == 1 and counted.voters >= ENOUGH_TO_NAME):
        return led
    return ()


def kept(counted: Tally, enough: int = ENOUGH_VOTES) -> KeptTally:
    """What of a round may be kept, as the page above says."""
    nothing = KeptTally(
        number=counted.number,
        scene=counted.scene,
        round=counted.round,
        counts=tuple(KeptCount(option, None) for option in counted.options),
        voters=None,
        leading=(),
        in_bands=False,
        by_hands=False,
        by_phones=False,
    )
    if counted.voters < enough:
        return nothing
    led = replace(
        nothing, leading=leaders(counted), by_hands=any(counted.hands), by_phones=any(counted.phones)
    )
    if counted.voters < 2 * enough:
        return led
    if 100 * max(counted.counts) >= MOST_ALIKE_PERCENT * counted.voters:
        return replace(led, voters=counted.voters, in_bands=True)
    told = _without_small(counted.counts, enough)
    if _gives_one_away(told, counted, enough):
        return led
    counts = tuple(KeptCount(option, count) for option, count in zip(counted.options, told, strict=True))
    return replace(led, counts=counts, voters=counted.voters)


def beside(earlier: KeptTally, later: KeptTally, enough: int = ENOUGH_VOTES) -> KeptTally:
    """What may still be kept of an earlier round once a later one on the same decision is kept.

    Whoever came late, left or changed their mind between two rounds is what their counts differ by.  So the earlier
    round stays only if what is told of the two differs by nobody or by `enough`: as many voters, the same counts told,
    the same that led, each count and the rest of them equal or at least `enough` apart.  Otherwise nothing of the
    earlier round is kept: the later one is what the room came to.  The wall still shows both, while votes are known.
    """
    if earlier.tells_nothing or later.tells_nothing:
        return earlier
    is_alike = (earlier.voters, earlier.leading, earlier.in_bands) == (later.voters, later.leading, later.in_bands)
    pairs = tuple(zip(earlier.counts, later.counts, strict=False))
    if earlier.voters is None or not is_alike or any(
        one.option != other.option or (one.count is None) != (other.count is None) for one, other in pairs
    ):
        return _forgotten(earlier)
    apart = [(other.count or 0) - (one.count or 0) for one, other in pairs]
    return earlier if all(each == 0 or abs(each) >= enough for each in (*apart, sum(apart))) else _forgotten(earlier)


def _forgotten(told: KeptTally) -> KeptTally:
    counts = tuple(KeptCount(entry.option, None) for entry in told.counts)
    return replace(
        told, counts=counts, voters=None, leading=(), in_bands=False, by_hands=False, by_phones=False
    )


def _without_small(counts: tuple[int, ...], enough: int) -> tuple[int | None, ...]:
    # With the sum known, one hidden count could be worked out, and so could several whose sum is small: the next larger
    # ones are hidden too, until what is hidden comes to `enough` in at least two options.
    hidden = {place for place, count in enumerate(counts) if count < enough}
    if hidden:
        for place in sorted(range(len(counts)), key=lambda each: counts[each]):
            if len(hidden) >= 2 and sum(counts[each] for each in hidden) >= enough:
                break
            hidden.add(place)
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def _gives_one_away(told: tuple[int | None, ...], counted: Tally, enough: int) -> bool:
    """Whether a hidden count has only one value that fits all that would be told: the others, the sum, what led."""
    hidden = [place for place, count in enumerate(told) if count is None]
    found: dict[int, int] = {}
    open_yet = set(hidden)
    for counts in _that_fit(told, counted, hidden, enough):
        for place in tuple(open_yet):
            if found.setdefault(place, counts[place]) != counts[place]:
                open_yet.discard(place)
        if not open_yet:
            return False
    return bool(open_yet)


def _that_fit(
    told: tuple[int | None, ...], counted: Tally, hidden: list[int], enough: int
) -> Iterator[tuple[int, ...]]:
    """Every way the votes may have fallen that would be told like this."""
    rest = counted.voters - sum(count or 0 for count in told)
    led = _places_of_most(counted.counts)
    # At most one hidden count is not small: with it, what is hidden has come to enough.
    for large in hidden:
        others = [place for place in hidden if place != large]
        for small in product(range(enough), repeat=len(others)):
            left = rest - sum(small)
            if left < 0:
                continue
            values = {large: left, **dict(zip(others, small, strict=True))}
            counts = tuple(values[place] if count is None else count for place, count in enumerate(told))
            is_in_bands = 100 * max(counts) >= MOST_ALIKE_PERCENT * counted.voters
            if not is_in_bands and _places_of_most(counts) == led and _without_small(counts, enough) == told:
                yield counts


def _places_of_most(counts: tuple[int, ...]) -> tuple[int, ...]:
    most = max(counts)
    return tuple(place for place, count in enumerate(counts) if count == most)


def shown_moves(
    moved: Mapping[tuple[str, str], int], enough: int = ENOUGH_VOTES
) -> Mapping[tuple[str, str], int]:
    """For the wall, who moved where, as counts of at least `enough`; none when fewer voted in both rounds."""
    if sum(moved.values()) < enough:
        return {}
    return {pair: count for pair, count in moved.items() if count >= enough}
