"""
Which faults hang together, though nothing that is written says so.

A line may ask for one fact and a way on for another, and both never come about as one `set` is missing that both were
reached by.  So the story is visited again as if a fault were mended, in each way that it might be; whatever then comes
about as well follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.expression import ALWAYS
from game.core.fault import Fault, FaultKind
from game.core.scenario import Ending, Scenario, SceneId, SetFact
from game.core.supposing import NEVER, Supposed, suppose
from game.core.visiting import Spot, Visit, visit

# With more, what hangs together is told apart.
_MOVES = 100_000  # looked at in all, about a second
_FAULTS = 60
_LONGEST_STORY = 200  # scenes

_SCENES = (FaultKind.SCENE_NEVER_REACHED, FaultKind.ENDING_NEVER_REACHED)
_FACTS = (FaultKind.FACT_NEVER_SET, FaultKind.VALUE_NEVER_TAKEN)
_LINES = (FaultKind.LINE_NEVER_SHOWN, FaultKind.LINE_ALWAYS_SHOWN)
_CHOICES = (FaultKind.CHOICE_NEVER_OFFERED, FaultKind.CHOICE_ALWAYS_OFFERED)
_WAYS = (FaultKind.WAY_NEVER_TAKEN, FaultKind.WAY_ALWAYS_TAKEN)
_OF_CONDITIONS = (*_WAYS, *_CHOICES, *_LINES)
# What steers a play comes before what is only read on the way.
_ORDER = (*_SCENES, *_CHOICES, *_WAYS, FaultKind.NO_ROAD_BACK, *_FACTS, *_LINES, FaultKind.FACT_NEVER_READ)


def hanging_together(visited: Visit, faults: Sequence[Fault]) -> Iterator[tuple[int, int]]:
    """Pairs of a cause and an effect, as places in `faults`; only for a complete visit."""
    if len(faults) > _FAULTS or len(visited.routes.scenario.scenes) > _LONGEST_STORY:
        return
    left = _MOVES
    gone: set[int] = set()
    harms = [fault for fault in faults if fault.kind is FaultKind.NO_ROAD_BACK]
    for cause in sorted(range(len(faults)), key=lambda number: _ORDER.index(faults[number].kind)):
        fault = faults[cause]
        open_ones = [
            number
            for number, other in enumerate(faults)
            if number not in gone and number != cause and other.kind in _OF_CONDITIONS
        ]
        if cause in gone or not open_ones or (fault in harms and fault is not harms[0]):
            continue
        for supposed in _mended(visited, fault, harms):
            left -= len(visited.routes.sources)
            if left < 0:
                return
            other_visit = visit(suppose(visited.routes.scenario, supposed), 2 * len(visited.routes.states) + 100)
            if fault.kind in _OF_CONDITIONS and not supposed.owner and not _is_gone(other_visit, fault):
                continue
            for effect in open_ones:
                if effect not in gone and _is_gone(other_visit, faults[effect]):
                    gone.add(effect)
                    yield cause, effect


def _is_gone(visited: Visit, fault: Fault) -> bool:
    met = visited.conditions.get(Spot(fault.owner, fault.part, fault.index))
    return met is not None and (met.false if fault.is_always else met.true) is not None


def _mended(visited: Visit, fault: Fault, harms: Sequence[Fault]) -> Iterator[Supposed]:
    """Every way in which a fault might be mended."""
    scenario = visited.routes.scenario
    scenes = [name for name in visited.scenes if not isinstance(scenario.scenes[name].exit, Ending)]
    if fault.kind in _SCENES:
        yield from (Supposed(leading=(scene, fault.id)) for scene in scenes)
    elif fault.kind is FaultKind.NO_ROAD_BACK:
        yield Supposed(harmless=frozenset(harm.owner for harm in harms))
        yield from (Supposed(repairing=scene) for scene in scenes)
    elif fault.kind in _FACTS:
        yield from _setting(scenario, scenes, [fault.id])
        for spot, met in visited.conditions.items():
            if spot.part in ("if", "next") and not met.is_settled and ("fact", fault.id) in met.when.names():
                yield Supposed(*spot, NEVER if met.true is not None else ALWAYS)
    elif fault.kind in _OF_CONDITIONS:
        if fault.kind not in _LINES:
            when = NEVER if fault.is_always else ALWAYS
            yield Supposed(fault.owner, fault.part, fault.index, when)
        for kind, name in sorted(visited.conditions[Spot(fault.owner, fault.part, fault.index)].when.names()):
            if kind == "fact":
                yield from _setting(scenario, scenes, [name])
            elif kind == "ledger":
                yield from (Supposed(repairing=scene) for scene in scenes)
                yield from (Supposed(harming=scene) for scene in scenes)
            elif kind == "chose" and (own := scenario.find_choice(name)):
                yield from _setting(scenario, [own[0].id], [fact.id for fact in scenario.facts])


def _setting(scenario: Scenario, scenes: Sequence[SceneId], facts: Sequence[str]) -> Iterator[Supposed]:
    for place, fact in enumerate(scenario.facts):
        if fact.id in facts:
            for value in fact.values:
                yield from (Supposed(setting=(scene, SetFact(place, value))) for scene in scenes)
