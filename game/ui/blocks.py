"""
What a page is made of, before it has a place: values that `layout.flow` turns into elements.

Sizes are pixels of the window (see `Look.px`).  None for a colour or a size means: as the look has it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from game.ui.element import Colour, Live, Role, SymbolKind
from game.ui.text import FontSpec, Span
from game.ui.theme import Look


class Align(StrEnum):
    """Where a line stands in a width that it does not fill."""

    START = "start"  # left, or right in a script that runs from right to left
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in one style.  A heading stays with the block that follows it."""

    text: str
    font: FontSpec
    colour: Colour
    space_after: int = 0
    heading: bool = False
    align: Align = Align.START
    balanced: bool = False  # lines about as long as each other
    key: str = ""
    live: Live = Live.OFF


@dataclass(frozen=True, slots=True)
class Rich:
    """A paragraph with bold or underlined words, such as a bold lead-in."""

    spans: tuple[Span, ...]
    font: FontSpec
    colour: Colour
    space_after: int = 0
    align: Align = Align.START
    key: str = ""
    live: Live = Live.OFF


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty space; gone at the top of a page."""

    height: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line that divides; gone at the top of a page."""

    space_after: int = 0
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """The letter of an option on a key cap, and the shape that goes with it."""

    letter: str = ""
    symbol: SymbolKind | None = None
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture between two heights.  It shrinks before a page is added, then goes."""

    picture: Hashable
    min_height: int
    max_height: int
    aspect: float | None = None  # width by height; None fills the width
    name: str = ""
    space_after: int = 0
    radius: int | None = None
    framed: bool = True
    align: Align = Align.CENTRE
    wash: Colour | None = None
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A small rounded label, pressed or not."""

    text: str
    key: str = ""
    action: object | None = None
    hotkeys: tuple[str, ...] = ()
    chosen: bool = False
    fill: Colour | None = None
    ink: Colour | None = None
    role: Role | None = None  # None: a button with an action, else a text
    states: frozenset[str] = frozenset()
    description: str = ""
    symbol: SymbolKind | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Chips side by side, on as many rows as they need."""

    chips: tuple[Chip, ...]
    space_after: int = 0
    align: Align = Align.START
    font: FontSpec | None = None  # None: the small size, bold


@dataclass(frozen=True, slots=True)
class Card:
    """A box around blocks; with an action the whole card is the target and speaks as one.

    A card that is split over pages keeps its key and its action on each part.
    """

    blocks: tuple[Block, ...]
    key: str = ""
    action: object | None = None
    role: Role | None = None  # None: a button with an action, else a group
    hotkeys: tuple[str, ...] = ()
    badge: Badge | None = None
    banner: PictureBlock | None = None  # a picture across the top, edge to edge
    name: str = ""  # "": the words in it
    description: str = ""
    value: str = ""
    states: frozenset[str] = frozenset()
    live: Live = Live.OFF
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: int | None = None
    radius: int | None = None
    shadow: int | None = None
    padding: int | None = None
    min_height: int = 0
    space_after: int = 0
    focusable: bool | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side; one below the other where a column would be narrower than `minimum` em."""

    columns: tuple[tuple[Block, ...], ...]
    minimum: float = 14.0
    weights: tuple[float, ...] = ()  # shares of the width; empty: all the same
    gap: int | None = None
    space_after: int = 0


Block: TypeAlias = Paragraph | Rich | Spacer | Rule | PictureBlock | Row | Card | Columns


def heading(text: str, look: Look, font: FontSpec | None = None, space_after: int | None = None) -> Paragraph:
    """A heading in the ink of the theme, at the size of a page's subtitle unless told."""
    after = look.px(12) if space_after is None else space_after
    return Paragraph(text, font or look.subtitle, look.theme.ink, after, heading=True, balanced=True)


def paragraph(text: str, look: Look, space_after: int | None = None, *, muted: bool = False) -> Paragraph:
    """A paragraph of reading text."""
    after = look.px(14) if space_after is None else space_after
    return Paragraph(text, look.body, look.theme.muted if muted else look.theme.ink, after)


def lead_in(bold: str, text: str, look: Look, space_after: int | None = None) -> Rich:
    """A bold lead-in and the text that goes on after it."""
    after = look.px(14) if space_after is None else space_after
    return Rich((Span(bold, bold=True), Span(f" {text}")), look.body, look.theme.ink, after)
