"""
A22 choice-always-offered: a choice has a condition that always holds there.

Why it matters
    The condition says that the choice is closed in some plays, and it is open in all.  A `locked` text is never
    read.

How it is found
    Every state that a play can come to is visited, and the choice's `if` is asked in each of them.  What only follows
    from something else that is told is left out, such as a fact that nothing sets.

Example::

    scenes:
      her-call:
        decision:
          choices:
            - id: ask-for-terms
              if: open_harm
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
from tools.rules._proven import of_kind, shown_by

RULE = Rule(code="A22", name="choice-always-offered", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice whose condition decides nothing."""
    for fault in of_kind(story, FaultKind.CHOICE_ALWAYS_OFFERED):
        said = "The “if” of this choice holds whenever the story comes here, so it is always open."
        yield Finding(
            where=f"{fault.owner}/if",
            message=said + shown_by(story, fault.move),
            hint="Change the “if” or what choices set before it, or take the “if” out.",
        )
