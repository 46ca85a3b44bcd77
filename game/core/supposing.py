"""A scenario as it would be without one of its faults: what then is otherwise only follows from that fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from game.core.expression import ALWAYS, Expression, Not
from game.core.scenario import Branch, Choice, Decision, Ending, Fork, Harm, HarmFlag, Scenario, Scene, SceneId, SetFact

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
        harming: The scene whose choices do harm.
        leading: A scene all of whose choices or ways lead to the other.
        setting: A scene all of whose choices set a fact.
    """

    owner: str = ""
    part: str = ""
    index: int = 0
    when: Expression = ALWAYS
    harmless: frozenset[str] = frozenset()
    repairing: SceneId = ""
    harming: SceneId = ""
    leading: tuple[SceneId, SceneId] | None = None
    setting: tuple[SceneId, SetFact] | None = None


def suppose(scenario: Scenario, supposed: Supposed) -> Scenario:
    """The scenario with that in place.  It has the same scenes, choices, lines and ways on."""
    return replace(scenario, scenes={name: _scene(scene, supposed) for name, scene in scenario.scenes.items()})


def _scene(scene: Scene, supposed: Supposed) -> Scene:
    owner = f"scene/{scene.id}"
    if owner in supposed.harmless:
        scene = replace(scene, happened=None)
    leads = scene.exit
    if isinstance(leads, Decision):
        choices = tuple(_otherwise(choice, scene.id, supposed) for choice in _choices(leads.choices, supposed))
        return replace(scene, exit=replace(leads, choices=choices))
    if isinstance(leads, Ending):
        return scene
    if supposed.leading and supposed.leading[0] == scene.id:
        return replace(scene, exit=(Branch(supposed.leading[1]),))
    return replace(scene, exit=_fork(leads, supposed)) if (supposed.owner, supposed.part) == (owner, "next") else scene


def _otherwise(choice: Choice, scene: SceneId, supposed: Supposed) -> Choice:
    if scene == supposed.repairing:
        choice = replace(choice, repairs=tuple(HarmFlag))
    if scene == supposed.harming:
        choice = replace(choice, harm=Harm(tuple(HarmFlag), ""))
    if supposed.leading and supposed.leading[0] == scene:
        choice = replace(choice, next=(Branch(supposed.leading[1]),))
    if supposed.setting and supposed.setting[0] == scene:
        made = supposed.setting[1]
        others = tuple(change for change in choice.change if change.index != made.index)
        choice = replace(choice, set=(*choice.set, made), change=others)
    return choice


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
