"""What can be said over several plays: always about the player's own moves, and only once there is enough to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.core.scenario import Method, Mode
from game.records.runs import Run

ENOUGH_ANSWERS = 6  # below that, one or two surprises would be read as a pattern


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often somebody said how sure they were, and how often a moment they were very sure of went differently."""

    asked: int
    differed: int

    @property
    def can_be_told(self) -> bool:
        """Whether there is enough to say."""
        return self.asked >= ENOUGH_ANSWERS

    @property
    def in_words(self) -> str:
        """Told gently, or an empty text while there is too little to say."""
        if not self.can_be_told:
            return ""
        if not self.differed:
            return "No moment that you were very sure of went differently from your guess."
        times = "One moment" if self.differed == 1 else f"{self.differed} moments"
        return f"{times} that you were very sure of went differently from your guess."


def calibration(runs: Iterable[Run]) -> Calibration:
    """Over all runs."""
    told = tuple(runs)
    return Calibration(sum(run.asked for run in told), sum(min(run.differed, run.asked) for run in told))


def methods_by_setting(runs: Iterable[Run]) -> Mapping[str, tuple[str, ...]]:
    """For each way of meeting that was played, the methods used there; both in the order of the core."""
    used: dict[str, set[str]] = {}
    for run in runs:
        used.setdefault(run.mode, set()).update(run.methods_used)
    return {mode.value: in_order(used[mode.value]) for mode in Mode if mode.value in used}


def in_order(methods: Iterable[str]) -> tuple[str, ...]:
    """Methods without repetition, in the order of `Method`; what is no method, and ``none``, is left out."""
    known = set(methods)
    return tuple(method.value for method in Method if method.value in known and method is not Method.NONE)
