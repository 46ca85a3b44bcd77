"""
The map of a play: the way that was taken in ink, the ways that were not dashed, and what was done beside it.

What the player has not met has no words here but “not seen”.  A label never lies on a line, a disc or another label
and never leaves the frame; where there is no room for the labels, the moments are numbered and the list stands
beside the map, below it, or is left to the caller.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from game.core.scenario import ChoiceId, SceneId
from game.core.story_map import START, Edge, Node, NodeKind, StoryMap, Walk, part_of, walk_of
from game.ui.blocks import Align
from game.ui.element import Box, Colour, Disc, Element, Point, Rect, Role, Shape, Stroke, TextLine
from game.ui.layout import text_lines
from game.ui.text import FontSpec, is_rtl, wrap
from game.ui.theme import Look, blend

TITLE = "Your path, and the ones not taken"
SMALLEST = (500, 300)  # pixels; below that there is no map

_NOT_SEEN = "not seen"
_MOST_LINES = 3  # of a label
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

# What a label costs that does not lie as one would like it; the arrangement with the least cost is drawn.
_COST_OF_LINE = 1.0
_COST_OF_LEFT = 0.6  # all labels on the left
_COST_OF_SIDE = 2.5  # on the other side than its neighbours
_COST_OF_SHIFT = 0.4  # not level with its disc
_COST_OF_DISTANCE = 0.25  # for each letter's width away from the disc
_COST_OF_THIRD = 1.5  # a third line, besides what each line costs
_COST_OF_SILENCE = 0.8  # a “not seen” that finds no place
_COST_OF_LEANING = 9.0  # the middle of all that is drawn, away from the middle of the frame, as a part of its width
_COST_OF_NARROWNESS = 2.5  # columns drawn closer than they could be

_MOST_SIDE_WAYS = 3  # more lines side by side would be a pattern, not ways
# Where a label is tried, best first: letters away from the disc, and lines above or below its level.
_STANDS = tuple(sorted(
    ((letters, dy) for letters in (0, 2, 4, 6) for dy in (0.0, -0.33, 0.33, -0.8, 0.8)),
    key=lambda stand: stand[0] * _COST_OF_DISTANCE + abs(stand[1]) * 2 * _COST_OF_SHIFT,
))
_FIRST_STEP = 0.62  # from the start to the first decision, as a part of the other steps


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
) -> DrawnMap | None:
    """Draw the map of a play into `rect`.

    Args:
        taken: Scene and choice of every decision made, first to last.
        ending_scene: Where it ended, or empty.
        summaries: A sentence for each choice that was taken.
        title: What the map is called when it is read aloud; it is not drawn.

    Returns None where `rect` is smaller than `SMALLEST` or the path has too many steps for its height.
    """
    if rect.width < SMALLEST[0] or rect.height < SMALLEST[1]:
        return None
    walk = walk_of(story_map, taken, ending_scene, summaries)
    words = _in_words(story_map, walk)
    inner = rect.inset(look.px(36), look.px(34))
    for part in _parts(story_map, walk):
        pen = _Pen(part, walk, look)
        drawn = pen.labelled(inner) or pen.with_list(inner)
        if drawn is None and (bare := pen.numbered(inner)) is not None:
            drawn = replace(bare, to_list=tuple(f"{n} {text}" for n, text in enumerate(pen.texts.values(), 1)))
        if drawn is not None:
            card = Box(rect, look.theme.card, look.theme.ink, look.line, look.radius)
            element = Element(
                Role.GROUP, rect, key="map", name=title, description=words, shapes=(card, *drawn.shapes), clip=True
            )
            return DrawnMap(element, drawn.is_numbered, drawn.to_list)
    return None


def map_height(story_map: StoryMap, look: Look) -> int:
    """The least height in pixels at which every moment has room for a label of two lines."""
    line = look.measure.line_height(look.small)
    step = max(2 * line + look.px(10), look.px(80))
    return max(SMALLEST[1], round(2 * look.px(34) + step * (story_map.layers - 1 + _FIRST_STEP) + 2 * line))


def _parts(whole: StoryMap, walk: Walk) -> Iterator[StoryMap]:
    """What to draw: all of it, what lies next to the path, or the path alone; the first that there is room for."""
    reachable = part_of(whole, (node.key for node in whole.nodes if node.is_reachable))
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


# --- what is on the paper ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A segment that a label keeps away from; `half` is half its width."""

    x1: float
    y1: float
    x2: float
    y2: float
    half: float

    def touches(self, rect: Rect, gap: float) -> bool:
        left, top = rect.x - gap - self.half, rect.y - gap - self.half
        right, bottom = rect.right + gap + self.half, rect.bottom + gap + self.half
        x1, y1, x2, y2 = self.x1, self.y1, self.x2, self.y2
        if max(x1, x2) < left or min(x1, x2) > right or max(y1, y2) < top or min(y1, y2) > bottom:
            return False
        near, far = 0.0, 1.0  # the part of the segment inside the rectangle (Liang and Barsky)
        for start, way, low, high in ((x1, x2 - x1, left, right), (y1, y2 - y1, top, bottom)):
            if way:
                one, two = (low - start) / way, (high - start) / way
                near, far = max(near, min(one, two)), min(far, max(one, two))
        return near <= far


