"""Open the library and wait until all its pictures are drawn and kept: what an earlier start leaves behind."""

from __future__ import annotations

import sys

from benchmarks.stage_hand import StageHand

if __name__ == "__main__":
    hand = StageHand((int(sys.argv[1]), int(sys.argv[2])))
    hand.window.paint()
    hand.settle(30)
    hand.window.close()
