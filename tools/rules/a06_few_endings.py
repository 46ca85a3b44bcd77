"""
A06 few-endings: plays come to fewer than three endings.

Why it matters
    With one ending it makes no difference what anybody does.  With two there is a good one and a bad one, and a story
    that judges.

How it is found
    The endings that some play comes to are counted: fewer than 3 is a warning, a single one an error.

Example::

    scenes:
      how-it-ends:
        next:
          - if: open_harm
            go: camera-off
          - go: item-one
      in-writing:
      put-right:

Use instead::

    scenes:
      how-it-ends:
        next:
          - if: open_harm
            go: camera-off
          - if: repaired_harm
            go: put-right
          - go: item-one
      in-writing:
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.faults import FaultKind
from game.core.scenario import Ending
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import of_kind

RULE = Rule(code="A06", name="few-endings", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding if too few endings are reached, unless others are told as never reached."""
    fewest = story.limit("A06", "fewest")
    reached = [scene for scene, _ in story.endings if scene.id in story.proof.visit.scenes]
    if not story.proof.is_complete or story.scenario.is_draft or len(reached) >= fewest:
        return
    if len(story.endings) >= fewest and _is_told(story):
        return
    yield Finding(
        where="scenes",
        message=f"Plays come to {len(reached)} {'ending' if len(reached) == 1 else 'endings'}.",
        hint=f"Write {fewest:.0f} or more, and let what was chosen decide which.",
        severity=Severity.ERROR if len(reached) == 1 else None,
    )


def _is_told(story: Story) -> bool:
    ends = {scene.id for scene, _ in story.endings}
    return any(ends & {fault.id, *fault.follows} for fault in story.proof.faults) or any(
        isinstance(story.scenario.scenes[fault.id].exit, Ending)
        for fault in of_kind(story, FaultKind.ENDING_NEVER_REACHED)
    )
