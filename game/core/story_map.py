"""
Where the decisions and endings of a scenario lie on a map, and which way a play took through it.

Layers run from the start down; an edge goes down unless it leads back.  Scenes that only pass on are folded into
the edges.  Everything here is deterministic, has no recursion, and says nothing about pixels.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from game.core.scenario import ChoiceId, Decision, Ending, Fork, Scenario, SceneId

START: SceneId = ""  # key of the node before the first scene; no scene has an empty id

# An edge over several layers keeps a free place in each of them, so that it runs past the nodes there.  Beyond this
# many places the longest edges go straight: a map of that size is not looked at as a whole.
_MAX_BENDS = 20_000
_MOST_SWEEPS = 12  # of the crossing reduction; small maps settle in four
_SWEPT = 40_000  # places times sweeps: keeps 10,000 scenes under two seconds
_BEND_WIDTH = 0.75  # of a column: a line needs less room beside it than a node


class NodeKind(StrEnum):
    """What lies at a place."""

    START = "start"
    DECISION = "decision"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Node:
    """The start, a decision scene or an ending.

    Attributes:
        key: The scene's id, or `START`.
        layer: From 0, top to bottom.
        column: Left to right; the start is at 0.0, and two nodes of one layer are at least 1.0 apart.
        title: Of an ending; empty for other nodes.
        is_reachable: Whether a way leads here from the start, conditions aside.
    """

    key: SceneId
    kind: NodeKind
    layer: int
    column: float
    title: str = ""
    is_reachable: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """One node can follow another.

    Attributes:
        choices: Those that can lead this way, in the author's order; a choice whose fork has several branches is on
            several edges.  Empty for the edge from the start.
        is_back: Leads to a node that came before, or to its own.
        bends: The columns at which it passes the layers in between, top to bottom; empty when there are none.
    """

    source: SceneId
    target: SceneId
    choices: tuple[ChoiceId, ...]
    is_back: bool = False
    bends: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryMap:
    """Nodes from the start on in the author's order, and edges by source and target in the same order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def layers(self) -> int:
        """How many there are, at least 1."""
        return 1 + max(node.layer for node in self.nodes)

    def by_key(self) -> dict[SceneId, Node]:
        """Every node under its key."""
        return {node.key: node for node in self.nodes}


@dataclass(frozen=True, slots=True)
class WalkStep:
    """What was done at a node."""

    scene: SceneId
    choice: ChoiceId
    label: str


@dataclass(frozen=True, slots=True)
class Walk:
    """The part of a map that a play went through.

    Attributes:
        nodes: Keys, the start's and the ending's among them.
        edges: Pairs of source and target.
        ending: Its key, or empty while the play goes on.
    """

    steps: tuple[WalkStep, ...]
    nodes: frozenset[SceneId]
    edges: frozenset[tuple[SceneId, SceneId]]
    ending: SceneId

    def labels(self) -> dict[SceneId, str]:
        """For each decision met what was done there, in order of the first visit; later visits add a sentence."""
        found: dict[SceneId, str] = {}
        for step in self.steps:
            found[step.scene] = f"{found[step.scene]} {step.label}" if step.scene in found else step.label
        return found


def story_map(scenario: Scenario) -> StoryMap:
    """Lay out a scenario.  Takes about as long as its scenes are many: less than a second for 10,000."""
    keys: list[SceneId] = [START]
    kinds = {START: NodeKind.START}
    titles: dict[SceneId, str] = {}
    for scene in scenario.scenes.values():
        if not isinstance(scene.exit, tuple):
            keys.append(scene.id)
            kinds[scene.id] = NodeKind.ENDING if isinstance(scene.exit, Ending) else NodeKind.DECISION
            if isinstance(scene.exit, Ending):
                titles[scene.id] = scene.exit.title
    taken_by: dict[tuple[SceneId, SceneId], list[ChoiceId]] = {}
    onward: dict[SceneId, tuple[SceneId, ...]] = {}
    for target in _targets(scenario, (scenario.start,), onward):
        taken_by[START, target] = []
    for scene in scenario.scenes.values():
        if isinstance(scene.exit, Decision):
            for choice in scene.exit.choices:
                for target in _targets(scenario, _goes(choice.next), onward):
                    taken_by.setdefault((scene.id, target), []).append(choice.id)
    nodes = [Node(key, kinds[key], 0, 0.0, titles.get(key, "")) for key in keys]
    return _laid_out(nodes, [Edge(*ends, tuple(choices)) for ends, choices in taken_by.items()])


def part_of(whole: StoryMap, keys: Iterable[SceneId]) -> StoryMap:
    """A map of some nodes of another, laid out afresh.  The start always stays."""
    kept = {START, *keys}
    nodes = [node for node in whole.nodes if node.key in kept]
    return _laid_out(nodes, [edge for edge in whole.edges if edge.source in kept and edge.target in kept])


