"""Which nodes of a graph can lead back to themselves and to each other (Tarjan's algorithm, without recursion)."""

from __future__ import annotations

from collections.abc import Sequence


def circles(onward: Sequence[Sequence[int]]) -> list[list[int]]:
    """Every node in exactly one group: those that lead to each other; a group comes after all that it leads to.

    Args:
        onward: For each node by number, the nodes that it leads to.
    """
    count = len(onward)
    order = [-1] * count  # when each was met
    lowest = [0] * count  # the earliest that can be come back to
    is_open = [False] * count
    trail: list[int] = []
    groups: list[list[int]] = []
    met = 0
    for first in range(count):
        if order[first] >= 0:
            continue
        order[first] = lowest[first] = met
        met += 1
        trail.append(first)
        is_open[first] = True
        work = [(first, 0)]
        while work:
            node, place = work.pop()
            after = onward[node]
            while place < len(after):
                there = after[place]
                place += 1
                if order[there] < 0:
                    work.append((node, place))
                    order[there] = lowest[there] = met
                    met += 1
                    trail.append(there)
                    is_open[there] = True
                    work.append((there, 0))
                    break
                if is_open[there]:
                    lowest[node] = min(lowest[node], order[there])
            else:
                if work:
                    earlier = work[-1][0]
                    lowest[earlier] = min(lowest[earlier], lowest[node])
                if lowest[node] == order[node]:
                    group: list[int] = []
                    while not group or group[-1] != node:
                        group.append(trail.pop())
                        is_open[group[-1]] = False
                    groups.append(group)
    return groups
