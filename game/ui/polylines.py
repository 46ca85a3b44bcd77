"""
Lines through points: curves, dashes that stay even around a curve, and what comes too near to a rectangle.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from game.ui.element import Point, Rect

Spot: TypeAlias = tuple[float, float]
Segment: TypeAlias = tuple[float, float, float, float, float]  # from x, y to x, y; half the width


def segments(points: Sequence[Spot], half: float) -> Iterable[Segment]:
    """The straight pieces of a polyline that is twice `half` pixels wide."""
    return ((x1, y1, x2, y2, half) for (x1, y1), (x2, y2) in pairwise(points))


def is_crossed(rect: Rect, lines: Iterable[Segment], gap: float) -> bool:
    """Whether a line comes nearer to the rectangle than `gap` pixels."""
    rect_left, rect_top, rect_right, rect_bottom = rect.x - gap, rect.y - gap, rect.right + gap, rect.bottom + gap
    for x1, y1, x2, y2, half in lines:
        left, top, right, bottom = rect_left - half, rect_top - half, rect_right + half, rect_bottom + half
        if (y1 < top and y2 < top) or (y1 > bottom and y2 > bottom):
            continue
        if (x1 < left and x2 < left) or (x1 > right and x2 > right):
            continue
        near, far = 0.0, 1.0  # the part of the segment inside the rectangle (Liang and Barsky)
        for start, way, low, high in ((x1, x2 - x1, left, right), (y1, y2 - y1, top, bottom)):
            if way:
                one, two = (low - start) / way, (high - start) / way
                near, far = max(near, min(one, two)), min(far, max(one, two))
        if near <= far:
            return True
    return False


def bow(start: Spot, end: Spot, bulge: float, parts: int) -> list[Spot]:
    """A curve that leaves the straight way by 3/4 of `bulge` pixels, to the right where that is positive.

    From a point to itself: a loop beside it.
    """
    (x1, y1), (x2, y2) = start, end
    lift = abs(bulge) if start == end else (y1 - y2) * 0.12
    controls = ((x1, y1), (x1 + bulge, y1 - lift), (x2 + bulge, y2 + lift), (x2, y2))
    found = []
    for n in range(parts + 1):
        t = n / parts
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        found.append((
            sum(weight * x for weight, (x, _) in zip(weights, controls, strict=True)),
            sum(weight * y for weight, (_, y) in zip(weights, controls, strict=True)),
        ))
    return found


def rounded(points: Sequence[Spot]) -> Sequence[Spot]:
    """The same way with every corner cut twice (Chaikin); a straight line stays as it is."""
    found = points
    for _ in range(2 if len(points) > 2 else 0):
        cut = [found[0]]
        for (x1, y1), (x2, y2) in pairwise(found):
            cut.append((x1 * 0.75 + x2 * 0.25, y1 * 0.75 + y2 * 0.25))
            cut.append((x1 * 0.25 + x2 * 0.75, y1 * 0.25 + y2 * 0.75))
        found = [*cut, found[-1]]
    return found


def trimmed(points: Sequence[Spot], first: float, last: float) -> Sequence[Spot]:
    """The polyline without its first and its last so many pixels."""
    return _without_start(_without_start(points, first)[::-1], last)[::-1]


def _without_start(points: Sequence[Spot], less: float) -> Sequence[Spot]:
    for n, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        length = math.hypot(x2 - x1, y2 - y1)
        if length > less:
            part = less / length
            return [(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part), *points[n + 1:]]
        less -= length
    return [points[-1], points[-1]]


def evenly(points: Sequence[Spot], step: float) -> list[Spot]:
    """Points every `step` pixels along a polyline, its start and its end among them."""
    found = [points[0]]
    left = step
    for (x1, y1), (x2, y2) in pairwise(points):
        length = math.hypot(x2 - x1, y2 - y1)
        at = left
        while at <= length:
            found.append((x1 + (x2 - x1) * at / length, y1 + (y2 - y1) * at / length))
            at += step
        left = at - length
    return [*found, points[-1]]


def whole(points: Sequence[Spot]) -> tuple[Point, ...]:
    """In whole pixels."""
    return tuple((round(x), round(y)) for x, y in points)
