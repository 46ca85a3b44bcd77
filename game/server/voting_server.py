"""
The voting server: `python -m game.server.voting_server`, started by the game and spoken to in lines of JSON.

On its standard input the game says ``serve``, ``show``, ``finish``, ``took``, ``lock`` and ``stop``; on its standard
output it says ``serving``, ``joined``, ``votes``, ``finished``, ``reached`` and ``problem``.  When the input ends, the
game is gone: the server ends too, so that the next one finds its port free, and the phones wait for that one.

It writes no log.  Whoever it talks to, no token, option or address of a phone leaves it, but for the seat and option
of a vote on the way to the game.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from game.server.addresses import LOOPBACK, is_own_host, is_own_origin, lan_addresses
from game.server.answers import as_json, page_files, plain, protect
from game.server.connections import Leash, Leashes
from game.server.door import WRONG_CODES_OF_ONE, Admitted, Bucket, Door
from game.server.lines import Lines
from game.server.phones import Phone, Phones, TooSlow
from game.server.protocol import (
    MESSAGES_A_SECOND,
    MOST_BODY,
    MOST_FRAME,
    MOST_HEADERS,
    CastVote,
    Join,
    NotUnderstood,
    Shown,
    Why,
    nothing_yet,
    parse,
    refused,
    seated,
    took,
)
from game.server.seats import Keys, Seat
from game.server.votes_held import Batch, VotesHeld

HEARTBEAT_SECONDS = 20.0  # a phone that sleeps is noticed after half as long again
STREAM_BEAT_SECONDS = 10.0
POLL_SECONDS = 20.0  # shorter than what proxies cut off
VOTES_SECONDS = 0.05  # at most 20 batches a second
JOINED_SECONDS = 0.2  # at most 5 a second
IDLE_SECONDS = 10.0  # a connection that asks for nothing more

Tell = Callable[[Mapping[str, Any]], None]


class VotingServer:
    """Serves one session's phones.

    Args:
        keys: Of the session.
        language: Of the story, as in `lang`.
        tell: Says something to the game.
    """

    def __init__(self, keys: Keys, language: str, tell: Tell) -> None:
        self._loop = asyncio.get_running_loop()
        self._tell = tell
        self._door = Door(keys, secrets.token_bytes)
        self._votes = VotesHeld()
        self._phones = Phones()
        self._leashes = Leashes(self._loop)
        self._posts: dict[Seat, Bucket] = {}
        self._shown = nothing_yet()
        self._changed = asyncio.Event()
        self._is_telling_votes = False
        self._is_telling_joined = False
        self._was_reached = False
        self._files = page_files(language)
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

    # --- from the game ---------------------------------------------------------------------------------------------

    def show(self, view: Mapping[str, Any]) -> None:
        """Show this on all phones.

        Raises:
            KeyError, TypeError, ValueError: If it is no view.
        """
        self._shown = Shown.of(view)
        self._votes.show(self._shown.ballot, self._shown.options)
        self._phones.show(self._shown.text)
        self._changed.set()
        self._changed = asyncio.Event()
        self._hand_over()

    def finish(self, ballot: int) -> None:
        """Take no more votes on this ballot, hand over the last ones and say so."""
        self._votes.finish(ballot)
        self._hand_over(at_once=True)

    def took(self, upto: int) -> None:
        """The game has these votes."""
        self._votes.took(upto)
        self._hand_over()

    def lock(self, is_locked: bool) -> None:
        """Close the door to phones that are not in yet, or open it."""
        self._door.is_locked = is_locked

    def _hand_over(self, *, at_once: bool = False) -> None:
        if at_once:
            self._tell_votes()
        elif not self._is_telling_votes:
            self._is_telling_votes = True
            self._loop.call_later(VOTES_SECONDS, self._tell_votes_in_time)

    def _tell_votes_in_time(self) -> None:
        self._is_telling_votes = False
        self._tell_votes()

    def _tell_votes(self) -> None:
        while (made := self._votes.next()) is not None:
            if isinstance(made, Batch):
                self._tell({"is": "votes", "upto": made.upto, "ballot": made.ballot, "votes": made.votes})
            else:
                self._tell({"is": "finished", "ballot": made.ballot})

    def _tell_joined(self) -> None:
        if not self._is_telling_joined:
            self._is_telling_joined = True
            self._loop.call_later(JOINED_SECONDS, self._tell_joined_in_time)

    def _tell_joined_in_time(self) -> None:
        self._is_telling_joined = False
        self._tell({"is": "joined", "count": self._door.joined, "connected": self._phones.seats})

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
        assert request.transport is not None
        address, port = request.transport.get_extra_info("sockname")[:2]
        headers = request.headers
        if sum(len(name) + len(value) for name, value in request.raw_headers) > MOST_HEADERS:
            raise web.HTTPRequestHeaderFieldsTooLarge
        if not is_own_host(headers.getall("Host", []), address, port) or not request.raw_path.startswith("/"):
            raise web.HTTPMisdirectedRequest
        origins = headers.getall("Origin", [])
        if headers.get("Sec-Fetch-Site", "").lower() == "cross-site":
            raise web.HTTPForbidden
        must_have_origin = request.method != "GET" or request.path == "/channel"
        if (origins or must_have_origin) and not is_own_origin(origins, headers["Host"]):
            raise web.HTTPForbidden
        if request.method == "GET":
            return await self._get(request, leash)
        if request.method == "POST":
            return await self._post(request, leash)
        raise web.HTTPMethodNotAllowed(request.method, ["GET", "POST"])

    async def _get(self, request: web.BaseRequest, leash: Leash) -> web.StreamResponse:
        if request.path == "/channel":
            return await self._channel(request, leash)
        leash.asked()
        if request.path not in self._files:
            raise web.HTTPNotFound
        if request.path == "/reached":
            self._note_reached(request)
        text, kind = self._files[request.path]
        return web.Response(body=text, content_type=kind, charset="utf-8")

    def _note_reached(self, request: web.BaseRequest) -> None:
        """Another device has loaded the page that tests the network."""
        if not self._was_reached and request.transport is not None:
            here = request.transport.get_extra_info("sockname")[0]
            if request.transport.get_extra_info("peername")[0] != here:
                self._was_reached = True
                self._tell({"is": "reached"})

    async def _post(self, request: web.BaseRequest, leash: Leash) -> web.StreamResponse:
        if request.path not in ("/say", "/events", "/wait"):
            leash.asked()
            raise web.HTTPNotFound
        if request.headers.get("Content-Type", "").split(";")[0].strip().lower() != "application/json":
            raise web.HTTPUnsupportedMediaType
        if (request.content_length or 0) > MOST_BODY:
            raise web.HTTPRequestEntityTooLarge(MOST_BODY, request.content_length or 0)
        body = bytearray()
        async for part in request.content.iter_any():
            body += part
            if len(body) > MOST_BODY:
                raise web.HTTPRequestEntityTooLarge(MOST_BODY, len(body))
        leash.asked()
        try:
            message = parse(bytes(body))
        except NotUnderstood:
            return as_json(refused(Why.UNREADABLE), 400)
        if isinstance(message, CastVote):
            return self._posted_vote(request, message)
        made = self._door.join(message, self._loop.time())
        if isinstance(made, Why):
            return as_json(refused(made))
        self._tell_joined()
        if request.path == "/events":
            return await self._events(request, leash, message, made)
        if request.path == "/wait":
            return await self._wait(request, leash, message, made)
        return as_json(self._welcome(message, made))

    def _posted_vote(self, request: web.BaseRequest, vote: CastVote) -> web.Response:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        seat = self._door.known(token.strip()) if scheme == "Bearer" else None
        if seat is None:
            return as_json(refused(Why.NO_SEAT), 403)
        if not self._posts.setdefault(seat, _message_bucket()).take(self._loop.time()):
            return as_json(refused(Why.TOO_MANY), 429)
        return as_json(self._cast(seat, vote))

    def _cast(self, seat: Seat, vote: CastVote) -> str:
        why = self._votes.cast(seat, vote)
        if why is not None:
            return refused(why)
        self._hand_over()
        return took(vote)

    def _welcome(self, asked: Join, made: Admitted) -> str:
        return seated(made.token, self._votes.mine(made.seat), self._shown, asked.known)

    # --- a phone's channel, in three ways --------------------------------------------------------------------------

    async def _channel(self, request: web.BaseRequest, leash: Leash) -> web.StreamResponse:
        channel = web.WebSocketResponse(
            max_msg_size=MOST_FRAME, compress=False, heartbeat=HEARTBEAT_SECONDS, writer_limit=1, timeout=2.0
        )
        if not channel.can_prepare(request).ok:
            leash.asked()
            raise web.HTTPUpgradeRequired
        protect(channel, request.headers["Host"])
        await channel.prepare(request)
        phone = await self._enter(channel, request, leash)
        if phone is None:
            await channel.close(code=WSCloseCode.POLICY_VIOLATION)
            return channel
        pump = asyncio.create_task(_quietly(phone.pump(channel.send_str)))
        try:
            await self._listen(channel, phone)
        finally:
            self._gone(phone)
            pump.cancel()
        return channel

    async def _enter(
        self, channel: web.WebSocketResponse, request: web.BaseRequest, leash: Leash
    ) -> Phone | None:
        """The phone, once it has said whose it is; the leash ends a connection that does not."""
        wrong = 0
        messages = _message_bucket()
        async for message in channel:
            now = self._loop.time()
            if not messages.take(now):
                return None
            join = _read(message)
            if not isinstance(join, Join):
                await channel.send_str(refused(Why.UNREADABLE if join is None else Why.NO_SEAT))
                continue
            made = self._door.join(join, now)
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
            phone.put(self._welcome(join, made))
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
                phone.put(self._cast(phone.seat, said))
            elif said.token is not None and self._door.known(said.token) == phone.seat:
                # Asking for its own seat again is how a phone that woke up finds out whether anybody hears it.
                phone.put(self._welcome(said, Admitted(phone.seat, said.token, is_new=False)))
            else:
                phone.put(refused(Why.NO_SEAT))

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
            phone.put(self._welcome(asked, made))
            beat = asyncio.create_task(_beat(stream, phone))
            try:
                await _quietly(phone.pump(send))
            finally:
                beat.cancel()
        finally:
            self._gone(phone)
        return stream

    async def _wait(self, request: web.BaseRequest, leash: Leash, asked: Join, made: Admitted) -> web.StreamResponse:
        phone = self._connect(request, leash, made.seat)
        if phone is None:
            return as_json(refused(Why.FULL))
        try:
            if asked.known == self._shown.mark:
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._changed.wait()
        finally:
            self._gone(phone)
        return as_json(self._welcome(asked, made))

    def _connect(self, request: web.BaseRequest, leash: Leash, seat: Seat) -> Phone | None:
        address = request.transport.get_extra_info("peername")[0] if request.transport else ""
        # What comes from this very computer is no phone of the room: it is counted as one place each.
        counted = f"{address} {seat}" if address == LOOPBACK else address
        if not self._phones.has_room(counted):
            return None
        phone = Phone(seat, counted, leash.cut)
        self._phones.add(phone)
        self._tell_joined()
        return phone

    def _gone(self, phone: Phone) -> None:
        self._phones.remove(phone)
        self._tell_joined()


def _message_bucket() -> Bucket:
    return Bucket(MESSAGES_A_SECOND, MESSAGES_A_SECOND)


def _read(message: WSMessage) -> Join | CastVote | None:
    if message.type is not WSMsgType.TEXT:
        return None
    try:
        return parse(message.data)
    except NotUnderstood:
        return None


async def _quietly(sending: Awaitable[None]) -> None:
    with suppress(TooSlow, ConnectionError):
        await sending


async def _beat(stream: web.StreamResponse, phone: Phone) -> None:
    """Tell a stream now and then that it is alive; that is also how a phone that left is noticed."""
    while True:
        await asyncio.sleep(STREAM_BEAT_SECONDS)
        try:
            await stream.write(b":\n\n")
        except ConnectionError:
            phone.cut()
            return


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
            try:
                _obey(server, told)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                lines.tell(_problem("line", error))
    finally:
        await server.stop()
        lines.end()
    return 0


def _obey(server: VotingServer, told: Mapping[str, Any]) -> None:
    match told["do"]:
        case "show":
            server.show(told["view"])
        case "finish":
            server.finish(int(told["ballot"]))
        case "took":
            server.took(int(told["upto"]))
        case "lock":
            server.lock(bool(told["locked"]))
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
