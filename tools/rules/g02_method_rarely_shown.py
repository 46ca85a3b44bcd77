"""
G02 method-rarely-shown: a kind of move is hardly ever one of the good ways.

Why it matters
    There are six kinds of moves so that everybody finds one they can afford.  One that is never shown as good is one
    that players will not think of.

How it is found
    For each method, the decisions are counted in which a choice by it can be defended (see B03).  Fewer than 8 % of
    the decisions of a library is a warning, from 20 decisions on.  Drafts do not count.

Example::

    copies: 4
    scenes:
      third-time:
        decision:
          choices:
            - id: write-in-chat
              method: direct

Use instead::

    copies: 4
    scenes:
      third-time:
        decision:
          choices:
            - id: write-in-chat
              method: document
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.scenario import Method
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished, written

RULE = Rule(code="G02", name="method-rarely-shown", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding for each method below the share."""
    moments = [moment for story in finished(stories) for moment in written(story)]
    if len(moments) < stories[0].limit("G02", "decisions"):
        return
    shown = Counter(method for moment in moments for method in {choice.method for choice in moment.defensible})
    fewest = stories[0].limit("G02", "share") * len(moments)
    for method in Method:
        if method is not Method.NONE and shown[method] < fewest:
            yield Finding(
                message=f"“{method}” is a way that can be defended in {shown[method]} of {len(moments)} decisions.",
                hint=f"Write {-int(-fewest // 1)} or more such moments, for example where “{method}” is what a quiet "
                "person with little power can do.",
            )
