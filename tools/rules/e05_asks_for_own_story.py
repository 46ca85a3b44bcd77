"""
E05 asks-for-own-story: a question asks players to tell what they have lived through.

Why it matters
    Questions are read in groups, often with a manager in the room. “Have you ever been left out?” makes the people
    who have been choose between a lie and a disclosure, and the others look at them.

How it is found
    `ask`, `reflect` and `discuss` are searched for “have you ever been”, “share a time when you”, “as a member of”
    and the like.

Example::

    scenes:
      third-time:
        decision:
          reflect: Have you ever been talked over like this, and how did it feel?

Use instead::

    scenes:
      third-time:
        decision:
          reflect: Whose silence did you notice first, and what told you?

False alarms
    In the six scenarios of this program, with 135 questions, it found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._phrases import narrated

RULE = Rule(
    code="E05",
    name="asks-for-own-story",
    severity=Severity.ERROR,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each question that asks for a disclosure."""
    for text, words in narrated(story, "E05", "disclosure", Kind.ASK, Kind.REFLECT, Kind.DISCUSS):
        yield Finding(
            where=text.where,
            quote=words,
            message=f"“{words}” asks players for a story of their own, and others may be in the room.",
            hint="Ask about the story: who noticed, what it cost, what would make it easier next time.",
        )
