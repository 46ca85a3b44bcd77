"""
E07 claim-about-law: the text says what the law is.

Why it matters
    Law differs between countries and changes with time, while a scenario is played for years in many places. A
    player who relies on it may be wrong, and a story is no place to look it up.

How it is found
    The texts that players read are searched for “illegal”, “unlawful”, “by law”, “legally”, “tribunal”, “GDPR” and
    the like.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              commentary: |
                Staying out kept the agenda moving. What Duarte did is not unlawful, so nothing can be done
                about it from outside, and nobody marked the third time, which makes it normal for the fourth.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              commentary: |
                Staying out kept the agenda moving. What Duarte did breaks no rule of this review, so
                nobody marked the third time, which makes it normal for the fourth.

False alarms
    In the six scenarios of this program, 2,338 texts that players read, it found nothing. Somebody in a story may
    wonder aloud whether a thing is illegal; waive that, with who has looked at it and for which country.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._phrases import PLAYED, written

RULE = Rule(
    code="E07",
    name="claim-about-law",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text with such words."""
    place = f" for {story.scenario.country}" if story.scenario.country else ""
    for text, words in written(story, "E07", "law", *PLAYED):
        yield Finding(
            where=text.where,
            quote=words,
            message=f"“{words}” says something about the law, which differs from place to place.",
            hint=f"Say what happens at work instead. Or have it read by somebody who knows the law{place}, and waive "
            "this with who it was and when.",
        )
