"""
A16 value-never-taken: a condition asks for a value that a fact never has.

Why it matters
    The condition comes out the same in every play.  Most often the `set` that should make it so was forgotten, or it is
    written with another value.

How it is found
    The values that a fact can have are its start and what any choice makes of it.  A comparison that comes out the same
    for all of them is told, once for each value; the lines, choices and ways on that depend on it are not told again.

Example::

    facts:
      credit: {values: [lost, shared, restored], start: lost}
    scenes:
      open-door:
        decision:
          choices:
            - id: name-the-rule
              consequence: |
                [if credit is shared] teresa (smile): Two names on one slide. That is a start.
                teresa (calm): Remote people first, then. For four weeks.
                duarte (concerned): Sorry, Amara. Go.
                amara (smile): Thank you. As I said on Monday, the light is the whole problem.

Use instead::

    facts:
      credit: {values: [lost, shared, restored], start: lost}
    scenes:
      after:
        decision:
          choices:
            - id: ask-together
              set: {credit: shared}
      open-door:
        decision:
          choices:
            - id: bring-a-draft
              consequence: |
                [if credit is shared] teresa (smile): Two names on one slide. That is a start.
                teresa (calm): Remote people first, then. For four weeks.
                amara (smile): Thank you. As I said on Monday, the light is the whole problem.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fact_uses import FactUse, fact_uses
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import of_kind, value_in_words

RULE = Rule(code="A16", name="value-never-taken", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each value that conditions ask for in vain."""
    faults = tuple(of_kind(story, FaultKind.VALUE_NEVER_TAKEN))
    uses = fact_uses(story.scenario) if faults else {}
    for fault in faults:
        asked = value_in_words(fault.value)
        yield Finding(
            where=fault.owner,
            message=f"A condition compares “{fault.id}” with “{asked}”, and that always comes out the same: choices "
            f"can make it {_values(uses[fault.id])}.",
            hint=f"Let a choice make it “{asked}”, or ask for a value that it can have.",
        )


def _values(use: FactUse) -> str:
    known = [f"“{value_in_words(value)}”" for value in use.values]
    if isinstance(use.fact.start, int) and len(known) > 2:
        return f"{known[0]} to {known[-1]}"
    return f"only {known[0]}" if len(known) == 1 else " or ".join([", ".join(known[:-1]), known[-1]])
