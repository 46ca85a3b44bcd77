"""What is told after each move of a story: the consequence as it is shown then, and how many words the scenes have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from game.core.expression import ALWAYS, Expression
from game.core.playthrough import EndlessJump, Playthrough, State, choose, spoken, successors
from game.core.scenario import Choice, Line, SceneId
from tools.checking import prose
from tools.checking.story import Story

_KEPT = ("fact", "chose")  # what a condition may read that entering a scene does not change


class Told(NamedTuple):
    """What one move leads to, up to the next decision or ending."""

    consequence: tuple[Line, ...]  # those of its lines that are shown
    words: int  # of the scenes that are entered


@lru_cache(maxsize=1)
def moves_from(story: Story) -> Sequence[Sequence[int]]:
    """For each state of the proof, the moves that can be made in it."""
    return story.proof.routes.moves_from()


@lru_cache(maxsize=1)
def told(story: Story) -> Sequence[Told]:
    """For each move of the proof, by its number."""
    routes = story.proof.routes
    states, choices, every_passed = routes.states, routes.choices, routes.passed
    scripts = _Scripts(story)
    found: list[Told | None] = [None] * len(choices)
    for source, moves in enumerate(moves_from(story)):
        if not moves:
            continue
        # All choices of a state at once, which is much quicker than one by one.
        try:
            rests = list(successors(story.scenario, states[source]))
        except EndlessJump:
            rests = []
        if [choices[move].id for move in moves] != [choice.id for choice, _ in rests]:
            continue
        for move, (choice, rest) in zip(moves, rests, strict=True):
            passed = every_passed[move]
            if scripts.are_known_at_rest(choice, passed):
                found[move] = Told(scripts.shown(choice, rest), scripts.words(passed, rest))
    return [one or _one_by_one(story, move, scripts) for move, one in enumerate(found)]


def _one_by_one(story: Story, move: int, scripts: _Scripts) -> Told:
    routes = story.proof.routes
    state, choice = routes.states[routes.sources[move]], routes.choices[move]
    play = choose(Playthrough(story.scenario, state, (state,)), choice.id)
    assert play.step
    amount = sum(scripts.words((arrival.scene,), arrival) for arrival in play.arrivals)
    return Told(spoken(choice.consequence, play.step.after), amount)


class _Scripts:
    """What is shown on a move, and how many words it has."""

    def __init__(self, story: Story) -> None:
        self._always: dict[SceneId, int] = {}
        self._sometimes: dict[SceneId, list[tuple[Expression, int]]] = {}
        for scene in story.scenario.scenes.values():
            self._always[scene.id] = words([line for line in scene.script if line.when is ALWAYS])
            own = [(line.when, prose.count(line.words)) for line in scene.script if line.when is not ALWAYS]
            if own:
                self._sometimes[scene.id] = own
        choices = [choice for moment in story.moments for choice in moment.choices]
        asked = {choice.id: [line.when for line in choice.consequence if line.when is not ALWAYS] for choice in choices}
        self._plain = {choice for choice, whens in asked.items() if not whens}
        self._settled = {choice for choice, whens in asked.items() if _stay(whens)}
        self._settled_scenes = {scene for scene in self._always if _stay(when for when, _ in self._sometimes_at(scene))}

    def _sometimes_at(self, scene: SceneId) -> Sequence[tuple[Expression, int]]:
        return self._sometimes.get(scene, ())

    def are_known_at_rest(self, choice: Choice, passed: tuple[SceneId, ...]) -> bool:
        """Whether all that is asked on a move can be asked where it ends.

        Facts and what was chosen are there what they were all the way; what was seen, and harm, may be new.
        """
        return choice.id in self._settled and (len(passed) == 1 or self._settled_scenes.issuperset(passed[:-1]))

    def shown(self, choice: Choice, state: State) -> tuple[Line, ...]:
        """The lines of its consequence that hold in a state."""
        lines = choice.consequence
        if choice.id in self._plain:
            return lines
        return tuple([line for line in lines if line.when is ALWAYS or line.when.holds(state)])

    def words(self, passed: Iterable[SceneId], state: State) -> int:
        """Of all lines that everybody is shown, and of those that hold in a state."""
        amount = 0
        for scene in passed:
            amount += self._always[scene]
            for when, own in self._sometimes.get(scene, ()):
                if when.holds(state):
                    amount += own
        return amount


def _stay(whens: Iterable[Expression]) -> bool:
    """Whether entering scenes changes none of these conditions."""
    return all(kind in _KEPT for when in whens for kind, _ in when.names())


def words(lines: Iterable[Line]) -> int:
    """How many words some lines have."""
    return sum([prose.count(line.words) for line in lines])