@dataclass(frozen=True, slots=True)
class _Label:
    rect: Rect
    lines: tuple[str, ...]
    align: Align
    cost: float


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry of the numbered list."""

    number: str
    lines: tuple[str, ...]
    font: FontSpec
    fill: Colour
    ink: Colour


@dataclass(frozen=True, slots=True)
class _Drawing:
    shapes: tuple[Shape, ...]
    is_numbered: bool = False
    to_list: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Way:
    """How an edge runs, from the middle of a disc to the middle of another."""

    edge: Edge
    points: tuple[tuple[float, float], ...]
    side_ways: tuple[float, ...] = ()  # how far the other choices that led to the same place bulge, in pixels


@dataclass(slots=True)
class _Plan:
    """Nodes, lines and labels at one scale and place."""

    points: dict[SceneId, Point]
    radii: dict[SceneId, int]
    is_rightwards: bool  # labels stand on the right, side ways bulge to the left
    ways: list[_Way]
    lines: list[_Line]
    labels: list[_Label] = field(default_factory=list)
    texts: list[TextLine] = field(default_factory=list)
    cost: float = 0.0

    def is_free(self, rect: Rect, gap: int, own: SceneId) -> bool:
        if any(line.touches(rect, gap) for line in self.lines):
            return False
        around = rect.inset(-gap)
        if any(label.rect.intersects(around) for label in self.labels):
            return False
        for key, (x, y) in self.points.items():
            radius = self.radii[key] + (gap if key != own else 0)
            if math.hypot(x - min(max(x, rect.x), rect.right), y - min(max(y, rect.y), rect.bottom)) < radius:
                return False
        return True


class _Pen:
    """Draws one map of one walk at one size of text."""

    def __init__(self, part: StoryMap, walk: Walk, look: Look) -> None:
        self._map, self._walk, self._look = part, walk, look
        self._nodes = part.by_key()
        self._font, self._bold = look.small, look.small.bold
        self._line = look.measure.line_height(self._font)
        self._gap = max(3, look.px(10))
        met = walk.labels()
        self.texts = {key: _shortened(met[key]) for key in met if key in self._nodes and met[key]}
        if walk.ending in self._nodes:
            self.texts[walk.ending] = self._nodes[walk.ending].title
        self._numbers = {key: str(n) for n, key in enumerate(self.texts, 1)}
        self._wrapped: dict[tuple[str, int], tuple[str, ...]] = {}
        self._left = min(node.column for node in part.nodes)
        self._columns = max(node.column for node in part.nodes) - self._left
        for edge in part.edges:
            for bend in edge.bends:
                self._columns = max(self._columns, bend - self._left, self._columns + self._left - bend)
                self._left = min(self._left, bend)

    # --- the three ways of saying what was done ---

    def labelled(self, area: Rect) -> _Drawing | None:
        """The labels beside the discs, in the arrangement that costs least."""
        best: _Plan | None = None
        for spacing, share in self._scales(area, numbered=False):
            for place in (0.3, 0.15, 0.45, 0.0, 0.6, 0.75, 1.0):
                cost = (1 - share) * _COST_OF_NARROWNESS + (_COST_OF_LEFT if place > 0.5 else 0.0)
                if best is not None and cost >= best.cost:
                    continue
                plan = self._plan(area, spacing, place, numbered=False)
                if plan is None:
                    break
                plan.cost = cost
                if self._place_labels(plan, area, best.cost if best else math.inf):
                    best = plan
        return None if best is None else _Drawing(self._shapes(best, numbered=False))

    def with_list(self, area: Rect) -> _Drawing | None:
        """Numbers on the discs, and what they mean beside the map or below it."""
        for share in (0.42, 0.36, 0.3, 0.5):
            left, rest = area.take_left(round(area.width * share))
            drawn = self._numbered_with_list(left, rest.take_left(self._look.px(30))[1])
            if drawn is not None:
                return drawn
        height = self._list_height(area.width)
        top, rest = area.take_top(area.height - height - self._look.px(20))
        return self._numbered_with_list(top, rest.take_bottom(height)[0])

    def _numbered_with_list(self, area: Rect, beside: Rect) -> _Drawing | None:
        if beside.width < 9 * self._font.size or self._list_height(beside.width) > beside.height:
            return None
        drawn = self.numbered(area)
        return None if drawn is None else replace(drawn, shapes=drawn.shapes + self._list(beside))

    def numbered(self, area: Rect) -> _Drawing | None:
        """Numbers on the discs alone."""
        for spacing, _ in self._scales(area, numbered=True):
            plan = self._plan(area, spacing, 0.5, numbered=True)
            if plan is not None:
                return _Drawing(self._shapes(plan, numbered=True), is_numbered=True)
        return None

    # --- where things are ---

    def _scales(self, area: Rect, *, numbered: bool) -> Iterator[tuple[float, float]]:
        """Pixels from column to column, from wide to narrow, each with its part of the widest."""
        if not self._columns:
            yield 0.0, 1.0
            return
        side = self._side(numbered)
        widest = min(self._look.px(230), (area.width - 2 * side) / self._columns)
        for share in (1.0, 0.85, 0.72, 0.6, 0.5):
            if widest * share >= self._look.px(44):
                yield widest * share, share

    def _plan(self, area: Rect, spacing: float, place: float, *, numbered: bool) -> _Plan | None:
        """Discs and lines, or None where they would stand too close."""
        look = self._look
        caption = 0 if numbered else self._caption_height(area, spacing)
        steps = self._map.layers - 2 + _FIRST_STEP if self._map.layers > 1 else 0.0
        room = area.height - look.px(20) - look.px(36) - caption
        step = min(look.px(190), room / steps) if steps else 0.0
        least = round(self._font.size * 0.72) if numbered else max(6, look.px(13))
        large = max(least, min(look.px(28), round(step * 0.25)))
        if (steps and step < 2 * large + look.px(10)) or (self._columns and spacing < 2 * large + look.px(6)):
            return None
        small = max(5, round(large * 0.72))
        radii = {
            key: round(large * 1.2) if key == self._walk.ending
            else large if key in self._walk.nodes and key != START else small
            for key in self._nodes
        }
        used = round(steps * step)
        top = area.y + small + max(0, (room - used) // 2)
        slack = area.width - self._columns * spacing
        side = min(slack / 2, self._side(numbered) if spacing else max(self._side(numbered), step * 0.7))
        left = area.x + side + (slack - 2 * side) * place

        def at(layer: int, column: float) -> Point:
            down = step * (layer - 1 + _FIRST_STEP) if layer else 0.0
            return round(left + (column - self._left) * spacing), round(top + down)

        points = {node.key: at(node.layer, node.column) for node in self._map.nodes}
        is_rightwards = place <= 0.5
        bulge = min(step * 0.9, spacing * 0.62 if spacing else step)
        ways = []
        for edge in self._map.edges:
            if edge.is_back:
                beyond = self._past_all(edge, points, area, is_rightwards)
                ways.append(_Way(edge, tuple(_bow(points[edge.source], points[edge.target], beyond, 16))))
                continue
            above = self._nodes[edge.source].layer
            bends = [at(above + n, bend) for n, bend in enumerate(edge.bends, 1)]
            route = [points[edge.source], *bends, points[edge.target]]
            ways.append(self._way(edge, route, -bulge if is_rightwards else bulge))
        lines = [line for way in ways for line in self._obstacles(way)]
        return _Plan(points, radii, is_rightwards, ways, lines)

    def _side(self, numbered: bool) -> int:
        """Pixels that the outermost discs need on their outer side."""
        disc = max(self._look.px(36), round(self._font.size * 0.9))
        return disc if numbered else max(disc, self._look.measure.width(_NOT_SEEN, self._font) // 2)

    def _caption_height(self, area: Rect, spacing: float) -> int:
        """Pixels for what stands below the endings of the last layer."""
        last = [node for node in self._map.nodes if node.layer == self._map.layers - 1]
        if not any(node.kind is NodeKind.ENDING for node in last):
            return 0
        ends = self._walk.ending in {node.key for node in last}
        lines = len(self._wrap(self.texts[self._walk.ending], self._title_width(area, spacing, len(last)))) if ends else 1
        return self._gap + min(lines, _MOST_LINES) * self._line

    def _title_width(self, area: Rect, spacing: float, beside: int) -> int:
        if beside < 2:
            return area.width
        taken = self._look.measure.width(_NOT_SEEN, self._font) + 2 * self._gap
        return max(5 * self._font.size, round(2 * spacing) - taken)

    def _way(self, edge: Edge, points: Sequence[Point], bulge: float) -> _Way:
        is_only = not any(other.source == edge.source and other.target != edge.target for other in self._map.edges)
        count = min(_MOST_SIDE_WAYS, len(edge.choices) - 1) if is_only and edge.source in self._walk.nodes else 0
        shares = [(0.3 + 0.7 * n / count) if count > 1 else 0.65 for n in range(1, count + 1)]
        return _Way(edge, tuple(_rounded(points)), tuple(bulge * share for share in shares))

    def _past_all(self, edge: Edge, at: Mapping[SceneId, Point], area: Rect, is_leftwards: bool) -> float:
        """How far a way back keeps to the side: past everything that it goes by, as far as the frame allows."""
        low, high = self._nodes[edge.target].layer, self._nodes[edge.source].layer
        beside = [at[node.key][0] for node in self._map.nodes if low <= node.layer <= high]
        middle = (at[edge.source][0] + at[edge.target][0]) / 2
        wanted = max(middle - min(beside) if is_leftwards else max(beside) - middle, 0.0) + self._look.px(60)
        room = middle - area.x if is_leftwards else area.right - middle
        return min(wanted, room - self._look.px(8)) * (-4 / 3 if is_leftwards else 4 / 3)

    def _obstacles(self, way: _Way) -> Iterator[_Line]:
        half = self._look.px(8) / 2
        for (x1, y1), (x2, y2) in zip(way.points, way.points[1:], strict=False):
            yield _Line(x1, y1, x2, y2, half)
        if way.side_ways:  # what is inside the outermost needs no look
            curve = _bow(way.points[0], way.points[-1], way.side_ways[-1], 6)
            for (x1, y1), (x2, y2) in zip(curve, curve[1:], strict=False):
                yield _Line(x1, y1, x2, y2, half + 3)

    def _strokes(self, plan: _Plan) -> list[Stroke]:
        """Ways not taken first, so that the one that was lies on top."""
        look, theme = self._look, self._look.theme
        thin = max(2, look.px(4))
        light = blend(theme.faint, theme.card, 0.4)  # what lies beyond a moment that was not met
        behind: list[Stroke] = []
        front: list[Stroke] = []
        for way in plan.ways:
            edge = way.edge
            if (edge.source, edge.target) in self._walk.edges:
                front.append(Stroke(_whole(way.points), theme.ink, max(3, look.px(8))))
                for bulge in way.side_ways:
                    curve = _bow(way.points[0], way.points[-1], bulge, 48)
                    behind.append(self._dashed(plan, edge, curve, theme.faint, thin))
            elif edge.source in self._walk.nodes:
                behind.append(self._dashed(plan, edge, way.points, theme.faint, thin))
            else:
                behind.insert(0, self._dashed(plan, edge, way.points, light, thin))
        return behind + front

    def _dashed(
        self, plan: _Plan, edge: Edge, points: Sequence[tuple[float, float]], colour: Colour, width: int
    ) -> Stroke:
        """From rim to rim.  Points lie a dash and a gap apart, so that a curve is dashed as evenly as a line."""
        gap = self._look.px(6)
        trimmed = _between(points, plan.radii[edge.source] + gap, plan.radii[edge.target] + gap)
        return Stroke(_whole(_evenly(trimmed, max(4.0, width * 2.0) * 2.2)), colour, width, dashed=True)

    # --- labels ---

    def _place_labels(self, plan: _Plan, area: Rect, limit: float) -> bool:
        """All the labels that must be there, and what can be of the others, below that cost."""
        for key, text in sorted(self.texts.items(), key=lambda item: plan.points[item[0]][1]):
            is_end = key == self._walk.ending
            found = self._best_place(plan, area, key, text, self._bold if is_end else self._font)
            if found is None or plan.cost + found.cost >= limit:
                return False
            self._put(plan, found, self._bold if is_end else self._font, self._look.theme.ink)
        self._place_silence(plan, area)
        drawn = [plan.points[key][0] for key in plan.points]
        left = min([*drawn, *(label.rect.x for label in plan.labels)])
        right = max([*drawn, *(label.rect.right for label in plan.labels)])
        plan.cost += abs((left + right) / 2 - area.centre[0]) / area.width * _COST_OF_LEANING
        return plan.cost < limit

    def _place_silence(self, plan: _Plan, area: Rect) -> None:
        width = self._look.measure.width(_NOT_SEEN, self._font)
        for node in self._map.nodes:
            if node.key in self._walk.nodes:
                continue
            for label in self._places(plan, area, node, (_NOT_SEEN,), width):
                if plan.is_free(label.rect, self._gap, node.key):
                    self._put(plan, label, self._font, self._look.theme.muted)
                    break
            else:
                plan.cost += _COST_OF_SILENCE

    def _put(self, plan: _Plan, label: _Label, font: FontSpec, colour: Colour) -> None:
        plan.labels.append(label)
        plan.cost += label.cost
        plan.texts.extend(
            text_lines(label.lines, label.rect.x, label.rect.y, label.rect.width, font, colour, self._look, label.align)
        )

    def _best_place(self, plan: _Plan, area: Rect, key: SceneId, text: str, font: FontSpec) -> _Label | None:
        measure = self._look.measure
        node = self._nodes[key]
        whole = measure.width(text, font)
        best: _Label | None = None
        x = plan.points[key][0]
        sides = (area.right - x, x - area.x)
        tried: set[tuple[str, ...]] = set()
        for wanted in (*sides, whole // 2 + 2 * font.size, whole // 3 + 2 * font.size):
            room = min(max(sides) - plan.radii[key] - self._gap, wanted - (plan.radii[key] + self._gap))
            if node.kind is NodeKind.ENDING:
                room = self._title_width(area, self._spacing_of(plan), self._in_layer(node))
            if room < 3 * font.size:
                continue
            lines = self._wrap(text, room, font)
            if len(lines) > _MOST_LINES or lines in tried:
                continue
            tried.add(lines)
            width = max(measure.width(line, font) for line in lines)
            for label in self._places(plan, area, node, lines, width):
                if (best is None or label.cost < best.cost) and plan.is_free(label.rect, self._gap, key):
                    best = label
        return best

    def _in_layer(self, node: Node) -> int:
        return sum(other.layer == node.layer for other in self._map.nodes)

    def _spacing_of(self, plan: _Plan) -> float:
        one = self._map.nodes[0]
        other = max(self._map.nodes, key=lambda node: abs(node.column - one.column))
        if other.column == one.column:
            return 0.0
        return abs((plan.points[other.key][0] - plan.points[one.key][0]) / (other.column - one.column))

    def _places(
        self, plan: _Plan, area: Rect, node: Node, lines: tuple[str, ...], width: int
    ) -> Iterator[_Label]:
        """Where a label of that size may stand, best first as a rule; those outside the frame are left out."""
        x, y = plan.points[node.key]
        height = len(lines) * self._line
        away = plan.radii[node.key] + self._gap + self._look.px(4)
        cost = (len(lines) - 1) * _COST_OF_LINE + (_COST_OF_THIRD if len(lines) > 2 else 0)
        rtl = is_rtl(" ".join(lines))
        towards, from_ = (Align.END, Align.START) if rtl else (Align.START, Align.END)
        if node.kind is NodeKind.ENDING:
            below = Rect(x - width // 2, y + plan.radii[node.key] + self._gap // 2, width, height)
            inside = replace(below, x=min(max(below.x, area.x), area.right - width))
            if inside.within(area):
                yield _Label(inside, lines, Align.CENTRE, cost + (_COST_OF_SHIFT if inside != below else 0))
            cost += 1.0
        right, left = Rect(x + away, y - height // 2, width, height), Rect(x - away - width, y - height // 2, width, height)
        sides = ((right, towards, 1), (left, from_, -1))
        for turn, (level, align, sign) in enumerate(sides if plan.is_rightwards else reversed(sides)):
            for letters, dy in _STANDS:
                moved = level.moved(sign * letters * self._font.size // 2, round(dy * self._line))
                if moved.within(area):
                    away_cost = letters * _COST_OF_DISTANCE + abs(dy) * 2 * _COST_OF_SHIFT
                    yield _Label(moved, lines, align, cost + turn * _COST_OF_SIDE + away_cost)

    def _wrap(self, text: str, width: int, font: FontSpec | None = None) -> tuple[str, ...]:
        font = font or self._bold
        key = (text, width if font == self._font else -width)
        if key not in self._wrapped:
            self._wrapped[key] = wrap(text, font, width, self._look.measure, balanced=True)
        return self._wrapped[key]

    # --- pictures ---

    def _shapes(self, plan: _Plan, *, numbered: bool) -> tuple[Shape, ...]:
        look, theme = self._look, self._look.theme
        shapes: list[Shape] = list(self._strokes(plan))
        outline = max(2, look.px(5))
        for node in self._map.nodes:
            fill = theme.card
            if node.key == START:
                fill = theme.ink
            elif node.key == self._walk.ending:
                fill = theme.mint
            elif node.key in self._walk.nodes:
                fill = theme.marigold
            shapes.append(Disc(plan.points[node.key], plan.radii[node.key], fill, theme.ink, outline))
            if numbered and node.key in self._numbers:
                shapes.append(self._digit(self._numbers[node.key], plan.points[node.key]))
        return (*shapes, *plan.texts)

    def _digit(self, number: str, centre: Point) -> TextLine:
        width = self._look.measure.width(number, self._bold)
        x, y = centre[0] - width // 2, centre[1] - self._line // 2
        return TextLine(x, y, number, self._bold, self._look.theme.on_colour, width)

    def _list_items(self, width: int) -> list[_Item]:
        wide = max(1, width - self._list_indent())
        items = []
        for key, text in self.texts.items():
            is_end = key == self._walk.ending
            font = self._bold if is_end else self._font
            fill = self._look.theme.mint if is_end else self._look.theme.marigold
            items.append(_Item(self._numbers[key], self._wrap(text, wide, font), font, fill, self._look.theme.ink))
        if len(self._nodes) > len(self._walk.nodes):
            items.append(_Item("", (_NOT_SEEN,), self._font, self._look.theme.card, self._look.theme.muted))
        return items

    def _list_indent(self) -> int:
        return 2 * round(self._font.size * 0.72) + self._look.px(16)

    def _list_height(self, width: int, between: int | None = None) -> int:
        items = self._list_items(width)
        gaps = (self._look.px(12) if between is None else between) * (len(items) - 1)
        return sum(len(item.lines) * self._line for item in items) + gaps

    def _list(self, area: Rect) -> tuple[Shape, ...]:
        look = self._look
        shapes: list[Shape] = []
        radius = round(self._font.size * 0.72)
        items = self._list_items(area.width)
        spare = (area.height - self._list_height(area.width)) // max(1, len(items) - 1)
        between = look.px(12) + min(spare, look.px(26))
        y = area.y + max(0, (area.height - self._list_height(area.width, between)) // 2)
        indent = self._list_indent()
        for item in items:
            centre = area.x + radius, y + self._line // 2
            size = radius if item.number else round(radius * 0.72)
            shapes.append(Disc(centre, size, item.fill, look.theme.ink, max(2, look.px(4))))
            if item.number:
                shapes.append(self._digit(item.number, centre))
            shapes.extend(
                text_lines(item.lines, area.x + indent, y, area.width - indent, item.font, item.ink, look)
            )
            y += len(item.lines) * self._line + between
        return tuple(shapes)


def _shortened(summary: str) -> str:
    """A label has no full stop, unless it is more than one sentence."""
    return summary[:-1] if summary.endswith(".") and "." not in summary[:-1] else summary


# --- lines ---------------------------------------------------------------------------------------------------


def _bow(start: Point, end: Point, bulge: float, parts: int) -> list[tuple[float, float]]:
    """A curve from one point to another that keeps `bulge` × 3/4 pixels to the right of the straight way down."""
    (x1, y1), (x2, y2) = start, end
    lift = (y2 - y1) * 0.12
    controls = ((x1, y1), (x1 + bulge, y1 + lift), (x2 + bulge, y2 - lift), (x2, y2))
    if start == end:  # a way back to itself: a loop beside the disc
        controls = ((x1, y1), (x1 + bulge, y1 - abs(bulge)), (x1 + bulge, y1 + abs(bulge)), (x1, y1))
    found = []
    for n in range(parts + 1):
        t = n / parts
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        found.append((
            sum(weight * x for weight, (x, _) in zip(weights, controls, strict=True)),
            sum(weight * y for weight, (_, y) in zip(weights, controls, strict=True)),
        ))
    return found


def _rounded(points: Sequence[Point]) -> Sequence[tuple[float, float]]:
    """The same way without corners (Chaikin): each is cut twice."""
    found: Sequence[tuple[float, float]] = points
    for _ in range(2 if len(points) > 2 else 0):
        cut: list[tuple[float, float]] = [found[0]]
        for (x1, y1), (x2, y2) in zip(found, found[1:], strict=False):
            cut.append((x1 * 0.75 + x2 * 0.25, y1 * 0.75 + y2 * 0.25))
            cut.append((x1 * 0.25 + x2 * 0.75, y1 * 0.25 + y2 * 0.75))
        found = [*cut, found[-1]]
    return found


def _between(points: Sequence[tuple[float, float]], first: float, last: float) -> list[tuple[float, float]]:
    """The polyline without its first and last so many pixels."""
    return _without_start(_without_start(points, first)[::-1], last)[::-1]


def _without_start(points: Sequence[tuple[float, float]], less: float) -> list[tuple[float, float]]:
    for n, ((x1, y1), (x2, y2)) in enumerate(zip(points, points[1:], strict=False)):
        length = math.hypot(x2 - x1, y2 - y1)
        if length > less:
            part = less / length
            return [(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part), *points[n + 1:]]
        less -= length
    return [points[-1], points[-1]]


def _evenly(points: Sequence[tuple[float, float]], step: float) -> list[tuple[float, float]]:
    """Points every `step` pixels along a polyline, its start and its end among them."""
    found = [points[0]]
    left = step
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        length = math.hypot(x2 - x1, y2 - y1)
        at = left
        while at <= length:
            found.append((x1 + (x2 - x1) * at / length, y1 + (y2 - y1) * at / length))
            at += step
        left = at - length
    return [*found, points[-1]] if len(found) < 2 or found[-1] != points[-1] else found


def _whole(points: Sequence[tuple[float, float]]) -> tuple[Point, ...]:
    return tuple((round(x), round(y)) for x, y in points)
