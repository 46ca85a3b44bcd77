"""What a voting server on a network must stand, each with the figure that it is held to."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import aiohttp
import pytest

from game.server.connections import MOST_UNFINISHED
from game.server.flat_json import MOST_BODY
from game.server.protocol import MOST_FRAME, view_fields
from game.server.seats import new_keys
from game.session.room_views import OptionView, Shape
from tests.server.rooms import PATIENCE, Room, a_phone, a_room, ask, client, upgrade, voting, waiting

PATHS = ("/", "/page.js", "/reached")


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
            status, _ = await ask(room, f"GET / HTTP/1.1\nHost: {host}")
            assert status in (400, 421), host
            status, _ = await ask(room, upgrade(host, f"Origin: http://{host}"))
            assert status in (400, 421), host
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
        nine = "\n".join(f"X-{n}: {'y' * 1_000}" for n in range(9))
        assert (await ask(room, f"GET / HTTP/1.1\n{own}\n{nine}"))[0] == 431
        posts = f"POST /say HTTP/1.1\n{own}\nOrigin: {room.origin}\nContent-Type: application/json"
        for size in (MOST_BODY + 1, 1_000_000):
            assert (await ask(room, f"{posts}\nContent-Length: {size}", b"x" * min(size, 30_000)))[0] == 413
        chunks = b"1000\r\n" + b"x" * 4_096 + b"\r\n1\r\nx\r\n0\r\n\r\n"
        assert (await ask(room, f"{posts}\nTransfer-Encoding: chunked", chunks))[0] == 413

    asyncio.run(go())


@pytest.mark.parametrize("size", [MOST_FRAME + 1, 100_000])
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
    async def go(room: Room) -> None:
        messages = list(role_and_verb_messages())
        assert len(messages) >= 10_000
        room.link.show(voting(1))
        async with client() as session, asyncio.TaskGroup() as group:
            tokens: asyncio.Queue[str] = asyncio.Queue()
            for _ in range(16):  # as many at once
                tokens.put_nowait("")

            async def say(some: list[str]) -> None:
                token = await tokens.get()
                async with a_phone(room, session, token) as phone:
                    for message in some:
                        await phone.channel.send_str(message)
                    for _ in some:
                        assert (await phone.hear("seated", "took", "refused"))["why"] == "unreadable"
                tokens.put_nowait(phone.token)

            for start in range(0, len(messages), 8):
                group.create_task(say(messages[start : start + 8]))
        async with client() as session, a_phone(room, session) as phone:
            assert (await phone.join(known=-1))["view"]["state"] == "vote"
        assert await room.finish(1) == {}

    with a_room() as room:
        asyncio.run(go(room))


PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "javascript:alert(1)",
    "{{7*7}}", "${7*7}", "</title><script>", "<!--", "]]>", "&lt;script&gt;", "\u202egnp.exe", "a\u200bb\u200cc\u200dd",
    "e" + "\u0301" * 10_000, "\ufeff", "\u2028\u2029", "\\u003cscript\\u003e", "' OR 1=1 --", "=1+1", "+1", "-1",
    "@SUM(A1)", "\tx", "%3Cscript%3E", "data:text/html,<script>", "<iframe srcdoc='x'>", "<a href='//evil.example'>",
    "`${alert(1)}`", "\u0600\u0601", "🏳️‍🌈" * 50, "<style>*{display:none}</style>",
]  # fmt: skip


def test_whatever_a_story_says_comes_to_phones_as_the_same_text_in_json(room: Room) -> None:
    async def go() -> None:
        assert len(PAYLOADS) == 30
        async with client() as session, a_phone(room, session) as phone:
            for step, payload in enumerate(PAYLOADS, 1_000):
                option = OptionView("ask", "A", Shape.CIRCLE, payload)
                room.link.show(voting(99, step, ask=payload, options=(option,)))
                while (told := await phone.hear("view"))["ask"] != payload:
                    pass
                assert told["options"][0]["do"] == payload
                assert "\n" not in phone.heard[-1]  # a line of a stream ends where it ends

    asyncio.run(go())


@pytest.mark.slow
def test_slow_askers_do_not_hold_up_an_honest_vote() -> None:
    async def go(room: Room) -> list[float]:
        room.link.show(voting(1))
        slow = []
        for _ in range(MOST_UNFINISHED + 40):
            _, writer = await asyncio.open_connection("127.0.0.1", room.port)
            writer.write(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nX-Slow: ".encode())
            slow.append(writer)
        times = []
        async with client() as session, a_phone(room, session) as phone:
            for number in range(50):
                began = time.perf_counter()
                await phone.vote(("ask", "break")[number % 2])
                times.append(time.perf_counter() - began)
                await asyncio.sleep(0.1 if number > 8 else 0)
                if number == 12:
                    break
        for writer in slow:
            writer.close()
        return times

    with a_room() as room:
        times = asyncio.run(go(room))
    assert statistics.median(times) <= 0.1


@pytest.mark.slow
def test_two_hundred_slow_askers_are_all_cut_off_within_the_deadline() -> None:
    async def drip(room: Room, start: float) -> float:
        reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
        writer.write(f"POST /say HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nX-Slow: ".encode())
        with suppress(ConnectionError):
            while time.monotonic() - start < 20:
                try:
                    async with asyncio.timeout(2.0):
                        if not await reader.read(100):
                            break
                except TimeoutError:
                    writer.write(b"y")
        writer.close()
        return time.monotonic() - start

    async def go(room: Room) -> list[float]:
        start = time.monotonic()
        return await asyncio.gather(*(drip(room, start) for _ in range(200)))

    with a_room() as room:
        assert max(asyncio.run(go(room))) < 13.0


@pytest.mark.slow
def test_a_websocket_that_never_says_whose_it_is_is_cut_off_within_the_deadline() -> None:
    async def go(room: Room) -> float:
        async with client() as session, a_phone(room, session, is_in=False) as phone:
            began = time.monotonic()
            await phone.channel.receive(20)
            return time.monotonic() - began

    with a_room() as room:
        assert asyncio.run(go(room)) < 12.0


@pytest.mark.slow
def test_a_phone_that_never_reads_is_cut_off_and_the_others_are_served() -> None:
    async def go(room: Room) -> None:
        lazy = socket.socket()
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
        lazy.connect(("127.0.0.1", room.port))
        _, writer = await asyncio.open_connection(sock=lazy, limit=1)
        writer.write(
            (upgrade(f"127.0.0.1:{room.port}", f"Origin: {room.origin}").replace("\n", "\r\n") + "\r\n\r\n").encode()
        )
        join = json.dumps({"say": "join", "room": room.keys.room}).encode()
        writer.write(bytes([0x81, 0x80 | len(join), 0, 0, 0, 0]) + join)
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        async with client() as session, a_phone(room, session) as honest:
            await room.until(lambda: room.joined().connected == 2)
            for step in range(2, 400):
                room.link.show(voting(1, step, ask="x" * 9_000))
                await asyncio.sleep(0.03)
                if step % 10 == 0:
                    assert (await honest.join())["is"] == "seated"
                if room.poll() and room.joined().connected == 1:
                    break
            await room.until(lambda: room.joined().connected == 1)
        writer.transport.abort()

    with a_room() as room:
        asyncio.run(go(room))


def test_no_log_holds_a_token_a_vote_a_code_or_an_address() -> None:
    keys = new_keys()
    serve = {"do": "serve", "secret": keys.secret.hex(), "code": keys.code, "room": keys.room, "port": 0}

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
