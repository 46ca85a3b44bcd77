"""
F07 told-what-to-feel: the narration says what the player feels.

Why it matters
    A room has many feelings at once. Whoever feels something else stops reading, and whoever is told to be ashamed
    starts to defend.

How it is found
    Outside quotation marks, what the author tells is searched for “you feel”, “you are deeply ashamed”, “it makes you
    sad”, “your heart sinks” and the like. The second one and each after it is a warning.

Example::

    scenes:
      third-time:
        script: |
          Amara stops. You feel uneasy, as it is the third time.
          duarte (driven): So, the release.
          You are angry with him, and you look at the table.

Use instead::

    scenes:
      third-time:
        script: |
          Amara stops. It is the third time this month.
          duarte (driven): So, the release.
          Nobody else at the table looks up.

False alarms
    In the six scenarios of this program, with 2,107 texts that the author tells, it found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._phrases import TOLD
from tools.rules._said import headed

RULE = Rule(
    code="F07",
    name="told-what-to-feel",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each time after the first ones."""
    pattern = story.pattern("F07", "told")
    heads, between, feelings = (story.pattern("F07", name) for name in ("feelings_begin", "between", "feelings"))
    found = []
    for text in story.texts_with("F07", ("told", "feelings"), *TOLD):
        listed = [match[0] for match in pattern.finditer(text.narration)]
        built = headed(text.narration, heads, between, feelings)
        found += [(text, one) for one in (*listed, *(one for one in built if not any(own in one for own in listed)))]
    for text, words in found[int(story.limit("F07", "most")) :]:
        yield Finding(
            where=text.where,
            quote=words,
            message=f"“{words}” tells the player what to feel, and the scenario does it {len(found)} times.",
            hint="Write what can be seen or heard, and let the reader feel it.",
        )
