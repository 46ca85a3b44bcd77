"""
A room full of phones: to join, from a vote to its acknowledgement, from a reveal to the last phone, memory, messages.

The server is the real one, started as the game starts it; all phones are in another process.  Beside it a server on the
same library that only answers has as many phones of its own, and the two are measured in turns.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.led import PATIENCE, Led, led
from benchmarks.measured import CannotMeasure, Judged, Measured, percentile, spread
from benchmarks.program import alone
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
REST = 0.3  # seconds between what is shown and the first vote: nobody has read it sooner
ROUNDS = 5
MEGABYTE = 1_000_000
KILOBYTE = 1_024
LONGEST_PAGE = 30.0  # kilobytes of all that a phone loads
_LOADED = re.compile(rb'(?:src|href)="(/?[\w.-]+)"')


class Bars(NamedTuple):
    """What is promised for a room of so many: milliseconds and megabytes, None where nothing is."""

    all_joined: float | None
    acknowledged: float
    revealed: float
    memory: float | None


ROOMS = {300: Bars(5_000, 50, 250, None), 2_000: Bars(None, 100, 1_000, 100)}


class _Hall:
    """One server with its own crowd, and what is seen there: milliseconds, and seconds of the server's processor."""

    def __init__(self, server: _Server, crowd: Led, count: int) -> None:
        self.server, self.count = server, count
        self._crowd = crowd
        self.acknowledged: list[float] = []  # p99 of each round
        self.revealed: list[float] = []  # the last phone of each round
        self.worked: list[float] = []  # in each round
        self.waited: list[float] = []  # milliseconds for a processor that others used, in each round
        self.messages = 0.0  # for a vote, in the worst round
        self.all_joined, self.joined = 0.0, list[float]()

    def fills(self) -> None:
        """All phones join."""
        told = self._asks(do="join", port=self.server.port, room=self.server.room, count=self.count,
                          seconds=JOIN_SECONDS)  # fmt: skip
        self.all_joined, self.joined = told["all"], told["each"]

    def votes(self, ballot: int) -> None:
        """Each phone is shown the vote, and votes; each is shown what came of it."""
        self._shown(lambda: self.server.opens(ballot))
        self.server.works(REST)
        worked, waited = _worked(self.server.process_id), _waited(self.server.process_id)
        voted = self._asks(do="vote", ballot=ballot, options=[option.id for option in OPTIONS], seconds=SECONDS)
        self.worked.append(_worked(self.server.process_id) - worked)
        self.waited.append(_waited(self.server.process_id) - waited)
        self.acknowledged.append(percentile(voted["each"], 0.99))
        self.messages = max(self.messages, voted["messages"] / self.count)
        self.server.closes(ballot, self.count)
        self.revealed.append(self._shown(lambda: self.server.reveals(ballot)))

    def _shown(self, show: Callable[[], None]) -> float:
        """Milliseconds from showing something until the last phone has it."""
        self._asks(do="watch")
        began = time.monotonic()
        show()
        last: float = max(self._crowd.hears(self.server.take)["at"])
        return (last - began) * 1000

    def _asks(self, **fields: Any) -> Any:
        self._crowd.say(**fields)
        return self._crowd.hears(self.server.take)


def measure(quick: bool) -> Iterator[Measured]:
    """300 phones, then 2,000."""
    with _ours() as server:
        size = sum(len(body) for body in _page(server.port))
    yield Measured(what="all that a phone loads", unit="KB", ours=size / KILOBYTE, judged=Judged.OURS, bar=LONGEST_PAGE)
    for count, bars in ROOMS.items():
        if quick and count > 300:
            return
        with ExitStack() as stack:
            ours, floor = (
                _Hall(stack.enter_context(server()), stack.enter_context(led("benchmarks.phone_crowd")), count)
                for server in (_ours, _floor)
            )
            for hall in (floor, ours):
                hall.fills()
            for ballot in range(1, 2 if quick else ROUNDS + 1):
                for hall in (floor, ours) if ballot % 2 else (ours, floor):
                    hall.votes(ballot)
            yield from _rows(count, bars, ours, floor)


def _rows(count: int, bars: Bars, ours: _Hall, floor: _Hall) -> Iterator[Measured]:
    def row(what: str, unit: str, ours: float, floor: float | None, bar: float | None, **more: Any) -> Measured:
        judged = Judged.NOTHING if bar is None else Judged.OURS
        told = f"{count:,} phones: {what}"
        return Measured(what=told, unit=unit, ours=ours, floor=floor, judged=judged, bar=bar, **more)

    def rounds(ours: Sequence[float], floor: Sequence[float]) -> dict[str, Any]:
        return {
            "ours": statistics.median(ours), "floor": statistics.median(floor), "runs": len(ours),
            "spread": spread(floor),
        }  # fmt: skip

    yield row("all have joined", "ms", ours.all_joined, floor.all_joined, bars.all_joined)
    if bars.all_joined is not None:  # a larger room is let in at the speed of its door
        yield row("to join, p99", "ms", percentile(ours.joined, 0.99), percentile(floor.joined, 0.99), 500)
    yield row("vote to acknowledgement, p99", "ms", **rounds(ours.acknowledged, floor.acknowledged),
              bar=bars.acknowledged)  # fmt: skip
    yield row("reveal to the last phone", "ms", **rounds(ours.revealed, floor.revealed), bar=bars.revealed)
    yield row("messages for a vote", "", ours.messages, floor.messages, (2 * count + 5 * SECONDS) / count)
    if all(ours.worked):
        each = [sum(hall.worked) * 1000 / count / len(hall.worked) for hall in (ours, floor)]
        yield row("the server's processor's time for a vote", "ms", each[0], each[1], None)
    if any(ours.waited):
        yield row("the server waits for a processor in 2 s", "ms", **rounds(ours.waited, floor.waited), bar=None)
    most = [_megabytes(hall.server.process_id) for hall in (ours, floor)]
    if most[0] is not None:
        yield row("the server's memory", "MB", most[0], most[1], bars.memory)


def _page(port: int) -> Iterator[bytes]:
    """The page, and each file that it names."""
    origin = f"http://127.0.0.1:{port}/"
    with urllib.request.urlopen(origin) as answer:
        page = answer.read()
    yield page
    for name in _LOADED.findall(page):
        with urllib.request.urlopen(origin + name.decode().lstrip("/")) as answer:
            yield answer.read()


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

    def __init__(self, program: Led) -> None:
        self._program = program
        self.port = program.hears()
        self.process_id = program.process_id

    def opens(self, ballot: int) -> None:
        """As many bytes as ours sends."""
        self.reveals(ballot)

    def reveals(self, ballot: int) -> None:
        """As many bytes as ours sends."""
        self._program.say(**{"is": "view", "step": "x" * 1_000})


@contextmanager
def _floor() -> Iterator[_Server]:
    with led("benchmarks.phone_floor") as program:
        yield _Floor(program)


def _worked(process: int) -> float:
    """Seconds of the processor that this process has used, all its threads; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    user, system = told.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / float(os.sysconf("SC_CLK_TCK"))


def _waited(process: int) -> float:
    """Milliseconds that this process was ready and had no processor; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/schedstat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return int(told.split()[1]) / 1_000_000


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
