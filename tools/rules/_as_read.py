"""What players can come to read after a choice: its consequence on every way through, and what else was open then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from game.core.playthrough import Playthrough, choose, spoken
from game.core.scenario import ChoiceId, Line
from tools.checking.story import Story


class Taken(NamedTuple):
    """One way in which a choice can be taken."""

    lines: tuple[Line, ...]  # of its consequence, those that are shown
    open: tuple[ChoiceId, ...]  # what could have been chosen, this one included


@lru_cache(maxsize=1)
def taken(story: Story) -> Mapping[ChoiceId, frozenset[Taken]]:
    """Every way in which each choice can be taken.  A choice that nobody can come to is not in it."""
    routes = story.proof.routes
    found: dict[ChoiceId, set[Taken]] = {}
    for state, moves in zip(routes.states, routes.moves_from(), strict=True):
        available = tuple(routes.choices[move].id for move in moves)
        for move in moves:
            choice = routes.choices[move]
            step = choose(Playthrough(story.scenario, state, (state,)), choice.id).step
            assert step
            found.setdefault(choice.id, set()).add(Taken(spoken(choice.consequence, step.after), available))
    return {choice: frozenset(ways) for choice, ways in found.items()}
