"""Options on a wall: a letter and a shape each, all on one neutral ground, as large as the room needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import cos, pi, sin

from game.session.room_views import OptionView
from game.session.room_views import Shape as OptionShape
from game.ui.blocks import Align, Badge, Card, Paragraph
from game.ui.element import Box, Colour, Element, Polygon, Rect, Role, Shape, Symbol, SymbolKind
from game.ui.layout import text_lines
from game.ui.text import FontSpec, wrap
from game.ui.theme import Look

_SYMBOLS = {
    OptionShape.TRIANGLE: SymbolKind.TRIANGLE,
    OptionShape.CIRCLE: SymbolKind.CIRCLE,
    OptionShape.SQUARE: SymbolKind.SQUARE,
    OptionShape.DIAMOND: SymbolKind.DIAMOND,
    OptionShape.CROSS: SymbolKind.CROSS,
}


def shape_mark(kind: OptionShape, rect: Rect, colour: Colour) -> Shape:
    """The sign beside an option's letter."""
    if kind in _SYMBOLS:
        return Symbol(rect, _SYMBOLS[kind], colour)
    (x, y), radius = rect.centre, min(rect.size) / 2
    corners = (pi * (0.4 * n - 0.5) for n in range(5))
    return Polygon(tuple((round(x + radius * cos(at)), round(y + radius * sin(at))) for at in corners), colour)


def cap_side(font: FontSpec, look: Look) -> int:
    """The side of the cap that an option's letter stands on."""
    return look.measure.line_height(font) + look.px(6)


def letter_width(font: FontSpec, look: Look) -> int:
    """Pixels that letter and shape take beside the words."""
    return cap_side(font, look) + round(font.size * 0.8) + look.px(20) + look.px(26)


