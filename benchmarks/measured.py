"""What came of one measurement, and whether it meets its bar."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Judged(StrEnum):
    """What is held against the bar."""

    RATIO = "ratio"  # ours, in times of the floor
    OURS = "ours"  # ours alone, where no floor does the same
    DIFFERENCE = "difference"  # ours less the floor
    NOTHING = "nothing"  # told for its own sake


class CannotMeasure(Exception):
    """A row that cannot be measured here; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One line of the table.

    Attributes:
        what: What was measured, in a few words.
        unit: Of `ours` and `floor`.
        ours: What the program needs or does.
        floor: What the least that could do the same needs, measured in turns with `ours`; None: there is none.
        judged: What is held against `bar`.
        bar: At most this much, or at least this much where `is_least`.
        is_least: More is better.
        runs: How many times it was measured.
        spread: How noisy the machine was: the middle half of runs of the same thing, as a share of their median.
    """

    what: str
    unit: str
    ours: float
    floor: float | None = None
    judged: Judged = Judged.RATIO
    bar: float | None = None
    is_least: bool = False
    runs: int = 1
    spread: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours in times of the floor."""
        return self.ours / self.floor if self.floor else None

    @property
    def is_met(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        if self.bar is None or self.judged is Judged.NOTHING:
            return None
        match self.judged:
            case Judged.RATIO:
                held = self.ratio
            case Judged.DIFFERENCE:
                held = self.ours - (self.floor or 0.0)
            case _:
                held = self.ours
        if held is None:
            return None
        return held >= self.bar if self.is_least else held <= self.bar

    @property
    def bar_in_words(self) -> str:
        """The bar as the table shows it."""
        if self.bar is None or self.judged is Judged.NOTHING:
            return "–"
        sign = "≥" if self.is_least else "≤"
        match self.judged:
            case Judged.RATIO:
                return f"{sign} {self.bar:g} ×"
            case Judged.DIFFERENCE:
                return f"{sign} floor + {self.bar:g} {self.unit}"
            case _:
                return f"{sign} {figure(self.bar)} {self.unit}".rstrip()

    def told(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {**asdict(self), "ratio": self.ratio, "met": self.is_met}

    @classmethod
    def of(cls, told: dict[str, Any]) -> Measured:
        """What was told."""
        own = {name: value for name, value in told.items() if name not in ("ratio", "met")}
        return cls(**{**own, "judged": Judged(own["judged"])})


def figure(value: float) -> str:
    """A number with three digits that count."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * share // 1).__int__() - 1))]


def spread(values: Sequence[float]) -> float | None:
    """The middle half of the values as a share of their median; None where they are too few to say."""
    median = statistics.median(values) if values else 0.0
    if len(values) < 4 or not median:
        return None
    low, _, high = statistics.quantiles(values, n=4)
    return (high - low) / median


def in_turns(programs: Sequence[Callable[[], float]], times: int) -> list[list[float]]:
    """What each gives, one after the other and again: a machine that slows down slows all of them."""
    runs: list[list[float]] = [[] for _ in programs]
    for turn in range(times):
        order = range(len(programs)) if turn % 2 == 0 else reversed(range(len(programs)))
        for number in order:
            runs[number].append(programs[number]())
    return runs
