"""
A14 thin-evidence: the scenario looks at too few things, or at one of them only once.

Why it matters
    The debrief says what came through.  What was looked at in one decision alone is one move and no pattern, and with
    three kinds of things there is little to talk about.

How it is found
    For each dimension, the decisions that are rated on it are counted.  One that is rated in a single decision is
    advice; fewer than 4 dimensions in the scenario are a warning.

Example::

    scenes:
      client:
        decision:
          choices:
            - id: point-to-amara
              ratings: {own: ""}
            - id: clear-the-line
              ratings: {own: ""}
            - id: answer-from-her-notes
              ratings: {own: ""}
            - id: stay-quiet
              ratings: {own: ""}

Use instead::

    scenes:
      client:
        decision:
          choices:
            - id: point-to-amara
              ratings: {own: 3, centre: 3, craft: 2}
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Dimension
from tools.checking.rule import Finding, Rule
from tools.checking.story import Moment, Story
from tools.rules._moments import written

RULE = Rule(code="A14", name="thin-evidence", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for the whole, and one for each dimension that is rated once only."""
    rated: dict[Dimension, list[Moment]] = {}
    for moment in written(story):
        for dimension in moment.choices[0].ratings:
            rated.setdefault(dimension, []).append(moment)
    if not rated or story.scenario.is_draft:
        return
    fewest = story.limit("A14", "dimensions")
    if len(rated) < fewest:
        named = ", ".join(f"“{dimension}”" for dimension in Dimension if dimension in rated)
        yield Finding(
            where="scenes",
            message=f"Choices are rated on {len(rated)} of six dimensions: {named}.",
            hint=f"Rate {fewest:.0f} or more somewhere in the scenario.",
        )
    for dimension, moments in rated.items():
        if len(moments) < story.limit("A14", "decisions"):
            yield Finding(
                where=f"scene/{moments[0].scene.id}/decision",
                message=f"Only this decision is rated on “{dimension}”, so the debrief can say nothing about it.",
                hint="Rate another decision on it too, or rate this one on something else.",
                severity=Severity.ADVICE,
            )
