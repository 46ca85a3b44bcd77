"""
B07 best-at-one-place: in decisions whose order is fixed, the highest rated choice stands at the same place.

Why it matters
    Each play shuffles the choices, unless a decision says `order: fixed`.  If the best one always stands first there,
    people soon stop reading at the first.

How it is found
    Decisions with `order: fixed` and one choice that is rated highest alone are looked at.  If there are four or more,
    and in more than 60 % of them that choice has the same place, it is a warning.

Example::

    scenes:
      third-time:
        decision:
          order: fixed
          choices:
            - id: ask-amara
              ratings: {notice: 3, centre: 3, craft: 1}
      the-insight:
        decision:
          order: fixed
          choices:
            - id: name-her-work
              ratings: {notice: 3, centre: 3, craft: 3}
      client:
        decision:
          order: fixed
      her-call:
        decision:
          order: fixed

Use instead::

    scenes:
      third-time:
        decision:
          order: fixed
          choices:
            - id: ask-amara
              ratings: {notice: 3, centre: 3, craft: 1}
      after:
        decision:
          order: fixed
      open-door:
        decision:
          order: fixed
      her-call:
        decision:
          order: fixed
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import named, ordinal, written

RULE = Rule(code="B07", name="best-at-one-place", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield one finding if the best choice stands at one place too often."""
    fixed = [moment for moment in written(story) if moment.decision.is_order_fixed and len(moment.top) == 1]
    if len(fixed) < story.limit("B07", "decisions"):
        return
    places = [moment.choices.index(moment.top[0]) for moment in fixed]
    [(place, times)] = Counter(places).most_common(1)
    if times > story.limit("B07", "share") * len(fixed):
        at = [moment.scene.id for moment, there in zip(fixed, places, strict=True) if there == place]
        yield Finding(
            where=f"scene/{at[0]}/decision/order",
            message=(
                f"In {times} of {len(fixed)} decisions with a fixed order the choice that is rated highest stands "
                f"{ordinal(place + 1)}: {named(at)}."
            ),
            hint="Take “order: fixed” out where the order says nothing, or put the choices in another order.",
        )
