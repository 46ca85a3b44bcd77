"""
Choosing a scenario in the library: until its briefing is there, and from there until its first panel, people included.

Each play is a process of its own, because the first play of a process imports what only a play needs.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator

from benchmarks.measured import Judged, Measured, spread
from benchmarks.processes import run, warmed
from benchmarks.program import alone, home
from game import assets

SIZE = (1920, 1080)
BAR = 150.0  # ms

OPENING = """
import json, sys, time
from benchmarks.stage_hand import StageHand
from game.ui import actions, window
hand = StageHand((1920, 1080))
hand.window.paint()
hand.settle(0.5)
hand.open(sys.argv[1])
briefing = hand.key_times[-1]
began = time.perf_counter()
hand.press("space")
shown = time.perf_counter()
before = hand.window._frames
hand.settle(5)
late = hand.last_frame - began if hand.window._frames > before else 0.0
hand.window.close()
print(json.dumps([briefing, hand.key_times[-1], max(hand.key_times[-1], late)]))
"""


def measure(quick: bool) -> Iterator[Measured]:
    """The bundled scenarios in turn."""
    ids = sorted(path.stem for path in assets.scenarios_folder().glob("*.yaml"))
    ids = [name for name in ids if name not in ("themes", "people")]
    rounds = 1 if quick else 3
    with home():
        warmed(SIZE)
        for name in ids:
            run("-c", OPENING, name)  # keeps the portraits of its people, as an earlier play does
        times = [json.loads(run("-c", OPENING, name)) for _ in range(rounds) for name in ids]
    briefing, panel, people = zip(*times, strict=True)
    for what, values in (
        ("choosing a scenario, warm, to its briefing", briefing),
        ("… and from there to the first panel", panel),
        ("… and to that panel with its people", people),
    ):
        yield Measured(
            what=what,
            unit="ms",
            ours=statistics.median(values) * 1000,
            judged=Judged.OURS,
            bar=BAR,
            runs=len(values),
            spread=spread(values),
        )


if __name__ == "__main__":
    sys.exit(alone("first_panel", measure, needs_display=True))
