"""
B03 no-second-way: fewer than two ways of a decision can be defended, or all of them are the same kind of move.

Why it matters
    With one good answer a decision is a quiz, and people guess what the author wants.  Two good ways, of different
    kinds, give a group something to talk about.

How it is found
    A way can be defended if it does no harm, its mean rating is at least 1.75, and it is within 0.67 of the best one.
    Fewer than two, on any way through the story, is an error.  If all of them have the same `method`, it is a warning,
    unless the whole scenario has only one (B13).

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: write-in-chat
              ratings: {notice: 2, centre: 1, craft: 1}
            - id: ask-amara
              ratings: {notice: 2, centre: 2, craft: 1}

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: write-in-chat
              ratings: {notice: 2, centre: 1, craft: 1}
            - id: ask-amara
              ratings: {notice: 3, centre: 3, craft: 1}
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Method, mean_rating
from tools.checking.rule import Finding, Rule
from tools.checking.story import Moment, Story
from tools.rules._moments import named, screens, written

RULE = Rule(code="B03", name="no-second-way", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each decision with too few ways, or with one kind of way."""
    fewest = story.limit("B03", "ways")
    methods = {choice.method for moment in story.moments for choice in moment.choices} - {Method.NONE}
    for moment in written(story):
        good = set(map(id, moment.defensible))
        ways = [tuple([choice for choice in screen.open if id(choice) in good]) for screen in screens(story, moment)]
        if not ways:
            continue
        least = min(ways, key=len)
        if len(least) < fewest:
            yield Finding(
                where=f"scene/{moment.scene.id}/decision/choices",
                message=_too_few(moment, [choice.id for choice in least]),
                hint=_nearest(moment),
            )
        elif len(methods) > 1 and (
            same := next((way for way in ways if len(way) > 1 == len({choice.method for choice in way})), None)
        ):
            yield Finding(
                where=f"scene/{moment.scene.id}/decision/choices",
                message=f"All that can be defended here is by one method, “{same[0].method}”: "
                f"{named([choice.id for choice in same])}.",
                hint="Make one of them another kind of move, such as a word in private, or a change to how things run.",
                severity=Severity.WARNING,
            )


def _too_few(moment: Moment, ways: list[str]) -> str:
    if len(moment.defensible) > len(ways):
        only = f"only {named(ways)} of the open choices can" if ways else "none of the open choices can"
        return f"On some ways through the story {only} be defended here; the others are closed then."
    return f"Only {named(ways)} can be defended here." if ways else "None of these choices can be defended."


def _nearest(moment: Moment) -> str:
    harmless = [choice for choice in moment.weaker if not choice.harm]
    if not harmless:
        return "Add another move that a thoughtful person might make here, by another method."
    near = max(harmless, key=mean_rating)
    best = max(map(mean_rating, moment.choices))
    return (
        f"“{near.id}” comes nearest, with a mean rating of {mean_rating(near):.2f} beside {best:.2f} for the best. "
        "Write it better and rate it so, or add another move by another method."
    )
