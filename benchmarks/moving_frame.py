"""A frame of a turning page: the work for it until it is shown, pause not counted, at 1080p and at 4K."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.measured import Judged, Measured, percentile
from benchmarks.processes import warmed
from benchmarks.program import alone, home
from benchmarks.stage_hand import StageHand

SIZES = (("1920×1080", (1920, 1080), 12.0), ("3840×2160", (3840, 2160), 33.0))  # bars in ms


def measure(quick: bool) -> Iterator[Measured]:
    """Every page of one play turns to its end."""
    for name, size, bar in SIZES:
        with home():
            warmed(size)
            hand = StageHand(size, seed=7, watches_turns=True)
            hand.window.paint()
            hand.settle(2)
            cards = hand.window.controller.application.library.cards()
            hand.open(cards[0].id)
            for turns, _ in enumerate(hand.play()):
                hand.settle(0.5)
                if quick and turns > 8:
                    break
            hand.window.close()
        times = [seconds * 1000 for seconds in hand.moving_frames]
        yield Measured(
            what=f"a moving frame, {name}, p99",
            unit="ms",
            ours=percentile(times, 0.99),
            judged=Judged.OURS,
            bar=bar,
            runs=len(times),
        )


if __name__ == "__main__":
    sys.exit(alone("moving_frame", measure, needs_display=True))
