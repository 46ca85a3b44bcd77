"""Whose faces may come next: composed while somebody reads, so that nobody is missing from a picture."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from game.core.playthrough import Playthrough
from game.core.scenario import Decision, Ending, Line, Scenario
from game.ui.pictures import portrait_of
from game.ui.portraits import Portrait

MOST_SCENES = 24  # that are looked at; a story passes through a handful between two decisions


def coming_faces(play: Playthrough) -> tuple[Portrait, ...]:
    """Those that may be seen up to the next decision but one, in about the order in which they come."""
    return tuple(dict.fromkeys(_ahead(play)))


def _ahead(play: Playthrough) -> Iterator[Portrait]:
    scenario = play.scenario
    ahead = deque((arrival.scene, False) for arrival in play.arrivals[-MOST_SCENES:])
    seen: set[str] = set()
    while ahead and len(seen) < MOST_SCENES:
        scene_id, is_after_choice = ahead.popleft()
        if scene_id in seen:
            continue
        seen.add(scene_id)
        scene = scenario.scenes[scene_id]
        yield from (portrait_of(scenario.cast[person].look, "") for person in scene.present)
        yield from _faces(scenario, scene.script)
        if isinstance(scene.exit, Ending):
            continue
        if not isinstance(scene.exit, Decision):
            ahead.extend((branch.go, is_after_choice) for branch in scene.exit)
        elif not is_after_choice:
            for choice in scene.exit.choices:
                yield from _faces(scenario, choice.consequence)
                ahead.extend((branch.go, True) for branch in choice.next)


def _faces(scenario: Scenario, lines: Iterable[Line]) -> Iterator[Portrait]:
    for line in lines:
        if line.speaker in scenario.cast:
            yield portrait_of(scenario.cast[line.speaker].look, line.expression)
