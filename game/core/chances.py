"""How often each ending comes, if every open choice is as likely as another."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.routes import Routes
from game.core.scenario import SceneId

_REST = 1e-6  # of all plays may still be going round in circles
_STEPS = 1_000_000  # moves looked at; a story that needs more has no such figure


def chances(routes: Routes) -> Mapping[SceneId, float] | None:
    """The share of plays that end at each ending, together 1.0 but for rounding.

    Only for a complete visit.  None where plays do not end, or not soon.
    """
    if not routes.states:
        return None
    moves = routes.moves_from()
    found: dict[SceneId, float] = {}
    here = {0: 1.0}
    left = _STEPS
    while here and sum(here.values()) > _REST:
        after: dict[int, float] = {}
        for state, share in here.items():
            if routes.is_ending(state):
                scene = routes.states[state].scene
                found[scene] = found.get(scene, 0.0) + share
                continue
            left -= len(moves[state])
            for move in moves[state]:
                target = routes.targets[move]
                after[target] = after.get(target, 0.0) + share / len(moves[state])
        if left < 0:
            return None
        here = after
    return found
