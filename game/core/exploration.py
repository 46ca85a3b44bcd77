"""
Every state that a scenario can come to, each visited once.

Facts that no later condition reads do not make two states differ: what comes next is the same for both.  Paths are
the shortest there are, as choice ids from the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.core.playthrough import EndlessJump, begin, successors
from game.core.relevance import Relevance
from game.core.scenario import ChoiceId, Decision, Ending, Scenario, SceneId

STATE_LIMIT = 50_000  # about half a second of visiting


@dataclass(frozen=True, slots=True)
class Witness:
    """A moment, and how to come to it."""

    scene: SceneId
    path: tuple[ChoiceId, ...]


@dataclass(frozen=True, slots=True)
class Exploration:
    """What visiting every state showed.

    Attributes:
        states: How many were visited.
        transitions: How many choices were made on the way.
        is_complete: Whether there are no others.
        stranded: The first moment with fewer than two open choices.
        lost: The first moment from which no ending can be reached; known only when the visit was complete.
        endless: The first moment with a choice (or a start) that leads into scenes without an end.
        endings: Each ending that was reached, with its path.
    """

    states: int
    transitions: int
    is_complete: bool
    stranded: Witness | None = None
    lost: Witness | None = None
    endless: Witness | None = None
    endings: Mapping[SceneId, tuple[ChoiceId, ...]] = field(default_factory=dict)


def explore(scenario: Scenario, limit: int = STATE_LIMIT) -> Exploration:
    """Visit every state, nearest first.

    Args:
        scenario: Any scenario whose names exist; it need not be free of circles.
        limit: How many states to visit at most.
    """
    try:
        start = begin(scenario).state
    except EndlessJump:
        return Exploration(0, 0, True, endless=Witness(scenario.start, ()))
    view = Relevance(scenario, with_lines=False)
    states = [view.of(start)]
    number = {states[0]: 0}
    came: list[tuple[int, ChoiceId]] = [(-1, "")]
    earlier: list[list[int]] = [[]]
    stranded = endless = -1
    transitions = 0
    is_complete = True
    for here, state in enumerate(states):  # grows while it is walked
        open_choices = 0
        try:
            for choice, after in successors(scenario, state):
                open_choices += 1
                after = view.of(after)
                there = number.get(after)
                if there is None:
                    if len(states) >= limit:
                        is_complete = False
                        continue
                    there = number[after] = len(states)
                    states.append(after)
                    came.append((here, choice.id))
                    earlier.append([])
                earlier[there].append(here)
        except EndlessJump:
            open_choices += 1
            endless = here if endless < 0 else endless
        transitions += open_choices
        if open_choices < 2 and stranded < 0 and isinstance(scenario.scenes[state.scene].exit, Decision):
            stranded = here
    endings = [place for place, state in enumerate(states) if isinstance(scenario.scenes[state.scene].exit, Ending)]
    lost = _first_lost(endings, earlier) if is_complete else -1

    def witness(place: int) -> Witness | None:
        return Witness(states[place].scene, _path(came, place)) if place >= 0 else None

    reached: dict[SceneId, tuple[ChoiceId, ...]] = {}
    for place in endings:
        if states[place].scene not in reached:
            reached[states[place].scene] = _path(came, place)
    return Exploration(
        len(states), transitions, is_complete, witness(stranded), witness(lost), witness(endless), reached
    )


def _path(came: list[tuple[int, ChoiceId]], place: int) -> tuple[ChoiceId, ...]:
    path: list[ChoiceId] = []
    while place > 0:
        place, choice = came[place]
        path.append(choice)
    return tuple(reversed(path))


def _first_lost(endings: list[int], earlier: list[list[int]]) -> int:
    can_end = set(endings)
    todo = list(endings)
    while todo:
        for place in earlier[todo.pop()]:
            if place not in can_end:
                can_end.add(place)
                todo.append(place)
    return next((place for place in range(len(earlier)) if place not in can_end), -1)
