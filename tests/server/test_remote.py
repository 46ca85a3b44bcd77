"""A facilitator's phone as a remote, over a real server on this computer."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from game.server.link import RemoteDid, RemoteEvent, RemoteNews, Serving
from game.server.remote_protocol import CHANNEL, PAGE, RemoteVerb, RemoteView, new_key
from tests.server.rooms import PATIENCE, Room, a_phone, a_room, ask, client, upgrade, voting
from tests.server.test_attacks import foreign_hosts, foreign_origins
from tests.server.test_remote_protocol import claims

ROUTES = (PAGE, "/remote.js", "/remote.css", CHANNEL)
VIEW = RemoteView(step=1, title="Let Her Finish", next="Begin.", keys=((RemoteVerb.NEXT, "Begin the story"),))


class Host:
    """The game's end."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.key = ""
        self.heard: list[RemoteEvent] = []

    async def switch_on(self) -> str:
        self.key = new_key()
        self.heard.clear()
        self.room.link.remote(self.key)
        self.room.link.show_remote(VIEW)
        await self.sees(200)
        return self.key

    async def switch_off(self) -> None:
        self.room.link.remote(None)
        await self.sees(404)

    async def sees(self, status: int) -> None:
        """What the game says takes a moment to arrive."""
        until = time.monotonic() + PATIENCE
        while (await ask(self.room, f"GET {PAGE} HTTP/1.1\nHost: 127.0.0.1:{self.room.port}"))[0] != status:
            assert time.monotonic() < until
            await asyncio.sleep(0.02)

    def poll(self) -> list[RemoteEvent]:
        self.room.poll()
        self.heard += self.room.link.poll_remote()
        return self.heard

    async def hears(self, event: RemoteEvent) -> None:
        await self.room.until(lambda: event in self.poll())


@pytest.fixture
def host(room: Room) -> Iterator[Host]:
    yield Host(room)
    room.link.remote(None)


@asynccontextmanager
async def a_remote(room: Room, session: aiohttp.ClientSession) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with session.ws_connect(room.origin + CHANNEL, origin=room.origin) as channel:
        yield channel


async def say(channel: aiohttp.ClientWebSocketResponse, **fields: Any) -> dict[str, Any]:
    await channel.send_str(json.dumps(fields))
    return await hear(channel)


async def hear(channel: aiohttp.ClientWebSocketResponse, kind: str = "") -> dict[str, Any]:
    while True:
        told: dict[str, Any] = json.loads(await channel.receive_str(timeout=PATIENCE))
        if not kind or told["is"] == kind:
            return told


def go(doing: Callable[[], Any]) -> None:
    asyncio.run(doing())


def test_until_it_is_switched_on_a_remote_has_no_address_and_after_it_none_again(host: Host) -> None:
    async def doing() -> None:
        own = f"127.0.0.1:{host.room.port}"
        nothing = await ask(host.room, f"GET /nothing-here HTTP/1.1\nHost: {own}")

        async def is_gone() -> None:
            for route in ROUTES:
                assert await ask(host.room, f"GET {route} HTTP/1.1\nHost: {own}") == nothing, route
            lines = upgrade(own, f"Origin: {host.room.origin}").replace("/channel", CHANNEL)
            assert (await ask(host.room, lines))[0] == 404

        await is_gone()
        await host.switch_on()
        for route in ROUTES[:-1]:
            assert (await ask(host.room, f"GET {route} HTTP/1.1\nHost: {own}"))[0] == 200
        await host.switch_off()
        await is_gone()

    go(doing)


def test_the_phone_that_scanned_the_code_sees_the_next_step_and_takes_it(host: Host) -> None:
    async def doing() -> None:
        key = await host.switch_on()
        async with client() as session, a_remote(host.room, session) as remote:
            assert (await say(remote, say="enter", token=key))["is"] == "entered"
            assert (await hear(remote, "view"))["next"] == "Begin."
            assert (await say(remote, say="do", verb="next", step=1))["is"] == "did"
            await host.hears(RemoteNews.HERE)
            await host.hears(RemoteDid(RemoteVerb.NEXT, 1))

    go(doing)


