"""
B04 everything-defensible: in more than one decision every choice can be defended.

Why it matters
    Where nothing can go badly there is nothing to weigh, and the consequences teach less.  One such decision may be a
    rest; several make the story flat.

How it is found
    A decision counts if all of its choices can be defended (see B03).  More than one in a scenario is advice.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              ratings: {notice: 2, centre: 2, craft: 2}
      the-insight:
        decision:
          choices:
            - id: tell-teresa-later
              ratings: {notice: 2, centre: 2, craft: 2}

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              ratings: {notice: 2, centre: 2, craft: 2}
      the-insight:
        decision:
          choices:
            - id: tell-teresa-later
              ratings: {notice: 2, centre: 1, craft: 1}
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import named, written

RULE = Rule(code="B04", name="everything-defensible", severity=Severity.ADVICE)


def check(story: Story) -> Iterator[Finding]:
    """Yield one finding if there are too many such decisions."""
    flat = [moment.scene.id for moment in written(story) if not moment.weaker]
    if len(flat) > story.limit("B04", "decisions"):
        yield Finding(
            where=f"scene/{flat[0]}/decision/choices",
            message=f"In {len(flat)} decisions every choice can be defended: {named(flat)}.",
            hint=(
                "Add a move to one of them that a decent person makes under pressure and that costs somebody: "
                "the one most people would make."
            ),
        )
