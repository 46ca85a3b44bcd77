"""
A19 line-never-shown: a line has a condition that never holds there.

Why it matters
    Somebody wrote the line, and nobody will read it.

How it is found
    Every state that a play can come to is visited, and each condition is asked in each of them.  What only follows
    from something else that is told is left out, such as a fact that nothing sets; and of several lines of a scene that
    ask for the same, the first is told.

Example::

    scenes:
      open-door:
        decision:
          choices:
            - id: bring-a-draft
              consequence: |
                teresa (calm): Remote people first, then. For four weeks.
                [if open_harm] teresa (serious): And something has to be said to Ingrid.
                amara (smile): Thank you. As I said on Monday, the light is the whole problem.

Use instead::

    scenes:
      open-door:
        decision:
          choices:
            - id: bring-a-draft
              consequence: |
                teresa (calm): Remote people first, then. For four weeks.
                [if chose(offer-first)] teresa (serious): And something has to be said to Ingrid.
                amara (smile): Thank you. As I said on Monday, the light is the whole problem.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import line_of, of_kind, shown_by

RULE = Rule(code="A19", name="line-never-shown", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each line that no play shows."""
    said = "This line is never shown: its condition holds in no play that comes here."
    for fault in of_kind(story, FaultKind.LINE_NEVER_SHOWN):
        yield Finding(
            where=f"{fault.owner}/{fault.part}",
            quote=line_of(story, fault).words,
            message=said + shown_by(story, fault.move),
            hint="Change the condition or what choices set before it, or take the line out.",
        )
