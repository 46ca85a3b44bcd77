"""
D14 written-accent: somebody's speech is spelled as it sounds.

Why it matters
    Dropped letters mark one speaker as the one who speaks wrongly; the others have an accent too, and nobody spells it.
    A word order, a favourite phrase or a joke shows a voice without that.

How it is found
    Spoken lines, closing words and words in quotation marks are searched for dropped letters (“goin'”, “'em”) and for a
    list of spellings by ear (“ze”, “gonna”, “wanna”).  Broken grammar given to one speaker only is for a reader to see.

Example::

    scenes:
      third-time:
        script: |
          Tuesday review. Amara is on screen from Lagos.
          amara (explaining): I'm lookin' at step four, and people are leavin' because of the photo.
          duarte (driven): So, the release. I think we can promise the end of the month.

Use instead::

    scenes:
      third-time:
        script: |
          Tuesday review. Amara is on screen from Lagos.
          amara (explaining): I'm looking at step four, and people are leaving because of the photo.
          duarte (driven): So, the release. I think we can promise the end of the month.

False alarms
    In the six scenarios that come with the program, 649 spoken texts gave no report.  “Gonna” is how many people
    write, and is found all the same, as readers abroad stumble over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story, Text
from tools.rules._phrases import PLAYED

RULE = Rule(code="D14", name="written-accent", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)

# “goin'” and “'em”; a quotation that ends in “in'” has an opening mark before it.
_DROPPED = re.compile(r"(?<![\w'‘])[a-z]{2,}in['’](?![\w'’])|(?<!\w)['’‘]em(?!\w)", re.IGNORECASE)

# What both have, and few other texts: “it's” and “don't” go on after the mark.
_MAYBE_DROPPED = re.compile(r"['’‘](?:em)?(?!\w)", re.IGNORECASE)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each spoken text with such a spelling."""
    by_ear, may_have = story.pattern("D14", "by_ear"), story.words_with("D14", "by_ear")
    suspicious = may_have.union(filter(_MAYBE_DROPPED.search, story.vocabulary.different))
    for text in story.texts(*PLAYED) if suspicious else ():
        for said in _said(text) if text.words in suspicious else ():
            found = _DROPPED.search(said) or by_ear.search(said)
            if found:
                yield Finding(
                    where=text.where,
                    quote=found[0],
                    message=f"“{found[0]}” is spelled as it sounds.",
                    hint="Write the whole word. A turn of phrase, a habit or a joke shows a voice better.",
                )
                break


def _said(text: Text) -> list[str]:
    return [text.words] if text.speaker else prose.quoted(text.words)
