"""
Votes between the phones and the game: taken at once, handed over in order, kept until the game says that it has them.

A seat has one vote on a ballot, its latest.  The server answers a phone before the game knows of the vote, so nothing
here may be forgotten until the game has it.  Counts are the game's: there is none here.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.server.protocol import CastVote, Why
from game.server.seats import Seat


@dataclass(frozen=True, slots=True)
class Batch:
    """Votes for the game: `upto` counts batches, from 1."""

    upto: int
    ballot: int
    votes: tuple[tuple[Seat, str], ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """No vote on this ballot will follow."""

    ballot: int


class VotesHeld:
    """The open ballot's votes, and what the game has not taken yet."""

    __slots__ = ("_batches", "_finished", "_finishing", "_held", "_is_open", "_options", "_sent", "_waiting", "ballot")

    def __init__(self) -> None:
        self.ballot = 0  # the last one that was open
        self._options: frozenset[str] = frozenset()
        self._is_open = False
        self._finished = 0  # no ballot up to this one opens again
        self._held: dict[Seat, CastVote] = {}
        self._waiting: dict[Seat, str] = {}
        self._finishing: list[Finished] = []
        self._sent: Batch | None = None
        self._batches = 0

    def show(self, ballot: int, options: frozenset[str]) -> None:
        """The room votes on this ballot now; 0: on none.  A finished ballot does not open again."""
        if ballot and ballot != self.ballot:
            # What the game has not taken of another ballot it has closed without asking: nobody is to count it.
            self._held.clear()
            self._waiting.clear()
            self.ballot = ballot
        self._is_open = ballot > self._finished
        self._options = options

    def finish(self, ballot: int) -> None:
        """Take no more votes on this ballot; `Finished` follows the last of them."""
        self._finished = max(self._finished, ballot)
        self._is_open = self._is_open and self.ballot > self._finished
        self._finishing.append(Finished(ballot))

    def cast(self, seat: Seat, vote: CastVote) -> Why | None:
        """Take a vote; None when it counts, or counted already, otherwise why not."""
        if vote.ballot != self.ballot or not self._is_open:
            return Why.CLOSED
        if vote.option not in self._options:
            return Why.NO_OPTION
        held = self._held.get(seat)
        if held is not None and vote.nth <= held.nth:
            return None  # the same one again, or a late one that was changed since
        if held is None or held.option != vote.option:
            self._waiting[seat] = vote.option
        self._held[seat] = vote
        return None

    def mine(self, seat: Seat) -> CastVote | None:
        """The vote of this seat that counts on the open ballot."""
        return self._held.get(seat) if self._is_open else None

    @property
    def is_finishing(self) -> bool:
        """Whether the game waits for the word that a ballot is finished."""
        return bool(self._finishing)

    def next(self) -> Batch | Finished | None:
        """What to tell the game now; nothing while it has not taken the last batch."""
        if self._sent is not None:
            return None
        if self._waiting:
            self._batches += 1
            self._sent = Batch(self._batches, self.ballot, tuple(self._waiting.items()))
            self._waiting = {}
            return self._sent
        return self._finishing.pop(0) if self._finishing else None

    def took(self, upto: int) -> None:
        """The game has this batch and all before it."""
        if self._sent is not None and self._sent.upto <= upto:
            self._sent = None
