"""What the proof found, as findings: where it stands in the file, and the play that shows it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from functools import lru_cache

from game.core.fault import Fault, FaultKind
from game.core.routes import START
from game.core.scenario import Decision, Line
from tools.checking.story import Story

_LONGEST = 40  # choices that somebody would still type


def of_kind(story: Story, *kinds: FaultKind) -> Iterator[Fault]:
    """The faults of these kinds, in the order of the file."""
    return (fault for fault in story.proof.faults if fault.kind in kinds)


# Faults that leave plays going where they would go without them.
_HARMLESS = (
    FaultKind.LINE_NEVER_SHOWN,
    FaultKind.LINE_ALWAYS_SHOWN,
    FaultKind.FACT_NEVER_READ,
    FaultKind.CHOICE_ALWAYS_OFFERED,
)


def are_ways_sound(story: Story) -> bool:
    """Whether plays go where they are meant to; if not, how long they are and how they end only follows from that."""
    return not story.proof.unreached and all(fault.kind in _HARMLESS for fault in story.proof.faults)


def shown_by(story: Story, move: int | None) -> str:
    """A sentence with the shortest play that shows it, to follow a message; empty where there is none."""
    if move is None:
        return ""
    if (length := story.proof.routes.length(move)) > _LONGEST:  # a long way is not even worked out
        return f" It takes {length} choices to come there."
    length += _moves_to_an_ending(story, 0 if move == START else story.proof.routes.targets[move])
    if length > _LONGEST:
        return _too_long(length)
    return as_play(story, story.proof.play(move))


def _moves_to_an_ending(story: Story, state: int) -> int:
    """How many moves it takes from a state to the nearest ending; those it takes to come nowhere, if there is none."""
    known, ahead, targets = _known_lengths(story), story.proof.ahead, story.proof.routes.targets
    passed: list[int] = []
    while state not in known and (move := ahead[state]) >= 0:
        passed.append(state)
        state = targets[move]
    length = known.get(state, 0)
    for earlier in reversed(passed):
        length += 1
        known[earlier] = length
    return length


@lru_cache(maxsize=1)
def _known_lengths(story: Story) -> dict[int, int]:
    return {}


def as_play(story: Story, choices: Sequence[str]) -> str:
    """The same for choices that are known."""
    if len(choices) > _LONGEST:
        return _too_long(len(choices))
    chosen = f" --choose {','.join(choices)}" if choices else ""
    return f" Play it: upstander play {_named(story)}{chosen}"


def _too_long(length: int) -> str:
    return f" The play takes {length} choices."


def _named(story: Story) -> str:
    """What `play` has to be told: the file, as somebody's own is in no library."""
    return shlex.quote(story.file) if story.file.endswith(".yaml") else story.scenario.id


def line_of(story: Story, fault: Fault) -> Line:
    """The line that a fault is about."""
    scene = story.scenario.scenes[fault.scene]
    if fault.part == "script":
        return scene.script[fault.index]
    assert isinstance(scene.exit, Decision)
    choice = next(choice for choice in scene.exit.choices if choice.id == fault.id)
    return choice.consequence[fault.index]


def way_on(story: Story, fault: Fault) -> str:
    """The place of the fork that a fault is about: a choice has its own, or that of its decision."""
    own = f"{fault.owner}/next"
    return own if own in story.spans else f"scene/{fault.scene}/decision/next"


def also_never_reached(fault: Fault) -> str:
    """A sentence about the scenes that are not reached because of it, to follow a message."""
    scenes = [f"“{scene}”" for scene in fault.follows]
    if not scenes:
        return ""
    if len(scenes) > 4:
        return f" So {scenes[0]} and {len(scenes) - 1} more scenes are never reached."
    named = " and ".join([", ".join(scenes[:-1]), scenes[-1]] if len(scenes) > 1 else scenes)
    return f" So {named} {'is' if len(scenes) == 1 else 'are'} never reached."


def value_in_words(value: object) -> str:
    """A value of a fact as an author writes it."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
