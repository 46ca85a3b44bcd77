"""
G08 best-is-longest-everywhere: over the whole library, the longest choice is a good one more often than by chance.

Why it matters
    In one scenario a long best choice is luck.  Over a library it becomes a rule that players find, and from then on
    they look at lengths.

How it is found
    Decisions count in which one choice alone is the longest.  By chance it is one of the ways that can be defended
    (see B03) as often as these are among all choices.  How likely luck alone would give as many is worked out exactly
    (Poisson-binomial): below 5 % is a warning, below 1 % an error.  20 decisions are needed; drafts do not count.

Example::

    copies: 5
    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              do: |
                Wait for Duarte's full stop, then say to the whole room: “Amara had started on step four. Amara?”
      the-insight:
        decision:
          choices:
            - id: offer-first
              do: |
                Message Amara: “It's your finding. I can say so now, or I can back you if you do. Your call.”
      her-call:
        decision:
          choices:
            - id: offer-a-note
              do: |
                “You're right, and I'm sorry. I'll put it right today in a short note, in words you've seen first.”

Use instead::

    copies: 5
    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. The line is poor today, the agenda is long, and Amara can come back in herself.
      the-insight:
        decision:
          choices:
            - id: tell-teresa-later
              do: Leave it for now. After the meeting is over, find Teresa and tell her in private whose work it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.statistics import at_least_by_chance
from tools.checking.story import Story
from tools.rules._moments import finished, only_longest, written

RULE = Rule(code="G08", name="best-is-longest-everywhere", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield one finding if luck alone would hardly give so many."""
    chances: list[float] = []
    hits = 0
    for story in finished(stories):
        for moment in written(story):
            longest = only_longest(moment)
            if longest:
                chances.append(len(moment.defensible) / len(moment.choices))
                hits += longest in moment.defensible
    if len(chances) < stories[0].limit("G08", "decisions"):
        return
    luck = at_least_by_chance(chances, hits)
    if luck < stories[0].limit("G08", "warning"):
        yield Finding(
            message=(
                f"In {hits} of {len(chances)} decisions the longest choice can be defended, where chance gives about "
                f"{sum(chances):.0f}. Luck alone does that in 1 library of {_one_in(luck)}."
            ),
            hint="Let weaker choices be the longest in some decisions: give them the good reason that people have.",
            severity=Severity.ERROR if luck < stories[0].limit("G08", "error") else None,
        )


def _one_in(luck: float) -> str:
    return f"{round(1 / luck):,}" if luck > 1e-4 else "more than 10,000"
