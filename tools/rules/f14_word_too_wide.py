"""
F14 word-too-wide: a word is wider than the place it stands in, so it is broken between two letters.

Why it matters
    The program breaks lines and turns pages, so a text of any length can be read. A word that is too wide for a
    bubble is cut wherever the line ends: “incomprehen|sible”. A reader with large text stumbles, and a name looks
    careless.

How it is found
    Pieces of a text of 16 letters or more in which no line may break are suspicious. A play that comes to them is
    laid out, without painting, as it is in the smallest window (1024 × 640) with the largest text (200 %). A word
    that is broken there is a warning.

Example::

    scenes:
      third-time:
        script: |
          Tuesday review. The line runs half a second late.
          duarte (driven): It is in the Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz.

Use instead::

    scenes:
      third-time:
        script: |
          Tuesday review. The line runs half a second late.
          duarte (driven): It is in the rule on who looks at the labels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.startup import hush_pygame
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story, Text
from tools.rules._phrases import PLAYED

RULE = Rule(code="F14", name="word-too-wide", severity=Severity.WARNING)
_BREAKS_WELL_AFTER = "-/\u2010\u2012\u2013\u2014\\_@=&?"
_BREAKS_ANYWHERE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text with a broken word."""
    suspicious = list(_suspicious(story))
    if not suspicious:
        return
    hush_pygame()
    try:
        from tools.checking.fitting import faults
    except ImportError:  # without pygame, the program plays in the terminal
        return
    for fault in faults(story, suspicious):
        yield Finding(
            where=fault.text.where,
            quote=fault.word,
            message=f"“{fault.word}” has {len(fault.word)} letters. In a small window with large text it comes out as "
            f"“{fault.how.replace('|', '” and “')}”.",
            hint="Say it in shorter words, or put a hyphen where it may break.",
        )


def _suspicious(story: Story) -> Iterator[tuple[Text, str]]:
    fewest = story.limit("F14", "suspicious")
    # No word is longer than what stands between two spaces, and few texts have anything as long as that.
    may_have = {words for words in story.vocabulary.different if max(map(len, words.split()), default=0) >= fewest}
    for text in story.texts(*PLAYED) if may_have else ():
        if text.words not in may_have or text.kind is Kind.SCENE_SUMMARY:
            continue
        if len(piece := longest_piece(text.words)) >= fewest:
            yield text, piece


def longest_piece(text: str) -> str:
    """The longest piece of a text in which no line can break well; empty where lines may break between any letters."""
    longest = ""
    for word in text.split():
        start = 0
        for end, letter in enumerate(word, start=1):
            if letter in _BREAKS_WELL_AFTER or end == len(word):
                longest = max(longest, word[start:end].strip("“”‘’\"'.,:;!?…()-–—"), key=len)
                start = end
    names = (unicodedata.name(letter, "") for letter in longest)
    return "" if any(name.startswith(_BREAKS_ANYWHERE) for name in names) else longest
