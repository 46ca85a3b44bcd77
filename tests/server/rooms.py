"""A voting server that really runs, and phones that talk to it as the page does, or as nobody should."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import aiohttp

from game.core.ballot import SOMETHING_ELSE
from game.server.link import Event, Finished, Joined, Place, Serving, Votes, VotingLink
from game.server.seats import Keys, new_keys
from game.session.room_views import BarView, OptionView, RoundView, Shape, VoterView

PATIENCE = 10.0  # seconds; a shared machine may be slow
OPTIONS = (
    OptionView("ask", "A", Shape.TRIANGLE, "Ask Priya to go on."),
    OptionView("break", "B", Shape.CIRCLE, "Ask for a break."),
    OptionView("note", "C", Shape.SQUARE, "Note it.", is_open=False, reason="You have no pen."),
    OptionView(SOMETHING_ELSE, "D", Shape.DIAMOND, "Something else"),
)
COUNTS = (731, 419, 0, 283)  # numbers that are nowhere else in a message


def waiting(step: int = 1) -> VoterView:
    return VoterView(step=step, state="wait", title="Let Her Finish", promises=("No names are asked for.",))


def view(state: str, step: int, ballot: int = 0, round_: int = 1, **changes: Any) -> VoterView:
    made = {"step": step, "state": state, "title": "Let Her Finish", "ask": "What now?", "options": OPTIONS}
    return VoterView(**{**made, "ballot": ballot, "round": round_, **changes})


def voting(ballot: int = 1, step: int = 10, **changes: Any) -> VoterView:
    return view("vote", step, ballot, **changes)


def a_round(counts: tuple[int, ...] = COUNTS, *, is_hidden: bool = False) -> RoundView:
    total = sum(counts)
    bars = tuple(
        BarView(option, None if is_hidden else count, count / total, leads=count == max(counts))
        for option, count in zip(OPTIONS, counts, strict=True)
    )
    return RoundView(1, bars, None if is_hidden else total, None if is_hidden else 7, False, True)


def revealing(step: int = 20) -> VoterView:
    return view("reveal", step, revealed=(a_round(),))


class Room:
    """A session's link, and what came over it."""

    def __init__(self, keys: Keys, link: VotingLink) -> None:
        self.keys = keys
        self.link = link
        self.port = 0
        self.events: list[Event] = []
        self.votes: dict[int, dict[str, str]] = defaultdict(dict)
        self.batches: list[Votes] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def poll(self) -> list[Event]:
        new = self.link.poll()
        for event in new:
            if isinstance(event, Serving):
                self.port = event.port
            if isinstance(event, Votes):
                self.batches.append(event)
                self.votes[event.ballot].update(dict(event.votes))
        self.events += new
        return new

    def wait_for(self, kind: type[Event], since: int = 0, within: float = PATIENCE) -> Event:
        """The first event of that kind among those from number `since` on."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            self.poll()
            for event in self.events[since:]:
                if isinstance(event, kind):
                    return event
            time.sleep(0.005)
        raise AssertionError(f"no {kind.__name__} came")

    async def until(self, claim: Callable[[], bool], within: float = PATIENCE) -> None:
        until = time.monotonic() + within
        while not claim():
            assert time.monotonic() < until, "it did not happen"
            self.poll()
            await asyncio.sleep(0.005)

    async def finish(self, ballot: int, within: float = PATIENCE) -> dict[str, str]:
        """Close the ballot as the game does; all of its votes."""
        self.link.finish(ballot)
        await self.until(lambda: Finished(ballot) in self.events, within)
        return self.votes[ballot]

    def joined(self) -> Joined:
        return [Joined(0, 0), *(event for event in self.events if isinstance(event, Joined))][-1]


@contextmanager
def a_room(keys: Keys | None = None, place: Place | None = None) -> Iterator[Room]:
    """A room with its server running on this computer, where phones wait for what comes."""
    used = keys or new_keys()
    room = Room(used, VotingLink(used, place or Place()))
    room.link.show(waiting(0))
    room.link.start()
    try:
        room.wait_for(Serving)
        yield room
    finally:
        room.link.stop()


class Phone:
    """A phone on a websocket, joined with the picture code unless it has a token."""

    def __init__(self, room: Room, channel: aiohttp.ClientWebSocketResponse) -> None:
        self.room = room
        self.channel = channel
        self.token = ""
        self.nth = 0
        self.heard: list[str] = []

    async def say(self, **fields: Any) -> dict[str, Any]:
        """Say it; the next answer that is no view."""
        await self.channel.send_str(json.dumps(fields))
        return await self.hear("seated", "took", "refused")

    async def hear(self, *kinds: str) -> dict[str, Any]:
        """The next message of one of these kinds."""
        while True:
            text = await self.channel.receive_str(timeout=PATIENCE)
            self.heard.append(text)
            message: dict[str, Any] = json.loads(text)
            if message["is"] in kinds:
                return message

    async def join(self, **fields: Any) -> dict[str, Any]:
        asked = {"token": self.token or None, "room": self.room.keys.room, **fields}
        answer = await self.say(say="join", **asked)
        self.token = answer.get("token", self.token)
        return answer

    async def vote(self, option: str, ballot: int = 1) -> dict[str, Any]:
        self.nth += 1
        return await self.say(say="vote", ballot=ballot, option=option, nth=self.nth)


@asynccontextmanager
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        yield session


@asynccontextmanager
async def a_phone(
    room: Room, session: aiohttp.ClientSession, token: str = "", *, is_in: bool = True
) -> AsyncIterator[Phone]:
    async with session.ws_connect(f"{room.origin}/channel", origin=room.origin) as channel:
        phone = Phone(room, channel)
        phone.token = token
        if is_in:
            assert (await phone.join())["is"] == "seated"
        yield phone


async def ask(room: Room, lines: str, body: bytes = b"", seconds: float = 5.0) -> tuple[int, bytes]:
    """Send these lines of a request as they are; the status and the whole answer, or 0 if there was none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
    try:
        try:
            writer.write(lines.replace("\n", "\r\n").encode("latin-1") + b"\r\n\r\n" + body)
            await writer.drain()
            async with asyncio.timeout(seconds):
                answer = await reader.read(65_536)
        except (ConnectionError, TimeoutError):
            return 0, b""
        return int(answer.split()[1]) if answer else 0, answer
    finally:
        writer.close()


def upgrade(host: str, *headers: str) -> str:
    """The lines that open a websocket."""
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    first = ("GET /channel HTTP/1.1", f"Host: {host}", "Connection: Upgrade", "Upgrade: websocket", key)
    return "\n".join((*first, "Sec-WebSocket-Version: 13", *headers))
