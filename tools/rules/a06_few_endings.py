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
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import are_ways_sound

RULE = Rule(code="A06", name="few-endings", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding if plays come to too few endings."""
    fewest = story.limit("A06", "fewest")
    if not story.proof.is_complete or story.scenario.is_draft or not are_ways_sound(story):
        return
    reached = sum(scene.id in story.proof.visit.scenes for scene, _ in story.endings)
    if reached < fewest:
        yield Finding(
            where="scenes",
            message=f"Plays come to {reached} {'ending' if reached == 1 else 'endings'}.",
            hint=f"Write {fewest:.0f} or more, and let what was chosen decide which.",
            severity=Severity.ERROR if reached == 1 else None,
        )
