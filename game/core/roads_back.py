"""Whether something that was done can still be put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.core.routes import START, Routes
from game.core.scenario import HarmFlag, SceneId


@dataclass(frozen=True, slots=True)
class Harmed:
    """A harm that was done, and the last move of the shortest way to a moment from which nothing repairs it."""

    owner: str  # ``choice/<id>`` or ``scene/<id>``
    part: str  # ``harm`` or ``happened``
    scene: SceneId  # that it stands in
    flag: HarmFlag
    move: int


def no_road_back(routes: Routes) -> Iterator[Harmed]:
    """Each harm after which no choice that repairs it can be taken; only for a complete visit.

    A harm that can be put right after some ways and not after others is among them, with the way that cannot.
    """
    scenes = routes.scenario.scenes
    happened = {name: scene.happened for name, scene in scenes.items() if scene.happened}
    done: dict[tuple[str, str, HarmFlag], list[int]] = {}

    def note(move: int, entered: tuple[str, ...]) -> None:
        for scene in entered:
            if harm := happened.get(scene):
                for flag in harm.flags:
                    done.setdefault((f"scene/{scene}", "happened", flag), []).append(move)

    if routes.states:
        note(START, routes.opening)
    for move, choice in enumerate(routes.choices):
        if choice.harm:
            for flag in choice.harm.flags:
                done.setdefault((f"choice/{choice.id}", "harm", flag), []).append(move)
        if happened:
            note(move, routes.passed[move])
    if not done:
        return
    can_repair = {flag: _can_repair(routes, flag) for flag in {flag for _, _, flag in done}}
    for (owner, part, flag), moves in done.items():
        for move in moves:
            if (0 if move == START else routes.targets[move]) not in can_repair[flag]:
                is_of_choice = part == "harm"
                scene = routes.states[routes.sources[move]].scene if is_of_choice else owner.removeprefix("scene/")
                yield Harmed(owner, part, scene, flag, move)
                break


def _can_repair(routes: Routes, flag: HarmFlag) -> set[int]:
    return routes.before(routes.sources[move] for move, choice in enumerate(routes.choices) if flag in choice.repairs)
