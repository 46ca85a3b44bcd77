"""The most memory that a process had: after a whole play at 1920 × 1080, beside a bare window of that size."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator

from benchmarks.measured import CannotMeasure, Measured, spread
from benchmarks.processes import OPEN_WINDOW, run, warmed
from benchmarks.program import alone, home

SIZE = (1920, 1080)
BAR = 3.0

# Linux counts in kB, macOS in bytes.
MOST = """
import json, resource, sys
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)))
"""
PLAY = """
import sys
from benchmarks.stage_hand import StageHand
hand = StageHand((1920, 1080), seed=7)
hand.window.paint()
hand.settle(1)
hand.open(sys.argv[1])
for _ in hand.play():
    hand.settle(0.3)
hand.settle(1)
"""


def measure(quick: bool) -> Iterator[Measured]:
    """The floor, and three plays."""
    if sys.platform == "win32":
        raise CannotMeasure("this system does not tell how much memory a process had at most")
    with home():
        warmed(SIZE)
        floors = [json.loads(run("-c", OPEN_WINDOW + MOST, *map(str, SIZE))) for _ in range(3)]
        plays = ("half-a-second-behind",) if quick else ("half-a-second-behind",) * 3
        ours = [json.loads(run("-c", PLAY + MOST, name)) for name in plays]
    yield Measured(
        what="memory at most, 1920×1080, a whole play",
        unit="MB",
        ours=statistics.median(ours),
        floor=statistics.median(floors),
        bar=BAR,
        runs=len(ours),
        spread=spread(ours),
    )


if __name__ == "__main__":
    sys.exit(alone("memory", measure, needs_display=True))
