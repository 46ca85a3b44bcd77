"""
Placing the labels of a map: beside their discs where there is room, never on a line, a disc or another label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.core.scenario import SceneId
from game.core.story_map import Node, NodeKind
from game.ui.blocks import Align
from game.ui.element import Colour, Rect
from game.ui.layout import text_lines
from game.ui.map_plan import NOT_SEEN, Plan, Sheet
from game.ui.text import FontSpec, is_rtl

_MOST_LINES = 3

# What it costs when a label does not lie as one would like it.
_LINE = 1.0  # each line but the first
_THIRD_LINE = 1.5  # besides
_OTHER_SIDE = 4.0  # not on the side where the others are
_LETTER = 0.25  # each half letter's width further from the disc
_SHIFT = 0.8  # each line's height above or below its disc
_NOT_BELOW = 1.0  # an ending's title beside it
_SILENCE = 1.2  # a “not seen” that finds no place
_LEANING = 9.0  # the middle of all that is drawn away from the middle of the frame, as a part of its width

# Where a label is tried, best first: half letters away from the disc, and lines below its level.
_STANDS = tuple(sorted(
    ((letters, lines) for letters in (0, 2, 4, 6) for lines in (0.0, -0.33, 0.33, -0.8, 0.8)),
    key=lambda stand: stand[0] * _LETTER + abs(stand[1]) * _SHIFT,
))


@dataclass(frozen=True, slots=True)
class _Label:
    rect: Rect
    lines: tuple[str, ...]
    align: Align
    cost: float


def caption_height(sheet: Sheet, area: Rect, spacing: float) -> int:
    """Pixels for what stands below the endings of the last layer."""
    if not any(node.kind is NodeKind.ENDING for node in sheet.last_layer):
        return 0
    lines = 1
    if any(node.key == sheet.walk.ending for node in sheet.last_layer):
        room = _title_room(sheet, sheet.texts[sheet.walk.ending], area, spacing, len(sheet.last_layer))
        lines = len(sheet.wrapped(sheet.texts[sheet.walk.ending], sheet.bold, room))
    return sheet.gap + min(lines, _MOST_LINES) * sheet.line


def place_labels(sheet: Sheet, plan: Plan, area: Rect, limit: float) -> bool:
    """Put every label into the plan; False, with the plan half done, where one has no room or the cost is `limit`."""
    for key, text in sorted(sheet.texts.items(), key=lambda item: plan.points[item[0]][1]):
        font = sheet.bold if key == sheet.walk.ending else sheet.font
        label = _best_place(sheet, plan, area, key, text, font)
        if label is None or plan.cost + label.cost >= limit:
            return False
        _put(sheet, plan, label, font, sheet.look.theme.ink)
    _place_silence(sheet, plan, area)
    left = min(*(x for x, _ in plan.points.values()), *(label.x for label in plan.labels))
    right = max(*(x for x, _ in plan.points.values()), *(label.right for label in plan.labels))
    plan.cost += abs((left + right) / 2 - area.centre[0]) / area.width * _LEANING
    return plan.cost < limit


def _place_silence(sheet: Sheet, plan: Plan, area: Rect) -> None:
    """Say “not seen” of what was not met, where there is room; nothing hangs on it."""
    for node in sheet.map.nodes:
        if node.key in sheet.walk.nodes:
            continue
        is_last = node.kind is NodeKind.ENDING and node.layer == sheet.map.layers - 1
        for label in _places(sheet, plan, area, node, (NOT_SEEN,), sheet.silence):
            if is_last and label.align is not Align.CENTRE:  # in one row with the others, or not at all
                continue
            if plan.is_free(label.rect, sheet.gap, node.key):
                _put(sheet, plan, replace(label, cost=0.0), sheet.font, sheet.look.theme.muted)
                break
        else:
            plan.cost += _SILENCE


def _put(sheet: Sheet, plan: Plan, label: _Label, font: FontSpec, colour: Colour) -> None:
    rect = label.rect
    plan.labels.append(rect)
    plan.cost += label.cost
    plan.texts.extend(text_lines(label.lines, rect.x, rect.y, rect.width, font, colour, sheet.look, label.align))


def _best_place(sheet: Sheet, plan: Plan, area: Rect, key: SceneId, text: str, font: FontSpec) -> _Label | None:
    measure, node = sheet.look.measure, sheet.nodes[key]
    is_ending = node.kind is NodeKind.ENDING
    best: _Label | None = None
    tried: set[tuple[str, ...]] = set()
    for room in _rooms(sheet, plan, area, node, text, font):
        if room < 3 * font.size or (best is not None and is_ending):
            continue
        lines = sheet.wrapped(text, font, room)
        if len(lines) > _MOST_LINES or lines in tried or " ".join(lines) != text:  # a word would be broken
            continue
        tried.add(lines)
        width = max(measure.width(line, font) for line in lines)
        for label in _places(sheet, plan, area, node, lines, width):
            if best is not None and label.cost >= best.cost:
                break
            if plan.is_free(label.rect, sheet.gap, key):
                best = label
                break
    return best


def _rooms(sheet: Sheet, plan: Plan, area: Rect, node: Node, text: str, font: FontSpec) -> Iterator[int]:
    """The widths at which a text is tried."""
    length = sheet.look.measure.width(text, font)
    if node.kind is NodeKind.ENDING:
        beside = sum(other.layer == node.layer for other in sheet.map.nodes)
        yield _title_room(sheet, text, area, plan.spacing, beside)
        yield length
        return
    x, away = plan.points[node.key][0], plan.radii[node.key] + sheet.gap
    sides = area.right - x, x - area.x
    for wanted in (*sides, length // 2 + 4 * font.size, length // 3 + 4 * font.size):
        yield min(max(sides), wanted) - away


def _title_room(sheet: Sheet, title: str, area: Rect, spacing: float, beside: int) -> int:
    """The width for an ending's title between the words below its neighbours; never less than its longest word."""
    if beside < 2:
        return area.width
    word = max(sheet.look.measure.width(word, sheet.bold) for word in title.split())
    return max(word, round(2 * spacing) - sheet.silence - 2 * sheet.gap)


