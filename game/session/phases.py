"""
The phases of a play: every state, trigger and guard, and nothing else.

Rule 1: whatever decides which phase comes next is in `TRANSITIONS`.
Rule 2: guards are functions of `Facts` alone; they change nothing.
Rule 3: no callback does work.  `transitions` does not roll back when an ``on_enter`` raises, so the session works
out the new values first, then fires, then keeps them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Phase(StrEnum):
    """What the player is doing."""

    BRIEFING = "briefing"
    SCENE = "scene"
    LOOK_CLOSER = "look closer"
    DECISION = "decision"
    PROBE = "probe"
    CONSEQUENCE = "consequence"
    REFLECTION = "reflection"
    COMMENTARY = "commentary"
    ALTERNATIVES = "alternatives"
    LOBBY = "lobby"
    THINK = "think"
    VOTE = "vote"
    VOTED = "voted"
    REVEAL = "reveal"
    TALK = "talk"
    COMPARE = "compare"
    ENDING = "ending"
    DEBRIEF = "debrief"
    CLOSED = "closed"


ONLY_A_ROOM_HAS = frozenset(
    {Phase.LOBBY, Phase.THINK, Phase.VOTE, Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a guard may look at."""

    has_script: bool = False  # there is something to read before the next decision or ending
    is_at_ending: bool = False  # the play rests at an ending, otherwise at a decision
    is_guided: bool = False  # the why is shown at once, otherwise in the debrief
    has_probe: bool = False  # ask how sure, and the main reason
    has_reflection: bool = False
    has_glances: bool = False
    came_from_scene: bool = False  # looking closer began while reading
    is_practice: bool = False  # a moment is being tried another way
    is_from_debrief: bool = False  # and that began in the debrief
    can_try_again: bool = False
    is_group: bool = False  # a room votes, otherwise one person plays
    has_earlier_round: bool = False  # the room has voted on this decision before
    can_show_other: bool = False  # another way of the decision just made can be shown before the story goes on


Guard = Callable[[Facts], bool]


def always(facts: Facts) -> bool:
    """No condition."""
    return True


def has_glances(facts: Facts) -> bool:
    """There is something to look at more closely."""
    return facts.has_glances


def came_from_scene(facts: Facts) -> bool:
    """Looking closer began while reading."""
    return facts.came_from_scene


def came_from_decision(facts: Facts) -> bool:
    """Looking closer began at the decision."""
    return not facts.came_from_scene


def is_at_decision(facts: Facts) -> bool:
    """What was read leads to a decision."""
    return not facts.is_at_ending


def is_at_ending(facts: Facts) -> bool:
    """What was read leads to an ending."""
    return facts.is_at_ending


def reads(facts: Facts) -> bool:
    """The story goes on with something to read."""
    return facts.has_script


def decides(facts: Facts) -> bool:
    """The story goes on with a decision at once."""
    return not facts.has_script and not facts.is_at_ending


def ends(facts: Facts) -> bool:
    """The story is over, with nothing more to read."""
    return not facts.has_script and facts.is_at_ending


def asks(facts: Facts) -> bool:
    """How sure, and why, is asked here.  Not in practice: it would be a second answer to one question."""
    return facts.has_probe and not facts.is_practice


def does_not_ask(facts: Facts) -> bool:
    """Nothing is asked here."""
    return not asks(facts)


def reflects(facts: Facts) -> bool:
    """A question comes before the why."""
    return facts.is_guided and facts.has_reflection and not facts.is_practice and not facts.is_group


def explains(facts: Facts) -> bool:
    """The why comes at once: nothing to reflect on, or a moment tried another way."""
    return not facts.is_group and (facts.is_practice or (facts.is_guided and not facts.has_reflection))


def _flows(facts: Facts) -> bool:
    # In a room the why is told when its facilitator asks for it.
    return facts.is_group or not (facts.is_guided or facts.is_practice)


def flows_and_reads(facts: Facts) -> bool:
    """The why waits for the debrief, or to be asked for; there is something to read."""
    return _flows(facts) and reads(facts)


def flows_and_decides(facts: Facts) -> bool:
    """The why waits for the debrief; a decision comes at once."""
    return not facts.is_group and _flows(facts) and decides(facts)


def flows_and_ends(facts: Facts) -> bool:
    """The why waits for the debrief, which is near, or to be asked for."""
    return _flows(facts) and ends(facts)


def returns_to_debrief(facts: Facts) -> bool:
    """A moment tried from the debrief ends there."""
    return facts.is_practice and facts.is_from_debrief


def stays_with_moment(facts: Facts) -> bool:
    """The other ways of this moment come next."""
    return not facts.is_group and not returns_to_debrief(facts)


