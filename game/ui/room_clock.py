"""A clock for a room: only when it is asked for, and it can be stopped and given more time."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil


class Clock:
    """Counts down.

    Args:
        now: Seconds of a clock that only goes on.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._ends: float | None = None
        self._left: float | None = None  # while it stands still

    @property
    def is_on(self) -> bool:
        """Whether there is one."""
        return self._ends is not None or self._left is not None

    @property
    def runs(self) -> bool:
        """Whether it will show something else in a second."""
        return self._ends is not None and self._ends > self._now()

    @property
    def seconds_left(self) -> int | None:
        """Whole seconds, down to 0; None where there is no clock."""
        if self._left is not None:
            return ceil(self._left)
        return None if self._ends is None else max(0, ceil(self._ends - self._now()))

    def start(self, seconds: float) -> None:
        """From so many seconds down."""
        self._left, self._ends = None, self._now() + seconds

    def take_away(self) -> None:
        """No clock."""
        self._ends = self._left = None

    def pause(self) -> None:
        """It stands still."""
        if self._ends is not None:
            self._left, self._ends = max(0.0, self._ends - self._now()), None

    def go_on(self) -> None:
        """It runs again."""
        if self._left is not None:
            self.start(self._left)

    def add(self, seconds: float) -> None:
        """More time."""
        if self._left is not None:
            self._left += seconds
        elif self._ends is not None:
            self._ends = max(self._ends, self._now()) + seconds
