"""
B23 quiet-always-loses: every choice that waits or says nothing has the lowest rating of its decision.

Why it matters
    People learn the pattern: whatever is said beats saying nothing.  At work it is not so.  Some silences are kind, and
    some moments are better an hour later.

How it is found
    All choices with the method `none` or `delay` are looked at.  If there are two or more, and each has the lowest mean
    rating of its decision, it is a warning.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              method: direct
      the-insight:
        decision:
          choices:
            - id: offer-first
              method: direct
      after:
        decision:
          choices:
            - id: check-with-amara
              method: delegate
      her-call:
        decision:
          choices:
            - id: ask-for-terms
              method: direct

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              method: delay
      the-insight:
        decision:
          choices:
            - id: offer-first
              method: direct
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import mean_rating
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import QUIET, named, written

RULE = Rule(code="B23", name="quiet-always-loses", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield one finding if no quiet choice is above the lowest of its decision."""
    quiet = []
    for moment in written(story):
        lowest = min(map(mean_rating, moment.choices))
        for choice in moment.choices:
            if choice.method in QUIET:
                if mean_rating(choice) > lowest:
                    return
                quiet.append(choice.id)
    if len(quiet) >= story.limit("B23", "choices"):
        yield Finding(
            where=f"choice/{quiet[0]}/ratings",
            message=f"Each choice that waits or says nothing is rated lowest in its decision: {named(quiet)}.",
            hint=(
                "Find one moment in which waiting has a good reason and a good result, write it so, and rate it so: "
                "somebody is left to finish, or is asked in private first."
            ),
        )
