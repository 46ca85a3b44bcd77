"""
D10 one-axis-only: across a library, each person is one thing.

Why it matters
    Nobody is only old, or only from elsewhere.  A library in which each person stands for one ground teaches a list of
    groups, and misses what happens where two of them meet.

How it is found
    Of the people with `affected: yes` in a library that has at least five, fewer than 40 % have two `axes` or more.

Example::

    copies: 5
    cast:
      amara:
        axes: [gender]

Use instead::

    copies: 5
    cast:
      amara:
        axes: [gender, distance]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished

RULE = Rule(code="D10", name="one-axis-only", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding when few affected people have more than one axis."""
    people = [person for story in finished(stories) for person in story.affected]
    if not people or len(people) < stories[0].limit("D10", "fewest_people"):
        return
    more = sum(len(set(person.axes)) > 1 for person in people)
    if more / len(people) < stories[0].limit("D10", "share"):
        yield Finding(
            message=f"Of {len(people)} affected people, {more} have more than one entry in “axes”.",
            hint="Where more than one thing is in play (age and accent, faith and shift work), write both.",
        )
