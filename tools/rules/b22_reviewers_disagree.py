"""
B22 reviewers-disagree: the reviewers of a choice see it very differently, or they see the scenario unlike its author.

Why it matters
    If people who know such moments cannot agree, the debrief would tell players something that is not so.  A choice
    that is `contested` counts in full whatever they take.

How it is found
    `panel` has a rating from 1 to 5 by each reviewer.  With four or more, and a standard deviation of 1.2 or more, the
    choice has to be in `contested`.  If six choices or more have a `panel`, the order of its means has to agree with
    the order of the mean ratings: Spearman's rho below 0.6 is a warning.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              panel: [1, 5, 2, 5]

Use instead::

    scenes:
      third-time:
        decision:
          contested: [hand-back]
          choices:
            - id: hand-back
              panel: [1, 5, 2, 5]
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean, stdev

from game.core.diagnostic import Severity
from game.core.scenario import mean_rating
from tools.checking.rule import Finding, Rule
from tools.checking.statistics import rank_agreement
from tools.checking.story import Story
from tools.rules._moments import written

RULE = Rule(code="B22", name="reviewers-disagree", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice on which they disagree, and one if they disagree with the author."""
    moments = written(story)
    for moment in moments:
        for choice in moment.choices:
            if len(choice.panel) < story.limit("B22", "reviewers") or choice.id in moment.decision.contested:
                continue
            if stdev(choice.panel) >= story.limit("B22", "spread"):
                yield Finding(
                    where=f"choice/{choice.id}/panel",
                    message=(
                        f"The {len(choice.panel)} reviewers of “{choice.id}” are far apart, from {min(choice.panel)} "
                        f"to {max(choice.panel)} (standard deviation {stdev(choice.panel):.1f})."
                    ),
                    hint=(
                        f"Ask them why. If both readings hold, add “contested: [{choice.id}]” to the decision; if not, "
                        "reword the choice so that it is read in one way."
                    ),
                )
    rated = [choice for moment in moments for choice in moment.choices if choice.panel]
    if len(rated) < story.limit("B22", "choices"):
        return
    agreement = rank_agreement([fmean(choice.panel) for choice in rated], [mean_rating(choice) for choice in rated])
    if agreement < story.limit("B22", "agreement"):
        yield Finding(
            where=f"choice/{rated[0].id}/panel",
            message=(
                f"The reviewers put the {len(rated)} choices that they rated in another order than you do "
                f"(Spearman's rho {agreement:.2f})."
            ),
            hint="Look where “panel” and “ratings” lie furthest apart, and change the ratings or the words.",
        )
