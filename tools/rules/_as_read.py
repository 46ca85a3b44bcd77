"""What players can come to read after a choice: its consequence on every way through, and what else was open then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from game.core.scenario import ChoiceId, Line
from tools.checking.story import Story
from tools.rules._moves import moves_from, told


class Taken(NamedTuple):
    """One way in which a choice can be taken."""

    lines: tuple[Line, ...]  # of its consequence, those that are shown
    open: tuple[ChoiceId, ...]  # what could have been chosen, this one included


@lru_cache(maxsize=1)
def taken(story: Story) -> Mapping[ChoiceId, frozenset[Taken]]:
    """Every way in which each choice can be taken.  A choice that nobody can come to is not in it."""
    routes, after = story.proof.routes, told(story)
    # By number: to compare the same lines again and again takes longer than to find them.
    found: dict[ChoiceId, dict[tuple[tuple[int, ...], tuple[ChoiceId, ...]], Taken]] = {}
    for moves in moves_from(story):
        available = tuple([routes.choices[move].id for move in moves])
        for move in moves:
            lines = after[move].consequence
            ways = found.setdefault(routes.choices[move].id, {})
            key = tuple(map(id, lines)), available
            if key not in ways:
                ways[key] = Taken(lines, available)
    return {choice: frozenset(ways.values()) for choice, ways in found.items()}
