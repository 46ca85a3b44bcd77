"""
D16 suffering-as-spectacle: the narration shows distress again and again.

Why it matters
    Tears as the proof that it was bad ask the affected person to perform it.  Most people go quiet, get polite, or go
    back to work, and that is what a colleague has to notice.

How it is found
    Narrated lines and things to look at are searched for signs of bodily distress (“sobs”, “trembling”, “breaks down”,
    “panic attack”).  Once in a scenario is let go.

Example::

    scenes:
      third-time:
        script: |
          Tuesday review. Amara is on screen from Lagos.
          amara (explaining): On step four, the ID photo. People don't quit because they're —
          duarte (driven): So, the release. I think we can promise the end of the month.
          Amara stops. Her hands are trembling.
          There are tears in her eyes.

Use instead::

    scenes:
      third-time:
        script: |
          Tuesday review. Amara is on screen from Lagos.
          amara (explaining): On step four, the ID photo. People don't quit because they're —
          duarte (driven): So, the release. I think we can promise the end of the month.
          Amara stops. It is the third review this month in which she has stopped.

False alarms
    In the six scenarios that come with the program, 769 texts gave no report.  “Cries” in another sense (“battle
    cries”) would count.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._phrases import narrated
from tools.rules._said import sentence_with

RULE = Rule(
    code="D16", name="suffering-as-spectacle", severity=Severity.WARNING, is_english_only=True, is_about_prose=True
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each such place, when there are more than a scenario bears."""
    found = list(narrated(story, "D16", "distress", Kind.SCRIPT, Kind.CONSEQUENCE, Kind.GLANCE, Kind.COMMENTARY))
    if len(found) <= story.limit("D16", "most"):
        return
    for text, words in found:
        yield Finding(
            where=text.where,
            quote=sentence_with(text.words, words),
            message=f"“{words}”: distress is shown in {len(found)} places.",
            hint="Show what the person does next: an answer that gets shorter, a camera that goes off, work.",
        )
