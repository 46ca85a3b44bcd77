"""
A18 way-always-taken: a way on has a condition that always holds there.

Why it matters
    The ways below it are never taken, though somebody wrote them.

How it is found
    Every state that a play can come to is visited, and each condition is asked in each of them, one way on after the
    other as in a play.  What only follows from something else that is told is left out.

Example::

    scenes:
      how-it-ends:
        next:
          - if: open_harm
            go: camera-off
          - if: repaired_harm
            go: put-right
          - if: not open_harm
            go: item-one
          - go: in-writing

Use instead::

    scenes:
      how-it-ends:
        next:
          - if: open_harm
            go: camera-off
          - if: repaired_harm
            go: put-right
          - if: credit is restored and norm
            go: item-one
          - go: in-writing
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import also_never_reached, of_kind, shown_by, way_on

RULE = Rule(code="A18", name="way-always-taken", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each way on whose condition keeps the others from being taken."""
    for fault in of_kind(story, FaultKind.WAY_ALWAYS_TAKEN):
        said = f"The condition of the way to “{fault.leads}” always holds here, so the ways below it are never taken."
        yield Finding(
            where=way_on(story, fault),
            quote=f"go: {fault.leads}",
            message=said + also_never_reached(fault) + shown_by(story, fault.move),
            hint="Change the condition or what choices set before it, or take the ways below it out.",
        )
