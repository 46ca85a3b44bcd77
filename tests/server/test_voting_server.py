"""A room votes by phone, over a real server on this computer."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest

from game.core.ballot import PASS
from game.server.link import Joined
from tests.server.rooms import PATIENCE, Phone, Room, a_phone, a_room, client, revealing, view, voting, waiting

numbers = iter(range(1, 10_000))


@pytest.fixture
def ballot(room: Room) -> Iterator[int]:
    """A vote that is open."""
    number = next(numbers)
    room.link.show(voting(number, 100 * number))
    yield number
    room.link.finish(number)


async def shown(phone: Phone, state: str, ballot: int = 0) -> dict[str, Any]:
    """The seat's view once it is the one wanted: what the game shows takes a moment to arrive."""
    answer = await phone.join(known=-1)
    if (answer["view"]["state"], answer["view"]["ballot"]) == (state, ballot):
        return dict(answer["view"])
    while True:
        told = await phone.hear("view")
        if (told["state"], told["ballot"]) == (state, ballot):
            return told


def test_a_phone_joins_and_sees_what_the_room_sees(room: Room) -> None:
    async def go() -> None:
        room.link.show(waiting())
        async with client() as session, a_phone(room, session) as phone:
            told = await shown(phone, "wait")
            assert told["title"] == "Let Her Finish"
            assert told["promises"] == ["No names are asked for."]

    asyncio.run(go())


def test_a_vote_is_acknowledged_and_comes_to_the_game_under_a_seat_and_no_token(room: Room, ballot: int) -> None:
    async def go() -> None:
        async with client() as session, a_phone(room, session) as phone:
            await shown(phone, "vote", ballot)
            answer = await phone.vote("ask", ballot)
            assert answer == {"is": "took", "ballot": ballot, "option": "ask", "nth": 1}
            await room.until(lambda: bool(room.votes[ballot]))
            [(seat, option)] = room.votes[ballot].items()
            assert option == "ask"
            assert seat not in phone.token and phone.token not in seat

    asyncio.run(go())


def test_a_mind_can_be_changed_until_the_vote_is_closed_and_not_after(room: Room, ballot: int) -> None:
    async def go() -> None:
        async with client() as session, a_phone(room, session) as phone:
            await shown(phone, "vote", ballot)
            for option in ("ask", "break", PASS):
                assert (await phone.vote(option, ballot))["is"] == "took"
            assert list((await room.finish(ballot)).values()) == [PASS]
            assert (await phone.vote("ask", ballot))["why"] == "closed"

    asyncio.run(go())


def test_an_option_that_is_not_open_is_refused_in_words(room: Room, ballot: int) -> None:
    async def go() -> None:
        async with client() as session, a_phone(room, session) as phone:
            await shown(phone, "vote", ballot)
            answer = await phone.vote("note", ballot)
            assert (answer["is"], answer["why"]) == ("refused", "no-option")

    asyncio.run(go())


def test_a_phone_that_comes_late_is_where_the_room_is(room: Room, ballot: int) -> None:
    async def go() -> None:
        async with client() as session:
            async with a_phone(room, session) as first:
                await shown(first, "vote", ballot)
            async with a_phone(room, session) as late:
                assert (await shown(late, "vote", ballot))["ask"] == "What now?"

    asyncio.run(go())


def test_a_phone_that_drops_out_six_times_has_its_seat_and_its_vote_each_time(room: Room, ballot: int) -> None:
    async def go() -> None:
        token = ""
        async with client() as session:
            for again in range(7):
                async with a_phone(room, session, token) as phone:
                    await shown(phone, "vote", ballot)
                    answer = await phone.join()
                    assert answer["mine"] == ("ask" if again else None)
                    assert token in ("", phone.token)
                    token = phone.token
                    if not again:
                        await phone.vote("ask", ballot)
        assert list((await room.finish(ballot)).values()) == ["ask"]

    asyncio.run(go())


def test_a_phone_that_asks_whether_anybody_hears_it_is_answered_at_once(room: Room, ballot: int) -> None:
    async def go() -> None:
        async with client() as session, a_phone(room, session) as phone:
            mark = (await shown(phone, "vote", ballot))["mark"]
            assert (await phone.join(known=mark))["view"] is None

    asyncio.run(go())


def test_the_typed_code_lets_a_phone_in(room: Room) -> None:
    async def go() -> None:
        async with client() as session, a_phone(room, session, is_in=False) as phone:
            assert (await phone.join(room=None, code="AAAAA2"))["why"] == "code"
            assert (await phone.join(room=None, code=room.keys.code.lower()))["is"] == "seated"

    asyncio.run(go())


