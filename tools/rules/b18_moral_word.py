"""
B18 moral-word: a choice says itself how good or bad it is.

Why it matters
    “Respectfully” or “the right thing” gives the answer away.  It also judges people before anything has happened.

How it is found
    A list of words (`moral`) is looked for in `do`: adverbs that judge, words for virtue, “ally” and “inclusive”.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              do: Do the right thing and respectfully hand the floor back to Amara on step four.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              do: |
                Wait for Duarte's full stop, then say: “Amara had started on step four. Amara?”

False alarms
    0 of 143 choices of the six scenarios that come with the program were reported; measured by reading every report.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(code="B18", name="moral-word", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice with such a word."""
    pattern = story.pattern("B18", "moral")
    for text in story.texts_with("B18", ("moral",), Kind.DO):
        if match := pattern.search(text.words):
            yield Finding(
                where=text.where,
                quote=match[0],
                message=f"“{match[0]}” says how good this choice is before anybody has taken it.",
                hint="Leave it out and write what is done or said; the consequence shows how good it was.",
            )
