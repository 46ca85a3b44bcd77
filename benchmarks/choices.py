"""
Choices a second in the core, with all of history kept, in stories of 100, 1,000 and 10,000 scenes.

The floor is a bare machine of dictionaries that copies its state at each step and keeps it: the same effects and forks,
but nothing is refused, nothing is remembered of what else was on offer, and anybody may change an old state.  The
fastest run of each counts: whatever makes one slower is another program's doing.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.long_story import ring
from benchmarks.measured import Judged, Measured, in_turns, spread
from benchmarks.processes import run
from benchmarks.program import alone
from game.core.playthrough import begin, choose, offers
from game.core.scenario import Scenario

SIZES = (100, 1_000, 10_000)
BAR = 100_000  # choices a second
FLAT = 0.8  # of the speed with 100 scenes; a larger story has more to fetch from memory, and that is all
LENGTH = 50_000  # choices of one walk


# Each size in a process of its own: the collector looks through whatever else is there.
TURNS = """
import json, sys
from benchmarks.choices import turns
print(json.dumps(turns(*map(int, sys.argv[1:]))))
"""


def measure(quick: bool) -> Iterator[Measured]:
    """The floor and ours in turns, on the same walk."""
    length, runs = (2_000, 3) if quick else (LENGTH, 9)
    shares: list[float] = []
    for scenes in SIZES:
        floors, ours = json.loads(run("-c", TURNS, str(scenes), str(length), str(runs)))
        shares.append(min(floors) / min(ours))
        yield Measured(
            what=f"choices a second, {scenes:,} scenes",
            unit="/s",
            ours=length / min(ours),
            floor=length / min(floors),
            judged=Judged.OURS,
            bar=BAR,
            is_least=True,
            runs=runs,
            spread=spread(floors),
        )
    # Beside the floor's own speed each time, so that a machine that was busy in between does not count.
    yield Measured(
        what="choices in times of the floor, 10,000 scenes beside 100",
        unit="×",
        ours=shares[-1],
        floor=shares[0],
        bar=FLAT,
        is_least=True,
        runs=runs,
    )


def turns(scenes: int, length: int, runs: int) -> list[list[float]]:
    """Seconds that the floor and ours take for a walk, each `runs` times."""
    scenario, picks = _walk(ring(scenes), length)
    return in_turns([lambda: _bare(scenario, picks), lambda: _ours(scenario, picks)], runs)


def _walk(scenario: Scenario, length: int) -> tuple[Scenario, list[str]]:
    """A story and choices that can be made in it, one after the other."""
    picking, play, picks = random.Random(1), begin(scenario), []
    for _ in range(length):
        picks.append(picking.choice(offers(play)).choice.id)
        play = choose(play, picks[-1])
    return scenario, picks


def _ours(scenario: Scenario, picks: list[str]) -> float:
    gc.collect()
    play = begin(scenario)
    began = time.perf_counter()
    for pick in picks:
        play = choose(play, pick)
    return time.perf_counter() - began


def _bare(scenario: Scenario, picks: list[str]) -> float:
    table = {
        scene.id: [
            {
                "id": choice.id,
                "set": {"credit": choice.set[0].value},
                "change": {"trust": choice.change[0].by},
                "next": [(lambda facts: facts["trust"] > 3, choice.next[0].go), (None, choice.next[1].go)],
            }
            for choice in getattr(scene.exit, "choices", ())
        ]
        for scene in scenario.scenes.values()
    }
    gc.collect()
    state: dict[str, Any] = {"scene": scenario.start, "facts": {"credit": "lost", "trust": 2}, "chosen": []}
    history = []
    began = time.perf_counter()
    for pick in picks:
        choice = next(each for each in table[state["scene"]] if each["id"] == pick)
        history.append(state)
        state = {"scene": state["scene"], "facts": dict(state["facts"]), "chosen": state["chosen"]}
        facts = state["facts"]
        facts.update(choice["set"])
        for name, by in choice["change"].items():
            facts[name] = min(5, max(0, facts[name] + by))
        state["scene"] = next(go for holds, go in choice["next"] if holds is None or holds(facts))
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(alone("choices", measure))
