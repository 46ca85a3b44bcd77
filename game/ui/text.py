"""
Breaking text into lines, given something that measures it.

Nothing is lost: a line is a slice of the text, and between two lines only spaces or one line feed are left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Protocol


class Face(StrEnum):
    """A typeface in one weight."""

    __hash__ = str.__hash__  # an enum's own is slow, and a screen asks for thousands of widths by font

    TITLE = "title"
    BODY = "body"
    BOLD = "bold"
    VIETNAMESE = "vietnamese"
    VIETNAMESE_BOLD = "vietnamese-bold"
    ARABIC = "arabic"
    ARABIC_BOLD = "arabic-bold"
    DEVANAGARI = "devanagari"
    DEVANAGARI_BOLD = "devanagari-bold"
    NOTO = "noto"
    NOTO_BOLD = "noto-bold"


# In the order of preference.  The reading face lacks Vietnamese and Yoruba letters; where one is needed the whole
# text changes its face, so that a name never has one borrowed letter in it.
READING_FACES = (Face.BODY, Face.VIETNAMESE, Face.NOTO, Face.ARABIC, Face.DEVANAGARI)
_BOLD = {
    Face.BODY: Face.BOLD,
    Face.VIETNAMESE: Face.VIETNAMESE_BOLD,
    Face.ARABIC: Face.ARABIC_BOLD,
    Face.DEVANAGARI: Face.DEVANAGARI_BOLD,
    Face.NOTO: Face.NOTO_BOLD,
}
_TITLES = {Face.BODY: Face.TITLE, Face.VIETNAMESE: Face.TITLE}


def bold_face(face: Face) -> Face:
    """The heavy companion of a reading face; a face that is heavy already is its own."""
    return _BOLD.get(face, face)


def title_face(face: Face) -> Face:
    """The face for titles beside a reading face."""
    return _TITLES.get(face, bold_face(face))


@dataclass(frozen=True, slots=True)
class FontSpec:
    """A typeface at a size."""

    face: Face
    size: int  # pixels of the em square

    @property
    def bold(self) -> FontSpec:
        return FontSpec(bold_face(self.face), self.size)


class Measure(Protocol):
    """What layout has to know about fonts.  It has a hash, because broken lines are remembered by who measured them."""

    def __hash__(self) -> int: ...

    def width(self, text: str, font: FontSpec) -> int:
        """Pixels that one line of text takes."""

    def line_height(self, font: FontSpec) -> int:
        """Pixels from one line's top to the next one's."""

    def covers(self, text: str, face: Face) -> bool:
        """Whether the face has a glyph for every letter of the text."""


def reading_face(texts: Iterable[str], measure: Measure) -> Face:
    """The first reading face that has every letter of all the texts.

    Where none has them all, the one that misses the fewest letters.
    """
    letters = sorted({each for text in texts for each in clusters(text)})
    joined = "".join(letters)
    missing: dict[Face, int] = {}
    for face in READING_FACES:
        if measure.covers(joined, face):
            return face
        missing[face] = sum(not measure.covers(letter, face) for letter in letters)
    return min(READING_FACES, key=lambda face: missing[face])


def heading_face(texts: Iterable[str], face: Face, measure: Measure) -> Face:
    """The face of the titles beside a reading face; its bold companion where the title face lacks a letter."""
    title = title_face(face)
    return title if all(measure.covers(text, title) for text in texts) else bold_face(face)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one style."""

    text: str
    bold: bool = False
    underline: bool = False


