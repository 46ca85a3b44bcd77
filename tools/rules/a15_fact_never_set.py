"""
A15 fact-never-set: conditions ask for a fact that no choice ever changes.

Why it matters
    The fact stays as it is at the start, so every condition on it comes out the same, whatever a player does.

How it is found
    The facts that a `set` or a `change` names are compared with those that conditions ask for.  The lines, choices and
    ways on that are never or always there because of it are not told again.

Example::

    scenes:
      client:
        decision:
          choices:
            - id: stay-quiet
              set:

Use instead::

    scenes:
      client:
        decision:
          choices:
            - id: stay-quiet
              set: {answer: late}
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fact_uses import conditions_of
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import of_kind, value_in_words

RULE = Rule(code="A15", name="fact-never-set", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each fact that is read and never written."""
    for fault in of_kind(story, FaultKind.FACT_NEVER_SET):
        asked = sum(("fact", fault.id) in condition.names() for condition in conditions_of(story.scenario))
        conditions = f"{asked} {'condition asks' if asked == 1 else 'conditions ask'}"
        yield Finding(
            where=fault.owner,
            message=f"“{fault.id}” is always “{value_in_words(fault.value)}”: no choice sets it, and {conditions} "
            "for it.",
            hint=f"Let a choice set it, as in “set: {{{fault.id}: …}}”, or take the fact and what asks for it out.",
        )
