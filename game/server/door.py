"""
The door of a room: who is let in, how fast, and when nobody is.

The clock and chance are given, so that every rule can be tried without waiting.  Phones are counted for the whole room
and hardly per address: behind one hotspot three hundred people have the same one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.server.protocol import Join, Why
from game.server.seats import RANDOM_BYTES, Keys, Seat, is_code, is_room, new_token, seat_of

JOINS_A_SECOND = 50.0
JOINS_AT_ONCE = 400.0  # a whole room that scans when asked to; a flood is slowed after it
GUESSES_A_SECOND = 50.0  # wrong codes, for all phones together
MOST_SEATS = 5_000
WRONG_CODES_OF_ONE = 5  # on one connection


@dataclass(slots=True)
class Bucket:
    """A rate: `rate` a second on average, `size` at once."""

    rate: float
    size: float
    _level: float = field(init=False)
    _since: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        self._level = self.size

    def has(self, now: float, amount: float = 1.0) -> bool:
        """Whether so much could be taken."""
        if now > self._since:
            passed = now - self._since
            self._level = self.size if passed * self.rate >= self.size else self._level + passed * self.rate
            self._level = min(self.size, self._level)
            self._since = now
        return self._level >= amount

    def take(self, now: float, amount: float = 1.0) -> bool:
        """Take so much, if it is there."""
        if not self.has(now, amount):
            return False
        self._level -= amount
        return True


@dataclass(frozen=True, slots=True)
class Admitted:
    """A phone has its seat; `is_new`: it had none before."""

    seat: Seat
    token: str
    is_new: bool

    def __repr__(self) -> str:
        return "Admitted(…)"


class Door:
    """Lets phones in.

    Args:
        keys: Of the session.
        random: Gives that many random bytes.
    """

    __slots__ = ("_guesses", "_joins", "_keys", "_random", "_seats", "is_locked")

    def __init__(self, keys: Keys, random: Callable[[int], bytes]) -> None:
        self.is_locked = False
        self._keys = keys
        self._random = random
        self._seats: set[Seat] = set()
        self._joins = Bucket(JOINS_A_SECOND, JOINS_AT_ONCE)
        self._guesses = Bucket(GUESSES_A_SECOND, GUESSES_A_SECOND)

    @property
    def joined(self) -> int:
        """How many seats were taken."""
        return len(self._seats)

    def known(self, token: str) -> Seat | None:
        """The seat of a token that this session gave, also before this server was started."""
        seat = seat_of(self._keys, token)
        if seat is not None:
            self._seats.add(seat)
        return seat

    def join(self, asked: Join, now: float) -> Admitted | Why:
        """A seat, the same as before for a phone that had one, or why not."""
        if asked.token and (seat := self.known(asked.token)):
            return Admitted(seat, asked.token, is_new=False)
        # The order matters: while the door is locked, or too many guess, a right code must not look unlike a wrong one.
        if self.is_locked:
            return Why.LOCKED
        if not (asked.room and is_room(self._keys, asked.room)):
            if not asked.code:
                return Why.NO_SEAT
            if not self._guesses.has(now):
                return Why.BUSY
            if not is_code(self._keys, asked.code):
                self._guesses.take(now)
                return Why.CODE
        if len(self._seats) >= MOST_SEATS:
            return Why.FULL
        if not self._joins.take(now):
            return Why.BUSY
        token = new_token(self._keys, self._random(RANDOM_BYTES))
        seat = seat_of(self._keys, token)
        assert seat is not None
        self._seats.add(seat)
        return Admitted(seat, token, is_new=True)
