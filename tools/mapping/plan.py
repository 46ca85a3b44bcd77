"""
Where everything on a drawn map lies: cards for decisions and endings, roads between them, what is written where.

Positions come from `game.core.story_map`, as those of the map in the debrief.  Cards of one layer stand in one band;
roads bend only between the bands, so that none runs through a card.  Everything is in points of the drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil

from game.core.scenario import Choice, Decision, Ending, Scenario, SceneId
from game.core.story_map import START, Edge, Node, NodeKind, StoryMap, story_map
from tools.mapping.counts import Counts
from tools.mapping.drawing import Box, Cap, Card, Pill, Plan, Road, Words
from tools.mapping.lettering import width, wrapped
from tools.mapping.naming import NEVER_OPEN, NOT_REACHED, in_short, letter_of, remarks

SMALL, NORMAL, STRONG, TITLE = 13.0, 14.0, 15.5, 26.0
_LINE = 1.32  # from line to line, in sizes
_PAD = 14.0  # between a card's edge and what is in it
_CAP = 22.0  # side of a letter's box
_PILL = 21.0  # height of the words on a road
_PILL_STEP = 26.0  # from one row of them to the next
_PORTS = 96.0  # at most from one road out of a card to the next
_CURVE = 54.0  # the least height in which roads bend; more where they go far
_LANE = 20.0  # between two roads that lead back
_MARGIN = 28.0
_LEAST_WIDTH = 620.0  # of the drawing: the title and the remarks need some room
_SHARE = 52.0  # for “> 99 %”


@dataclass(frozen=True, slots=True)
class Style:
    """How much a map tells.

    Attributes:
        pitch: From column to column.
        narrow: Width of a card that has something beside it.
        wide: Width of a card that stands alone in its band.
        tells_all: With every choice and every count, or with letters only.
    """

    pitch: float
    narrow: float
    wide: float
    tells_all: bool


FULL = Style(pitch=340, narrow=296, wide=580, tells_all=True)
SHORT = Style(pitch=190, narrow=168, wide=340, tells_all=False)


def plan_of(scenario: Scenario, counts: Counts, style: Style = FULL, *, titled: bool = True) -> Plan:
    """Lay out the map of a scenario.  `titled`: with the title above and remarks below."""
    return _Planner(scenario, counts, style).plan(titled=titled)


@dataclass(slots=True)
class _Lines:
    """Lines of text, one below the other."""

    x: float
    y: float  # the upper edge of the next line
    words: list[Words] = field(default_factory=list)

    def add(self, lines: Sequence[str], size: float, *, bold: bool = False, muted: bool = False) -> None:
        for line in lines:
            self.words.append(Words(self.x, self.y + size, line, size, bold, muted))
            self.y += size * _LINE


class _Planner:
    def __init__(self, scenario: Scenario, counts: Counts, style: Style) -> None:
        self.scenario, self.counts, self.style = scenario, counts, style
        self.map: StoryMap = story_map(scenario)
        self.nodes = self.map.by_key()
        places = [0] * self.map.layers
        for node in self.map.nodes:
            places[node.layer] += 1
        for edge in self.map.edges:
            above = self.nodes[edge.source].layer
            for n, _ in enumerate(edge.bends, 1):
                places[above + n] += 1
        self.is_lone = [count == 1 for count in places]
        self.numbers = {
            node.key: n
            for n, node in enumerate((node for node in self.map.nodes if node.kind is NodeKind.DECISION), 1)
        }
        self.edges = [edge for edge in self.map.edges if self._is_drawn(edge)]
        self.leads: dict[SceneId, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            self.leads[edge.source].append(edge)
        for edges in self.leads.values():
            edges.sort(key=lambda edge: edge.bends[0] if edge.bends else self.nodes[edge.target].column)

    def _is_drawn(self, edge: Edge) -> bool:
        """Whether a play can go this way, or one of its ends would otherwise hang in the air.

        Decisions that share a fork seldom come to all of its branches; nothing is amiss there.
        """
        ends = [key for key in (edge.source, edge.target) if key != START]
        return any(key not in self.counts.can for key in ends) or self.label(edge)[1]

    # --- cards -------------------------------------------------------------------------------------------------

    def card(self, node: Node) -> Card:
        """A card with its upper edge at 0 and its middle where its column is."""
        middle = node.column * self.style.pitch
        if node.kind is NodeKind.START:
            words = (Words(middle + 22, 14 + NORMAL * 0.36, "Start", NORMAL, True),)
            return Card(node.key, node.kind, Box(middle - 14, 0, 28, 28), True, words)
        wide = self.style.wide if self.is_lone[node.layer] else self.style.narrow
        box = Box(middle - wide / 2, 0, wide, 0)
        exit_ = self.scenario.scenes[node.key].exit
        if isinstance(exit_, Ending):
            return self._ending(node, box, exit_)
        assert isinstance(exit_, Decision)
        return self._decision(node, box, exit_)

    def _top(self, node: Node, box: Box, label: str) -> tuple[_Lines, bool]:
        """The first line of a card: what it is, and how often a play comes by."""
        is_reached = node.key in self.counts.can
        lines = _Lines(box.x + _PAD, box.y + 10)
        told = self.said(self.counts.scenes.get(node.key, 0), is_reached)
        room = box.width - 2 * _PAD - (width(told, SMALL, bold=True) + 10 if told else 0)
        y = lines.y
        lines.add(wrapped(label, room, SMALL), SMALL, muted=True)
        if told:
            lines.words.append(Words(box.right - _PAD, y + SMALL, told, SMALL, True, is_end=True))
        lines.y += 1
        return lines, is_reached

    def said(self, runs: int, is_reached: bool, never: str = NOT_REACHED) -> str:
        """How often, or that it is never so; nothing where that is not told."""
        if not is_reached:
            return never
        return self.counts.share(runs) if self.style.tells_all else ""

    def _ending(self, node: Node, box: Box, ending: Ending) -> Card:
        label = f"Ending · {node.key}" if self.style.tells_all else "Ending"
        lines, is_reached = self._top(node, box, label)
        lines.add(wrapped(ending.title, box.width - 2 * _PAD, STRONG, bold=True), STRONG, bold=True)
        return Card(node.key, node.kind, replace(box, height=lines.y + 10), is_reached, tuple(lines.words))

    def _decision(self, node: Node, box: Box, decision: Decision) -> Card:
        number = f"Decision {self.numbers[node.key]}"
        lines, is_reached = self._top(node, box, f"{number} · {node.key}" if self.style.tells_all else number)
        summary = self.scenario.scenes[node.key].summary or decision.ask
        size, bold = (STRONG, True) if self.style.tells_all else (NORMAL, False)
        lines.add(wrapped(summary, box.width - 2 * _PAD, size, bold=bold), size, bold=bold)
        head = lines.y + 8
        caps: list[Cap] = []
        if self.style.tells_all:
            lines.y = head + 10
            for place, choice in enumerate(decision.choices):
                caps.append(self._choice(lines, box, place, choice, is_reached))
        bottom = lines.y + 4 if caps else head
        return Card(
            node.key, node.kind, replace(box, height=bottom), is_reached, tuple(lines.words), tuple(caps), head
        )

    def _choice(self, lines: _Lines, box: Box, place: int, choice: Choice, is_reached: bool) -> Cap:
        is_open = choice.id in self.counts.can
        told = self.said(self.counts.taken.get(choice.id, 0), is_open, NEVER_OPEN) if is_reached else ""
        letter = letter_of(place)
        side = max(_CAP, width(letter, SMALL, bold=True) + 10)
        cap = Cap(Box(box.x + _PAD, lines.y, side, _CAP), letter, is_open)
        lines.words.append(
            Words(cap.box.x + side / 2, cap.box.y + _CAP / 2 + SMALL * 0.36, letter, SMALL, True, is_middle=True)
        )
        lines.x, top = cap.box.right + 9, lines.y
        lines.y += (_CAP - NORMAL * _LINE) / 2
        told_width = max(_SHARE, width(told, SMALL)) if told else 0.0
        if told:
            lines.words.append(Words(box.right - _PAD, lines.y + NORMAL, told, SMALL, is_end=True))
        lines.add(wrapped(choice.summary, box.right - _PAD - told_width - 6 - lines.x, NORMAL), NORMAL)
        lines.x, lines.y = box.x + _PAD, max(lines.y, top + _CAP) + 8
        return cap

    # --- roads -------------------------------------------------------------------------------------------------

    def label(self, edge: Edge) -> tuple[str, bool, float]:
        """What is said of a road, whether a play can go there, and in which part of the runs it does."""
        if edge.source == START:
            return "", (START, "", edge.target) in self.counts.can, 1.0
        decision = self.scenario.scenes[edge.source].exit
        assert isinstance(decision, Decision)
        order = {choice.id: place for place, choice in enumerate(decision.choices)}
        can = [choice for choice in edge.choices if (edge.source, choice, edge.target) in self.counts.can]
        letters = in_short([order[choice] for choice in can or edge.choices])
        runs = self.counts.roads.get((edge.source, edge.target), 0)
        told = self.said(runs, bool(can), "never")
        return " · ".join(part for part in (letters, told) if part), bool(can), runs / max(1, self.counts.runs)

    def plan(self, *, titled: bool) -> Plan:
        """The whole map."""
        cards = {node.key: self.card(node) for node in self.map.nodes}
        left = min(card.box.x for card in cards.values())
        right = max(max(card.box.right, *(word.box.right for word in card.words)) for card in cards.values())
        for edge in self.edges:
            left = min(left, *(bend * self.style.pitch - 6 for bend in edge.bends), left)
            right = max(right, *(bend * self.style.pitch + 6 for bend in edge.bends), right)
        backs = [edge for edge in self.edges if edge.is_back]
        lanes = {(edge.source, edge.target): right + 26 + n * _LANE for n, edge in enumerate(backs)}
        right += 26 + _LANE * len(backs) if backs else 0
        spare = max(0.0, _LEAST_WIDTH - (right - left)) / 2 if titled else 0.0
        whole = right - left + 2 * spare + 2 * _MARGIN
        title = self._title(whole) if titled else ()
        top = (title[-1].y + 30) if title else _MARGIN
        tops, rows = self._bands(cards, top)
        shift = _MARGIN + spare - left
        placed = {key: _moved(card, shift, tops[self.nodes[key].layer]) for key, card in cards.items()}
        lanes = {ends: lane + shift for ends, lane in lanes.items()}
        roads = tuple(self._roads(placed, tops, rows, lanes, shift))
        remarks = self._remarks(whole, tops[-1] + 8) if titled else ()
        bottom = remarks[-1].y + 8 if remarks else tops[-1] - 30
        return Plan(whole, bottom + _MARGIN, title, tuple(placed.values()), roads, remarks)

    def _title(self, whole: float) -> tuple[Words, ...]:
        lines = _Lines(_MARGIN, _MARGIN)
        lines.add(wrapped(self.scenario.title, whole - 2 * _MARGIN, TITLE, bold=True), TITLE, bold=True)
        said = "Where the story can go."
        if self.counts.runs:
            said += (
                f" A percentage says in how many of {self.counts.runs:,} runs it was so, each choosing at random."
                " Thicker lines were taken more often."
            )
        lines.y += 4
        lines.add(wrapped(said, whole - 2 * _MARGIN, NORMAL), NORMAL)
        return tuple(lines.words)

    def _remarks(self, whole: float, top: float) -> tuple[Words, ...]:
        lines = _Lines(_MARGIN, top)
        for said in remarks(self.scenario, self.counts):
            lines.add(wrapped(said, whole - 2 * _MARGIN, SMALL), SMALL)
            lines.y += 5
        return tuple(lines.words)

    def _bands(self, cards: dict[SceneId, Card], top: float) -> tuple[list[float], list[int]]:
        """The upper edge of each band and of what follows the last, and the rows of pills below each."""
        heights, rows, far = [0.0] * self.map.layers, [0] * self.map.layers, [0.0] * self.map.layers
        lanes = [0] * (self.map.layers + 1)
        for node in self.map.nodes:
            heights[node.layer] = max(heights[node.layer], cards[node.key].box.height)
            rows[node.layer] = max(rows[node.layer], self._rows(node, cards[node.key].box))
        for edge in self.edges:
            source, target = self.nodes[edge.source], self.nodes[edge.target]
            if edge.is_back:
                lanes[source.layer] += 1
                lanes[target.layer - 1] += 1
                continue
            stops = [source.column, *edge.bends, target.column]
            for n, (one, other) in enumerate(pairwise(stops)):
                far[source.layer + n] = max(far[source.layer + n], abs(one - other) * self.style.pitch)
        tops = [top]
        for layer, height in enumerate(heights):
            is_last = layer == self.map.layers - 1 and not lanes[layer]
            gap = 30.0 if is_last else _CURVE + min(70.0, far[layer] * 0.07) + 10.0 * lanes[layer]
            tops.append(tops[-1] + height + rows[layer] * _PILL_STEP + gap)
        return tops, rows

    def _ports(self, node: Node, box: Box) -> tuple[list[float], int]:
        """Where roads leave a card, from left to right, and how many rows what is said of them needs."""
        edges = self.leads[node.key]
        pills = [_pill_width(self.label(edge)[0]) for edge in edges]
        if not any(pills):
            return [box.x + box.width / 2] * len(edges), 0
        step = min((box.width - 2 * _PAD) / len(edges), max(_PORTS, max(pills) + 8))
        first = box.x + box.width / 2 - step * (len(edges) - 1) / 2
        return [first + n * step for n in range(len(edges))], ceil((max(pills) + 8) / step - 1e-9)

    def _rows(self, node: Node, box: Box) -> int:
        return self._ports(node, box)[1] if self.leads[node.key] else 0

    def _roads(
        self, cards: dict[SceneId, Card], tops: list[float], rows: list[int],
        lanes: dict[tuple[SceneId, SceneId], float], shift: float,
    ) -> Iterator[Road]:
        bottoms = [0.0] * self.map.layers
        for node in self.map.nodes:
            bottoms[node.layer] = max(bottoms[node.layer], cards[node.key].box.bottom)
        zones = [bottom + rows[layer] * _PILL_STEP for layer, bottom in enumerate(bottoms)]
        backs_at = [0] * (self.map.layers + 1)
        for node in self.map.nodes:
            if not self.leads[node.key]:
                continue
            box = cards[node.key].box
            ports, own_rows = self._ports(node, box)
            for n, (edge, x) in enumerate(zip(self.leads[node.key], ports, strict=True)):
                text, is_taken, share = self.label(edge)
                pill = None
                if text:
                    wide = _pill_width(text)
                    y = box.bottom + 9 + (n % own_rows) * _PILL_STEP
                    pill = Pill(Box(x - wide / 2, y, wide, _PILL), text)
                target = cards[edge.target].box
                end = target.x + target.width / 2, target.y
                points = [(x, box.bottom), (x, zones[node.layer])]
                if edge.is_back:
                    above = self.nodes[edge.target].layer - 1
                    low = zones[node.layer] + 14 + 10 * backs_at[node.layer]
                    backs_at[node.layer] += 1
                    high = tops[above + 1] - 16 - 10 * backs_at[above]
                    backs_at[above] += 1
                    lane = lanes[edge.source, edge.target]
                    points += [(x, low), (lane, low), (lane, high), (end[0], high)]
                else:
                    for below, bend in enumerate(edge.bends, node.layer + 1):
                        at = bend * self.style.pitch + shift
                        points += [(at, tops[below]), (at, zones[below])]
                yield Road((*points, end), edge.is_back, is_taken, share, pill)


def _pill_width(text: str) -> float:
    return width(text, SMALL) + 18 if text else 0.0


def _moved(card: Card, x: float, y: float) -> Card:
    return replace(
        card,
        box=card.box.moved(x, y),
        words=tuple(replace(word, x=word.x + x, y=word.y + y) for word in card.words),
        caps=tuple(replace(cap, box=cap.box.moved(x, y)) for cap in card.caps),
    )
