"""
What the moves of a run were worth: six dimensions in words, a ledger of harm, methods used and open.

It describes moves in a run, never a person.  There is no total, no single right move, and nothing here is shown
before a play has ended.  Only a decision's first visit counts, and what could be earned is what was open on this
path: nobody is marked down for a branch they did not see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from game.core.playthrough import LedgerEntry, Playthrough, Step, history
from game.core.scenario import Choice, Decision, Dimension, Method, Scenario, is_defensible

ENOUGH = 5  # available points below which one or two moves would be read as a pattern


class Wording(StrEnum):
    """How a share is said."""

    CLEARLY = "came through clearly"
    THROUGH = "came through"
    IN_PLACES = "came through in places"
    ANOTHER_WAY = "worth trying another way"
    NOT_ENOUGH = "not enough to say yet"


@dataclass(frozen=True, slots=True)
class Share:
    """What one dimension came to in a run."""

    dimension: Dimension
    earned: int  # points, 0 to `available`
    available: int  # points that could be earned on this path
    wording: Wording

    @property
    def fraction(self) -> float | None:
        """From 0.0 to 1.0, or None while there is too little to say."""
        return self.earned / self.available if self.available >= ENOUGH else None


@dataclass(frozen=True, slots=True)
class Profile:
    """What came through in a run."""

    shares: tuple[Share, ...]  # all six, in the order of `Dimension`
    ledger: tuple[LedgerEntry, ...]
    methods_used: tuple[Method, ...]
    methods_open: tuple[Method, ...]  # of defensible moves that were open and not used anywhere in the run
    look_at: Dimension | None  # the one thing to look at: the lowest share that there is enough to say about

    @property
    def has_open_harm(self) -> bool:
        """Whether something is still open in the ledger."""
        return any(not entry.repaired_by for entry in self.ledger)


def profile(play: Playthrough) -> Profile:
    """Work out a run, ended or not."""
    scenario, made = play.scenario, history(play)
    steps = first_visits(made)
    has_open_harm = play.state.has_open_harm
    shares = tuple(_share(scenario, steps, dimension, has_open_harm) for dimension in Dimension)
    used = _in_order(step.choice.method for step in made)
    could = _in_order(
        choice.method
        for step in steps
        for choice in step.open_choices
        if is_defensible(_decision(scenario, step), choice)
    )
    return Profile(
        shares=shares,
        ledger=play.state.ledger,
        methods_used=used,
        methods_open=tuple(method for method in could if method not in used),
        look_at=_look_at(shares),
    )


def first_visits(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The first choice at each decision; coming back to one is practice, not evidence."""
    met: dict[str, Step] = {}
    for step in steps:
        met.setdefault(step.scene, step)
    return tuple(met.values())


def wording(earned: int, available: int) -> Wording:
    """A share in words: from 0.80, from 0.55, from 0.30, and below."""
    if available < ENOUGH:
        return Wording.NOT_ENOUGH
    # Whole numbers: 0.55 of 20 must not hang on how a fraction is rounded.
    if earned * 100 >= available * 80:
        return Wording.CLEARLY
    if earned * 100 >= available * 55:
        return Wording.THROUGH
    if earned * 100 >= available * 30:
        return Wording.IN_PLACES
    return Wording.ANOTHER_WAY


def _share(scenario: Scenario, steps: tuple[Step, ...], dimension: Dimension, has_open_harm: bool) -> Share:
    earned = available = 0
    for step in steps:
        best = max((choice.ratings.get(dimension, 0) for choice in step.open_choices), default=0)
        if not any(dimension in choice.ratings for choice in step.open_choices):
            continue
        available += best
        # Where reviewers disagree, every move inside the disagreement counts in full.
        contested = step.choice.id in _decision(scenario, step).contested
        earned += best if contested else step.choice.ratings.get(dimension, 0)
    said = wording(earned, available)
    if (
        has_open_harm
        and dimension in (Dimension.CENTRE, Dimension.REPAIR)
        and said in (Wording.CLEARLY, Wording.THROUGH)
    ):
        said = Wording.IN_PLACES
    return Share(dimension, earned, available, said)


def _look_at(shares: tuple[Share, ...]) -> Dimension | None:
    said = [share for share in shares if share.fraction is not None]
    if not said:
        return None
    return min(said, key=lambda share: share.fraction or 0.0).dimension


def _decision(scenario: Scenario, step: Step) -> Decision:
    decision = scenario.scenes[step.scene].exit
    assert isinstance(decision, Decision)
    return decision


def _in_order(methods: Iterable[Method]) -> tuple[Method, ...]:
    return tuple(dict.fromkeys(method for method in methods if method is not Method.NONE))


def alternatives(scenario: Scenario, step: Step) -> tuple[Choice, ...]:
    """The other ways that could be defended at that moment, in the author's order."""
    decision = _decision(scenario, step)
    return tuple(
        choice for choice in step.open_choices if choice.id != step.choice.id and is_defensible(decision, choice)
    )
