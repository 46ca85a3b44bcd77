"""
E11 timer-too-short: the timer runs out before everything can be read.

Why it matters
    A timer is there to feel the hurry of the moment. One that ends while people still read tests their English and
    their eyes. (Timers stand only in scenarios of intensity 1, and run only for players who switch them on.)

How it is found
    The words of `ask` and of all choices are read at 180 a minute, and 10 seconds are added to decide. A timer with
    fewer `seconds` is a warning.

Example::

    scenes:
      third-time:
        decision:
          seconds: 20
          on_timeout: let-it-go

Use instead::

    scenes:
      third-time:
        decision:
          seconds: 60
          on_timeout: let-it-go
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="E11", name="timer-too-short", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each timer that is shorter than reading and deciding takes."""
    speed, to_decide = story.limit("E11", "words_a_minute"), story.limit("E11", "to_decide")
    for moment in story.moments:
        seconds = moment.decision.seconds
        if not seconds:
            continue
        words = sum(map(prose.count, (moment.decision.ask, *(choice.do for choice in moment.choices))))
        needed = math.ceil(words / speed * 60 + to_decide)
        if 0 < seconds < needed:
            yield Finding(
                where=f"scene/{moment.scene.id}/decision/seconds",
                message=f"{seconds} seconds are too few: the question and its choices have {words} words, which take "
                f"about {needed - to_decide:.0f} seconds to read.",
                hint=f"Give at least {needed} seconds, or use fewer words.",
            )
