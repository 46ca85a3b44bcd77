"""
E08 claim-about-evidence: the text says that studies show it.

Why it matters
    A player cannot look the study up from a comic panel, and somebody in the room will know another one. Then the
    talk is about the study and not about the moment.

How it is found
    The texts that players read are searched for “studies show”, “research proves”, “scientifically proven” and the
    like, and for a source (`sources`: a study, scientists) with a claim right after it (`claims`: found, has shown).

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Research shows that people who are handed back a turn speak twice as often afterwards. Because
                you waited for Duarte's full stop, it never became a contest, but the agenda is still the same.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence. Because you waited for Duarte's full stop, it never
                became a contest between the two of them, but the agenda is still the same.

False alarms
    In the six scenarios of this program, 2,338 texts that players read, it found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story, Text
from tools.rules._phrases import PLAYED, written

RULE = Rule(
    code="E08",
    name="claim-about-evidence",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)

# What may stand between a source and what it claims: “a study by somebody has shown”.
_BETWEEN = re.compile(
    r"(?:\s+(?:has|have|also|now|really|long|clearly|often|recently|(?:by|from|at|in|of|after) [\w’'-]+))*\s+"
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text with such words."""
    for text, words in _claims(story):
        yield Finding(
            where=text.where,
            quote=words,
            message=f"“{words}” leans on evidence that a player cannot look up here.",
            hint="Say what the move did in this room, and because of what. A source can stand in the facilitator's "
            "notes.",
        )


def _claims(story: Story) -> Iterator[tuple[Text, str]]:
    """Each text that leans on evidence, once, with the words that do."""
    said: set[tuple[str, str]] = set()
    for text, words in chain(written(story, "E08", "evidence", *PLAYED), _sources(story)):
        if (text.where, text.words) not in said:
            said.add((text.where, text.words))
            yield text, words


def _sources(story: Story) -> Iterator[tuple[Text, str]]:
    source, claim = story.pattern("E08", "sources"), story.pattern("E08", "claims")
    for text in story.texts_with("E08", ("sources",), *PLAYED):
        for found in source.finditer(text.words):
            between = _BETWEEN.match(text.words, found.end())
            claimed = claim.match(text.words, between.end()) if between else None
            if claimed:
                yield text, text.words[found.start() : claimed.end()]
                break
