"""
A file as a tree: scalars, sequences and mappings, each with its place.

A scalar is the YAML library's own event, taken as it comes: making another object of each would cost more than all
checks together.  Lines and columns of marks count from 0, as the library gives them.
"""

from __future__ import annotations

from typing import Any, ClassVar, Protocol


class Mark(Protocol):
    """A place in the text: `line` and `column` from 0, `index` in characters from the start."""

    line: Any
    column: Any
    index: Any


class ScalarNode(Protocol):
    """One piece of text.  `style` is None for plain text, else ``|``, ``>`` or the kind of quote."""

    value: Any
    style: Any
    start_mark: Any
    end_mark: Any


class SequenceNode:
    """A list."""

    __slots__ = ("end_line", "is_flow", "items", "start_mark")
    value: ClassVar[None] = None  # so that a look-up by `value` misses, whatever the node
    style: ClassVar[None] = None

    def __init__(self, start_mark: Any, is_flow: bool) -> None:
        self.start_mark = start_mark
        self.is_flow = is_flow
        self.items: list[Node] = []
        self.end_line = 0  # of what comes next


class StandIn(SequenceNode):
    """Stands where nothing could be read and where that has been said already."""

    __slots__ = ()


class MappingNode:
    """Keys with their values; `items` holds them in turn: key, value, key, value."""

    __slots__ = ("end_line", "is_flow", "items", "start_mark")
    value: ClassVar[None] = None
    style: ClassVar[None] = None

    def __init__(self, start_mark: Any, is_flow: bool) -> None:
        self.start_mark = start_mark
        self.is_flow = is_flow
        self.items: list[Node] = []
        self.end_line = 0


Node = ScalarNode | SequenceNode | MappingNode
