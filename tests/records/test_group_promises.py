"""
What a group was promised, held against every byte on the disk: of the whole program, with its windows, its voting
server and phones; while a vote is open, after it was killed, and when all is over.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.core.disclosure import KeptTally, beside
from game.records.commands import decode
from game.records.group_journal import VOTE_AGAIN
from game.records.journal import parse
from game.server.seats import Keys, seat_of
from game.session import messages as m
from game.session.phases import Phase
from tests.records.conftest import Home
from tests.records.rooms import KEYS, PATH, Rooms, to_the_vote, votes
from tests.room import commands, does, play_path, read_to, vote

ROOT = Path(__file__).parents[2]
STORY = "half-a-second-behind"
TIME = re.compile(rb"\d\d:\d\d:\d\d|T\d\d:\d\d")


@pytest.fixture
def rooms(home: Home) -> Iterator[Rooms]:
    one = Rooms(home)
    yield one
    one.finishes()


def counted(file: Path) -> list[KeptTally]:
    """What a file tells of each vote, undone ones included."""
    found = (decode(entry) for entry in parse(file.read_bytes()).entries if entry[0] == "counted")
    return [command.kept for command in found if isinstance(command, m.CloseVote) and command.kept]


# --- the whole program -------------------------------------------------------------------------------------------


class Program:
    """A facilitator's program that runs, with its keys."""

    def __init__(self, base: Path, invented: int = 0) -> None:
        self.base = base
        home = {name: str(base / name) for name in ("HOME", "TMPDIR", "UPSTANDER_HOME")}
        for folder in home.values():
            Path(folder).mkdir(exist_ok=True)
        quiet = {"SDL_VIDEODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
        self._said = (base / f"said-{len(list(base.glob('said-*')))}.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.records.hosted", STORY, str(invented)],
            cwd=ROOT, env={**os.environ, **home, **quiet}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self._said, text=True,
        )
        self.state: dict[str, Any] = {}
        self._hear()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        self.state = json.loads(self._process.stdout.readline())

    def press(self, *keys: str) -> None:
        assert self._process.stdin is not None
        for key in keys:
            self._process.stdin.write(f"{key}\n")
            self._process.stdin.flush()
            self._hear()

    def until(self, claim: Callable[[dict[str, Any]], object], key: str = "") -> None:
        for _ in range(200):
            if claim(self.state):
                return
            self.press(key)
        raise AssertionError(self.state)

    def comes_to(self, phase: Phase) -> None:
        self.until(lambda state: state["phase"] == phase.value, "space")

    def ends(self, *, killed: bool = False) -> None:
        if killed:
            self._process.kill()
        self._process.communicate(timeout=20)
        self._said.close()


class Phone:
    """A phone as the page makes it one."""

    def __init__(self) -> None:
        self.token: str | None = None
        self._nth = 0

    async def joins(self, client: aiohttp.ClientSession, keys: dict[str, Any]) -> None:
        place = f"http://127.0.0.1:{keys['port']}"
        self._channel = await client.ws_connect(f"{place}/channel", origin=place)
        answer = await self._says(say="join", token=self.token, room=keys["room"])
        assert answer["is"] == "seated"
        self.token = answer["token"]

    async def votes(self, ballot: int, option: str) -> None:
        self._nth += 1
        answer = await self._says(say="vote", ballot=ballot, option=option, nth=self._nth)
        assert answer["is"] == "took"

    async def _says(self, **fields: Any) -> dict[str, Any]:
        await self._channel.send_str(json.dumps(fields))
        while True:
            message: dict[str, Any] = json.loads(await self._channel.receive_str(timeout=10))
            if message["is"] in ("seated", "took", "refused"):
                return message


def every_byte(base: Path) -> dict[str, bytes]:
    """Each file with all that is in it, PDF streams unpacked; pictures and stories of the program's own left out."""
    found = {}
    for path in base.rglob("*"):
        if path.is_file() and "cache" not in path.relative_to(base).parts:
            written = path.read_bytes()
            for packed in re.findall(rb"stream\r?\n(.*?)endstream", written, re.DOTALL):
                try:
                    written += zlib.decompress(packed)
                except zlib.error:
                    continue
            found[str(path.relative_to(base))] = written
    return found


def holds_nothing_of_anybody(base: Path, phones: list[Phone], keys: dict[str, Any]) -> None:
    """No seat, token, address or time in any file; the room's own key in its own file alone."""
    sealed = Keys(bytes.fromhex(keys["secret"]), keys["code"], keys["room"])
    tokens = [phone.token for phone in phones if phone.token]
    seats = [seat_of(sealed, token) for token in tokens]
    assert len(tokens) == len(phones) and all(seats)
    for name, written in every_byte(base).items():
        for secret in (*tokens, *map(str, seats)):
            assert secret.encode() not in written and secret.rstrip("=").encode() not in written, name
        assert b"127.0.0.1" not in written and b"192.168." not in written, name
        assert not TIME.search(written), name
        if not name.endswith(".keys"):
            for own in (keys["secret"], keys["code"], keys["room"]):
                assert own.encode() not in written, name


