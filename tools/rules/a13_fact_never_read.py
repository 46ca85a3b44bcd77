"""
A13 fact-never-read: the story remembers something that nothing asks for.

Why it matters
    A choice sets it, and nothing later is any different.  Either the line that should have shown it was forgotten, or
    it is no longer needed.

How it is found
    The conditions on lines, choices and ways on are looked through for the name of each fact.

Example::

    facts:
      mood: {values: [calm, tense], start: calm}
    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              set: {mood: tense}

Use instead::

    facts:
      mood: {values: [calm, tense], start: calm}
    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              set: {mood: tense}
      the-insight:
        decision:
          choices:
            - id: ask-duarte
              consequence: |
                [if mood is tense] duarte (tired): Twice in one meeting. All right.
                duarte (concerned): This is yours, isn't it?
                amara (calm): It is. Keep the part about four photos, though. And I'll show it.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fact_uses import fact_uses
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import of_kind

RULE = Rule(code="A13", name="fact-never-read", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each fact that no condition asks for."""
    faults = tuple(of_kind(story, FaultKind.FACT_NEVER_READ))
    uses = fact_uses(story.scenario) if faults else {}
    for fault in faults:
        setters = len(uses[fault.id].setters)
        set_by = f"{setters} {'choice sets' if setters == 1 else 'choices set'} it" if setters else "Nothing sets it"
        yield Finding(
            where=fault.owner,
            message=f"No condition asks for “{fault.id}”. {set_by}{', and' if not setters else ', but'} nothing is "
            "different for it.",
            hint=f"Ask for it with “[if {fault.id} …]” before a line, or take the fact out.",
        )
