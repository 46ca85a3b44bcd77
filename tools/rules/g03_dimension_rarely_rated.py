"""
G03 dimension-rarely-rated: one of the six things that are rated comes up far less often than another.

Why it matters
    The debrief says nothing about what was hardly rated, so players cannot see how they grow in it.

How it is found
    For each of the six, the decisions are counted whose choices are rated on it.  If the rarest has less than 35 % of
    the most frequent one, it is a warning, from 20 decisions on.  Drafts do not count.

Example::

    copies: 4
    scenes:
      the-insight:
        decision:
          choices:
            - id: name-her-work
              ratings: {notice: "", centre: 2, craft: 3}
            - id: ask-duarte
              ratings: {notice: "", centre: 2, craft: 3}
            - id: offer-first
              ratings: {notice: "", centre: 3, craft: 2}
            - id: tell-teresa-later
              ratings: {notice: "", centre: 1, craft: 1}

Use instead::

    copies: 4
    scenes:
      client:
        decision:
          choices:
            - id: point-to-amara
              ratings: {centre: "", notice: 3, own: 3, craft: 2}
            - id: clear-the-line
              ratings: {centre: "", notice: 2, own: 2, craft: 3}
            - id: answer-from-her-notes
              ratings: {centre: "", notice: 1, own: 2, craft: 1}
            - id: stay-quiet
              ratings: {centre: "", notice: 1, own: 1, craft: 1}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.scenario import Dimension
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished, named, written

RULE = Rule(code="G03", name="dimension-rarely-rated", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield one finding if the rarest is far behind the most frequent."""
    moments = [moment for story in finished(stories) for moment in written(story)]
    if len(moments) < stories[0].limit("G03", "decisions"):
        return
    rated = Counter(dimension for moment in moments for dimension in moment.choices[0].ratings)
    most = max(Dimension, key=lambda dimension: rated[dimension])
    fewest = stories[0].limit("G03", "share") * rated[most]
    rare = [dimension for dimension in Dimension if rated[dimension] < fewest]
    if rare:
        each = ", ".join(f"{rated[dimension]} on “{dimension}”" for dimension in rare)
        yield Finding(
            message=f"Of {len(moments)} decisions, {rated[most]} are rated on “{most}”, but {each}.",
            hint=f"Rate {named(rare)} in {-int(-fewest // 1)} decisions or more, where the moment is about it.",
        )
