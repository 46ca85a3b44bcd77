"""
Connections on a short leash: who is slow to ask, asks for too much or never reads is cut off; others notice nothing.

The web library has no deadline for a request to arrive in full.  A `Leash` stands between the socket and the library,
passes everything on, and watches the clock and the bytes.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from game.server.door import Bucket

REQUEST_SECONDS = 10.0  # for a request to arrive in full, or a phone on a websocket to say who it is
ANSWER_SECONDS = 10.0  # for the other side to read an answer
MOST_UNFINISHED = 200
HONEST_SECONDS = 1.0  # a whole room that opens the page at once is no attack: only older requests are cut off for it
MOST_CONNECTIONS = 3_000  # 2,000 phones, and those that load the page
BYTES_A_SECOND = 16_384  # from one connection: 10 messages of 1 KB, and their wrapping
BYTES_AT_ONCE = 49_152
LAST_WORDS_SECONDS = 0.5  # to read why it was cut off
WRITE_BUFFER = 16_384  # bytes that wait for a slow reader before writing waits
SYSTEM_BUFFER = 65_536  # bytes that the system holds for it besides; all of the page fits


class Leashes:
    """All connections of a server.  Make new ones with `leash`."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._open: dict[asyncio.BaseTransport, Leash] = {}
        self._unfinished: dict[Leash, float] = {}  # since when, in the order in which they began
        self._is_due = False

    def leash(self, make: Callable[[], asyncio.Protocol]) -> Leash:
        """A new connection's protocol around the one that `make` gives."""
        return Leash(self._loop, self, make())

    def of(self, transport: asyncio.BaseTransport | None) -> Leash | None:
        """The leash of an open connection."""
        return self._open.get(transport) if transport is not None else None

    @property
    def unfinished(self) -> int:
        """How many connections have not said all that they want."""
        return len(self._unfinished)

    def opened(self, leash: Leash, transport: asyncio.BaseTransport) -> bool:
        """Whether there is room for one more."""
        self._open[transport] = leash
        return len(self._open) <= MOST_CONNECTIONS

    def closed(self, leash: Leash, transport: asyncio.BaseTransport | None) -> None:
        """It is gone."""
        if transport is not None:
            self._open.pop(transport, None)
        self._unfinished.pop(leash, None)

    def began(self, leash: Leash) -> None:
        """It is about to ask.  Of too many that do the oldest go: an honest one takes milliseconds."""
        self._unfinished.pop(leash, None)
        self._unfinished[leash] = self._loop.time()
        self._thin_out()

    def _thin_out(self) -> None:
        while len(self._unfinished) > MOST_UNFINISHED:
            oldest, since = next(iter(self._unfinished.items()))
            left = since + HONEST_SECONDS - self._loop.time()
            if left > 0:
                if not self._is_due:
                    self._is_due = True
                    self._loop.call_later(left, self._thin_out_later)
                return
            oldest.cut()

    def _thin_out_later(self) -> None:
        self._is_due = False
        self._thin_out()

    def finished(self, leash: Leash) -> None:
        """It has asked."""
        self._unfinished.pop(leash, None)


class Leash(asyncio.Protocol):
    """One connection, watched."""

    def __init__(self, loop: asyncio.AbstractEventLoop, all_: Leashes, inner: asyncio.Protocol) -> None:
        self._loop = loop
        self._all = all_
        self._inner = inner
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._bytes = Bucket(BYTES_A_SECOND, BYTES_AT_ONCE)
        self._is_asking = False
        self._is_channel = False
        self._is_over = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=WRITE_BUFFER)
        # Left to itself, a system keeps megabytes for each phone that does not read.
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_BUFFER)
        has_room = self._all.opened(self, transport)
        self._inner.connection_made(transport)
        if not has_room:
            self.cut()
            return
        self._begin()

    def data_received(self, data: bytes) -> None:
        if self._is_over:
            return
        if not self._is_asking and not self._is_channel:
            self._begin()
        self._inner.data_received(data)
        if not self._bytes.take(self._loop.time(), len(data)):
            # What it asked is answered (too much, too long), and half a second later it is gone.
            self._is_over = True
            if self._transport is not None:
                self._transport.pause_reading()
            self._wait(LAST_WORDS_SECONDS, self.cut)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._all.closed(self, self._transport)
        self._transport = None
        self._inner.connection_lost(exc)

    def asked(self, *, is_channel: bool = False) -> None:
        """The request is here in full; `is_channel`: the connection is a seated phone's from now on."""
        if self._is_over:
            return
        self._all.finished(self)
        self._is_asking = False
        self._is_channel = is_channel
        if is_channel:
            if self._timer is not None:
                self._timer.cancel()
        else:
            self._wait(ANSWER_SECONDS, self._must_be_read)

    def cut(self) -> None:
        """End the connection now."""
        self._all.finished(self)
        if self._transport is not None:
            self._transport.abort()

    def _begin(self) -> None:
        self._is_asking = True
        self._wait(REQUEST_SECONDS, self.cut)
        self._all.began(self)

    def _must_be_read(self) -> None:
        if self._transport is not None and self._transport.get_write_buffer_size():
            self.cut()

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(seconds, then)
