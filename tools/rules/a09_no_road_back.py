"""
A09 no-road-back: after a harm, nothing that repairs it can be reached.

Why it matters
    People do harm on the way to doing better.  A story that marks a harm and offers no way to come back to it teaches
    that there is none.

How it is found
    From every state after the harm, the states that can follow are searched for an open choice whose `repairs` names
    it.  A harm that can be repaired after some plays and not after others is told too, with a play after which it
    cannot.

Example::

    scenes:
      her-call:
        decision:
          choices:
            - id: offer-a-note
              repairs: [speaks-over]
            - id: ask-for-terms
              repairs: [speaks-over]

Use instead::

    scenes:
      her-call:
        decision:
          choices:
            - id: offer-a-note
              repairs: [speaks-over, exposes]
            - id: ask-for-terms
              repairs: [speaks-over, exposes]
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import of_kind, shown_by

RULE = Rule(code="A09", name="no-road-back", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each harm that stays open in some play, whatever is chosen after it."""
    for fault in of_kind(story, FaultKind.NO_ROAD_BACK):
        done = "this choice" if fault.part == "harm" else "what has happened here"
        yield Finding(
            where=f"{fault.owner}/{fault.part}",
            message=f"After {done}, no choice that repairs “{fault.flag}” can be reached.{shown_by(story, fault.move)}",
            hint=f"Let a later choice come back to it, with “repairs: [{fault.flag}]”.",
        )
