"""
A room full of phones: to join, from a vote to its acknowledgement, from a reveal to the last phone, memory, messages.

The server is the real one, started as the game starts it; all phones are in another process.  Beside it a server on the
same library that only answers is measured with the same phones in the same run.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measured import CannotMeasure, Judged, Measured, percentile, spread
from benchmarks.program import ROOT, alone
from game.core.ballot import SOMETHING_ELSE
from game.server.link import Event, Finished, Place, Serving, Votes, VotingLink
from game.server.seats import new_keys
from game.session.room_views import BarView, OptionView, RoundView, Shape, VoterView

OPTIONS = tuple(
    OptionView(name, letter, shape, do)
    for name, letter, shape, do in (
        ("ask", "A", Shape.TRIANGLE, "Say that you would like to hear how Priya wanted to end."),
        ("break", "B", Shape.CIRCLE, "Ask for a short break, and speak with Tom outside."),
        ("note", "C", Shape.SQUARE, "Write it down, and talk with Priya after the meeting."),
        (SOMETHING_ELSE, "D", Shape.DIAMOND, "Something else"),
    )
)
ASK = "Tom talks over Priya for the third time.  What now?"
JOIN_SECONDS = 3.0  # in which all scan the picture: nobody does so at the same instant
SECONDS = 2.0  # in which all vote
ROUNDS = 5
PATIENCE = 180.0
MEGABYTE = 1_000_000


class Bars(NamedTuple):
    """What is promised for a room of so many: milliseconds and megabytes, None where nothing is."""

    all_joined: float | None
    acknowledged: float
    revealed: float
    memory: float | None


ROOMS = {300: Bars(5_000, 50, 250, None), 2_000: Bars(None, 100, 1_000, 100)}


class Seen(NamedTuple):
    """One server with one crowd: milliseconds, megabytes (None where the system does not tell), messages a vote."""

    all_joined: float
    joined: list[float]
    acknowledged: list[list[float]]
    revealed: list[float]
    memory: float | None
    messages: float


def measure(quick: bool) -> Iterator[Measured]:
    """300 phones, then 2,000."""
    for count, bars in ROOMS.items():
        if quick and count > 300:
            return
        rounds = 1 if quick else ROUNDS
        with _floor() as server:
            floor = _seen(server, count, rounds)
        with _ours() as server:
            ours = _seen(server, count, rounds)
        yield from _rows(count, bars, ours, floor)


def _rows(count: int, bars: Bars, ours: Seen, floor: Seen) -> Iterator[Measured]:
    def row(what: str, unit: str, ours: float, floor: float | None, bar: float | None, **more: Any) -> Measured:
        judged = Judged.NOTHING if bar is None else Judged.OURS
        told = f"{count:,} phones: {what}"
        return Measured(what=told, unit=unit, ours=ours, floor=floor, judged=judged, bar=bar, **more)

    yield row("all have joined", "ms", ours.all_joined, floor.all_joined, bars.all_joined)
    if bars.all_joined is not None:  # a larger room is let in at the speed of its door
        yield row("to join, p99", "ms", percentile(ours.joined, 0.99), percentile(floor.joined, 0.99), 500)
    acknowledged = [percentile([each for one in seen for each in one], 0.99) for seen in (ours[2], floor[2])]
    noise = spread([percentile(one, 0.99) for one in floor.acknowledged])
    yield row("vote to acknowledgement, p99", "ms", *acknowledged, bars.acknowledged, runs=len(ours[2]), spread=noise)
    yield row("reveal to the last phone", "ms", max(ours.revealed), max(floor.revealed), bars.revealed,
              runs=len(ours.revealed), spread=spread(floor.revealed))  # fmt: skip
    most = (2 * count + 5 * SECONDS) / count
    yield row("messages for a vote", "", ours.messages, floor.messages, most)
    if ours.memory is not None:
        yield row("the server's memory", "MB", ours.memory, floor.memory, bars.memory)


def _seen(server: _Server, count: int, rounds: int) -> Seen:
    with _crowd() as crowd:
        crowd.say(do="join", port=server.port, room=server.room, count=count, seconds=JOIN_SECONDS)
        joined = crowd.hears(server)
        acknowledged, revealed, messages = [], [], 0.0
        for ballot in range(1, rounds + 1):
            server.opens(ballot)
            server.works(0.5)  # it has reached all phones
            crowd.say(do="vote", ballot=ballot, options=[option.id for option in OPTIONS], seconds=SECONDS)
            voted = crowd.hears(server)
            acknowledged.append(voted["each"])
            messages = max(messages, voted["messages"] / count)
            server.closes(ballot, count)
            crowd.say(do="watch")
            crowd.hears(server)
            began = time.monotonic()
            server.reveals(ballot)
            revealed.append((max(crowd.hears(server)["at"]) - began) * 1000)
        return Seen(joined["all"], joined["each"], acknowledged, revealed, _megabytes(server.process_id), messages)


class _Server:
    """A server that phones can join."""

    port = 0
    room = ""
    process_id = 0

    def opens(self, ballot: int) -> None:
        """A vote is open."""

    def closes(self, ballot: int, count: int) -> None:
        """So many have voted."""

    def reveals(self, ballot: int) -> None:
        """All phones are told something."""

    def take(self) -> None:
        """What is to be done now and then."""

    def works(self, seconds: float) -> None:
        """Goes on for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.take()
            time.sleep(0.02)


