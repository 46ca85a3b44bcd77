"""What every row's program does: measure in a process of its own, print a table, write JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.display import display
from benchmarks.measured import CannotMeasure, Measured, figure

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = 3  # exit code of a row that cannot be measured here

Measure = Callable[[bool], Iterable[Measured]]


def alone(name: str, measure: Measure, *, needs_display: bool = False) -> int:
    """Run one row's program from its command line; the exit code.

    Args:
        name: Of the row.
        measure: Takes whether it has to be quick.
        needs_display: It opens windows.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=sys.modules["__main__"].__doc__)
    parser.add_argument("--quick", action="store_true", help="few runs: to see that it works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    given = parser.parse_args()
    with ExitStack() as stack:
        try:
            if needs_display:
                stack.enter_context(display())
            rows = tuple(measure(given.quick))
        except CannotMeasure as reason:
            print(f"{name} is left out: {reason}.", file=sys.stderr)
            return LEFT_OUT
    print(table(rows))
    if given.json:
        given.json.write_text(json.dumps([row.told() for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


def table(rows: Sequence[Measured]) -> str:
    """The rows as text, in columns."""
    head = ("what", "floor", "ours", "ratio", "bar", "met")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    shown = []
    for number, line in enumerate(lines):
        cells = [cell.rjust(width) if 0 < at < 4 else cell.ljust(width) for at, (cell, width) in
                 enumerate(zip(line, widths, strict=True))]
        shown.append("  ".join(cells).rstrip())
        if number == 0:
            shown.append("  ".join("-" * width for width in widths))
    return "\n".join(shown)


def _cells(row: Measured) -> tuple[str, ...]:
    floor = "–" if row.floor is None else f"{figure(row.floor)} {row.unit}"
    ratio = "–" if row.ratio is None else f"{row.ratio:.2f} ×"
    met = {True: "yes", False: "NO", None: ""}[row.is_met]
    return row.what, floor, f"{figure(row.ours)} {row.unit}", ratio, row.bar_in_words, met


@contextmanager
def home() -> Iterator[Path]:
    """An empty folder for settings, records and caches, for this process and those it starts."""
    before = os.environ.get("UPSTANDER_HOME")
    with tempfile.TemporaryDirectory(prefix="upstander-benchmark-", ignore_cleanup_errors=True) as folder:
        os.environ["UPSTANDER_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                os.environ.pop("UPSTANDER_HOME", None)
            else:
                os.environ["UPSTANDER_HOME"] = before
