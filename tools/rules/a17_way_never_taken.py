"""
A17 way-never-taken: a way on has a condition that never holds there.

Why it matters
    The story was to go there in some plays, and it goes there in none.

How it is found
    Every state that a play can come to is visited, and each condition is asked in each of them, one way on after the
    other as in a play.  What only follows from something else that is told is left out.

Example::

    scenes:
      two-oclock:
        next:
          - if: open_harm
            go: her-call
          - if: repaired_harm
            go: put-right
          - go: open-door

Use instead::

    scenes:
      two-oclock:
        next:
          - if: open_harm
            go: her-call
          - go: open-door
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import also_never_reached, of_kind, shown_by, way_on

RULE = Rule(code="A17", name="way-never-taken", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each way on that no play takes."""
    for fault in of_kind(story, FaultKind.WAY_NEVER_TAKEN):
        said = f"The way to “{fault.leads}” is never taken: whenever the story comes here, its condition does not hold."
        yield Finding(
            where=way_on(story, fault),
            quote=f"go: {fault.leads}",
            message=said + also_never_reached(fault) + shown_by(story, fault.move),
            hint="Change the condition or what choices set before it, or take this way out.",
        )
