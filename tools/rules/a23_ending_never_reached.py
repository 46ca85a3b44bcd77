"""
A23 ending-never-reached: no play comes to an ending.

Why it matters
    An ending is what somebody takes along.  One that nobody can reach is a promise that the story does not keep.

How it is found
    Every state that a play can come to is visited.  An ending is told if no way leads to it at all; where one does and
    is never taken, the way is told (A17, A21).

Example::

    scenes:
      walk-home:
        summary: You walk home by the river.
        script: |
          You walk home by the river, and write to Amara from a bench.
        ending:
          title: From a bench
          closing: {by: amara, says: Three lines. You left out the weather. Thank you.}
          reflect: What would you write to her?

Use instead::

    scenes:
      how-it-ends:
        next:
          - if: open_harm and norm
            go: walk-home
          - if: open_harm
            go: camera-off
          - if: repaired_harm
            go: put-right
          - if: credit is lost or answer is late or not norm
            go: in-writing
          - go: item-one
      walk-home:
        summary: You walk home by the river.
        script: |
          You walk home by the river, and write to Amara from a bench.
        ending:
          title: From a bench
          closing: {by: amara, says: Three lines. You left out the weather. Thank you.}
          reflect: What would you write to her?
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fault import FaultKind
from game.core.scenario import Ending
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import of_kind

RULE = Rule(code="A23", name="ending-never-reached", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each ending that nothing leads to."""
    for fault in of_kind(story, FaultKind.ENDING_NEVER_REACHED):
        ending = story.scenario.scenes[fault.id].exit
        assert isinstance(ending, Ending)
        yield Finding(
            where=fault.owner,
            message=f"No play comes to the ending “{ending.title}”: nothing that is reached leads there.",
            hint=f"Let a scene or a choice lead there with “go: {fault.id}” and a condition, or take it out.",
        )
