"""
G06 repair-needs-harm: players can show repair only after they have done harm.

Why it matters
    Whoever plays with care would never meet a moment to put something right.  Nobody should have to do harm first to
    practise it; there are other people's slips, and things one hears about oneself.

How it is found
    A scenario counts if a play can come, with nothing in the ledger yet, to a decision that is rated on `repair`.
    Fewer than three such scenarios in a library of six or more is a warning.  Drafts do not count.

Example::

    copies: 6
    scenes:
      after:
        decision:
          choices:
            - id: describe-the-pattern
              ratings: {centre: 2, craft: 3, repair: "", shift: 1}
            - id: speak-for-her
              ratings: {centre: 0, craft: 0, repair: "", shift: 1}
            - id: check-with-amara
              ratings: {centre: 3, craft: 2, repair: "", shift: 1}
            - id: ask-together
              ratings: {centre: 1, craft: 2, repair: "", shift: 3}

Use instead::

    copies: 6
    scenes:
      after:
        decision:
          choices:
            - id: describe-the-pattern
              ratings: {centre: 2, craft: 3, repair: 2, shift: 1}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.playthrough import EndlessJump, State, begin, successors
from game.core.scenario import Dimension, Scenario
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished, written

RULE = Rule(code="G06", name="repair-needs-harm", severity=Severity.WARNING)

# About half a second of walking; of a story with more states, those count that come first.
_STATES = 20_000


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield one finding if too few scenarios let people repair without harm."""
    offered = finished(stories)
    if len(offered) < stories[0].limit("G06", "scenarios"):
        return
    those = sum(map(_repairs_without_harm, offered))
    fewest = stories[0].limit("G06", "repairs")
    if those < fewest:
        yield Finding(
            message=f"{those} of {len(offered)} scenarios let players show repair without doing harm first.",
            hint=(
                f"Write {fewest:.0f} or more with a decision rated on “repair” that anybody can reach: "
                "somebody else's slip to mend, or a word about your own part."
            ),
        )


def _repairs_without_harm(story: Story) -> bool:
    repairing = {moment.scene.id for moment in written(story) if Dimension.REPAIR in moment.choices[0].ratings}
    return bool(repairing) and any(state.scene in repairing for state in _without_harm(story.scenario))


def _without_harm(scenario: Scenario) -> Iterator[State]:
    """The states that a play can come to with nothing in its ledger, nearest first."""
    try:
        found = [begin(scenario).state]
        known = set(found)
        for state in found:  # grows while it is walked
            if state.ledger:
                continue
            yield state
            for _, after in successors(scenario, state):
                if after not in known and len(found) < _STATES:
                    known.add(after)
                    found.append(after)
    except EndlessJump:
        return