def test_one_phone_at_a_time_is_the_remote_and_comes_back_with_its_pass_alone(host: Host) -> None:
    async def doing() -> None:
        key = await host.switch_on()
        async with client() as session, a_remote(host.room, session) as first:
            passed = (await say(first, say="enter", token=key))["pass"]
            async with a_remote(host.room, session) as second:
                assert (await say(second, say="enter", token=key))["why"] == "taken"
            async with a_remote(host.room, session) as back:
                assert (await say(back, **{"say": "enter", "pass": passed}))["is"] == "entered"
                await first.receive(PATIENCE)
                while not first.closed:
                    await first.receive(PATIENCE)
                assert (await hear(back, "view"))["step"] == 1

    go(doing)


def test_switching_off_shows_the_phone_out_and_its_key_and_pass_are_dead(host: Host) -> None:
    async def doing() -> None:
        key = await host.switch_on()
        async with client() as session:
            async with a_remote(host.room, session) as remote:
                passed = (await say(remote, say="enter", token=key))["pass"]
                await host.switch_off()
                assert (await hear(remote, "refused"))["why"] == "off"
                assert (await remote.receive(PATIENCE)).type is aiohttp.WSMsgType.CLOSE
            await host.switch_on()
            for old in ({"token": key}, {"pass": passed}):
                async with a_remote(host.room, session) as replay:
                    assert (await say(replay, say="enter", **old))["why"] == "key"

    go(doing)


def test_what_an_earlier_remote_pressed_is_not_heard_once_it_is_switched_off(host: Host) -> None:
    async def doing() -> None:
        key = await host.switch_on()
        async with client() as session, a_remote(host.room, session) as remote:
            await say(remote, say="enter", token=key)
            await hear(remote, "view")
            assert (await say(remote, say="do", verb="next", step=1))["is"] == "did"
            await asyncio.sleep(0.2)  # it is in the game's hands by now, and not looked at
            host.room.link.remote(None)
            assert host.room.link.poll_remote() == []

    go(doing)


def test_a_phone_that_says_goodbye_rests_and_one_that_says_nothing_is_lost(host: Host) -> None:
    async def doing() -> None:
        key = await host.switch_on()
        async with client() as session:
            async with a_remote(host.room, session) as remote:
                passed = (await say(remote, say="enter", token=key))["pass"]
            await host.hears(RemoteNews.RESTS)
            async with a_remote(host.room, session) as back:
                await say(back, **{"say": "enter", "pass": passed})
                transport = back._response.connection.transport  # type: ignore[union-attr]
                transport.abort()  # type: ignore[union-attr]
                await host.hears(RemoteNews.LOST)

    go(doing)


@pytest.mark.slow
def test_hundreds_of_claims_without_the_key_do_nothing_and_a_pause_follows() -> None:
    async def doing() -> None:
        await host.switch_on()
        some = random.Random(7).sample(list(claims()), 300)
        whys = []
        async with client() as session:
            for claim in some:
                async with a_remote(host.room, session) as remote:
                    await remote.send_str(claim)
                    message = await remote.receive(PATIENCE)
                    whys.append(json.loads(message.data)["why"] if message.type is aiohttp.WSMsgType.TEXT else "shut")
            async with a_remote(host.room, session) as remote:
                assert (await say(remote, say="enter", token=host.key))["why"] == "pause"
        assert set(whys) <= {"unreadable", "outside", "key", "pause", "shut"}
        await host.hears(RemoteNews.TRIED)
        assert not [event for event in host.poll() if event is not RemoteNews.TRIED]

    with a_room() as room:
        host = Host(room)
        go(doing)


