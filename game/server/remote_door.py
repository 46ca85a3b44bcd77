"""
Who may be the remote: one phone, that of whoever scanned the code on the facilitator's window.

The key in the code is good once.  The phone that brings it is given a pass of its own, with which it comes back after a
sleep; whoever took a picture of the code comes too late.  A server that was started anew knows neither: the remote is
off then, and is switched on by hand again.  The clock and chance are given.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from game.server.remote_protocol import KEY_BYTES, Enter, RemoteWhy

MOST_WRONG = 5
PAUSE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Entered:
    """It is the remote; `passed` is what it comes back with."""

    passed: str

    def __repr__(self) -> str:
        return "Entered(…)"


class RemoteDoor:
    """Lets one phone in, while it is open.

    Args:
        random: Gives that many random bytes.
        tell_pause: Called when somebody has tried too many wrong keys.
    """

    __slots__ = ("_key", "_passed", "_paused_until", "_random", "_tell_pause", "_wrong")

    def __init__(self, random: Callable[[int], bytes], tell_pause: Callable[[], None]) -> None:
        self._random = random
        self._tell_pause = tell_pause
        self._key: str | None = None
        self._passed: str | None = None
        self._wrong = 0
        self._paused_until = float("-inf")

    @property
    def is_open(self) -> bool:
        """Whether there is a remote, or may be one."""
        return self._key is not None

    def open(self, key: str) -> None:
        """From now on this key makes a phone the remote; any other one before it is worth nothing.

        Raises:
            ValueError: If it could be guessed.
        """
        if len(key) < 2 * KEY_BYTES:
            raise ValueError("such a key could be guessed")
        self._key, self._passed = key, None

    def shut(self) -> None:
        """No phone is the remote or becomes it."""
        self._key = self._passed = None

    def enter(self, asked: Enter, now: float) -> Entered | RemoteWhy:
        """Make it the remote, or say why not.

        A pass is looked at before the pause: otherwise anybody in the room could keep the facilitator's own phone out
        by trying wrong keys.
        """
        if self._key is None:
            return RemoteWhy.OFF
        if asked.passed and self._passed is not None and _same(asked.passed, self._passed):
            return Entered(self._passed)
        if now < self._paused_until:
            return RemoteWhy.PAUSE
        if not _same(asked.key, self._key):
            self._count_wrong(now)
            return RemoteWhy.KEY
        if self._passed is not None:
            return RemoteWhy.TAKEN
        self._wrong = 0
        self._passed = self._random(KEY_BYTES).hex()
        return Entered(self._passed)

    def _count_wrong(self, now: float) -> None:
        self._wrong += 1
        if self._wrong >= MOST_WRONG:
            self._wrong = 0
            self._paused_until = now + PAUSE_SECONDS
            self._tell_pause()


def _same(given: str, own: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), own.encode("utf-8"))
