"""Phones in a real room sleep, leave the Wi-Fi and are reloaded; their page comes back by itself with its vote kept."""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import time
from collections import Counter

import pytest

from tests.browser.conftest import Stage
from tests.browser.handset import INTERRUPTIONS, Handset, handsets
from tests.browser.host import Host, a_host
from tests.server.rooms import Room

COUNT = 8
CYCLES = 5
COUNT_TRIES = "window.tries = []; { const before = connect; window.connect = () => { tries.push(way); before(); }; }"
BACK = 2.0  # seconds from waking up to being at the current step


async def join(phones: list[Handset], host: Host) -> None:
    """Half of them scan the picture, the others type the code."""
    keys = host.room.keys
    for at, phone in enumerate(phones):
        if at % 2:
            await phone.types_code(host.room.origin, keys.code)
        else:
            await phone.scans(host.room.origin, keys.room)
    await asyncio.gather(*(phone.is_at(host.ask) for phone in phones))


async def join_lobby(phones: list[Handset], host: Host) -> None:
    """Before the story, when phones show its title."""
    for phone in phones:
        await phone.scans(host.room.origin, host.room.keys.room)
    await asyncio.gather(*(phone.is_at("Let Her Finish") for phone in phones))


def the_server_dies(room: Room) -> None:
    process = room.link.process_id
    assert process is not None
    os.kill(process, signal.SIGKILL)


async def everybody_votes(phones: list[Handset], options: list[str]) -> None:
    for phone, option in zip(phones, options, strict=True):
        await phone.votes(option)
    await asyncio.gather(*(phone.has_chosen(option) for phone, option in zip(phones, options, strict=True)))


async def comes_back(phone: Handset, host: Host, kind: str, chosen: str | None) -> float:
    """Seconds until a phone that was interrupted shows the step and vote that it should."""
    began = time.monotonic()
    await INTERRUPTIONS[kind][1](phone)
    await phone.is_at(host.ask, chosen)
    return time.monotonic() - began


def is_busy() -> bool:
    """Whether so much else runs on this computer that it may hold a phone up."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1)


def options_of(cycle: int) -> list[str]:
    return [("ask", "break", "pass")[(at + cycle) % 3] for at in range(COUNT)]


def test_phones_that_are_interrupted_in_a_vote_come_back_with_it(stage: Stage, room: Room) -> None:
    kinds = ("sleeps", "is reloaded", "leaves the Wi-Fi")

    async def go() -> None:
        async with a_host(room) as host, handsets(stage.browser, len(kinds)) as phones:
            host.opens()
            await join(phones, host)
            chosen = options_of(0)[: len(kinds)]
            await everybody_votes(phones, chosen)
            for phone, kind in zip(phones, kinds, strict=True):
                await INTERRUPTIONS[kind][0](phone)
            host.asks_again()
            for phone, kind, option in zip(phones, kinds, chosen, strict=True):
                await comes_back(phone, host, kind, option)
            assert await host.closes() == Counter(chosen)

    stage.run(go())


@pytest.mark.slow
def test_eight_phones_play_a_room_in_which_something_happens_all_the_time(stage: Stage, room: Room) -> None:
    """Joining late, changing one's mind, going away and coming back, and a server that dies, over four votes."""

    async def go() -> None:
        async with a_host(room) as host, handsets(stage.browser, COUNT) as phones:
            host.waits()
            await join_lobby(phones[:4], host)
            host.lets_think()
            await join(phones[4:6], host)
            host.opens()
            await join(phones[6:], host)  # in the middle of a vote
            await everybody_votes(phones, ["ask"] * COUNT)
            await everybody_votes(phones[:3], ["break", "pass", "something-else"])
            assert await host.closes() == Counter({"ask": 5, "break": 1, "pass": 1, "something-else": 1})

            host.opens()
            kinds = [list(INTERRUPTIONS)[at % len(INTERRUPTIONS)] for at in range(COUNT)]
            await asyncio.gather(*(phone.is_at(host.ask) for phone in phones))
            await everybody_votes(phones[:4], ["ask"] * 4)
            for phone, kind in zip(phones, kinds, strict=True):
                await INTERRUPTIONS[kind][0](phone)
            for phone, kind, option in zip(phones, kinds, ["ask"] * 4 + [None] * 4, strict=True):
                await comes_back(phone, host, kind, option)
            await everybody_votes(phones[4:], ["break"] * 4)
            assert await host.closes() == Counter({"ask": 4, "break": 4})

            host.opens()
            await asyncio.gather(*(phone.is_at(host.ask) for phone in phones))
            await everybody_votes(phones, options_of(1))
            the_server_dies(room)
            host.asks_again()
            own = zip(phones, options_of(1), strict=True)
            await asyncio.gather(*(phone.is_at(host.ask, option) for phone, option in own))
            assert await host.closes() == Counter(options_of(1))

            host.opens()
            await asyncio.gather(*(phone.is_at(host.ask) for phone in phones))
            room.link.finish(host.ballot)  # while a last vote is on its way
            await phones[0].votes("break")
            assert await host.closes() in (Counter(), Counter({"break": 1}))
            host.reveals()
            await asyncio.gather(*(phone.is_at(host.ask) for phone in phones))
            host.ends()
            assert room.joined().count == COUNT

    stage.run(go())


@pytest.mark.slow
@pytest.mark.parametrize("kind", INTERRUPTIONS)
def test_a_phone_comes_back_to_its_vote_and_to_the_next_one_five_times_running(
    kind: str, stage: Stage, room: Room
) -> None:
    async def go() -> None:
        seconds = []
        async with a_host(room) as host, handsets(stage.browser, COUNT) as phones:
            host.waits()
            for phone in phones:
                await phone.scans(room.origin, room.keys.room)
            for cycle in range(CYCLES):
                host.opens()
                await asyncio.gather(*(phone.is_at(host.ask) for phone in phones))
                chosen = options_of(cycle)
                await everybody_votes(phones, chosen)
                for phone in phones:
                    await INTERRUPTIONS[kind][0](phone)
                host.asks_again()
                first = zip(phones[:4], chosen[:4], strict=True)
                seconds += await asyncio.gather(*(comes_back(phone, host, kind, option) for phone, option in first))
                # The vote is closed while the others are away, and their votes count.
                assert await host.closes() == Counter(chosen)
                host.reveals()
                seconds += await asyncio.gather(*(comes_back(phone, host, kind, None) for phone in phones[4:]))
            assert room.joined().count == COUNT
        assert statistics.median(seconds) <= BACK, seconds
        assert max(seconds) <= (2 * BACK if is_busy() else BACK), seconds

    stage.run(go())


@pytest.mark.slow
def test_after_a_long_time_away_a_phone_is_back_at_once(stage: Stage, room: Room) -> None:
    """A browser delays each new websocket for seconds once a dozen of them have failed: a page must not try many."""
    away = 20.0

    async def go() -> None:
        async with a_host(room) as host, handsets(stage.browser, 2) as phones:
            host.opens()
            await join(phones, host)
            await everybody_votes(phones, ["ask", "break"])
            for phone in phones:
                await phone.leaves_the_wifi()
                await phone.page.evaluate(COUNT_TRIES)
            await asyncio.sleep(away)
            host.asks_again()
            for phone, option in zip(phones, ["ask", "break"], strict=True):
                tries, sockets = await phone.page.evaluate("[tries.length, tries.filter(way => way === 0).length]")
                assert tries >= away / 2.0, "it goes on trying"
                assert sockets <= 3
                assert await comes_back(phone, host, "leaves the Wi-Fi", option) <= BACK

    stage.run(go())