def letter_marks(option: OptionView, x: int, middle: int, font: FontSpec, look: Look) -> list[Shape]:
    """The letter on its cap and the shape, from `x` on."""
    theme, side = look.theme, cap_side(font, look)
    cap = Rect(x, middle - side // 2, side, side)
    top = cap.y + (side - look.measure.line_height(font.bold)) // 2
    mark = round(font.size * 0.8)
    return [
        Box(cap, theme.caption, theme.ink, max(2, look.px(4)), look.px(14)),
        *text_lines((option.letter,), cap.x, top, side, font.bold, theme.caption_ink, look, Align.CENTRE),
        shape_mark(option.shape, Rect(cap.right + look.px(20), middle - mark // 2, mark, mark), theme.ink),
    ]


@dataclass(frozen=True, slots=True)
class OptionCard:
    """One option at a width: a card with its letter, its shape and its words."""

    option: OptionView
    lines: tuple[str, ...]
    reason: tuple[str, ...]
    font: FontSpec
    width: int
    look: Look
    is_plain: bool = False  # without its box, where the words before it matter more

    @classmethod
    def of(
        cls, option: OptionView, width: int, font: FontSpec, look: Look, *, is_plain: bool = False
    ) -> OptionCard:
        """An option, with its lines broken."""
        around = 0 if is_plain else look.shadow + 2 * look.px(24)
        inner = width - around - letter_width(font, look)
        told = "" if option.is_open else f"Not open on this path. {option.reason}".strip()
        reason = wrap(told, look.small, inner, look.measure) if told else ()
        return cls(option, wrap(option.do, font, inner, look.measure), reason, font, width, look, is_plain)

    @property
    def height(self) -> int:
        """Pixels, with the shadow."""
        measure = self.look.measure
        words = len(self.lines) * measure.line_height(self.font) + len(self.reason) * measure.line_height(
            self.look.small
        )
        around = 0 if self.is_plain else 2 * self.look.px(15) + self.look.shadow
        return max(words, cap_side(self.font, self.look)) + around

    def place(self, x: int, y: int) -> Element:
        """The card at a point."""
        look, theme, option = self.look, self.look.theme, self.option
        shadow, pad = (0, 0) if self.is_plain else (look.shadow, look.px(24))
        rect = Rect(x, y, self.width - shadow, self.height - shadow)
        ink = theme.ink if option.is_open else theme.muted
        inside = rect.x + pad
        left = inside + letter_width(self.font, look)
        line, small = look.measure.line_height(self.font), look.measure.line_height(look.small)
        words = len(self.lines) * line + len(self.reason) * small
        top = rect.centre[1] - words // 2
        inner = rect.right - pad - left
        box = Box(rect, theme.card, theme.ink, look.line, look.radius, look.shadow, theme.shadow)
        shapes: list[Shape] = [
            *(() if self.is_plain else (box,)),
            *letter_marks(option, inside, rect.centre[1], self.font, look),
            *text_lines(self.lines, left, top, inner, self.font, ink, look),
            *text_lines(self.reason, left, top + len(self.lines) * line, inner, look.small, theme.muted, look),
        ]
        name = f"{option.letter}. {option.do}" + (f" {' '.join(self.reason)}" if self.reason else "")
        return Element(Role.LIST_ITEM, rect, key=_key(option), name=name, shapes=tuple(shapes))


def option_block(option: OptionView, look: Look, *, more: str = "") -> Card:
    """The same as a block that may be split over pages, for text so large that a whole option is more than a page.

    `more` is said after it, such as its count.
    """
    theme = look.theme
    words = [Paragraph(option.do, look.small, theme.ink if option.is_open else theme.muted)]
    if not option.is_open:
        words.append(Paragraph(f"Not open on this path. {option.reason}".strip(), look.small, theme.muted))
    if more:
        words.append(Paragraph(more, look.small.bold, theme.ink))
    name = " ".join((f"{option.letter}.", *(each.text for each in words)))
    return Card(
        tuple(words), key=_key(option), role=Role.LIST_ITEM, name=name,
        badge=Badge(option.letter, _SYMBOLS.get(option.shape, SymbolKind.DIAMOND)), padding=look.px(24),
        space_after=look.px(16),
    )


def with_own_shapes(root: Element, options: Sequence[OptionView]) -> Element:
    """The same screen, where the options that no symbol stands for have their own shape on `option_block`."""
    kinds = {_key(option): option.shape for option in options if option.shape not in _SYMBOLS}

    def drawn(element: Element) -> Element:
        kind = kinds.get(element.key)
        shapes = element.shapes if kind is None else tuple(
            shape_mark(kind, shape.rect, shape.colour) if isinstance(shape, Symbol) else shape
            for shape in element.shapes
        )
        return replace(element, shapes=shapes, children=tuple(drawn(child) for child in element.children))

    return drawn(root)


def _key(option: OptionView) -> str:
    return f"option-{option.letter.lower()}"


def pages_of_cards(
    cards: Sequence[OptionCard], area: Rect, gap: int, most: int = 0
) -> tuple[tuple[Element, ...], ...]:
    """The cards one below the other, whole, on as few pages as they need, one about as full as another.

    `most` is how wide the gaps may get where a page has room left.
    """
    pages = []
    for part in parts([card.height for card in cards], area.height, gap):
        shown = cards[part.start : part.stop]
        free = area.height - sum(card.height for card in shown) - gap * (len(shown) - 1)
        wide = gap + max(0, min(most - gap, free // max(1, len(shown) - 1)))
        y, placed = area.y, []
        for card in shown:
            placed.append(card.place(area.x, y))
            y += card.height + wide
        pages.append(tuple(placed))
    return tuple(pages)


def parts(heights: Sequence[int], room: int, gap: int) -> list[range]:
    """Which of the heights stand on which page: as few pages as can be, the fullest as empty as can be."""

    def taken(part: range) -> int:
        return sum(heights[part.start : part.stop]) + gap * (len(part) - 1)

    greedy: list[range] = []
    for n in range(len(heights)):
        longer = range(greedy[-1].start, n + 1) if greedy else range(n, n)
        if greedy and taken(longer) <= room:
            greedy[-1] = longer
        else:
            greedy.append(range(n, n + 1))
    cuts = combinations(range(1, len(heights)), max(0, len(greedy) - 1))
    ways = ([range(*pair) for pair in pairwise((0, *cut, len(heights)))] for cut in cuts)
    if len(greedy) < 2:
        return greedy or [range(0)]
    return min(ways, key=lambda way: (max(map(taken, way)), [-len(part) for part in way]))