def can_try_again(facts: Facts) -> bool:
    """There is a moment that has not been tried another way yet."""
    return facts.can_try_again and not facts.is_group


def is_practice(facts: Facts) -> bool:
    """A moment is being tried another way, from its alternatives."""
    return facts.is_practice and not facts.is_from_debrief


def is_group(facts: Facts) -> bool:
    """A room votes."""
    return facts.is_group


def room_thinks(facts: Facts) -> bool:
    """A room has read what leads to a decision."""
    return facts.is_group and not facts.is_at_ending


def room_reads(facts: Facts) -> bool:
    """The story of a room goes on with something to read."""
    return facts.is_group and not returns_to_debrief(facts) and reads(facts)


def room_decides(facts: Facts) -> bool:
    """The story of a room goes on with a decision at once."""
    return facts.is_group and not returns_to_debrief(facts) and decides(facts)


def room_ends(facts: Facts) -> bool:
    """The story of a room is over, with nothing more to read."""
    return facts.is_group and not returns_to_debrief(facts) and ends(facts)


def room_looked_at_decision(facts: Facts) -> bool:
    """A room looked closer at its decision."""
    return facts.is_group and not facts.came_from_scene


def room_saw_other_road(facts: Facts) -> bool:
    """A room looks at a road it did not take, from its debrief."""
    return facts.is_group and returns_to_debrief(facts)


def has_earlier_round(facts: Facts) -> bool:
    """There are two rounds to put side by side."""
    return facts.has_earlier_round


def can_show_other(facts: Facts) -> bool:
    """Both of two options are to be seen."""
    return facts.is_group and facts.can_show_other


class Row(NamedTuple):
    """In `source`, on `trigger`, if `guard`: to `target`.  The first row that applies is taken."""

    trigger: str
    source: Phase
    target: Phase
    guard: Guard = always


_WITH_ROOM = (  # where a room may still be told what to do next
    Phase.SCENE, Phase.THINK, Phase.VOTE, Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE, Phase.CONSEQUENCE,
    Phase.COMMENTARY, Phase.ENDING, Phase.DEBRIEF,
)

# A room comes first wherever both could go on: its guards ask for a group, so one player never takes its rows.
_ROOM = (
    Row("begin", Phase.BRIEFING, Phase.LOBBY, is_group),
    Row("go_on", Phase.LOBBY, Phase.SCENE, reads),
    Row("go_on", Phase.LOBBY, Phase.THINK, decides),
    Row("go_on", Phase.LOBBY, Phase.ENDING, ends),
    Row("go_on", Phase.SCENE, Phase.THINK, room_thinks),
    Row("look_closer", Phase.THINK, Phase.LOOK_CLOSER, has_glances),
    Row("look_up", Phase.LOOK_CLOSER, Phase.THINK, room_looked_at_decision),
    *(
        Row("open_vote", source, Phase.VOTE)
        for source in (Phase.THINK, Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE)
    ),
    Row("close_vote", Phase.VOTE, Phase.VOTED),
    Row("reveal", Phase.VOTED, Phase.COMPARE, has_earlier_round),
    Row("reveal", Phase.VOTED, Phase.REVEAL),
    *(Row("talk", source, Phase.TALK) for source in (Phase.VOTED, Phase.REVEAL, Phase.COMPARE)),
    *(
        Row("adopt", source, Phase.CONSEQUENCE)
        for source in (Phase.THINK, Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE)
    ),
    Row("ask_why", Phase.CONSEQUENCE, Phase.COMMENTARY, is_group),
    Row("show_road", Phase.CONSEQUENCE, Phase.CONSEQUENCE, can_show_other),
    Row("show_road", Phase.DEBRIEF, Phase.CONSEQUENCE, is_group),
    Row("go_on", Phase.CONSEQUENCE, Phase.DEBRIEF, room_saw_other_road),
    Row("go_on", Phase.CONSEQUENCE, Phase.THINK, room_decides),
    Row("go_on", Phase.COMMENTARY, Phase.SCENE, room_reads),
    Row("go_on", Phase.COMMENTARY, Phase.THINK, room_decides),
    Row("go_on", Phase.COMMENTARY, Phase.ENDING, room_ends),
    *(Row("go_back", source, Phase.THINK, is_group) for source in _WITH_ROOM),
    *(
        Row("close", source, Phase.CLOSED, is_group)
        for source in (*_WITH_ROOM, Phase.LOOK_CLOSER)
        if source is not Phase.DEBRIEF
    ),
)

