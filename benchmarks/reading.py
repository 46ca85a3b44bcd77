"""
Reading a scenario of 1,000 and of 10,000 scenes, and again from what was kept of it.

The floor is `yaml.compose` of the same text with the C loader: a tree of nodes with their places, nothing looked at.
The garbage collector is off for both.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measured import CannotMeasure, Judged, Measured, in_turns, spread
from benchmarks.processes import run
from benchmarks.program import alone

BAR = 1.5
SIZES = ((1_000, 5, 60.0), (10_000, 3, 600.0))  # scenes, runs, and ms from what was kept
QUICK_SIZES = ((100, 2, 60.0),)

# Each in a process of its own: a million objects that are still there slow down whoever comes next.
COMPOSE = """
import gc, json, sys, time, yaml
from benchmarks.long_story import text
data = text(int(sys.argv[1])).decode()
gc.disable()
began = time.perf_counter()
yaml.compose(data, Loader=yaml.CSafeLoader)
print(json.dumps(time.perf_counter() - began))
"""
READ = """
import json, sys, time
from benchmarks.long_story import ID, text
from game.known_names import KnownNames
from game.scenario_yaml import read
data = text(int(sys.argv[1]))
began = time.perf_counter()
reading = read(data, ID + ".yaml", KnownNames())
took = time.perf_counter() - began
if reading.scenario is None or reading.diagnostics:
    raise SystemExit("the long story does not read: " + str(reading.diagnostics[:1]))
if len(sys.argv) > 2:
    from pathlib import Path
    from game.checked_scenarios import keep
    keep(Path(sys.argv[2]), reading.scenario)
print(json.dumps([took, reading.scenario.content_hash]))
"""
AGAIN = """
import json, sys, time
from pathlib import Path
from game import checked_scenarios
began = time.perf_counter()
found = checked_scenarios.kept(Path(sys.argv[1]), sys.argv[2])
took = time.perf_counter() - began
if found is None:
    raise SystemExit("what was kept is not taken")
print(json.dumps(took))
"""


def measure(quick: bool) -> Iterator[Measured]:
    """Both sizes, and both ways."""
    import yaml

    if not hasattr(yaml, "CSafeLoader"):
        raise CannotMeasure("the YAML library is installed without its C part")
    for scenes, runs, again_bar in QUICK_SIZES if quick else SIZES:
        with tempfile.TemporaryDirectory(prefix="upstander-benchmark-") as folder:
            path = Path(folder) / "kept.scenario"
            content_hash = json.loads(run("-c", READ, str(scenes), str(path)))[1]
            floors, ours, again = in_turns(
                [
                    partial(_seconds, COMPOSE, str(scenes)),
                    partial(_seconds, READ, str(scenes)),
                    partial(_seconds, AGAIN, str(path), content_hash),
                ],
                runs,
            )
        yield Measured(
            what=f"reading {scenes:,} scenes",
            unit="ms",
            ours=statistics.median(ours) * 1000,
            floor=statistics.median(floors) * 1000,
            bar=BAR,
            runs=runs,
            spread=spread(floors),
        )
        yield Measured(
            what=f"reading {scenes:,} scenes again",
            unit="ms",
            ours=statistics.median(again) * 1000,
            judged=Judged.OURS,
            bar=again_bar,
            runs=runs,
            spread=spread(again),
        )


def _seconds(program: str, *arguments: str) -> float:
    told = json.loads(run("-c", program, *arguments))
    return float(told[0] if isinstance(told, list) else told)


if __name__ == "__main__":
    sys.exit(alone("reading", measure))
