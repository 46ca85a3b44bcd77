"""
The voting server: `python -m game.server.voting_server`, started by the game and spoken to in lines of JSON.

On its standard input the game says ``serve``, ``show``, ``finish``, ``took``, ``lock``, ``remote``, ``remote-show`` and
``stop``; on its standard output it says ``serving``, ``joined``, ``votes``, ``finished``, ``reached``, ``remote`` and
``problem``.  What phones are to see, and whether the door is locked, is part of ``serve``: a server that was started
again knows both before it listens.  When the input ends, the game is gone: the server ends too, so that the next one
finds its port free, and the phones wait for that one.  No phone ever takes the game's place.

What it is held to: all of 300 phones are in within 5 seconds of the doors' opening, and the 99th percentile of them
waits half a second at most.  Up to 400 join at once.  Beyond that 50 a second do, by design (see `door`), so that a
flood of invented phones is slowed: 2,000 real ones are in after 32 seconds, each told meanwhile that it is next.

It writes no log.  Whoever it talks to, no token, option or address of a phone leaves it, but for the seat and option
of a vote on the way to the game.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from aiohttp import web

from game.server.addresses import LOOPBACK, lan_addresses
from game.server.answers import page_files, plain, protect, remote_files
from game.server.channels import Channels
from game.server.checks import body_of, check
from game.server.connections import Leash, Leashes
from game.server.lines import Lines
from game.server.remote_channel import RemoteChannel
from game.server.remote_protocol import CHANNEL as REMOTE_CHANNEL
from game.server.seats import Keys
from game.server.voting_room import Tell, VotingRoom

CHANNEL = "/channel"
POSTS = ("/say", "/events", "/wait")
ICON = "/favicon.ico"  # browsers ask for it by themselves; there is none, and that is no fault to be noted
REACHED_SECONDS = 1.0
IDLE_SECONDS = 10.0  # a connection that asks for nothing more


class VotingServer:
    """Serves one session's phones.

    Args:
        keys: Of the session.
        language: Of the story, as in `lang`.
        tell: Says something to the game.

    Attributes:
        room: The voters' phones.
        remote: The facilitator's, if that is switched on.
    """

    def __init__(self, keys: Keys, language: str, tell: Tell) -> None:
        self.room = VotingRoom(keys, tell)
        self.remote = RemoteChannel(tell)
        self._loop = asyncio.get_running_loop()
        self._tell = tell
        self._channels = Channels(self.room)
        self._leashes = Leashes(self._loop)
        self._files = page_files(language)
        self._remote_files = remote_files(language)
        self._reached_at = float("-inf")
        self._runner: web.ServerRunner | None = None
        self._listening: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; the port that it is.

        Raises:
            OSError: If that port is taken, or the address is not this computer's.
        """
        silent = logging.getLogger("game.server.silent")
        silent.disabled = True  # the library's own messages name addresses
        server = web.Server(
            self._answer,
            access_log=None,
            logger=silent,
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=1.0,
            max_line_size=2_048,
            max_field_size=4_096,
            max_headers=64,
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        self._listening = await self._loop.create_server(lambda: self._leashes.leash(server), host, port, backlog=512)
        return int(self._listening.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """End all connections."""
        if self._listening is not None:
            self._listening.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # --- requests --------------------------------------------------------------------------------------------------

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        leash = self._leashes.of(request.transport)
        if leash is None:
            raise ConnectionResetError
        try:
            response = await self._checked(request, leash)
        except web.HTTPException as error:
            response = plain(error.status, error.reason)
        if not response.prepared:
            protect(response, request.headers.get("Host", ""))
        return response

    async def _checked(self, request: web.BaseRequest, leash: Leash) -> web.StreamResponse:
        is_remote = request.path == REMOTE_CHANNEL and self.remote.is_on
        check(request, is_channel=request.path == CHANNEL or is_remote)
        if request.method == "GET":
            if request.path == CHANNEL:
                return await self._channels.socket(request, leash)
            if is_remote:
                return await self.remote.socket(request, leash)
            leash.asked()
            return self._file(request)
        if request.method == "POST":
            if request.path not in POSTS:
                leash.asked()
                raise web.HTTPNotFound
            body = await body_of(request)
            leash.asked()
            return await self._channels.posted(request, leash, body)
        raise web.HTTPMethodNotAllowed(request.method, ["GET", "POST"])

    def _file(self, request: web.BaseRequest) -> web.Response:
        if request.path == ICON:
            return web.Response(status=204)
        found = self._files.get(request.path)
        if found is None and self.remote.is_on:
            found = self._remote_files.get(request.path)
        if found is None:
            raise web.HTTPNotFound
        self._note_reached(request)
        text, kind = found
        return web.Response(body=text, content_type=kind, charset="utf-8")

    def _note_reached(self, request: web.BaseRequest) -> None:
        """Another device has loaded a page, be it the one that tests the network: said once a second at most."""
        now = self._loop.time()
        if request.transport is None or now - self._reached_at < REACHED_SECONDS:
            return
        here, there = (request.transport.get_extra_info(each)[0] for each in ("sockname", "peername"))
        if there != here:
            self._reached_at = now
            self._tell({"is": "reached"})


# --- the process -----------------------------------------------------------------------------------------------------


async def _main() -> int:
    loop = asyncio.get_running_loop()
    lines = Lines(loop)
    loop.set_exception_handler(lambda _, context: lines.tell(_problem("inside", context.get("exception"))))
    told = await lines.come.get()
    if told is None or told.get("do") != "serve":
        return 2
    server = VotingServer(
        Keys(bytes.fromhex(told["secret"]), told["code"], told["room"]), told.get("language", "en"), lines.tell
    )
    server.room.lock(bool(told.get("locked")))
    if (view := told.get("view")) is not None:
        _try(lines, partial(server.room.show, view))
    host = told.get("host") or LOOPBACK
    try:
        port = await server.start(host, int(told.get("port") or 0))
    except OSError as error:
        lines.tell({**_problem("port", error), "port": told.get("port")})
        lines.end()
        return 3
    addresses = (LOOPBACK,) if host == LOOPBACK else await loop.run_in_executor(None, lan_addresses)
    lines.tell({"is": "serving", "port": port, "addresses": addresses})
    try:
        while (told := await lines.come.get()) is not None and told.get("do") != "stop":
            _try(lines, partial(_obey, server, told))
    finally:
        await server.stop()
        lines.end()
    return 0


def _try(lines: Lines, doing: Callable[[], None]) -> None:
    try:
        doing()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        lines.tell(_problem("line", error))


def _obey(server: VotingServer, told: Mapping[str, Any]) -> None:
    match told["do"]:
        case "show":
            server.room.show(told["view"])
        case "finish":
            server.room.finish(int(told["ballot"]))
        case "took":
            server.room.took(int(told["upto"]))
        case "lock":
            server.room.lock(bool(told["locked"]))
        case "remote":
            key = told["token"]
            server.remote.switch(None if key is None else str(key), int(told["n"]))
        case "remote-show":
            server.remote.show(told["view"])
        case unknown:
            raise ValueError(unknown)


def _problem(where: str, error: BaseException | None) -> dict[str, Any]:
    # The kind of an error, never its words: they may hold what a phone sent, or where it is.
    return {"is": "problem", "where": where, "says": type(error).__name__ if error else "unknown"}


def _make_room_for_phones() -> None:
    """Each phone needs an open file; some systems allow a program 256 until it asks for more."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 8_192 if hard == resource.RLIM_INFINITY else min(8_192, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    _make_room_for_phones()
    with suppress(KeyboardInterrupt):  # the game is told, and stops this process
        raise SystemExit(asyncio.run(_main()))
