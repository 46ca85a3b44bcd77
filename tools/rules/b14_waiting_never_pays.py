"""
B14 waiting-never-pays: over the whole library, waiting or handing over is rated far below speaking up.

Why it matters
    For many people the safe way is to wait for a better moment or to bring in somebody else.  If these always lose,
    the library tells them that only the bold are any use.

How it is found
    The mean rating of all choices by `direct` is compared with that of `delay`, and with that of `delegate`.  A gap of
    more than 0.8, with 15 choices or more of each, is a warning.  Drafts do not count.

Example::

    copies: 4
    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              ratings: {notice: 2, centre: 1, craft: 1}
      the-insight:
        decision:
          choices:
            - id: offer-first
              ratings: {notice: 2, centre: 1, craft: 1}
      after:
        decision:
          choices:
            - id: check-with-amara
              ratings: {centre: 2, craft: 1, repair: 1, shift: 1}
      her-call:
        decision:
          choices:
            - id: ask-for-terms
              ratings: {repair: 1, centre: 2, shift: 1}

Use instead::

    copies: 4
    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              ratings: {notice: 3, centre: 3, craft: 2}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from game.core.diagnostic import Severity
from game.core.scenario import Method, mean_rating
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished, written

RULE = Rule(code="B14", name="waiting-never-pays", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding for each of the two methods that is rated far below `direct`."""
    ratings: dict[Method, list[float]] = {method: [] for method in Method}
    for story in finished(stories):
        for moment in written(story):
            for choice in moment.choices:
                ratings[choice.method].append(mean_rating(choice))
    fewest, most = stories[0].limit("B14", "choices"), stories[0].limit("B14", "gap")
    direct = ratings[Method.DIRECT]
    for method in (Method.DELAY, Method.DELEGATE):
        own = ratings[method]
        if min(len(direct), len(own)) >= fewest and fmean(direct) - fmean(own) > most:
            yield Finding(
                message=(
                    f"The {len(own)} choices by “{method}” have a mean rating of {fmean(own):.2f}, and the "
                    f"{len(direct)} by “direct” have {fmean(direct):.2f}."
                ),
                hint=f"Write moments in which “{method}” is among the best moves, for a reason that the story shows.",
            )
