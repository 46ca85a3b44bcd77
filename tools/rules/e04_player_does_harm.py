"""
E04 player-does-harm: a choice has the player mock somebody.

Why it matters
    Players practise what they choose. A choice that imitates an accent makes a whole room say it, and nobody who
    thinks about the moment would pick it. A weaker choice has a human reason; mockery has none.

How it is found
    `do` is searched for mocking acts (“imitate her”, “roll your eyes”, “laugh along”) and for loaded words about
    people. Slurs and swear words are found everywhere by E03.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Roll your eyes at Minh, and let the review go on to item three.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Catch Minh's eye on the screen, and let the review go on to item three.

False alarms
    In the six scenarios of this program, with 143 choices, it found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._phrases import written

RULE = Rule(
    code="E04",
    name="player-does-harm",
    severity=Severity.ERROR,
    is_english_only=True,
    is_about_prose=True,
)

_REFUSED = re.compile(r"(?:\bnot|n['’]t|\bnever|\bnor|\bwithout)\s+(?:\w+\s+)?$", re.IGNORECASE)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice that mocks, or that names people by a loaded word."""
    for text, words in written(story, "E04", "mocking", Kind.DO):
        if _REFUSED.search(text.words.partition(words)[0]):
            continue
        yield Finding(
            where=text.where,
            quote=words,
            message=f"The player is asked to mock somebody: “{words}”.",
            hint="Offer a weaker move with a human reason, such as keeping quiet, changing the subject or going along.",
        )
    for text, words in written(story, "E04", "loaded", Kind.DO):
        yield Finding(
            where=text.where,
            quote=words,
            message=f"The player is asked to say “{words}”, a word that puts somebody down.",
            hint="Say what the player does about the work, and leave the word to nobody or to a person of the story.",
        )
