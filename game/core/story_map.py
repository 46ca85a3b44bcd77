"""
Where the decisions and endings of a scenario lie on a map, and which way a play took through it.

Layers run from the start down; an edge goes down unless it leads back.  Scenes that only pass on are folded into
the edges.  Everything here is deterministic, has no recursion, and says nothing about pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from game.core.map_grid import Grid, layers_of, walked
from game.core.scenario import ChoiceId, Decision, Ending, Fork, Scenario, SceneId

START: SceneId = ""  # key of the node before the first scene; no scene has an empty id


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
        """For each decision met what was done there, in order of the first visit; another move adds a sentence."""
        found: dict[SceneId, dict[str, None]] = {}
        for step in self.steps:
            found.setdefault(step.scene, {})[step.label] = None
        return {scene: " ".join(label for label in labels if label) for scene, labels in found.items()}


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
    return Walk(steps, frozenset(met), frozenset(ways.intersection(pairwise(met))), ending)


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
    order, back, reached = walked(ends, leads)
    layer = layers_of(ends, leads, back)
    grid = Grid(layer, ends, back, order)
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
