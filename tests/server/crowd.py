"""Phones that behave as the page does while everything around them goes wrong: they say a vote until it is answered."""

from __future__ import annotations

import asyncio
import json
import random
import time
from contextlib import suppress
from typing import Any

import aiohttp

from game.core.ballot import PASS, SOMETHING_ELSE
from game.server.seats import seat_of
from tests.server.rooms import Room

OPTIONS = ("ask", "break", SOMETHING_ELSE, PASS)
PATIENCE = 60.0  # seconds
ANSWER = 2.0  # seconds for an answer, before it is asked again
UNHEARD = (aiohttp.ClientError, OSError, TypeError, asyncio.TimeoutError)


class Persistent:
    """One phone and what its owner wants.

    Args:
        room: Where it is.
        chance: Decides what happens to it.
        trouble: How likely each kind of trouble is, from 0 to 1, at each thing it does.
    """

    def __init__(self, room: Room, chance: random.Random, trouble: float = 0.0) -> None:
        self.room = room
        self.chance = chance
        self.trouble = trouble
        self.token = ""
        self.nth = 0
        self.option: str | None = None
        self._ballot = 0  # that it is shown
        self._session: aiohttp.ClientSession | None = None
        self._channel: aiohttp.ClientWebSocketResponse | None = None

    @property
    def seat(self) -> str:
        seat = seat_of(self.room.keys, self.token)
        assert seat is not None
        return seat

    async def joins(self) -> None:
        await self._until_answered(None)

    async def votes(self, ballot: int, option: str) -> None:
        """Has voted, and was told so."""
        self.nth += 1
        self.option = option
        vote = {"say": "vote", "ballot": ballot, "option": option, "nth": self.nth}
        answer = await self._until_answered(vote)
        assert answer["is"] == "took", answer

    async def still_votes(self, ballot: int) -> None:
        """Looks whether its vote is there, as a page does when it has come back, and says it again where it is not."""
        seated = await self._until_answered(None, anew=True)
        if (seated["mine"], seated.get("nth")) != (self.option, self.nth):
            await self._until_answered({"say": "vote", "ballot": ballot, "option": self.option, "nth": self.nth})

    async def leaves(self) -> None:
        """Its connection is gone without a word."""
        if self._session is not None:
            await self._session.close()
        self._session = self._channel = None

    async def _until_answered(self, words: dict[str, Any] | None, *, anew: bool = False) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        if anew:
            await self.leaves()
        while time.monotonic() < until:
            with suppress(*UNHEARD):
                if self._channel is None:
                    seated = await self._connect()
                    if words is None and seated is not None:
                        return seated
                elif words is None:
                    return {"is": "seated", "mine": None}
                else:
                    return await self._says(words)
                continue
            await self.leaves()
            await asyncio.sleep(self.chance.uniform(0.05, 0.2))
        raise AssertionError("nobody answers this phone")

    async def _connect(self) -> dict[str, Any] | None:
        session = aiohttp.ClientSession()
        self._session = session
        origin = self.room.origin
        channel = await asyncio.wait_for(session.ws_connect(f"{origin}/channel", origin=origin), ANSWER)
        await channel.send_str(json.dumps({"say": "join", "token": self.token or None, "room": self.room.keys.room}))
        seated: dict[str, Any] = json.loads(await channel.receive_str(timeout=ANSWER))
        if seated["is"] != "seated":  # the door is busy
            await self.leaves()
            await asyncio.sleep(self.chance.uniform(0.2, 0.6))
            return None
        self.token = seated["token"]
        self._ballot = seated["view"]["ballot"]
        self._channel = channel
        return seated

    async def _says(self, words: dict[str, Any]) -> dict[str, Any]:
        assert self._channel is not None
        while self._ballot != words["ballot"]:  # a page offers what it is shown, and nothing else
            self._sees(json.loads(await self._channel.receive_str(timeout=ANSWER)))
        if self._happens():  # an earlier packet overtakes nobody: it comes late, by another way
            late = {**words, "nth": max(1, words["nth"] - 1), "option": self.chance.choice(OPTIONS)}
            await self._posts(late, late=True)
        for _ in range(2 if self._happens() else 1):  # a packet that is sent twice
            await self._channel.send_str(json.dumps(words))
        if self._happens():  # the answer never arrives
            await self.leaves()
            raise OSError
        answer = await self._hear()
        if self._happens():  # a page that is not sure says it again
            await self._posts(words)
        return answer

    async def _hear(self) -> dict[str, Any]:
        assert self._channel is not None
        while True:
            told: dict[str, Any] = json.loads(await self._channel.receive_str(timeout=ANSWER))
            self._sees(told)
            if told["is"] in ("took", "refused"):
                return told

    def _sees(self, told: dict[str, Any]) -> None:
        if told["is"] == "view":
            self._ballot = told["ballot"]

    async def _posts(self, words: dict[str, Any], *, late: bool = False) -> None:
        if late and words["nth"] == self.nth:
            return  # it would be another vote and not a late one
        origin = self.room.origin
        headers = {"Origin": origin, "Authorization": f"Bearer {self.token}"}
        assert self._session is not None
        async with self._session.post(f"{origin}/say", json=words, headers=headers) as answer:
            await answer.read()

    def _happens(self) -> bool:
        return self.chance.random() < self.trouble
