"""Nothing happens for ten seconds: frames painted, and the processor's time beside a bare `pygame.event.wait`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from benchmarks.measured import Judged, Measured
from benchmarks.processes import run, warmed
from benchmarks.program import alone, home

SIZE = (1920, 1080)
BAR = 1.0  # percent of one core above the floor

FLOOR = """
import json, os, sys, time
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
import pygame
pygame.display.init()
window = pygame.Window("floor", (1920, 1080))
window.get_surface().fill((255, 250, 240))
window.flip()
until = time.perf_counter() + 1
while time.perf_counter() < until:  # what a new window brings with it is over
    pygame.event.wait(50)
pygame.time.set_timer(pygame.QUIT, int(float(sys.argv[1]) * 1000), 1)
began, used = time.perf_counter(), time.process_time()
while pygame.event.wait().type != pygame.QUIT:
    pass
print(json.dumps((time.process_time() - used) / (time.perf_counter() - began)))
"""

OURS = """
import json, sys, time
from benchmarks.stage_hand import StageHand
import pygame
hand = StageHand((1920, 1080))
hand.window.paint()
until = time.perf_counter() + 1
while time.perf_counter() < until:
    hand.settle(1)
if len(sys.argv) > 2:
    hand.open(sys.argv[2])
    hand.press("space")
    hand.settle(2)
pygame.time.set_timer(pygame.QUIT, int(float(sys.argv[1]) * 1000), 1)
frames, began, used = hand.window.frames, time.perf_counter(), time.process_time()
hand.window.loop()
share = (time.process_time() - used) / (time.perf_counter() - began)
print(json.dumps([share, hand.window.frames - frames]))
"""


def measure(quick: bool) -> Iterator[Measured]:
    """In the library, and in a panel of a play."""
    seconds = "2" if quick else "10"
    with home():
        warmed(SIZE)
        floor = json.loads(run("-c", FLOOR, seconds))
        for where, more in (("in the library", ()), ("in a panel", ("half-a-second-behind",))):
            share, frames = json.loads(run("-c", OURS, seconds, *more))
            yield Measured(
                what=f"nothing happens {where}: frames painted", unit="", ours=frames, judged=Judged.OURS, bar=0.0
            )
            yield Measured(
                what=f"nothing happens {where}: processor",
                unit="%",
                ours=share * 100,
                floor=floor * 100,
                judged=Judged.DIFFERENCE,
                bar=BAR,
            )


if __name__ == "__main__":
    sys.exit(alone("idle", measure, needs_display=True))
