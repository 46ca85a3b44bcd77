"""
Which words the texts of a story have, and which texts have them.

Most phrases of most word lists stand in no text of a story.  They are left out before anything is looked for, and what
is left is looked for only in the texts that have its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from tools.checking import prose

# What a word of a phrase is held together by; inside a word of a text, too.
_PART = re.compile(r"[^\W_]+")
_PART_OF_PHRASE = re.compile(r"(?:[^\W_]|\*)+")
# The letters that a search in any case takes for an i, and that have another lower case.
_DOTS = str.maketrans("ıİ", "ii")
_PHRASES = 1 << 14  # more than all the lists have together


class Vocabulary:
    """The words of some texts.

    Args:
        texts: All of them; they are known by their numbers, from 0.  Many are there more than once.
        beside: More texts whose words count, though nobody looks them up.
    """

    def __init__(self, texts: Iterable[str], beside: Iterable[str]) -> None:
        self.places: dict[str, list[int]] = {}  # where each different text stands
        for number, text in enumerate(texts):
            if (places := self.places.get(text)) is None:
                self.places[text] = [number]
            else:
                places.append(number)
        self.different = tuple(self.places)
        having: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self.different):
            for word in set(prose.words(text)):
                having[word].append(number)
        self._having = dict(having)
        self._forms: dict[str, list[str]] = {}
        for word in (*having, *(word for text in beside for word in prose.words(text))):
            for part in _PART.findall(_folded(word)):
                self._forms.setdefault(part, []).append(word)
        self._sorted = sorted(self._forms)

    @property
    def words(self) -> Collection[str]:
        """Every different word of the texts, as written."""
        return self._having.keys()

    def with_word(self, words: Iterable[str]) -> list[int]:
        """The numbers of the texts that have one of these words, as written."""
        return self._numbers({one for word in words for one in self._having.get(word, ())})

    def known(self, phrases: Iterable[str]) -> tuple[str, ...]:
        """Those of some phrases (see `prose.pattern`) whose words are all there, in one text or in several."""
        return tuple([phrase for phrase in phrases if all(map(self._is_there, _parts(phrase)))])

    def texts_with(self, phrases: Iterable[str]) -> frozenset[str]:
        """The texts that may have one of these phrases: all others do not."""
        return frozenset(self.different[one] for one in self._with(phrases))

    def with_phrase(self, phrases: Iterable[str]) -> list[int]:
        """The numbers of the texts that may have one of these phrases."""
        return self._numbers(self._with(phrases))

    def _numbers(self, different: Iterable[int]) -> list[int]:
        return sorted([number for one in different for number in self.places[self.different[one]]])

    def _with(self, phrases: Iterable[str]) -> Iterable[int]:
        found: set[int] = set()
        for phrase in phrases:
            parts = _parts(phrase)
            if not parts:
                return range(len(self.different))
            found |= min((self._numbers_with(part) for part in parts), key=len)
        return found

    def _is_there(self, part: str) -> bool:
        return part in self._forms if not part.endswith("*") else bool(self._beginning(part[:-1]))

    def _beginning(self, start: str) -> Sequence[str]:
        first = bisect_left(self._sorted, start)
        last = first
        while last < len(self._sorted) and self._sorted[last].startswith(start):
            last += 1
        return self._sorted[first:last]

    def _numbers_with(self, part: str) -> set[int]:
        parts = self._beginning(part[:-1]) if part.endswith("*") else (part,)
        return {
            number for one in parts for word in self._forms.get(one, ()) for number in self._having.get(word, ())
        }


@lru_cache(_PHRASES)
def _parts(phrase: str) -> tuple[str, ...]:
    """The words that a text with this phrase has to have; with `*` at the end, how one of its words begins."""
    found = (part.partition("*") for part in _PART_OF_PHRASE.findall(phrase))
    return tuple(_folded(start) + star for start, star, _ in found if start)


def _folded(word: str) -> str:
    return word.translate(_DOTS).casefold()
