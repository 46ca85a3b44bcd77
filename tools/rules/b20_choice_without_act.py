"""
B20 choice-without-act: a choice is a feeling or a thought, and nothing is done or said.

Why it matters
    Other people can only answer what somebody does.  A thought leaves the story with nothing to follow from it.

How it is found
    `do` has nothing in quotation marks, its first word (after “you”, “just” and the like) is a verb of feeling or
    thinking from a list (`thoughts`), or “are” or “be” with a word for a mood (`moods`), and no “then” or “and”
    brings an act after it in the same sentence.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Hope that Amara comes back in herself, as the line is poor today.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. The line is poor, and Amara can come back in herself.

False alarms
    0 of 143 choices of the six scenarios that come with the program were reported; measured by reading every report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(code="B20", name="choice-without-act", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)

_ACT_FOLLOWS = re.compile(r"\b(?:and|then)\b", re.IGNORECASE)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice that begins with a thought and has no act."""
    before = frozenset(story.data.listed("B20", "before"))
    thoughts = frozenset(story.data.listed("B20", "thoughts"))
    moods = frozenset(story.data.listed("B20", "moods"))
    for text in story.texts(Kind.DO):
        if prose.quoted(text.words):
            continue
        told = [word for word in prose.words(text.words) if word.lower() not in before]
        first = told[0] if told else ""
        if first.lower() in ("are", "be") and len(told) > 1 and told[1].lower() in moods:
            first = told[1]
        elif first.lower() not in thoughts:
            continue
        if not _ACT_FOLLOWS.search(prose.sentences(text.words)[0]):
            yield Finding(
                where=text.where,
                quote=first,
                message=f"This choice begins with “{first}”, and nobody could see or hear it.",
                hint="Write what is done instead, even if it is little: keep taking notes, let it pass, look away.",
            )
