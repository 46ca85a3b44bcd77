"""
A21 choice-never-offered: a choice has a condition that never holds there.

Why it matters
    Somebody wrote the move with all that comes of it, and nobody can make it.

How it is found
    Every state that a play can come to is visited, and the choice's `if` is asked in each of them.  What only follows
    from something else that is told is left out, such as a fact that nothing sets.

Example::

    scenes:
      her-call:
        decision:
          choices:
            - id: ask-for-terms
              if: not open_harm
              locked: She has said what she has to say.

Use instead::

    scenes:
      her-call:
        decision:
          choices:
            - id: ask-for-terms
              if: credit is lost
              locked: She has said what she has to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import also_never_reached, of_kind, shown_by

RULE = Rule(code="A21", name="choice-never-offered", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice that nobody can take."""
    for fault in of_kind(story, FaultKind.CHOICE_NEVER_OFFERED):
        said = "This choice is never open: whenever the story comes here, its “if” does not hold."
        yield Finding(
            where=f"{fault.owner}/if",
            message=said + also_never_reached(fault) + shown_by(story, fault.move),
            hint="Change the “if” or what choices set before it, or take the choice out.",
        )
