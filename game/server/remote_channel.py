"""The remote's websocket: one phone, while the facilitator has switched it on."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from game.server.channels import open_socket, quietly
from game.server.connections import Leash
from game.server.phones import Phone
from game.server.remote_door import RemoteDoor
from game.server.remote_protocol import RemoteShown, RemoteWhy, remote_refused
from game.server.remote_talk import RemoteTalk
from game.server.seats import Seat
from game.server.voting_room import Tell, message_bucket

HEARTBEAT_SECONDS = 6.0  # one phone alone: that it is lost is known after nine seconds at most
# How a browser says that it goes: by itself, with the page, or without a word about it.  Anything else is a loss.
GOODBYES = (0, WSCloseCode.OK, WSCloseCode.GOING_AWAY)
NO_SEAT = Seat("")


class _Connection:
    """The phone that is the remote now."""

    def __init__(self, channel: web.WebSocketResponse, phone: Phone) -> None:
        self.channel = channel
        self.phone = phone


class RemoteChannel:
    """Carries what the remote and the game say to each other.

    Args:
        tell: Says something to the game.
    """

    def __init__(self, tell: Tell) -> None:
        self._loop = asyncio.get_running_loop()
        self._tell = tell
        self._door = RemoteDoor(secrets.token_bytes, lambda: self._say(state="tried"))
        self._number = 0  # of the switching on, so that the game knows what comes from an earlier one
        self._shown = RemoteShown()
        self._now: _Connection | None = None
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def is_on(self) -> bool:
        """Whether the remote's address exists."""
        return self._door.is_open

    def switch(self, key: str | None, number: int) -> None:
        """On, with a new key, or off: then the key is worth nothing and the phone is shown out.

        Raises:
            ValueError: If the key could be guessed.
        """
        had, self._now = self._now, None
        self._door.shut()
        self._number, self._shown = number, RemoteShown()
        if had is not None:
            task = self._loop.create_task(self._show_out(had))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
        if key is not None:
            self._door.open(key)

    def show(self, view: Mapping[str, Any]) -> None:
        """Show this on the remote.

        Raises:
            KeyError, TypeError, ValueError: If it is no view.
        """
        self._shown = RemoteShown.of(view)
        if self._now is not None:
            self._now.phone.put_view(self._shown.text)

    async def socket(self, request: web.BaseRequest, leash: Leash) -> web.StreamResponse:
        """A websocket at the remote's address; it is the remote's once the right key was said.

        Raises:
            web.HTTPException: If it is none.
        """
        channel = await open_socket(request, leash, HEARTBEAT_SECONDS)
        phone = Phone(NO_SEAT, "", leash.cut)
        mine = _Connection(channel, phone)
        pump = asyncio.create_task(quietly(phone.pump(channel.send_str)))
        is_goodbye = False
        try:
            is_goodbye = await self._listen(mine, leash)
        finally:
            pump.cancel()
            if self._now is mine:
                self._now = None
                self._say(state="rests" if is_goodbye else "lost")
        return channel

    async def _listen(self, mine: _Connection, leash: Leash) -> bool:
        """Hear what it says until it ends; whether it ended with a goodbye of the phone."""
        talk = RemoteTalk(self._door, lambda: self._shown)
        messages = message_bucket()
        async for message in mine.channel:
            if not messages.take(self._loop.time()):
                await mine.channel.close(code=WSCloseCode.POLICY_VIOLATION)
                return False
            was_in = talk.is_in
            if was_in and self._now is not mine:
                return False  # another connection of the same phone took its place, or it was switched off
            reply = talk.hear(message.data if message.type is WSMsgType.TEXT else "", self._loop.time())
            if talk.is_in and not was_in:
                leash.asked(is_channel=True)
                self._take_place(mine)
            if reply.is_over:
                # Said at once and not by the pump: nothing may be left to say when the connection ends.
                for text in reply.texts:
                    await mine.channel.send_str(text)
                await mine.channel.close(code=WSCloseCode.POLICY_VIOLATION)
                return False
            for text in reply.texts:
                mine.phone.put(text)
            if reply.do is not None:
                self._say(verb=reply.do.verb.value, step=reply.do.step)
        return mine.channel.close_code in GOODBYES

    def _take_place(self, mine: _Connection) -> None:
        before, self._now = self._now, mine
        if before is not None:
            before.phone.cut()
        self._say(state="here")

    async def _show_out(self, had: _Connection) -> None:
        with suppress(ConnectionError, RuntimeError):
            await had.channel.send_str(remote_refused(RemoteWhy.OFF))
            await had.channel.close(code=WSCloseCode.OK)

    def _say(self, **fields: Any) -> None:
        self._tell({"is": "remote", "n": self._number, **fields})