def test_a_phone_that_has_no_seat_cannot_vote(room: Room, ballot: int) -> None:
    async def go() -> None:
        async with client() as session, a_phone(room, session, is_in=False) as phone:
            assert (await phone.vote("ask", ballot))["why"] == "no-seat"
        assert await room.finish(ballot) == {}

    asyncio.run(go())


def post_headers(room: Room, token: str = "") -> dict[str, str]:
    made = {"Origin": room.origin, "Content-Type": "application/json"}
    return {**made, "Authorization": f"Bearer {token}"} if token else made


async def post(
    here: Room, session: aiohttp.ClientSession, path: str, bearer: str = "", **fields: Any
) -> dict[str, Any]:
    headers = post_headers(here, bearer)
    async with session.post(here.origin + path, data=json.dumps(fields), headers=headers) as answer:
        return dict(json.loads(await answer.text()))


def test_where_websockets_are_cut_off_a_phone_votes_by_a_stream_and_posts(room: Room, ballot: int) -> None:
    async def go() -> None:
        join = json.dumps({"say": "join", "room": room.keys.room})
        async with client() as session, session.post(
            f"{room.origin}/events", data=join, headers=post_headers(room)
        ) as stream:  # fmt: skip
            lines = stream.content
            told = json.loads((await lines.readline()).removeprefix(b"data: "))
            vote = {"say": "vote", "ballot": ballot, "option": "break", "nth": 1}
            while told.get("view", told)["ballot"] != ballot:
                await lines.readline()
                told = json.loads((await lines.readline()).removeprefix(b"data: "))
            token = told.get("token") or (await post(room, session, "/say", say="join", room=room.keys.room))["token"]
            assert (await post(room, session, "/say", token, **vote))["is"] == "took"
            assert list((await room.finish(ballot)).values()) == ["break"]
            room.link.show(revealing())
            await lines.readline()
            assert json.loads((await lines.readline()).removeprefix(b"data: "))["state"] == "reveal"

    asyncio.run(go())


def test_where_streams_are_held_back_too_a_phone_asks_again_and_again(room: Room) -> None:
    async def go() -> None:
        async with client() as session:
            seat = await post(room, session, "/say", say="join", room=room.keys.room)
            known = seat["view"]["mark"]
            asking = asyncio.create_task(post(room, session, "/wait", say="join", token=seat["token"], known=known))
            await asyncio.sleep(0.2)
            assert not asking.done()
            room.link.show(view("closed", 987_654))
            told = await asyncio.wait_for(asking, PATIENCE)
            assert (told["view"]["state"], told["token"]) == ("closed", seat["token"])

    asyncio.run(go())


def test_a_posted_vote_needs_the_token_of_a_seat(room: Room, ballot: int) -> None:
    async def go() -> None:
        async with client() as session:
            for token in ("", "x", room.keys.room, room.keys.code):
                told = await post(room, session, "/say", token, say="vote", ballot=ballot, option="ask", nth=1)
                assert told["why"] == "no-seat"
        assert await room.finish(ballot) == {}

    asyncio.run(go())


def test_the_game_hears_how_many_have_a_seat_and_how_many_are_connected() -> None:
    async def go(room: Room) -> None:
        async with client() as session:
            async with a_phone(room, session), a_phone(room, session):
                await room.until(lambda: Joined(2, 2) in room.events)
            await room.until(lambda: room.joined() == Joined(2, 0))

    with a_room() as room:
        asyncio.run(go(room))


def test_a_locked_door_keeps_new_phones_out_and_lets_the_others_back_in(room: Room) -> None:
    async def go() -> None:
        async with client() as session:
            async with a_phone(room, session) as phone:
                token = phone.token
            room.link.lock(True)
            await asyncio.sleep(0.2)
            async with a_phone(room, session, is_in=False) as late:
                assert (await late.join())["why"] == "locked"
            async with a_phone(room, session, token) as back:
                assert back.token == token

    try:
        asyncio.run(go())
    finally:
        room.link.lock(False)


async def vote_at_random(room: Room, session: aiohttp.ClientSession, ballot: int, chance: random.Random) -> str:
    """A phone that votes, changes its mind, drops out and comes back; what it was told last."""
    token, nth, taken = "", 0, ""
    for _ in range(chance.randint(1, 4)):
        async with a_phone(room, session, token) as phone:
            token, phone.nth = phone.token, nth
            for _ in range(chance.randint(0, 3)):
                option = chance.choice(["ask", "break", "something-else", PASS])
                if (await phone.vote(option, ballot))["is"] == "took":
                    taken = option
                if chance.random() < 0.3:  # the same vote once more, as after an answer that was lost
                    await phone.say(say="vote", ballot=ballot, option=option, nth=phone.nth)
                if chance.random() < 0.3 and phone.nth > 1:  # and a late one
                    await phone.say(say="vote", ballot=ballot, option="ask", nth=phone.nth - 1)
            nth = phone.nth
        await asyncio.sleep(chance.random() * 0.02)
    return taken


