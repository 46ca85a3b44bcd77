"""What is said on a map and in a pack: letters of choices, what cannot be reached, what a map leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.scenario import Decision, Ending, Scenario
from tools.mapping.counts import Counts

NOT_REACHED = "not reached"
NEVER_OPEN = "never open"


def letter_of(place: int) -> str:
    """A, B, … Z, AA, AB, … for 0, 1, …"""
    return (letter_of(place // 26 - 1) if place > 25 else "") + chr(65 + place % 26)


def in_short(letters: Sequence[int]) -> str:
    """The letters of some choices in order, such as ``A, C–F``."""
    runs: list[list[int]] = []
    for place in letters:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    said = []
    for run in runs:
        names = [letter_of(place) for place in run]
        said.append(f"{names[0]}–{names[-1]}" if len(run) > 2 else ", ".join(names))
    return ", ".join(said)


def remarks(scenario: Scenario, counts: Counts) -> tuple[str, ...]:
    """What stands below a map: what is reached, what is not, and the scenes that are not on it."""
    missed = not_reached(scenario, counts)
    said = []
    if missed:
        said.append(f"Dashed: no play can come there. That is so for {'; '.join(missed)}.")
    elif counts.is_complete:
        said.append(f"Every scene, choice and ending can be reached. All {counts.states:,} states were visited.")
    else:
        said.append(f"Every scene, choice and ending can be reached. {counts.states:,} states were visited.")
    if missed and not counts.is_complete:
        said.append(f"Only the first {counts.states:,} states were visited. More may be reached.")
    passing = [
        f"{scene.id} ({counts.share(counts.scenes.get(scene.id, 0))})" if counts.runs else scene.id
        for scene in scenario.scenes.values()
        if isinstance(scene.exit, tuple) and scene.id in counts.can
    ]
    if passing:
        said.append(f"Not drawn, as nothing is decided there: {', '.join(passing)}.")
    if counts.unfinished:
        said.append(f"{counts.unfinished:,} runs went round in circles and were stopped before an ending.")
    return tuple(said)


def not_reached(scenario: Scenario, counts: Counts) -> tuple[str, ...]:
    """What no play can come to, in words, in the author's order."""
    missed = []
    for scene in scenario.scenes.values():
        if scene.id not in counts.can:
            kind = "ending" if isinstance(scene.exit, Ending) else "scene"
            missed.append(f"the {kind} {scene.id}")
        elif isinstance(scene.exit, Decision):
            missed += (
                f"the choice {choice.id} of {scene.id}" for choice in scene.exit.choices if choice.id not in counts.can
            )
    return tuple(missed)
