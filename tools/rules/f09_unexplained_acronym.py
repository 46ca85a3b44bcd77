"""
F09 unexplained-acronym: capital letters stand for something that is not explained.

Why it matters
    Every workplace has its own, and the newcomer in the room does not know yours.

How it is found
    Tokens of two letters or more that are all capitals, in any text that players read. Left out are common ones
    (OK, HR, ID and so on), those in `glossary`, those explained in brackets beside them, names of people of the
    story, Roman numerals, and words that stand in small letters elsewhere.

Example::

    scenes:
      client:
        script: |
          ingrid (serious): Why do people stop at step four? My director wants the KPI by Friday.

Use instead::

    glossary:
      KPI: A figure that shows how well something runs.
    scenes:
      client:
        script: |
          ingrid (serious): Why do people stop at step four? My director wants the KPI by Friday.

False alarms
    In the six scenarios of this program, the only ones met are HR and ID, which are common; it found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._phrases import PLAYED

RULE = Rule(code="F09", name="unexplained-acronym", severity=Severity.WARNING, is_about_prose=True)

_ROMAN = re.compile("[IVX]+")


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each acronym, where it first stands."""
    scenario = story.scenario
    told = " ".join(scenario.glossary)
    known = {*story.data.listed("F09", "known"), *prose.words(told)}
    # NO and STOP are said loudly; they stand for nothing else.
    known |= {word.upper() for word in story.vocabulary.words if word.islower()}
    known |= {part.upper() for person in scenario.cast.values() for part in prose.words(person.name)}
    acronyms = [word for word in story.vocabulary.words if _bare(word).isupper() and _bare(word) not in known]
    for text in story.numbered(story.vocabulary.with_word(acronyms), *PLAYED):
        if _is_shouted(text.words):
            continue
        for word in prose.words(text.words):
            bare = _bare(word)
            if len(bare) < 2 or not bare.isalpha() or not bare.isupper() or bare in known or _ROMAN.fullmatch(bare):
                continue
            known.add(bare)
            if not _is_explained(bare, text.words):
                yield Finding(
                    where=text.where,
                    quote=word,
                    message=f"“{bare}” is not explained.",
                    hint=f"Write what it stands for, or add it to the list of words: `glossary: {{{bare}: …}}`.",
                )


def _bare(word: str) -> str:
    """Without the s of the plural or the genitive."""
    return word.removesuffix("s").removesuffix("'").removesuffix("’") if word.endswith("s") else word


def _is_explained(acronym: str, text: str) -> bool:
    """Whether it stands in brackets, or has brackets after it."""
    return re.search(rf"\([^)]*\b{acronym}\b|\b{acronym}\b['’]?s?,? \(", text) is not None


def _is_shouted(text: str) -> bool:
    """Whether all of a longer text is in capitals, as on a sign."""
    return prose.count(text) > 1 and text.isupper()