def walk_of(
    whole: StoryMap, path: Iterable[tuple[SceneId, ChoiceId]], ending: SceneId, summaries: Mapping[ChoiceId, str]
) -> Walk:
    """The way of a play through a map.

    Args:
        path: Scene and choice of every decision made, first to last.
        ending: The scene where it ended; empty while it goes on.
        summaries: A sentence for each choice on the path; one that is not there gets an empty label.

    What is not on the map, as after the author has changed the scenario, is left out.
    """
    known = {node.key for node in whole.nodes}
    ways = {(edge.source, edge.target) for edge in whole.edges}
    steps = tuple(WalkStep(scene, choice, summaries.get(choice, "")) for scene, choice in path if scene in known)
    ending = ending if ending in known else ""
    met = [START, *(step.scene for step in steps), *([ending] if ending else [])]
    return Walk(steps, frozenset(met), frozenset(ways.intersection(zip(met, met[1:], strict=False))), ending)


def summaries_of(scenario: Scenario) -> dict[ChoiceId, str]:
    """The summary of every choice."""
    return {
        choice.id: choice.summary
        for scene in scenario.scenes.values()
        if isinstance(scene.exit, Decision)
        for choice in scene.exit.choices
    }


def _goes(fork: Fork) -> tuple[SceneId, ...]:
    return tuple(branch.go for branch in fork)


def _targets(
    scenario: Scenario, first: Sequence[SceneId], onward: dict[SceneId, tuple[SceneId, ...]]
) -> tuple[SceneId, ...]:
    """The decisions and endings that come next, in order, through any number of scenes that only pass on."""
    if len(first) == 1:  # by far the usual case; a fork that many choices share is followed once
        known = onward.get(first[0])
        if known is not None:
            return known
    found: dict[SceneId, None] = {}
    passed: set[SceneId] = set()
    waiting = list(reversed(first))
    while waiting:
        scene = waiting.pop()
        if scene in passed:
            continue
        passed.add(scene)
        leads = scenario.scenes[scene].exit
        if isinstance(leads, tuple):
            waiting.extend(reversed(_goes(leads)))
        else:
            found[scene] = None
    if len(first) == 1:
        onward[first[0]] = tuple(found)
    return tuple(found)


# --- placing -------------------------------------------------------------------------------------------------


def _laid_out(nodes: Sequence[Node], edges: Sequence[Edge]) -> StoryMap:
    number = {node.key: n for n, node in enumerate(nodes)}
    edges = sorted(edges, key=lambda edge: (number[edge.source], number[edge.target]))
    ends = [(number[edge.source], number[edge.target]) for edge in edges]
    leads: list[list[int]] = [[] for _ in nodes]  # edges out of each node
    for n, (source, _) in enumerate(ends):
        leads[source].append(n)
    order, back, reached = _walked(ends, leads)
    layer = _layers(ends, leads, back)
    grid = _Grid(layer, ends, back, order)
    grid.reduce_crossings()
    columns = grid.columns()
    shift = columns[0]
    placed = tuple(
        replace(node, layer=layer[n], column=round(columns[n] - shift, 3), is_reachable=n in reached)
        for n, node in enumerate(nodes)
    )
    drawn = tuple(
        replace(edge, is_back=n in back,
                bends=tuple(round(columns[bend] - shift, 3) for bend in grid.bends.get(n, ())))
        for n, edge in enumerate(edges)
    )
    return StoryMap(placed, drawn)


def _walked(ends: Sequence[tuple[int, int]], leads: Sequence[Sequence[int]]) -> tuple[list[int], set[int], set[int]]:
    """Depth first from the start: the nodes' order, the edges that lead back, and what the start reaches."""
    order = [-1] * len(leads)
    back: set[int] = set()
    reached: set[int] = set()
    is_open = [False] * len(leads)
    count = 0
    for root in range(len(leads)):
        if order[root] >= 0:
            continue
        order[root], is_open[root], count = count, True, count + 1
        trail = [(root, iter(leads[root]))]
        while trail:
            node, rest = trail[-1]
            for n in rest:
                target = ends[n][1]
                if order[target] < 0:
                    order[target], is_open[target], count = count, True, count + 1
                    trail.append((target, iter(leads[target])))
                    break
                if is_open[target]:
                    back.add(n)
            else:
                is_open[node] = False
                trail.pop()
        if root == 0:
            reached = {node for node, at in enumerate(order) if at >= 0}
    return order, back, reached


def _layers(ends: Sequence[tuple[int, int]], leads: Sequence[Sequence[int]], back: set[int]) -> list[int]:
    """The longest way to each node without going back; only the start, node 0, is in layer 0."""
    waits = [0] * len(leads)
    for n, (_, target) in enumerate(ends):
        waits[target] += n not in back
    layer = [0] + [1] * (len(leads) - 1)
    ready = [node for node, count in enumerate(waits) if not count]
    while ready:
        node = ready.pop()
        for n in leads[node]:
            if n in back:
                continue
            target = ends[n][1]
            layer[target] = max(layer[target], layer[node] + 1)
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    return layer


