"""
Visiting every state, proving what can be proven, and checking whole files.

The floor of a visit is a bare machine of dictionaries that looks for all states of the same story: the same effects and
forks, and nothing is kept but which states there are.  The floor of a check is `yaml.compose` of the same text with the
C loader.  The garbage collector is off for all of them, as it is in `upstander check`.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.long_story import ID, ring, text
from benchmarks.measured import CannotMeasure, Judged, Measured, in_turns, spread
from benchmarks.processes import run
from benchmarks.program import alone
from benchmarks.reading import COMPOSE
from game.core.exploration import explore
from game.core.proof import prove
from game.core.scenario import Decision, Scenario

EXPLORED = 100_000  # moves a second
PROVEN = 1_000.0  # ms for a bundled scenario
BAR = 3.0  # times the floor, for a file of 1,000 and of 10,000 scenes
AGAIN = 1_000.0  # ms for the library when nothing has changed
COLD = 10_000.0  # ms for the library with nothing kept
LINEAR = 1.5  # times as long for a scene in a story ten times as long

# In processes of their own: a million objects that are still there slow down whoever comes next.
PROVE = """
import gc, json, sys, time
from benchmarks.long_story import ID, text
from game.core.proof import prove
from game.known_names import KnownNames
from game.scenario_yaml import read
gc.disable()
data = text(int(sys.argv[1]))
began = time.perf_counter()
scenario = read(data, ID + ".yaml", KnownNames()).scenario
if len(sys.argv) > 2:
    began = time.perf_counter()
proof = prove(scenario)
took = time.perf_counter() - began
if not proof.is_complete:
    raise SystemExit("not every state was visited")
print(json.dumps(took))
"""
CHECK = """
import gc, json, sys, time
from pathlib import Path
from game.assets import assets_folder
from game.library import Library
from tools.checking.check import check
gc.disable()
file = Path(sys.argv[1])
library = Library(file.parent if file.is_file() else file, assets_folder(), Path(sys.argv[2]))
began = time.perf_counter()
report = check(library, [file])
took = time.perf_counter() - began
if not report.files or any(found.code.startswith("UP") and found.severity == "error" for found in report.findings):
    raise SystemExit("there is something wrong with " + str(file))
print(json.dumps(took))
"""
BUNDLED = """
import gc, json, time
from game.assets import assets_folder, scenarios_folder
from game.core.proof import prove
from game.library import Library
library = Library(scenarios_folder(), assets_folder(), None)
took = []
gc.disable()
for card in library.cards():
    scenario = library.scenario(card.id)
    began = time.perf_counter()
    prove(scenario)
    took.append(time.perf_counter() - began)
