"""
E10 note-without-consent: a good way writes down what happened to somebody without telling or asking them.

Why it matters
    A record about a person can be found, passed on and used. It is theirs before it is yours. “I wrote it down for
    you; shall I keep it?” is the whole difference.

How it is found
    A choice with method `document` that can be defended, without `consent` and without `asks_affected`, whose `do`
    and `consequence` have none of the words “ask”, “tell”, “agree”, “show her” and the like.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: write-in-chat
              do: Write down the minute, who spoke and who stopped, in a file of your own.
              method: document
              consequence: |
                Nine thirteen. Four lines. You save the file and close it.
                teresa (serious): Item three.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: write-in-chat
              do: Write down the minute, who spoke and who stopped, and send it to Amara.
              method: document
              consequence: |
                Nine thirteen. Four lines.
                amara (calm, chat): Thanks. Keep it. Don't use it before I say so.
              consent: Amara reads it first and says what it may be used for.

False alarms
    In the six scenarios of this program, four such choices can be defended, and it found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Method
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(
    code="E10",
    name="note-without-consent",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each such choice."""
    agreed = story.pattern("E10", "agreed")
    for moment in story.moments:
        for choice in moment.defensible:
            if choice.method is not Method.DOCUMENT or choice.consent or choice.asks_affected:
                continue
            if not agreed.search(" ".join((choice.do, *(line.words for line in choice.consequence)))):
                yield Finding(
                    where=f"choice/{choice.id}/do",
                    message="Something is written down about somebody, and nobody tells or asks them.",
                    hint="Let the player tell or ask them, in `do` or in the consequence, or say in `consent` how they "
                    "agreed.",
                )
