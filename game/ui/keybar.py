"""
The bar at the bottom of every screen, with the keys that do something now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.ui.element import Box, Disc, Element, Rect, Role, Shape
from game.ui.layout import MIN_TARGET, text_lines
from game.ui.text import wrap
from game.ui.theme import Look

MAX_ROWS = 2


@dataclass(frozen=True, slots=True)
class Hint:
    """A key, and what it does; without keys a plain note."""

    keys: tuple[str, ...]  # as they are printed on the keyboard
    label: str
    action: object | None = None
    hotkeys: tuple[str, ...] = ()
    end: bool = False  # at the right of the bar
    rank: int = 0  # 0 always stands on the bar; the greatest rank goes first when the bar is full
    key: str = ""
    through: bool = False  # a dash between the keys: from the first to the last
    progress: tuple[int, int] | None = None  # discs after the label: how many of how many are done
    takes_focus: bool = True  # False for what is there only while something else has the focus


@dataclass(frozen=True, slots=True)
class _Item:
    hint: Hint
    caps: tuple[int, ...]  # widths of the key caps
    lines: tuple[str, ...]
    width: int
    height: int


def key_hints(hints: Sequence[Hint], area: Rect, look: Look) -> tuple[Element, int]:
    """The bar along the bottom of `area`, and its height in pixels.

    The hints take at most two rows; where that is not enough those of the greatest rank go, the last first.
    Hints of rank 0 stay in any case.
    """
    return _bar(tuple(hints), area, look)


@lru_cache(maxsize=64)  # a screen asks for its bar several times, to see what room is left above it
def _bar(hints: tuple[Hint, ...], area: Rect, look: Look) -> tuple[Element, int]:
    margin = min(look.px(45), area.width // 20)
    room = area.width - 2 * margin
    shown = list(hints)
    rows = _rows([_item(hint, room, look) for hint in shown], room, look)
    while len(rows) > MAX_ROWS and any(hint.rank for hint in shown):
        greatest = max(hint.rank for hint in shown)
        del shown[max(n for n, hint in enumerate(shown) if hint.rank == greatest)]
        rows = _rows([_item(hint, room, look) for hint in shown], room, look)
    gap = look.px(12)
    heights = [max(item.height for item in row) for row in rows]
    padding = look.px(20)
    line = max(2, look.px(4))
    height = sum(heights) + gap * (len(rows) - 1) + 2 * padding + line if rows else 0
    bar, _ = area.take_bottom(height)
    # Tab comes to what stands at the end last, in whichever row it has found room: the order is always the same.
    starts: list[Element] = []
    ends: list[Element] = []
    y = bar.y + padding + line
    for row, row_height in zip(rows, heights, strict=True):
        x = bar.x + margin
        for item in row:
            if not item.hint.end:
                starts.append(_element(item, Rect(x, y, item.width, row_height), look))
                x += item.width + _apart(look)
        x = bar.right - margin
        at = len(ends)
        for item in reversed(row):
            if item.hint.end:
                x -= item.width
                ends.insert(at, _element(item, Rect(x, y, item.width, row_height), look))
                x -= _apart(look)
        y += row_height + gap
    ground = (Box(bar, look.theme.card), Box(bar.take_top(line)[0], look.theme.ink))
    element = Element(Role.GROUP, bar, key="keys", name="Keys", shapes=ground, children=(*starts, *ends))
    return element, height


def _item(hint: Hint, room: int, look: Look) -> _Item:
    measure, font, bold = look.measure, look.small, look.small.bold
    height = measure.line_height(bold) + 2 * max(1, look.px(3))
    caps = tuple(max(height, measure.width(key, bold) + 2 * look.px(13)) for key in hint.keys)
    before = sum(caps) + _between(hint, look) * max(0, len(caps) - 1) + (_beside(look) if caps else 0)
    after = _dots_width(hint, look)
    lines = wrap(hint.label, font, max(1, room - before - after), measure) if hint.label else ()
    label = max((measure.width(line, font) for line in lines), default=0)
    tall = max(MIN_TARGET, height, len(lines) * measure.line_height(font))
    return _Item(hint, caps, lines, max(MIN_TARGET, before + label + after), tall)


def _apart(look: Look) -> int:
    """Pixels between two hints; grows with the text, so that it stays clear which label belongs to which key."""
    return max(look.px(38), round(look.small.size * 1.4))


def _beside(look: Look) -> int:
    """Pixels between a cap and its label."""
    return max(look.px(14), round(look.small.size * 0.5))


def _between(hint: Hint, look: Look) -> int:
    """Pixels between two caps: room for a dash, or a little air."""
    return look.measure.width("–", look.small) + 2 * look.px(3) if hint.through else look.px(8)


def _dots_width(hint: Hint, look: Look) -> int:
    if hint.progress is None:
        return 0
    return look.px(18) + hint.progress[1] * _dot_step(look)


def _dot_step(look: Look) -> int:
    return round(look.small.size * 1.1)


def _rows(items: Sequence[_Item], room: int, look: Look) -> list[list[_Item]]:
    """Items from the left on, row by row; what stands at the end has its place on the first row that has room."""
    gap = _apart(look)
    rows: list[list[_Item]] = []
    used: list[int] = []
    for item in [*(each for each in items if each.hint.end), *(each for each in items if not each.hint.end)]:
        # Those at the start keep their order: none goes back to a row that one of them has left.
        first = 0 if item.hint.end else max(
            (n for n, row in enumerate(rows) if any(not each.hint.end for each in row)), default=0
        )
        for n in range(first, len(rows)):
            if used[n] + gap + item.width <= room:
                rows[n].append(item)
                used[n] += gap + item.width
                break
        else:
            rows.append([item])
            used.append(item.width)
    return rows


def _element(item: _Item, rect: Rect, look: Look) -> Element:
    hint, theme, measure = item.hint, look.theme, look.measure
    font, bold = look.small, look.small.bold
    shapes: list[Shape] = []
    height = measure.line_height(bold) + 2 * max(1, look.px(3))
    x, middle = rect.x, rect.centre[1]
    top = middle - measure.line_height(font) // 2
    between = _between(hint, look)
    for n, (key, width) in enumerate(zip(hint.keys, item.caps, strict=True)):
        if n:
            if hint.through:
                shapes.extend(text_lines(("–",), x + look.px(3), top, between, font, theme.ink, look))
            x += between
        cap = Rect(x, middle - height // 2, width, height)
        shapes.append(Box(cap, theme.cap, theme.ink, max(2, look.px(3)), look.px(10)))
        inside = measure.width(key, bold)
        shapes.extend(text_lines((key,), cap.x + (width - inside) // 2, top, inside, bold, theme.cap_ink, look))
        x += width
    x += _beside(look) if hint.keys else 0
    label = max((measure.width(line, font) for line in item.lines), default=0)
    block = len(item.lines) * measure.line_height(font)
    shapes.extend(text_lines(item.lines, x, middle - block // 2, label, font, theme.ink, look))
    x += label
    value = ""
    if hint.progress is not None:
        done, total = hint.progress
        value = f"{done} of {total}"
        step = _dot_step(look)
        radius = max(4, round(look.small.size * 0.38))
        x += look.px(18)
        for n in range(total):
            centre = (x + n * step + step // 2, middle)
            fill = theme.ink if n < done else theme.card
            shapes.append(Disc(centre, radius, fill, theme.ink, max(2, look.px(4))))
    return Element(
        Role.BUTTON if hint.action is not None else Role.TEXT, rect, key=hint.key, name=hint.label, value=value,
        description=("–" if hint.through else " ").join(hint.keys),
        action=hint.action, hotkeys=hint.hotkeys, shapes=tuple(shapes), focusable=None if hint.takes_focus else False,
    )
