"""Every way through a scenario, nearest first: shortest plays to its endings, and how many ways there are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from game.core.exploration import STATE_LIMIT
from game.core.expression import Expression
from game.core.playthrough import Playthrough, State, begin, choose, has_ended, is_open, scene_of, successors
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
    known = {_key(start.state)}
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
            key = _key(after.state)
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


def count(scenario: Scenario, limit: int = STATE_LIMIT) -> int | None:
    """How many different runs there are; None if a loop makes them endless, or if there are too many states."""
    start = _bare(begin(scenario).state)
    leads: dict[State, tuple[State, ...]] = {}
    waiting = [start]
    while waiting:
        state = waiting.pop()
        if state in leads:
            continue
        if len(leads) >= limit:
            return None
        leads[state] = tuple(_bare(after) for _, after in successors(scenario, state))
        waiting.extend(leads[state])
    ways: dict[State, int] = {}
    open_: set[State] = set()
    stack = [start]
    while stack:
        state = stack[-1]
        if state in ways:
            stack.pop()
        elif state not in open_:
            open_.add(state)
            if any(after in open_ and after not in ways for after in leads[state]):
                return None  # it leads back to where one came from
            stack.extend(after for after in leads[state] if after not in ways)
        else:
            ways[state] = sum(ways[after] for after in leads[state]) if leads[state] else 1
            stack.pop()
    return ways[start]


def _bare(state: State) -> State:
    # Whose harm it was, and in which order, decides nothing.
    entries = {entry._replace(says="", source="", repaired_by="-" if entry.repaired_by else "") for entry in state.ledger}
    return state._replace(ledger=tuple(sorted(entries)))


def _key(state: State) -> Hashable:
    scene, facts, chosen, seen, ledger = state
    return scene, facts, chosen, seen, frozenset((flag, source, bool(repaired)) for flag, _, source, repaired in ledger)