def test_a_voters_websocket_never_becomes_the_remotes(host: Host) -> None:
    async def doing() -> None:
        key = await host.switch_on()
        host.room.link.show(voting(1))
        async with client() as session, a_phone(host.room, session) as phone:
            for said in ({"say": "enter", "token": key}, {"say": "do", "verb": "next", "step": 1}):
                assert (await phone.say(**said))["why"] == "unreadable"
            assert (await phone.say(say="join", token=key))["why"] == "no-seat"
            headers = {"Origin": host.room.origin, "Content-Type": "application/json"}
            for path in (CHANNEL, PAGE, "/say", "/events", "/wait"):
                body = json.dumps({"say": "enter", "token": key})
                async with session.post(host.room.origin + path, data=body, headers=headers) as answer:
                    assert answer.status in (400, 404)
        assert host.poll() == []

    go(doing)


def test_a_page_from_elsewhere_cannot_open_the_remotes_channel(host: Host) -> None:
    async def doing() -> None:
        await host.switch_on()
        own = f"127.0.0.1:{host.room.port}"
        for origin in (*(f"Origin: {each}" for each in foreign_origins(host.room.port)), "X-None: 1"):
            assert (await ask(host.room, upgrade(own, origin).replace("/channel", CHANNEL)))[0] == 403, origin

    go(doing)


def test_under_another_name_the_remote_is_refused(host: Host) -> None:
    async def doing() -> None:
        await host.switch_on()
        for name in foreign_hosts(host.room.port):
            assert (await ask(host.room, f"GET {PAGE} HTTP/1.1\nHost: {name}"))[0] == 421, name
            lines = upgrade(name, f"Origin: http://{name}").replace("/channel", CHANNEL)
            assert (await ask(host.room, lines))[0] == 421, name

    go(doing)


def test_a_flood_of_presses_ends_the_connection(host: Host) -> None:
    async def doing() -> None:
        key = await host.switch_on()
        async with client() as session, a_remote(host.room, session) as remote:
            await say(remote, say="enter", token=key)
            for _ in range(40):
                await remote.send_str('{"say":"do","verb":"next","step":9}')
            while (await remote.receive(PATIENCE)).type is aiohttp.WSMsgType.TEXT:
                pass
            assert remote.close_code == aiohttp.WSCloseCode.POLICY_VIOLATION

    go(doing)


@pytest.mark.slow
def test_a_server_that_is_started_again_knows_no_remote_and_lets_none_in() -> None:
    async def doing() -> None:
        key = await host.switch_on()
        since = len(host.room.events)
        process = host.room.link.process_id
        assert process is not None
        os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        await asyncio.to_thread(host.room.wait_for, Serving, since)
        await host.hears(RemoteNews.OFF)
        await host.sees(404)
        assert key == host.key

    with a_room() as room:
        host = Host(room)
        go(doing)


def test_no_file_and_nothing_that_the_server_says_holds_the_key(host: Host, tmp_path: Path) -> None:
    async def doing() -> None:
        key = await host.switch_on()
        async with client() as session, a_remote(host.room, session) as remote:
            passed = (await say(remote, say="enter", token=key))["pass"]
            await hear(remote, "view")
            for said in ({"say": "do", "verb": key, "step": 1}, {"say": "enter", "token": key + "x"}):
                await remote.send_str(json.dumps(said))
                told = json.dumps(await hear(remote, "refused"))
                assert key not in told
        for path in (f"{PAGE}?token={key}", f"/{key}"):
            _, answer = await ask(host.room, f"GET {path} HTTP/1.1\nHost: 127.0.0.1:{host.room.port}")
            assert key.encode() not in answer
        await host.hears(RemoteNews.LOST)
        told = repr(host.room.events) + repr(host.heard)
        assert key not in told and passed not in told
        if Path("/proc/self/fd").exists():
            opened = Path(f"/proc/{host.room.link.process_id}/fd")
            files = [target for each in opened.iterdir() if (target := each.resolve()).is_file()]
            assert not [file for file in files if key.encode() in file.read_bytes()]
            command = Path(f"/proc/{host.room.link.process_id}/cmdline").read_bytes()
            assert key.encode() not in command + Path(f"/proc/{host.room.link.process_id}/environ").read_bytes()

    go(doing)
