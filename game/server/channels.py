"""
A voter's channel in three ways: a websocket, a stream beside posts, and asking again and again.

Whichever it is, what a phone says goes through `protocol`, which can build a seat and a vote and nothing else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from game.server.addresses import LOOPBACK
from game.server.answers import as_json, protect
from game.server.connections import Leash
from game.server.door import WRONG_CODES_OF_ONE, Admitted
from game.server.flat_json import NotUnderstood
from game.server.phones import Phone, TooSlow
from game.server.protocol import MOST_FRAME, CastVote, Join, Why, parse, refused
from game.server.seats import Seat
from game.server.voting_room import VotingRoom, message_bucket

HEARTBEAT_SECONDS = 20.0  # a phone that sleeps is noticed after half as long again
STREAM_BEAT_SECONDS = 10.0
POLL_SECONDS = 20.0  # shorter than what proxies cut off


class Channels:
    """Carries what phones and the room say to each other.

    Args:
        room: That they are in.
    """

    def __init__(self, room: VotingRoom) -> None:
        self._room = room
        self._loop = asyncio.get_running_loop()

    # --- posts -----------------------------------------------------------------------------------------------------

    async def posted(self, request: web.BaseRequest, leash: Leash, body: bytes) -> web.StreamResponse:
        """A message that was posted to ``/say``, ``/events`` or ``/wait``."""
        try:
            message = parse(body)
        except NotUnderstood:
            return as_json(refused(Why.UNREADABLE), 400)
        if isinstance(message, CastVote):
            return self._posted_vote(request, message)
        made = self._room.join(message)
        if isinstance(made, Why):
            return as_json(refused(made))
        self._room.tell_joined()
        if request.path == "/events":
            return await self._events(request, leash, message, made)
        if request.path == "/wait":
            return await self._wait(request, leash, message, made)
        return as_json(self._room.welcome(message, made))

    def _posted_vote(self, request: web.BaseRequest, vote: CastVote) -> web.Response:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        seat = self._room.known(token.strip()) if scheme == "Bearer" else None
        if seat is None:
            return as_json(refused(Why.NO_SEAT), 403)
        if not self._room.may_post(seat):
            return as_json(refused(Why.TOO_MANY), 429)
        return as_json(self._room.cast(seat, vote))

    async def _events(
        self, request: web.BaseRequest, leash: Leash, asked: Join, made: Admitted
    ) -> web.StreamResponse:
        phone = self._connect(request, leash, made.seat)
        if phone is None:
            return as_json(refused(Why.FULL))
        leash.asked(is_channel=True)
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
        protect(stream, request.headers["Host"])

        async def send(text: str) -> None:
            await stream.write(f"data: {text}\n\n".encode())
            await stream.drain()  # type: ignore[no-untyped-call,unused-ignore]

        try:
            await stream.prepare(request)
            phone.put(self._room.welcome(asked, made))
            beat = asyncio.create_task(_beat(stream, phone))
            try:
                await quietly(phone.pump(send))
            finally:
                beat.cancel()
        finally:
            self._room.gone(phone)
        return stream

    async def _wait(self, request: web.BaseRequest, leash: Leash, asked: Join, made: Admitted) -> web.StreamResponse:
        phone = self._connect(request, leash, made.seat)
        if phone is None:
            return as_json(refused(Why.FULL))
        try:
            if self._room.is_seen(asked.known):
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._room.changed.wait()
        finally:
            self._room.gone(phone)
        return as_json(self._room.welcome(asked, made))

    # --- a websocket -----------------------------------------------------------------------------------------------

    async def socket(self, request: web.BaseRequest, leash: Leash) -> web.StreamResponse:
        """A phone's websocket, from its opening to its end.

        Raises:
            web.HTTPException: If it is none.
        """
        channel = await open_socket(request, leash, HEARTBEAT_SECONDS)
        phone = await self._enter(channel, request, leash)
        if phone is None:
            await channel.close(code=WSCloseCode.POLICY_VIOLATION)
            return channel
        pump = asyncio.create_task(quietly(phone.pump(channel.send_str)))
        try:
            await self._listen(channel, phone)
        finally:
            self._room.gone(phone)
            pump.cancel()
        return channel

    async def _enter(self, channel: web.WebSocketResponse, request: web.BaseRequest, leash: Leash) -> Phone | None:
        """The phone, once it has said whose it is; the leash ends a connection that does not."""
        wrong = 0
        messages = message_bucket()
        async for message in channel:
            if not messages.take(self._loop.time()):
                return None
            join = _read(message)
            if not isinstance(join, Join):
                await channel.send_str(refused(Why.UNREADABLE if join is None else Why.NO_SEAT))
                continue
            made = self._room.join(join)
            if isinstance(made, Why):
                await channel.send_str(refused(made))
                wrong += made is Why.CODE
                if wrong >= WRONG_CODES_OF_ONE:
                    return None
                continue
            phone = self._connect(request, leash, made.seat)
            if phone is None:
                await channel.send_str(refused(Why.FULL))
                return None
            leash.asked(is_channel=True)
            phone.put(self._room.welcome(join, made))
            return phone
        return None

    async def _listen(self, channel: web.WebSocketResponse, phone: Phone) -> None:
        async for message in channel:
            if not phone.messages.take(self._loop.time()):
                await channel.close(code=WSCloseCode.POLICY_VIOLATION)
                return
            said = _read(message)
            if said is None:
                phone.put(refused(Why.UNREADABLE))
            elif isinstance(said, CastVote):
                phone.put(self._room.cast(phone.seat, said))
            elif said.token is not None and self._room.known(said.token) == phone.seat:
                # Asking for its own seat again is how a phone that woke up finds out whether anybody hears it.
                phone.put(self._room.welcome(said, Admitted(phone.seat, said.token, is_new=False)))
            else:
                phone.put(refused(Why.NO_SEAT))

    def _connect(self, request: web.BaseRequest, leash: Leash, seat: Seat) -> Phone | None:
        address = request.transport.get_extra_info("peername")[0] if request.transport else ""
        # What comes from this very computer is no phone of the room: it is counted as one place each.
        counted = f"{address} {seat}" if address == LOOPBACK else address
        return self._room.connect(seat, counted, leash.cut)


async def open_socket(request: web.BaseRequest, leash: Leash, heartbeat: float) -> web.WebSocketResponse:
    """Open a websocket that takes short messages only, and asks every `heartbeat` seconds whether anybody is there.

    Raises:
        web.HTTPException: If the request does not ask for one.
    """
    channel = web.WebSocketResponse(
        max_msg_size=MOST_FRAME + 1, compress=False, heartbeat=heartbeat, writer_limit=1, timeout=2.0
    )
    if not channel.can_prepare(request).ok:
        leash.asked()
        raise web.HTTPUpgradeRequired
    protect(channel, request.headers["Host"])
    await channel.prepare(request)
    return channel


async def quietly(sending: Awaitable[None]) -> None:
    """Send until the other side is gone; that is no fault."""
    with suppress(TooSlow, ConnectionError):
        await sending


def _read(message: WSMessage) -> Join | CastVote | None:
    if message.type is not WSMsgType.TEXT:
        return None
    try:
        return parse(message.data)
    except NotUnderstood:
        return None


async def _beat(stream: web.StreamResponse, phone: Phone) -> None:
    """Tell a stream now and then that it is alive; that is also how a phone that left is noticed."""
    while True:
        await asyncio.sleep(STREAM_BEAT_SECONDS)
        try:
            await stream.write(b":\n\n")
        except ConnectionError:
            phone.cut()
            return
