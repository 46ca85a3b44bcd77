"""What a drawn map is made of: cards, roads and words, with their places in points of the drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.core.scenario import SceneId
from game.core.story_map import NodeKind
from tools.mapping.lettering import width


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def moved(self, x: float, y: float) -> Box:
        """The same elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text.  `x` is its start, or its end where `is_end`, or its middle where `is_middle`."""

    x: float
    y: float  # of its base line
    text: str
    size: float
    is_bold: bool = False
    is_muted: bool = False
    is_end: bool = False
    is_middle: bool = False

    @property
    def box(self) -> Box:
        """At most what it covers."""
        wide = width(self.text, self.size, bold=self.is_bold)
        left = self.x - wide if self.is_end else self.x - wide / 2 if self.is_middle else self.x
        return Box(left, self.y - self.size, wide, self.size * 1.25)


@dataclass(frozen=True, slots=True)
class Cap:
    """A letter in a box."""

    box: Box
    letter: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The start, a decision or an ending.  `head` is how high its coloured upper part is."""

    key: SceneId
    kind: NodeKind
    box: Box
    is_reached: bool
    words: tuple[Words, ...] = ()
    caps: tuple[Cap, ...] = ()
    head: float = 0.0


@dataclass(frozen=True, slots=True)
class Pill:
    """What is said of a road, where it begins."""

    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Road:
    """A way from card to card: places that it passes downwards, or around the side where it leads back."""

    points: tuple[tuple[float, float], ...]
    is_back: bool
    is_taken: bool  # whether a play can go this way
    share: float  # of the runs, 0.0 to 1.0
    pill: Pill | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole map; the upper left corner is at 0, 0."""

    width: float
    height: float
    title: tuple[Words, ...]
    cards: tuple[Card, ...]
    roads: tuple[Road, ...]
    remarks: tuple[Words, ...] = ()
