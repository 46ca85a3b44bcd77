"""
C09 tradeoff-without-price: what a way costs is not weighed against what it brings.

Why it matters
    The other ways are shown with their price, so that people compare and do not look for the one that is right.  A
    trade-off that names only the good side, or takes three sentences, does not weigh anything.

How it is found
    For each way that can be defended, `tradeoff` has at most 20 words and either a semicolon between its two sides or,
    in English, a word such as “but” or “costs”.  That there is one at all is checked when the file is read (UP221).

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              tradeoff: Fast, clear and friendly.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              tradeoff: Fast and clear; in public, and on her behalf.

False alarms
    In the six scenarios that come with the program, 97 trade-offs gave no report; all of them have a semicolon.  A
    price told in two sentences without any word of the list would be found wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="C09", name="tradeoff-without-price", severity=Severity.WARNING, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each trade-off that is long or has one side only."""
    longest = story.limit("C09", "longest")
    may_have = story.words_with("C09", "contrast")
    contrast, signs = story.pattern("C09", "contrast"), story.data.listed("C09", "signs")
    for moment in story.moments:
        for choice in moment.defensible:
            told = choice.tradeoff
            words = prose.count(told)
            if words > longest:
                yield Finding(
                    where=f"choice/{choice.id}/tradeoff",
                    message=f"This trade-off has {words} words.",
                    hint=f"Say in {longest:.0f} words or fewer what it brings; then what it costs.",
                )
            has_sign = any(sign in told for sign in signs)
            if told and not has_sign and not (story.is_english and told in may_have and contrast.search(told)):
                yield Finding(
                    where=f"choice/{choice.id}/tradeoff",
                    message="This trade-off has one side only.",
                    hint="Put what it brings before a semicolon, and what it costs after it: “Quick; in public.”",
                )
