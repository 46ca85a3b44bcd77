"""
C02 commentary-too-short-or-long: the why is a remark, or an essay.

Why it matters
    The why comes right after something has happened.  In under 30 words there is no room for what the move did and what
    it cost; after 80 people begin to skip, and a group on a projector stops listening.

How it is found
    The words of `commentary` are counted: fewer than 30 or more than 80 are found.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: Because you waited, it never became a contest. Amara got her turn, but the room is the same.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence. Because you waited for Duarte's full stop, it never became
                a contest between the two of you. What makes the minute come round is still there.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(code="C02", name="commentary-too-short-or-long", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each commentary outside the range."""
    shortest, longest = story.limit("C02", "shortest"), story.limit("C02", "longest")
    for text in story.texts(Kind.COMMENTARY):
        words = prose.count(text.words)
        if words < shortest:
            hint = "Add what the move did, because of what, and what it leaves open."
        elif words > longest:
            hint = "Keep the one reason that matters most; people read this right after something has happened."
        else:
            continue
        yield Finding(
            where=text.where,
            message=f"This commentary has {words} {'word' if words == 1 else 'words'}; "
            f"{shortest:.0f} to {longest:.0f} read well.",
            hint=hint,
        )
