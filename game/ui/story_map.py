"""
The map of a play: the way that was taken in ink, the ways that were not dashed, and what was done beside it.

What the player has not met has no words here but “not seen”.  A label never lies on a line, a disc or another label
and never leaves the frame; where there is no quiet place for the labels, the moments are numbered and the list
stands beside the map, below it, or is left to the caller.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from game.core.scenario import ChoiceId, SceneId
from game.core.story_map import NodeKind, StoryMap, Walk, part_of, walk_of
from game.ui.element import Box, Colour, Disc, Element, Rect, Role, Shape
from game.ui.layout import text_lines
from game.ui.map_labels import caption_height, place_labels
from game.ui.map_plan import FIRST_STEP, NOT_SEEN, Plan, Sheet, digit, discs_of, plan_of, strokes_of
from game.ui.text import FontSpec, wrap
from game.ui.theme import Look

TITLE = "Your path, and the ones not taken"
SMALLEST = (500, 300)  # pixels; below that there is no map

# What an arrangement costs besides its labels (see `map_labels`); the one with the least cost is drawn.
_ON_THE_LEFT = 0.6  # all labels on the left of the path
_NARROWNESS = 2.5  # columns closer than they could be, times the missing part
_RESTLESS = 9.0  # above this cost a list is easier to read than labels here and there
_GOOD_ENOUGH = 1.0  # below it no better arrangement is looked for

_PLACES = (0.3, 0.15, 0.45, 0.0, 0.6, 0.75, 1.0)  # of the discs from left to right; likely ones first
_LIST_SHARES = (0.42, 0.36, 0.32)  # of the width for the map, when a list stands beside it
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map in its place.

    Attributes:
        element: One group, within the rectangle that was asked for.
        numbered: Whether the moments have numbers in place of labels.
        to_list: “1 …”, “2 …”: what the caller has to list because it does not stand on the map.  Usually empty.
    """

    element: Element
    numbered: bool
    to_list: tuple[str, ...] = ()


def map_element(
    story_map: StoryMap, taken: Iterable[tuple[SceneId, ChoiceId]], ending_scene: SceneId,
    summaries: Mapping[ChoiceId, str], rect: Rect, look: Look, *, title: str = TITLE,
) -> Element | None:
    """The map of a play with all that has to be said on it; None where there is no room.  See `drawn_map`."""
    drawn = drawn_map(story_map, taken, ending_scene, summaries, rect, look, title=title)
    return drawn.element if drawn is not None and not drawn.to_list else None


def drawn_map(
    story_map: StoryMap, taken: Iterable[tuple[SceneId, ChoiceId]], ending_scene: SceneId,
    summaries: Mapping[ChoiceId, str], rect: Rect, look: Look, *, title: str = TITLE,
) -> DrawnMap | None:
    """Draw the map of a play into `rect`; where need be with numbers only, for the caller to list what they mean.

    Args:
        taken: Scene and choice of every decision made, first to last.
        ending_scene: Where it ended, or empty.
        summaries: A sentence for each choice that was taken.
        title: What the map is called when it is read aloud; it is not drawn.

    Returns None where `rect` is smaller than `SMALLEST` or the path has too many steps for its height.
    """
    if rect.width < SMALLEST[0] or rect.height < SMALLEST[1]:
        return None
    return _drawn(story_map, walk_of(story_map, taken, ending_scene, summaries), rect, look, title)


def map_height(story_map: StoryMap, look: Look) -> int:
    """The least height in pixels at which every moment has room for a label of two lines."""
    line = look.measure.line_height(look.small)
    step = max(2 * line + look.px(10), look.px(80))
    return max(SMALLEST[1], round(2 * look.px(64) + step * (story_map.layers - 2 + FIRST_STEP) + 2 * line))


@lru_cache(maxsize=4)  # a page is laid out again for every key that is pressed; the map on it stays the same
def _drawn(whole: StoryMap, walk: Walk, rect: Rect, look: Look, title: str) -> DrawnMap | None:
    area = rect.inset(look.px(36), look.px(34))
    for part in _parts(whole, walk):
        sheet = Sheet(part, walk, look)
        plan = _labelled(sheet, area)
        listed = _with_list(sheet, area) if plan is None or plan.cost > _RESTLESS else None
        to_list: tuple[str, ...] = ()
        if listed is not None:
            shapes = listed
        elif plan is not None:
            shapes = [*strokes_of(sheet, plan), *discs_of(sheet, plan, numbered=False), *plan.texts]
        else:
            bare = _numbered(sheet, area)
            if bare is None:
                continue
            shapes = bare
            to_list = tuple(f"{sheet.numbers[key]} {text}" for key, text in sheet.texts.items())
        card = Box(rect, look.theme.card, look.theme.ink, look.line, look.radius)
        element = Element(
            Role.GROUP, rect, key="map", name=title, description=_in_words(whole, walk), shapes=(card, *shapes),
            clip=True,
        )
        return DrawnMap(element, listed is not None or plan is None, to_list)
    return None


def _parts(whole: StoryMap, walk: Walk) -> Iterator[StoryMap]:
    """What to draw: all of it, what lies next to the path, or the path alone; the first that there is room for."""
    reachable = part_of(whole, (node.key for node in whole.nodes if node.is_reachable or node.key in walk.nodes))
    yield reachable
    near = {edge.target for edge in reachable.edges if edge.source in walk.nodes}
    yield part_of(reachable, walk.nodes | near)
    yield part_of(reachable, walk.nodes)


