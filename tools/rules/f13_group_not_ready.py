"""
F13 group-not-ready: whoever leads a group has too little at hand.

Why it matters
    Somebody in the room will say the hard thing. A facilitator who has met it on paper answers it with a question;
    one who has not argues, or looks away.

How it is found
    `facilitator` has at least one hard remark with a reply, and each decision has a question to `discuss`.

Example::

    scenes:
      third-time:
        decision:
          discuss:

Use instead::

    scenes:
      third-time:
        decision:
          discuss: There are two honest reasons for the silence here. Which of them could your team change by next week?
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="F13", name="group-not-ready", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for missing remarks, and one for each decision without a question for the group."""
    wanted = int(story.limit("F13", "remarks"))
    remarks = len(story.scenario.facilitator.hard_remarks)
    if remarks < wanted:
        few = "no hard remark" if not remarks else f"{remarks} hard remarks" if remarks > 1 else "one hard remark"
        yield Finding(
            where="facilitator",
            message=f"The facilitator has {few} with a reply.",
            hint="Under `facilitator`, `hard_remarks`, write what somebody in the room may well say, with a reply that "
            "takes it seriously and ends on a question.",
        )
    for moment in story.moments:
        if not moment.decision.discuss:
            yield Finding(
                where=f"scene/{moment.scene.id}/decision",
                message="This decision has no question for a group to `discuss`.",
                hint="Add one that has more than one honest answer, and that leads back to people's own work.",
            )
