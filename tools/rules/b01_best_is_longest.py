"""
B01 best-is-longest: the highest rated choice gives itself away by its length.

Why it matters
    Writers take more care over the move they like, and it grows.  After two decisions a group picks the longest text
    without reading the others, and nobody has weighed anything.

How it is found
    Only decisions in which one choice alone has the highest mean rating are looked at.  If there are four or more, and
    in more than 60 % of them that choice is also the longest by its words, it is a warning.

Example::

    scenes:
      after:
        decision:
          choices:
            - id: check-with-amara
              do: |
                “Yes, something. I'd like to check with Amara first who tells you and how. I'll find you by lunch.”
      her-call:
        decision:
          choices:
            - id: offer-a-note
              do: |
                “You're right, and I'm sorry. I'll put it right today in a short note, in words you've seen first.”
      open-door:
        decision:
          choices:
            - id: bring-a-draft
              do: |
                “Ask Amara and Minh; they live with it. I'll set up ten minutes for it tomorrow at nine, with a draft.”

Use instead::

    scenes:
      after:
        decision:
          choices:
            - id: check-with-amara
              do: |
                “Yes. I'd like to check with Amara who tells you. I'll find you by lunch.”
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import named, only_longest, written

RULE = Rule(code="B01", name="best-is-longest", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield one finding if the best choice is the longest too often."""
    single = [moment for moment in written(story) if len(moment.top) == 1]
    longest = [moment.top[0] for moment in single if only_longest(moment) is moment.top[0]]
    if len(single) >= story.limit("B01", "decisions") and len(longest) > story.limit("B01", "share") * len(single):
        yield Finding(
            where=f"choice/{longest[0].id}/do",
            message=(
                f"In {len(longest)} of {len(single)} decisions the one choice that is rated highest is also the "
                f"longest: {named([choice.id for choice in longest])}."
            ),
            hint=(
                f"Cut some of these, or let a weaker choice say more. “{longest[0].id}” has "
                f"{prose.count(longest[0].do)} words."
            ),
        )
