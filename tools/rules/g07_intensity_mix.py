"""
G07 intensity-mix: a library has too few everyday scenarios, or too many severe ones.

Why it matters
    Most of what people can change at work is small and happens every week.  Severe moments tire a group, and they need
    time and somebody who can hold them.

How it is found
    In a library of ten scenarios or more, fewer than half with intensity 1 is advice, and so are more than a tenth with
    intensity 3.  Drafts do not count.

Example::

    copies: 10
    intensity: 2

Use instead::

    copies: 9
    intensity: 1
    ---
    intensity: 3
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished

RULE = Rule(code="G07", name="intensity-mix", severity=Severity.ADVICE)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding for each end of the scale that is out of proportion."""
    found = [story.scenario.intensity for story in finished(stories)]
    if len(found) < stories[0].limit("G07", "scenarios"):
        return
    everyday, severe = found.count(1), found.count(3)
    if everyday < stories[0].limit("G07", "everyday") * len(found):
        yield Finding(
            message=f"{everyday} of {len(found)} scenarios have intensity 1.",
            hint="Let the next ones be everyday moments: half or more of a library.",
        )
    if severe > stories[0].limit("G07", "severe") * len(found):
        yield Finding(
            message=f"{severe} of {len(found)} scenarios have intensity 3.",
            hint="Keep them for groups with somebody trained beside them: a tenth of a library at most.",
        )