class _Ours(_Server):
    """The voting server, led as the game leads it."""

    def __init__(self) -> None:
        keys = new_keys()
        self.room = keys.room
        self._link = VotingLink(keys, Place())
        self._events: list[Event] = []
        self._votes: dict[int, dict[str, str]] = {}
        self._link.start()
        self._wait(lambda: self.port > 0)
        self.process_id = self._link.process_id or 0
        self._link.show(VoterView(step=0, state="wait", title="Let Her Finish"))

    def stop(self) -> None:
        """End it."""
        self._link.stop()

    def take(self) -> None:
        """Votes, as they come."""
        for event in self._link.poll():
            self._events.append(event)
            if isinstance(event, Serving):
                self.port = event.port
            if isinstance(event, Votes):
                self._votes.setdefault(event.ballot, {}).update(event.votes)

    def opens(self, ballot: int) -> None:
        """Show the vote."""
        self._show(2 * ballot, "vote", ballot=ballot)

    def closes(self, ballot: int, count: int) -> None:
        """Every vote has come, and once."""
        self._link.finish(ballot)
        self._wait(lambda: Finished(ballot) in self._events)
        have = len(self._votes.get(ballot, {}))
        if have != count:
            raise RuntimeError(f"{count} phones voted, and {have} votes came")

    def reveals(self, ballot: int) -> None:
        """Show the counts."""
        chosen = list(self._votes[ballot].values())
        counts = [chosen.count(option.id) for option in OPTIONS]
        bars = [
            BarView(option, count, count / len(chosen), leads=count == max(counts))
            for option, count in zip(OPTIONS, counts, strict=True)
        ]
        shown = RoundView(1, tuple(bars), len(chosen), 0, by_hands=False, by_phones=True)
        self._show(2 * ballot + 1, "reveal", revealed=(shown,))

    def _show(self, step: int, state: str, **changes: Any) -> None:
        view = VoterView(step=step, state=state, title="Let Her Finish", ask=ASK, options=OPTIONS, round=1, **changes)
        self._link.show(view)

    def _wait(self, claim: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not claim():
            if time.monotonic() > until:
                raise CannotMeasure("the voting server does not answer")
            self.works(0.02)


@contextmanager
def _ours() -> Iterator[_Server]:
    server = _Ours()
    try:
        yield server
    finally:
        server.stop()


class _Floor(_Server):
    """The server that only answers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self._process = process
        self.port = int(process.stdout.readline())
        self.process_id = process.pid

    def reveals(self, ballot: int) -> None:
        """As many bytes as ours sends."""
        assert self._process.stdin is not None
        self._process.stdin.write('{"is":"view","step":' + f'"{"x" * 1_000}"' + "}\n")
        self._process.stdin.flush()


@contextmanager
def _floor() -> Iterator[_Server]:
    with _python("benchmarks.phone_floor") as process:
        yield _Floor(process)


class _Crowd:
    """The phones' process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._heard: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._heard.put(line)
        self._heard.put("")

    def say(self, **fields: Any) -> None:
        """Tell it what to do."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(fields) + "\n")
        self._process.stdin.flush()

    def hears(self, server: _Server) -> dict[str, Any]:
        """Its next answer, while the server goes on."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            server.take()
            try:
                line = self._heard.get(timeout=0.02)
            except queue.Empty:
                continue
            if not line:
                break
            told: dict[str, Any] = json.loads(line)
            return told
        raise RuntimeError("the phones do not answer")


@contextmanager
def _crowd() -> Iterator[_Crowd]:
    with _python("benchmarks.phone_crowd") as process:
        yield _Crowd(process)


@contextmanager
def _python(module: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", module], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _megabytes(process: int) -> float | None:
    """The most memory that this process took, where the system tells."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    [line] = [line for line in told.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1_024 / MEGABYTE


if __name__ == "__main__":
    sys.exit(alone("phones", measure))
