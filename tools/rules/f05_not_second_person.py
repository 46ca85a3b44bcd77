"""
F05 not-second-person: the narration says “I”, or talks about the player instead of to them.

Why it matters
    “You” puts the reader at the table. A narrator who says “I” takes the seat, and “the player” reminds everybody
    that it is an exercise.

How it is found
    Outside quotation marks, what the author tells (captions, summaries, questions, commentaries) has none of “I”,
    “me”, “my”: that is an error, and so is “the player” or “the user”, unless such a word is somebody's `role` in the
    cast. A title may, and so may what follows a colon. At least half of the questions (`ask`) have “you”.

Example::

    scenes:
      third-time:
        script: |
          Tuesday review. I sit at the table in Lisbon with Teresa and Duarte.
          duarte (driven): So, the release.

Use instead::

    scenes:
      third-time:
        script: |
          Tuesday review. You sit at the table in Lisbon with Teresa and Duarte.
          duarte (driven): So, the release.

False alarms
    In the six scenarios of this program, with 2,107 texts that the author tells, it found nothing. Before it left
    out titles and words after a colon it was wrong twice: “What I Said on Tuesday”, and “You answer her: I did.”. In a
    story about a trainee it took “the trainee” for the player, before it looked at the roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._phrases import TOLD, narrated

RULE = Rule(
    code="F05",
    name="not-second-person",
    severity=Severity.ERROR,
    is_english_only=True,
    is_about_prose=True,
)

_SINGLY_QUOTED = re.compile(r"‘.*?’(?!\w)|(?<!\w)'.*?'(?!\w)")  # “ ” and " " are left out already


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text in another person than the second, and one for questions without “you”."""
    first_person = story.pattern("F05", "first_person")
    for text in story.texts_with("F05", ("first_person",), *TOLD):
        told = _SINGLY_QUOTED.sub(" ", text.narration.partition(": ")[0])
        found = first_person.search(told) if text.where != "title" else None
        if found:
            yield Finding(
                where=text.where,
                quote=" ".join(told[found.start() :].split()[:2]),
                message=f"The narration says “{found[0]}”, where it speaks to the player as “you”.",
                hint="Write “you”. If somebody says or thinks it, put it into quotation marks or give them the line.",
            )
    jobs = {word.lower() for person in story.scenario.cast.values() for word in prose.words(person.role)}
    for text, words in narrated(story, "F05", "outsider", *TOLD):
        if words.split()[-1].lower() in jobs:  # a trainee of the story, say
            continue
        yield Finding(
            where=text.where,
            quote=words,
            message=f"“{words}” talks about the person who plays, not to them.",
            hint="Write “you”, or the name of the person of the story.",
        )
    asks = story.texts(Kind.ASK)
    pattern, may_have = story.pattern("F05", "second_person"), story.words_with("F05", "second_person")
    without = [text for text in asks if not (text.words in may_have and pattern.search(text.words))]
    if asks and 1 - len(without) / len(asks) < story.limit("F05", "asks_with_you"):
        yield Finding(
            where=without[0].where,
            message=f"{len(without)} of the {len(asks)} questions do not speak to “you”.",
            hint="Ask the player: “What do you do?”, “What do you say to her?”",
            severity=Severity.WARNING,
        )
