"""From a key press to the first frame that looks otherwise, over whole plays at 1920 × 1080, page turns on."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator

from benchmarks.measured import Judged, Measured, percentile
from benchmarks.processes import warmed
from benchmarks.program import alone, home
from benchmarks.stage_hand import StageHand

SIZE = (1920, 1080)
BAR = 33.0  # ms: two frames of a usual screen


def measure(quick: bool) -> Iterator[Measured]:
    """Every scenario of the library once, each key that was pressed on the way."""
    with home():
        warmed(SIZE)
        hand = StageHand(SIZE, seed=7)
        hand.window.paint()
        hand.settle(2)
        ids = [card.id for card in hand.window.controller.application.library.cards()]
        for name in ids[: 1 if quick else len(ids)]:
            hand.open(name)
            for _ in hand.play():
                hand.settle(0.5)  # nobody presses the next key before having read
        hand.window.close()
    times, work = ([seconds * 1000 for seconds in each] for each in (hand.key_times, hand.key_work))
    for what, value, bar in (
        ("key to new frame, 1920×1080, p99", percentile(times, 0.99), BAR),
        ("… median", statistics.median(times), None),
        ("… our own thread's processor time, p99", percentile(work, 0.99), None),
        ("… our own thread's processor time, median", statistics.median(work), None),
    ):
        yield Measured(
            what=what, unit="ms", ours=value, judged=Judged.OURS, bar=bar, runs=len(times)
        )


if __name__ == "__main__":
    sys.exit(alone("key_to_frame", measure, needs_display=True))
