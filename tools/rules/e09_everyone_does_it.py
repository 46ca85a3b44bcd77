"""
E09 everyone-does-it: the text says that everybody is biased, or that most people do it.

Why it matters
    It is meant to take the shame away, and it works the other way round: what everybody does is normal, and what is
    normal need not change.

How it is found
    The texts that players read are searched for “everyone is biased”, “we all stereotype”, “everybody does it” and
    the like, and for everybody (`everybody`: we all, most people) with a word for it (`bias`) at most three words on.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              commentary: |
                Staying out kept the agenda moving, and everyone is biased about who gets to finish a sentence.
                Nobody marked the third time, so it becomes what is normal for the fourth.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              commentary: |
                Staying out kept the agenda moving, and lag is a fair explanation for two people starting at once.
                Nobody marked the third time, so it becomes what is normal for the fourth.

False alarms
    In the six scenarios of this program, 2,338 texts that players read, it found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story, Text
from tools.rules._phrases import PLAYED, narrated

RULE = Rule(
    code="E09",
    name="everyone-does-it",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text in which the author says so; people of the story may think it."""
    for text, words in _usual(story):
        yield Finding(
            where=text.where,
            quote=words,
            message=f"“{words}” makes it sound usual, and what is usual need not change.",
            hint="Say what this move did here. If somebody should think it, give the line to a person of the story.",
        )


def _usual(story: Story) -> Iterator[tuple[Text, str]]:
    said: set[tuple[str, str]] = set()
    for text, words in chain(narrated(story, "E09", "prevalence", *PLAYED), _about_all(story)):
        if (text.where, text.words) not in said:
            said.add((text.where, text.words))
            yield text, words


def _about_all(story: Story) -> Iterator[tuple[Text, str]]:
    everybody, bias = story.pattern("E09", "everybody"), story.pattern("E09", "bias")
    for text in story.texts_with("E09", ("bias",), *PLAYED):
        for sentence in prose.sentences(text.narration):
            who = everybody.search(sentence)
            found = bias.search(sentence, who.end()) if who else None
            if who and found and prose.count(sentence[who.end() : found.start()]) <= story.limit("E09", "between"):
                yield text, sentence[who.start() : found.end()]
                break
