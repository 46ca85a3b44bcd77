"""What can only be seen in the whole story: a play cannot strand, and an ending is always ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.core.exploration import STATE_LIMIT, Exploration, explore
from game.core.expression import ALWAYS
from game.core.scenario import Decision, Ending, Fork, Scenario, Scene, SceneId
from game.scenario_yaml.entries import value_of
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.scenes import SceneOutline


def check_story(page: Manuscript, scenario: Scenario, plans: Mapping[str, SceneOutline]) -> None:
    """Report where a play could get stuck.  Every scene named in `scenario` exists."""
    after = {name: _targets(scene) for name, scene in scenario.scenes.items()}
    # Without a circle every way comes to a scene with no way on, and that is an ending.
    has_circle = not _runs_downwards(after) and bool(_in_cycles(after))
    if has_circle and (
        _has_endless_fork(page, scenario, after, plans) or _has_scene_without_ending(page, scenario, after, plans)
    ):
        return
    doubtful = [
        scene.id
        for scene in scenario.scenes.values()
        if isinstance(scene.exit, Decision) and sum(not c.once and c.when is ALWAYS for c in scene.exit.choices) < 2
    ]
    if doubtful or has_circle:
        _say_explored(page, scenario, explore(scenario), plans, doubtful)


def _targets(scene: Scene) -> tuple[SceneId, ...]:
    if isinstance(scene.exit, Ending):
        return ()
    if not isinstance(scene.exit, Decision):
        return tuple(branch.go for branch in scene.exit)
    targets: dict[SceneId, None] = {}
    seen: Fork = ()
    for choice in scene.exit.choices:
        if choice.next is not seen:  # most choices of a decision share one
            seen = choice.next
            targets.update((branch.go, None) for branch in seen)
    return tuple(targets)


def _runs_downwards(after: Mapping[SceneId, tuple[SceneId, ...]]) -> bool:
    """Whether every way leads to a scene further down in the file, as in most stories; then there is no circle."""
    place = dict(zip(after, range(len(after)), strict=True))
    return all(place[go] > here for here, targets in enumerate(after.values()) for go in targets)


def _has_endless_fork(
    page: Manuscript,
    scenario: Scenario,
    after: Mapping[SceneId, tuple[SceneId, ...]],
    plans: Mapping[str, SceneOutline],
) -> bool:
    forks = {
        name: tuple(go for go in after[name] if isinstance(scenario.scenes[go].exit, tuple))
        for name, scene in scenario.scenes.items()
        if isinstance(scene.exit, tuple)
    }
    left = _in_cycles(forks)
    if not left:
        return False
    first = next(name for name in scenario.scenes if name in left)
    # `left` also holds what only leads into a circle; following it long enough ends inside one.
    for _ in left:
        first = next(go for go in forks[first] if go in left)
    circle = dict.fromkeys([first])
    while (following := next(go for go in forks[first] if go in left)) not in circle:
        circle[following] = None
        first = following
    start = next(name for name in scenario.scenes if name in circle)
    way = [start]
    while len(way) < 8 and (following := next(go for go in forks[way[-1]] if go in left)) != start:
        way.append(following)
    way.append(start if len(way) < 8 else "…")
    page.say(
        "UP404",
        plans[start].name,
        f"“{start}” can lead back to itself with no choice in between: {' → '.join(way)}.",
        "Let one of these scenes go on to a decision or an ending.",
    )
    return True


def _in_cycles(after: Mapping[SceneId, tuple[SceneId, ...]]) -> set[SceneId]:
    """What is left when everything that leads nowhere within `after` is taken out again and again."""
    before: dict[SceneId, list[SceneId]] = {name: [] for name in after}
    count = {}
    for name, targets in after.items():
        inside = [go for go in targets if go in before]
        count[name] = len(inside)
        for go in inside:
            before[go].append(name)
    done = [name for name, targets in count.items() if targets == 0]
    for name in done:
        for earlier in before[name]:
            count[earlier] -= 1
            if count[earlier] == 0:
                done.append(earlier)
    return set(after).difference(done) if len(done) < len(after) else set()


def _has_scene_without_ending(
    page: Manuscript,
    scenario: Scenario,
    after: Mapping[SceneId, tuple[SceneId, ...]],
    plans: Mapping[str, SceneOutline],
) -> bool:
    before: dict[SceneId, list[SceneId]] = {name: [] for name in after}
    for name, targets in after.items():
        for go in targets:
            before[go].append(name)
    reached = {name for name, scene in scenario.scenes.items() if isinstance(scene.exit, Ending)}
    _spread(reached, before)
    lost = [name for name in scenario.scenes if name not in reached]
    if not reached:
        page.say(
            "UP403",
            plans[scenario.start].name,
            "No scene of this story has an ending.",
            "Add a scene with “ending:” and let the story lead to it.",
        )
        return True
    said: set[SceneId] = set()
    lost_before = {name: [one for one in before[name] if one not in reached] for name in lost}
    for name in lost:
        if name in said:
            continue
        # One finding for each part of the story that is cut off, not one for each of its scenes.
        part = {name}
        _spread(part, after)
        _spread(part, lost_before)
        said |= part
        page.say(
            "UP403",
            plans[name].name,
            f"No ending can be reached from the scene “{name}”.",
            "Let it, or a scene after it, lead to an ending.",
        )
    return bool(lost)


def _spread(reached: set[SceneId], ways: Mapping[SceneId, Iterable[SceneId]]) -> None:
    todo = list(reached)
    while todo:
        for other in ways.get(todo.pop(), ()):
            if other not in reached:
                reached.add(other)
                todo.append(other)


def _say_explored(
    page: Manuscript,
    scenario: Scenario,
    explored: Exploration,
    plans: Mapping[str, SceneOutline],
    doubtful: list[SceneId],
) -> None:
    if explored.stranded is not None:
        scene, path = explored.stranded.scene, explored.stranded.path
        choices = value_of(value_of(plans[scene].node, "decision"), "choices")
        page.say(
            "UP402",
            choices if choices is not None else plans[scene].name,
            f"Fewer than two choices may be open at “{scene}”, {_way(path)}.",
            "Give two of its choices neither “if” nor “once”.",
        )
    if explored.lost is not None:
        scene, path = explored.lost.scene, explored.lost.path
        page.say(
            "UP403",
            plans[scene].name,
            f"A play can come to “{scene}” with no ending ahead, {_way(path)}.",
            "Look at the conditions after it: let one way to an ending have none.",
        )
    if not explored.is_complete and explored.stranded is None and explored.lost is None:
        at = plans[doubtful[0]].name if doubtful else plans[scenario.start].name
        page.say(
            "UP405",
            at,
            f"The story has more than {STATE_LIMIT:,} states, so nobody can tell whether a play can get stuck.",
            "Give two choices of every decision neither “if” nor “once”, and use fewer facts or smaller ranges.",
        )


def _way(path: tuple[str, ...]) -> str:
    if not path:
        return "right at the start"
    shown = " → ".join(path[:10])
    return f"after {shown}{' → …' if len(path) > 10 else ''}"
