"""
From process start to the library's first painted frame, with every cache filled.

The floor imports pygame, opens a window of the same size, fills it and flips; ours does what `python -m game
--first-frame` does.  Both give their pixels to X the same way, so that the floor is not slowed by a detour.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator

from benchmarks.measured import Judged, Measured, in_turns, spread
from benchmarks.processes import OPEN_WINDOW, ours_at, timed, warmed
from benchmarks.program import alone, home

FULL, USUAL = (1920, 1080), (1280, 720)
BAR = 1.6


def measure(quick: bool) -> Iterator[Measured]:
    """Two sizes: the one that the bar is about, and the one that the program opens by itself."""
    runs = 3 if quick else 15
    with home():
        warmed(FULL, USUAL)
        programs: list[Callable[[], float]] = [
            lambda: timed("-c", OPEN_WINDOW, *map(str, FULL)),
            lambda: timed("-c", ours_at(FULL)),
            lambda: timed("-c", OPEN_WINDOW, *map(str, USUAL)),
            lambda: timed("-m", "game", "--first-frame"),
            lambda: timed("-c", OPEN_WINDOW, *map(str, FULL), "plain"),
        ]
        for program in programs:
            program()  # the first of each reads files that the later ones find in memory
        floor, ours, small_floor, small, plain = in_turns(programs, runs)
    what = "start, warm, to the first frame"
    for name, one, other in ((f"{what}, 1920×1080", floor, ours), (f"{what}, as it opens", small_floor, small)):
        yield Measured(
            what=name,
            unit="ms",
            ours=statistics.median(other) * 1000,
            floor=statistics.median(one) * 1000,
            bar=BAR,
            runs=runs,
            spread=spread(one),
        )
    yield Measured(
        what="… beside a floor that leaves the way to the screen to SDL",
        unit="ms",
        ours=statistics.median(ours) * 1000,
        floor=statistics.median(plain) * 1000,
        judged=Judged.NOTHING,
        runs=runs,
        spread=spread(plain),
    )


if __name__ == "__main__":
    sys.exit(alone("start_warm", measure, needs_display=True))
