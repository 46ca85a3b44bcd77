"""What lies between a phone and the voting server: it can fall silent, as a network does, without a word to either."""

from __future__ import annotations

import asyncio
import struct
from contextlib import suppress


class Air:
    """The way of one phone, as a SOCKS proxy that its browser is told to use.

    While it is silent nothing arrives and nothing is refused: connections hang, as they do when a phone has left the
    room or sleeps.  Those that were open stay dead afterwards, since a phone that comes back may have another address;
    those that were still being made are made then, since a phone asks again until it is answered.
    """

    def __init__(self) -> None:
        self._clear = asyncio.Event()
        self._clear.set()
        self._pumps: set[asyncio.Task[None]] = set()
        self._ends: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def falls_silent(self) -> None:
        self._clear.clear()
        for pump in self._pumps:
            pump.cancel()

    def is_clear(self) -> None:
        self._clear.set()

    def breaks(self) -> None:
        """Every connection ends, and both sides are told so."""
        for end in self._ends:
            end.transport.abort()

    async def stop(self) -> None:
        self.falls_silent()
        self.breaks()
        if self._server is not None:
            self._server.close()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ends.add(writer)
        await self._clear.wait()
        try:
            port = await _asked_for(reader, writer)
            theirs, ours = await asyncio.open_connection("127.0.0.1", port)
        except (OSError, asyncio.IncompleteReadError):
            writer.transport.abort()  # the server is not there: whoever asks is told
            return
        self._ends.add(ours)
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        for source, target in ((reader, ours), (theirs, writer)):
            pump = asyncio.create_task(_pump(source, target))
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)
        if not self._clear.is_set():  # meanwhile
            self.falls_silent()


async def _asked_for(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
    """The port that a browser wants to reach; all addresses are this computer's."""
    _, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(b"\x05\x00")
    *_, kind = await reader.readexactly(4)
    length = 4 if kind == 1 else 16 if kind == 4 else (await reader.readexactly(1))[0]
    *_, port = struct.unpack(f">{length}sH", await reader.readexactly(length + 2))
    return int(port)


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65_536):
            target.write(data)
            await target.drain()
        target.close()
