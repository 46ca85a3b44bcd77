"""
Visiting every state of a scenario, nearest first, and noting what is met on the way.

Past the limit of states, walks go on from the start: they prefer choices that nobody has taken yet, and are the same
every time.  What they meet counts; nothing can then be said to be never met.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from game.core.expression import ALWAYS, Expression
from game.core.playthrough import EndlessJump, Playthrough, State, begin, choose, is_open
from game.core.relevance import Relevance
from game.core.routes import START, Path, Routes
from game.core.scenario import Choice, ChoiceId, Decision, Ending, Fork, Line, Scenario, Scene, SceneId

WALKS = 400  # past the limit; what they meet first, they meet early
LONGEST_WALK = 200  # choices; far more than anybody plays


class Spot(NamedTuple):
    """Where a condition stands.

    Attributes:
        owner: ``scene/<id>`` or ``choice/<id>``; of a fork that several choices share, the first of them.
        part: ``script``, ``consequence``, ``if`` or ``next``.
        number: Of the line or the way on, from 0.
    """

    owner: str
    part: str
    number: int = 0

    @property
    def where(self) -> str:
        """The key that it stands under."""
        return f"{self.owner}/{self.part}"


class Met:
    """What a condition was, wherever it was asked; a way on without a condition is asked too.

    Attributes:
        true: The move that first led to where it holds, or None.
        false: The same for where it does not hold.
    """

    __slots__ = ("false", "spot", "true", "when")

    def __init__(self, spot: Spot, when: Expression) -> None:
        self.spot, self.when = spot, when
        self.true: int | None = None
        self.false: int | None = None

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing more to learn."""
        return self.true is not None and (self.false is not None or self.when is ALWAYS)


@dataclass(frozen=True, slots=True)
class Visit:
    """What was met, each with the move that first led there (see `Routes.path`)."""

    routes: Routes
    is_complete: bool
    scenes: Mapping[SceneId, int]
    choices: Mapping[ChoiceId, int]
    conditions: Mapping[Spot, Met]
    ways: Mapping[ChoiceId, Sequence[Met]]  # of each choice with more than one way on; choices may share them
    stranded: Mapping[SceneId, int]  # decisions with fewer than two open choices
    endless: Path | None  # the shortest way into scenes that lead to each other with no choice in between


def visit(scenario: Scenario, limit: int) -> Visit:
    """Visit every state, or `limit` of them and those that the walks come to."""
    visitor = _Visitor(scenario, limit)
    visitor.visit()
    if not visitor.is_complete:
        visitor.walk_on()
    routes = Routes(
        scenario, visitor.states, visitor.depths, visitor.came, visitor.sources, visitor.choices, visitor.targets,
        visitor.passed, visitor.opening,
    )
    return Visit(
        routes, visitor.is_complete, visitor.scenes_met, visitor.choices_met, visitor.conditions, visitor.ways,
        visitor.stranded, visitor.endless,
    )


