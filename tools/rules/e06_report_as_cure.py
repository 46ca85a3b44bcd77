"""
E06 report-as-cure: handing a charged matter to a formal channel leads straight to a good ending, at no price.

Why it matters
    Whoever has reported something knows what it costs: time, standing, and no promise. A story in which a report
    mends everything at once teaches something that is not so, and blames those who did not report.

How it is found
    From intensity 2 on: a choice with method `delegate` that names a formal channel (HR, a complaint, a hotline),
    leads to an ending with `valence: good` with no decision in between, and has no `tradeoff`.

Example::

    intensity: 2
    scenes:
      open-door:
        decision:
          choices:
            - id: bring-a-draft
              do: Take it to HR as a formal complaint, with the dates and who was there.
              tradeoff:
              next: item-one

Use instead::

    intensity: 2
    scenes:
      open-door:
        decision:
          choices:
            - id: bring-a-draft
              do: Take it to HR as a formal complaint, with the dates and who was there.
              tradeoff: It is on record; it takes months, and you are known for it meanwhile.
              next: item-one
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Ending, Fork, Method, Scenario, Valence
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="E06", name="report-as-cure", severity=Severity.WARNING, is_english_only=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each such choice."""
    if story.scenario.intensity < story.limit("E06", "charged"):
        return
    channels = story.pattern("E06", "channels")
    for moment in story.moments:
        for choice in moment.choices:
            named = channels.search(choice.do)
            if choice.method is not Method.DELEGATE or choice.tradeoff or not named:
                continue
            good = next(_good_endings(story.scenario, choice.next), "")
            if good:
                yield Finding(
                    where=f"choice/{choice.id}",
                    message=f"“{named[0]}” leads straight to the good ending “{good}”, and nothing says what it costs.",
                    hint="Write its price into `tradeoff` and show some of it: the wait, the risk, what stays open.",
                )


def _good_endings(scenario: Scenario, fork: Fork) -> Iterator[str]:
    """Titles of the good endings that can come next without a decision."""
    todo, seen = [branch.go for branch in fork], set[str]()
    while todo:
        scene = scenario.scenes[todo.pop()]
        if scene.id in seen:
            continue
        seen.add(scene.id)
        if isinstance(scene.exit, Ending):
            if scene.exit.valence is Valence.GOOD:
                yield scene.exit.title
        elif isinstance(scene.exit, tuple):
            todo += [branch.go for branch in scene.exit]
