"""
One tree of elements for each screen.

The same tree is painted, hit by the pointer, walked by Tab, read aloud and checked for text that does not fit,
so none of these can disagree with another.  Everything here is a value; sizes are whole pixels, the origin is
the top left corner of the window.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from game.ui.text import FontSpec

Point: TypeAlias = tuple[int, int]
Colour: TypeAlias = tuple[int, int, int]  # red, green, blue, each 0 to 255


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of whole pixels; `right` and `bottom` are the first pixels outside it."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def centre(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def inset(self, left: int, top: int | None = None, right: int | None = None, bottom: int | None = None) -> Rect:
        """Smaller by as much on each side; one number means all sides, two mean sides and top with bottom.

        Negative numbers grow it.  The width and the height never fall below zero.
        """
        top = left if top is None else top
        right = left if right is None else right
        bottom = top if bottom is None else bottom
        width, height = max(0, self.width - left - right), max(0, self.height - top - bottom)
        return Rect(self.x + left, self.y + top, width, height)

    def moved(self, dx: int, dy: int) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def contains(self, point: tuple[float, float]) -> bool:
        return self.x <= point[0] < self.right and self.y <= point[1] < self.bottom

    def intersects(self, other: Rect) -> bool:
        """Whether they share at least one pixel; touching edges do not count."""
        return (
            min(self.right, other.right) > max(self.x, other.x)
            and min(self.bottom, other.bottom) > max(self.y, other.y)
        )

    def within(self, other: Rect) -> bool:
        return (
            other.x <= self.x and other.y <= self.y and self.right <= other.right and self.bottom <= other.bottom
        )

    def union(self, other: Rect) -> Rect:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def take_top(self, height: int) -> tuple[Rect, Rect]:
        """The strip of that height at the top, and the rest; never more than there is."""
        height = max(0, min(height, self.height))
        return (
            Rect(self.x, self.y, self.width, height),
            Rect(self.x, self.y + height, self.width, self.height - height),
        )

    def take_bottom(self, height: int) -> tuple[Rect, Rect]:
        """The strip of that height at the bottom, and the rest above it."""
        height = max(0, min(height, self.height))
        rest, piece = self.take_top(self.height - height)
        return piece, rest

    def take_left(self, width: int) -> tuple[Rect, Rect]:
        """The strip of that width on the left, and the rest."""
        width = max(0, min(width, self.width))
        return (
            Rect(self.x, self.y, width, self.height),
            Rect(self.x + width, self.y, self.width - width, self.height),
        )

    def take_right(self, width: int) -> tuple[Rect, Rect]:
        """The strip of that width on the right, and the rest to its left."""
        width = max(0, min(width, self.width))
        rest, piece = self.take_left(self.width - width)
        return piece, rest

    def columns(self, count: int, gap: int = 0) -> tuple[Rect, ...]:
        """`count` columns as equal as whole pixels allow, with `gap` between them."""
        free = max(0, self.width - gap * (count - 1))
        edges = [free * n // count for n in range(count + 1)]
        return tuple(
            Rect(self.x + edges[n] + gap * n, self.y, edges[n + 1] - edges[n], self.height) for n in range(count)
        )

    def rows(self, count: int, gap: int = 0) -> tuple[Rect, ...]:
        """`count` rows as equal as whole pixels allow, with `gap` between them."""
        turned = Rect(self.y, self.x, self.height, self.width).columns(count, gap)
        return tuple(Rect(row.y, row.x, row.height, row.width) for row in turned)


class Role(StrEnum):
    """What an element is, in the words of accessibility interfaces."""

    WINDOW = "window"
    HEADING = "heading"
    TEXT = "text"
    BUTTON = "button"
    OPTION = "option"
    IMAGE = "image"
    LIST = "list"
    LIST_ITEM = "list_item"
    DIALOG = "dialog"
    STATUS = "status"
    SLIDER = "slider"
    SWITCH = "switch"
    RADIO = "radio"
    GROUP = "group"


class Live(StrEnum):
    """Whether a change is announced without being asked for."""

    OFF = "off"
    POLITE = "polite"
    ASSERTIVE = "assertive"


class SymbolKind(StrEnum):
    """A sign that is drawn, not typed, so that no font has to have it."""

    TRIANGLE = "triangle"
    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    CHECK = "check"
    ARROW = "arrow"  # points to the right
    BACK = "back"  # points to the left
    PAGE = "page"
    PAUSE = "pause"
    EYE = "eye"  # look closer
    CROSS = "cross"  # leave, close


class BubbleKind(StrEnum):
    """How words are meant: said, thought or written."""

    SPEECH = "speech"
    THOUGHT = "thought"  # discs lead to the thinker
    CHAT = "chat"  # a message on a screen: a small tail at the corner nearest to `tail`


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded rectangle.  `shadow` is a hard copy of it, that many pixels to the right and down."""

    rect: Rect
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: int = 0  # drawn inside `rect`
    radius: int = 0
    shadow: int = 0
    shadow_colour: Colour | None = None  # None: as `stroke`
    opacity: int = 255  # of a plain box without radius and stroke, such as the veil behind a dialog