TRANSITIONS = (
    *_ROOM,
    Row("begin", Phase.BRIEFING, Phase.SCENE, reads),
    Row("begin", Phase.BRIEFING, Phase.DECISION, decides),
    Row("begin", Phase.BRIEFING, Phase.ENDING, ends),
    Row("look_closer", Phase.SCENE, Phase.LOOK_CLOSER, has_glances),
    Row("look_closer", Phase.DECISION, Phase.LOOK_CLOSER, has_glances),
    Row("look_closer", Phase.LOOK_CLOSER, Phase.LOOK_CLOSER, has_glances),
    Row("look_up", Phase.LOOK_CLOSER, Phase.SCENE, came_from_scene),
    Row("look_up", Phase.LOOK_CLOSER, Phase.DECISION, came_from_decision),
    Row("go_on", Phase.SCENE, Phase.DECISION, is_at_decision),
    Row("go_on", Phase.SCENE, Phase.ENDING, is_at_ending),
    Row("choose", Phase.DECISION, Phase.PROBE, asks),
    Row("choose", Phase.DECISION, Phase.CONSEQUENCE, does_not_ask),
    Row("answer", Phase.PROBE, Phase.CONSEQUENCE),
    Row("go_on", Phase.CONSEQUENCE, Phase.REFLECTION, reflects),
    Row("go_on", Phase.CONSEQUENCE, Phase.COMMENTARY, explains),
    Row("go_on", Phase.CONSEQUENCE, Phase.SCENE, flows_and_reads),
    Row("go_on", Phase.CONSEQUENCE, Phase.DECISION, flows_and_decides),
    Row("go_on", Phase.CONSEQUENCE, Phase.ENDING, flows_and_ends),
    Row("go_on", Phase.REFLECTION, Phase.COMMENTARY),
    Row("go_on", Phase.COMMENTARY, Phase.DEBRIEF, returns_to_debrief),
    Row("go_on", Phase.COMMENTARY, Phase.ALTERNATIVES, stays_with_moment),
    Row("go_on", Phase.ALTERNATIVES, Phase.SCENE, reads),
    Row("go_on", Phase.ALTERNATIVES, Phase.DECISION, decides),
    Row("go_on", Phase.ALTERNATIVES, Phase.ENDING, ends),
    Row("try_again", Phase.ALTERNATIVES, Phase.DECISION, can_try_again),
    Row("try_again", Phase.DEBRIEF, Phase.DECISION, can_try_again),
    Row("stop_trying", Phase.DECISION, Phase.ALTERNATIVES, is_practice),
    Row("stop_trying", Phase.DECISION, Phase.DEBRIEF, returns_to_debrief),
    Row("go_on", Phase.ENDING, Phase.DEBRIEF),
    Row("close", Phase.DEBRIEF, Phase.CLOSED),
)


class WrongPhase(RuntimeError):
    """The trigger has no row here, or no guard of its rows holds.  The phase is unchanged."""


class PhaseMachine:
    """The phase of one play, moved by `fire` alone."""

    __slots__ = ("_machine",)

    def __init__(self, phase: Phase = Phase.BRIEFING) -> None:
        # Imported here: the way from start to the library screen has no play and needs no machine.
        from transitions import Machine

        # The machine is its own model, so the methods that `transitions` adds stay hidden in here.
        self._machine: Any = Machine(
            states=Phase,
            initial=phase,
            auto_transitions=False,
            transitions=[
                {"trigger": row.trigger, "source": row.source, "dest": row.target, "conditions": row.guard}
                for row in TRANSITIONS
            ],
        )

    @property
    def phase(self) -> Phase:
        """Where the play is."""
        return Phase(self._machine.state)

    def fire(self, trigger: str, facts: Facts) -> None:
        """Take the transition.

        Raises:
            WrongPhase: With the phase unchanged.
        """
        from transitions import MachineError

        try:
            moved = self._machine.trigger(trigger, facts)
        except (MachineError, AttributeError):  # no such row here; no such trigger at all
            moved = False
        if not moved:  # a failed guard returns False; it does not raise
            raise WrongPhase(f"cannot {trigger.replace('_', ' ')} in {self.phase.value}")


def target(phase: Phase, trigger: str, facts: Facts) -> Phase | None:
    """Where the table leads, or None where it does not."""
    for row in TRANSITIONS:
        if row.source is phase and row.trigger == trigger and row.guard(facts):
            return row.target
    return None


def diagram() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    names = {phase: phase.value.replace(" ", "_") for phase in Phase}
    lines = ["stateDiagram-v2", f"    [*] --> {names[Phase.BRIEFING]}"]
    for row in TRANSITIONS:
        guard = "" if row.guard is always else f" [{row.guard.__name__.replace('_', ' ')}]"
        lines.append(f"    {names[row.source]} --> {names[row.target]}: {row.trigger.replace('_', ' ')}{guard}")
    lines.append(f"    {names[Phase.CLOSED]} --> [*]")
    return "\n".join(lines) + "\n"
