"""
What every wall screen has: the ground, large text, and a strip at the foot for marks, the clock and pages.

A wall is read from the back of a room.  Nothing on it is smaller than `LEAST_TEXT`; what does not fit goes on a page
of its own and never shrinks below that.  No key is named on it: keys are the facilitator's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from game.ui.blocks import Block
from game.ui.element import Box, Colour, Element, Rect, Role, Shape
from game.ui.layout import Page, flow, height_of, text_lines
from game.ui.text import FontSpec, wrap
from game.ui.theme import Look

LEAST_TEXT = 38  # design pixels: 28 points at 96 to the inch, of a picture 1920 wide
# The smallest size of a look is 0.86 of its text, and its text is 28: so much larger, and no word is under the least.
WALL_SCALE = LEAST_TEXT / (28 * 0.86)
SEAM = " · "


@dataclass(frozen=True, slots=True)
class Join:
    """How to join by phone.

    Attributes:
        link: What the picture code carries.
        address: The same to type, such as ``192.168.1.24:8765``.
        code: Six letters to type there.
    """

    link: str
    address: str
    code: str


@dataclass(frozen=True, slots=True)
class Wifi:
    """A wireless network that may be shown as a picture code; kept nowhere."""

    name: str
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallExtras:
    """What a wall shows beside its view.

    Attributes:
        join: How to join; None where nobody votes by phone.
        wifi: Shown with the way to join.
        shows_join: The way to join lies over the screen, large.
        page: Of a screen that has several, from 0.
        panels_back: An earlier panel of what is being read, this many ago.
        seconds_left: Of a clock that was asked for.
        is_paused: The clock stands still.
        is_blank: Nothing is shown.
        is_locked: Nobody new can join.
        is_other_road: What is shown did not happen on this path.
        takes_hands: Raised hands are counted too.
        shows_name: It says that it is the wall, while the facilitator checks which display is which.
    """

    join: Join | None = None
    wifi: Wifi | None = None
    shows_join: bool = False
    page: int = 0
    panels_back: int = 0
    seconds_left: int | None = None
    is_paused: bool = False
    is_blank: bool = False
    is_locked: bool = False
    is_other_road: bool = False
    takes_hands: bool = True
    shows_name: bool = False


@dataclass(frozen=True, slots=True)
class WallPage:
    """One page of a wall screen."""

    root: Element
    number: int = 0  # from 0
    count: int = 1
    is_whole: bool = True  # nothing reaches out of its place

    @property
    def has_next(self) -> bool:
        """Whether there is more to read."""
        return self.number + 1 < self.count


def wall_look(look: Look) -> Look:
    """The same look with the text of a wall."""
    # Whoever likes a window's text small still shows the room what its back row can read.
    return replace(look, text_scale=max(1.0, look.text_scale) * WALL_SCALE)


def strip_height(look: Look) -> int:
    """Pixels at the foot of a wall, its lower margin included.  `look` is a wall's."""
    return look.measure.line_height(look.small) + look.px(38)


def content(look: Look) -> Rect:
    """Where a wall's content is."""
    return look.area.take_top(look.height - strip_height(look))[0].inset(look.px(64), look.px(44), look.px(64), 0)


