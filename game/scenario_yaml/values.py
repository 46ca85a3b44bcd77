"""
What stands beside a key, read as that key expects: text, a number, yes or no, a word of a list, a list.

Types come from the key and never from the library: `no`, `9:40` and `1e3` are text wherever text is expected.
Each function answers with a value of its type whatever it finds, so that reading goes on; what was wrong is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from game.core.diagnostic import Span
from game.scenario_yaml.entries import Found, is_empty
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, StandIn

T = TypeVar("T")

# What may not be in a text or a file: everything that is neither printable nor a line end.
CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MAX_TEXT = 10_000  # characters in one text; five minutes of reading
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


def scalar(page: Manuscript, node: Node, key: str) -> ScalarNode | None:
    """The node if it is text of any kind; None otherwise, which is reported."""
    if not isinstance(node, (MappingNode, SequenceNode)):
        return node
    if isinstance(node, StandIn):
        return None
    if isinstance(node, MappingNode) and not node.is_flow and len(node) == 2:
        line = page.line(node.start_mark.line).rstrip()
        page.say(
            "UP115",
            node,
            f"“{key}” is text, and the colon makes a key of its first words.",
            f'Put it in quotes. Write:\n{line[: node.start_mark.column]}"{line[node.start_mark.column :]}"',
        )
    elif node.is_flow:
        page.say(
            "UP205",
            node,
            f"“{key}” is text, and the bracket at its start makes a list of it.",
            "Put the whole text in quotes.",
        )
    else:
        page.say("UP205", node, f"“{key}” is one text, not a list.", "Write it on the next line, after “|”.")
    return None


def text(page: Manuscript, found: Found, key: str) -> str:
    """A text in one or more paragraphs, which an empty line sets apart; empty when it is missing."""
    return text_of(page, found[key], key) if key in found else ""


def text_of(page: Manuscript, node: Node, key: str) -> str:
    """The text of one node."""
    if isinstance(node, (MappingNode, SequenceNode)):
        scalar(page, node, key)
        return ""
    words: str = node.value
    style = node.style
    if not style:
        if not words:
            _empty(page, node, key)
            return ""
        if page.has_hash:
            _eaten(page, node, key)
        if "\n" in words:
            words = words.replace("\n", "\n\n")
    elif style == "|":
        words = words.strip()
        if "\n" in words:
            words = _unwrapped(words)
    else:
        words = without_controls(page, node, words).strip()
        if "\n" in words:
            words = _PARAGRAPH.sub("\n\n", words.replace("\n", "\n\n"))
    if not words:
        _empty(page, node, key)
    elif len(words) > MAX_TEXT:
        say_too_long(page, node, key)
    elif words[0] in "tT" and words[:4].lower() == "todo":
        _todo(page, node, key)
    return words


def without_controls(page: Manuscript, node: ScalarNode, words: str) -> str:
    """Only a text in double quotes can hold what no screen shows, written as an escape; it is reported and left out."""
    if node.style != '"' or not (found := CONTROL.search(words)):
        return words
    page.say(
        "UP127",
        node,
        f"This text holds a character that cannot be shown (number {ord(found.group())}).",
        "Delete the backslash and what belongs to it, and write the words around it again.",
    )
    return CONTROL.sub(" ", words)


def say_too_long(page: Manuscript, node: ScalarNode, key: str) -> None:
    """Report a text over the limit."""
    page.say("UP109", node, f"“{key}” is longer than {MAX_TEXT:,} characters.", "Split it, or take some of it out.")


def _unwrapped(words: str) -> str:
    if "\n\n" not in words and "\n " not in words and " \n" not in words:
        return words.replace("\n", " ")
    return "\n\n".join(" ".join(part.split()) for part in _PARAGRAPH.split(words))


def _empty(page: Manuscript, node: ScalarNode, key: str) -> None:
    if page.touches_blank(node):
        return
    page.say(
        "UP223" if key in _OPTIONAL_TEXT else "UP204",
        node,
        f"“{key}” has nothing beside it.",
        "Write the words there, or take the key out." if key in _OPTIONAL_TEXT else "Write the words there.",
    )


_OPTIONAL_TEXT = (
    frozenset(
        ("setting", "country", "say_it", "pronouns", "wants", "expertise", "seniority", "voice", "note", "discuss")
    )
    | frozenset(("line", "tradeoff", "barrier", "consent", "locked", "where", "notes"))
    | frozenset(("lived_experience", "changed", "kept"))
)


def is_todo(words: str) -> bool:
    """Whether an author left this to be written later."""
    return words.strip(" .…!").lower() == "todo"


def _todo(page: Manuscript, node: ScalarNode, key: str) -> None:
    # A Spanish sentence may begin with it: only the bare word, or one with a colon, is a remark to oneself.
    if page.is_draft or not (is_todo(node.value) or node.value.strip().lower().startswith("todo:")):
        return
    page.say("UP212", node, f"“{key}” is still to be written.", "Write it, or add “status: draft” to the file.")


# One space before “#”, or none after it, looks like text; two before and one after look like a remark to oneself.
_EATEN = re.compile(r" #|[ \t]+#[^\s#]")


def _eaten(page: Manuscript, node: ScalarNode, key: str) -> None:
    if not _EATEN.match(page.text, node.end_mark.index):
        return
    line = page.line(node.end_mark.line).rstrip()
    at = line.find("#", node.end_mark.column)
    first, start = page.line(node.start_mark.line).rstrip(), node.start_mark.column
    page.say(
        "UP122",
        Span(node.end_mark.line + 1, at + 1, max(1, min(60, len(line) - at))),
        f"The words from “#” on are left out of “{key}”.",
        f'Put the text in quotes. Write:\n{first[:start]}"{first[start:]}"\n'
        "If it is a remark to yourself, put two spaces before “#” and one after it.",
    )


def number(page: Manuscript, found: Found, key: str, lowest: int, highest: int, default: int) -> int:
    """A whole number in a range."""
    node = found.get(key)
    return default if node is None else number_of(page, node, key, lowest, highest, default)


def number_of(page: Manuscript, node: Node, key: str, lowest: int, highest: int, default: int) -> int:
    """The whole number of one node."""
    one = scalar(page, node, key)
    if one is None:
        return default
    if not NUMBER.fullmatch(one.value):
        if page.is_draft and is_todo(one.value):
            return default
        if is_empty(one) and page.touches_blank(one):
            return default
        page.say(
            "UP206",
            one,
            f"“{key}” is a whole number from {lowest} to {highest}, and here is “{one.value[:40]}”.",
            f"Write it in figures, such as “{key}: {default if lowest <= default <= highest else lowest}”.",
        )
        return default
    value = int(one.value)
    if not lowest <= value <= highest:
        page.say(
            "UP211", one, f"“{key}” is from {lowest} to {highest}, and here is {value}.", "Use a number in that range."
        )
        return default
    return value


def yes_no(page: Manuscript, found: Found, key: str) -> bool:
    """Yes or no; no when it is missing."""
    node = found.get(key)
    one = None if node is None else scalar(page, node, key)
    if one is None:
        return False
    value = YES_NO.get(one.value) if one.value in YES_NO else YES_NO.get(one.value.lower())
    if value is None:
        if not (page.is_draft and is_todo(one.value)):
            page.say(
                "UP207",
                one,
                f"“{key}” is yes or no, and here is “{one.value[:40]}”.",
                f"Write “{key}: yes”, or take the key out.",
            )
        return False
    return value


def word(page: Manuscript, found: Found, key: str, known: Mapping[str, T], default: T) -> T:
    """One word of a list of words."""
    node = found.get(key)
    return default if node is None else word_of(page, node, key, known, default)


def word_of(page: Manuscript, node: Node, key: str, known: Mapping[str, T], default: T) -> T:
    """The word of one node."""
    if node.value in known:
        return known[node.value]
    one = scalar(page, node, key)
    if one is None or (page.is_draft and is_todo(one.value)) or (is_empty(one) and page.touches_blank(one)):
        return default
    folded = "-".join(one.value.lower().replace("_", " ").split())
    if folded in known:
        return known[folded]
    near = page.near(folded, known)
    said = f"“{key}” is never “{one.value[:40]}”." if one.value else f"“{key}” has nothing beside it."
    page.say(
        "UP210" if one.value else "UP204",
        one,
        said,
        f"Did you mean “{near}”? It is one of: {', '.join(known)}." if near else f"It is one of: {', '.join(known)}.",
    )
    return default


def words(page: Manuscript, found: Found, key: str) -> list[ScalarNode]:
    """A list of single words; one word alone will do."""
    node = found.get(key)
    if node is None:
        return []
    if isinstance(node, SequenceNode):
        answer = []
        for item in node:
            one = scalar(page, item, key)
            if one is not None:
                answer.append(one)
        return answer
    one = scalar(page, node, key)
    if one is None or (page.is_draft and is_todo(one.value)):
        return []
    if is_empty(one):
        if not page.touches_blank(one):
            page.say(
                "UP204", one, f"“{key}” has nothing beside it.", f"Write “{key}: [one, another]”, or take the key out."
            )
        return []
    return [one]


def texts(page: Manuscript, found: Found, key: str) -> tuple[str, ...]:
    """A list of texts; one text alone will do."""
    node = found.get(key)
    if node is None:
        return ()
    if not isinstance(node, SequenceNode):
        only = text_of(page, node, key)
        return (only,) if only else ()
    if node.is_flow:
        _split_at_comma(page, node, key)
    return tuple(said for item in node if (said := text_of(page, item, key)))


def _split_at_comma(page: Manuscript, node: SequenceNode, key: str) -> None:
    for item in node[1:]:
        if (
            not isinstance(item, (MappingNode, SequenceNode))
            and not item.style
            and " " in item.value
            and item.value[0].islower()
        ):
            page.say(
                "UP125",
                item,
                f"The comma before “{item.value[:40]}” begins a new item of “{key}”.",
                "Put the text before it in quotes if it goes on there, or begin each item on a new line with “- ”.",
            )
            return
