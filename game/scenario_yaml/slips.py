"""
Slips of the hand that make a line unreadable, told from the author's own words.

What YAML stumbles over often lies further down: a text without its “|” breaks at its first colon.  Each slip here has
one cause and one way to mend it, so it is looked for before anything else is said of a broken line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.core.diagnostic import Span
from game.scenario_yaml import keys

Slip = tuple[str, Span, str, str]  # code, place, what is so, what to do

# Keys that never have keys of their own below them: what stands below one is its text.
_TEXTS = frozenset(
    {
        *("script", "consequence", "commentary", "do", "shows", "summary", "content_note", "setting", "role", "power"),
        *("wants", "expertise", "ask", "reflect", "discuss", "says", "note", "line", "tradeoff", "locked"),
        *("harm_says", "reply", "notes", "lived_experience", "changed", "kept"),
    }
)
_KEY = re.compile(r"(\s*(?:- +)*)([A-Za-z][\w -]*):(?:\s+(.*))?$")
_NO_SPACE = re.compile(r"(\s*(?:- +)*)([A-Za-z]\w*):(?![\s/:])(.+)$")
_KNOWN = frozenset(name for each in vars(keys).values() if isinstance(each, keys.Keys) for name in each.known)
_BAR_ABOVE = 3  # steps to the left from a broken line to the key of its text: a line may go on further right


def slip(lines: Sequence[str], number: int) -> Slip | None:
    """What slipped at a broken line, counted from 0; None if it is nothing of what is known here."""
    if number >= len(lines):  # what is missing is missed at the end of the file
        return None
    return odd_spaces(lines, number) or _no_bar(lines, number) or _no_space(lines, number)


def odd_spaces(lines: Sequence[str], number: int) -> Slip | None:
    """Spaces at the start of a line that only look like spaces, as they come from a page or a word processor."""
    if number >= len(lines):
        return None
    leading = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    if not leading.strip(" \t"):
        return None
    return (
        "UP117",
        Span(number + 1, 1, len(leading)),
        "The spaces at the start of this line are of another kind, as a web page or a word processor has them.",
        "Delete them, and type as many spaces as the lines beside it have.",
    )


def _no_bar(lines: Sequence[str], number: int) -> Slip | None:
    """A text of several lines whose key has no “|”."""
    inner = _indent(lines[number])
    above = number
    for _ in range(_BAR_ABOVE):
        above -= 1
        while above >= 0 and (not lines[above].strip() or _indent(lines[above]) >= inner):
            above -= 1
        if above < 0:
            return None
        inner = _indent(lines[above])
        found = _KEY.match(lines[above])
        if found is None or found[2].replace("-", "_").replace(" ", "_") not in _TEXTS:
            continue
        beside = (found[3] or "").partition(" #")[0].strip()
        if beside.startswith(("|", ">", '"', "'", "[", "{", "#")):
            return None
        here = _KEY.match(lines[number])
        if beside and here is not None and here[2] in _KNOWN:  # a key that moved to the right
            return None
        first = f"\n{' ' * (_indent(lines[number]) or inner + 2)}{beside}" if beside else ""
        return (
            "UP111",
            Span(above + 1, len(found[1]) + 1, len(found[2])),
            f"“{found[2]}” has several lines and no “|”, so they are not read as a text.",
            f"Put “|” after the colon, and the text below it. Write:\n{found[1]}{found[2]}: |{first}",
        )
    return None


def _no_space(lines: Sequence[str], number: int) -> Slip | None:
    """A key whose colon has no space after it."""
    found = _NO_SPACE.match(lines[number].rstrip())
    if found is None or lines[number].count(": "):
        return None
    return (
        "UP111",
        Span(number + 1, len(found[1]) + 1, len(found[2]) + 1),
        f"No space stands after the colon of “{found[2]}”.",
        f"Write:\n{found[1]}{found[2]}: {found[3].strip()}",
    )


def closed(line: str, start: int) -> str:
    """A line whose text opens with a quote, with the quote that closes it; empty if that is not plain to see."""
    sign, words = line[start : start + 1], line[start + 1 :].rstrip()
    words = words.removesuffix("”" if sign == '"' else "’")
    if sign not in ('"', "'") or not words or sign in words or "\\" in words:
        return ""
    return f"{line[:start]}{sign}{words}{sign}"


def unquoted(words: str) -> str:
    """A text in quotes that holds the same quote inside a word, such as 'It's hers', without the outer ones."""
    sign, inner = words[:1], words[1:-1]
    at = inner.find(sign)
    is_inside = words[-1:] == sign and at >= 0 and inner[at + 1 : at + 2].isalnum()
    return inner.strip() if is_inside else words


def unspaced(name: str) -> tuple[str, str] | None:
    """A name and its value that were written without a space between them, such as notice:3."""
    found = re.fullmatch(r"([A-Za-z][\w-]*):([^\s:/]+)", name)
    return (found[1], found[2]) if found else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
