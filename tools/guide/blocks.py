"""
What a facilitator's pack is made of.  The page for browsers and the one for paper are both made from these.

Words are the scenario's own where `authored` says so, and may be in its language; all others are English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Points: TypeAlias = tuple[tuple[float, float], ...]

# One shape for each letter, in a square from 0 to 1: a second sign, for who cannot make out the letter.
SHAPES: dict[str, Points] = {
    "triangle": ((0.5, 0.06), (0.98, 0.92), (0.02, 0.92)),
    "circle": (),
    "square": ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)),
    "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    "pentagon": ((0.5, 0.03), (0.98, 0.39), (0.8, 0.95), (0.2, 0.95), (0.02, 0.39)),
    "hexagon": ((0.25, 0.07), (0.75, 0.07), (1.0, 0.5), (0.75, 0.93), (0.25, 0.93), (0.0, 0.5)),
}


def shape_of(place: int) -> str:
    """The shape of the first choice, the second and so on; none from the seventh."""
    names = tuple(SHAPES)
    return names[place] if place < len(names) else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    title: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, with a bold word or two before it."""

    words: str
    lead: str = ""
    authored: bool = True
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a group is asked, in large letters."""

    words: str


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line to read aloud.  `when` says in words on which paths, and is empty for every path."""

    words: str
    speaker: str = ""
    is_message: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """Lines to read aloud."""

    title: str
    lines: tuple[SpokenLine, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; a numbered one where the order counts; with boxes to tick where it is `to_tick`."""

    items: tuple[str, ...]
    authored: bool = False
    is_numbered: bool = False
    to_tick: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what there is to say under it, in lines or in running text."""

    label: str
    words: str = ""
    lines: tuple[SpokenLine, ...] = ()
    authored: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Labels with their texts."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that could be done, as it is read out."""

    letter: str
    shape: str
    words: str
    note: str = ""
    authored: bool = True


@dataclass(frozen=True, slots=True)
class Options:
    """All that could be done at a decision."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Something with a title and rows, kept together on a page where that is possible."""

    title: str
    rows: tuple[Row, ...]
    letter: str = ""
    shape: str = ""
    note: str = ""  # beside the title, small


@dataclass(frozen=True, slots=True)
class Map:
    """The map of the story, as SVG, and the same in words."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class WritingSpace:
    """Lines to write on."""

    lines: int


Block: TypeAlias = (
    Heading | Paragraph | Question | Script | Bullets | Table | Options | Card | Map | WritingSpace
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pack.

    Attributes:
        key: For links; unique.
        label: A few words above the title, such as “Decision 3 of 6”.
        starts_page: Whether it begins on a page of its own.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    label: str = ""
    starts_page: bool = True


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack.

    Attributes:
        language: Of what is authored, a BCP 47 tag.
        summary: Below the title on the cover.
        cover: What else the cover says.
        missing: What the author has not written yet, in one line; empty when nothing is missing.
    """

    title: str
    summary: str
    language: str
    cover: tuple[Block, ...]
    sections: tuple[Section, ...]
    missing: str
