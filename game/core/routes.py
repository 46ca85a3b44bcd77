"""Every state that was visited, every choice that leads from one to another, and ways through them."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from game.core.expression import ALWAYS
from game.core.playthrough import Playthrough, State, begin, choose
from game.core.scenario import Choice, ChoiceId, Ending, Line, Scenario, SceneId

Path = tuple[ChoiceId, ...]  # choices from the start on: all that is needed to play it
START = -1  # the move that led to the first state


@dataclass(frozen=True, slots=True)
class Routes:
    """
    States by number from 0, the start; moves by number from 0.

    Attributes:
        states: What is still read of each (see `Relevance`).
        depths: How many choices it takes at least to come to each.
        came: For each state, the move that first led to it, so that following these back is a shortest path.
        sources: For each move, the state it is made in.
        choices: For each move, the choice that is taken.
        targets: For each move, the state it leads to.
        passed: For each move, the scenes that are entered, first to last.
        opening: The scenes that are entered before the first choice.
    """

    scenario: Scenario
    states: Sequence[State]
    depths: Sequence[int]
    came: Sequence[int]
    sources: Sequence[int]
    choices: Sequence[Choice]
    targets: Sequence[int]
    passed: Sequence[tuple[SceneId, ...]]
    opening: tuple[SceneId, ...]

    def path(self, move: int) -> Path:
        """The choices up to a move and the move itself; none for `START`."""
        path: list[ChoiceId] = []
        while move != START:
            path.append(self.choices[move].id)
            move = self.came[self.sources[move]]
        return tuple(reversed(path))

    def length(self, move: int) -> int:
        """How many choices `path` would give."""
        return 0 if move == START else 1 + self.depths[self.sources[move]]

    def is_ending(self, state: int) -> bool:
        """Whether a play is over there."""
        return isinstance(self.scenario.scenes[self.states[state].scene].exit, Ending)

    def moves_from(self) -> list[list[int]]:
        """For each state, the moves that can be made in it."""
        moves: list[list[int]] = [[] for _ in self.states]
        for move, source in enumerate(self.sources):
            moves[source].append(move)
        return moves

    def before(self, wanted: Iterable[int]) -> set[int]:
        """These states, and all from which one of them can be reached."""
        arriving: list[list[int]] = [[] for _ in self.states]
        for source, target in zip(self.sources, self.targets, strict=True):
            arriving[target].append(source)
        found = set(wanted)
        todo = list(found)
        while todo:
            for earlier in arriving[todo.pop()]:
                if earlier not in found:
                    found.add(earlier)
                    todo.append(earlier)
        return found

    def least(
        self,
        weight_of_scene: Callable[[SceneId], float],
        weight_of_choice: Callable[[ChoiceId], float],
        weight_of_line: Callable[[Line], float] | None = None,
    ) -> tuple[float, Path] | None:
        """The way to any ending with the smallest sum of weights, and of those one with the fewest choices.

        Args:
            weight_of_scene: Not negative; counted at each arrival at a scene, the last one included.
            weight_of_choice: Not negative; counted each time that a choice is taken.
            weight_of_line: Not negative; counted for each line that is shown on the way, its condition considered.

        Returns:
            The sum and the choices, or None where no ending was reached.
        """
        if not self.states:
            return None
        weights = _Weights(self.scenario, weight_of_scene, weight_of_choice, weight_of_line)
        moves = self.moves_from()
        opening = begin(self.scenario).arrivals
        best: dict[int, tuple[float, int]] = {0: (weights.of_arrivals(self.opening, opening), 0)}
        last: dict[int, int] = {0: START}
        done: set[int] = set()
        heap = [(*best[0], 0)]
        while heap:
            amount, length, here = heapq.heappop(heap)
            if here in done:
                continue
            done.add(here)
            if self.is_ending(here):
                return amount, self._back(last, here)
            for move in moves[here]:
                there = self.targets[move]
                if there in done:
                    continue
                more = amount + weights.of_move(self.states[here], self.choices[move], self.passed[move])
                if there not in best or (more, length + 1) < best[there]:
                    best[there] = (more, length + 1)
                    last[there] = move
                    heapq.heappush(heap, (more, length + 1, there))
        return None

    def _back(self, last: dict[int, int], here: int) -> Path:
        path = []
        while (move := last[here]) != START:
            path.append(self.choices[move].id)
            here = self.sources[move]
        return tuple(reversed(path))


class _Weights:
    def __init__(
        self,
        scenario: Scenario,
        scene: Callable[[SceneId], float],
        choice: Callable[[ChoiceId], float],
        line: Callable[[Line], float] | None,
    ) -> None:
        self._scenario, self._line = scenario, line
        self._scenes = {name: scene(name) for name in scenario.scenes}
        self._choice = choice
        self._choices: dict[ChoiceId, float] = {}

    def of_arrivals(self, passed: tuple[SceneId, ...], arrivals: Sequence[State]) -> float:
        amount = sum(self._scenes[name] for name in passed)
        for arrival in arrivals if self._line else ():
            amount += self._of_script(self._scenario.scenes[arrival.scene].script, arrival)
        return amount

    def of_move(self, state: State, choice: Choice, passed: tuple[SceneId, ...]) -> float:
        if choice.id not in self._choices:
            self._choices[choice.id] = self._choice(choice.id)
        amount = self._choices[choice.id]
        if self._line is None:
            return amount + self.of_arrivals(passed, ())
        play = choose(Playthrough(self._scenario, state, (state,)), choice.id)
        assert play.step
        return amount + self._of_script(choice.consequence, play.step.after) + self.of_arrivals(passed, play.arrivals)

    def _of_script(self, script: Sequence[Line], state: State) -> float:
        assert self._line is not None
        return sum(self._line(line) for line in script if line.when is ALWAYS or line.when.holds(state))
