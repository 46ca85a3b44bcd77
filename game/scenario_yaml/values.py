"""
What stands beside a key, read as that key expects: text, a number, yes or no, a word of a list, a list.

Types come from the key and never from the library: `no`, `9:40` and `1e3` are text wherever text is expected.
Each function answers with a value of its type whatever it finds, so that reading goes on; what was wrong is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import attrgetter
from typing import Any, TypeVar

from game.core.diagnostic import Severity, Span
from game.scenario_yaml.keys import SCENARIO, Keys
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, StandIn

Found = dict[str, Node]  # an entry's keys, as the documentation writes them, with what stands beside them
T = TypeVar("T")
_VALUE = attrgetter("value")

MAX_TEXT = 10_000  # characters in one text; five minutes of reading
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


def value_of(node: Node | None, key: str) -> Any:
    """What stands beside a key, looked up without a check; None if it is not there or `node` is no entry."""
    if isinstance(node, MappingNode):
        for place in range(0, len(node), 2):
            if node[place].value == key:
                return node[place + 1]
    return None


# --- entries -------------------------------------------------------------------------------------------------


def fields(page: Manuscript, node: Node, keys: Keys, name: str = "") -> Found | None:
    """An entry's keys; None if it is no entry at all, which is reported.  `name` is its id, for messages."""
    if not isinstance(node, MappingNode):
        _not_an_entry(page, node, keys, name)
        return None
    found: Found = dict(zip(map(_VALUE, node[::2]), node[1::2], strict=True))
    if len(found) * 2 != len(node) or not keys.exact.issuperset(found):
        found = _found_with_care(page, node, keys)
    if not keys.required <= found.keys():
        _missing(page, node, keys, found, name)
    return found


def _found_with_care(page: Manuscript, node: MappingNode, keys: Keys) -> Found:
    found: Found = {}
    twice: list[Node] = []
    pairs = iter(node)
    for key, value in zip(pairs, pairs, strict=True):
        written = keys.known.get(key.value)
        if written is None:
            _odd_key(page, node, key, value, keys)
        elif written in found:
            twice.append(key)
        else:
            found[written] = value
    if twice:
        _say_twice(page, node, keys, twice, found)
    return found


def _say_twice(page: Manuscript, node: MappingNode, keys: Keys, twice: list[Node], found: Found) -> None:
    key = twice[0]
    first = _line(found[keys.known[key.value]])
    if len(twice) == 1:
        said, hint = (
            f"“{key.value}” stands twice in this {keys.kind}; the first is on line {first}.",
            "Keep one of them.",
        )
    else:
        # Most often the line between two entries is gone, so that they became one.
        said = f"“{key.value}” and {len(twice) - 1} more stand twice in this {keys.kind}; the first is on line {first}."
        hint = f"If another {keys.kind} begins here, add the line that it begins with. If not, keep one of each."
    page.say("UP202", key, said, hint)
    page.misspelt.add((id(node), "ways on"))


def _not_an_entry(page: Manuscript, node: Node, keys: Keys, name: str) -> None:
    if isinstance(node, StandIn) or page.touches_blank(node):
        return
    called = f"The {keys.kind} “{name}”" if name else f"The {keys.kind}"
    if not isinstance(node, SequenceNode) and not node.value and not node.style:
        page.say("UP204", node, f"{called} is empty.", f"Give it keys: {', '.join(keys.names[:4])} …")
        return
    page.say(
        "UP209",
        node,
        f"{called} needs keys with something beside each of them.",
        f"Write each key on a line of its own, such as “{keys.names[0]}: …”.",
    )


