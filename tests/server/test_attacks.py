"""What a voting server on a network must stand, each with the figure that it is held to."""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import aiohttp
import pytest

from game.server.protocol import view_fields
from game.server.seats import new_keys
from tests.server.raw import a_raw_phone
from tests.server.rooms import PATIENCE, Room, a_phone, a_room, ask, client, upgrade, voting, waiting

PATHS = ("/", "/page.css", "/reached", "/favicon.ico")


def foreign_origins(port: int) -> list[str]:
    own = f"127.0.0.1:{port}"
    return [
        "null", "http://evil.example", "https://evil.example", f"https://{own}", f"ws://{own}", f"http://{own}.evil.example",
        f"http://evil.example:{port}", f"http://{own}@evil.example", "http://127.0.0.1", f"http://127.0.0.1:{port + 1}",
        f"http://127.0.0.2:{port}", f"http://localhost:{port}", f"http://{own}/", f"http://{own} http://evil.example",
        f"http://[::1]:{port}", "file://", "chrome-extension://abcdef", f"http://2130706433:{port}",
        f"http://127.1:{port}", "", "http://", f"http://user@{own}",
    ]  # fmt: skip


def foreign_hosts(port: int) -> list[str]:
    return [
        "evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}", f"127.0.0.1.:{port}",
        f"localhost.:{port}", f"[::1]:{port}", f"127.0.0.2:{port}", f"0.0.0.0:{port}", f"2130706433:{port}",
        f"0x7f.1:{port}", f"127.1:{port}", f"user@127.0.0.1:{port}", f"127.0.0.1:{port}@evil.example",
        f"127.0.0.1:{port}.evil.example", f"127.0.0.1:0{port}", f"127.0.0.1:{port}:80", f"127.0.0.1:{port}/",
        f"127.0.0.1:{port},evil.example", f"[::ffff:127.0.0.1]:{port}", f"localtest.me:{port}", "",
    ]  # fmt: skip


def test_a_websocket_from_another_page_is_refused_before_it_is_one(room: Room) -> None:
    async def go() -> None:
        host = f"127.0.0.1:{room.port}"
        assert len(set(foreign_origins(room.port))) >= 20
        for origin in foreign_origins(room.port):
            status, _ = await ask(room, upgrade(host, f"Origin: {origin}"))
            assert status == 403, origin
        assert (await ask(room, upgrade(host)))[0] == 403
        twice = await ask(room, upgrade(host, f"Origin: {room.origin}", "Origin: http://evil.example"))
        assert twice[0] in (400, 403)

    asyncio.run(go())


def test_a_request_under_another_name_is_refused_for_pages_and_websockets(room: Room) -> None:
    async def go() -> None:
        for host in foreign_hosts(room.port):
            assert (await ask(room, f"GET / HTTP/1.1\nHost: {host}"))[0] == 421, host
            headers = f"Host: {host}\nOrigin: http://{host}\nContent-Type: application/json\nContent-Length: 2"
            assert (await ask(room, f"POST /say HTTP/1.1\n{headers}", b"{}"))[0] == 421, host
            assert (await ask(room, upgrade(host, f"Origin: http://{host}")))[0] == 421, host
        assert len(set(foreign_hosts(room.port))) >= 20
        own = f"Host: 127.0.0.1:{room.port}"
        assert (await ask(room, f"GET / HTTP/1.1\n{own}\nHost: evil.example"))[0] in (400, 421)
        assert (await ask(room, "GET / HTTP/1.1"))[0] in (400, 421)
        assert (await ask(room, f"GET http://evil.example/ HTTP/1.1\n{own}"))[0] in (400, 421)
        assert (await ask(room, f"GET / HTTP/1.1\n{own}"))[0] == 200

    asyncio.run(go())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ("Origin: OWN\nContent-Type: application/json\nSec-Fetch-Site: cross-site", 403),
        ("Origin: OWN\nContent-Type: application/json\nSec-Fetch-Site: same-origin", 200),
        ("Origin: http://evil.example\nContent-Type: application/json", 403),
        ("Content-Type: application/json", 403),
        ("Origin: OWN\nContent-Type: text/plain", 415),
        ("Origin: OWN\nContent-Type: application/x-www-form-urlencoded", 415),
        ("Origin: OWN", 415),
    ],
)
def test_a_form_on_another_page_cannot_vote(room: Room, headers: str, status: int) -> None:
    body = json.dumps({"say": "join", "room": room.keys.room}).encode()
    lines = f"POST /say HTTP/1.1\nHost: 127.0.0.1:{room.port}\nContent-Length: {len(body)}\n{headers}"

    assert asyncio.run(ask(room, lines.replace("OWN", room.origin), body))[0] == status