@pytest.mark.slow
def test_of_a_whole_session_with_phones_and_two_kills_nothing_of_anybody_is_on_the_disk(tmp_path: Path) -> None:
    asyncio.run(asyncio.wait_for(lead(tmp_path), 120))


async def lead(base: Path) -> None:
    sessions = base / "UPSTANDER_HOME" / "records" / "sessions"
    phones = [Phone() for _ in range(13)]

    async def come(program: Program, client: aiohttp.ClientSession) -> dict[str, Any]:
        program.until(lambda state: state["port"])
        [path] = sessions.glob("*.keys")
        keys: dict[str, Any] = json.loads(path.read_text())
        for phone in phones:
            await phone.joins(client, keys)
        return keys

    async def cast(program: Program, *counts: int) -> None:
        options = [at for at, count in enumerate(counts) for _ in range(count)]
        for phone, at in zip(phones, options, strict=False):
            await phone.votes(program.state["ballot"], program.state["options"][at])
        program.until(lambda state: state["voted"] == len(options))

    async with aiohttp.ClientSession() as client:
        first = Program(base)
        first.press("space")
        keys = await come(first, client)
        first.comes_to(Phase.VOTE)
        await cast(first, 7, 5)
        first.press("d", "3", "return")
        holds_nothing_of_anybody(base, phones, keys)
        first.ends(killed=True)
        holds_nothing_of_anybody(base, phones, keys)

        second = Program(base)
        second.press("return")  # it asks whether the session goes on
        assert second.state["phase"] == "vote" and second.state["voted"] == 0
        assert second.state["message"] == VOTE_AGAIN
        assert await come(second, client) == keys
        await cast(second, 7, 5)
        second.press("space")
        second.comes_to(Phase.TALK)
        [journal] = sessions.glob("*.session")
        assert [told.voters for told in counted(journal)] == [12]
        second.ends(killed=True)
        holds_nothing_of_anybody(base, phones, keys)

        third = Program(base)
        third.press("return")
        await come(third, client)
        third.comes_to(Phase.VOTE)
        await cast(third, 8, 5)
        third.comes_to(Phase.COMPARE)
        assert [told.voters for told in counted(journal)] == [None, 13]  # or the thirteenth could be told apart
        third.press("space", "return")
        for _ in range(200):
            if third.state["phase"] == Phase.DEBRIEF.value:
                break
            third.press(*(("a", "return") if third.state["phase"] == Phase.THINK.value else ("space",)))
        third.press("y", "text Whoever found it speaks first.", "return", "text In four weeks", "return", "x", "return")
        assert third.state["phase"] == Phase.CLOSED.value
        folder = base / "UPSTANDER_HOME" / "exports"
        assert third.state["told"][0] == f"Saved in {folder}:"
        assert len(list(folder.iterdir())) == 4
        third.press("space")
        third.ends()

    assert list(sessions.glob("*.keys")) == []
    holds_nothing_of_anybody(base, phones, keys)
    files = every_byte(base)
    [summed_up] = [written for name, written in files.items() if name.endswith(".session")]
    assert summed_up.count(b"\n") == 2
    for name, written in files.items():
        if name.endswith((".session", ".json")):
            told = [int(number) for number in re.findall(rb'"(?:count|voters)":\s*(\d+)', written)]
            assert told and min(told) >= 5, name
        if name.endswith(".log"):
            assert written == b"", name


@pytest.mark.slow
def test_a_whole_rehearsal_leaves_nothing_but_pictures(tmp_path: Path) -> None:
    program = Program(tmp_path, invented=30)
    program.comes_to(Phase.VOTE)
    program.until(lambda state: state["voted"] >= 5)
    program.ends(killed=True)

    assert {name: written for name, written in every_byte(tmp_path).items() if written} == {}


# --- times ---------------------------------------------------------------------------------------------------------


