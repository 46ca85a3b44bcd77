"""
What of a state can still matter: a fact that no later condition reads does not make two states differ.

A fact that is set again before anything reads it does not matter either, and neither does whether a scene was seen
or a choice was taken once nothing asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.core.expression import ALWAYS, Expression
from game.core.playthrough import LedgerEntry, State
from game.core.scenario import Decision, Ending, Line, Scenario, Scene, SceneId

_LEDGER = ("ledger", "")
_Way = tuple[int, int, int, tuple[SceneId, ...]]  # read before, no longer read before, read after, where it leads


class Relevance:
    """
    Leaves out of a state what no condition can read any more.

    Args:
        scenario: Any scenario whose names exist.
        with_lines: Whether conditions on lines count.  They do not decide where a play can go.
    """

    def __init__(self, scenario: Scenario, *, with_lines: bool) -> None:
        self._scenario, self._with_lines = scenario, with_lines
        self._start = tuple(fact.start for fact in scenario.facts)
        self._bits: dict[tuple[str, str], int] = {}
        self._seen = [self._bit("seen", scene) for scene in scenario.tracked_scenes]
        self._chose = [self._bit("chose", choice) for choice in scenario.tracked_choices]
        self._facts = [self._bit("fact", fact.id) for fact in scenario.facts]
        self._ledger = self._bit(*_LEDGER)
        self._read = self._read_later()
        self._views: dict[int, tuple[tuple[int, ...], frozenset[str], frozenset[str], bool]] = {}

    def of(self, state: State) -> State:
        """A state that goes on in the same way as this one, which rests at a decision or an ending."""
        scene, facts, chosen, seen, ledger = state
        read = self._read[scene]
        view = self._views.get(read)
        if view is None:
            view = self._views[read] = self._view(read)
        idle, choices, scenes, is_read = view
        if idle:
            values = list(facts)
            for place in idle:
                values[place] = self._start[place]
            facts = tuple(values)
        if chosen:
            chosen = chosen & choices
        if seen:
            seen = seen & scenes
        if ledger:
            # Which flags are open or repaired decides all; by whom and in which words is for the reader of the story.
            entries = {LedgerEntry(flag, "", "", "-" if repaired else "") for flag, _, _, repaired in ledger}
            ledger = tuple(sorted(entries)) if is_read else ()
        return State(scene, facts, chosen, seen, ledger)

    def _view(self, read: int) -> tuple[tuple[int, ...], frozenset[str], frozenset[str], bool]:
        names = self._scenario
        return (
            tuple(place for place, bit in enumerate(self._facts) if not read & bit),
            frozenset(name for name, bit in zip(names.tracked_choices, self._chose, strict=True) if read & bit),
            frozenset(name for name, bit in zip(names.tracked_scenes, self._seen, strict=True) if read & bit),
            bool(read & self._ledger),
        )

    def _bit(self, kind: str, name: str) -> int:
        return self._bits.setdefault((kind, name), 1 << len(self._bits))

    def _reads(self, conditions: Iterable[Expression]) -> int:
        read = 0
        for condition in conditions:
            if condition is not ALWAYS:
                for kind, name in condition.names():
                    read |= self._ledger if kind == "ledger" else self._bits.get((kind, name), 0)
        return read

    def _lines(self, script: Iterable[Line]) -> int:
        return self._reads(line.when for line in script) if self._with_lines else 0

    def _read_later(self) -> dict[SceneId, int]:
        """For each scene, what is read from the moment on when its own script has been read."""
        scenes = self._scenario.scenes
        ways = {name: self._ways(scene) for name, scene in scenes.items()}
        script = {name: self._lines(scene.script) for name, scene in scenes.items()}
        own = {name: ~self._bits.get(("seen", name), 0) for name in scenes}  # inside it, it is seen: nobody need ask
        rest = dict.fromkeys(scenes, 0)
        entered = dict.fromkeys(scenes, 0)
        before: dict[SceneId, list[SceneId]] = {name: [] for name in scenes}
        for name, leads in ways.items():
            for go in {go for _, _, _, targets in leads for go in targets}:
                before[go].append(name)
        # Last scenes first: most stories run downwards, so that one round is nearly enough.
        todo = list(scenes)
        waiting = set(todo)
        while todo:
            name = todo.pop()
            waiting.discard(name)
            read = 0
            for first, known, after, targets in ways[name]:
                for go in targets:
                    after |= entered[go]
                read |= first | after & ~known
            rest[name] = read
            read = (read | script[name]) & own[name]
            if read != entered[name]:
                entered[name] = read
                for earlier in before[name]:
                    if earlier not in waiting:
                        waiting.add(earlier)
                        todo.append(earlier)
        return rest

    def _ways(self, scene: Scene) -> tuple[_Way, ...]:
        if isinstance(scene.exit, Ending):
            return ()
        if not isinstance(scene.exit, Decision):
            whens = self._reads(branch.when for branch in scene.exit)
            return ((0, 0, whens, tuple(branch.go for branch in scene.exit)),)
        ways = []
        for choice in scene.exit.choices:
            taken = self._bits.get(("chose", choice.id), 0)
            known = taken
            for made in choice.set:
                known |= self._facts[made.index]
            ways.append(
                (
                    self._reads((choice.when,)) | (taken if choice.once else 0),
                    known,
                    self._reads(branch.when for branch in choice.next) | self._lines(choice.consequence),
                    tuple(branch.go for branch in choice.next),
                )
            )
        return tuple(ways)
