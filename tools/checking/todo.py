"""What an author has left to be written later: every `todo` of a file, with its place and what belongs there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from game.core.diagnostic import Diagnostic, Severity, Span
from game.scenario_yaml import keys as k
from game.scenario_yaml.keys import Keys
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from game.scenario_yaml.tree import grow
from game.scenario_yaml.values import is_todo
from tools.checking.story import Story
from tools.shape import Form, Many, Shape, shape
from tools.wanted import wanted

CODE, NAME = "T01", "to-do-left"
_MARK = 4  # the letters of “todo”

# Rules that read no words, only what leads where, what is open, set, asked for and rated: they are heard all along.
_ABOUT_SHAPE = frozenset(("B03", "B04", "B06", "B12", "B13", "B16", "D03", "D04"))
_GROUP_ABOUT_SHAPE = "A"
_READ_WORDS = frozenset(("A08", "A12"))  # of that group

Where = tuple[str, ...]  # from the top of the file; in a list, the id of an entry or its place from 0


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing that is still to be written.

    Attributes:
        where: Its keys from the top of the file, such as ``scenes``, ``meeting``, ``decision``, ``choices``,
            ``ask-her``, ``commentary``.
        kind: The kind of entry it stands in (`Keys.kind`).
        key: The key it stands beside, as the documentation writes it.
        span: Its place; in a script, that of the first beat.
    """

    where: Where
    kind: str
    key: str
    span: Span

    @property
    def owner(self) -> str:
        """The person, scene, choice or fact it belongs to, by id; empty for the scenario as a whole."""
        if "choices" in self.where[:-1]:
            return self.where[self.where.index("choices") + 1]
        return self.where[1] if len(self.where) > 1 and self.where[0] in ("scenes", "cast", "facts") else ""


def to_dos(source: str) -> tuple[ToDo, ...]:
    """Every `todo` of a file, in the order of the file."""
    if "todo" not in source.lower():
        return ()
    root = grow(source).root
    if root is None:
        return ()
    # What `*name` stands for is there once for each time it is asked for, and is written once.
    found = {left.span: left for left in _Reader(source).entry(root, k.SCENARIO, ())}
    return tuple(found[span] for span in sorted(found))


def finding(story: Story, left: ToDo) -> Diagnostic:
    """What `check` says of it: advice in a draft, and a warning in a file that is none."""
    of = f" of “{left.owner}”" if left.owner else ""
    belongs = wanted(left.kind, left.key)
    lines = story.lines
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=Severity.ADVICE if story.scenario.is_draft else Severity.WARNING,
        file=story.file,
        span=left.span,
        message=f"“{left.key}”{of} is still to be written.",
        hint=_sentence(belongs) if belongs else "Write it, or take the key out.",
        excerpt=lines[left.span.line - 1].rstrip() if left.span.line <= len(lines) else "",
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", ".”")) else ".")


class Unwritten:
    """Which places of a story cannot be judged yet, because words there are still to be written."""

    def __init__(self, left: tuple[ToDo, ...], story: Story) -> None:
        self._left = [one.where for one in left]
        self._scenes = {choice.id: moment.scene.id for moment in story.moments for choice in moment.choices}

    def __bool__(self) -> bool:
        return bool(self._left)

    def concerns(self, code: str, where: str) -> bool:
        """Whether anything is left at a place (see `Finding.where`), above it or below it, or in the texts beside it.

        One text of a choice is compared with those of its neighbours, so theirs have to be there too.  Rules about the
        shape of a story read no text, so they are never concerned.
        """
        if code in _ABOUT_SHAPE or (code.startswith(_GROUP_ABOUT_SHAPE) and code not in _READ_WORDS):
            return False
        path = self._path(where)
        if any(_is_on_one_line(path, left) for left in self._left):
            return True
        if len(path) > 5:  # scenes, its id, decision, choices, the choice's id, the key
            siblings = path[:4]
            return any(left[:4] == siblings and left[5:6] == path[5:6] for left in self._left)
        return False

    def _path(self, where: str) -> Where:
        kind, *rest = where.split("/") if where else [""]
        if not kind:
            return ()
        if kind == "choice" and rest and rest[0] in self._scenes:
            return ("scenes", self._scenes[rest[0]], "decision", "choices", *rest)
        return ({"scene": "scenes", "fact": "facts"}.get(kind, kind), *rest)


def _is_on_one_line(one: Where, other: Where) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


class _Reader:
    """Goes through the tree of a file, whose lines it needs for the places inside longer texts."""

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")

    def entry(self, node: Node, keys: Keys, where: Where) -> Iterator[ToDo]:
        """What is left in an entry."""
        for name, value in _pairs(node):
            key = keys.known.get(name.value)
            if key is not None:
                yield from self._beside(value, keys.kind, key, shape(keys, key), (*where, key))

    def _beside(self, node: Node, kind: str, key: str, own: Shape, where: Where) -> Iterator[ToDo]:
        if own.many is Many.BY_NAME and isinstance(node, MappingNode):
            for name, value in _pairs(node):
                yield from self._one(value, kind, key, own, (*where, name.value))
        elif isinstance(node, SequenceNode):
            for place, item in enumerate(node):
                yield from self._one(item, kind, key, own, (*where, _id_of(item) or str(place)))
        else:
            yield from self._one(node, kind, key, own, where)

    def _one(self, node: Node, kind: str, key: str, own: Shape, where: Where) -> Iterator[ToDo]:
        if isinstance(node, MappingNode):
            if own.entry is not None:
                yield from self.entry(node, own.entry, where)
        elif not isinstance(node, SequenceNode):
            is_script = own.form is Form.SCRIPT and node.style == "|"
            span = next(self._beats(node) if is_script else self._whole(node), None)
            if span is not None:
                yield ToDo(where, kind, key, span)

    def _whole(self, node: ScalarNode) -> Iterator[Span]:
        if is_left(node.value):
            start = node.start_mark
            if node.style in ("|", ">"):
                yield self._in_line(start.line + 1)
            else:
                yield Span(start.line + 1, start.column + 1 + (1 if node.style else 0), _MARK)

    def _beats(self, node: ScalarNode) -> Iterator[Span]:
        for number, line in enumerate(node.value.split("\n")):
            said = _BEFORE_WORDS.sub("", line, count=1).strip()
            if is_left(said) and (said.startswith("todo") or is_left(node.value)):
                yield self._in_line(node.start_mark.line + 1 + number)

    def _in_line(self, number: int) -> Span:
        line = self._lines[number] if number < len(self._lines) else ""
        return Span(number + 1, max(0, line.lower().find("todo")) + 1, _MARK)


# A condition and a speaker before the words of a beat.
_BEFORE_WORDS = re.compile(r"\s*(?:\[[^\]]*\]\s*)?(?:(?!todo\b)[^:\n]{1,60}: )?")


def is_left(words: str) -> bool:
    """Whether a text is `todo`, alone or with a note to oneself after a colon."""
    words = words.strip()
    return is_todo(words) or words[:5].lower() == "todo:"


def _pairs(node: Node) -> Iterator[tuple[ScalarNode, Node]]:
    if isinstance(node, MappingNode):
        pairs = iter(node)
        for name, value in zip(pairs, pairs, strict=True):
            if not isinstance(name, (MappingNode, SequenceNode)):
                yield name, value


def _id_of(node: Node) -> str:
    return next((str(value.value) for name, value in _pairs(node) if name.value == "id" and value.value), "")
