"""
What visiting every state of a scenario proves, each point with the shortest way there.

Where there are more states than the limit, nothing is said to be never so: what was seen is known, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from game.core.chances import chances
from game.core.earnings import Earning, Worth, earnings, rated_dimensions
from game.core.fault import Fault
from game.core.faults import faults
from game.core.playthrough import State
from game.core.routes import START, Path, Routes
from game.core.scenario import Choice, ChoiceId, Dimension, Line, Scenario, SceneId
from game.core.visiting import Met, Spot, Visit, visit

NO_ENDING = -2  # beside the numbers of moves, and START
PROOF_LIMIT = 100_000  # states: one to three seconds of visiting


@dataclass(frozen=True, slots=True)
class Proof:
    """What is so in every state that a scenario can come to.

    Attributes:
        visit: What was met.
        faults: What can never happen or always does, causes only; of a visit that is not complete, only what the
            scenario shows as it is written.
        ahead: For each state, the move that leads the shortest way to an ending; `START` at an ending, and
            `NO_ENDING` where none was found.
    """

    visit: Visit
    faults: tuple[Fault, ...]
    ahead: Sequence[int]

    @property
    def routes(self) -> Routes:
        """States and the moves between them."""
        return self.visit.routes

    @property
    def is_complete(self) -> bool:
        """Whether every state was visited."""
        return self.visit.is_complete

    @property
    def states(self) -> int:
        """How many were visited."""
        return len(self.routes.states)

    @property
    def transitions(self) -> int:
        """How many choices were made on the way."""
        return len(self.routes.sources)

    @property
    def extent(self) -> str:
        """How far it goes, in words."""
        return f"every state visited ({self.states:,})" if self.is_complete else f"sampled ({self.states:,} states)"

    @property
    def unreached(self) -> Set[SceneId]:
        """The scenes that no play comes to; empty unless every state was visited."""
        return self.routes.scenario.scenes.keys() - self.visit.scenes.keys() if self.is_complete else frozenset()

    @property
    def traps(self) -> Mapping[SceneId, int]:
        """The decisions from which no ending can be reached, each with the move that first leads there.

        Empty unless every state was visited.
        """
        found: dict[SceneId, int] = {}
        for state, move in enumerate(self.ahead if self.is_complete else ()):
            if move == NO_ENDING:
                found.setdefault(self.routes.states[state].scene, self.routes.came[state])
        return found

    def path(self, move: int) -> Path:
        """The choices up to a move, `routes.START` included."""
        return self.routes.path(move)

    def play(self, move: int) -> Path:
        """The choices up to a move and on to the nearest ending, if there is one: a whole play."""
        onward: list[ChoiceId] = []
        state = 0 if move == START else self.routes.targets[move]
        while (following := self.ahead[state]) >= 0:
            onward.append(self.routes.choices[following].id)
            state = self.routes.targets[following]
        return (*self.routes.path(move), *onward)

    def path_to(self, scene: SceneId) -> Path | None:
        """The shortest way to a scene, or None where none was found."""
        move = self.visit.scenes.get(scene)
        return None if move is None else self.routes.path(move)

    def path_with(self, choice: ChoiceId) -> Path | None:
        """The shortest way that ends with a choice, or None where none was found."""
        move = self.visit.choices.get(choice)
        return None if move is None else self.routes.path(move)

    def met(self, spot: Spot) -> Met | None:
        """What the condition at a place was wherever it was asked; None where there is no condition."""
        return self.visit.conditions.get(spot)

    def least(
        self,
        weight_of_scene: Callable[[SceneId], float],
        weight_of_choice: Callable[[ChoiceId], float],
        weight_of_line: Callable[[Line], float] | None = None,
    ) -> tuple[float, Path] | None:
        """The way to any ending with the smallest sum of weights (see `Routes.least`)."""
        return self.routes.least(weight_of_scene, weight_of_choice, weight_of_line)

    def earnings(self) -> Mapping[SceneId, Mapping[Dimension, Earning]]:
        """What the ratings can come to at least and at most, by ending and by each dimension that is rated."""
        dimensions = rated_dimensions(self.routes.scenario)

        def worth(_: State, choice: Choice) -> tuple[int, ...]:
            return tuple(choice.ratings.get(dimension, 0) for dimension in dimensions)

        found = self.earned(worth)
        return {ending: dict(zip(dimensions, own, strict=True)) for ending, own in found.items()}

    def earned(self, worth: Worth) -> Mapping[SceneId, tuple[Earning, ...]]:
        """What choices can come to at least and at most, by ending (see `earnings.earnings`)."""
        return earnings(self.routes, worth, is_complete=self.is_complete)

    def chances(self) -> Mapping[SceneId, float] | None:
        """How often each ending comes if every open choice is as likely; None where that is not known."""
        return chances(self.routes) if self.is_complete else None


def prove(scenario: Scenario, limit: int = PROOF_LIMIT) -> Proof:
    """Visit every state, nearest first.

    Args:
        scenario: Any scenario whose names exist; it need not be free of circles.
        limit: How many states to visit; past that it is sampled by walks that are the same every time.
    """
    visited = visit(scenario, limit)
    return Proof(visited, faults(visited), _ahead(visited.routes))


def _ahead(routes: Routes) -> tuple[int, ...]:
    arriving: list[list[int]] = [[] for _ in routes.states]
    for move, target in enumerate(routes.targets):
        arriving[target].append(move)
    ahead = [NO_ENDING] * len(routes.states)
    todo = [state for state in range(len(routes.states)) if routes.is_ending(state)]
    for state in todo:
        ahead[state] = START
    for state in todo:  # grows while it is walked, nearest to an ending first
        for move in arriving[state]:
            earlier = routes.sources[move]
            if ahead[earlier] == NO_ENDING:
                ahead[earlier] = move
                todo.append(earlier)
    return tuple(ahead)
