"""
Many runs by chance: what is used, where they end, how long they are, what comes through.

The same seed gives the same runs on every machine.  A run that was made before is not worked out again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from game.core.playthrough import Playthrough, begin, choose
from game.core.scenario import (
    Choice,
    ChoiceId,
    Decision,
    Dimension,
    Ending,
    Scenario,
    SceneId,
    is_defensible,
)
from game.core.scoring import Wording, profile
from tools import reading_time, ways

LONGEST = 1_000  # choices of one run: a story that goes round longer has no end for a person
_LEANING = 0.75  # of the choices of somebody who prefers one kind; at 1.0 no mixed run would ever be seen
_MOST_KEPT = 50_000  # moments kept at once; about 100 MB


class Prefer(StrEnum):
    """Towards which choices chance leans."""

    NOTHING = "nothing"
    DEFENSIBLE = "defensible"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Spread:
    """How some numbers lie: least, quartiles, most."""

    least: float
    lower: float
    middle: float
    upper: float
    most: float


@dataclass(frozen=True, slots=True)
class Used:
    """How often a choice was open when its decision was met, and how often it was made."""

    scene: SceneId
    choice: ChoiceId
    offered: int
    made: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How many runs came to an ending."""

    scene: SceneId
    title: str
    runs: int


@dataclass(frozen=True, slots=True)
class CameThrough:
    """What a dimension came to: in how many runs each wording, and the shares from 0.0 to 1.0."""

    dimension: Dimension
    said: dict[Wording, int]
    shares: Spread | None  # None where no run had enough to say


@dataclass(frozen=True, slots=True)
class Playtest:
    """What many runs showed.

    Attributes:
        runs: How many were made.
        used: Every choice, least made first.
        endings: Every ending, in the author's order.
        unended: Runs that were stopped after `LONGEST` choices.
        decisions: How many choices a run has.
        words: How many words a run has, with its briefing and the reasons.
        minutes: How long a run takes.
        dimensions: Those that the scenario rates.
        harmed: Runs in which harm was done, or had been done before.
        open_harm: Runs that end with harm still open.
        different: How many different runs there were.
    """

    scenario: Scenario
    runs: int
    seed: int
    prefer: Prefer
    used: tuple[Used, ...]
    endings: tuple[Ended, ...]
    unended: int
    decisions: Spread
    words: Spread
    minutes: Spread
    dimensions: tuple[CameThrough, ...]
    harmed: int
    open_harm: int
    different: int

    @property
    def never_offered(self) -> tuple[Used, ...]:
        """Choices that could never be made."""
        return tuple(one for one in self.used if not one.offered)


def playtest(scenario: Scenario, runs: int, seed: int, prefer: Prefer = Prefer.NOTHING) -> Playtest:
    """Make runs by chance.

    Args:
        scenario: Any that can be played.
        runs: How many; 1 at least.
        seed: Decides all of them.
        prefer: Three times in four a choice of this kind is made, where one is open.
    """
    chance = Random(seed)  # noqa: S311 -- no secret hangs on it
    hopper = _Hopper(scenario, prefer)
    tally = _Tally(scenario)
    for _ in range(runs):
        moment = hopper.start()
        length = 0
        while moment.open and length < LONGEST:
            place = moment.pick(chance)
            moment.made[place] += 1
            moment = hopper.after(moment, place)
            length += 1
        moment.ended += 1
        if hopper.is_full:
            tally.add(hopper.empty())
    tally.add(hopper.empty())
    return tally.total(runs, seed, prefer)


@dataclass(slots=True)
class _Moment:
    """A place in the tree of all runs made so far."""

    play: Playthrough
    open: tuple[Choice, ...]
    preferred: tuple[int, ...]
    after: dict[int, _Moment] = field(default_factory=dict)
    made: Counter[int] = field(default_factory=Counter)
    ended: int = 0

    def pick(self, chance: Random) -> int:
        """The place of a choice among the open ones."""
        # `random` alone gives the same numbers in every version of Python.
        if self.preferred and chance.random() < _LEANING:
            return self.preferred[int(chance.random() * len(self.preferred))]
        return int(chance.random() * len(self.open))


