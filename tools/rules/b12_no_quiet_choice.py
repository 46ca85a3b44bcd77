"""
B12 no-quiet-choice: a decision has no choice that waits, or that leaves it.

Why it matters
    In the moment, most people say nothing.  If that is not among the choices, they cannot try out what it costs, or
    find out that waiting may be the better move.

How it is found
    A decision has a quiet choice if one has the method `none` or `delay`.  Without one it is advice; if more than half
    of the decisions have none, it is one warning instead.

Example::

    scenes:
      her-call:
        decision:
          choices:
            - id: explain-yourself
              method: direct
            - id: ask-for-terms
              method: direct

Use instead::

    scenes:
      open-door:
        decision:
          choices:
            - id: blame-the-microphone
              do: |
                “Let me think about it until tomorrow. I would not want to say something hasty about a colleague.”
              method: delay
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import QUIET, named, written

RULE = Rule(code="B12", name="no-quiet-choice", severity=Severity.ADVICE)

_HINT = "Think of those who say nothing now: they wait, let it go, or come back to it (“method: none” or “delay”)."


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each decision without a quiet choice, or one for all if there are many."""
    moments = written(story)
    loud = [m.scene.id for m in moments if not any(choice.method in QUIET for choice in m.choices)]
    if len(loud) > story.limit("B12", "share") * len(moments):
        yield Finding(
            where=f"scene/{loud[0]}/decision/choices",
            message=f"{len(loud)} of {len(moments)} decisions have no choice that waits or leaves it: {named(loud)}.",
            hint=_HINT,
            severity=Severity.WARNING,
        )
    else:
        for scene in loud:
            yield Finding(
                where=f"scene/{scene}/decision/choices",
                message="None of these choices waits or leaves it.",
                hint=_HINT,
            )
