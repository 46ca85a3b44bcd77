"""Phones without a library: many at once cost little, and they can do what no library would."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from game.server.seats import RANDOM_BYTES, new_token
from tests.server.rooms import PATIENCE, Room, upgrade

TEXT, CLOSE = 0x1, 0x8
UNHEARD = (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError)  # of a server that is not there


def frame(text: str) -> bytes:
    """A message as a browser sends it."""
    data = text.encode()
    length = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
    return bytes([0x80 | TEXT]) + length + bytes(4) + data


def a_token(room: Room) -> str:
    """Of a seat that this session has given: whoever comes back is not held up at the door."""
    return new_token(room.keys, secrets.token_bytes(RANDOM_BYTES))


class Raw:
    """A websocket of a phone."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.close_code = 0
        self.state = ""  # that it was shown last

    def say(self, texts: Iterable[str]) -> None:
        """All of them at once."""
        self.writer.write(b"".join(map(frame, texts)))

    async def hear(self) -> dict[str, Any] | None:
        """The next message; None when the connection has ended."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    kind, length = await self.reader.readexactly(2)
                    if length == 126:
                        length = int.from_bytes(await self.reader.readexactly(2), "big")
                    data = await self.reader.readexactly(length)
                    if kind & 0xF == CLOSE:
                        self.close_code = int.from_bytes(data[:2], "big")
                        return None
                    if kind & 0xF == TEXT:
                        return dict(json.loads(data))
        except (ConnectionError, asyncio.IncompleteReadError):
            return None

    async def hear_until(self, kind: str) -> dict[str, Any] | None:
        """The next message of that kind."""
        while (told := await self.hear()) is not None and told["is"] != kind:
            pass
        return told

    async def joins(self, room: Room) -> None:
        """Takes a seat that it had before."""
        self.say([joining(room)])
        told = await self.hear()
        assert told is not None and told["is"] == "seated", told
        self.state = str(told["view"]["state"])

    async def sees(self, state: str) -> None:
        """Waits until it is shown that."""
        while self.state != state:
            told = await self.hear_until("view")
            assert told is not None
            self.state = str(told["state"])

    def leave(self) -> None:
        """Without a word."""
        self.writer.transport.abort()


async def connect(room: Room, *, from_address: str | None = None, buffer: int | None = None) -> Raw:
    """Open a websocket that has not said whose it is; `buffer`: bytes that its system takes in before it is read."""
    plug = socket.socket()
    plug.setblocking(False)
    if buffer is not None:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    try:
        if from_address is not None:
            plug.bind((from_address, 0))
        await asyncio.get_running_loop().sock_connect(plug, ("127.0.0.1", room.port))
    except OSError:
        plug.close()
        raise
    reader, writer = await asyncio.open_connection(sock=plug)
    lines = upgrade(f"127.0.0.1:{room.port}", f"Origin: {room.origin}").replace("\n", "\r\n")
    writer.write(lines.encode("latin-1") + b"\r\n\r\n")
    try:
        status = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
    except UNHEARD:
        writer.transport.abort()
        raise
    assert b" 101 " in status, status
    return Raw(reader, writer)


def joining(room: Room, token: str = "") -> str:
    """What a phone says first."""
    return json.dumps({"say": "join", "token": token or a_token(room)})


@asynccontextmanager
async def a_raw_channel(room: Room, **how: Any) -> AsyncIterator[Raw]:
    """One that has not said whose it is."""
    phone = await connect(room, **how)
    try:
        yield phone
    finally:
        phone.leave()


@asynccontextmanager
async def a_raw_phone(room: Room, **how: Any) -> AsyncIterator[Raw]:
    """One that has its seat."""
    async with a_raw_channel(room, **how) as phone:
        await phone.joins(room)
        yield phone
