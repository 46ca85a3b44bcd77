"""
A place in a scenario that outlives a change of it: the choices that were made, and how far one had read since.

A session is brought there by making the same choices again.  Where the scenario has changed so that they cannot all be
made, it is brought as far as they go.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from game.core.playthrough import (
    NotOffered,
    Playthrough,
    State,
    begin,
    choice_ids,
    choose,
    history,
    scene_of,
    script_of,
)
from game.core.scenario import Choice, Decision, Scenario
from game.session import messages as m
from game.session.phases import Phase
from game.session.position import script_at
from game.session.session import AFTER_CHOOSING, DEBRIEF_PARTS, Session
from tools import ways

SEED = 7  # the order of choices on screen must not change from one look at a scenario to the next
_ORDER = (
    Phase.BRIEFING,
    *AFTER_CHOOSING,
    Phase.SCENE,
    Phase.DECISION,
    Phase.ENDING,
    Phase.DEBRIEF,
)
_FURTHEST = 20_000  # states that are visited to find a way; a story that somebody writes by hand has some hundreds


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one is.

    Attributes:
        choices: Ids, first to last.
        phase: What is shown after the last of them.
        line: Of the script that is read there, from 1; 0 for the beginning.
        glance: What is looked at closely.
        part: Of the debrief.
    """

    choices: tuple[str, ...] = ()
    phase: Phase = Phase.BRIEFING
    line: int = 0
    glance: int | None = None
    part: int = 0

    def one_choice_back(self) -> Spot | None:
        """The decision that was made last; None before the first."""
        return Spot(self.choices[:-1], Phase.DECISION) if self.choices else None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A session brought to a spot, or as far as the choices go; then `note` says so."""

    session: Session
    note: str


def spot_of(session: Session) -> Spot:
    """Where a session is.  A moment that is tried another way counts as where that began."""
    at = session.position
    phase = session.phase
    if phase is Phase.LOOK_CLOSER:
        phase = at.came_from
    if at.practice is not None:
        phase = at.practice.returns_to
    return Spot(choice_ids(at.play), phase, at.line, at.glance, at.part)


def arrive(scenario: Scenario, spot: Spot, heard: Callable[[Session], None] = lambda session: None) -> Arrived:
    """Play to a spot.

    Args:
        scenario: Checked.
        spot: Where to.
        heard: Called on the way with each screen that is left, when all of it was read.
    """
    session = Session(scenario, seed=SEED, pacing=m.Pacing.GUIDED)
    note = ""
    for number, choice in enumerate(spot.choices):
        _read_to(session, Phase.DECISION, heard)
        if session.phase is not Phase.DECISION:
            made = "1 choice" if number == 1 else f"{number} choices"
            return Arrived(session, f"The story ends after {made} now, so you are at its end.")
        heard(session)
        if isinstance(session.handle(m.Choose(choice))[0], m.Refused):
            note = f"“{choice}” is not offered here now. You are at the decision before it."
            return Arrived(session, note)
    _read_to(session, spot.phase, heard)
    if session.phase is spot.phase:
        _settle(session, spot)
    return Arrived(session, note)


def _settle(session: Session, spot: Spot) -> None:
    there_are = len(script_at(session.phase, session.position))
    if spot.line > session.position.line and there_are:
        session.handle(m.Continue(min(spot.line, there_are)))
    if spot.glance is not None:
        session.handle(m.LookCloser(spot.glance))
    if session.phase is Phase.DEBRIEF and 0 < spot.part < len(DEBRIEF_PARTS):
        session.handle(m.ShowPart(spot.part))


def _read_to(session: Session, phase: Phase, heard: Callable[[Session], None]) -> None:
    """Go on until this phase, or one that comes after it: what was shown in it may be gone."""
    wanted = _ORDER.index(phase)
    while _ORDER.index(session.phase) < wanted and session.phase not in (Phase.DECISION, Phase.DEBRIEF):
        there_are = len(script_at(session.phase, session.position))
        if session.position.line < there_are:
            session.handle(m.Continue(there_are))
        heard(session)
        command: m.Command = m.GoOn()
        if session.phase is Phase.BRIEFING:
            command = m.Begin()
        elif session.phase is Phase.PROBE:
            command = m.AnswerProbe()
        if isinstance(session.handle(command)[0], m.Refused):
            return


# --- where it is ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Where:
    """What is on the screen: a scene, and the choice that it is about where there is one."""

    scene: str  # empty at the briefing, which is about the scenario as a whole
    choice: Choice | None = None


def where(session: Session) -> Where:
    """The scene of what is shown, and the choice whose consequence or reason is told."""
    step = session.position.step
    if session.phase in AFTER_CHOOSING and step is not None:
        return Where(step.scene, step.choice)
    if session.phase is Phase.BRIEFING:
        return Where("")
    return Where(session.scene_on_screen(session.position).id)


class CannotGoThere(ValueError):
    """There is no such place in the scenario, or no way to it; the message says why."""


# --- the way to a scene --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ways:
    """The shortest way to each scene that was found, as choices to make from where one began.

    Attributes:
        spots: By scene.
        is_complete: Whether there are no other scenes to come to.
    """

    spots: dict[str, Spot]
    is_complete: bool


def ways_from(start: Playthrough) -> Ways:
    """Visit what can be come to from a moment, nearest first."""
    spots: dict[str, Spot] = {}
    waiting, known = [start], {_key(start.state)}
    is_complete = True
    for play in waiting:  # grows while it is walked
        for arrival in play.arrivals:
            if arrival.scene not in spots:
                spots[arrival.scene] = _spot_at(play, arrival.scene)
        for choice in ways.open_choices(play):
            after = choose(play, choice.id)
            key = _key(after.state)
            if key in known and all(arrival.scene in spots for arrival in after.arrivals):
                continue
            if len(known) >= _FURTHEST:
                is_complete = False
                continue
            known.add(key)
            waiting.append(after)
    return Ways(spots, is_complete)


def _key(state: State) -> Hashable:
    # Which harm is open or repaired decides all; by whom and in which words is for the reader of the story.
    return state[:4], frozenset((entry.flag, bool(entry.repaired_by)) for entry in state.ledger)


def _spot_at(play: Playthrough, scene: str) -> Spot:
    """The first line of a scene; without lines, its decision or its ending."""
    choices = choice_ids(play)
    for number, (own, _) in enumerate(script_of(play), start=1):
        if own.id == scene:
            return Spot(choices, Phase.SCENE, number)
    if scene_of(play).id != scene:
        return Spot(choices, Phase.SCENE, 1)  # passed through without a word
    return Spot(choices, Phase.DECISION if isinstance(scene_of(play).exit, Decision) else Phase.ENDING)


def spot_to(scenario: Scenario, scene: str = "", choices: tuple[str, ...] = ()) -> Spot:
    """The shortest way to a scene, after some choices; without a scene where the choices lead.

    Raises:
        CannotGoThere: If there is no such scene, no way, or no such choice.
    """
    play = begin(scenario)
    for choice in choices:
        try:
            play = choose(play, choice)
        except NotOffered:
            offered = [one.id for one in ways.open_choices(play)]
            there_are = f"Offered there: {', '.join(offered)}." if offered else "The story has ended there."
            raise CannotGoThere(
                f"“{choice}” is not offered in scene “{play.state.scene}”.{_meant(choice, offered)} {there_are}"
            ) from None
    if not scene:
        return Spot(choices, Phase.SCENE) if choices else Spot()
    if scene not in scenario.scenes:
        raise CannotGoThere(
            f"There is no scene “{scene}”.{_meant(scene, scenario.scenes)} There are: {', '.join(scenario.scenes)}."
        )
    found = ways_from(play)
    if scene not in found.spots:
        after = f"After {', '.join(choices)}: " if choices else ""
        raise CannotGoThere(f"{after}{why_not(scenario, scene, found)}")
    return found.spots[scene]


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Did you mean “{near[0]}”?" if near else ""


def why_not(scenario: Scenario, scene: str, found: Ways) -> str:
    """Why there is no way to a scene."""
    leads = any(scene in _targets(one) for one in scenario.scenes.values())
    if not leads:
        return f"Nothing leads to “{scene}”: no `next` names it."
    if not found.is_complete:
        return f"No way to “{scene}” was found among the first {_FURTHEST:,} states of this story."
    return f"No choices lead to “{scene}”: what it takes to go there is never so."


def _targets(scene: object) -> set[str]:
    leads = getattr(scene, "exit", ())
    if isinstance(leads, Decision):
        return {branch.go for choice in leads.choices for branch in choice.next}
    return {branch.go for branch in leads} if isinstance(leads, tuple) else set()


# --- a play, written down ------------------------------------------------------------------------------------------


def as_plan(play: Playthrough) -> str:
    """The play so far, a line each, as a plan that can be run again."""
    lines = [f"# {play.scenario.title}"]
    for step in history(play):
        lines += [f"scene: {step.scene}", f"choose: {step.choice.id}"]
    last = scene_of(play)
    lines.append(f"scene: {last.id}" if isinstance(last.exit, Decision) else f"ending: {last.id}")
    return "\n".join(lines) + "\n"
