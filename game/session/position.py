"""Where a play is, as one frozen value, and what follows from it alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.core.playthrough import Playthrough, Step, history, script_of, spoken
from game.core.scenario import Line, Scene
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomPosition


@dataclass(frozen=True, slots=True)
class Practice:
    """A moment tried another way.  What happened first stays what happened."""

    scene: str
    moment: Playthrough  # as it was before that decision
    returns_to: Phase  # alternatives or debrief
    taken: Playthrough | None = None  # after the other choice


@dataclass(frozen=True, slots=True)
class Position:
    """Where a play is: a frozen value, replaced as a whole."""

    play: Playthrough
    line: int = 0  # lines of the present script that are shown, from 1 where there is one
    pacing: m.Pacing = m.Pacing.GUIDED
    glance: int | None = None  # which one is looked at
    came_from: Phase = Phase.SCENE  # where looking closer began
    glances_seen: frozenset[tuple[str, int]] = frozenset()
    probes: tuple[m.ProbeAnswered, ...] = ()
    practice: Practice | None = None
    practised: tuple[tuple[str, str], ...] = ()  # scene and choice of each moment tried another way
    tried: frozenset[str] = frozenset()  # scenes whose moment was tried, chosen in or not
    part: int = 0  # of the debrief
    room: RoomPosition | None = None  # where a room plays; None for one player

    @property
    def step(self) -> Step | None:
        """The choice that consequence, commentary and alternatives are about."""
        if self.practice and self.practice.taken:
            return self.practice.taken.step
        return self.play.step

    @property
    def moment(self) -> Playthrough:
        """The play as it is at the decision on screen: the present one, or the one that is tried again."""
        return self.practice.moment if self.practice else self.play


def script_at(phase: Phase, position: Position) -> tuple[tuple[Scene, Line], ...]:
    """What there is to read in this phase: each line with the scene it belongs to."""
    if phase is Phase.SCENE:
        return script_of(position.play)
    if phase is Phase.CONSEQUENCE and position.step:
        if position.room and position.room.is_told and not position.practice:
            return ()  # told in a sentence
        scene = position.play.scenario.scenes[position.step.scene]
        return tuple((scene, line) for line in consequence(position))
    return ()


def consequence(position: Position) -> tuple[Line, ...]:
    """What is told of the choice just made."""
    step = position.step
    return spoken(step.choice.consequence, step.after) if step else ()


def last_made(play: Playthrough, scene: str) -> Playthrough | None:
    """The moment before the decision of `scene` was made, the last time that it was; None if it never was."""
    moment: Playthrough | None = play
    while moment is not None:
        if moment.step and moment.step.scene == scene:
            return moment.previous
        moment = moment.previous
    return None


def taken_at(play: Playthrough, at: Playthrough) -> str:
    """What was chosen at an earlier moment of a play."""
    made = history(play)[len(history(at)) :]
    return made[0].choice.id if made else ""


def arrived(position: Position) -> Position:
    """At the first line of the scene that the play has come to."""
    return replace(position, line=min(1, len(script_of(position.play))), glance=None, came_from=Phase.SCENE)