@pytest.mark.slow
@pytest.mark.parametrize("phones", [20, 300])
def test_no_vote_over_the_wire_is_lost_or_doubled_whatever_phones_do(phones: int) -> None:
    async def go(room: Room) -> None:
        room.link.show(voting(1))
        async with client() as session:
            async with a_phone(room, session) as first:
                await shown(first, "vote", 1)
            tasks = [vote_at_random(room, session, 1, random.Random(number)) for number in range(phones)]
            voting_ = asyncio.gather(*tasks)
            while not voting_.done():
                room.poll()
                await asyncio.sleep(0.01)
            taken = sorted(option for option in voting_.result() if option)
            assert sorted((await room.finish(1)).values()) == taken

    with a_room() as room:
        asyncio.run(go(room))


@pytest.mark.slow
def test_votes_come_in_batches_and_never_one_by_one_from_a_crowd() -> None:
    async def go(room: Room) -> None:
        room.link.show(voting(1))
        async with client() as session, AsyncExitStack() as stack:
            phones = [await stack.enter_async_context(a_phone(room, session)) for _ in range(60)]
            await shown(phones[0], "vote", 1)
            await asyncio.gather(*(phone.vote("ask") for phone in phones))
            assert len(await room.finish(1)) == 60
            assert len(room.batches) <= 6

    with a_room() as room:
        asyncio.run(go(room))


def test_before_the_reveal_no_count_is_in_any_byte_that_a_phone_is_sent(room: Room) -> None:
    ballot = next(numbers)

    async def go() -> list[str]:
        async with client() as session, AsyncExitStack() as stack:
            phones = [await stack.enter_async_context(a_phone(room, session)) for _ in range(13)]
            for state in (waiting(2), view("think", 3), voting(ballot, 4)):
                room.link.show(state)
            for phone in phones:
                await shown(phone, "vote", ballot)
                await phone.vote("ask", ballot)
            await room.finish(ballot)
            room.link.show(view("closed", 5))
            return [text for phone in phones for text in (*phone.heard, json.dumps(await shown(phone, "closed")))]

    heard = asyncio.run(go())

    assert len(heard) > 39
    allowed = {"ballot", "round", "mark", "nth"}
    for text in heard:
        counted = [name for name, value in pairs(json.loads(text)) if type(value) in (int, float)]
        assert set(counted) <= allowed
        named = {name for name, _ in pairs(json.loads(text))}
        assert not {"revealed", "voters", "count", "share", "leads", "joined"} & named


def test_before_the_reveal_no_count_is_in_any_byte_of_the_other_two_ways(room: Room) -> None:
    number = next(numbers)

    async def go() -> list[bytes]:
        room.link.show(waiting(6))
        told: list[bytes] = []
        headers = post_headers(room)
        async with client() as session:

            async def says(path: str, bearer: str = "", **fields: Any) -> bytes:
                data, own = json.dumps(fields), post_headers(room, bearer)
                async with session.post(room.origin + path, data=data, headers=own) as answer:
                    told.append(await answer.read())
                return told[-1]

            join = json.dumps({"say": "join", "room": room.keys.room})
            async with session.post(f"{room.origin}/events", data=join, headers=headers) as stream:
                room.link.show(voting(number, 7))
                seats = [json.loads(await says("/say", say="join", room=room.keys.room)) for _ in range(7)]
                for seat in seats:
                    vote = {"say": "vote", "ballot": number, "option": "ask", "nth": 1}
                    while b"took" not in await says("/say", seat["token"], **vote):
                        await asyncio.sleep(0.01)
                await room.finish(number)
                room.link.show(view("closed", 8))
                while b'"closed"' not in (line := await stream.content.readline()):
                    told.append(line.removeprefix(b"data: "))
                told.append(line.removeprefix(b"data: "))
            for seat in seats:
                await says("/wait", say="join", token=seat["token"], known=-1)
        return [each for each in told if each.strip()]

    heard = asyncio.run(go())

    assert len(heard) > 21
    for text in heard:
        counted = [name for name, value in pairs(json.loads(text)) if type(value) in (int, float)]
        assert set(counted) <= {"ballot", "round", "mark", "nth"}
        named = {name for name, _ in pairs(json.loads(text))}
        assert not {"revealed", "voters", "count", "share", "leads", "joined"} & named


def pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
        for inner in value.values():
            yield from pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pairs(inner)
