"""Who sets a fact and who reads it, as the scenario is written: true whatever states there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.core.expression import ALWAYS, And, Expression, FactIs, Not, Or, Value
from game.core.playthrough import State
from game.core.scenario import ChangeFact, Decision, Ending, Fact, Line, Scenario


@dataclass(frozen=True, slots=True)
class FactUse:
    """One fact.

    Attributes:
        fact: As declared.
        is_read: Whether a condition asks for it.
        setters: The choices that set or change it.
        values: Those that it can ever have, in declared order: its start, and what choices make of it.
        idle: Comparisons with it that come out the same for all of `values`, though somebody sets it; in the order
            of the file.
    """

    fact: Fact
    is_read: bool
    setters: tuple[str, ...]
    values: tuple[Value, ...]
    idle: tuple[FactIs, ...]


def conditions_of(scenario: Scenario) -> Iterator[Expression]:
    """Every condition that is written, in the order of the file."""
    for scene in scenario.scenes.values():
        yield from _of_lines(scene.script)
        if isinstance(scene.exit, Decision):
            for choice in scene.exit.choices:
                if choice.when is not ALWAYS:
                    yield choice.when
                yield from _of_lines(choice.consequence)
                for branch in choice.next:
                    if branch.when is not ALWAYS:
                        yield branch.when
        elif not isinstance(scene.exit, Ending):
            for branch in scene.exit:
                if branch.when is not ALWAYS:
                    yield branch.when


def comparisons(condition: Expression) -> Iterator[FactIs]:
    """The comparisons of a fact with a value that a condition is made of."""
    match condition:
        case FactIs():
            yield condition
        case Not():
            yield from comparisons(condition.part)
        case And() | Or():
            for part in condition.parts:
                yield from comparisons(part)
        case _:
            pass


def fact_uses(scenario: Scenario) -> Mapping[str, FactUse]:
    """Each fact by its id."""
    read: set[str] = set()
    compared: dict[str, dict[FactIs, None]] = {fact.id: {} for fact in scenario.facts}
    for condition in conditions_of(scenario):
        read.update(name for kind, name in condition.names() if kind == "fact")
        for comparison in comparisons(condition):
            compared[comparison.fact][comparison] = None
    setters: list[dict[str, None]] = [{} for _ in scenario.facts]
    made: list[set[Value]] = [{fact.start} for fact in scenario.facts]
    changes: list[set[ChangeFact]] = [set() for _ in scenario.facts]
    for scene in scenario.scenes.values():
        for choice in scene.exit.choices if isinstance(scene.exit, Decision) else ():
            for effect in choice.set:
                setters[effect.index][choice.id] = None
                made[effect.index].add(effect.value)
            for change in choice.change:
                setters[change.index][choice.id] = None
                changes[change.index].add(change)
    uses = {}
    for place, fact in enumerate(scenario.facts):
        values = _grown(made[place], changes[place])
        worlds = [_world(scenario, place, value) for value in values]
        idle = [one for one in compared[fact.id] if len({one.holds(world) for world in worlds}) == 1]
        uses[fact.id] = FactUse(
            fact,
            fact.id in read,
            tuple(setters[place]),
            tuple(value for value in fact.values if value in values),
            tuple(idle) if setters[place] else (),
        )
    return uses


def _of_lines(script: tuple[Line, ...]) -> Iterator[Expression]:
    return (line.when for line in script if line.when is not ALWAYS)


def _grown(values: set[Value], changes: set[ChangeFact]) -> set[Value]:
    todo = list(values) if changes else []
    while todo:
        value = todo.pop()
        for change in changes:
            after = min(change.highest, max(change.lowest, int(value) + change.by))
            if after not in values:
                values.add(after)
                todo.append(after)
    return values


def _world(scenario: Scenario, place: int, value: Value) -> State:
    facts = tuple(value if number == place else fact.start for number, fact in enumerate(scenario.facts))
    return State("", facts, frozenset(), frozenset(), ())