@dataclass(frozen=True, slots=True)
class Frame:
    """The edge of a comic panel, painted last: hides the square corners of what lies in it."""

    rect: Rect
    stroke: Colour
    stroke_width: int
    radius: int
    outside: Colour  # the ground that shows beyond the rounded corners


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; `y` is the top of its line box and `width` its measured width."""

    x: int
    y: int
    text: str
    font: FontSpec
    colour: Colour
    width: int
    underline: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape, filled, outlined or both."""

    points: tuple[Point, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: int = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through the points, with round joints and ends."""

    points: tuple[Point, ...]
    colour: Colour
    width: int
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    centre: Point
    radius: int
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: int = 0  # drawn inside the radius


@dataclass(frozen=True, slots=True)
class Symbol:
    """A sign in the middle of its rectangle, as large as fits."""

    rect: Rect
    kind: SymbolKind
    colour: Colour


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that fills `rect`; `picture` is a value that the painter's source turns into pixels."""

    rect: Rect
    picture: Hashable
    clip_radius: int = 0
    mirrored: bool = False
    wash: Colour | None = None  # painted while the picture is not ready; None leaves what is there
    square_bottom: bool = False  # only the upper corners are rounded: the top of a card


@dataclass(frozen=True, slots=True)
class Bubble:
    """A speech bubble and its tail as one outline; `tail` is the tip, the base is on the nearest edge."""

    rect: Rect
    tail: Point | None
    fill: Colour
    stroke: Colour
    stroke_width: int
    radius: int
    kind: BubbleKind = BubbleKind.SPEECH


Shape: TypeAlias = Box | Frame | TextLine | Polygon | Stroke | Disc | Symbol | Picture | Bubble


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on a screen, with its role, its name, its picture and what pressing it means.

    `shapes` are painted back to front, then `children`.  `key` is a stable identity for the focus; it is unique
    on one screen.  `action` is opaque here.  `hotkeys` are names as `pygame.key.name` gives them.  `focusable`
    None means: if it has an action.  An element with an empty name is not spoken.
    """

    role: Role
    rect: Rect
    key: str = ""
    name: str = ""
    description: str = ""
    value: str = ""
    states: frozenset[str] = frozenset()
    action: object | None = None
    hotkeys: tuple[str, ...] = ()
    live: Live = Live.OFF
    shapes: tuple[Shape, ...] = ()
    children: tuple[Element, ...] = ()
    focusable: bool | None = None
    clip: bool = False

    @property
    def takes_focus(self) -> bool:
        return self.action is not None if self.focusable is None else self.focusable


def walk(element: Element) -> Iterator[Element]:
    """The element and all below it, in painting order."""
    yield element
    for child in element.children:
        yield from walk(child)


def focus_order(element: Element) -> tuple[Element, ...]:
    """What Tab goes through, depth first."""
    return tuple(each for each in walk(element) if each.takes_focus)


def hit(element: Element, point: tuple[float, float]) -> Element | None:
    """The topmost element with an action under a point; a clipped child cannot be hit outside its parent."""
    if element.clip and not element.rect.contains(point):
        return None
    for child in reversed(element.children):
        found = hit(child, point)
        if found is not None:
            return found
    return element if element.action is not None and element.rect.contains(point) else None


def find(element: Element, key: str) -> Element | None:
    """The element with that key, if the key is not empty and there is one."""
    return next((each for each in walk(element) if each.key == key), None) if key else None


def press(element: Element, hotkey: str) -> Element | None:
    """The element that a key presses: the one painted last, so a dialog wins over what it covers."""
    having = [each for each in walk(element) if each.action is not None and hotkey in each.hotkeys]
    return having[-1] if having else None
