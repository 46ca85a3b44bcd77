"""Three hundred phones with a bad Wi-Fi: no vote is lost, and none counts twice."""

from __future__ import annotations

import asyncio
import os
import random

import pytest

from tests.server.crowd import OPTIONS, Persistent
from tests.server.rooms import a_room, view, voting, waiting

COUNT = 300
BALLOTS = 3
TROUBLE = 0.15
SEEDS = 4 if os.environ.get("UPSTANDER_THOROUGH") else 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_each_of_300_phones_has_its_last_vote_counted_once_whatever_is_dropped_repeated_or_late(seed: int) -> None:
    async def one(phone: Persistent, ballot: int) -> None:
        for _ in range(phone.chance.choice((1, 1, 2, 3))):
            await asyncio.sleep(phone.chance.uniform(0.0, 1.5))
            if phone.chance.random() < TROUBLE:
                await phone.leaves()
            await phone.votes(ballot, phone.chance.choice(OPTIONS))

    async def go() -> None:
        room.link.show(waiting())
        phones = [Persistent(room, random.Random(f"{seed} {at}"), TROUBLE) for at in range(COUNT)]
        try:
            await asyncio.gather(*(phone.joins() for phone in phones))
            for ballot in range(1, BALLOTS + 1):
                room.link.show(voting(ballot, step=3 * ballot))
                voting_now = asyncio.gather(*(one(phone, ballot) for phone in phones))
                await room.until(voting_now.done, within=90.0)
                voting_now.result()
                counted = await room.finish(ballot)
                assert counted == {phone.seat: phone.option for phone in phones}
                room.link.show(view("closed", 3 * ballot + 1))
            assert room.joined().count == COUNT
        finally:
            await asyncio.gather(*(phone.leaves() for phone in phones))

    with a_room() as room:
        asyncio.run(go())
