"""
Entries: keys with something beside each of them, found whatever is wrong, with what is wrong reported.

Keys are those of `keys.py`, or names of the author's own.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from game.core.diagnostic import Severity
from game.scenario_yaml.keys import SCENARIO, Keys
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, StandIn
from game.scenario_yaml.slips import unspaced

Found = dict[str, Node]  # an entry's keys, as the documentation writes them, with what stands beside them
_VALUE = attrgetter("value")


def value_of(node: Node | None, key: str) -> Any:
    """What stands beside a key, looked up without a check; None if it is not there or `node` is no entry."""
    if isinstance(node, MappingNode):
        for place in range(0, len(node), 2):
            if node[place].value == key:
                return node[place + 1]
    return None


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
        if _says_unspaced(page, node, key, value):
            return
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


def _says_unspaced(page: Manuscript, node: MappingNode, key: Node, value: Node) -> bool:
    """Whether a key in brackets and its value became one word, as in {notice:3}; reported once for the brackets."""
    if not node.is_flow or not is_empty(value) or key.style or (parts := unspaced(key.value)) is None:
        return False
    if (id(node), "spaces") not in page.misspelt:
        page.say("UP111", key, f"No space stands after the colon in “{key.value}”.", f"Write: {': '.join(parts)}")
    page.misspelt |= {(id(node), "spaces"), (id(node), parts[0])}
    return True


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
    if node.is_flow and any(_says_unspaced(page, node, name, value) for name, value in found_once):
        return []
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
