"""
A05 story-length: the story has too few or too many scenes, or a play too few or too many decisions.

Why it matters
    Under three decisions nothing can come of anything.  Over six, a group does not get to the end in one sitting.

How it is found
    Scenes are counted as written: 10 to 24.  Decisions are counted on the shortest play of all, conditions considered,
    and on the longest, where a decision that a play comes back to counts once: 3 to 6.  A play with no decision at all
    is an error.  A short play that comes from a choice which ends the story at once is told there (A11).

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              next: two-oclock

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              next: client
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import counted
from tools.rules._proven import are_ways_sound, as_play
from tools.rules.a11_sudden_end import sudden_ends

RULE = Rule(code="A05", name="story-length", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for the number of scenes, the shortest play and the longest."""
    if story.scenario.is_draft:
        return
    fewest, most = story.limit("A05", "fewest_scenes"), story.limit("A05", "most_scenes")
    scenes = len(story.scenario.scenes)
    if not fewest <= scenes <= most:
        yield Finding(
            where="scenes",
            message=f"The story has {counted(scenes, 'scene')}.",
            hint=f"Aim for {fewest:.0f} to {most:.0f}: "
            + ("let more come of what is chosen." if scenes < fewest else "leave out what no decision needs."),
        )
    if are_ways_sound(story):
        yield from _decisions(story)


def _decisions(story: Story) -> Iterator[Finding]:
    fewest, most = story.limit("A05", "fewest_decisions"), story.limit("A05", "most_decisions")
    shortest = story.proof.least(lambda _: 0, lambda _: 1)
    if shortest is not None and shortest[0] < fewest and not any(sudden_ends(story)):
        yield Finding(
            where="scenes",
            message=f"There is a play with {_many(int(shortest[0]))}.{as_play(story, shortest[1])}",
            hint=f"Let every play come to {fewest:.0f} decisions or more.",
            severity=None if shortest[0] else Severity.ERROR,
        )
    earned = story.proof.earned(lambda _, __: (1,)).values() if story.proof.is_complete else ()
    longest = max((own[0].most for own in earned), default=0)
    if longest > most:
        yield Finding(
            where="scenes",
            message=f"A play can come to {_many(longest)}.",
            hint=f"Let no play need more than {most:.0f} decisions: {story.scenario.minutes} minutes are soon over.",
        )


def _many(decisions: int) -> str:
    return counted(decisions, "decision") if decisions else "no decision"
