"""The voting server is killed at any moment of a vote, and the room's counts are the same as if it had not been."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from contextlib import ExitStack

import pytest

from tests.server.crowd import OPTIONS, Persistent
from tests.server.rooms import Room, a_room, view, voting

COUNT = 12
KILLS = 2  # in one session
SESSIONS = 25 if os.environ.get("UPSTANDER_THOROUGH") else 3  # fifty kills where it is to be thorough
SECONDS = 1.2  # that a vote is open


def kill(room: Room) -> None:
    process = room.link.process_id
    if process is not None:  # it is just being started again
        os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))


AT_ONCE = 3  # most of a session is waiting: for a server to be back, and for phones to come back to it


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SESSIONS, AT_ONCE))
def test_votes_are_counted_once_each_though_the_server_is_killed_while_they_are_cast_or_closed(first: int) -> None:
    async def go() -> None:
        with ExitStack() as stack:
            seeds = range(first, min(first + AT_ONCE, SESSIONS))
            rooms = [stack.enter_context(a_room()) for _ in seeds]
            await asyncio.gather(*(plays(room, seed) for room, seed in zip(rooms, seeds, strict=True)))

    asyncio.run(go())


async def plays(room: Room, seed: int) -> None:
    """A session in which the server is killed in every vote."""
    chance = random.Random(seed)

    async def one(phone: Persistent, ballot: int) -> None:
        await asyncio.sleep(phone.chance.uniform(0.0, SECONDS))
        await phone.votes(ballot, phone.chance.choice(OPTIONS))

    async def stays(phone: Persistent, ballot: int, over: asyncio.Event) -> None:
        """Its page notices that the connection is gone, and makes sure of its vote, until the vote is closed."""
        while not over.is_set():
            await asyncio.sleep(0.5)
            await phone.still_votes(ballot)

    phones = [Persistent(room, random.Random(f"{seed} {at}")) for at in range(COUNT)]
    try:
        room.link.show(view("think", 1))
        await asyncio.gather(*(phone.joins() for phone in phones))
        for ballot in range(1, KILLS + 1):
            room.link.show(voting(ballot, step=3 * ballot))
            asyncio.get_running_loop().call_later(chance.uniform(0.0, SECONDS + 0.2), kill, room)
            cast = asyncio.gather(*(one(phone, ballot) for phone in phones))
            await room.until(cast.done, within=60.0)
            cast.result()
            over = asyncio.Event()
            looking = asyncio.gather(*(stays(phone, ballot, over) for phone in phones))
            await asyncio.sleep(0.4)
            counted = await room.finish(ballot, within=60.0)
            over.set()
            await looking
            assert counted == {phone.seat: phone.option for phone in phones}, f"session {seed}"
            room.link.show(view("closed", 3 * ballot + 1))
    finally:
        await asyncio.gather(*(phone.leaves() for phone in phones))
