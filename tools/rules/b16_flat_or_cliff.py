"""
B16 flat-or-cliff: the choices of a decision are rated almost alike, or every decision is a hero beside a villain.

Why it matters
    Where all ratings are alike, it makes no difference what somebody chose.  Where best and worst lie at the two ends
    in every decision, there is nothing to think about either.

How it is found
    The highest and the lowest mean rating of a decision are compared.  Less than 0.5 apart is advice.  More than 2.5
    apart in every decision of a scenario is a warning.

Example::

    scenes:
      her-call:
        decision:
          choices:
            - id: offer-a-note
              ratings: {repair: 2, centre: 2, shift: 2}
            - id: explain-yourself
              ratings: {repair: 2, centre: 2, shift: 1}
            - id: ask-for-terms
              ratings: {repair: 2, centre: 2, shift: 2}

Use instead::

    scenes:
      her-call:
        decision:
          choices:
            - id: offer-a-note
              ratings: {repair: 2, centre: 2, shift: 2}
            - id: explain-yourself
              ratings: {repair: 1, centre: 1, shift: 1}
            - id: ask-for-terms
              ratings: {repair: 2, centre: 2, shift: 2}
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import mean_rating
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import written

RULE = Rule(code="B16", name="flat-or-cliff", severity=Severity.ADVICE)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each flat decision, and one if all are cliffs."""
    moments = written(story)
    gaps = []
    for moment in moments:
        means = sorted(map(mean_rating, moment.choices))
        gaps.append(means[-1] - means[0])
        if gaps[-1] < story.limit("B16", "flat"):
            yield Finding(
                where=f"scene/{moment.scene.id}/decision/choices",
                message=f"The mean ratings of these choices lie only {gaps[-1]:.2f} apart.",
                hint="Let one of them cost more or do more, and rate it so; or tell this moment without a decision.",
            )
    if len(gaps) > 1 and len(gaps) == len(story.moments) and min(gaps) > story.limit("B16", "cliff"):
        yield Finding(
            where=f"scene/{moments[0].scene.id}/decision/choices",
            message=f"In every decision the best and the weakest choice lie {min(gaps):.2f} or more apart, of 3.",
            hint="Let some weaker moves do something well, and some good ones cost something, as they do at work.",
            severity=Severity.WARNING,
        )
