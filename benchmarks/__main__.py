"""
Measure how fast the program is: ``python -m benchmarks [ROW …] [--json FILE] [--quick]``.

Each row is measured in a process of its own.  The exit code is 0 when everything named could be measured, whatever the
figures; a bar that is not met is for a person to look at.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.display import display
from benchmarks.measured import CannotMeasure, Measured
from benchmarks.program import LEFT_OUT, ROOT, table

# Each is a module of this package; whether it cannot do without a display.
ROWS = {
    "start_warm": True,
    "start_cold": True,
    "first_panel": True,
    "key_to_frame": True,
    "moving_frame": True,
    "idle": True,
    "memory": True,
    "reading": False,
    "choices": False,
    "checking": False,
    "saved_play": False,
    "phones": False,
    "projector": False,
}
UNKNOWN = 2


def main(arguments: list[str]) -> int:
    """Measure; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure how fast the program is.", epilog=f"Rows: {', '.join(ROWS)}"
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help="what to measure; everything when none is named")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    parser.add_argument("--quick", action="store_true", help="few runs: to see that it works; the figures say little")
    given = parser.parse_args(arguments)
    for name in given.rows:
        if name not in ROWS:
            near = difflib.get_close_matches(name, ROWS, n=1)
            meant = f" Did you mean {near[0]}?" if near else f" There are: {', '.join(ROWS)}."
            print(f"There is no row {name}.{meant}", file=sys.stderr)
            return UNKNOWN
    wanted = given.rows or list(ROWS)
    machine = _machine()
    measured: list[Measured] = []
    left_out: dict[str, str] = {}
    failed = False
    with ExitStack() as stack:
        no_display = ""
        if any(ROWS[name] for name in wanted):
            try:
                machine["display"] = stack.enter_context(display())
            except CannotMeasure as reason:
                no_display = str(reason)
        for name in wanted:
            if ROWS[name] and no_display:
                left_out[name] = no_display
                continue
            print(f"{name} …", file=sys.stderr, flush=True)
            outcome, rows = _measure(name, given.quick)
            measured += rows
            if outcome == LEFT_OUT:
                left_out[name] = "it cannot be measured here"
            failed |= outcome not in (0, LEFT_OUT)
    machine["load after"] = _load()
    if measured:
        print(table(measured))
    noisy = [row.spread for row in measured if row.spread is not None and row.floor is not None]
    if noisy:
        print(f"\nNoise: the middle half of a floor's runs lies within {max(noisy):.0%} of their median, at worst.")
    for name, why in left_out.items():
        print(f"Left out: {name}, because {why}.")
    if given.json:
        told = {"machine": machine, "rows": [row.told() for row in measured], "left_out": left_out}
        given.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if failed else 0


def _measure(name: str, is_quick: bool) -> tuple[int, list[Measured]]:
    """One row in a process of its own: its exit code, and what it measured."""
    with tempfile.TemporaryDirectory(prefix="upstander-benchmark-") as folder:
        file = Path(folder) / "figures.json"
        command = [sys.executable, "-m", f"benchmarks.{name}", "--json", str(file), *(["--quick"] if is_quick else [])]
        code = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode
        rows = json.loads(file.read_text(encoding="utf-8")) if code == 0 else []
    return code, [Measured.of(row) for row in rows]


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "pygame-ce": metadata.version("pygame-ce"),
        "load before": _load(),
    }


def _load() -> float | None:
    """How many programs wanted a processor during the last minute, where the system tells."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