def test_there_are_no_cookies_and_every_answer_is_protected(room: Room) -> None:
    async def go() -> None:
        async with client() as session:
            for path in (*PATHS, "/nothing-here"):
                async with session.get(room.origin + path) as answer:
                    assert "Set-Cookie" not in answer.headers
                    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
                    assert "unsafe" not in answer.headers["Content-Security-Policy"]
                    assert answer.headers["X-Content-Type-Options"] == "nosniff"
                    assert "aiohttp" not in answer.headers["Server"]
            headers = {"Origin": room.origin, "Content-Type": "application/json"}
            said = json.dumps({"say": "join", "room": room.keys.room})
            for path in ("/say", "/events", "/nothing-here"):
                async with session.post(room.origin + path, data=said, headers=headers) as answer:
                    assert "Set-Cookie" not in answer.headers
                    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
            _, opened = await ask(room, upgrade(f"127.0.0.1:{room.port}", f"Origin: {room.origin}"), seconds=0.2)
            assert b" 101 " in opened and b"cookie" not in opened.lower()

    asyncio.run(go())


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "NONSENSE"])
def test_nothing_but_getting_and_posting_is_understood(room: Room, method: str) -> None:
    lines = f"{method} / HTTP/1.1\nHost: 127.0.0.1:{room.port}\nOrigin: {room.origin}"

    assert asyncio.run(ask(room, lines))[0] in (400, 405, 421)


@pytest.mark.parametrize("path", ["/../link.py", "/%2e%2e/link.py", "//page.js", "/page.js/", "/PAGE.JS", "/say"])
def test_only_the_pages_files_are_served(room: Room, path: str) -> None:
    assert asyncio.run(ask(room, f"GET {path} HTTP/1.1\nHost: 127.0.0.1:{room.port}"))[0] == 404


