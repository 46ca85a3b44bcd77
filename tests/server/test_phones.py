"""What waits for a phone that does not read is little and not for long, and a room has so many phones and no more."""

from __future__ import annotations

import asyncio

import pytest

from game.server.phones import (
    MOST_FROM_ONE_ADDRESS,
    MOST_OF_ONE_SEAT,
    MOST_PHONES,
    MOST_WAITING,
    SEND_SECONDS,
    Phone,
    Phones,
    TooSlow,
)
from game.server.seats import Seat
from tests.server.turning import run


class Cuts:
    """Counts how often a connection was ended."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


def a_phone(seat: str = "ann", address: str = "here") -> tuple[Phone, Cuts]:
    cuts = Cuts()
    return Phone(Seat(seat), address, cuts), cuts


def test_sixteen_kilobytes_may_wait_for_a_phone_and_a_byte_more_ends_it() -> None:
    async def go() -> None:
        phone, cuts = a_phone()
        for _ in range(16):
            phone.put("x" * 1_024)
        assert (MOST_WAITING, cuts.count) == (16 * 1_024, 0)
        phone.put("x")
        assert cuts.count == 1
        with pytest.raises(TooSlow):
            await phone.next()

    run(go())


def test_what_was_read_waits_no_longer() -> None:
    async def go() -> None:
        phone, cuts = a_phone()
        for _ in range(200):
            phone.put("ä" * 512)
            assert await phone.next() == "ä" * 512
        assert cuts.count == 0

    run(go())


def test_a_view_that_was_not_sent_yet_gives_way_to_the_next() -> None:
    async def go() -> None:
        phone, cuts = a_phone()
        for number in range(1_000):
            phone.put_view(f"{number} " + "x" * 9_000)
        assert (await phone.next()).startswith("999 ")
        assert cuts.count == 0

    run(go())


@pytest.mark.parametrize(("seconds", "ends"), [(SEND_SECONDS - 0.1, False), (SEND_SECONDS + 0.1, True)])
def test_a_phone_has_five_seconds_to_read_what_it_is_sent(seconds: float, ends: bool) -> None:
    assert SEND_SECONDS == 5.0

    async def go() -> int:
        phone, cuts = a_phone()
        pumping = asyncio.create_task(phone.pump(lambda _: asyncio.sleep(seconds)))
        phone.put("x")
        await asyncio.sleep(20)
        assert pumping.done() is ends
        if ends:
            with pytest.raises(TooSlow):
                pumping.result()
        pumping.cancel()
        return cuts.count

    assert run(go()) == int(ends)


def fill(phones: Phones, count: int, address: str) -> None:
    for number in range(count):
        phones.add(a_phone(f"{address} {number}", address)[0])


def test_a_hotspot_under_one_address_has_room_for_three_rooms() -> None:
    async def go() -> None:
        phones = Phones()
        fill(phones, 400, "hotspot")
        assert phones.has_room("hotspot")
        fill(phones, MOST_FROM_ONE_ADDRESS - 400, "hotspot")
        assert not phones.has_room("hotspot") and phones.has_room("another")

    run(go())


def test_two_thousand_phones_are_all() -> None:
    async def go() -> None:
        phones = Phones()
        for number in range(20):
            assert phones.has_room("new")
            fill(phones, 100, f"address {number}")
        assert len(phones) == MOST_PHONES == 2_000
        assert not phones.has_room("new")

    run(go())


def test_a_fifth_tab_of_one_seat_ends_the_first() -> None:
    async def go() -> None:
        phones, tabs = Phones(), [a_phone() for _ in range(MOST_OF_ONE_SEAT + 1)]
        for phone, _ in tabs:
            phones.add(phone)
        assert [cuts.count for _, cuts in tabs] == [1, 0, 0, 0, 0]
        assert (len(phones), phones.seats) == (MOST_OF_ONE_SEAT, 1)

    run(go())


def test_a_phone_that_is_gone_twice_is_gone_once() -> None:
    async def go() -> None:
        phones, (one, _), (two, _) = Phones(), a_phone("ann"), a_phone("li")
        phones.add(one)
        phones.add(two)
        phones.remove(one)
        phones.remove(one)
        assert (len(phones), phones.seats) == (1, 1)

    run(go())
