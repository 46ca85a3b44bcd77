"""
C11 reflection-is-no-question: the thought before the why does not ask anything.

Why it matters
    Before the why, people get one question to think about.  A statement in its place is the why already, and nobody
    thinks first.

How it is found
    `reflect` of a decision ends with a question mark.  That it is there is checked when the file is read (UP203).

Example::

    scenes:
      third-time:
        decision:
          reflect: Think about whose silence you noticed first.

Use instead::

    scenes:
      third-time:
        decision:
          reflect: Whose silence did you notice first, and what told you?
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="C11", name="reflection-is-no-question", severity=Severity.ERROR)


def asks(story: Story, words: str) -> bool:
    """Whether a text ends with a question mark of any script; closing quotation marks and brackets may follow it."""
    return words.rstrip().rstrip("”’\"')]»").endswith(story.data.listed("C11", "question_marks"))


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each decision whose reflection is no question."""
    for moment in story.moments:
        if not asks(story, moment.decision.reflect):
            yield Finding(
                where=f"scene/{moment.scene.id}/decision/reflect",
                message="This reflection does not end with a question mark.",
                hint="Ask one open question: “What told you …?”, “Who had to …?”",
            )
