"""
One way through a scenario.

`begin` and `choose` give a new `Playthrough` and leave the old one as it was; each links to the one before it, so
history costs nothing to keep, and undo is `play.previous`.  All that decides what can happen next is in `State`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.core.expression import ALWAYS, Value
from game.core.scenario import (
    Choice,
    ChoiceId,
    Decision,
    Ending,
    Fork,
    Harm,
    HarmFlag,
    Line,
    Scenario,
    Scene,
    SceneId,
)


class NotOffered(ValueError):
    """A choice that cannot be taken here and now."""


class EndlessJump(ValueError):
    """Scenes that lead to each other with no choice in between.  The reader refuses such scenarios."""


class LedgerEntry(NamedTuple):
    """A harm that was done, and the choice that came back to it."""

    flag: HarmFlag
    says: str
    source: str  # id of the choice, or of the scene that opened with it
    repaired_by: str = ""  # id of the choice; empty while it is open


class State(NamedTuple):
    """All that decides what can happen next.  Satisfies `expression.World`."""

    scene: SceneId
    facts: tuple[Value, ...]
    chosen: frozenset[str]  # of `Scenario.tracked_choices` only
    seen: frozenset[str]  # of `Scenario.tracked_scenes` only
    ledger: tuple[LedgerEntry, ...]

    @property
    def has_open_harm(self) -> bool:
        """Whether the ledger has an entry that nothing has repaired."""
        return any(not entry.repaired_by for entry in self.ledger)

    @property
    def has_repaired_harm(self) -> bool:
        """Whether the ledger has an entry that was repaired."""
        return any(entry.repaired_by for entry in self.ledger)


class Step(NamedTuple):
    """A choice that was made."""

    choice: Choice
    decision: Decision
    at: State  # when it was made
    after: State  # when its effects had happened, before leaving the scene: what its consequence reads

    @property
    def scene(self) -> SceneId:
        """Where it was made."""
        return self.at.scene

    @property
    def open_choices(self) -> tuple[Choice, ...]:
        """What could have been taken instead, this one included, in the author's order."""
        # Worked out when asked for: `choose` would take half as long again if it kept this.
        return tuple(choice for choice in self.decision.choices if is_open(self.at, choice))


class Playthrough(NamedTuple):
    """Where one way through has got to."""

    scenario: Scenario
    state: State
    arrivals: tuple[State, ...]  # one for each scene entered since the last choice; the last is `state`
    step: Step | None = None  # the choice that led here
    previous: Playthrough | None = None


class Offer(NamedTuple):
    """What a player is shown of a choice at one moment."""

    choice: Choice
    is_open: bool
    reason: str  # why it is not open, in the author's words; empty when it is


def begin(scenario: Scenario) -> Playthrough:
    """The first moment of a play."""
    facts = tuple(fact.start for fact in scenario.facts)
    nowhere = State("", facts, frozenset(), frozenset(), ())
    arrivals = _enter(scenario, nowhere, scenario.start)
    return Playthrough(scenario, arrivals[-1], arrivals)


def choose(play: Playthrough, choice: str) -> Playthrough:
    """Make a choice and follow the story to the next decision or ending.

    Raises:
        NotOffered: If `choice` is not open now.  `play` is unchanged, so the caller may simply ask again.
    """
    scenario, state = play.scenario, play.state
    decision = scenario.scenes[state.scene].exit
    if isinstance(decision, Decision):
        for candidate in decision.choices:
            if candidate.id == choice and is_open(state, candidate):
                after = _apply(scenario, state, candidate)
                arrivals = _enter(scenario, after, _go(candidate.next, after))
                return Playthrough(scenario, arrivals[-1], arrivals, Step(candidate, decision, state, after), play)
    raise NotOffered(f"“{choice}” is not offered at “{state.scene}”")


def successors(scenario: Scenario, state: State) -> Iterator[tuple[Choice, State]]:
    """Each open choice at a state with the state it leads to: one step of an exploration."""
    decision = scenario.scenes[state.scene].exit
    if not isinstance(decision, Decision):
        return
    for choice in decision.choices:
        if is_open(state, choice):
            after = _apply(scenario, state, choice)
            yield choice, _enter(scenario, after, _go(choice.next, after))[-1]


def offers(play: Playthrough) -> tuple[Offer, ...]:
    """The choices to show, in the author's order; empty when the play has ended."""
    decision = scene_of(play).exit
    if not isinstance(decision, Decision):
        return ()
    shown = []
    for choice in decision.choices:
        if is_open(play.state, choice):
            shown.append(Offer(choice, True, ""))
        elif choice.locked and not choice.when.holds(play.state):
            shown.append(Offer(choice, False, choice.locked))
    return tuple(shown)


def in_shown_order(shown: Iterable[Offer], seed: int, scene: str, is_fixed: bool) -> tuple[Offer, ...]:
    """The order on screen: by SHA-256 of seed, decision and choice, so a recorded seed gives it on every machine."""
    if is_fixed:
        return tuple(shown)
    return tuple(sorted(shown, key=lambda offer: hashlib.sha256(f"{seed}/{scene}/{offer.choice.id}".encode()).digest()))


