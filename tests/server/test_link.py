"""The game goes on whatever becomes of the server, and a server that is started again knows its phones."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

import aiohttp
import pytest

from game.server.link import Finished, Place, Problem, Serving, VotingLink
from game.server.protocol import view_fields
from game.server.seats import new_keys
from tests.server.rooms import PATIENCE, Room, a_phone, a_room, client, view, voting, waiting


def kill(room: Room) -> int:
    """End the server's process as a crash would; how many events there were."""
    before = len(room.events)
    process = room.link.process_id
    assert process is not None
    os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
    return before


def test_a_server_that_dies_is_started_again_on_the_same_port_and_phones_keep_seat_and_vote() -> None:
    async def go(room: Room) -> None:
        room.link.show(voting(1))
        async with client() as session:
            async with a_phone(room, session) as phone:
                while (await phone.vote("ask"))["is"] != "took":
                    await asyncio.sleep(0.02)
                token, port = phone.token, room.port
                await room.until(lambda: bool(room.votes[1]))
            since = kill(room)
            await asyncio.to_thread(room.wait_for, Serving, since)
            assert room.port == port
            async with a_phone(room, session, token) as back:
                assert back.token == token
                answer = await back.join(known=-1)
                assert (answer["view"]["state"], answer["mine"]) == ("vote", None)
                back.nth = 1
                assert (await back.vote("break"))["is"] == "took"
            votes = await room.finish(1)
            assert list(votes.values()) == ["break"], "one phone has one seat before and after"

    with a_room() as room:
        asyncio.run(go(room))
        assert [event for event in room.events if isinstance(event, Problem)], "the facilitator is told"


@pytest.mark.slow
def test_a_door_that_was_locked_is_locked_after_a_restart() -> None:
    async def go(room: Room) -> None:
        room.link.lock(True)
        await asyncio.to_thread(room.wait_for, Serving, kill(room))
        async with client() as session, a_phone(room, session, is_in=False) as phone:
            assert (await phone.join())["why"] == "locked"

    with a_room() as room:
        asyncio.run(go(room))


@pytest.mark.slow
def test_a_server_that_dies_while_a_vote_is_closed_waits_for_phones_to_vote_again() -> None:
    async def go(room: Room) -> None:
        room.link.show(voting(1))
        room.link.finish(1)
        since = kill(room)
        await asyncio.to_thread(room.wait_for, Serving, since)
        if Finished(1) in room.events:
            return  # it had said so before it died
        async with client() as session, a_phone(room, session) as phone:
            while (await phone.vote("ask"))["is"] != "took":
                await asyncio.sleep(0.02)
        await room.until(lambda: Finished(1) in room.events)
        assert list(room.votes[1].values()) == ["ask"]

    with a_room() as room:
        asyncio.run(go(room))


@pytest.mark.slow
def test_no_call_waits_for_a_server_that_hangs() -> None:
    if not hasattr(signal, "SIGSTOP"):
        pytest.skip("no way to make a process hang here")
    with a_room() as room:
        process = room.link.process_id
        assert process is not None
        os.kill(process, signal.SIGSTOP)
        try:
            began = time.monotonic()
            for step in range(2_000):
                room.link.show(view("think", step))
                room.poll()
            assert time.monotonic() - began < 2.0
        finally:
            os.kill(process, signal.SIGCONT)


def test_a_port_that_is_taken_is_a_sentence_and_not_a_crash() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        link = VotingLink(new_keys(), Place(port=port))
        room = Room(new_keys(), link)
        link.start()
        problem = room.wait_for(Problem)
        link.stop()

    assert isinstance(problem, Problem) and problem.is_over
    assert str(port) in problem.says and "hands" in problem.says


def test_phones_see_the_end_before_the_server_goes() -> None:
    async def go(room: Room) -> None:
        async with client() as session, a_phone(room, session) as phone:
            room.link.show(waiting(2))
            room.link.show(view("end", 3))
            stopping = asyncio.to_thread(room.link.stop)
            stopped = asyncio.create_task(stopping)
            while (await phone.hear("view"))["state"] != "end":
                pass
            await stopped

    with a_room() as room:
        asyncio.run(go(room))


def test_stopping_twice_or_before_starting_is_no_mistake() -> None:
    link = VotingLink(new_keys(), Place())
    link.stop()
    link.stop()

    assert link.poll() == []


def test_when_the_game_is_gone_no_phone_takes_its_place_and_none_is_heard() -> None:
    keys = new_keys()
    line = {"do": "serve", "secret": keys.secret.hex(), "code": keys.code, "room": keys.room, "port": 0}
    line["view"] = view_fields(voting(1))

    async def go(process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        async with client() as session, a_phone(room, session) as phone:
            process.stdin.close()
            await asyncio.to_thread(process.wait, PATIENCE)
            for said in ('{"say":"enter"}', '{"do":"show"}', '{"say":"vote","ballot":1,"option":"ask","nth":1}'):
                with suppress(ConnectionError):
                    await phone.channel.send_str(said)
            while (message := await phone.channel.receive(PATIENCE)).type is aiohttp.WSMsgType.TEXT:
                assert json.loads(message.data)["is"] != "took"
            with pytest.raises(aiohttp.ClientError):
                await session.get(room.origin)

    with subprocess.Popen(
        [sys.executable, "-m", "game.server.voting_server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(line).encode() + b"\n")
        process.stdin.flush()
        room = Room(keys, None)  # type: ignore[arg-type]
        room.port = json.loads(process.stdout.readline())["port"]
        asyncio.run(go(process))


def test_a_server_whose_game_is_gone_ends_and_leaves_its_port_free() -> None:
    keys = new_keys()
    line = {"do": "serve", "secret": keys.secret.hex(), "code": keys.code, "room": keys.room, "port": 0}
    with subprocess.Popen(
        [sys.executable, "-m", "game.server.voting_server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(line).encode() + b"\n")
        process.stdin.flush()
        port = json.loads(process.stdout.readline())["port"]
        process.stdin.close()

        assert process.wait(PATIENCE) == 0
    with socket.create_server(("127.0.0.1", port)):
        pass
