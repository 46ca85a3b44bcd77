"""
What a play can earn at least and at most by the time it ends.

A decision's first visit counts and no other, so a way that goes round in a circle earns nothing twice.  Where circles
are in the story, a state is taken together with the decisions of circles that were met before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from game.core.circles import circles
from game.core.playthrough import State
from game.core.routes import Routes
from game.core.scenario import Choice, Decision, Dimension, Ending, Scenario, SceneId

MET_LIMIT = 200_000  # states together with what was met: past this the figures are only bounds

Worth = Callable[[State, Choice], tuple[int, ...]]  # of a choice in a state: not negative, always as many numbers


class Certainty(StrEnum):
    """How far the figures can be relied on."""

    EXACT = "exact"  # ways that earn just these exist
    BOUNDS = "bounds"  # there may be no way that earns so little or so much
    SAMPLED = "sampled"  # not every state was visited: there may be ways that earn less or more


@dataclass(frozen=True, slots=True)
class Earning:
    """Points that ways to one ending earn.

    Attributes:
        least: No way earns less, unless it is only sampled.
        most: No way earns more, unless it is only sampled.
        certainty: What is known of the two.
    """

    least: int
    most: int
    certainty: Certainty


def rated_dimensions(scenario: Scenario) -> tuple[Dimension, ...]:
    """The dimensions that some choice is rated on."""
    rated = {
        dimension
        for scene in scenario.scenes.values()
        if isinstance(scene.exit, Decision)
        for choice in scene.exit.choices
        for dimension in choice.ratings
    }
    return tuple(dimension for dimension in Dimension if dimension in rated)


def earnings(
    routes: Routes, worth: Worth, *, is_complete: bool, limit: int = MET_LIMIT
) -> Mapping[SceneId, tuple[Earning, ...]]:
    """For each ending that is reached, and each of the numbers that `worth` gives.

    Args:
        routes: What was visited.
        worth: What a choice earns; counted where its decision is met for the first time.
        is_complete: Whether these are all the states; else the figures are sampled.
        limit: How many states to look at together with what was met.
    """
    if not routes.sources:
        return {}
    points = [worth(routes.states[source], choice) for source, choice in
              zip(routes.sources, routes.choices, strict=True)]
    graph = _Graph(routes, _in_circles(routes.scenario), limit)
    certainty = Certainty.BOUNDS if graph.is_coarse else Certainty.EXACT
    if not is_complete:
        certainty = Certainty.SAMPLED
    more = graph.most_in_circles(points)
    return {
        ending: tuple(
            Earning(least, most + extra, certainty) for least, most, extra in zip(low, high, more, strict=True)
        )
        for ending, (low, high) in _at_endings(graph, points).items()
    }


def _at_endings(graph: _Graph, points: Sequence[tuple[int, ...]]) -> dict[SceneId, tuple[_Points, _Points]]:
    groups = circles(graph.onward)  # those that come last are first
    group_of = [0] * len(graph.onward)
    for number, group in enumerate(groups):
        for node in group:
            group_of[node] = number
    none = (0,) * len(points[0])
    earned: list[tuple[_Points, _Points] | None] = [None] * len(groups)
    earned[group_of[0]] = none, none
    found: dict[SceneId, tuple[_Points, _Points]] = {}
    for number in range(len(groups) - 1, -1, -1):
        here = earned[number]
        if here is None:
            continue
        for node in groups[number]:
            scene = graph.scene(node)
            if graph.is_ending(scene):
                found[scene] = _wider(found.get(scene), *here)
            for after, move, is_counted in graph.moves[node]:
                if group_of[after] != number:  # inside a circle there is nothing to earn: all of it was met before
                    more = points[move] if is_counted else none
                    low, high = tuple(map(int.__add__, here[0], more)), tuple(map(int.__add__, here[1], more))
                    earned[group_of[after]] = _wider(earned[group_of[after]], low, high)
    return found


_Points = tuple[int, ...]


def _wider(known: tuple[_Points, _Points] | None, low: _Points, high: _Points) -> tuple[_Points, _Points]:
    if known is None:
        return low, high
    return tuple(map(min, known[0], low)), tuple(map(max, known[1], high))


def _in_circles(scenario: Scenario) -> frozenset[SceneId]:
    """The decisions that a play might come back to, conditions aside."""
    names = list(scenario.scenes)
    number = {name: place for place, name in enumerate(names)}
    onward: list[list[int]] = []
    for scene in scenario.scenes.values():
        forks = [scene.exit] if isinstance(scene.exit, tuple) else []
        if isinstance(scene.exit, Decision):
            forks = [choice.next for choice in scene.exit.choices]
        onward.append(sorted({number[branch.go] for fork in forks for branch in fork}))
    again = {node for group in circles(onward) for node in group if len(group) > 1 or node in onward[node]}
    return frozenset(names[node] for node in again if isinstance(scenario.scenes[names[node]].exit, Decision))


class _Graph:
    """States, each as often as there are sets of decisions that may have been met before it."""

    def __init__(self, routes: Routes, again: frozenset[SceneId], limit: int) -> None:
        self._routes, self._again = routes, again
        self.is_coarse = not self._make(limit)
        if self.is_coarse:
            self._make_coarse()
        self.onward = [[after for after, _, _ in moves] for moves in self.moves]

    def scene(self, node: int) -> SceneId:
        return self._routes.states[self._states[node]].scene

    def is_ending(self, scene: SceneId) -> bool:
        return isinstance(self._routes.scenario.scenes[scene].exit, Ending)

    def most_in_circles(self, points: Sequence[tuple[int, ...]]) -> _Points:
        """What the decisions of circles can earn at most, where they were left out of the moves."""
        best: dict[SceneId, _Points] = {}
        for move, earned in enumerate(points) if self.is_coarse else ():
            scene = self._routes.states[self._routes.sources[move]].scene
            if scene in self._again:
                best[scene] = tuple(map(max, best.get(scene, earned), earned))
        return tuple(map(sum, zip(*best.values(), strict=True))) if best else (0,) * len(points[0])

    def _make(self, limit: int) -> bool:
        moves_from = self._routes.moves_from()
        bits = {name: 1 << place for place, name in enumerate(sorted(self._again))}
        self._states = [0]
        met = [0]
        number = {(0, 0): 0}
        self.moves: list[list[tuple[int, int, bool]]] = []  # where to, by which move, and whether it counts
        for node, state in enumerate(self._states):  # grows while it is walked
            before = met[node]
            own = bits.get(self._routes.states[state].scene, 0)
            moves = []
            for move in moves_from[state]:
                key = (self._routes.targets[move], before | own)
                after = number.get(key)
                if after is None:
                    if len(self._states) >= limit:
                        return False
                    after = number[key] = len(self._states)
                    self._states.append(key[0])
                    met.append(key[1])
                moves.append((after, move, not before & own))
            self.moves.append(moves)
        return True

    def _make_coarse(self) -> None:
        routes = self._routes
        self._states = list(range(len(routes.states)))
        self.moves = [
            [(routes.targets[move], move, routes.states[state].scene not in self._again) for move in moves]
            for state, moves in enumerate(routes.moves_from())
        ]