def _odd_key(page: Manuscript, node: MappingNode, key: Node, value: Node, keys: Keys) -> None:
    if page.is_full:
        page.is_cut = True
        return
    if not isinstance(key, (MappingNode, SequenceNode)):
        if node.is_flow and is_empty(value) and node[0] is not key:
            page.say(
                "UP125",
                key,
                f"The comma ends the text before it, so “{key.value}” is taken for a key.",
                "Put the text in quotes, or write each key on a line of its own.",
                severity=Severity.ERROR,
            )
            return
        near = page.near(key.value.replace("-", "_").replace(" ", "_"), keys.names)
        page.misspelt.add((id(node), near))
        known = ", ".join(keys.names)
        page.say(
            "UP201",
            key,
            f"A {keys.kind} has no key “{key.value[:60]}”."
            if keys.kind[0] not in "aei"
            else f"An {keys.kind} has no key “{key.value[:60]}”.",
            f"Did you mean “{near}”?" if near else f"Its keys are: {known}.",
        )
        return
    page.say(
        "UP201",
        key,
        "A key is one word or a few; here is a list in its place.",
        f"Its keys are: {', '.join(keys.names)}.",
    )


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _missing(page: Manuscript, node: MappingNode, keys: Keys, found: Found, name: str) -> None:
    if page.touches_blank(node) or (node and not found):  # no key is known: it is something else, as was said
        return
    missing = [
        key for key in keys.names if key in keys.required and key not in found and (id(node), key) not in page.misspelt
    ]
    if not missing:
        return
    called = f"The {keys.kind} “{name}”" if name else ("The file" if keys is SCENARIO else f"This {keys.kind}")
    page.say(
        "UP203",
        node[0] if node else node,
        f"{called} has no {' and no '.join(f'“{key}”' for key in missing)}.",
        f"Add a line “{missing[0]}: …”." if len(missing) == 1 else "Add a line for each of them.",
    )


def pairs_of(page: Manuscript, found: Found, key: str) -> list[tuple[ScalarNode, Node]]:
    """The pairs of an entry whose keys are names of the author's own; each name once."""
    node = found.get(key)
    if node is None or isinstance(node, StandIn):
        return []
    if not isinstance(node, MappingNode):
        if not (is_empty(node) and page.touches_blank(node)):
            said = (
                f"“{key}” is empty." if is_empty(node) else f"“{key}” needs names with something beside each of them."
            )
            page.say(
                "UP204" if is_empty(node) else "UP209",
                node,
                said,
                "Write each on a line of its own, such as “name: …”.",
            )
        return []
    each = iter(node)
    found_once: list[tuple[Any, Node]] = list(zip(each, each, strict=True))
    names = {name.value for name, _ in found_once}
    if len(names) == len(found_once) and None not in names:
        return found_once
    seen: dict[str, Node] = {}
    pairs: list[tuple[ScalarNode, Node]] = []
    each = iter(node)
    for name, value in zip(each, each, strict=True):
        if isinstance(name, (MappingNode, SequenceNode)):
            page.say(
                "UP201",
                name,
                f"A name in “{key}” is one word; here is a list in its place.",
                "Write one word and a colon.",
            )
        elif name.value in seen:
            first = seen[name.value].start_mark.line + 1
            page.say(
                "UP202",
                name,
                f"“{name.value}” stands twice in “{key}”; the first is on line {first}.",
                "Keep one of them.",
            )
        else:
            seen[name.value] = name
            pairs.append((name, value))
    return pairs


def items(page: Manuscript, found: Found, key: str) -> list[Node]:
    """The items of a list of entries."""
    node = found.get(key)
    if node is None or isinstance(node, StandIn):
        return []
    if isinstance(node, SequenceNode):
        return node
    if not page.touches_blank(node):
        said = f"“{key}” is empty." if is_empty(node) else f"“{key}” needs a list."
        page.say("UP204" if is_empty(node) else "UP208", node, said, "Begin each item on a new line with “- ”.")
    return []


def is_empty(node: Node) -> bool:
    """Whether nothing at all is written there."""
    return not isinstance(node, (MappingNode, SequenceNode)) and not node.value and not node.style


# --- scalars -------------------------------------------------------------------------------------------------


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
        words = words.strip()
        if "\n" in words:
            words = _PARAGRAPH.sub("\n\n", words.replace("\n", "\n\n"))
    if not words:
        _empty(page, node, key)
    elif len(words) > MAX_TEXT:
        say_too_long(page, node, key)
    elif words[0] in "tT" and words[:4].lower() == "todo":
        _todo(page, node, key)
    return words


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
    words = node.value.strip().lower()
    if page.is_draft or not (words in ("todo", "todo.", "todo …", "todo…") or words.startswith(("todo:", "todo "))):
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
