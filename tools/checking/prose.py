"""Counting in prose: words, sentences, how alike two texts are, how hard a text is to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# Letters and digits of any script, with apostrophes and hyphens inside a word.
_WORD = re.compile(r"[^\W_]+(?:['’‐-][^\W_]+)*")
# A sentence ends at . ? ! or …, with a closing quote or bracket after it, before a space or the end of the text.
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*(?:\s+|$)")
_ABBREVIATED = ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "e.g.", "i.e.", "etc.", "vs.", "No.")
_NO_END = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATED))})$")
_VOWELS = re.compile(r"[aeiouyàâäåæèéêëìíîïòóôöøùúûüýœ]+")
# Ends whose vowel is silent, unless one of the longer ends says otherwise.
_SILENT = (
    ("e", ("le", "ee", "ye")),
    ("es", ("les", "ses", "xes", "zes", "ches", "shes", "ees")),
    ("ed", ("ted", "ded", "led", "eed")),
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# Texts and words whose counts are remembered: a library of sixty scenarios, or one story of ten thousand scenes.
_REMEMBERED = 1 << 18


def words(text: str) -> list[str]:
    """The words of a text, as written."""
    return _WORD.findall(text)


@lru_cache(_REMEMBERED)
def count(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break ends one too."""
    return list(_sentences(text))


@lru_cache(_REMEMBERED)
def _sentences(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for end in _SENTENCE_END.finditer(line):
            told = line[start : end.start() + 1]
            if not (told.endswith(_ABBREVIATED) and _NO_END.search(told)):
                found.append(line[start : end.end()].strip())
                start = end.end()
        found.append(line[start:].strip())
    return tuple([sentence for sentence in found if _WORD.search(sentence)])


def without_quotes(text: str) -> str:
    """A text with what is said in quotation marks left out."""
    return _QUOTED.sub(" ", text) if "“" in text or '"' in text else text


def quoted(text: str) -> list[str]:
    """What a text has in quotation marks, without the marks."""
    return [found[1:-1] for found in _QUOTED.findall(text)] if "“" in text or '"' in text else []


@lru_cache(_REMEMBERED)
def syllables(word: str) -> int:
    """About how many syllables an English word has: groups of vowels, without a silent e.  At least 1."""
    lower = word.lower()
    groups = len(_VOWELS.findall(lower))
    if groups > 1 and any(lower.endswith(end) and not lower.endswith(sounded) for end, sounded in _SILENT):
        groups -= 1
    return max(1, groups)


@lru_cache(_REMEMBERED)
def _tally(text: str) -> tuple[int, int, int]:
    found = words(text)
    return len(found), len(_sentences(text)), sum(map(syllables, found))


def grade(*texts: str) -> float:
    """The Flesch–Kincaid grade of English texts, one after the other; about ±1, and of no use below 60 words.

    Source:
        Kincaid, Fishburne, Rogers, Chissom 1975: 0.39 · words/sentences + 11.8 · syllables/words − 15.59.
    """
    counted = [_tally(text) for text in texts]
    found = sum(one[0] for one in counted)
    if not found:
        return 0.0
    per_sentence = found / max(1, sum(one[1] for one in counted))
    return 0.39 * per_sentence + 11.8 * sum(one[2] for one in counted) / found - 15.59


@lru_cache(_REMEMBERED)
def content_words(text: str) -> frozenset[str]:
    """The words that carry what a text is about: longer than three letters, in lower case."""
    return frozenset(word.lower() for word in words(text) if len(word) > 3)


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How much two sets of words share: 0.0 nothing, 1.0 everything (Jaccard); 0.0 when both are empty."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first or second else 0.0


def pattern(listed: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these words or phrases, as whole words, in any case.  `*` at an end stands for more letters.

    An empty list finds nothing.
    """
    parts = [
        r"[\W_]+".join(re.escape(part).replace(r"\*", r"\w*").replace("'", "['’]") for part in phrase.split())
        for phrase in sorted(listed, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else re.compile(r"(?!)")