# Spaces at which a line may break.  No-break space, narrow no-break space and figure space are not among them.
_SPACES = frozenset(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000")
_BREAK_AFTER = frozenset("-/\u2010\u2012\u2013\u2014\\_@=&?")  # inside a word that is longer than a line
_JOINER = "\u200d"
_WORD_JOINER = "\u2060"
# A last line of one word is avoided when it would be shorter than this part of the line.
_SHORT_LAST_LINE = 0.25

_WidthOf = Callable[[int, int], int]


def clusters(text: str) -> tuple[str, ...]:
    """The text as what readers call letters: marks, joined emoji, flags and Hangul stay whole."""
    found: list[str] = []
    for letter in text:
        if found and _continues(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return tuple(found)


LONGEST_CLUSTER = 32  # letters and marks: more is not meant to be read (Unicode, UAX 15, stream-safe text)


def _continues(cluster: str, letter: str) -> bool:
    code, last = ord(letter), cluster[-1]
    if len(cluster) >= LONGEST_CLUSTER:
        return False  # a letter under thousands of marks would never fit a line
    if code < 0x300:  # Latin letters, the usual case; line feed after carriage return is one cluster
        return letter == "\n" and last == "\r"
    if letter in (_JOINER, _WORD_JOINER) or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
        return True
    if unicodedata.category(letter) in ("Mn", "Me", "Mc"):
        return True
    if last in (_JOINER, _WORD_JOINER):
        return True
    if 0x1F1E6 <= code <= 0x1F1FF:  # a flag is a pair of regional letters
        return len(cluster) == 1 and 0x1F1E6 <= ord(last) <= 0x1F1FF
    if unicodedata.combining(last) == 9:  # a virama joins the next consonant
        return unicodedata.category(letter) == "Lo"
    if 0x1160 <= code <= 0x11FF:  # Hangul vowels and finals follow a Hangul letter
        return 0x1100 <= ord(last) <= 0x11FF or 0xAC00 <= ord(last) <= 0xD7A3
    return False


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def has_rtl(text: str) -> bool:
    """Whether any letter runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def runs(text: str, rtl: bool) -> tuple[tuple[str, bool], ...]:
    """The line in pieces of one direction, from left to right as they stand on the page.

    Each piece is in reading order, with whether it runs from right to left.  Spaces and marks between two pieces
    of one direction belong to it, others to the line's own direction.
    """
    if not rtl and not has_rtl(text):
        return ((text, False),) if text else ()
    strong = [_direction(letter) for letter in text]
    known = [(n, way) for n, way in enumerate(strong) if way is not None]
    ways: list[bool] = []
    after = 0
    before: bool | None = None
    for n, way in enumerate(strong):
        if way is not None:
            before = way
            ways.append(way)
            continue
        while after < len(known) and known[after][0] < n:
            after += 1
        following = known[after][1] if after < len(known) else rtl
        # Marks join neighbours that agree, so "Ann B." stays together in a line from right to left.
        ways.append(following if before == following and before is not None else rtl)
    pieces: list[tuple[str, bool]] = []
    for letter, way in zip(text, ways, strict=True):
        if pieces and pieces[-1][1] == way:
            pieces[-1] = (pieces[-1][0] + letter, way)
        else:
            pieces.append((letter, way))
    return tuple(reversed(pieces)) if rtl else tuple(pieces)


def _direction(letter: str) -> bool | None:
    """True: right to left; False: left to right, numbers too; None: takes its neighbours' direction."""
    direction = unicodedata.bidirectional(letter)
    if direction in ("R", "AL"):
        return True
    return False if direction in ("L", "EN", "AN") else None


# The same texts are broken at the same widths again and again: to see what fits, and on the next frame.
@lru_cache(maxsize=4096)
def wrap(text: str, font: FontSpec, width: int, measure: Measure, *, balanced: bool = False) -> tuple[str, ...]:
    """Break a text into lines no wider than `width` pixels; paragraphs end at a line feed.

    A word that is longer than a line breaks after a hyphen or slash, else between letters; a single letter that
    is wider than the line stays.  `balanced` makes the lines about as long as each other, for titles and bubbles.
    """
    return tuple(
        text[start:end]
        for first, last in _paragraphs(text)
        for start, end in _lines(
            text, first, last, width, lambda start, end: measure.width(text[start:end], font), balanced
        )
    )


@lru_cache(maxsize=4096)
def wrap_spans(
    spans: tuple[Span, ...], font: FontSpec, width: int, measure: Measure, *, balanced: bool = False
) -> tuple[tuple[Span, ...], ...]:
    """The same for a text in several styles; each line is the pieces that stand on it."""
    text = "".join(span.text for span in spans)
    edges: list[tuple[int, int, Span]] = []
    at = 0
    for span in spans:
        edges.append((at, at + len(span.text), span))
        at += len(span.text)

    def cut(start: int, end: int) -> tuple[Span, ...]:
        return tuple(
            Span(text[max(start, first):min(end, last)], span.bold, span.underline)
            for first, last, span in edges
            if max(start, first) < min(end, last)
        )

    bold = font.bold

    def width_of(start: int, end: int) -> int:
        return sum(measure.width(piece.text, bold if piece.bold else font) for piece in cut(start, end))

    return tuple(
        cut(start, end)
        for first, last in _paragraphs(text)
        for start, end in _lines(text, first, last, width, width_of, balanced)
    )


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    while (end := text.find("\n", start)) >= 0:
        found.append((start, end))
        start = end + 1
    return [*found, (start, len(text))]


def _lines(
    text: str, first: int, last: int, width: int, width_of: _WidthOf, balanced: bool
) -> list[tuple[int, int]]:
    words = _words(text, first, last)
    lines = _greedy(text, first, words, width, width_of)
    if len(lines) < 2:
        return lines
    if balanced:
        return _even(text, first, words, width, width_of, lines)
    return _without_orphan(text, lines, width, width_of)


def _words(text: str, first: int, last: int) -> list[tuple[int, int]]:
    words: list[tuple[int, int]] = []
    start = -1
    for n in range(first, last):
        if text[n] in _SPACES:
            if start >= 0:
                words.append((start, n))
                start = -1
        elif start < 0:
            start = n
    if start >= 0:
        words.append((start, last))
    return words


def _greedy(
    text: str, first: int, words: list[tuple[int, int]], width: int, width_of: _WidthOf
) -> list[tuple[int, int]]:
    if not words:
        return [(first, first)]  # an empty paragraph is an empty line
    lines: list[tuple[int, int]] = []
    start, end = first, -1  # end < 0: no word on this line yet; leading spaces of a paragraph are kept
    for word_start, word_end in words:
        if width_of(start, word_end) <= width:
            end = word_end
            continue
        if end >= 0:
            lines.append((start, end))
        start = word_start
        while width_of(start, word_end) > width:
            cut = _cut(text, start, word_end, width, width_of)
            if cut >= word_end:
                break
            lines.append((start, cut))
            start = cut
        end = word_end
    return [*lines, (start, end)]


def _cut(text: str, start: int, end: int, width: int, width_of: _WidthOf) -> int:
    """Where a word that is too long breaks: always after at least one cluster."""
    ends: list[int] = []
    at = start
    for cluster in clusters(text[start:end]):
        at += len(cluster)
        ends.append(at)
    low, high = 0, len(ends) - 1  # the last cluster end that fits; the first one in any case
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(start, ends[middle]) <= width:
            low = middle
        else:
            high = middle - 1
    while low > 0 and width_of(start, ends[low]) > width:  # kerning may make a shorter piece wider
        low -= 1
    for n in range(low, 0, -1):
        if ends[n] < end and text[ends[n] - 1] in _BREAK_AFTER and ends[n] - start > 1:
            return ends[n]
    return ends[low]


def _even(
    text: str, first: int, words: list[tuple[int, int]], width: int, width_of: _WidthOf, lines: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The narrowest setting with as many lines and no more broken words."""
    broken = _breaks_inside(text, lines)
    low, high, best = width // 2, width, lines
    while high - low > max(2, width // 64):
        middle = (low + high) // 2
        tried = _greedy(text, first, words, middle, width_of)
        if len(tried) == len(lines) and _breaks_inside(text, tried) <= broken:
            high, best = middle, tried
        else:
            low = middle
    return best


def _breaks_inside(text: str, lines: list[tuple[int, int]]) -> int:
    return sum(one[1] == two[0] for one, two in pairwise(lines))


def _without_orphan(
    text: str, lines: list[tuple[int, int]], width: int, width_of: _WidthOf
) -> list[tuple[int, int]]:
    """Takes one more word down where the last line is a single short word."""
    (start, end), (last_start, last_end) = lines[-2], lines[-1]
    if end == last_start or any(letter in _SPACES for letter in text[last_start:last_end]):
        return lines
    if width_of(last_start, last_end) >= width * _SHORT_LAST_LINE:
        return lines
    words = _words(text, start, end)
    if len(words) < 3:
        return lines
    moved = words[-1][0]
    if width_of(moved, last_end) > width:
        return lines
    return [*lines[:-2], (start, words[-2][1]), (moved, last_end)]
