"""
A frame of the projector while 1,000 phones vote, beside the same with 1,000 phones that wait; and how long events wait.

The windows and the voting server run as the program runs them, in two processes; all phones are in a third.  While a
room votes, nothing on the wall changes, so its frames are painted by force.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.display import display
from benchmarks.led import Led, led
from benchmarks.measured import CannotMeasure, Judged, Measured, percentile, spread
from benchmarks.program import alone, home

COUNT = 1_000
JOIN_SECONDS = 3.0
SECONDS = 2.5  # in which all vote, and for which is measured
ROUNDS = 4
MOST = 1.2  # times the same while nobody votes
LONG = 33.0  # milliseconds: two frames of a projector


class _Seen:
    """What was seen, in rounds; milliseconds."""

    def __init__(self) -> None:
        self.frames: list[list[float]] = []
        self.worked: list[list[float]] = []  # by the processor, for the same frames
        self.waited: list[list[float]] = []  # by events

    def keep(self, told: dict[str, Any]) -> None:
        """An answer of the room."""
        if "took" in told:
            self.frames.append(told["took"])
            self.worked.append(told["worked"])
        else:
            self.waited.append(told["waited"])


def measure(quick: bool) -> Iterator[Measured]:
    """Without a screen, and then on one, where there is one or can be."""
    yield from _measure(quick, SDL_VIDEODRIVER="dummy")
    if os.environ.get("SDL_VIDEODRIVER") == "dummy":
        return
    try:
        with display():
            yield from _measure(quick)
    except CannotMeasure as reason:
        print(f"The projector on a screen is left out: {reason}.", file=sys.stderr)


def _measure(quick: bool, **environment: str) -> Iterator[Measured]:
    with home(), led("benchmarks.projector_room", **environment) as room, led("benchmarks.phone_crowd") as crowd:
        place = room.hears()
        count = COUNT // 10 if quick else COUNT
        _asks(crowd, do="join", port=place["port"], room=place["room"], count=count, seconds=JOIN_SECONDS)
        still, voting, acknowledged = _Seen(), _Seen(), list[float]()
        for _ in range(1 if quick else ROUNDS):
            for what in ("paint", "wait"):
                _asks(crowd, do="watch")
                vote = _asks(room, do="open")
                crowd.hears()
                still.keep(_asks(room, do=what, seconds=SECONDS))
                crowd.say(do="vote", seconds=SECONDS, **vote)
                voting.keep(_asks(room, do=what, seconds=SECONDS))
                acknowledged.append(percentile(crowd.hears()["each"], 0.99))
                voted = _asks(room, do="close")["voted"]
                if voted != count:
                    raise RuntimeError(f"{count} phones voted, and {voted} votes were counted")
    yield from _rows(f"{count:,} vote, {place['driver']}", voting, still, acknowledged)


def _rows(where: str, voting: _Seen, still: _Seen, acknowledged: Sequence[float]) -> Iterator[Measured]:
    def row(what: str, unit: str, ours: float, floor: float | None, judged: Judged = Judged.NOTHING,
            bar: float | None = None, **more: Any) -> Measured:  # fmt: skip
        return Measured(
            what=f"{where}: {what}", unit=unit, ours=ours, floor=floor, judged=judged, bar=bar,
            runs=len(voting.frames), **more,
        )  # fmt: skip

    def rounds(ours: list[list[float]], floor: list[list[float]]) -> dict[str, Any]:
        of_each, of_floor = ([percentile(one, 0.99) for one in seen] for seen in (ours, floor))
        return {"ours": statistics.median(of_each), "floor": statistics.median(of_floor), "spread": spread(of_floor)}

    def longest(seen: list[list[float]]) -> float:
        return max(max(one) for one in seen)

    def long(seen: _Seen) -> int:
        return sum(each > LONG for one in seen.frames for each in one)

    yield row("projector frame, p99", "ms", **rounds(voting.frames, still.frames), judged=Judged.RATIO, bar=MOST)
    yield row("frames over 33 ms", "", long(voting), long(still), Judged.OURS, 0.0)
    yield row("the longest frame", "ms", longest(voting.frames), longest(still.frames))
    yield row("the same, processor's time, p99", "ms", **rounds(voting.worked, still.worked), judged=Judged.RATIO,
              bar=MOST)  # fmt: skip
    yield row("the longest, processor's time", "ms", longest(voting.worked), longest(still.worked), Judged.OURS, LONG)
    yield row("an event waits, p99", "ms", **rounds(voting.waited, still.waited))
    yield row("an event waits, at most", "ms", longest(voting.waited), longest(still.waited))
    yield row("vote to acknowledgement, p99", "ms", statistics.median(acknowledged), None)


def _asks(whom: Led, **fields: Any) -> Any:
    whom.say(**fields)
    return whom.hears()


if __name__ == "__main__":
    sys.exit(alone("projector", measure))