def test_too_long_headers_too_many_headers_and_too_long_bodies_are_refused(room: Room) -> None:
    async def go() -> None:
        own = f"Host: 127.0.0.1:{room.port}"
        assert (await ask(room, f"GET / HTTP/1.1\n{own}\nX-Long: {'x' * 16_384}"))[0] in (0, 400, 431)
        many = "\n".join(f"X-{n}: y" for n in range(2_000))
        assert (await ask(room, f"GET / HTTP/1.1\n{own}\n{many}"))[0] in (0, 400)
        for size, status in ((8_192, 200), (8_193, 431), (9_000, 431)):
            left = size - len(own) + len(": ") - 3 * len("X-1")  # of what is counted: names and values
            parts = (left // 3, left // 3, left - 2 * (left // 3))
            lines = "\n".join(f"X-{n}: {'y' * part}" for n, part in enumerate(parts))
            assert (await ask(room, f"GET / HTTP/1.1\n{own}\n{lines}"))[0] == status, size
        posts = f"POST /say HTTP/1.1\n{own}\nOrigin: {room.origin}\nContent-Type: application/json"
        for size, status in ((4_096, 400), (4_097, 413), (1_000_000, 413)):
            assert (await ask(room, f"{posts}\nContent-Length: {size}", b"x" * min(size, 30_000)))[0] == status
        chunks = b"1000\r\n" + b"x" * 4_096 + b"\r\n1\r\nx\r\n0\r\n\r\n"
        assert (await ask(room, f"{posts}\nTransfer-Encoding: chunked", chunks))[0] == 413

    asyncio.run(go())


def test_a_message_of_one_kilobyte_is_read(room: Room) -> None:
    async def go() -> None:
        async with a_raw_phone(room) as phone:
            phone.say(["x" * 1_024])
            assert (await phone.hear_until("refused") or {})["why"] == "unreadable"

    asyncio.run(go())


@pytest.mark.parametrize("size", [1_025, 100_000])
def test_a_frame_that_is_too_long_ends_the_connection(room: Room, size: int) -> None:
    async def go() -> int | None:
        async with client() as session, a_phone(room, session) as phone:
            await phone.channel.send_str("x" * size)
            while (message := await phone.channel.receive(PATIENCE)).type is aiohttp.WSMsgType.TEXT:
                pass
            return phone.channel.close_code if message.type is not aiohttp.WSMsgType.CLOSE else message.data

    assert asyncio.run(go()) == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


def test_a_flood_of_messages_ends_the_connection_after_the_tenth(room: Room) -> None:
    async def go() -> tuple[int, int | None]:
        async with client() as session, a_phone(room, session) as phone:
            await asyncio.sleep(1.1)  # joining was a message too
            for _ in range(40):
                await phone.channel.send_str('{"say":"nonsense"}')
            answers = 0
            while (message := await phone.channel.receive(PATIENCE)).type is aiohttp.WSMsgType.TEXT:
                answers += '"refused"' in message.data
            return answers, phone.channel.close_code

    answers, code = asyncio.run(go())
    assert answers <= 12
    assert code == aiohttp.WSCloseCode.POLICY_VIOLATION


def test_a_flood_of_empty_signals_ends_the_connection_too(room: Room) -> None:
    async def go() -> bool:
        async with client() as session, a_phone(room, session) as phone:
            with suppress(ConnectionError):
                for _ in range(1_000):
                    await phone.channel.ping(b"x" * 120)
            return (await phone.channel.receive(PATIENCE)).type is not aiohttp.WSMsgType.TEXT

    assert asyncio.run(go())


def test_a_flood_of_posted_votes_is_slowed(room: Room) -> None:
    async def go() -> int:
        own = {"Origin": room.origin, "Content-Type": "application/json"}
        async with client() as session:
            join = {"say": "join", "room": room.keys.room}
            async with session.post(f"{room.origin}/say", data=json.dumps(join), headers=own) as answer:
                token = json.loads(await answer.text())["token"]
            vote = json.dumps({"say": "vote", "ballot": 1, "option": "ask", "nth": 1})
            statuses = []
            for _ in range(40):
                headers = {**own, "Authorization": f"Bearer {token}"}
                async with session.post(f"{room.origin}/say", data=vote, headers=headers) as answer:
                    statuses.append(answer.status)
            return statuses.count(429)

    assert asyncio.run(go()) >= 20


def test_a_phone_that_types_wrong_codes_is_shown_out_after_five(room: Room) -> None:
    async def go() -> tuple[list[str], int | None]:
        async with client() as session, a_phone(room, session, is_in=False) as phone:
            told = [(await phone.join(room=None, code=f"WRNG2{letter}"))["why"] for letter in "ABCDE"]
            await phone.channel.receive(PATIENCE)
            return told, phone.channel.close_code

    told, code = asyncio.run(go())
    assert told == ["code"] * 5
    assert code == aiohttp.WSCloseCode.POLICY_VIOLATION


def role_and_verb_messages() -> Iterator[str]:
    """Ten thousand ways to ask to be the facilitator."""
    roles = ["admin", "host", "facilitator", "presenter", "manager", "root", "game", "server", "moderator", "owner"]
    verbs = [
        "open_vote", "close_vote", "reveal", "talk", "adopt", "lock", "unlock", "stop", "serve", "show",
        "finish", "took", "kick", "ban", "reset", "next", "go_back", "begin", "set_headcount", "set_tie_rule",
        "agree", "type_hands", "undo_hands", "show_road", "ask_why", "results", "votes", "seats", "eval",
        "shutdown",
    ]  # fmt: skip
    names = ["say", "do", "is", "role", "type", "event", "action", "cmd"]
    vote = {"ballot": 1, "option": "ask", "nth": 1}
    extras: list[dict[str, object]] = [{}, {"room": "x"}, {"token": "x"}, dict(vote), {"locked": False}]
    for role, verb, name, extra in itertools.product(roles, verbs, names, extras):
        hidden: dict[str, object] = {"say": "vote", "role": verb, **extra}
        yield json.dumps(hidden if name == "role" else {name: verb, "role": role, **extra})


@pytest.mark.slow
def test_none_of_ten_thousand_ways_to_be_the_facilitator_does_anything() -> None:
    some, at_once = 9, 16  # a phone may say ten things a second, and joining is one of them

    async def go(room: Room) -> None:
        messages = list(role_and_verb_messages())
        assert len(set(messages)) >= 10_000
        room.link.show(voting(1))
        may = asyncio.Semaphore(at_once)

        async def claims(said: list[str]) -> None:
            async with may, a_raw_phone(room) as phone:
                phone.say(said)
                for _ in said:
                    assert (await phone.hear_until("refused") or {})["why"] == "unreadable"

        await asyncio.gather(*(claims(messages[at : at + some]) for at in range(0, len(messages), some)))
        async with a_raw_phone(room) as phone:
            await phone.sees("vote")
        assert await room.finish(1) == {}

    with a_room() as room:
        asyncio.run(go(room))


def test_no_log_holds_a_token_a_vote_a_code_or_an_address() -> None:
    keys = new_keys()
    serve = {"do": "serve", "secret": keys.secret.hex(), "code": keys.code, "room": keys.room, "port": 0}
    serve["view"] = view_fields(waiting())

    async def go(room: Room, process: subprocess.Popen[bytes]) -> str:
        assert process.stdin is not None
        async with client() as session:
            async with a_phone(room, session) as phone:
                show = {"do": "show", "view": view_fields(voting(1))}
                process.stdin.write(json.dumps(show).encode() + b"\n{broken\n" + b'{"do":"nonsense"}\n')
                process.stdin.flush()
                await phone.hear("view")
                await phone.vote("ask")
                await phone.channel.send_str('{"token":"' + phone.token + '","say":"<ask>"}')
            headers = {"Authorization": f"Bearer {phone.token}", "Origin": room.origin}
            async with session.post(f"{room.origin}/say?token={phone.token}", data=b"\xff", headers=headers):
                pass
        for lines in ("GET / HTTP/9.9", f"GET /{phone.token}\x00 HTTP/1.1", f"Authorization: {phone.token}"):
            await ask(room, lines, seconds=1.0)
        return phone.token

    with subprocess.Popen(
        [sys.executable, "-m", "game.server.voting_server"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(json.dumps(serve).encode() + b"\n")
        process.stdin.flush()
        room = Room(keys, None)  # type: ignore[arg-type]
        room.port = json.loads(process.stdout.readline())["port"]
        token = asyncio.run(go(room, process))
        process.stdin.close()
        out, log = process.stdout.read().decode(), process.stderr.read().decode()

    assert log == ""
    told = [line for line in out.splitlines() if '"is":"votes"' not in line]
    assert any('"is":"problem"' in line for line in told)
    for secret in (token, keys.code, keys.room, "127.0.0.1", '"ask"', "nonsense"):
        assert secret not in "\n".join(told)
    assert token not in out


def test_who_waits_is_told_in_words_what_to_do(room: Room) -> None:
    async def go() -> None:
        room.link.show(waiting())
        async with client() as session, a_phone(room, session) as phone:
            await phone.channel.send_str("]")
            assert (await phone.hear("refused"))["says"].endswith("Load the page again.")

    asyncio.run(go())
