"""
Letters in columns: how wide a text is, where its lines break, and how it is spelled where letters are missing.

Nothing here touches a stream.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# What a reader would write by hand where a typewriter has no such letter.  Marks over letters need no entry: they are
# taken off by decomposition.
_PLAIN = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "′": "'", "–": "-",
    "—": "-", "−": "-", "‑": "-", "‐": "-", "…": "...", "•": "-", "·": "-", "→": "->", "←": "<-", "×": "x",
    "✓": "+", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": "", "\u2060": "", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
    "ß": "ss", "ẞ": "SS", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "ng", "Ŋ": "Ng",
    "ə": "e", "Ə": "E", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "€": "EUR", "£": "GBP",
}  # fmt: skip


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: wide letters two, marks and joiners none."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(char) for char in text)


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cleaned(text: str) -> str:
    """`text` without control characters: neither a scenario nor a typed key may steer the terminal.

    Line ends stay, tabs become spaces, and half a surrogate pair (bytes that were no text) becomes a question mark.
    """
    if text.isprintable():
        return text
    kept = []
    for char in text.replace("\r\n", "\n").replace("\t", " "):
        category = unicodedata.category(char)
        if char == "\n" or category not in ("Cc", "Cs"):
            kept.append(char)
        elif category == "Cs":
            kept.append("?")
    return "".join(kept)


def spelled(text: str, encoding: str) -> str:
    """`text` in letters that `encoding` has: “Minh Trần” is "Minh Tran" in ASCII.  Never raises.

    What no encoding has, such as half a surrogate pair in the name of a file, becomes a question mark.
    """
    if text.isascii():
        return text
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        # Composed first, so that a letter and its mark are looked for as the one letter they are.
        return "".join(_spelled_char(char, encoding) for char in unicodedata.normalize("NFC", text))
    except LookupError:  # an encoding that nobody knows has ASCII at least
        return spelled(text, "ascii")
    return text


def _spelled_char(char: str, encoding: str) -> str:
    if _has(encoding, char):
        return char
    plain = _PLAIN.get(char)
    if plain is None:
        plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
        plain = "".join(_PLAIN.get(part, part) for part in plain)
        if not plain and unicodedata.category(char) in ("Mn", "Me", "Cf"):
            return ""
    return plain if plain and _has(encoding, plain) else "?"


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> tuple[str, ...]:
    """`text` in lines of at most `width` columns; its own line ends stay.

    A line breaks between words only, and between the letters of scripts that write no spaces.  A word that is longer
    than a whole line stands alone on one, uncut.

    Args:
        text: Any.
        width: Columns, 1 at least.
        first: Stands before the first line and counts.
        rest: Stands before every other line and counts.
    """
    lines: list[str] = []
    lead = first
    for paragraph in text.split("\n"):
        line, is_empty = lead, True
        for gap, piece in _pieces(paragraph):
            space = "" if is_empty else gap
            if not is_empty and columns(line) + columns(space) + columns(piece) > width:
                lines.append(line)
                line, space = rest, ""
            line += space + piece
            is_empty = False
        lines.append(line if not is_empty else line.rstrip())
        lead = rest
    return tuple(lines)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What may not be broken, each with what stands before it where it does not begin a line."""
    for word in text.replace("\t", " ").split(" "):
        if not word:
            continue
        if word.isascii() or not any(unicodedata.east_asian_width(char) in "WF" for char in word):
            yield " ", word
            continue
        gap, piece = " ", ""
        for char in word:
            is_wide = unicodedata.east_asian_width(char) in "WF"
            # Closing marks and full stops do not begin a line; marks belong to the letter before them.
            may_begin = is_wide and unicodedata.category(char) not in ("Pe", "Pf", "Po", "Mn", "Me", "Cf", "Sk", "Lm")
            after_wide = bool(piece) and unicodedata.east_asian_width(piece[-1]) in "WF"
            after_opening = bool(piece) and unicodedata.category(piece[-1]) in ("Ps", "Pi")
            if piece and (may_begin or (after_wide and char.isalnum())) and not after_opening:
                yield gap, piece
                gap, piece = "", ""
            piece += char
        yield gap, piece
