"""What a room needs of the process that phones talk to, and voters that are invented for a rehearsal."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Sequence
from typing import Protocol

from game.core.ballot import PASS
from game.server.link import Event, Finished, Joined, Votes
from game.session.room_views import VoterView


class Link(Protocol):
    """The way to the phones.  No call waits for the network."""

    def poll(self) -> Sequence[Event]:
        """What has happened since the last time."""

    def show(self, view: VoterView) -> None:
        """Show this on every phone."""

    def lock(self, is_locked: bool) -> None:
        """Let nobody new in, or do."""

    def finish(self, ballot: int) -> None:
        """Let phones vote on this ballot no longer; `Finished` follows the last of its votes."""

    def stop(self) -> None:
        """End."""


CHANGES = 0.35  # of those who vote again, how many think anew
PASSES = 0.05
STAYS_AWAY = 0.04  # of all, who never vote
JOINING = 4.0  # seconds until all have come
VOTING = 7.0  # seconds until nearly all have voted


class InventedVoters:
    """Voters of a rehearsal: they join, vote over some seconds, change their minds, pass; for a seed always the same.

    Args:
        count: How many, from 1.
        seed: Decides what each does.
        now: Seconds of a clock that only goes on.
    """

    def __init__(self, count: int, *, seed: int, now: Callable[[], float]) -> None:
        self._count, self._now = count, now
        self._chance = random.Random(seed)  # noqa: S311 - a rehearsal, and no secret
        self._begin = now()
        self._joined = 0
        self._ballot = 0
        self._due: list[tuple[float, str, str]] = []
        self._mind: dict[str, str] = {}
        self._is_locked = False
        self._finishing = 0

    def poll(self) -> tuple[Event, ...]:
        """Who has come, and what they have voted by now."""
        now, events = self._now(), list[Event]()
        here = min(self._count, int(self._count * (now - self._begin) / JOINING))
        if here != self._joined and not self._is_locked:
            self._joined = here
            events.append(Joined(here, here))
        ready: list[tuple[str, str]] = []
        while self._due and self._due[0][0] <= now:
            _, seat, option = heapq.heappop(self._due)
            ready.append((seat, option))
        if ready:
            events.append(Votes(self._ballot, tuple(ready)))
        if self._finishing:
            events.append(Finished(self._finishing))
            self._finishing = 0
        return tuple(events)

    def show(self, view: VoterView) -> None:
        """A new ballot makes them think; a closed one stops them."""
        if view.state != "vote":
            self._due.clear()
            return
        if view.ballot == self._ballot:
            return
        self._ballot = view.ballot
        chance, now = self._chance, self._now()
        options = [option.id for option in view.options if option.is_open]
        weights = [chance.uniform(0.4, 3.0) for _ in options[:-1]] + [0.15]
        for number in range(self._count):
            seat = f"invented-{number}"
            if chance.random() < STAYS_AWAY:
                continue
            before = self._mind.get(seat, "") if view.round > 1 else ""
            option = before if before in options and chance.random() > CHANGES else (
                PASS if chance.random() < PASSES else chance.choices(options, weights)[0]
            )
            self._mind[seat] = option
            at = now + 0.6 + chance.betavariate(1.6, 3.2) * VOTING
            heapq.heappush(self._due, (at, seat, option))
            if chance.random() < 0.12:  # and thinks better of it
                changed = chance.choices(options, weights)[0]
                self._mind[seat] = changed
                heapq.heappush(self._due, (at + chance.uniform(0.5, 2.5), seat, changed))

    def lock(self, is_locked: bool) -> None:
        """Nobody else comes."""
        self._is_locked = is_locked

    def finish(self, ballot: int) -> None:
        """Whoever has not voted by now does not."""
        self._due.clear()
        self._finishing = ballot

    def stop(self) -> None:
        """They go home."""
        self._due.clear()
