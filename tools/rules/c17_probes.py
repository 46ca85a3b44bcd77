"""
C17 probes-too-few-or-many: nobody is asked how sure they were, or too often.

Why it matters
    “How sure were you, and why?” makes people notice what they went by.  Asked at every turn it becomes a form.

How it is found
    Decisions with `probe: yes` are counted: more than two are a warning, none is advice.

Example::

    scenes:
      third-time:
        decision:
          probe: yes
          reasons:
            - says: She was cut off.

Use instead::

    scenes:
      third-time:
        decision:
          reflect: Whose silence did you notice first, and what told you?
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="C17", name="probes-too-few-or-many", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding when there are no probes, or too many."""
    probes = [moment.scene.id for moment in story.moments if moment.decision.probe]
    if not probes and story.moments:
        yield Finding(
            where="scenes",
            message="No decision asks how sure somebody was, and why.",
            hint="Write “probe: yes” and three or four “reasons” at a decision where people are likely to differ.",
            severity=Severity.ADVICE,
        )
    most = story.limit("C17", "most")
    if len(probes) > most:
        yield Finding(
            where=f"scene/{probes[int(most)]}/decision/probe",
            message=f"{len(probes)} decisions ask how sure somebody was.",
            hint=f"Keep it at {most:.0f}: where people are likely to differ most.",
        )
