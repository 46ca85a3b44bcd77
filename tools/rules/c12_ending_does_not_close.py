"""
C12 ending-does-not-close: an ending asks nothing, or its last word is a speech.

Why it matters
    People walk away with two things: what somebody affected said last, and a question.  A closing of more than two or
    three sentences becomes the moral of the story.

How it is found
    `reflect` of an ending ends with a question mark (an error if not), and the words of its closing are counted: more
    than 40 are a warning.  That both are there is checked when the file is read (UP203).

Example::

    scenes:
      item-one:
        ending:
          reflect: Think about what would have happened without you.

Use instead::

    scenes:
      item-one:
        ending:
          reflect: Which part of this would have happened without you?
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules.c11_reflection_is_no_question import asks

RULE = Rule(code="C12", name="ending-does-not-close", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each ending without a question or with a long last word."""
    longest = story.limit("C12", "longest_closing")
    for scene, ending in story.endings:
        if not asks(story, ending.reflect):
            yield Finding(
                where=f"scene/{scene.id}/ending/reflect",
                message="This question to take along does not end with a question mark.",
                hint="Ask what would have made it easier, or what would go on without you.",
            )
        words = prose.count(ending.closing_says)
        if words > longest:
            yield Finding(
                where=f"scene/{scene.id}/ending/closing",
                message=f"These last words are {words} words long.",
                hint=f"Keep two or three sentences, {longest:.0f} words at most. They may be dry, or unfinished.",
                severity=Severity.WARNING,
            )
