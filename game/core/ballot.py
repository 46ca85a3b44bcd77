"""
One vote: who may still change their mind, what came of it, and how the room split.

A ballot is a frozen value.  A seat is an opaque id of one phone; nothing here knows a person.  Hands are counts that
somebody typed; they are kept apart from phones, because who raises a hand is seen and may vote otherwise for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

SOMETHING_ELSE = "something-else"  # is always an option, counted, and adopted as the facilitator decides
PASS = "pass"  # noqa: S105 - “prefer not to say”: counted as presence, never as a view
MOST_HANDS = 5_000  # in one entry: more is a slip of the finger

AGREED_FROM = 0.75  # of those who voted for something: most of the room
DIVIDED_FROM = 0.40


class TieRule(StrEnum):
    """What decides between options that lead together; declared before the first vote."""

    FACILITATOR = "facilitator"  # the facilitator chooses one of them
    AGAIN = "again"  # talk, and vote again
    STORY = "story"  # the one that the story lists first
    BOTH = "both"  # play one, and show the other's consequence after it


class Split(StrEnum):
    """How a room split."""

    FEW = "few"  # fewer votes than may be shown
    AGREED = "agreed"  # three quarters or more for one option
    DIVIDED = "divided"  # from four tenths
    SCATTERED = "scattered"


class NotCounted(ValueError):
    """A vote that this ballot does not take; nothing has changed.  The message is for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Hands:
    """So many hands were raised for an option."""

    option: str
    count: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """One round of voting on one decision.

    Attributes:
        number: Counts up over a session, from 1; a vote for another number is a stray.
        scene: Of the decision.
        round: 1 for the first vote on it.
        options: What can be voted for, in screen order; the last is `SOMETHING_ELSE`.
        votes: Option, or `PASS`, by seat.  A seat's latest vote counts.
        hands: As they were typed; the latest entry for an option counts.
        is_open: Whether votes are taken.
    """

    number: int
    scene: str
    round: int
    options: tuple[str, ...]
    votes: Mapping[str, str] = field(default_factory=dict)
    hands: tuple[Hands, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round came to.  `phones` and `hands` are counts in the order of `options`."""

    number: int
    scene: str
    round: int
    options: tuple[str, ...]
    phones: tuple[int, ...]
    hands: tuple[int, ...]
    passed: int  # by phone

    @property
    def counts(self) -> tuple[int, ...]:
        """Phones and hands together, in the order of `options`."""
        return tuple(phones + hands for phones, hands in zip(self.phones, self.hands, strict=True))

    @property
    def voters(self) -> int:
        """How many voted for something."""
        return sum(self.phones) + sum(self.hands)

    @property
    def present(self) -> int:
        """How many took part, those who passed included."""
        return self.voters + self.passed

    def share(self, option: str) -> float:
        """0.0 to 1.0 of those who voted for something; 0.0 when nobody did."""
        return self.counts[self.options.index(option)] / self.voters if self.voters else 0.0


def new_ballot(number: int, scene: str, round_: int, choices: Sequence[str]) -> Ballot:
    """An open ballot on these choices, with “something else” as the last option."""
    return Ballot(number, scene, round_, (*choices, SOMETHING_ELSE))


def cast(ballot: Ballot, number: int, seat: str, option: str) -> Ballot:
    """Take one seat's vote; it replaces an earlier one.

    Raises:
        NotCounted: If it is for another ballot, for a closed one, or for something that is not an option.
    """
    if number != ballot.number:
        raise NotCounted(f"ballot {number} is not open")
    _must_take(ballot, option)
    if ballot.votes.get(seat) == option:
        return ballot
    return replace(ballot, votes=MappingProxyType({**ballot.votes, seat: option}))


def cast_many(ballot: Ballot, votes: Iterable[tuple[str, str]]) -> Ballot:
    """Take the votes of many seats at once, in order; those that are no option are left out.

    Raises:
        NotCounted: If the ballot is closed.
    """
    if not ballot.is_open:
        raise NotCounted("the vote is closed")
    allowed = {*ballot.options, PASS}
    taken = {seat: option for seat, option in votes if option in allowed}
    return replace(ballot, votes=MappingProxyType({**ballot.votes, **taken})) if taken else ballot


def type_hands(ballot: Ballot, option: str, count: int) -> Ballot:
    """Enter a show of hands for one option; it replaces what was entered for it before.

    Raises:
        NotCounted: If the ballot is closed, there is no such option, or the count is below 0 or above `MOST_HANDS`.
    """
    _must_take(ballot, option)
    if option == PASS:
        raise NotCounted("hands are counted for options")
    if not 0 <= count <= MOST_HANDS:
        raise NotCounted(f"hands are from 0 to {MOST_HANDS}")
    return replace(ballot, hands=(*ballot.hands, Hands(option, count)))


def undo_hands(ballot: Ballot) -> Ballot:
    """Take back the last entry of hands.

    Raises:
        NotCounted: If there is none, or the ballot is closed.
    """
    if not ballot.is_open:
        raise NotCounted("the vote is closed")
    if not ballot.hands:
        raise NotCounted("no hands were entered")
    return replace(ballot, hands=ballot.hands[:-1])


def close(ballot: Ballot) -> Ballot:
    """Take no more votes.

    Raises:
        NotCounted: If it is closed already.
    """
    if not ballot.is_open:
        raise NotCounted("the vote is closed")
    return replace(ballot, is_open=False)


def tally(ballot: Ballot) -> Tally:
    """Count it, open or closed."""
    phones = Counter(ballot.votes.values())
    hands = {entry.option: entry.count for entry in ballot.hands}
    return Tally(
        number=ballot.number,
        scene=ballot.scene,
        round=ballot.round,
        options=ballot.options,
        phones=tuple(phones[option] for option in ballot.options),
        hands=tuple(hands.get(option, 0) for option in ballot.options),
        passed=phones[PASS],
    )


def leaders(counted: Tally) -> tuple[str, ...]:
    """The options with the most votes, in screen order: several in a tie, none when nobody voted."""
    most = max(counted.counts, default=0)
    return tuple(
        option for option, count in zip(counted.options, counted.counts, strict=True) if count == most and most > 0
    )


def split(counted: Tally, enough: int) -> Split:
    """How the room split; with fewer than `enough` votes nothing is said about it."""
    if counted.voters < max(1, enough):
        return Split.FEW
    top = max(counted.counts) / counted.voters
    return Split.AGREED if top >= AGREED_FROM else Split.DIVIDED if top >= DIVIDED_FROM else Split.SCATTERED


def moves(first: Ballot, second: Ballot) -> Mapping[tuple[str, str], int]:
    """From which option to which, among the phones that voted for something in both rounds; staying is a move too."""
    pairs = (
        (first.votes[seat], option)
        for seat, option in second.votes.items()
        if option != PASS and first.votes.get(seat, PASS) != PASS
    )
    return Counter(pairs)


def _must_take(ballot: Ballot, option: str) -> None:
    if not ballot.is_open:
        raise NotCounted("the vote is closed")
    if option not in ballot.options and option != PASS:
        raise NotCounted("that is not one of the options")
