"""
What of a scenario can be reached, and how often plays that choose at random come by.

The first is proved by visiting every state.  The second is counted in runs that take each open choice with the same
chance; the same number of runs gives the same counts on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from game.core.playthrough import begin, choose, has_ended, offers, scene_of
from game.core.proof import prove
from game.core.routes import Routes
from game.core.scenario import ChoiceId, Scenario, SceneId
from game.core.story_map import START

RUNS = 1_000  # one part in thirty comes out at 2 to 5 %, which is near enough to see what is rare
_LONGEST_RUN = 1_000  # decisions; a story that leads in circles can keep a random run for as long as one likes

Way = tuple[SceneId, ChoiceId, SceneId]  # from a scene by a choice to the next scene; no choice: it just leads on


@dataclass(frozen=True, slots=True)
class Counts:
    """What can be reached, and in how many of the runs it was.

    Attributes:
        runs: How many there were.
        states: How many different states a play can come to.
        is_complete: Whether there are no other states.
        can: Every scene, way and choice that a play can come to; with a choice's way to the next scene also its way
            to the next decision or ending.
        scenes: Runs that entered a scene.
        ways: Runs that went from a scene by a choice to the scene that follows directly.
        taken: Runs in which a choice was made.
        roads: Runs that went from one decision to another, or to an ending, through any scenes in between; the first
            goes from `START`.
        unfinished: Runs that were stopped before they had come to an ending.
        decisions: How many decisions each run had, with how many runs had so many.
    """

    runs: int
    states: int
    is_complete: bool
    can: frozenset[SceneId | ChoiceId | Way]
    scenes: Mapping[SceneId, int]
    ways: Mapping[Way, int]
    taken: Mapping[ChoiceId, int]
    roads: Mapping[tuple[SceneId, SceneId], int]
    unfinished: int
    decisions: Mapping[int, int]

    def share(self, runs: int) -> str:
        """A number of runs as a part of all, such as ``52 %``; never 0 % or 100 % where it is not quite so."""
        if not self.runs:
            return ""
        percent = round(100 * runs / self.runs)
        if runs and not percent:
            return "< 1 %"
        if runs < self.runs and percent == 100:
            return "> 99 %"
        return f"{percent} %"


def counts(scenario: Scenario, runs: int = RUNS) -> Counts:
    """Visit every state, and make so many runs.

    Args:
        runs: How many, 0 or more.
    """
    proof = prove(scenario)
    scenes, ways, taken = Counter[SceneId](), Counter[Way](), Counter[ChoiceId]()
    roads = Counter[tuple[SceneId, SceneId]]()
    lengths = Counter[int]()
    unfinished = 0
    dice = Random(0)  # noqa: S311 - it decides nothing but which of equal ways is tried
    for _ in range(runs):
        hops, stops, length, is_over = _run(scenario, dice)
        ways.update(set(hops))
        roads.update(set(pairwise(stops)))
        scenes.update({there for _, _, there in hops})
        taken.update({choice for _, choice, _ in hops if choice})
        lengths[length] += 1
        unfinished += not is_over
    can = frozenset(_reached(proof.routes))
    return Counts(runs, proof.states, proof.is_complete, can, scenes, ways, taken, roads, unfinished, lengths)


def _run(scenario: Scenario, dice: Random) -> tuple[list[Way], list[SceneId], int, bool]:
    play = begin(scenario)
    hops = list(_hops(START, "", [state.scene for state in play.arrivals]))
    stops = [START, play.state.scene]
    length = 0
    while not has_ended(play) and length < _LONGEST_RUN:
        open_now = [offer.choice.id for offer in offers(play) if offer.is_open]
        if not open_now:  # the reader refuses such stories; one that is made in another way may have it
            break
        choice, source = dice.choice(open_now), scene_of(play).id
        play = choose(play, choice)
        hops += _hops(source, choice, [state.scene for state in play.arrivals])
        stops.append(play.state.scene)
        length += 1
    return hops, stops, length, has_ended(play)


def _hops(source: SceneId, choice: ChoiceId, entered: Iterable[SceneId]) -> Iterable[Way]:
    for here, there in pairwise([source, *entered]):
        yield here, choice, there
        choice = ""


def _reached(routes: Routes) -> Iterable[SceneId | ChoiceId | Way]:
    yield from routes.opening
    yield from _hops(START, "", routes.opening)
    yield START, "", routes.opening[-1]
    for source, choice, passed in zip(routes.sources, routes.choices, routes.passed, strict=True):
        scene = routes.states[source].scene
        yield choice.id
        yield from passed
        yield from _hops(scene, choice.id, passed)
        yield scene, choice.id, passed[-1]