def _places(
    sheet: Sheet, plan: Plan, area: Rect, node: Node, lines: tuple[str, ...], width: int
) -> Iterator[_Label]:
    """Where a label of that size may stand within the frame: below an ending, and on both sides; best first."""
    x, y = plan.points[node.key]
    height = len(lines) * sheet.line
    cost = (len(lines) - 1) * _LINE + (_THIRD_LINE if len(lines) > 2 else 0.0)
    if node.kind is NodeKind.ENDING:
        below = Rect(x - width // 2, y + plan.ending_radius + sheet.gap // 2, width, height)
        inside = replace(below, x=min(max(below.x, area.x), area.right - width))
        if inside.within(area):
            yield _Label(inside, lines, Align.CENTRE, cost + (_SHIFT / 2 if inside != below else 0.0))
        cost += _NOT_BELOW
    away = plan.radii[node.key] + sheet.gap + sheet.look.px(4)
    rtl = is_rtl(" ".join(lines))
    to_right = Rect(x + away, y - height // 2, width, height), Align.END if rtl else Align.START, 1
    to_left = Rect(x - away - width, y - height // 2, width, height), Align.START if rtl else Align.END, -1
    sides = (to_right, to_left) if plan.is_rightwards else (to_left, to_right)
    for turn, (level, align, sign) in enumerate(sides):
        for letters, shift in _STANDS:
            rect = level.moved(sign * letters * sheet.font.size // 2, round(shift * sheet.line))
            if rect.within(area):
                yield _Label(rect, lines, align, cost + turn * _OTHER_SIDE + letters * _LETTER + abs(shift) * _SHIFT)
