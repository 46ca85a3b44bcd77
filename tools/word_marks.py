"""Two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_PIECES = re.compile(r"\s+|[^\W_]+(?:['’‐-][^\W_]+)*|.", re.DOTALL)
_AROUND = 8  # words shown before and after what changed
_PAIRED = 0.3  # of 1.0: two lines less alike than this are one that went and one that came


class Mark(NamedTuple):
    """Words that stayed (``" "``), went (``"-"``) or came (``"+"``)."""

    sign: str
    words: str


def marks(old: str, new: str) -> tuple[Mark, ...]:
    """What stayed, went and came, in reading order.  Joined without what came it is `old`, without what went `new`."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    found: list[Mark] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Mark(" ", "".join(before[a:b])))
        else:
            found += [Mark("-", "".join(before[a:b]))] if b > a else []
            found += [Mark("+", "".join(after[c:d]))] if d > c else []
    return tuple(_joined(found))


def _joined(found: list[Mark]) -> Iterator[Mark]:
    """Without single spaces that stayed between words that did not, which would tear a change into crumbs."""
    went, came = "", ""
    for place, mark in enumerate(found):
        is_between = mark.sign == " " and mark.words.isspace() and 0 < place < len(found) - 1
        if mark.sign == "-" or is_between:
            went += mark.words
        if mark.sign == "+" or is_between:
            came += mark.words
        if mark.sign == " " and not is_between:
            yield from _change(went, came)
            went = came = ""
            yield mark
    yield from _change(went, came)


def _change(went: str, came: str) -> Iterator[Mark]:
    # A space at the end of both belongs to neither.
    shared = ""
    while went and came and went[-1] == came[-1] and went[-1].isspace():
        shared, went, came = went[-1] + shared, went[:-1], came[:-1]
    if went:
        yield Mark("-", went)
    if came:
        yield Mark("+", came)
    if shared:
        yield Mark(" ", shared)


def marked(old: str, new: str) -> str:
    """One line with marks: ``[-was-]`` and ``{+is+}``, and … for what stayed far from any change."""
    found = marks(old, new)
    parts: list[str] = []
    for place, mark in enumerate(found):
        words = mark.words.replace("\n", " ")
        if mark.sign == "-":
            parts.append(f"[-{words}-]")
        elif mark.sign == "+":
            parts.append(f"{{+{words}+}}")
        else:
            parts.append(_near(words, is_first=not place, is_last=place == len(found) - 1))
    return "".join(parts)


def _near(words: str, *, is_first: bool, is_last: bool) -> str:
    pieces = re.findall(r"\s*\S+\s*", words)
    if len(pieces) <= _AROUND * (1 if is_first or is_last else 2) + 2:
        return words
    start = "" if is_first else "".join(pieces[:_AROUND]).rstrip()
    end = "" if is_last else "".join(pieces[-_AROUND:]).lstrip()
    return f"{start} … {end}".strip() if is_first or is_last else f"{start} … {end}"


def lines(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The lines that differ, each as it was and as it is; an empty text for a line that is not there."""
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _paired(before[a:b], after[c:d])
    return tuple(found)


def _paired(went: list[str], came: list[str]) -> Iterator[tuple[str, str]]:
    left = list(came)
    for line in went:
        near = max(left, key=lambda other: _likeness(line, other), default="")
        if near and _likeness(line, near) >= _PAIRED:
            # What came before its pair is said first, so that lines keep their order.
            place = left.index(near)
            yield from (("", other) for other in left[:place])
            left = left[place + 1 :]
            yield line, near
        else:
            yield line, ""
    yield from (("", other) for other in left)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, re.findall(r"\w+", one)[:200], re.findall(r"\w+", other)[:200], autojunk=False).ratio()
