"""Random stories with lines that have conditions, and what trying everything shows about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from hypothesis import strategies as st

from game.core.expression import (
    ALWAYS,
    And,
    Chose,
    Comparator,
    Expression,
    FactIs,
    Not,
    OpenHarm,
    Or,
    RepairedHarm,
    Seen,
)
from game.core.playthrough import Playthrough, State, begin, choose, is_open
from game.core.scenario import Choice, Decision, Dimension, Fork, Harm, HarmFlag, Line, Scenario, Scene
from tests.core.stories import FLAGS, stories


@st.composite
def spoken_stories(draw: st.DrawFn, *, forward: bool = False) -> Scenario:
    """A story whose scripts and consequences have lines with conditions, and some of whose scenes begin with a harm."""
    story = draw(stories(forward=forward))
    lines = _lines(tuple(sorted(story.tracked_scenes)), tuple(sorted(story.tracked_choices)))

    def with_lines(scene: Scene) -> Scene:
        leads = scene.exit
        if isinstance(leads, Decision):
            leads = replace(leads, choices=tuple(replace(one, consequence=draw(lines)) for one in leads.choices))
        return replace(scene, script=draw(lines), exit=leads, happened=draw(_HAPPENED))

    return replace(story, scenes={name: with_lines(scene) for name, scene in story.scenes.items()})


_HAPPENED = st.sampled_from((None, None, None, *(Harm((flag,), "It was done.") for flag in FLAGS)))


@cache
def _lines(scenes: tuple[str, ...], choices: tuple[str, ...]) -> st.SearchStrategy[tuple[Line, ...]]:
    """Made once for each shape of story, as in `stories`."""
    when = st.one_of(st.just(ALWAYS), _conditions(scenes, choices))
    return st.lists(st.builds(Line, st.sampled_from(("One.", "Two words.")), when=when), max_size=2).map(tuple)


def _conditions(scenes: tuple[str, ...], choices: tuple[str, ...]) -> st.SearchStrategy[Expression]:
    simple: st.SearchStrategy[Expression] = st.one_of(
        st.sampled_from(tuple(FactIs(0, "mood", Comparator.IS, value) for value in ("low", "high"))),
        st.sampled_from(tuple(FactIs(1, "trust", Comparator.LESS_THAN, value) for value in (0, 1, 2))),
        st.just(FactIs(2, "asked", Comparator.IS, True)),
        st.sampled_from(tuple(map(Chose, choices))),
        st.sampled_from(tuple(map(Seen, scenes))),
        st.just(OpenHarm()),
        st.just(RepairedHarm()),
    )
    pairs = st.tuples(simple, simple)
    return st.one_of(simple, simple.map(Not), pairs.map(And), pairs.map(Or))


@dataclass
class Tried:
    """What was seen while every state was tried, with nothing left out of a state but who did a harm, and how often."""

    after: dict[State, list[tuple[Choice, State]]] = field(default_factory=dict)
    arrivals: dict[tuple[State, str], tuple[State, ...]] = field(default_factory=dict)
    depth: dict[State, int] = field(default_factory=dict)
    scenes: dict[str, int] = field(default_factory=dict)  # with the fewest choices that lead there
    choices: dict[str, int] = field(default_factory=dict)
    truths: dict[tuple[str, str, int], dict[bool, int]] = field(default_factory=dict)
    start: State | None = None
    opening: tuple[State, ...] = ()

    def note(self, owner: str, part: str, number: int, truth: bool, depth: int) -> None:
        """Keep the first time that a condition came out so."""
        self.truths.setdefault((owner, part, number), {}).setdefault(truth, depth)


def try_everything(scenario: Scenario) -> Tried:
    """Every state, nearest first."""
    tried = Tried()
    play = begin(scenario)
    tried.opening = play.arrivals
    _note_arrivals(scenario, tried, play.arrivals, 0)
    tried.start = short(play.state)
    tried.depth[tried.start] = 0
    todo = [tried.start]
    for state in todo:  # grows while it is walked
        depth = tried.depth[state] + 1
        tried.after[state] = []
        leads = scenario.scenes[state.scene].exit
        for choice in leads.choices if isinstance(leads, Decision) else ():
            if choice.when is not ALWAYS:
                tried.note(f"choice/{choice.id}", "if", 0, choice.when.holds(state), depth - 1)
            if not is_open(state, choice):
                continue
            play = choose(Playthrough(scenario, state, (state,)), choice.id)
            assert play.step
            tried.choices.setdefault(choice.id, depth)
            _note_lines(tried, f"choice/{choice.id}", "consequence", choice.consequence, play.step.after, depth)
            _note_ways(tried, f"choice/{choice.id}", choice.next, play.step.after, depth)
            _note_arrivals(scenario, tried, play.arrivals, depth)
            after = short(play.state)
            tried.after[state].append((choice, after))
            tried.arrivals[state, choice.id] = play.arrivals
            if after not in tried.depth:
                tried.depth[after] = depth
                todo.append(after)
    return tried


def _note_arrivals(scenario: Scenario, tried: Tried, arrivals: tuple[State, ...], depth: int) -> None:
    for arrival in arrivals:
        scene = scenario.scenes[arrival.scene]
        tried.scenes.setdefault(scene.id, depth)
        _note_lines(tried, f"scene/{scene.id}", "script", scene.script, arrival, depth)
        if isinstance(scene.exit, tuple):
            _note_ways(tried, f"scene/{scene.id}", scene.exit, arrival, depth)


def _note_lines(tried: Tried, owner: str, part: str, lines: tuple[Line, ...], state: State, depth: int) -> None:
    for number, line in enumerate(lines):
        if line.when is not ALWAYS:
            tried.note(owner, part, number, line.when.holds(state), depth)


def _note_ways(tried: Tried, owner: str, fork: Fork, state: State, depth: int) -> None:
    for number, branch in enumerate(fork):
        is_taken = branch.when.holds(state)
        tried.note(owner, "next", number, is_taken, depth)
        if is_taken:
            return


def short(state: State) -> State:
    """In a circle a harm may be done and repaired again and again; which are open and which repaired decides all."""
    entries = {one._replace(says="", source="", repaired_by=one.repaired_by and "x") for one in state.ledger}
    return state._replace(ledger=tuple(sorted(entries)))


def can_come_to(tried: Tried, wanted: set[State]) -> set[State]:
    """All states from which one of these can be reached, itself included."""
    found = set(wanted)
    grown = True
    while grown:
        more = {state for state, after in tried.after.items() if any(target in found for _, target in after)} - found
        found |= more
        grown = bool(more)
    return found


def harms_for_good(scenario: Scenario, tried: Tried) -> set[tuple[str, HarmFlag]]:
    """Each harm with a flag that nothing repairs after some way of doing it."""
    repairing = {
        flag: can_come_to(
            tried, {state for state, after in tried.after.items() if any(flag in choice.repairs for choice, _ in after)}
        )
        for flag in FLAGS
    }
    found: set[tuple[str, HarmFlag]] = set()

    def look(arrivals: tuple[State, ...], choice: Choice | None) -> None:
        end = short(arrivals[-1])
        done = [(f"scene/{arrival.scene}", scenario.scenes[arrival.scene].happened) for arrival in arrivals]
        if choice:
            done.append((f"choice/{choice.id}", choice.harm))
        for owner, harm in done:
            found.update((owner, flag) for flag in (harm.flags if harm else ()) if end not in repairing[flag])

    look(tried.opening, None)
    for state, after in tried.after.items():
        for choice, _ in after:
            look(tried.arrivals[state, choice.id], choice)
    return found


def points_at_endings(scenario: Scenario, tried: Tried) -> dict[tuple[str, Dimension], set[int]]:
    """Every sum of ratings that some play has at each ending, a decision's first visit counted and no other."""
    found: dict[tuple[str, Dimension], set[int]] = {}
    for dimension in (Dimension.NOTICE, Dimension.CRAFT):
        assert tried.start
        todo: list[tuple[State, frozenset[str], int]] = [(tried.start, frozenset(), 0)]
        known = set(todo)
        while todo:
            state, met, points = todo.pop()
            if not isinstance(scenario.scenes[state.scene].exit, Decision):
                found.setdefault((state.scene, dimension), set()).add(points)
            for choice, after in tried.after[state]:
                more = points if state.scene in met else points + choice.ratings[dimension]
                entry = (after, met | {state.scene}, more)
                if entry not in known:
                    known.add(entry)
                    todo.append(entry)
    return found


def cheapest(
    scenario: Scenario, tried: Tried, scenes: dict[str, int], choices: dict[str, int], lines: int
) -> float | None:
    """The smallest sum of weights of any way to an ending, by trying until nothing gets cheaper."""

    def of_lines(shown: tuple[Line, ...], state: State) -> int:
        return lines * sum(line.when.holds(state) for line in shown)

    def of_arrivals(arrivals: tuple[State, ...]) -> int:
        return sum(
            scenes[arrival.scene] + of_lines(scenario.scenes[arrival.scene].script, arrival) for arrival in arrivals
        )

    assert tried.start
    cost: dict[State, float] = {tried.start: of_arrivals(tried.opening)}
    grown = True
    while grown:
        grown = False
        for state, after in tried.after.items():
            for choice, target in after if state in cost else ():
                play = choose(Playthrough(scenario, state, (state,)), choice.id)
                assert play.step
                amount = cost[state] + choices[choice.id] + of_lines(choice.consequence, play.step.after)
                amount += of_arrivals(play.arrivals)
                if amount < cost.get(target, float("inf")):
                    cost[target] = amount
                    grown = True
    return min(
        (amount for state, amount in cost.items() if not isinstance(scenario.scenes[state.scene].exit, Decision)),
        default=None,
    )
