"""
Where the discs and the lines of a map lie, at one scale and one place in its frame.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from game.core.scenario import SceneId
from game.core.story_map import START, Edge, Node, NodeKind, StoryMap, Walk
from game.ui.element import Colour, Disc, Point, Rect, Shape, Stroke, TextLine
from game.ui.polylines import Segment, Spot, bow, evenly, is_crossed, rounded, segments, trimmed, whole
from game.ui.text import FontSpec, wrap
from game.ui.theme import Look, blend

NOT_SEEN = "not seen"
FIRST_STEP = 0.62  # from the start to the first decision, as a part of the other steps

_MOST_SIDE_WAYS = 3  # more lines side by side would be a pattern, not ways
_SCALES = (1.0, 0.85, 0.72, 0.6, 0.5)  # parts of the widest distance between columns
_DASH_AND_GAP = 4.4  # widths of a dashed line from the start of a dash to the start of the next


class Sheet:
    """What is to be drawn, and the sizes that follow from how a person likes to read."""

    def __init__(self, part: StoryMap, walk: Walk, look: Look) -> None:
        self.map, self.walk, self.look = part, walk, look
        self.nodes = part.by_key()
        self.font, self.bold = look.small, look.small.bold
        self.line = look.measure.line_height(self.font)
        self.gap = max(3, look.px(10))  # pixels that stay free around a label
        self.digit_radius = round(self.font.size * 0.72)  # of a disc that a number fits into
        self.silence = look.measure.width(NOT_SEEN, self.font)
        met = walk.labels()
        self.texts = {key: _shortened(" ".join(met[key].split())) for key in met if key in self.nodes and met[key]}
        if walk.ending in self.nodes:
            self.texts[walk.ending] = " ".join(self.nodes[walk.ending].title.split())
        self.numbers = {key: str(n) for n, key in enumerate(self.texts, 1)}
        self.lonely = _lonely_layers(part, self.nodes)
        columns = [node.column for node in part.nodes] + [bend for edge in part.edges for bend in edge.bends]
        self.first_column = min(columns)
        self.columns = max(columns) - self.first_column
        self._wrapped: dict[tuple[str, FontSpec, int], tuple[str, ...]] = {}
        self.last_layer = [node for node in part.nodes if node.layer == part.layers - 1]

    def wrapped(self, text: str, font: FontSpec, width: int) -> tuple[str, ...]:
        """In lines about as long as each other; kept, as the same few are asked for in every arrangement."""
        key = (text, font, width)
        if key not in self._wrapped:
            self._wrapped[key] = wrap(text, font, width, self.look.measure, balanced=True)
        return self._wrapped[key]

    def is_taken(self, edge: Edge) -> bool:
        """Whether the play went this way."""
        return (edge.source, edge.target) in self.walk.edges

    def side(self, *, numbered: bool) -> int:
        """Pixels that the outermost discs need on their outer side."""
        disc = max(self.look.px(36), round(self.font.size * 0.9))
        return disc if numbered else max(disc, self.silence // 2)

    def scales(self, area: Rect, *, numbered: bool) -> Iterator[tuple[float, float]]:
        """Pixels from column to column, from wide to narrow, each with its part of the widest."""
        if not self.columns:
            yield 0.0, 1.0
            return
        room = (area.width - 2 * self.side(numbered=numbered)) / self.columns
        widest = min(self.look.px(150 if numbered else 230), room)
        for share in _SCALES:
            if widest * share >= self.look.px(44):
                yield widest * share, share


def _shortened(summary: str) -> str:
    """A label has no full stop, unless it is more than one sentence."""
    return summary[:-1] if summary.endswith(".") and "." not in summary[:-1] else summary


def _lonely_layers(part: StoryMap, nodes: Mapping[SceneId, Node]) -> frozenset[int]:
    """The layers from which a single edge leads on, with nothing beside it."""
    changes = [0] * (part.layers + 1)
    for edge in part.edges:
        low, high = sorted((nodes[edge.source].layer, nodes[edge.target].layer))
        changes[low] += 1
        changes[max(high, low + 1)] -= 1
    return frozenset(layer for layer, count in enumerate(accumulate(changes)) if count == 1)


@dataclass(frozen=True, slots=True)
class Way:
    """How an edge runs, from the middle of a disc to the middle of another.

    `side_ways` is how far the other choices that led to the same place bulge, in pixels.
    """

    edge: Edge
    points: tuple[Spot, ...]
    side_ways: tuple[float, ...] = ()


@dataclass(slots=True)
class Plan:
    """Discs, lines and the labels placed so far; the cost says how well they lie, less is better."""

    points: dict[SceneId, Point]
    radii: dict[SceneId, int]
    spacing: float  # pixels from column to column
    ending_radius: int
    is_rightwards: bool  # labels stand on the right, side ways bulge to the left
    ways: list[Way]
    lines: list[Segment]
    labels: list[Rect] = field(default_factory=list)
    texts: list[TextLine] = field(default_factory=list)
    cost: float = 0.0

    def is_free(self, rect: Rect, gap: int, own: SceneId) -> bool:
        """Whether nothing lies within `gap` pixels of a label; its own disc may be nearer."""
        around = rect.inset(-gap)
        if any(label.intersects(around) for label in self.labels):
            return False
        for key, (x, y) in self.points.items():
            radius = self.radii[key] + (gap if key != own else 0)
            if math.hypot(x - min(max(x, rect.x), rect.right), y - min(max(y, rect.y), rect.bottom)) < radius:
                return False
        return not is_crossed(rect, self.lines, gap)


def plan_of(sheet: Sheet, area: Rect, spacing: float, place: float, below: int, *, numbered: bool) -> Plan | None:
    """Discs and lines, or None where they would stand too close.

    Args:
        spacing: Pixels from column to column.
        place: Where the discs lie from the left (0) to the right (1) of the area.  Up to 0.5 the labels stand on
            their right.
        below: Pixels to leave free below the last layer.
        numbered: Whether the discs have to hold numbers.
    """
    look, whole_map = sheet.look, sheet.map
    steps = whole_map.layers - 2 + FIRST_STEP if whole_map.layers > 1 else 0.0
    room = area.height - look.px(20) - look.px(36) - below
    step = min(look.px(190), room / steps) if steps else 0.0
    least = sheet.digit_radius if numbered else max(6, look.px(13))
    large = max(least, min(look.px(28), round(step * 0.25)))
    if (steps and step < 2 * large + look.px(4 if numbered else 10)) or (sheet.columns and spacing < 2 * large):
        return None
    small = max(5, round(large * (0.6 if numbered else 0.72)))
    met = sheet.walk.nodes - {START}
    radii = {key: large if key in met else small for key in sheet.nodes}
    if sheet.walk.ending in radii:
        radii[sheet.walk.ending] = round(large * 1.2)
    slack = area.width - sheet.columns * spacing
    least_side = sheet.side(numbered=numbered)
    side = min(slack / 2, least_side if spacing else max(least_side, step * 0.7))
    left = area.x + side + (slack - 2 * side) * place
    top = area.y + small + max(0, (room - round(steps * step)) // 2)

    def at(layer: int, column: float) -> Point:
        down = step * (layer - 1 + FIRST_STEP) if layer else 0.0
        return round(left + (column - sheet.first_column) * spacing), round(top + down)

    points = {node.key: at(node.layer, node.column) for node in whole_map.nodes}
    is_rightwards = place <= 0.5
    # Between discs that almost touch, side ways would be a row of specks.
    has_side_ways = step - 2 * large - 2 * look.px(6) >= 1.8 * _DASH_AND_GAP * max(2, look.px(4))
    ways = []
    for edge in whole_map.edges:
        start, end = points[edge.source], points[edge.target]
        if edge.is_back:
            ways.append(Way(edge, tuple(bow(start, end, _past_all(sheet, edge, points, area, is_rightwards), 24))))
            continue
        above = sheet.nodes[edge.source].layer
        bends = [at(above + n, bend) for n, bend in enumerate(edge.bends, 1)]
        beside = min(start[0], end[0]) - area.x if is_rightwards else area.right - max(start[0], end[0])
        bulge = min(step * 0.9, max(0, beside - look.px(4)) * 4 / 3) * (-1 if is_rightwards else 1)
        side_ways = _side_ways(sheet, edge, bulge) if has_side_ways else ()
        ways.append(Way(edge, tuple(rounded([start, *bends, end])), side_ways))
    lines = [line for way in ways for line in _obstacles(way, look)]
    return Plan(points, radii, spacing, round(large * 1.2), is_rightwards, ways, lines)


def _side_ways(sheet: Sheet, edge: Edge, bulge: float) -> tuple[float, ...]:
    """One for each other choice that led to the same moment, where nothing else is in the way."""
    if not sheet.is_taken(edge) or sheet.nodes[edge.source].layer not in sheet.lonely:
        return ()
    count = min(_MOST_SIDE_WAYS, len(edge.choices) - 1)
    return tuple(bulge * (0.3 + 0.7 * n / count if count > 1 else 0.65) for n in range(1, count + 1))


def _past_all(sheet: Sheet, edge: Edge, at: Mapping[SceneId, Point], area: Rect, is_leftwards: bool) -> float:
    """How far a way back keeps to the side: past everything that it goes by, as far as the frame allows."""
    low, high = sheet.nodes[edge.target].layer, sheet.nodes[edge.source].layer
    middle = (at[edge.source][0] + at[edge.target][0]) / 2
    beside = [at[node.key][0] for node in sheet.map.nodes if low <= node.layer <= high] if low < high else [middle]
    wanted = max(middle - min(beside) if is_leftwards else max(beside) - middle, 0.0) + sheet.look.px(60)
    room = middle - area.x if is_leftwards else area.right - middle
    return min(wanted, max(0.0, room - sheet.look.px(8))) * (-4 / 3 if is_leftwards else 4 / 3)


def _obstacles(way: Way, look: Look) -> Iterator[Segment]:
    half = look.px(8) / 2
    yield from segments(way.points, half)
    if way.side_ways:  # what lies inside the outermost needs no look; a coarse curve needs some more room
        yield from segments(bow(way.points[0], way.points[-1], way.side_ways[-1], 6), half + 3)


def strokes_of(sheet: Sheet, plan: Plan) -> list[Stroke]:
    """The lines, ways not taken first, so that the one that was taken lies on top."""
    look, theme = sheet.look, sheet.look.theme
    light = blend(theme.faint, theme.card, 0.4)  # what lies beyond a moment that was not met
    far: list[Stroke] = []
    near: list[Stroke] = []
    taken: list[Stroke] = []
    for way in plan.ways:
        if sheet.is_taken(way.edge):
            points = way.points if way.edge.is_back else rounded(way.points)
            taken.append(Stroke(whole(points), theme.ink, max(3, look.px(8))))
            for bulge in way.side_ways:
                near.append(_dashed(plan, way.edge, bow(way.points[0], way.points[-1], bulge, 48), theme.faint, look))
        elif way.edge.source in sheet.walk.nodes:
            near.append(_dashed(plan, way.edge, way.points, theme.faint, look))
        else:
            far.append(_dashed(plan, way.edge, way.points, light, look))
    return far + near + taken


def _dashed(plan: Plan, edge: Edge, points: tuple[Spot, ...] | list[Spot], colour: Colour, look: Look) -> Stroke:
    """From rim to rim.  Points lie a dash and a gap apart, so that a curve is dashed as evenly as a line."""
    width, gap = max(2, look.px(4)), look.px(6)
    between = trimmed(points, plan.radii[edge.source] + gap, plan.radii[edge.target] + gap)
    return Stroke(whole(evenly(between, width * _DASH_AND_GAP)), colour, width, dashed=True)


def discs_of(sheet: Sheet, plan: Plan, *, numbered: bool) -> list[Shape]:
    """The start in ink, what was met in marigold, the ending in mint, the rest open."""
    theme = sheet.look.theme
    shapes: list[Shape] = []
    for node in sheet.map.nodes:
        fill = theme.marigold if node.key in sheet.walk.nodes else theme.card
        if node.kind is NodeKind.START:
            fill = theme.ink
        elif node.key == sheet.walk.ending:
            fill = theme.mint
        centre = plan.points[node.key]
        shapes.append(Disc(centre, plan.radii[node.key], fill, theme.ink, max(2, sheet.look.px(5))))
        if numbered and node.key in sheet.numbers:
            shapes.append(digit(sheet, sheet.numbers[node.key], centre))
    return shapes


def digit(sheet: Sheet, number: str, centre: Point) -> TextLine:
    """A number in the middle of a disc."""
    width = sheet.look.measure.width(number, sheet.bold)
    x, y = centre[0] - width // 2, centre[1] - sheet.line // 2
    return TextLine(x, y, number, sheet.bold, sheet.look.theme.on_colour, width)