def marks(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Of each file and folder: when it was written and changed, and how long it is."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        told = path.stat()
        found[str(path)] = (told.st_mtime_ns, told.st_ctime_ns, told.st_size)
    return found


def test_no_vote_and_no_hand_leaves_a_mark_on_any_file_not_even_that_it_was_touched(rooms: Rooms) -> None:
    play = rooms.opens()
    play.keep_keys(KEYS)
    to_the_vote(play)
    before = marks(rooms.home.folder)

    for late in range(12):
        votes(play, late=late, ask=1)
    votes(play, late=3, wait=1)  # a change of mind
    does(play.session, m.TypeHands("wait", 3), m.UndoHands(), m.TypeHands("ask", 6), handle=play.handle)
    play.view(joined=12, minutes_used=20)

    assert marks(rooms.home.folder) == before


def test_votes_cast_in_another_order_leave_the_same_bytes(tmp_path: Path) -> None:
    written = set()
    for turn in range(3):
        rooms = Rooms(Home(tmp_path / str(turn)))
        play = rooms.opens()
        to_the_vote(play)
        ballot = play.session.position.room.ballot.number  # type: ignore[union-attr]
        all_votes = [(f"seat-{at}", "ask" if at % 2 else "wait") for at in range(14)]
        for seat, option in all_votes[turn * 5 :] + all_votes[: turn * 5]:
            does(play.session, m.CastVote(ballot, ((seat, option),)), handle=play.handle)
        does(play.session, m.CloseVote(), handle=play.handle)
        rooms.finishes()
        written.add(rooms.file.read_bytes())

    assert len(written) == 1


# --- what a program leaves that was stopped ------------------------------------------------------------------------


def test_a_later_count_that_was_being_written_when_the_program_was_killed_does_not_stay_beside_the_earlier(
    rooms: Rooms,
) -> None:
    play = rooms.opens()
    to_the_vote(play)
    votes(play, ask=12, wait=7, interrupt=6)
    does(play.session, m.CloseVote(), m.Talk(), m.OpenVote(), handle=play.handle)
    earlier = rooms.file.read_bytes()
    votes(play, ask=13, wait=7, interrupt=6)
    does(play.session, m.CloseVote(), handle=play.handle)
    later = rooms.file.read_bytes()
    rooms.finishes()
    # As it is when the later one was written whole and had not yet taken the place of the earlier.
    rooms.file.write_bytes(earlier)
    half_way = rooms.file.with_name(f"{rooms.file.name}.4711.new")
    half_way.write_bytes(later)

    play = rooms.opens()

    assert play.session.phase is Phase.VOTE
    assert not half_way.exists()
    assert [told.voters for told in counted(rooms.file)] == [25]


def test_what_a_killed_program_left_of_another_session_goes_when_the_next_begins(rooms: Rooms) -> None:
    to_the_vote(rooms.opens())
    rooms.finishes()
    left, being_written = (rooms.file.with_name(f"{rooms.file.name}.{number}.new") for number in (4711, 4712))
    left.write_bytes(b"{}")
    being_written.write_bytes(b"{}")
    os.utime(left, (0, 0))

    play = rooms.opens(fresh=True)
    does(play.session, m.Begin(), handle=play.handle)

    assert not left.exists()
    assert being_written.exists()


# --- no differencing -------------------------------------------------------------------------------------------------


@given(walk=st.lists(st.integers(0, 9_999), min_size=20, max_size=90), stops=st.sets(st.integers(0, 90), max_size=4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_often_a_room_votes_goes_back_and_is_killed_no_two_counts_of_a_decision_tell_who_moved(
    tmp_path_factory: pytest.TempPathFactory, walk: list[int], stops: set[int]
) -> None:
    rooms = Rooms(Home(tmp_path_factory.mktemp("home")))
    play = rooms.opens()
    for number, command in enumerate(commands(play.session, walk)):
        play.handle(command)
        if play.session.phase is Phase.CLOSED:
            break
        if number in stops and play.session.phase is not Phase.BRIEFING:
            play = rooms.opens()
        if rooms.files:
            told = counted(rooms.file)
            for at, later in enumerate(told):
                for earlier in told[:at]:
                    assert earlier.scene != later.scene or beside(earlier, later) == earlier
    rooms.finishes()


def test_what_was_gone_back_from_is_in_no_file_of_a_session_that_is_over(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    votes(play, ask=12, wait=8)
    does(play.session, m.CloseVote(), m.Adopt("wait"), handle=play.handle)
    read_to(play.session, Phase.THINK, handle=play.handle)
    vote(play.session, play.handle, let_be=9, own_up=8)
    does(play.session, m.SetHeadcount(21), m.GoBack("call"), handle=play.handle)
    play_path(play.session, PATH, handle=play.handle)
    for said in ("Anna keeps the minutes.", "Whoever found it speaks first."):
        does(play.session, m.Agree(said, "in May"), handle=play.handle)
    first = next(road for road in play.view().facilitator.roads if road.others)
    does(play.session, m.ShowRoad(first.scene, first.others[0].id), handle=play.handle)
    read_to(play.session, Phase.DEBRIEF, handle=play.handle)
    does(play.session, m.Close(), handle=play.handle)
    written = rooms.file.read_bytes()

    for gone in (b'"road"', b'"heads"', b'"back"', b"Anna", b'"voters":20', b'"voters":17', b'"count":9', b'"count":8'):
        assert gone not in written
    assert b"Whoever found it speaks first." in written


def test_of_a_session_of_four_people_the_path_is_kept_and_nothing_of_how_they_voted(rooms: Rooms) -> None:
    play = rooms.opens()
    for choice in PATH:
        read_to(play.session, Phase.THINK, handle=play.handle)
        vote(play.session, play.handle, **{choice.replace("-", "_"): 4})
        does(play.session, m.Adopt(choice), handle=play.handle)
    read_to(play.session, Phase.DEBRIEF, handle=play.handle)
    does(play.session, m.Close(), handle=play.handle)

    assert [stage.choice for stage in play.run().path] == list(PATH)
    for stage in play.run().path:
        assert stage.how == "not-kept"
        for held in stage.rounds:
            assert held.voters is None and held.led == () and not (held.by_hands or held.by_phones or held.in_bands)
            assert all(option.count is None for option in held.options)