class _Grid:
    """Places in layers: the nodes, and a bend for each layer that a longer edge passes."""

    def __init__(
        self, layer: Sequence[int], ends: Sequence[tuple[int, int]], back: set[int], order: Sequence[int]
    ) -> None:
        self.nodes = len(layer)
        self.bends: dict[int, tuple[int, ...]] = {}
        self.rows: list[list[int]] = [[] for _ in range(1 + max(layer))]
        rank = list(order)
        for node, row in enumerate(layer):
            self.rows[row].append(node)
        self.above: list[list[int]] = [[] for _ in layer]
        self.below: list[list[int]] = [[] for _ in layer]
        left = _MAX_BENDS
        down = [n for n in range(len(ends)) if n not in back]
        for n in sorted(down, key=lambda n: layer[ends[n][1]] - layer[ends[n][0]]):
            source, target = ends[n]
            between = layer[target] - layer[source] - 1
            if between > left:
                break
            left -= between
            at = source
            made = []
            for row in range(layer[source] + 1, layer[target]):
                bend = len(rank)
                rank.append(rank[target])
                self.rows[row].append(bend)
                self.above.append([])
                self.below.append([])
                self._join(at, bend)
                made.append(bend)
                at = bend
            self._join(at, target)
            if made:
                self.bends[n] = tuple(made)
        for places in self.rows:
            places.sort(key=lambda place: (rank[place], place))
        self._index = [0] * len(rank)
        self._renumber()

    def _join(self, upper: int, lower: int) -> None:
        self.below[upper].append(lower)
        self.above[lower].append(upper)

    def _renumber(self) -> None:
        for places in self.rows:
            for index, place in enumerate(places):
                self._index[place] = index

    def reduce_crossings(self) -> None:
        """Order each layer by the mean place of what it hangs on, downwards and upwards by turns."""
        best, fewest = [list(places) for places in self.rows], self._crossings()
        for sweep in range(max(2, min(_MOST_SWEEPS, _SWEPT // len(self._index)))):
            if not fewest:
                break
            downwards = sweep % 2 == 0
            rows = range(1, len(self.rows)) if downwards else range(len(self.rows) - 2, -1, -1)
            for row in rows:
                self._sort(row, self.above if downwards else self.below)
            crossings = self._crossings()
            if crossings < fewest:
                best, fewest = [list(places) for places in self.rows], crossings
        self.rows = best
        self._renumber()

    def _sort(self, row: int, joined: Sequence[Sequence[int]]) -> None:
        index = self._index

        def mean(place: int) -> float:
            others = joined[place]
            return sum(index[other] for other in others) / len(others) if others else float(index[place])

        self.rows[row].sort(key=lambda place: (mean(place), index[place]))
        for at, place in enumerate(self.rows[row]):
            index[place] = at

    def _crossings(self) -> int:
        count = 0
        index = self._index
        for places in self.rows:
            seen: list[int] = []
            for place in places:
                targets = sorted(index[lower] for lower in self.below[place])
                count += sum(len(seen) - bisect_right(seen, target) for target in targets)
                for target in targets:
                    insort(seen, target)
        return count

    def columns(self) -> list[float]:
        """A column for each place: as near as can be to the middle of what it is joined to."""
        columns = [0.0] * len(self._index)
        for places in self.rows:
            steps = self._steps(places)
            for place, step in zip(places, steps, strict=True):
                columns[place] = step - steps[-1] / 2
        count = len(self.rows)
        for turn in range(max(2, min(8, _SWEPT // len(self._index)))):
            for row in range(1, count) if turn % 2 == 0 else range(count - 2, -1, -1):
                self._settle(row, columns, (self.above,) if turn % 2 == 0 else (self.below,))
        for row in range(1, count):
            self._settle(row, columns, (self.above, self.below))
        return columns

    def _steps(self, places: Sequence[int]) -> list[float]:
        """How far each place is from the first of its layer, if they stand as close as they may."""
        steps = [0.0]
        for one, other in zip(places, places[1:], strict=False):
            is_bend = (one >= self.nodes) + (other >= self.nodes)
            steps.append(steps[-1] + (1.0, _BEND_WIDTH, _BEND_WIDTH)[is_bend])
        return steps

    def _settle(self, row: int, columns: list[float], joined: Sequence[Sequence[Sequence[int]]]) -> None:
        """Move a layer's places to where they want to be, keeping order and distance (least squares)."""
        places = self.rows[row]
        steps = self._steps(places)
        groups: list[tuple[float, int]] = []  # mean and size of places that stand shoulder to shoulder
        for place, step in zip(places, steps, strict=True):
            others = [columns[other] for sides in joined for other in sides[place]]
            wanted = sum(others) / len(others) if others else columns[place]
            mean, size = wanted - step, 1
            while groups and groups[-1][0] >= mean:
                before, many = groups.pop()
                mean = (before * many + mean * size) / (many + size)
                size += many
            groups.append((mean, size))
        at = 0
        for mean, size in groups:
            for n in range(at, at + size):
                columns[places[n]] = mean + steps[n]
            at += size
