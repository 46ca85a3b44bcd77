"""
B13 one-kind-of-move: a scenario offers few kinds of moves, or rewards one kind only.

Why it matters
    Speaking up on the spot is one way of several, and not one that everybody can afford.  If it is always the best,
    people who cannot do it learn that there is nothing for them to do.

How it is found
    The methods of all choices are counted, without `none`.  Fewer than three different ones is a warning.  So is a
    scenario in which, in more than half of the decisions, only `direct` is rated highest.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              ratings: {notice: 3, centre: 2, craft: 2}
      the-insight:
        decision:
          choices:
            - id: offer-first
              ratings: {notice: 3, centre: 2, craft: 2}

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              ratings: {notice: 3, centre: 3, craft: 2}
      the-insight:
        decision:
          choices:
            - id: offer-first
              ratings: {notice: 3, centre: 2, craft: 2}
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Method
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import named, written

RULE = Rule(code="B13", name="one-kind-of-move", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding if there are too few methods, and one if only `direct` pays."""
    moments = written(story)
    if not moments or len(moments) < len(story.moments):
        return
    methods = {choice.method for moment in moments for choice in moment.choices} - {Method.NONE}
    if len(methods) < story.limit("B13", "methods"):
        missing = [method.value for method in Method if method not in methods and method is not Method.NONE]
        has = f"only {named(sorted(methods))}" if methods else "only “none”"
        yield Finding(
            where=f"scene/{moments[0].scene.id}/decision/choices",
            message=f"Of the six kinds of move, the choices of this scenario have {has}.",
            hint=f"Write some by another method: {', '.join(missing)}.",
        )
    only = [moment.scene.id for moment in moments if {choice.method for choice in moment.top} == {Method.DIRECT}]
    if len(only) > story.limit("B13", "share") * len(moments):
        yield Finding(
            where=f"scene/{only[0]}/decision/choices",
            message=f"In {len(only)} of {len(moments)} decisions only “direct” is rated highest: {named(only)}.",
            hint="Look for one where a private question, a note or a new rule would do as well, and rate it so.",
        )
