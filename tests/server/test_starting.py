"""No phone is told anything of a room before the server knows it: not that it waits, and not that a vote is closed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import aiohttp

from game.server.link import Serving
from game.server.protocol import view_fields
from game.server.seats import new_keys
from game.session.room_views import VoterView
from tests.server.raw import UNHEARD, a_raw_channel, a_token, joining
from tests.server.rooms import Room, a_room, ask, client, voting


class Server:
    """The process alone, told line by line."""

    def __init__(self, process: subprocess.Popen[bytes], room: Room) -> None:
        self.process = process
        self.room = room
        self.told: list[str] = []  # until it served

    def say(self, fields: Mapping[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(fields).encode() + b"\n")
        self.process.stdin.flush()

    def show(self, view: VoterView) -> None:
        self.say({"do": "show", "view": view_fields(view)})


@contextmanager
def a_server(**serve: Any) -> Iterator[Server]:
    keys = new_keys()
    room = Room(keys, None)  # type: ignore[arg-type]
    with subprocess.Popen(
        [sys.executable, "-m", "game.server.voting_server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        server = Server(process, room)
        secret = {"secret": keys.secret.hex(), "code": keys.code, "room": keys.room}
        server.say({"do": "serve", **secret, "port": 0, **serve})
        assert process.stdout is not None and process.stdin is not None
        while not room.port:
            told = json.loads(process.stdout.readline())
            server.told.append(told["is"])
            room.port = told.get("port", 0)
        yield server
        process.stdin.close()


async def post(
    here: Room, session: aiohttp.ClientSession, path: str, said: Mapping[str, Any], bearer: str = ""
) -> dict[str, Any]:
    headers = {"Origin": here.origin, "Content-Type": "application/json", "Authorization": f"Bearer {bearer}"}
    async with session.post(here.origin + path, data=json.dumps(said), headers=headers) as answer:
        return dict(json.loads(await answer.text()))


def test_until_the_server_knows_what_to_show_each_way_to_join_is_told_that_it_is_starting() -> None:
    async def go(server: Server) -> None:
        room = server.room
        token = a_token(room)
        async with a_raw_channel(room) as phone, client() as session:
            for known in (token, ""):  # also a phone that had a seat before
                join = {"say": "join", "token": known, "room": room.keys.room}
                phone.say([json.dumps(join)])
                assert (await phone.hear() or {})["why"] == "starting"
                for path in ("/say", "/events", "/wait"):
                    assert (await post(room, session, path, join))["why"] == "starting", path
            vote = {"say": "vote", "ballot": 1, "option": "ask", "nth": 1}
            assert (await post(room, session, "/say", vote, token))["why"] == "starting"
            server.show(voting(1))
            while (await post(room, session, "/say", vote, token))["is"] != "took":
                await asyncio.sleep(0.01)
            phone.say([joining(room, token)])
            assert (await phone.hear() or {})["view"]["state"] == "vote"

    with a_server() as server:
        asyncio.run(go(server))


def test_what_is_said_at_the_start_holds_from_the_first_phone_on() -> None:
    async def go(server: Server) -> None:
        async with a_raw_channel(server.room) as phone:
            phone.say([json.dumps({"say": "join", "room": server.room.keys.room}), joining(server.room)])
            assert (await phone.hear() or {})["why"] == "locked"
            assert (await phone.hear() or {})["view"]["state"] == "vote"

    with a_server(view=view_fields(voting(1)), locked=True) as server:
        asyncio.run(go(server))


def test_a_view_that_nobody_understands_is_a_problem_and_the_server_waits_for_another() -> None:
    async def go(server: Server) -> None:
        async with client() as session:
            said = {"say": "join", "room": server.room.keys.room}
            assert (await post(server.room, session, "/say", said))["why"] == "starting"
            server.show(voting(1))
            while (await post(server.room, session, "/say", said))["is"] != "seated":
                await asyncio.sleep(0.01)

    with a_server(view={"state": 7}) as server:
        assert server.told == ["problem", "serving"]
        asyncio.run(go(server))


def test_phones_that_come_while_a_server_is_started_again_find_the_vote_and_never_an_empty_room() -> None:
    async def storms(room: Room, token: str, heard: list[dict[str, Any]], over: asyncio.Event) -> None:
        while not over.is_set():
            with suppress(*UNHEARD):
                async with a_raw_channel(room) as phone:
                    vote = json.dumps({"say": "vote", "ballot": 1, "option": "ask", "nth": 1})
                    phone.say([joining(room, token), vote])
                    heard += [told for told in (await phone.hear(), await phone.hear()) if told is not None]
            await asyncio.sleep(0.002)

    async def go(room: Room) -> None:
        room.link.show(voting(1))
        heard: list[dict[str, Any]] = []
        over = asyncio.Event()
        process, since = room.link.process_id, len(room.events)
        assert process is not None
        os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        token = a_token(room)
        await asyncio.sleep(0.1)  # the last answers of the one that is gone
        storm = [asyncio.create_task(storms(room, token, heard, over)) for _ in range(4)]
        await asyncio.to_thread(room.wait_for, Serving, since)
        await room.until(lambda: len(heard) >= 40)
        over.set()
        await asyncio.gather(*storm)
        assert {told["is"] for told in heard} == {"seated", "took"}
        assert {told["view"]["state"] for told in heard if told["is"] == "seated"} == {"vote"}

    with a_room() as room:
        asyncio.run(go(room))


def test_the_icon_that_browsers_ask_for_is_no_fault(room: Room) -> None:
    status, answer = asyncio.run(ask(room, f"GET /favicon.ico HTTP/1.1\nHost: 127.0.0.1:{room.port}"))

    assert status == 204
    assert answer.endswith(b"\r\n\r\n") and b"Set-Cookie" not in answer
