"""
The check of the network as it goes on: it looks in a thread of its own, hears when another device got through, and
says what is likely when none has for a while.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import replace

from game.server.network_test import Judgement, Seen, judge, problem

PATIENCE = 45.0  # seconds: a phone is found, unlocked and held before a code in less


class NetworkCheck:
    """One check.  Nothing here waits; call it from one thread.

    Args:
        now: Seconds of a clock that only goes on.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._came: queue.SimpleQueue[Seen | None] = queue.SimpleQueue()
        self._is_looking = False
        self._seen: Seen | None = None
        self._told: Judgement | None = None
        self._waits_since: float | None = None
        self.was_reached = False

    @property
    def seen(self) -> Seen | None:
        """What was seen last; None before that."""
        return self._seen

    @property
    def is_waited_for(self) -> bool:
        """Whether somebody was asked to try it with another device."""
        return self._waits_since is not None

    @property
    def judgement(self) -> Judgement | None:
        """What to say now; None while nothing has been seen yet."""
        return None if self._seen is None else judge(replace(self._seen, was_reached=self._by_now()))

    @property
    def problem(self) -> str:
        """What is wrong as far as can be seen without another device, in a sentence; empty for nothing."""
        return "" if self._seen is None else problem(replace(self._seen, was_reached=self.was_reached or None))

    def look(self, probe: Callable[[], Seen]) -> None:
        """Look again, in a thread of its own; not while it looks already."""
        if not self._is_looking:
            self._is_looking = True
            threading.Thread(target=self._look, args=(probe,), name="network check", daemon=True).start()

    def wait_for_device(self) -> None:
        """Somebody is asked now to try it with another device."""
        self._waits_since = self._now()

    def reached(self) -> None:
        """Another device got through."""
        self.was_reached = True

    def poll(self) -> bool:
        """Take what was seen; whether something else is to be said than at the last call."""
        while not self._came.empty():
            self._is_looking = False
            self._take(self._came.get())
        made = self.judgement
        has_changed, self._told = made != self._told, made
        return has_changed

    def _look(self, probe: Callable[[], Seen]) -> None:
        seen = None
        try:
            seen = probe()
        finally:
            self._came.put(seen)

    def _take(self, seen: Seen | None) -> None:
        if seen is None:
            return
        if self._seen is not None and self._seen.addresses != seen.addresses:
            self.was_reached = False  # that was another network
            if self.is_waited_for:
                self.wait_for_device()
        self._seen = seen

    def _by_now(self) -> bool | None:
        if self.was_reached:
            return True
        is_late = self._waits_since is not None and self._now() - self._waits_since >= PATIENCE
        return False if is_late else None
