"""How many runs a scenario has, and how long the shortest and the longest of them are."""

from __future__ import annotations

import heapq
from collections.abc import Hashable
from dataclasses import dataclass

from game.core.exploration import STATE_LIMIT
from game.core.playthrough import begin, choose
from game.core.scenario import Scenario
from tools import reading_time, ways


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most; None for the most where a loop has no end."""

    least: float
    most: float | None


@dataclass(frozen=True, slots=True)
class Lengths:
    """What every run of a scenario lies between.

    Attributes:
        runs: How many different runs there are; None where a loop makes them endless.
        decisions: Choices of a run.
        words: Words of a run, with its briefing and the reasons.
        minutes: How long a run takes.
    """

    runs: int | None
    decisions: Range
    words: Range
    minutes: Range


_Edge = tuple[int, tuple[float, float, float]]  # where it leads; decisions, words and minutes of what is met there


def lengths(scenario: Scenario, limit: int = STATE_LIMIT) -> Lengths | None:
    """Measure all runs; None if there are more states than `limit`."""
    start = begin(scenario)
    plays, number = [start], dict[Hashable, int]({ways.state_key(start.state): 0})
    leads: list[list[_Edge]] = []
    for play in plays:  # grows while it is walked
        edges: list[_Edge] = []
        for choice in ways.open_choices(play):
            after = choose(play, choice.id)
            key = ways.state_key(after.state)
            there = number.get(key)
            if there is None:
                if len(plays) >= limit:
                    return None
                there = number[key] = len(plays)
                plays.append(after)
            words = reading_time.words_since_choice(after)
            edges.append((there, (1, words, _minutes(words, reading_time.pauses_since_choice(after)))))
        leads.append(edges)
    words = reading_time.words_before(scenario) + reading_time.words_since_choice(start)
    before = (0.0, float(words), _minutes(words, reading_time.pauses_since_choice(start)))
    order = _last_first(leads)
    most = [None if order is None else before[which] + _most(leads, order, which) for which in range(3)]
    ranges = [Range(before[which] + _least(leads, which), most[which]) for which in range(3)]
    return Lengths(None if order is None else _runs(leads, order), *ranges)


def _minutes(words: int, seconds: int) -> float:
    return words / reading_time.WORDS_A_MINUTE + seconds / 60


def _least(leads: list[list[_Edge]], which: int) -> float:
    best: dict[int, float] = {0: 0.0}
    waiting = [(0.0, 0)]
    while waiting:
        length, here = heapq.heappop(waiting)
        if length > best[here]:
            continue
        if not leads[here]:
            return length
        for there, weights in leads[here]:
            total = length + weights[which]
            if total < best.get(there, float("inf")):
                best[there] = total
                heapq.heappush(waiting, (total, there))
    return 0.0  # no ending: the reader refuses such scenarios


def _last_first(leads: list[list[_Edge]]) -> list[int] | None:
    """Every state after all that it leads to; None if one leads back to itself."""
    left = [0] * len(leads)
    for edges in leads:
        for there, _ in edges:
            left[there] += 1
    ready, order = [state for state, many in enumerate(left) if not many], list[int]()
    while ready:
        here = ready.pop()
        order.append(here)
        for there, _ in leads[here]:
            left[there] -= 1
            if not left[there]:
                ready.append(there)
    return order[::-1] if len(order) == len(leads) else None


def _most(leads: list[list[_Edge]], order: list[int], which: int) -> float:
    longest = [0.0] * len(leads)
    for here in order:
        longest[here] = max((longest[there] + weights[which] for there, weights in leads[here]), default=0.0)
    return longest[0]


def _runs(leads: list[list[_Edge]], order: list[int]) -> int:
    runs = [0] * len(leads)
    for here in order:
        runs[here] = sum(runs[there] for there, _ in leads[here]) if leads[here] else 1
    return runs[0]
