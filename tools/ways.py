"""Every way through a scenario, nearest first: shortest plays to its endings."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from game.core.exploration import STATE_LIMIT
from game.core.expression import Expression
from game.core.playthrough import Playthrough, State, begin, choose, has_ended, is_open, scene_of
from game.core.scenario import Choice, Decision, Scenario

Name = tuple[str, str]  # what a condition reads, such as ("fact", "credit")


@dataclass(frozen=True, slots=True)
class Found:
    """What looking for ways showed.

    Attributes:
        plays: A shortest play for each thing that was to be told apart, nearest first.
        states: How many states were visited.
        is_complete: Whether there are no others.
    """

    plays: tuple[Playthrough, ...]
    states: int
    is_complete: bool


def to_endings(scenario: Scenario, apart: Callable[[Playthrough], Hashable], limit: int = STATE_LIMIT) -> Found:
    """Find the endings.

    Args:
        scenario: Any that can be played.
        apart: What two plays that have ended must differ in to be told apart.
        limit: How many states to visit at most.
    """
    start = begin(scenario)
    waiting = [start]
    known = {state_key(start.state)}
    ended: dict[Hashable, Playthrough] = {}
    is_complete = True
    for play in waiting:  # grows while it is walked
        if has_ended(play):
            ended.setdefault(apart(play), play)
            continue
        for choice in open_choices(play):
            after = choose(play, choice.id)
            if has_ended(after):
                # Two plays may come to one state and have read different things on the way.
                ended.setdefault(apart(after), after)
            key = state_key(after.state)
            if key in known:
                continue
            if len(known) >= limit:
                is_complete = False
                continue
            known.add(key)
            waiting.append(after)
    return Found(tuple(ended.values()), len(known), is_complete)


def open_choices(play: Playthrough) -> tuple[Choice, ...]:
    """What can be chosen now, in the author's order."""
    decision = scene_of(play).exit
    if not isinstance(decision, Decision):
        return ()
    return tuple(choice for choice in decision.choices if is_open(play.state, choice))


def read_at_end(play: Playthrough) -> frozenset[Name]:
    """What the conditions of the lines read that were met since the last choice."""
    scenes = play.scenario.scenes
    conditions: Iterator[Expression] = (line.when for at in play.arrivals for line in scenes[at.scene].script)
    return frozenset(name for condition in conditions for name in condition.names())


def state_key(state: State) -> Hashable:
    """The same for states that go on in the same way, in the same words."""
    scene, facts, chosen, seen, ledger = state
    return scene, facts, chosen, seen, frozenset((flag, source, bool(repaired)) for flag, _, source, repaired in ledger)
