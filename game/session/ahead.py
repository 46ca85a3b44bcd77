"""How many decisions a play can still come to: counted once for a scenario, as every screen asks."""

from __future__ import annotations

from functools import lru_cache

from game.core.scenario import Decision, Ending, Scenario, Scene


def decisions_ahead(scenario: Scenario) -> dict[str, int]:
    """For each scene, the most decisions on any way from there (itself included), not counting any twice."""
    return _kept(_Box(scenario))


class _Box:
    """Lets the count be kept by the scenario's identity: a scenario holds dictionaries and has no hash."""

    __slots__ = ("scenario",)

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __hash__(self) -> int:
        return id(self.scenario)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Box) and other.scenario is self.scenario


@lru_cache(maxsize=8)
def _kept(box: _Box) -> dict[str, int]:
    return _counted(box.scenario)


def _counted(scenario: Scenario) -> dict[str, int]:
    # Depth first with an own stack: a story may be 20,000 scenes long.  A scene that is still open on the stack is a
    # loop back, and counts nothing.
    counts: dict[str, int] = {}
    opened: set[str] = set()
    stack = [(str(scenario.start), False)]
    while stack:
        scene_id, is_done = stack.pop()
        if scene_id in counts:
            continue
        scene = scenario.scenes[scene_id]
        targets = _targets(scene)
        if is_done:
            own = isinstance(scene.exit, Decision)
            counts[scene_id] = own + max((counts.get(target, 0) for target in targets), default=0)
        elif scene_id not in opened:
            opened.add(scene_id)
            stack.append((scene_id, True))
            stack.extend((target, False) for target in targets)
    return counts


def _targets(scene: Scene) -> tuple[str, ...]:
    if isinstance(scene.exit, Decision):
        return tuple(branch.go for choice in scene.exit.choices for branch in choice.next)
    if isinstance(scene.exit, Ending):
        return ()
    return tuple(branch.go for branch in scene.exit)