class _Hopper:
    """Grows the tree."""

    def __init__(self, scenario: Scenario, prefer: Prefer) -> None:
        self._scenario, self._prefer = scenario, prefer
        self._root: _Moment | None = None
        self._size = 0

    @property
    def is_full(self) -> bool:
        return self._size >= _MOST_KEPT

    def start(self) -> _Moment:
        if self._root is None:
            self._root = self._moment(begin(self._scenario))
        return self._root

    def after(self, moment: _Moment, place: int) -> _Moment:
        found = moment.after.get(place)
        if found is None:
            found = moment.after[place] = self._moment(choose(moment.play, moment.open[place].id))
        return found

    def empty(self) -> _Moment | None:
        """Gives the tree away and begins another."""
        root, self._root, self._size = self._root, None, 0
        return root

    def _moment(self, play: Playthrough) -> _Moment:
        self._size += 1
        open_ = ways.open_choices(play)
        return _Moment(play, open_, self._preferred(play, open_))

    def _preferred(self, play: Playthrough, open_: Sequence[Choice]) -> tuple[int, ...]:
        decision = self._scenario.scenes[play.state.scene].exit
        if self._prefer is Prefer.NOTHING or not isinstance(decision, Decision):
            return ()
        wanted = self._prefer is Prefer.DEFENSIBLE
        return tuple(place for place, choice in enumerate(open_) if is_defensible(decision, choice) is wanted)


class _Tally:
    """Adds up trees."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._offered: Counter[ChoiceId] = Counter()
        self._made: Counter[ChoiceId] = Counter()
        self._ended: Counter[SceneId] = Counter()
        self._unended = 0
        self._decisions: Counter[float] = Counter()
        self._words: Counter[float] = Counter()
        self._minutes: Counter[float] = Counter()
        self._said: dict[Dimension, Counter[Wording]] = {dimension: Counter() for dimension in Dimension}
        self._shares: dict[Dimension, Counter[float]] = {dimension: Counter() for dimension in Dimension}
        self._harmed = self._open_harm = 0
        self._different: set[tuple[ChoiceId, ...]] = set()

    def add(self, root: _Moment | None) -> None:
        waiting: list[tuple[_Moment, int, int, float, tuple[ChoiceId, ...]]] = []
        if root is not None:
            waiting.append((root, 0, reading_time.words_before(self._scenario), 0.0, ()))
        while waiting:
            moment, decisions, words, pauses, path = waiting.pop()
            words += reading_time.words_since_choice(moment.play)
            pauses += reading_time.pauses_since_choice(moment.play)
            here = sum(moment.made.values())
            for place, choice in enumerate(moment.open):
                self._offered[choice.id] += here
                if moment.made[place]:
                    self._made[choice.id] += moment.made[place]
                    waiting.append((moment.after[place], decisions + 1, words, pauses, (*path, choice.id)))
            if moment.ended:
                self._end(moment, decisions, words, words / reading_time.WORDS_A_MINUTE + pauses / 60, path)

    def _end(
        self, moment: _Moment, decisions: int, words: int, minutes: float, path: tuple[ChoiceId, ...]
    ) -> None:
        times, state = moment.ended, moment.play.state
        self._different.add(path)
        if moment.open:
            self._unended += times
        else:
            self._ended[state.scene] += times
        self._decisions[decisions] += times
        self._words[words] += times
        self._minutes[minutes] += times
        self._harmed += times if state.ledger else 0
        self._open_harm += times if state.has_open_harm else 0
        for share in profile(moment.play).shares:
            self._said[share.dimension][share.wording] += times
            if share.fraction is not None:
                self._shares[share.dimension][share.fraction] += times

    def total(self, runs: int, seed: int, prefer: Prefer) -> Playtest:
        used, endings, rated = list[Used](), list[Ended](), set[Dimension]()
        for scene in self._scenario.scenes.values():
            if isinstance(scene.exit, Ending):
                endings.append(Ended(scene.id, scene.exit.title, self._ended[scene.id]))
            elif isinstance(scene.exit, Decision):
                for choice in scene.exit.choices:
                    used.append(Used(scene.id, choice.id, self._offered[choice.id], self._made[choice.id]))
                    rated |= choice.ratings.keys()
        return Playtest(
            scenario=self._scenario,
            runs=runs,
            seed=seed,
            prefer=prefer,
            used=tuple(sorted(used, key=lambda one: one.made)),
            endings=tuple(endings),
            unended=self._unended,
            decisions=spread(self._decisions),
            words=spread(self._words),
            minutes=spread(self._minutes),
            dimensions=tuple(
                CameThrough(
                    dimension,
                    {wording: self._said[dimension][wording] for wording in Wording},
                    spread(self._shares[dimension]) if self._shares[dimension] else None,
                )
                for dimension in Dimension
                if dimension in rated
            ),
            harmed=self._harmed,
            open_harm=self._open_harm,
            different=len(self._different),
        )


def spread(numbers: Counter[float]) -> Spread:
    """How numbers lie, each with how often it came; one at least.  A quartile is a number that came."""
    total = sum(numbers.values())
    ordered = sorted(numbers)

    def at(part: float) -> float:
        passed = 0
        for number in ordered:
            passed += numbers[number]
            if passed >= part * total:
                return number
        return ordered[-1]

    return Spread(ordered[0], at(0.25), at(0.5), at(0.75), ordered[-1])
