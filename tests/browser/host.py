"""A host who leads a room through votes, and what the room's phones are to show meanwhile."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from tests.server.rooms import Room, revealing, view, voting, waiting

NUMBERS = itertools.count(1)  # of ballots: several hosts may lead the same room, one after the other


class Host:
    """The game's side of a room.  Each step asks something else, so that a phone shows which step it is at."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.step = 0
        self.ballot = 0

    @property
    def ask(self) -> str:
        return f"Step {self.step}: what now?"

    def waits(self) -> None:
        self.step += 1
        self.room.link.show(waiting(self.step))

    def lets_think(self) -> None:
        self._shows("think")

    def opens(self) -> None:
        self.step += 1
        self.ballot = next(NUMBERS)
        self.room.link.show(voting(self.ballot, self.step, ask=self.ask))

    def asks_again(self) -> None:
        """The same vote goes on, and phones are to show something else with it."""
        self.step += 1
        self.room.link.show(voting(self.ballot, self.step, ask=self.ask))

    async def closes(self) -> Counter[str]:
        """How many chose what."""
        votes = await self.room.finish(self.ballot)
        self._shows("closed")
        return Counter(votes.values())

    def reveals(self) -> None:
        self.step += 1
        shown = revealing(self.step)
        self.room.link.show(view("reveal", self.step, ask=self.ask, revealed=shown.revealed))

    def ends(self) -> None:
        self._shows("end")

    def _shows(self, state: str, **changes: Any) -> None:
        self.step += 1
        self.room.link.show(view(state, self.step, ask=self.ask, **changes))


@asynccontextmanager
async def a_host(room: Room) -> AsyncIterator[Host]:
    """A host at a room's desk, who takes votes as they come."""

    async def take() -> None:
        while True:
            room.poll()
            await asyncio.sleep(0.02)

    taking = asyncio.create_task(take())
    try:
        yield Host(room)
    finally:
        taking.cancel()
        with suppress(asyncio.CancelledError):
            await taking
