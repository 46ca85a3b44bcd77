"""
G09 best-at-one-place-everywhere: over the whole library, the highest rated choice stands at one place too often.

Why it matters
    Where the order is fixed, players learn the place.  Where it is shuffled they do not, and whoever reads the files or
    a print of them still does.

How it is found
    Decisions with one choice that is rated highest alone are counted by the place of that choice, and compared with
    what chance would give (chi-square).  Below 5 % it is a warning for decisions with `order: fixed`, and advice for
    the others.  20 decisions are needed; drafts do not count.

Example::

    copies: 5
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

    copies: 5
    scenes:
      third-time:
        decision:
          order: fixed
          choices:
            - id: hand-back
              ratings: {notice: 3, centre: 2, craft: 2}
            - id: write-in-chat
              ratings: {notice: 3, centre: 3, craft: 3}
      the-insight:
        decision:
          order: fixed
          choices:
            - id: tell-teresa-later
              ratings: {notice: 3, centre: 3, craft: 3}
      client:
        decision:
          order: fixed
      open-door:
        decision:
          order: fixed
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.statistics import chi_square
from tools.checking.story import Moment, Story
from tools.rules._moments import finished, ordinal, written

RULE = Rule(code="G09", name="best-at-one-place-everywhere", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding for decisions with a fixed order, and one for the others."""
    single = [moment for story in finished(stories) for moment in written(story) if len(moment.top) == 1]
    for is_fixed in (True, False):
        moments = [moment for moment in single if moment.decision.is_order_fixed is is_fixed]
        if len(moments) < stories[0].limit("G09", "decisions"):
            continue
        seen, by_chance = _places(moments)
        if chi_square(seen, by_chance) < stories[0].limit("G09", "chance"):
            place = max(range(len(seen)), key=lambda place: seen[place] - by_chance[place])
            yield Finding(
                message=(
                    f"In {seen[place]} of {len(moments)} decisions with "
                    f"{'a fixed' if is_fixed else 'a shuffled'} order the choice that is rated highest is written "
                    f"{ordinal(place + 1)}, where chance gives about {by_chance[place]:.0f}."
                ),
                hint="Take “order: fixed” out where the order says nothing, and put the others in another order."
                if is_fixed
                else "Players do not see this. Put some in another order for those who read the files or a print.",
                severity=None if is_fixed else Severity.ADVICE,
            )


def _places(moments: Sequence[Moment]) -> tuple[list[int], list[float]]:
    most = max(len(moment.choices) for moment in moments)
    seen, by_chance = [0] * most, [0.0] * most
    for moment in moments:
        seen[moment.choices.index(moment.top[0])] += 1
        for place in range(len(moment.choices)):
            by_chance[place] += 1 / len(moment.choices)
    return seen, by_chance
