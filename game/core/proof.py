"""
What visiting every state of a scenario proves, each point with the shortest way there.

Where there are more states than the limit, nothing is said to be never so: what was seen is known, and no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.core.playthrough import EndlessJump, Playthrough, State, begin, choose, is_open
from game.core.relevance import Relevance
from game.core.routes import START, Path, Routes
from game.core.scenario import Choice, ChoiceId, Decision, Line, Scenario, SceneId

PROOF_LIMIT = 100_000  # states: one to three seconds of visiting


@dataclass(frozen=True, slots=True)
class Proof:
    """What is so in every state that a scenario can come to."""

    routes: Routes
    is_complete: bool

    @property
    def states(self) -> int:
        """How many were visited."""
        return len(self.routes.states)

    @property
    def transitions(self) -> int:
        """How many choices were made on the way."""
        return len(self.routes.sources)

    def least(
        self,
        weight_of_scene: Callable[[SceneId], float],
        weight_of_choice: Callable[[ChoiceId], float],
        weight_of_line: Callable[[Line], float] | None = None,
    ) -> tuple[float, Path] | None:
        """The way to any ending with the smallest sum of weights (see `Routes.least`)."""
        return self.routes.least(weight_of_scene, weight_of_choice, weight_of_line)


def prove(scenario: Scenario, limit: int = PROOF_LIMIT) -> Proof:
    """Visit every state, nearest first.

    Args:
        scenario: Any scenario whose names exist; it need not be free of circles.
        limit: How many states to visit at most.
    """
    walk = _Walk(scenario, limit)
    walk.visit()
    return walk.proof()


class _Walk:
    def __init__(self, scenario: Scenario, limit: int) -> None:
        self.scenario, self.limit = scenario, limit
        self.relevance = Relevance(scenario, with_lines=True)
        self.states: list[State] = []
        self.number: dict[State, int] = {}
        self.came: list[int] = []
        self.sources: list[int] = []
        self.choices: list[Choice] = []
        self.targets: list[int] = []
        self.passed: list[tuple[SceneId, ...]] = []
        self.interned: dict[tuple[SceneId, ...], tuple[SceneId, ...]] = {}
        self.opening: tuple[SceneId, ...] = ()
        self.is_complete = True

    def visit(self) -> None:
        try:
            play = begin(self.scenario)
        except EndlessJump:
            return
        self.opening = tuple(arrival.scene for arrival in play.arrivals)
        self._add(self.relevance.of(play.state), START)
        for here, state in enumerate(self.states):  # grows while it is walked
            decision = self.scenario.scenes[state.scene].exit
            if isinstance(decision, Decision):
                moment = Playthrough(self.scenario, state, (state,))
                for choice in decision.choices:
                    if is_open(state, choice):
                        self._move(here, moment, choice)

    def _move(self, here: int, moment: Playthrough, choice: Choice) -> None:
        try:
            play = choose(moment, choice.id)
        except EndlessJump:
            return
        after = self.relevance.of(play.state)
        there = self.number.get(after)
        if there is None:
            if len(self.states) >= self.limit:
                self.is_complete = False
                return
            there = self._add(after, len(self.sources))
        self.sources.append(here)
        self.choices.append(choice)
        self.targets.append(there)
        passed = tuple([arrival.scene for arrival in play.arrivals])
        self.passed.append(self.interned.setdefault(passed, passed))

    def _add(self, state: State, move: int) -> int:
        there = self.number[state] = len(self.states)
        self.states.append(state)
        self.came.append(move)
        return there

    def proof(self) -> Proof:
        routes = Routes(
            self.scenario, self.states, self.came, self.sources, self.choices, self.targets, self.passed, self.opening
        )
        return Proof(routes, self.is_complete)
