"""
What does not fit on a screen: found by looking at the tree, not by looking at the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from game.ui.element import Element, Rect, Role, TextLine, walk
from game.ui.layout import MIN_TARGET
from game.ui.text import Measure


class OverflowKind(StrEnum):
    """In which way something does not fit."""

    OUT_OF_ELEMENT = "sticks out of its element"
    OUT_OF_CLIP = "is cut off by what holds it"
    OUT_OF_WINDOW = "lies outside the window"
    OVERLAP = "lies on another text"
    TARGET_OUTSIDE = "can be pressed but lies outside the window"
    TARGET_SMALL = "is too small to press"


@dataclass(frozen=True, slots=True)
class Overflow:
    """One thing that does not fit."""

    kind: OverflowKind
    text: str  # the line, or the name of the element
    rect: Rect
    holder: Rect  # what it does not fit in, or what it lies on
    key: str = ""

    def __str__(self) -> str:
        return f"“{self.text}” {self.kind.value}: {_numbers(self.rect)} in {_numbers(self.holder)}"


def _numbers(rect: Rect) -> str:
    return f"{rect.x},{rect.y} {rect.width}×{rect.height}"


@dataclass(frozen=True, slots=True)
class _Line:
    owner: Element
    text: str
    rect: Rect
    in_dialog: int  # how many dialogs are painted up to it; a dialog covers what was painted before


def overflows(root: Element, measure: Measure) -> tuple[Overflow, ...]:
    """Every text that is not wholly visible and every target that cannot be pressed; empty is good."""
    lines: list[_Line] = []
    found = list(_outside(root, root.rect, root.rect, measure, lines))
    found.extend(_overlaps(lines))
    for element in walk(root):
        if not element.takes_focus:
            continue
        name = element.name or element.key
        if not element.rect.within(root.rect):
            found.append(Overflow(OverflowKind.TARGET_OUTSIDE, name, element.rect, root.rect, element.key))
        if min(element.rect.size) < MIN_TARGET:
            found.append(Overflow(OverflowKind.TARGET_SMALL, name, element.rect, root.rect, element.key))
    return tuple(found)


def _outside(
    element: Element, window: Rect, clip: Rect, measure: Measure, lines: list[_Line], dialogs: int = 0
) -> Iterator[Overflow]:
    if element.clip:
        clip = _common(clip, element.rect)
    dialogs += element.role == Role.DIALOG
    for shape in element.shapes:
        if not isinstance(shape, TextLine) or not shape.text:
            continue
        rect = Rect(shape.x, shape.y, shape.width, measure.line_height(shape.font))
        lines.append(_Line(element, shape.text, rect, dialogs))
        if not rect.within(window):
            yield Overflow(OverflowKind.OUT_OF_WINDOW, shape.text, rect, window, element.key)
        elif not rect.within(clip):
            yield Overflow(OverflowKind.OUT_OF_CLIP, shape.text, rect, clip, element.key)
        elif not rect.within(element.rect):
            yield Overflow(OverflowKind.OUT_OF_ELEMENT, shape.text, rect, element.rect, element.key)
    for child in element.children:
        yield from _outside(child, window, clip, measure, lines, dialogs)


def _common(one: Rect, two: Rect) -> Rect:
    x, y = max(one.x, two.x), max(one.y, two.y)
    return Rect(x, y, max(0, min(one.right, two.right) - x), max(0, min(one.bottom, two.bottom) - y))


def _overlaps(lines: list[_Line]) -> Iterator[Overflow]:
    ordered = sorted(lines, key=lambda line: line.rect.y)
    for n, line in enumerate(ordered):
        for other in ordered[n + 1:]:
            if other.rect.y >= line.rect.bottom:
                break
            if other.owner is not line.owner and other.in_dialog == line.in_dialog and (
                line.rect.intersects(other.rect)
            ):
                yield Overflow(OverflowKind.OVERLAP, line.text, line.rect, other.rect, line.owner.key)
