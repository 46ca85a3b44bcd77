"""
From text to a tree of nodes, and the only module that knows the YAML library.

The tree is built from the parser's events, which come one at a time whatever the file holds.  The library's own way to
a tree calls itself once for each bracket, and 30,000 of them end the whole process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat, starmap
from typing import Any

import yaml

from game.scenario_yaml.nodes import MappingNode, Node, SequenceNode, StandIn

MAX_NODES = 1_000_000
MAX_DEPTH = 50
MAX_COPIES = 100_000  # nodes that `*name` stands for, all together

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the text stops being YAML.  Lines and columns from 0; `opened` is where the broken part began."""

    problem: str
    context: str
    line: int
    column: int
    opened_line: int
    opened_column: int


@dataclass(slots=True)
class Tree:
    """What was read: the top node if there is one, and what else was seen on the way."""

    root: Node | None = None
    broken: Broken | None = None
    limit: str = ""  # which limit was passed: a code
    limit_line: int = 0
    limit_column: int = 0
    odd: list[tuple[str, Any, str]] = field(default_factory=list)  # code, place, name
    anchors: dict[str, Any] = field(default_factory=dict)  # `&name` with its event
    used: set[str] = field(default_factory=set)  # names that `*name` was written for


class _Limit(Exception):
    def __init__(self, code: str, event: Any) -> None:
        super().__init__(code)
        self.code, self.event = code, event


def grow(text: str) -> Tree:
    """Read all of a text.  Nothing is raised, whatever the text; a limit passed or a broken place is in the answer."""
    tree = Tree()
    try:
        _grow(text, tree)
    except _Limit as limit:
        mark = limit.event.start_mark
        tree.limit, tree.limit_line, tree.limit_column = limit.code, mark.line, mark.column
    except yaml.reader.ReaderError:
        tree.broken = Broken("control character", "", 0, 0, 0, 0)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        opened = error.context_mark or at
        tree.broken = Broken(
            error.problem or "",
            error.context or "",
            at.line if at else 0,
            at.column if at else 0,
            opened.line if opened else 0,
            opened.column if opened else 0,
        )
    return tree


def _grow(text: str, tree: Tree) -> None:
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    top = SequenceNode()
    node: MappingNode | SequenceNode
    stack: list[MappingNode | SequenceNode] = [top]
    append = top.append
    copies = _Copies(tree)
    count = documents = 0
    get = _Loader(text).get_event
    allowed = MAX_NODES
    while allowed > 0:
        # An end event is no node, so after this many events there may be nodes left to read.
        for event in starmap(get, repeat((), allowed)):
            kind = type(event)
            if kind is scalar:
                if event.anchor or event.tag:
                    copies.mark(event, event)
                append(event)
            elif kind is mapping or kind is sequence:
                node = MappingNode() if kind is mapping else SequenceNode()
                node.start = event
                if event.anchor or event.tag:
                    copies.mark(event, node)
                append(node)
                stack.append(node)
                append = node.append
                if len(stack) - 1 > MAX_DEPTH:
                    raise _Limit("UP107", event)
            elif kind is mapping_end or kind is sequence_end:
                node = stack.pop()
                node.end = event
                count += len(node)
                if copies.open:
                    copies.close(node)
                append = stack[-1].append
            elif kind is yaml.AliasEvent:
                append(copies.copy(event))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    tree.odd.append(("UP118", event, ""))
                    break
            elif kind is yaml.StreamEndEvent:
                break
        else:
            allowed = MAX_NODES - count - sum(map(len, stack))
            continue
        break
    else:
        raise _Limit("UP106", event)
    tree.root = top[0] if top else None


class _Copies:
    """Keeps count of what `*name` stands for: a copy costs nothing here, and walking it does."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open: dict[int, str] = {}  # the names of collections that are still read, by identity
        self._done: dict[str, tuple[Node, int]] = {}  # with the nodes in it, copies counted in full
        self._sizes: dict[int, int] = {}  # of collections that have a name
        self._total = 0

    def mark(self, event: Any, node: Node) -> None:
        """Take note of a name or a tag at the start of a node."""
        if event.tag is not None:
            self.tree.odd.append(("UP119", event, event.tag))
        if event.anchor is None:
            return
        self.tree.anchors[event.anchor] = event
        self._done.pop(event.anchor, None)
        if isinstance(node, (MappingNode, SequenceNode)):
            self.open[id(node)] = event.anchor
        else:
            self._done[event.anchor] = (node, 1)

    def close(self, node: MappingNode | SequenceNode) -> None:
        """Take note of a collection's end."""
        name = self.open.pop(id(node), None)
        if name is not None:
            size = self._sizes[id(node)] = self._size(node)
            self._done[name] = (node, size)

    def _size(self, node: Node) -> int:
        if not isinstance(node, (MappingNode, SequenceNode)):
            return 1
        known = self._sizes.get(id(node))
        return known if known is not None else 1 + sum(map(self._size, node))

    def copy(self, event: Any) -> Node:
        """The node that `*name` stands for."""
        self.tree.used.add(event.anchor)
        if event.anchor in self._done:
            node, size = self._done[event.anchor]
            self._total += size
            if self._total > MAX_COPIES:
                raise _Limit("UP108", event)
            return node
        is_inside_itself = event.anchor in self.open.values()
        self.tree.odd.append(("UP123" if is_inside_itself else "UP120", event, event.anchor))
        stand_in = StandIn()
        stand_in.start = stand_in.end = event
        return stand_in
