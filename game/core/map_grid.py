"""
Putting the nodes of a graph on a grid: layers downwards, columns across, with few crossings and short ways.

Nodes and edges are numbers here; node 0 is where everything starts.  There is no recursion, and the time taken grows
with the number of nodes and edges.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

# An edge over several layers keeps a free place in each of them, so that it runs past the nodes there.  Beyond this
# many places the longest edges go straight: a map of that size is not looked at as a whole.
_MAX_BENDS = 20_000
_MOST_SWEEPS = 12  # of the crossing reduction; small maps settle in four
_SWEPT = 40_000  # places times sweeps: keeps 10,000 scenes under two seconds
_BEND_WIDTH = 0.75  # of a column: a line needs less room beside it than a node


def walked(ends: Sequence[tuple[int, int]], leads: Sequence[Sequence[int]]) -> tuple[list[int], set[int], set[int]]:
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


def layers_of(ends: Sequence[tuple[int, int]], leads: Sequence[Sequence[int]], back: set[int]) -> list[int]:
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


class Grid:
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
        for one, other in pairwise(places):
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