def _in_words(whole: StoryMap, walk: Walk) -> str:
    """The path for those who listen."""
    said = ["You started."]
    said.extend(_sentence(step.label) for step in walk.steps if step.label)
    missed = [node.kind for node in whole.nodes if node.is_reachable and node.key not in walk.nodes]
    if walk.ending:
        said.append(f"It ended with “{whole.by_key()[walk.ending].title}”.")
    if moments := missed.count(NodeKind.DECISION):
        said.append(f"{_number(moments).capitalize()} other moment{'s were' if moments > 1 else ' was'} not seen.")
    if endings := missed.count(NodeKind.ENDING):
        said.append(f"Endings not seen: {_number(endings)}.")
    return " ".join(said)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "”", "।")) else f"{text}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


# --- labels beside the discs ---------------------------------------------------------------------------------


def _labelled(sheet: Sheet, area: Rect) -> Plan | None:
    """The arrangement that costs least, if every label finds a place in one."""
    best: Plan | None = None
    for spacing, share in sheet.scales(area, numbered=False):
        below = caption_height(sheet, area, spacing)
        for place in _PLACES:
            cost = (1 - share) * _NARROWNESS + (_ON_THE_LEFT if place > 0.5 else 0.0)
            if best is not None and cost >= best.cost:
                continue
            plan = plan_of(sheet, area, spacing, place, below, numbered=False)
            if plan is None:
                break
            plan.cost = cost
            if place_labels(sheet, plan, area, best.cost if best else math.inf):
                best = plan
                if best.cost < _GOOD_ENOUGH:
                    return best
    return best


# --- numbers, and a list -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    number: str  # empty for what was not seen
    lines: tuple[str, ...]
    font: FontSpec
    fill: Colour
    ink: Colour


def _numbered(sheet: Sheet, area: Rect) -> list[Shape] | None:
    for spacing, _ in sheet.scales(area, numbered=True):
        plan = plan_of(sheet, area, spacing, 0.5, 0, numbered=True)
        if plan is not None:
            return [*strokes_of(sheet, plan), *discs_of(sheet, plan, numbered=True)]
    return None


def _with_list(sheet: Sheet, area: Rect) -> list[Shape] | None:
    """The list beside the map, with as few lines as can be, or else below it."""
    gap = sheet.look.px(30)
    divided = [area.take_left(round(area.width * share)) for share in _LIST_SHARES]
    pairs = [(left, rest.take_left(gap)[1]) for left, rest in divided]
    pairs.sort(key=lambda pair: sum(len(entry.lines) for entry in _entries(sheet, pair[1].width)))
    low = _list_height(sheet, _entries(sheet, area.width))
    top, rest = area.take_top(max(0, area.height - low - gap))
    for map_area, list_area in (*pairs, (top, rest.take_bottom(low)[0])):
        entries = _entries(sheet, list_area.width)
        if list_area.width >= 9 * sheet.font.size and _list_height(sheet, entries) <= list_area.height:
            shapes = _numbered(sheet, map_area)
            if shapes is not None:
                return [*shapes, *_list(sheet, entries, list_area)]
    return None


def _entries(sheet: Sheet, width: int) -> list[_Entry]:
    theme, room = sheet.look.theme, max(1, width - _indent(sheet))
    found = []
    for key, text in sheet.texts.items():
        is_end = key == sheet.walk.ending
        font, fill = (sheet.bold, theme.mint) if is_end else (sheet.font, theme.marigold)
        lines = wrap(text, font, room, sheet.look.measure)
        found.append(_Entry(sheet.numbers[key], lines, font, fill, theme.ink))
    if len(sheet.nodes) > len(sheet.walk.nodes):
        found.append(_Entry("", (NOT_SEEN,), sheet.font, theme.card, theme.muted))
    return found


def _indent(sheet: Sheet) -> int:
    return 2 * sheet.digit_radius + sheet.look.px(16)


def _list_height(sheet: Sheet, entries: list[_Entry]) -> int:
    """With the least space between the entries."""
    return sum(len(entry.lines) for entry in entries) * sheet.line + sheet.look.px(8) * (len(entries) - 1)


def _list(sheet: Sheet, entries: list[_Entry], area: Rect) -> list[Shape]:
    look, radius = sheet.look, sheet.digit_radius
    spare = area.height - _list_height(sheet, entries)
    wider = min(spare // max(1, len(entries) - 1), look.px(30))
    y = area.y + (spare - wider * (len(entries) - 1)) // 2
    shapes: list[Shape] = []
    for entry in entries:
        centre = area.x + radius, y + sheet.line // 2
        size = radius if entry.number else round(radius * 0.72)
        shapes.append(Disc(centre, size, entry.fill, look.theme.ink, max(2, look.px(4))))
        if entry.number:
            shapes.append(digit(sheet, entry.number, centre))
        left = area.x + _indent(sheet)
        shapes.extend(text_lines(entry.lines, left, y, area.right - left, entry.font, entry.ink, look))
        y += len(entry.lines) * sheet.line + look.px(8) + wider
    return shapes
