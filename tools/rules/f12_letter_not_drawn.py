"""
F12 letter-not-drawn: a letter or a sign comes out as an empty box.

Why it matters
    A box in a name says that nobody here expected that name. In a sentence it says that something is missing.

How it is found
    The program sets a scenario in one of its faces, one that has all the letters of its words. Each letter that
    this face lacks is found. Emoji are in none of them. Two scripts in one scenario may have no face in common.
    More than five such letters are one finding.

Example::

    scenes:
      client:
        script: |
          ingrid (smile, chat): Here now 👍

Use instead::

    scenes:
      client:
        script: |
          ingrid (smile, chat): Here now :)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.startup import hush_pygame
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="F12", name="letter-not-drawn", severity=Severity.ERROR)

# Each reading face has these, so most scenarios need none to be opened.
ALWAYS_THERE = frozenset((*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA1, 0x100)), *"\n“”‘’–—…•€"))

_A_LETTER = "A name keeps its letters: look for what else here needs another face, and write that in another way."


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each letter, where it first stands."""
    rare = {words for words in story.vocabulary.different if not ALWAYS_THERE.issuperset(words)}
    unsure = [(text.where, text.words) for text in story.all_texts if text.words in rare] if rare else []
    unsure += ((where, words) for where, words in _beside(story) if not ALWAYS_THERE.issuperset(words))
    if not unsure:
        return
    hush_pygame()
    try:
        from tools.checking.lettering import missing_letters
    except ImportError:  # without pygame, the program plays in the terminal, which has faces of its own
        return
    missing = missing_letters(story, unsure)
    if len(missing) > story.limit("F12", "one_by_one"):
        letter, where = next(iter(missing.items()))
        yield Finding(
            where=where,
            quote=letter,
            message=f"{len(missing)} letters, such as “{letter}”, are in none of the faces that are installed here.",
            hint="If the scenario is in one script, install fonts for it, such as `fontpkg-noto-sans-arabic`. If it "
            "has two, write one of them in Latin letters.",
        )
        return
    for letter, where in missing.items():
        name = unicodedata.name(letter[0], "a sign without a name").lower()
        is_letter = unicodedata.category(letter[0]).startswith("L")
        yield Finding(
            where=where,
            quote=letter,
            message=f"“{letter}” ({name}) is in none of the faces that this scenario could be set in.",
            hint=_A_LETTER if is_letter else "Leave it out, or say in words what it shows.",
        )


def _beside(story: Story) -> Iterator[tuple[str, str]]:
    for person in story.scenario.cast.values():
        for key in ("name", "role", "say_it"):
            yield f"cast/{person.id}/{key}", getattr(person, key)
    yield from (("glossary", term) for term in story.scenario.glossary)
