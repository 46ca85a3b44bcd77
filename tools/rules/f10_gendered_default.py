"""
F10 gendered-default: the narration or the feedback uses a word that takes one gender for everybody.

Why it matters
    “Chairman” and “guys” are seen by those whom they leave out, and by nobody else. There is nearly always a
    shorter word.

How it is found
    Outside quotation marks, what the author tells is searched for “he or she”, “guys”, “manpower”, “chairman” and
    the like. People of the story may say them.

Example::

    scenes:
      client:
        summary: Ingrid joins, and the chairman shows her the finding.

Use instead::

    scenes:
      client:
        summary: Ingrid joins, and the chair shows her the finding.

False alarms
    In the six scenarios of this program, with 2,107 texts that the author tells, it found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._phrases import TOLD, narrated

RULE = Rule(
    code="F10",
    name="gendered-default",
    severity=Severity.ADVICE,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text with such a word."""
    for text, words in narrated(story, "F10", "gendered", *TOLD):
        yield Finding(
            where=text.where,
            quote=words,
            message=f"“{words}” takes one gender for everybody, or names only two.",
            hint="Use “they”, “people”, “staff”, “chair”, or the name of the job.",
        )
