"""
The geometry of what the painter draws by hand: tails of bubbles and signs.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pygame

from game.ui.element import Bubble, BubbleKind, Colour, SymbolKind

PathPoint: TypeAlias = tuple[float, float]
Path: TypeAlias = tuple[PathPoint, ...]


@dataclass(frozen=True, slots=True)
class Tail:
    """A tail as it lies over its bubble's edge: a filled shape that opens the edge, and two outlined sides.

    Points are relative to `origin`, so that the same tail elsewhere is the same drawing.
    """

    origin: tuple[int, int]
    size: tuple[int, int]
    fill: Path
    sides: tuple[Path, ...]


def tail_of(bubble: Bubble) -> Tail | None:
    """The tail, or None where there is no tip, it lies inside, or the bubble is a thought."""
    if bubble.tail is None or bubble.rect.contains(bubble.tail) or bubble.kind == BubbleKind.THOUGHT:
        return None
    if bubble.kind == BubbleKind.CHAT:
        return _corner_tail(bubble)
    return _edge_tail(bubble)


# A tail shows who speaks; it need not reach them.  In radii of the bubble.
_BASE = 1.35
_LONGEST = 2.6


def _short_of(bubble: Bubble) -> PathPoint:
    """The tip, no further from the bubble than a tail looks well."""
    rect, (x, y) = bubble.rect, bubble.tail or (0, 0)
    near_x, near_y = min(max(x, rect.x), rect.right), min(max(y, rect.y), rect.bottom)
    distance = math.hypot(x - near_x, y - near_y)
    longest = max(12.0, bubble.radius * _LONGEST)
    if distance <= longest:
        return x, y
    middle_x = rect.x + rect.width / 2
    # A shortened tail leaves the bubble under the middle and leans the way to its speaker.
    lean = (x - middle_x) * 0.06
    return near_x + (x - near_x) * longest / distance + lean, near_y + (y - near_y) * longest / distance


def _edge_tail(bubble: Bubble) -> Tail | None:
    rect, line = bubble.rect, max(1, bubble.stroke_width)
    tip_x, tip_y = _short_of(bubble)
    below, above = tip_y - rect.bottom, rect.y - tip_y
    aside = max(rect.x - tip_x, tip_x - rect.right)
    if max(below, above) >= aside * 0.5:  # a tail from the top or bottom edge looks better: prefer it
        length, start, end, along, out = (
            rect.width, rect.x, rect.right, tip_x, 1 if below >= above else -1
        )
        edge = rect.bottom - line / 2 if out > 0 else rect.y + line / 2
        turned = False
        tip = (tip_x, tip_y)
    else:
        length, start, end, along = rect.height, rect.y, rect.bottom, tip_y
        out = 1 if tip_x >= rect.right else -1
        edge = rect.right - line / 2 if out > 0 else rect.x + line / 2
        turned = True
        tip = (tip_y, tip_x)
    radius = min(bubble.radius, rect.width // 2, rect.height // 2)
    base = min(max(line * 5.0, bubble.radius * _BASE), length - 2 * radius)
    if base < line * 2.5:
        return None
    # The base stands a little towards the middle, so that the tail leans to its speaker.
    middle = along + ((start + end) / 2 - along) * 0.22
    middle = min(max(middle, start + radius + base / 2), end - radius - base / 2)
    deep = edge - out * (line / 2 + 1)

    def side(sign: float) -> Path:
        foot = (middle + sign * base / 2, edge)
        bend = (middle + sign * base * 0.16 + (tip[0] - middle) * 0.28, edge + (tip[1] - edge) * 0.62)
        return _curve(foot, bend, tip)

    left, right = side(-1), side(1)
    inset = line / 2
    opening = ((middle + base / 2 - inset, deep), (middle - base / 2 + inset, deep))
    fill = (opening[1], *((x + inset if n == 0 else x, y) for n, (x, y) in enumerate(left)),
            *((x - inset if n == 0 else x, y) for n, (x, y) in reversed(list(enumerate(right)))), opening[0])
    if turned:
        return _tail(_swap(fill), (_swap(left), _swap(right)), line)
    return _tail(fill, (left, right), line)


def _corner_tail(bubble: Bubble) -> Tail:
    """A short tail in the line of the bottom edge, at the corner nearest to the tip."""
    rect, line = bubble.rect, max(1, bubble.stroke_width)
    tip_x = (bubble.tail or (0, 0))[0]
    out = 1 if tip_x > rect.centre[0] else -1
    reach = min(max(8, bubble.radius), rect.height * 0.8, rect.width * 0.5)
    side = rect.right - line / 2 if out > 0 else rect.x + line / 2
    bottom = rect.bottom - line / 2
    tip = (side + out * reach * 0.55, bottom)
    upper = _curve((side, bottom - reach), (side, bottom - reach * 0.25), tip)
    lower = (tip, (side - out * reach, bottom))
    inner = (side - out * reach, bottom - reach)
    return _tail((*upper, (side - out * reach, bottom), inner), (upper, lower), line)


def _tail(fill: Path, sides: tuple[Path, ...], line: float) -> Tail:
    points = [*fill, *(point for side in sides for point in side)]
    left = math.floor(min(x for x, _ in points) - line)
    top = math.floor(min(y for _, y in points) - line)
    right = math.ceil(max(x for x, _ in points) + line)
    bottom = math.ceil(max(y for _, y in points) + line)

    def moved(path: Path) -> Path:
        return tuple((x - left, y - top) for x, y in path)

    return Tail((left, top), (right - left, bottom - top), moved(fill), tuple(moved(side) for side in sides))


def _curve(start: PathPoint, bend: PathPoint, end: PathPoint, steps: int = 12) -> Path:
    """A quadratic curve as points."""
    return tuple(
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * bend[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * bend[1] + t**2 * end[1],
        )
        for t in (n / steps for n in range(steps + 1))
    )


def _swap(path: Path) -> Path:
    return tuple((y, x) for x, y in path)


def thought_discs(bubble: Bubble) -> tuple[tuple[tuple[int, int], int], ...]:
    """Centre and radius of the discs that lead from a thought to its thinker, the largest first."""
    if bubble.kind != BubbleKind.THOUGHT or bubble.tail is None or bubble.rect.contains(bubble.tail):
        return ()
    rect, tip = bubble.rect, bubble.tail
    near_x = min(max(tip[0], rect.x + bubble.radius), max(rect.x, rect.right - bubble.radius))
    near_y = min(max(tip[1], rect.y), rect.bottom)
    distance = math.hypot(tip[0] - near_x, tip[1] - near_y) or 1.0
    reach = min(1.0, bubble.radius * 3.2 / distance)  # near enough to be seen as one with the bubble
    largest = max(4, bubble.radius // 2)
    return tuple(
        (
            (round(near_x + (tip[0] - near_x) * way * reach), round(near_y + (tip[1] - near_y) * way * reach)),
            max(3, round(largest * part)),
        )
        for way, part in ((0.22, 1.0), (0.6, 0.66), (0.95, 0.42))
    )


def draw_symbol(canvas: pygame.Surface, kind: SymbolKind, side: int, colour: Colour) -> None:
    """A sign on a square canvas, with some air around it."""

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * side, y * side) for x, y in points]

    match kind:
        case SymbolKind.TRIANGLE:
            pygame.draw.polygon(canvas, colour, at((0.5, 0.08), (0.97, 0.9), (0.03, 0.9)))
        case SymbolKind.CIRCLE:
            pygame.draw.circle(canvas, colour, (side / 2, side / 2), side * 0.42)
        case SymbolKind.SQUARE:
            pygame.draw.rect(canvas, colour, pygame.Rect(*at((0.12, 0.12))[0], side * 0.76, side * 0.76))
        case SymbolKind.DIAMOND:
            pygame.draw.polygon(canvas, colour, at((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)))
        case SymbolKind.CHECK:
            draw_thick(canvas, colour, at((0.1, 0.55), (0.4, 0.83), (0.9, 0.2)), side * 0.15)
        case SymbolKind.ARROW:
            draw_thick(canvas, colour, at((0.1, 0.5), (0.88, 0.5)), side * 0.13)
            draw_thick(canvas, colour, at((0.58, 0.2), (0.88, 0.5), (0.58, 0.8)), side * 0.13)
        case SymbolKind.BACK:
            draw_thick(canvas, colour, at((0.9, 0.5), (0.12, 0.5)), side * 0.13)
            draw_thick(canvas, colour, at((0.42, 0.2), (0.12, 0.5), (0.42, 0.8)), side * 0.13)
        case SymbolKind.PAGE:
            outline = at((0.2, 0.06), (0.58, 0.06), (0.82, 0.3), (0.82, 0.94), (0.2, 0.94), (0.2, 0.06))
            draw_thick(canvas, colour, outline, side * 0.09)
            draw_thick(canvas, colour, at((0.36, 0.52), (0.66, 0.52)), side * 0.08)
            draw_thick(canvas, colour, at((0.36, 0.72), (0.66, 0.72)), side * 0.08)
        case SymbolKind.PAUSE:
            for left in (0.2, 0.58):
                bar = pygame.Rect(left * side, 0.12 * side, 0.22 * side, 0.76 * side)
                pygame.draw.rect(canvas, colour, bar, border_radius=round(side * 0.05))
        case SymbolKind.EYE:
            lid = [*_curve((0.03, 0.5), (0.5, 0.02), (0.97, 0.5)), *_curve((0.97, 0.5), (0.5, 0.98), (0.03, 0.5))]
            draw_thick(canvas, colour, at(*lid), side * 0.09)
            pygame.draw.circle(canvas, colour, (side / 2, side / 2), side * 0.15)
        case SymbolKind.CROSS:
            draw_thick(canvas, colour, at((0.18, 0.18), (0.82, 0.82)), side * 0.14)
            draw_thick(canvas, colour, at((0.82, 0.18), (0.18, 0.82)), side * 0.14)


def draw_thick(canvas: pygame.Surface, colour: Colour, points: Sequence[PathPoint], width: float) -> None:
    """A line through the points with round joints and ends."""
    width = max(1.0, width - 1)  # a polygon takes in the pixels that its edges touch
    for start, end in itertools.pairwise(points):
        length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
        across = (start[1] - end[1]) / length * width / 2, (end[0] - start[0]) / length * width / 2
        pygame.draw.polygon(canvas, colour, [
            (start[0] + across[0], start[1] + across[1]), (end[0] + across[0], end[1] + across[1]),
            (end[0] - across[0], end[1] - across[1]), (start[0] - across[0], start[1] - across[1]),
        ])
    for point in points:
        pygame.draw.circle(canvas, colour, point, width / 2)
