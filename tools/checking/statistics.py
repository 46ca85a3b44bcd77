"""
Four small tests of chance for rules about many decisions, exact where that is possible.

Each answers how likely it is that luck alone would give what was counted, from 0.0 to 1.0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def at_least_by_chance(chances: Sequence[float], hits: int) -> float:
    """How likely at least so many hits are in tries that each have a chance of their own (Poisson-binomial, exact).

    Args:
        chances: One a try, each from 0.0 to 1.0.
        hits: How many were counted.
    """
    if hits <= 0:
        return 1.0
    if hits > len(chances):
        return 0.0
    fewer = [1.0] + [0.0] * (hits - 1)  # fewer[k]: exactly k hits so far; more than that is not kept
    for chance in chances:
        for k in range(hits - 1, 0, -1):
            fewer[k] = fewer[k] * (1.0 - chance) + fewer[k - 1] * chance
        fewer[0] *= 1.0 - chance
    return min(1.0, max(0.0, 1.0 - math.fsum(fewer)))


def chi_square(observed: Sequence[float], expected: Sequence[float]) -> float:
    """How likely counts as far from the expected ones, or further, are (Pearson's chi-square, one degree less).

    Args:
        observed: What was counted, at least two groups.
        expected: What luck alone would give, above 0, with the same sum.

    Raises:
        ValueError: If the two differ in length, are too short, or expect nothing somewhere.
    """
    if len(observed) != len(expected) or len(observed) < 2 or min(expected) <= 0:
        raise ValueError("two lists of the same length are needed, with something expected in each group")
    statistic = math.fsum((seen - hoped) ** 2 / hoped for seen, hoped in zip(observed, expected, strict=True))
    return chi_square_tail(statistic, len(observed) - 1)


def chi_square_tail(statistic: float, degrees: int) -> float:
    """How likely a chi-square of this size or more is, by its closed form for whole degrees of freedom.

    Source:
        Abramowitz and Stegun 1964, 26.4.4 (odd) and 26.4.5 (even).
    """
    if statistic <= 0:
        return 1.0
    half = statistic / 2
    is_odd = degrees % 2 == 1
    powers = (place + 0.5 * is_odd for place in range(degrees // 2))
    terms = (math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers)
    return min(1.0, math.fsum(terms) + (math.erfc(math.sqrt(half)) if is_odd else 0.0))


def two_shares(hits: int, tries: int, other_hits: int, other_tries: int) -> float:
    """How likely two shares are to differ this much or more, either way (two-proportion z-test with a pooled share).

    Args:
        hits: Of the first group, at most `tries`.
        tries: More than 0.
        other_hits: Of the second group, at most `other_tries`.
        other_tries: More than 0.
    """
    pooled = (hits + other_hits) / (tries + other_tries)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / tries + 1 / other_tries))
    if spread == 0.0:
        return 1.0
    return math.erfc(abs(hits / tries - other_hits / other_tries) / spread / math.sqrt(2))


def rank_agreement(one: Sequence[float], other: Sequence[float]) -> float:
    """How far two lists put the same things in the same order: −1.0 to 1.0 (Spearman's rho, ties at their mean rank).

    0.0 where one of the lists has no order, as all of it is alike.
    """
    first, second = _ranks(one), _ranks(other)
    middle = (len(first) + 1) / 2
    shared = math.fsum((a - middle) * (b - middle) for a, b in zip(first, second, strict=True))
    spread = math.sqrt(math.fsum((a - middle) ** 2 for a in first) * math.fsum((b - middle) ** 2 for b in second))
    return shared / spread if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + 1 + end) / 2
        start = end
    return ranks