print(json.dumps(max(took)))
"""


def measure(quick: bool) -> Iterator[Measured]:
    """Visits, proofs and checks."""
    import yaml

    if not hasattr(yaml, "CSafeLoader"):
        raise CannotMeasure("the YAML library is installed without its C part")
    yield from _visits(quick)
    runs = 2 if quick else 5
    slowest = [_seconds(BUNDLED) for _ in range(runs)]
    yield Measured(
        what="proving the slowest bundled scenario", unit="ms", ours=statistics.median(slowest) * 1000,
        judged=Judged.OURS, bar=PROVEN, runs=runs, spread=spread(slowest),
    )
    yield from _library(runs)
    yield from _long_files(quick)


def _visits(quick: bool) -> Iterator[Measured]:
    story = ring(200 if quick else 3_000)
    explored, proven = explore(story), prove(story)
    assert explored.states == len(_bare(story)[1])
    floors, exploring, proving = in_turns(
        [lambda: _bare(story)[0], partial(_timed, explore, story), partial(_timed, prove, story)],
        3 if quick else 9,
    )
    for what, moves, times in (
        ("moves a second, looking for dead ends", explored.transitions, exploring),
        ("moves a second, with all that is proven", proven.transitions, proving),
    ):
        yield Measured(
            what=what, unit="/s", ours=moves / min(times), floor=explored.transitions / min(floors), judged=Judged.OURS,
            bar=EXPLORED if times is exploring else None, is_least=True, runs=len(times), spread=spread(floors),
        )


def _library(runs: int) -> Iterator[Measured]:
    from game.assets import scenarios_folder

    cold, again = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="upstander-benchmark-") as folder:
            cold.append(_seconds(CHECK, str(scenarios_folder()), folder))
            again.append(_seconds(CHECK, str(scenarios_folder()), folder))
    for what, times, bar in (("checking the library", cold, COLD), ("checking the library again", again, AGAIN)):
        yield Measured(
            what=what, unit="ms", ours=statistics.median(times) * 1000, judged=Judged.OURS, bar=bar, runs=runs,
            spread=spread(times),
        )


def _long_files(quick: bool) -> Iterator[Measured]:
    for_a_scene: list[float] = []
    for scenes, runs in ((100, 2),) if quick else ((1_000, 5), (10_000, 2)):
        with tempfile.TemporaryDirectory(prefix="upstander-benchmark-") as folder:
            file = Path(folder) / "scenarios" / f"{ID}.yaml"
            file.parent.mkdir()
            file.write_bytes(text(scenes))
            floors, read, proven, checked = in_turns(
                [
                    partial(_seconds, COMPOSE, str(scenes)),
                    partial(_seconds, PROVE, str(scenes)),
                    partial(_seconds, PROVE, str(scenes), "alone"),
                    partial(_cold, file),
                ],
                runs,
            )
        for_a_scene.append(statistics.median(proven) / scenes)
        for what, times in (("reading and proving", read), ("checking, every rule,", checked)):
            yield Measured(
                what=f"{what} {scenes:,} scenes", unit="ms", ours=statistics.median(times) * 1000,
                floor=statistics.median(floors) * 1000, bar=BAR, runs=runs, spread=spread(floors),
            )
    if len(for_a_scene) > 1:
        yield Measured(
            what="proving a scene of 10,000 beside one of 1,000", unit="µs", ours=for_a_scene[-1] * 1e6,
            floor=for_a_scene[0] * 1e6, bar=LINEAR,
        )


def _cold(file: Path) -> float:
    with tempfile.TemporaryDirectory(prefix="upstander-benchmark-") as cache:
        return _seconds(CHECK, str(file), cache)


def _seconds(program: str, *arguments: str) -> float:
    return float(json.loads(run("-c", program, *arguments)))


def _timed(work: Callable[[Scenario], object], story: Scenario) -> float:
    gc.collect()
    gc.disable()
    began = time.perf_counter()
    work(story)
    took = time.perf_counter() - began
    gc.enable()
    return took


def _bare(scenario: Scenario) -> tuple[float, set[tuple[str, int]]]:
    """Seconds that a bare search takes, and what it found: where one is, and the one fact that is ever read."""
    table = {
        scene.id: [(choice.change[0].by, choice.next[0].go, choice.next[1].go) for choice in scene.exit.choices]
        for scene in scenario.scenes.values()
        if isinstance(scene.exit, Decision)
    }
    gc.collect()
    gc.disable()
    began = time.perf_counter()
    found = {(scenario.start, 2)}
    todo: list[dict[str, Any]] = [{"scene": scenario.start, "trust": 2}]
    for state in todo:  # grows while it is walked
        for by, high, low in table[state["scene"]]:
            after = dict(state)
            after["trust"] = min(5, max(0, after["trust"] + by))
            after["scene"] = high if after["trust"] > 3 else low
            key = (after["scene"], after["trust"])
            if key not in found:
                found.add(key)
                todo.append(after)
    took = time.perf_counter() - began
    gc.enable()
    return took, found


if __name__ == "__main__":
    sys.exit(alone("checking", measure))
