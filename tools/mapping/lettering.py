"""
How wide a text comes out in a picture whose letters are drawn by whoever opens it, and where its lines break.

Which letters that will be is not known, so each width is that of a wide face.  A text in a narrower one leaves some
room; none is cut off.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Widths in parts of the size: upper bounds of common sans-serif faces (Arial, Helvetica, DejaVu Sans and Atkinson
# Hyperlegible).
_LETTERS = {
    **dict.fromkeys("ijl|!'‘’.,:;·", 0.34),
    **dict.fromkeys(" ft()[]/\\I-“”\"", 0.46),
    **dict.fromkeys("rJ?*^", 0.54),
    **dict.fromkeys("cksvxyz", 0.58),
    **dict.fromkeys("mMW%@—…", 1.0),
    **dict.fromkeys("w", 0.82),
    **dict.fromkeys("OQGNHDU", 0.79),
}
_SMALL, _CAPITAL, _OTHER, _WIDE = 0.64, 0.72, 0.84, 1.0
_BOLD = 1.12  # times as wide


@cache
def _letter(letter: str) -> float:
    known = _LETTERS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Cc"):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return _WIDE
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter:
        return _letter(plain)
    if letter.isdigit() or letter.islower():
        return _SMALL
    return _CAPITAL if letter.isupper() else _OTHER


def width(text: str, size: float, *, bold: bool = False) -> float:
    """At most how wide a text is, in the unit of `size`."""
    return sum(_letter(letter) for letter in text) * size * (_BOLD if bold else 1.0)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """A text in lines of at most `room`; a word that is longer is broken, with a hyphen.  None for an empty text."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, room, size, bold):
            longer = f"{line} {piece}" if line else piece
            if line and (line.endswith("-\u200b") or width(longer, size, bold=bold) > room):
                lines.append(line)
                line = piece
            else:
                line = longer
    if line:
        lines.append(line)
    return tuple(line.removesuffix("\u200b") for line in lines)


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word, or the parts that it is broken into; each but the last ends with a hyphen and a mark that says so."""
    if width(word, size, bold=bold) <= room:
        return [word]
    pieces, piece = [], ""
    for at, letter in enumerate(word):
        if len(piece) > 1 and width(f"{piece}{letter}-", size, bold=bold) > room and not unicodedata.combining(letter):
            if len(word) - at < 3 and len(piece) > 4:  # not one or two letters on a line of their own
                piece, letter = piece[:-2], piece[-2:] + letter
            pieces.append(piece if piece.endswith("-") else piece + "-")
            pieces[-1] += "\u200b"
            piece = ""
        piece += letter
    return [*pieces, piece]