class _Visitor:
    def __init__(self, scenario: Scenario, limit: int) -> None:
        self.scenario, self.limit = scenario, limit
        self.relevance = Relevance(scenario, with_lines=True)
        self.states: list[State] = []
        self.depths: list[int] = []
        self.number: dict[State, int] = {}
        self.came: list[int] = []
        self.sources: list[int] = []
        self.choices: list[Choice] = []
        self.targets: list[int] = []
        self.passed: list[tuple[SceneId, ...]] = []
        self.opening: tuple[SceneId, ...] = ()
        self.is_complete = True
        self.scenes_met: dict[SceneId, int] = {}
        self.choices_met: dict[ChoiceId, int] = {}
        self.stranded: dict[SceneId, int] = {}
        self.endless: Path | None = None
        self.conditions: dict[Spot, Met] = {}
        self.ways: dict[ChoiceId, list[Met]] = {}
        self._passed_known: dict[tuple[SceneId, ...], tuple[SceneId, ...]] = {}
        # What is not settled yet, by who owns it: most of it is after a few visits, and then costs nothing.
        self._scripts: dict[SceneId, list[Met]] = {}
        self._consequences: dict[ChoiceId, list[Met]] = {}
        self._ifs: dict[ChoiceId, Met] = {}
        self._scene_ways: dict[SceneId, list[Met]] = {}
        self._choice_ways: dict[ChoiceId, list[Met]] = {}
        for scene in scenario.scenes.values():
            self._note_scene(scene)

    # --- what there is to learn --------------------------------------------------------------------------------

    def _note_scene(self, scene: Scene) -> None:
        owner = f"scene/{scene.id}"
        if lines := self._note_lines(owner, "script", scene.script):
            self._scripts[scene.id] = lines
        if isinstance(scene.exit, Decision):
            self._note_choices(owner, scene.exit)
        elif not isinstance(scene.exit, Ending) and len(scene.exit) > 1:
            self._scene_ways[scene.id] = self._note_ways(owner, scene.exit)

    def _note_choices(self, owner: str, decision: Decision) -> None:
        known: list[tuple[Fork, list[Met]]] = []
        for choice in decision.choices:
            own = f"choice/{choice.id}"
            if lines := self._note_lines(own, "consequence", choice.consequence):
                self._consequences[choice.id] = lines
            if choice.when is not ALWAYS:
                self._ifs[choice.id] = self._note(Spot(own, "if"), choice.when)
            if len(choice.next) < 2:
                continue
            # A fork that several choices share is one: a way that one of them never takes, another may.
            ways = next((ways for fork, ways in known if fork == choice.next), None)
            if ways is None:
                ways = self._note_ways(own, choice.next)
                known.append((choice.next, ways))
            self._choice_ways[choice.id] = self.ways[choice.id] = ways

    def _note_lines(self, owner: str, part: str, script: tuple[Line, ...]) -> list[Met]:
        return [
            self._note(Spot(owner, part, index), line.when)
            for index, line in enumerate(script)
            if line.when is not ALWAYS
        ]

    def _note_ways(self, owner: str, fork: Fork) -> list[Met]:
        return [self._note(Spot(owner, "next", index), branch.when) for index, branch in enumerate(fork)]

    def _note(self, spot: Spot, when: Expression) -> Met:
        met = self.conditions[spot] = Met(spot, when)
        return met

    # --- visiting ----------------------------------------------------------------------------------------------

    def visit(self) -> None:
        try:
            play = begin(self.scenario)
        except EndlessJump:
            self.endless = ()
            return
        self.opening = tuple(arrival.scene for arrival in play.arrivals)
        self._learn_arrivals(play.arrivals, START)
        self._add(self.relevance.of(play.state), START, 0)
        for here, state in enumerate(self.states):  # grows while it is walked
            decision = self.scenario.scenes[state.scene].exit
            if isinstance(decision, Decision):
                moment = Playthrough(self.scenario, state, (state,))
                for choice in self._open(here, state, decision):
                    self._move(here, moment, choice, self.limit)

    def _open(self, here: int, state: State, decision: Decision) -> list[Choice]:
        for choice in decision.choices:
            met = self._ifs.get(choice.id)
            if met is not None:
                _learn([met], state, self.came[here])
                if met.is_settled:
                    del self._ifs[choice.id]
        found = [choice for choice in decision.choices if is_open(state, choice)]
        if len(found) < 2:
            self.stranded.setdefault(state.scene, self.came[here])
        return found

    def _move(self, here: int, moment: Playthrough, choice: Choice, limit: int) -> int | None:
        """Take a choice; the state it leads to, or None where that is past the limit or has no end."""
        try:
            play = choose(moment, choice.id)
        except EndlessJump:
            if self.endless is None:
                self.endless = (*self._path(here), choice.id)
            return None
        after = self.relevance.of(play.state)
        there = self.number.get(after)
        move = len(self.sources)
        if there is None:
            if len(self.states) >= limit:
                self.is_complete = False
                return None
            there = self._add(after, move, self.depths[here] + 1)
        self.sources.append(here)
        self.choices.append(choice)
        self.targets.append(there)
        passed = tuple([arrival.scene for arrival in play.arrivals])
        self.passed.append(self._passed_known.setdefault(passed, passed))
        if choice.id not in self.choices_met:
            self.choices_met[choice.id] = move
        self._learn_arrivals(play.arrivals, move)
        if choice.id in self._consequences or choice.id in self._choice_ways:
            self._learn_move(play, choice, move)
        return there

    def _add(self, state: State, move: int, depth: int) -> int:
        there = self.number[state] = len(self.states)
        self.states.append(state)
        self.came.append(move)
        self.depths.append(depth)
        return there

    def _path(self, here: int) -> Path:
        path: list[ChoiceId] = []
        while (move := self.came[here]) != START:
            path.append(self.choices[move].id)
            here = self.sources[move]
        return tuple(reversed(path))

    def _learn_move(self, play: Playthrough, choice: Choice, move: int) -> None:
        assert play.step is not None
        after = play.step.after
        if (lines := self._consequences.get(choice.id)) and _learn(lines, after, move):
            del self._consequences[choice.id]
        if (ways := self._choice_ways.get(choice.id)) and _learn_ways(ways, after, move):
            del self._choice_ways[choice.id]

    def _learn_arrivals(self, arrivals: tuple[State, ...], move: int) -> None:
        for arrival in arrivals:
            scene = arrival.scene
            if scene not in self.scenes_met:
                self.scenes_met[scene] = move
            if (lines := self._scripts.get(scene)) and _learn(lines, arrival, move):
                del self._scripts[scene]
            if (ways := self._scene_ways.get(scene)) and _learn_ways(ways, arrival, move):
                del self._scene_ways[scene]

    # --- past the limit ----------------------------------------------------------------------------------------

    def walk_on(self) -> None:
        """Walk from the start, again and again."""
        known = {(source, choice.id): target for source, choice, target in
                 zip(self.sources, self.choices, self.targets, strict=True)}
        number = 1
        for _ in range(WALKS):
            here = 0
            for _ in range(LONGEST_WALK):
                state = self.states[here]
                decision = self.scenario.scenes[state.scene].exit
                found = self._open(here, state, decision) if isinstance(decision, Decision) else []
                if not found:
                    break
                number = (number * 6364136223846793005 + 1442695040888963407) % 2**64  # Knuth's MMIX generator
                new = [choice for choice in found if choice.id not in self.choices_met] or found
                choice = new[(number >> 33) % len(new)]
                there = known.get((here, choice.id))
                if there is None:
                    moment = Playthrough(self.scenario, state, (state,))
                    there = self._move(here, moment, choice, len(self.states) + 1)
                    if there is None:
                        break
                    known[here, choice.id] = there
                here = there


def _learn(conditions: list[Met], state: State, move: int) -> bool:
    """Ask each; whether all of them are settled now."""
    is_over = True
    for met in conditions:
        if met.when.holds(state):
            if met.true is None:
                met.true = move
        elif met.false is None:
            met.false = move
        is_over = is_over and met.true is not None and met.false is not None
    return is_over


def _learn_ways(ways: list[Met], state: State, move: int) -> bool:
    """Ask one after the other, up to the one that is taken; whether all of them are settled now."""
    for met in ways:
        if met.when is ALWAYS or met.when.holds(state):
            if met.true is None:
                met.true = move
            break
        if met.false is None:
            met.false = move
    return all(met.is_settled for met in ways)
