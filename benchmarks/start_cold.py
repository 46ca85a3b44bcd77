"""
The very first start: nothing is kept of scenarios, portraits and cards, and then not even compiled modules.

Portraits may come after the first frame; while they are drawn, the window must go on answering.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measured import Judged, Measured, in_turns, spread
from benchmarks.processes import OPEN_WINDOW, ours_at, run, timed
from benchmarks.program import ROOT, alone, home

SIZE = (1920, 1080)
BAR = 3.0
LONGEST_STALL = 50.0  # ms; a person notices from about 100 on

# Goes on as the program's loop does, and looks at the clock at each round.
ANSWERING = """
import json, sys, time
from benchmarks.stage_hand import StageHand
hand = StageHand((1920, 1080))
hand.window.paint()
rounds, last, until = [], time.perf_counter(), time.perf_counter() + 3
while time.perf_counter() < until:
    hand._drain()
    if hand.window._is_dirty:
        hand.window.paint()
    time.sleep(0.001)
    now = time.perf_counter()
    rounds.append(now - last)
    last = now
print(json.dumps(max(rounds)))
"""


def measure(quick: bool) -> Iterator[Measured]:
    """With our caches empty; with compiled modules gone as well; the longest stall after that."""
    runs = 3 if quick else 15
    with tempfile.TemporaryDirectory(prefix="upstander-checkout-") as folder:
        copy = Path(folder)
        for part in ("game", "scenarios", "assets"):
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))

        def floor() -> float:
            return timed("-c", OPEN_WINDOW, *map(str, SIZE))

        def without_caches() -> float:
            with home():
                return timed("-c", ours_at(SIZE))

        def without_anything() -> float:
            for kept in copy.rglob("__pycache__"):
                shutil.rmtree(kept)
            with home():
                return timed("-c", ours_at(SIZE), where=copy)

        floor()
        without_caches()
        floors, ours, bare = in_turns([floor, without_caches, without_anything], runs)
    for what, times in (
        ("start, our caches empty, to the first frame", ours),
        ("start, compiled modules missing as well", bare),
    ):
        yield Measured(
            what=what,
            unit="ms",
            ours=statistics.median(times) * 1000,
            floor=statistics.median(floors) * 1000,
            bar=BAR,
            runs=runs,
            spread=spread(floors),
        )
    stalls = []
    for _ in range(1 if quick else 5):
        with home():
            stalls.append(json.loads(run("-c", ANSWERING)) * 1000)
    yield Measured(
        what="start, our caches empty, longest stall after it",
        unit="ms",
        ours=statistics.median(stalls),
        judged=Judged.OURS,
        bar=LONGEST_STALL,
        runs=len(stalls),
        spread=spread(stalls),
    )


if __name__ == "__main__":
    sys.exit(alone("start_cold", measure, needs_display=True))