def is_open(state: State, choice: Choice) -> bool:
    """Whether a choice of the state's decision can be taken."""
    if choice.once and choice.id in state.chosen:
        return False
    return choice.when is ALWAYS or choice.when.holds(state)


def replay(scenario: Scenario, choices: Iterable[str]) -> Playthrough:
    """Begin, and make these choices in order.

    Raises:
        NotOffered: At the first that cannot be made.
    """
    play = begin(scenario)
    for choice in choices:
        play = choose(play, choice)
    return play


def replay_as_far_as_possible(scenario: Scenario, choices: Iterable[str]) -> tuple[Playthrough, int]:
    """Begin, and make these choices up to the first that cannot be made; with how many were made."""
    play, made = begin(scenario), 0
    for choice in choices:
        try:
            play = choose(play, choice)
        except NotOffered:
            break
        made += 1
    return play, made


def history(play: Playthrough) -> tuple[Step, ...]:
    """The choices that were made, first to last."""
    steps = []
    moment: Playthrough | None = play
    while moment is not None:
        if moment.step:
            steps.append(moment.step)
        moment = moment.previous
    return tuple(reversed(steps))


def before(play: Playthrough, scene: str) -> Playthrough | None:
    """The moment at which the decision of `scene` was first met, or None if it never was."""
    found: Playthrough | None = None
    moment: Playthrough | None = play
    while moment is not None:
        if moment.state.scene == scene:
            found = moment
        moment = moment.previous
    return found


def scene_of(play: Playthrough) -> Scene:
    """The scene where the play rests: it has a decision or an ending."""
    return play.scenario.scenes[play.state.scene]


def has_ended(play: Playthrough) -> bool:
    """Whether the play has reached an ending."""
    return isinstance(scene_of(play).exit, Ending)


def script_of(play: Playthrough) -> tuple[tuple[Scene, Line], ...]:
    """What there is to read since the last choice: each line with the scene it belongs to."""
    return tuple(
        (play.scenario.scenes[arrival.scene], line)
        for arrival in play.arrivals
        for line in spoken(play.scenario.scenes[arrival.scene].script, arrival)
    )


def spoken(script: Iterable[Line], state: State) -> tuple[Line, ...]:
    """The lines whose conditions hold."""
    return tuple(line for line in script if line.when is ALWAYS or line.when.holds(state))


def _go(fork: Fork, state: State) -> SceneId:
    for branch in fork:
        if branch.when is ALWAYS or branch.when.holds(state):
            return branch.go
    return fork[-1].go


def _enter(scenario: Scenario, state: State, scene_id: SceneId) -> tuple[State, ...]:
    _, facts, chosen, seen, ledger = state
    arrivals: list[State] = []
    while True:
        scene = scenario.scenes[scene_id]
        if scene_id in scenario.tracked_scenes and scene_id not in seen:
            seen = seen | {scene_id}
        if scene.happened:
            ledger = _with_harm(ledger, scene.happened, scene_id)
        state = State(scene_id, facts, chosen, seen, ledger)
        arrivals.append(state)
        if not isinstance(scene.exit, tuple):
            return tuple(arrivals)
        if len(arrivals) > len(scenario.scenes):
            raise EndlessJump(f"“{scene_id}” leads back to itself with no choice in between")
        scene_id = _go(scene.exit, state)


def _apply(scenario: Scenario, state: State, choice: Choice) -> State:
    # In this order: repairs, harm, set, change.
    scene, facts, chosen, seen, ledger = state
    if choice.repairs and ledger:
        ledger = tuple(
            entry._replace(repaired_by=choice.id) if entry.flag in choice.repairs and not entry.repaired_by else entry
            for entry in ledger
        )
    if choice.harm:
        ledger = _with_harm(ledger, choice.harm, choice.id)
    if choice.set or choice.change:
        values = list(facts)
        for made in choice.set:
            values[made.index] = made.value
        for change in choice.change:
            values[change.index] = min(change.highest, max(change.lowest, int(values[change.index]) + change.by))
        facts = tuple(values)
    if choice.id in scenario.tracked_choices and choice.id not in chosen:
        chosen = chosen | {choice.id}
    return State(scene, facts, chosen, seen, ledger)


def _with_harm(ledger: tuple[LedgerEntry, ...], harm: Harm, source: str) -> tuple[LedgerEntry, ...]:
    # Doing the same again does not add a line that reads the same; after a repair it does.
    open_already = {(entry.flag, entry.source) for entry in ledger if not entry.repaired_by}
    added = tuple(LedgerEntry(flag, harm.says, source) for flag in harm.flags if (flag, source) not in open_already)
    return ledger + added


def choice_ids(play: Playthrough) -> tuple[ChoiceId, ...]:
    """The ids of the choices made, first to last: all that is needed to `replay`."""
    return tuple(step.choice.id for step in history(play))
