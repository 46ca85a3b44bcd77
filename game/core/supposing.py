"""A scenario as it would be without one of its faults: what then is otherwise only follows from that fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from game.core.expression import ALWAYS, Expression, Not
from game.core.scenario import Choice, Decision, Fork, HarmFlag, Scenario, Scene, SceneId

NEVER = Not(ALWAYS)


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is put in place of what is written.

    Attributes:
        owner: ``scene/<id>`` or ``choice/<id>`` whose condition is another; empty: no condition is.
        part: ``if`` or ``next``.
        index: Of the way on.
        when: The other condition.
        harmless: The ``scene/<id>`` and ``choice/<id>`` that do no harm.
        repairing: The scene whose choices repair everything.
    """

    owner: str = ""
    part: str = ""
    index: int = 0
    when: Expression = ALWAYS
    harmless: frozenset[str] = frozenset()
    repairing: SceneId = ""


def suppose(scenario: Scenario, supposed: Supposed) -> Scenario:
    """The scenario with that in place.  It has the same scenes, choices, lines and ways on."""
    return replace(scenario, scenes={name: _scene(scene, supposed) for name, scene in scenario.scenes.items()})


def _scene(scene: Scene, supposed: Supposed) -> Scene:
    owner = f"scene/{scene.id}"
    if owner in supposed.harmless:
        scene = replace(scene, happened=None)
    if isinstance(scene.exit, Decision):
        choices = tuple(_choices(scene.exit.choices, supposed))
        if scene.id == supposed.repairing:
            choices = tuple(replace(choice, repairs=tuple(HarmFlag)) for choice in choices)
        return replace(scene, exit=replace(scene.exit, choices=choices))
    if isinstance(scene.exit, tuple) and supposed.owner == owner and supposed.part == "next":
        return replace(scene, exit=_fork(scene.exit, supposed))
    return scene


def _choices(choices: Sequence[Choice], supposed: Supposed) -> Iterable[Choice]:
    # Choices may share a fork, and then the first of them stands for all.
    fork = next((one.next for one in choices if supposed.part == "next" and supposed.owner == f"choice/{one.id}"), None)
    for choice in choices:
        owner = f"choice/{choice.id}"
        if fork is not None and choice.next == fork:
            choice = replace(choice, next=_fork(fork, supposed))
        if supposed.part == "if" and supposed.owner == owner:
            choice = replace(choice, when=supposed.when)
        yield replace(choice, harm=None) if owner in supposed.harmless else choice


def _fork(fork: Fork, supposed: Supposed) -> Fork:
    return tuple(
        replace(branch, when=supposed.when) if index == supposed.index else branch for index, branch in enumerate(fork)
    )
