"""
C19 no-plan-to-take-along: there is no “if this happens, I will do that”.

Why it matters
    A plan with a moment in it is remembered when the moment comes; a good intention is not.  Two ways to act are the
    least that makes it a choice.

How it is found
    `cue` begins with “If” (in English), and there are two `lines` or more.

Example::

    if_then:
      cue: Someone's idea comes back in another voice
      lines:
        - I will say whose it was and hand it to them

Use instead::

    if_then:
      cue: If someone's idea comes back in another voice
      lines:
        - I will say whose it was and hand it to them
        - I will ask whether they looked at it together
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="C19", name="no-plan-to-take-along", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for a cue that is no moment, and for too few lines."""
    cue, lines = story.scenario.if_then_cue, story.scenario.if_then_lines
    if story.is_english and not story.pattern("C19", "cue_begins").match(cue):
        yield Finding(
            where="if_then",
            quote=cue,
            message="This plan does not begin with “If”.",
            hint="Name a moment that can be seen or heard: “If someone is cut off …”.",
        )
    fewest = story.limit("C19", "fewest_lines")
    if len(lines) < fewest:
        yield Finding(
            where="if_then",
            message=f"This plan has {len(lines)} {'line' if len(lines) == 1 else 'lines'} to choose from.",
            hint=f"Write at least {fewest:.0f}, each beginning with “I will”.",
        )
