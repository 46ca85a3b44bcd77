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
    """One piece of text.  `style` is empty for plain text, else ``|``, ``>`` or the kind of quote."""

    value: Any
    style: Any
    start_mark: Any
    end_mark: Any


class _Collection(list["Node"]):
    """What sequences and mappings share: the events at both ends, and the nodes between them.

    A list itself, and made without an `__init__`: there are a hundred thousand of them in a large file.
    """

    __slots__ = ("end", "start")
    start: Any
    end: Any
    value: ClassVar[Any] = None  # so that a look-up by `value` misses, whatever the node
    style: ClassVar[Any] = None

    @property
    def start_mark(self) -> Any:
        """Where it begins."""
        return self.start.start_mark

    @property
    def end_line(self) -> int:
        """The line, from 0, of what comes next."""
        return int(self.end.end_mark.line)

    @property
    def is_flow(self) -> bool:
        """Whether it is written in brackets."""
        return bool(getattr(self.start, "flow_style", True))


class SequenceNode(_Collection):
    """A list: its items."""

    __slots__ = ()


class StandIn(SequenceNode):
    """Stands where nothing could be read and where that has been said already."""

    __slots__ = ()


class MappingNode(_Collection):
    """Keys with their values, in turn: key, value, key, value."""

    __slots__ = ()


Node = ScalarNode | SequenceNode | MappingNode
