"""
D11 one-voice-for-a-group: across a library, nobody ever has somebody of their own beside them.

Why it matters
    Where one person stands for a group in every story, that person's opinion becomes the group's.  Two who see it
    differently are worth more than any remark about diversity of opinion.

How it is found
    In a library of twelve scenarios or more, those are counted in which two people share one of their `axes` and both
    speak.  Fewer than one in twelve is advice.  Whether the two disagree, only a reader can tell.

Example::

    copies: 12
    cast:
      minh:
        axes: [language]

Use instead::

    copies: 12
    cast:
      minh:
        axes: [language, distance]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished

RULE = Rule(code="D11", name="one-voice-for-a-group", severity=Severity.ADVICE)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding when too few scenarios have two people of one group."""
    done = finished(stories)
    if not done or len(done) < done[0].limit("D11", "fewest_scenarios"):
        return
    with_two = sum(map(_has_two, done))
    if with_two / len(done) < done[0].limit("D11", "share"):
        yield Finding(
            message=f"In {with_two} of {len(done)} scenarios, two people share one of their “axes” and both speak.",
            hint="Put a second person of the same group into a scenario or two, who sees it differently.",
        )


def _has_two(story: Story) -> bool:
    speakers = {text.speaker for text in story.all_texts}
    heard = [set(person.axes) for person in story.scenario.cast.values() if person.id in speakers]
    return any(one & other for one, other in combinations(heard, 2))