@dataclass(frozen=True, slots=True)
class Canvas:
    """One wall screen to be filled: its look, and what is said at its foot."""

    look: Look  # a wall's
    title: str
    extras: WallExtras
    marks: tuple[tuple[str, ...], ...]  # each in full, then shorter for where there is less room
    place: str = ""  # such as “Decision 2 of 4”
    pages: tuple[int, int] | None = None  # which of how many this is, where it is a part of a longer screen
    state: str = ""  # such as “Vote now”: at the foot, where there is no room for it at the top
    state_fill: Colour | None = None

    @property
    def area(self) -> Rect:
        """Where the content is."""
        return content(self.look)

    def has_room_at_foot(self, state: str) -> bool:
        """Whether a state has room at the foot beside the marks, the page and the clock."""
        look, wide = self.look, self.look.px(64)
        beside = [*(mark[-1] for mark in self.marks), "Page 1 of 2"]
        if self.extras.seconds_left is not None:
            beside.append(clock_words(self.extras.seconds_left))
        return sum(look.measure.width(words, look.small.bold) + wide for words in (state, *beside)) <= self.area.width

    def one_after_another(self, parts: Sequence[Callable[[Canvas], WallPage]]) -> WallPage:
        """Several screens as the pages of one; each part may have pages of its own."""
        spots = [(part, page) for part in parts for page in range(part(self._on_page(0)).count)]
        at = max(0, min(self.extras.page, len(spots) - 1))
        part, page = spots[at]
        shown = part(replace(self._on_page(page), pages=self.pages or (at, len(spots))))
        return WallPage(shown.root, at, len(spots), shown.is_whole)

    def _on_page(self, page: int) -> Canvas:
        return replace(self, extras=replace(self.extras, page=page))

    def page(
        self, name: str, elements: Sequence[Element], number: int = 0, count: int = 1, *, is_whole: bool = True
    ) -> WallPage:
        """The whole wall."""
        root = Element(
            Role.WINDOW,
            self.look.area,
            key="wall",
            name=name,
            shapes=(Box(self.look.area, self.look.theme.ground),),
            children=(*elements, *self._strip(*(self.pages or (number, count)))),
        )
        return WallPage(root, number, count, is_whole)

    def flowing(
        self, name: str, blocks: Sequence[Block], *, head: Sequence[Element] = (), below: int | None = None,
        area: Rect | None = None, is_centred: bool = True,
    ) -> WallPage:
        """Blocks in pages; `head` is on each, and the blocks begin at `below`."""
        whole = area or self.area
        room = whole if below is None else Rect(whole.x, below, whole.width, max(1, whole.bottom - below))
        pages = flow(blocks, room, self.look) or ((),)
        number = max(0, min(self.extras.page, len(pages) - 1))
        shown: Page = pages[number]
        if is_centred and shown and len(pages) == 1:
            free = room.height - height_of(blocks, room.width, self.look)
            # A little above the middle looks like the middle.
            shown = flow(blocks, Rect(room.x, room.y + max(0, free * 2 // 5), room.width, room.height), self.look)[0]
        return self.page(name, (*head, *shown), number, len(pages))

    # --- the strip at the foot -----------------------------------------------------------------------------------

    def _strip(self, number: int, count: int) -> tuple[Element, ...]:
        look, theme = self.look, self.look.theme
        strip = look.area.take_bottom(strip_height(look))[0].inset(look.px(64), 0)
        line = look.measure.line_height(look.small)
        y = strip.y + (strip.height - line) // 2 + look.px(4)
        elements: list[Element] = []
        right = strip.right
        if self.extras.seconds_left is not None:
            words = clock_words(self.extras.seconds_left)
            width = look.measure.width(words, look.small.bold)
            right -= width
            elements.append(self._words(words, right, y, width, look.small.bold, theme.ink, "foot-end"))
            right -= look.px(40)
        if count > 1:
            mark = self._mark(f"Page {number + 1} of {count}", 0, y, line, theme.caption, theme.caption_ink)
            right -= mark.rect.width
            elements.append(
                self._mark(mark.name, right, y, line, theme.caption, theme.caption_ink, key="page")
            )
            right -= look.px(40)
        left = strip.x
        states = [((self.state,), self.state_fill or theme.mint)] if self.state else []
        for ways, fill in (*((mark, theme.periwinkle) for mark in self.marks), *states):
            drawn = [self._mark(says, left, y, line, fill, theme.on_colour) for says in ways]
            fits = next((each for each in drawn if each.rect.right <= right), None)
            if fits is not None:
                elements.append(fits)
                left = fits.rect.right + look.px(24)
        for words in (SEAM.join(part for part in (self.title, self.place) if part), self.place or self.title):
            width = look.measure.width(words, look.small)
            if words and left + width <= right:
                elements.append(self._words(words, left, y, width, look.small, theme.muted, "foot"))
                break
        return tuple(elements)

    def _words(
        self, words: str, x: int, y: int, width: int, font: FontSpec, colour: Colour, key: str
    ) -> Element:
        rect = Rect(x, y, width, self.look.measure.line_height(font))
        return Element(
            Role.TEXT, rect, key=key, name=words, shapes=text_lines((words,), x, y, width, font, colour, self.look)
        )

    def _mark(
        self, words: str, x: int, y: int, line: int, fill: Colour, ink: Colour, *, key: str = ""
    ) -> Element:
        look = self.look
        pad, font = look.px(20), look.small.bold
        width = look.measure.width(words, font) + 2 * pad
        rect = Rect(x, y - look.px(3), width, line + 2 * look.px(3))
        shapes: tuple[Shape, ...] = (
            Box(rect, fill, look.theme.ink, max(2, look.px(3)), rect.height // 2),
            *text_lines((words,), x + pad, y, width - 2 * pad, font, ink, look),
        )
        return Element(Role.TEXT, rect, key=key or f"mark-{words.lower()}", name=words, shapes=shapes)


def clock_words(seconds: int) -> str:
    """Minutes and seconds, as in ``2:30``."""
    return f"{max(0, seconds) // 60}:{max(0, seconds) % 60:02}"


def chip(words: str, x: int, y: int, look: Look, fill: Colour | None = None) -> Element:
    """A label over a screen, such as “Decision 2 of 4”, on mint unless told."""
    theme, font, pad = look.theme, look.small.bold, look.px(22)
    line = look.measure.line_height(font)
    rect = Rect(x, y, look.measure.width(words, font) + 2 * pad, line + 2 * look.px(3))
    shapes: tuple[Shape, ...] = (
        Box(rect, fill or theme.mint, theme.ink, max(2, look.px(4)), rect.height // 2),
        *text_lines((words,), x + pad, y + look.px(3), rect.width - 2 * pad, font, theme.on_colour, look),
    )
    return Element(Role.TEXT, rect, name=words, shapes=shapes)


def words_at(
    words: str, x: int, y: int, width: int, font: FontSpec, look: Look, *, role: Role = Role.TEXT,
    colour: Colour | None = None, balanced: bool = False, key: str = "",
) -> Element:
    """A paragraph at a place, as high as it is."""
    lines = wrap(words, font, width, look.measure, balanced=balanced)
    rect = Rect(x, y, width, len(lines) * look.measure.line_height(font))
    return Element(
        role, rect, key=key, name=words, shapes=text_lines(lines, x, y, width, font, colour or look.theme.ink, look)
    )


def breaks_a_word(text: str, font: FontSpec, width: int, look: Look) -> bool:
    """Whether a word is longer than a line; after a hyphen or a slash it may be broken."""
    return any(look.measure.width(word, font) > width for word in re.findall(r"[^\s/-]+[/-]?", text))


def first_that_fits(tries: Sequence[Callable[[], WallPage]]) -> WallPage:
    """The first arrangement that needs one page; where none does, the first with the fewest pages."""
    best: WallPage | None = None
    for attempt in tries:
        page = attempt()
        if page.count == 1 and page.is_whole:
            return page
        if best is None or (not page.is_whole, page.count) < (not best.is_whole, best.count):
            best = page
    assert best is not None
    return best


__all__ = [
    "LEAST_TEXT", "Canvas", "Join", "WallExtras", "WallPage", "Wifi", "breaks_a_word", "chip", "clock_words",
    "content", "first_that_fits", "strip_height", "wall_look", "words_at",
]
