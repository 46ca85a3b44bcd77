"""
F08 idiom: the narration or the feedback uses an idiom.

Why it matters
    “Touch base” means nothing in a dictionary. Whoever does not know it has to ask in front of the others, in a
    story about just that.

How it is found
    Outside quotation marks, what the author tells is searched for a list of idioms. People of the story may talk as
    people do, and what stands in `glossary` is explained.

Example::

    scenes:
      client:
        summary: Ingrid joins to touch base about step four.

Use instead::

    scenes:
      client:
        summary: Ingrid joins and asks about step four.

False alarms
    In the six scenarios of this program, with 2,107 texts that the author tells, it found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._phrases import TOLD, narrated

RULE = Rule(code="F08", name="idiom", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text with an idiom that the glossary does not have."""
    explained = {term.lower() for term in story.scenario.glossary}
    for text, words in narrated(story, "F08", "idioms", *TOLD):
        if words.lower() not in explained:
            yield Finding(
                where=text.where,
                quote=words,
                message=f"“{words}” is an idiom, which many players have to guess.",
                hint="Say it in plain words, give it to a person of the story, or explain it in `glossary`.",
            )
