"""
A24 never-enough-to-say: no play earns enough in a dimension for the debrief to speak of it.

Why it matters
    The debrief is silent about a dimension while fewer than five points could be earned on the way that was taken.  If
    that is so on every way, players always read “not enough to say yet”.

How it is found
    On each way, the best open choice of each decision met for the first time is added up.  It is advice if no way comes
    to 5 points, though two decisions or more are rated on it; with one decision see A14.

Example::

    scenes:
      after:
        decision:
          choices:
            - id: describe-the-pattern
              ratings: {repair: 1}
            - id: check-with-amara
              ratings: {repair: 1}

Use instead::

    scenes:
      after:
        decision:
          choices:
            - id: describe-the-pattern
              ratings: {repair: 2}
            - id: check-with-amara
              ratings: {repair: 3}
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.earnings import Certainty, rated_dimensions
from game.core.playthrough import State, is_open
from game.core.scenario import Choice, Decision
from game.core.scoring import ENOUGH
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import written
from tools.rules._proven import are_ways_sound

RULE = Rule(code="A24", name="never-enough-to-say", severity=Severity.ADVICE)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each dimension that is rated more than once, and never enough."""
    dimensions = rated_dimensions(story.scenario)
    often = [
        dimension for dimension in dimensions
        if sum(dimension in moment.choices[0].ratings for moment in written(story)) > 1
    ]
    if not often or not story.proof.is_complete or story.scenario.is_draft or not are_ways_sound(story):
        return

    def available(state: State, _: Choice) -> tuple[int, ...]:
        leads = story.scenario.scenes[state.scene].exit
        assert isinstance(leads, Decision)
        open_ones = [choice for choice in leads.choices if is_open(state, choice)]
        return tuple(max(choice.ratings.get(dimension, 0) for choice in open_ones) for dimension in often)

    found = story.proof.earned(available).values()
    for place, dimension in enumerate(often):
        own = [earned[place] for earned in found]
        if not own or any(one.certainty is not Certainty.EXACT for one in own):
            continue
        most = max(one.most for one in own)
        if most < ENOUGH:
            yield Finding(
                where="scenes",
                message=f"No play can earn more than {most} points in “{dimension}”, so the debrief always says that "
                "there is not enough to say yet.",
                hint=f"Rate one more decision on it, so that {ENOUGH} points can be earned on a way.",
            )
