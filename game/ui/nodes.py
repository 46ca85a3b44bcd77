"""
Blocks at a known width: each knows its height, can be placed at a point and may be split at a line end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from game.ui.blocks import Align, Card, Paragraph, PictureBlock, Rich, Rule
from game.ui.element import Box, Colour, Disc, Element, Picture, Rect, Role, Shape, Symbol, TextLine
from game.ui.text import FontSpec, Span, is_rtl
from game.ui.theme import Look

Page: TypeAlias = tuple[Element, ...]

MIN_TARGET = 24  # pixels; WCAG 2.2, 2.5.8 Target Size (Minimum)


class Node(Protocol):
    """A block at a known width."""

    @property
    def height(self) -> int: ...
    @property
    def space_after(self) -> int: ...
    @property
    def stays_with_next(self) -> bool: ...
    @property
    def is_space(self) -> bool: ...

    def place(self, x: int, y: int) -> Page: ...

    def split(self, room: int, whole: int) -> tuple[Node, Node] | None:
        """In two, the first no higher than `room`; None if that cannot be.  `whole` is an empty page's room."""


def without_leading_space(nodes: list[Node]) -> list[Node]:
    """The nodes from the first one on that is more than space."""
    first = next((n for n, node in enumerate(nodes) if not node.is_space), len(nodes))
    return nodes[first:]


def take(nodes: list[Node], room: int, whole: int) -> tuple[list[Node], list[Node]]:
    """As many nodes as fit in `room`, and the rest.  On an empty page (`room` = `whole`) at least one is taken."""
    used = 0
    for n, node in enumerate(nodes):
        if used + node.height <= room:
            used += node.height + node.space_after
            continue
        end = n
        while end > 0 and (nodes[end - 1].stays_with_next or nodes[end - 1].is_space):
            end -= 1
        is_fresh = room >= whole
        if node.is_space and n > 0:
            return nodes[:n], nodes[n + 1:]
        if end == 0 and not is_fresh and node.height <= whole:
            return [], nodes
        if node.height > whole or (is_fresh and end == 0):
            left = room - used
            pieces = node.split(left, whole if n == 0 else max(whole, left + 1))
            if pieces is None and is_fresh and end == 0 and n > 0:
                pieces = node.split(left, left)  # a heading before it: better one line than an empty page
            if pieces is not None:
                return [*nodes[:n], pieces[0]], [pieces[1], *nodes[n + 1:]]
        if end > 0:
            return nodes[:end], nodes[end:]
        if not is_fresh:
            return [], nodes
        cut = max(1, n)
        return nodes[:cut], nodes[cut:]
    return nodes, []


def height_of_nodes(nodes: Sequence[Node]) -> int:
    """Pixels from the top of the first to the bottom of the last."""
    return sum(node.height for node in nodes) + sum(node.space_after for node in nodes[:-1])


def place_all(nodes: Sequence[Node], x: int, y: int) -> Page:
    """One below the other, from a point on."""
    placed: list[Element] = []
    for node in nodes:
        placed.extend(node.place(x, y))
        y += node.height + node.space_after
    return tuple(placed)


def text_lines(
    lines: Sequence[str], x: int, y: int, width: int, font: FontSpec, colour: Colour, look: Look,
    align: Align = Align.START,
) -> tuple[TextLine, ...]:
    """Lines that are broken already, as shapes one below the other, inside `width`."""
    rtl = is_rtl(" ".join(lines))
    shapes: list[TextLine] = []
    for n, line in enumerate(lines):
        if line:
            taken = look.measure.width(line, font)
            left = x + indent(width - taken, align, rtl)
            shapes.append(TextLine(left, y + n * look.measure.line_height(font), line, font, colour, taken, rtl=rtl))
    return tuple(shapes)


def indent(free: int, align: Align, rtl: bool) -> int:
    """How far from the left a line starts that leaves `free` pixels of its width."""
    if align == Align.CENTRE:
        return max(0, free // 2)
    return max(0, free) if (align == Align.END) != rtl else 0


@dataclass(frozen=True, slots=True)
class Space:
    """Nothing, of a height."""

    height: int
    space_after: int = 0
    stays_with_next: bool = False
    is_space: bool = True

    def place(self, x: int, y: int) -> Page:
        return ()

    def split(self, room: int, whole: int) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line across the width."""

    block: Rule
    width: int
    look: Look
    stays_with_next: bool = False
    is_space: bool = True

    @property
    def height(self) -> int:
        return max(1, self.look.px(2))

    @property
    def space_after(self) -> int:
        return self.block.space_after

    def place(self, x: int, y: int) -> Page:
        rect = Rect(x, y, self.width, self.height)
        return (Element(Role.GROUP, rect, shapes=(Box(rect, self.block.colour or self.look.theme.rule),)),)

    def split(self, room: int, whole: int) -> None:
        return None


@dataclass(frozen=True, slots=True)
class TextNode:
    """A paragraph in lines, each with whether it runs from right to left; splits between lines."""

    block: Paragraph | Rich
    lines: tuple[tuple[tuple[Span, ...], bool], ...]
    width: int
    look: Look
    name: str
    is_space: bool = False

    @property
    def height(self) -> int:
        return len(self.lines) * self.look.measure.line_height(self.block.font)

    @property
    def space_after(self) -> int:
        return self.block.space_after

    @property
    def stays_with_next(self) -> bool:
        return isinstance(self.block, Paragraph) and self.block.heading

    def place(self, x: int, y: int) -> Page:
        measure, block = self.look.measure, self.block
        shapes: list[Shape] = []
        for spans, rtl in self.lines:
            fonts = [block.font.bold if span.bold else block.font for span in spans]
            widths = [measure.width(span.text, font) for span, font in zip(spans, fonts, strict=True)]
            at = x + indent(self.width - sum(widths), block.align, rtl)
            for n in reversed(range(len(spans))) if rtl else range(len(spans)):
                if spans[n].text:
                    shapes.append(
                        TextLine(at, y, spans[n].text, fonts[n], block.colour, widths[n], spans[n].underline, rtl)
                    )
                at += widths[n]
            y += measure.line_height(block.font)
        rect = Rect(x, y - self.height, self.width, self.height)
        role = Role.HEADING if self.stays_with_next else Role.TEXT
        return (Element(role, rect, key=block.key, name=self.name, live=block.live, shapes=tuple(shapes)),)

    def split(self, room: int, whole: int) -> tuple[Node, Node] | None:
        fitting = room // self.look.measure.line_height(self.block.font)
        count = len(self.lines)
        if fitting >= count or fitting < 1:
            return None
        if fitting == 1 and room < whole:
            return None  # no single line left behind while the next page has room
        if count - fitting == 1 and fitting > 2:
            fitting -= 1  # and none carried over
        return self._part(self.lines[:fitting]), self._part(self.lines[fitting:])

    def _part(self, lines: tuple[tuple[tuple[Span, ...], bool], ...]) -> TextNode:
        words = " ".join("".join(span.text for span in spans) for spans, _ in lines)
        return replace(self, lines=lines, name=words)


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A picture at the height that it got."""

    block: PictureBlock
    height: int
    width: int
    look: Look
    space_after: int = 0
    stays_with_next: bool = False
    is_space: bool = False

    def place(self, x: int, y: int) -> Page:
        block, look = self.block, self.look
        width = self.width if block.aspect is None else min(self.width, round(self.height * block.aspect))
        rect = Rect(x + indent(self.width - width, block.align, False), y, width, self.height)
        radius = look.radius if block.radius is None else block.radius
        shapes: tuple[Shape, ...] = (Picture(rect, block.picture, radius, block.mirrored, block.wash),)
        if block.framed:
            shapes += (Box(rect, None, look.theme.panel_line, look.line, radius),)
        return (Element(Role.IMAGE, rect, name=block.name, shapes=shapes),)

    def split(self, room: int, whole: int) -> tuple[Node, Node] | None:
        """A picture that is too high for a page shrinks to it: the rest is nothing but space."""
        if room < 1 or (room < whole and room < self.block.min_height):
            return None
        return replace(self, height=room, space_after=0), Space(0)


@dataclass(frozen=True, slots=True)
class ColumnsNode:
    """Nodes side by side; splits each column where it fits."""

    columns: tuple[tuple[Node, ...], ...]
    widths: tuple[int, ...]
    gap: int
    space_after: int
    stays_with_next: bool = False

    @property
    def is_space(self) -> bool:
        return all(node.is_space for column in self.columns for node in column)

    @property
    def height(self) -> int:
        return max(height_of_nodes(column) for column in self.columns)

    def place(self, x: int, y: int) -> Page:
        found: list[Element] = []
        for column, width in zip(self.columns, self.widths, strict=True):
            found.extend(place_all(column, x, y))
            x += width + self.gap
        return tuple(found)

    def split(self, room: int, whole: int) -> tuple[Node, Node] | None:
        heads: list[tuple[Node, ...]] = []
        tails: list[tuple[Node, ...]] = []
        for column in self.columns:
            taken, rest = take(list(column), room, whole)
            heads.append(tuple(taken))
            tails.append(tuple(without_leading_space(rest)))
        head = replace(self, columns=tuple(heads))
        if not any(heads) or head.height > room:
            return None
        return head, replace(self, columns=tuple(tails)) if any(tails) else Space(0)


def cap_side(look: Look) -> int:
    """The side of the key cap with an option's letter."""
    return max(look.px(62), look.measure.line_height(look.large.bold) + look.px(8))


@dataclass(frozen=True, slots=True)
class CardNode:
    """A box around nodes; splits between and inside them."""

    card: Card
    nodes: tuple[Node, ...]
    width: int
    look: Look
    padding: int
    shadow: int
    badge: int  # the width on the left that the letter and the shape take
    banner: int  # the height of the picture at the top
    goes_on: bool = False  # there is another part after this one
    goes_back: bool = False  # there is one before
    stays_with_next: bool = False
    is_space: bool = False

    @property
    def space_after(self) -> int:
        return self.card.space_after

    @property
    def _dots(self) -> int:
        return self.look.px(26)

    @property
    def _around(self) -> int:
        """Pixels of the height that are not for the blocks."""
        vertical = 2 * min(self.padding, self.look.px(24)) + self.shadow + self.banner
        return vertical + self._dots * (self.goes_on + self.goes_back)

    @property
    def height(self) -> int:
        cap = cap_side(self.look) if self.card.badge is not None else 0
        inner = max(height_of_nodes(self.nodes), cap, 0)
        least = 0 if self.goes_on or self.goes_back else self.card.min_height
        return max(inner + self._around, MIN_TARGET + self.shadow, least)

    def split(self, room: int, whole: int) -> tuple[Node, Node] | None:
        bare = replace(self, banner=0, card=replace(self.card, min_height=0))
        if bare.height <= room and room >= whole:
            return bare, Space(0)  # only its picture or its least height was too much for a page
        head = replace(bare if room >= whole else self, goes_on=True)
        around = head._around
        if room - around < 1:
            return None
        taken, rest = take(list(self.nodes), room - around, whole - around)
        rest = without_leading_space(rest)
        if not taken:
            return None
        if not rest:  # a picture in it has shrunk, and nothing is left over
            last = replace(head, nodes=tuple(taken), goes_on=False)
            return (last, Space(0)) if last.height <= room else None
        head = replace(head, nodes=tuple(taken))
        if head.height > room and room < whole:
            return None
        return head, replace(self, nodes=tuple(rest), goes_back=True, banner=0)

    def place(self, x: int, y: int) -> Page:
        card, look, theme = self.card, self.look, self.look.theme
        rect = Rect(x, y, self.width - self.shadow, self.height - self.shadow)
        line = look.line if card.stroke_width is None else card.stroke_width
        radius = look.radius if card.radius is None else card.radius
        stroke = card.stroke or theme.ink
        box = Box(rect, card.fill or theme.card, stroke, line, radius, self.shadow, theme.shadow)
        shapes: list[Shape] = [box]
        children: list[Element] = []
        inside = rect
        if self.banner and card.banner is not None:
            strip, inside = rect.take_top(self.banner)
            picture = Picture(strip.inset(line, line, line, 0), card.banner.picture,
                              max(0, radius - line), card.banner.mirrored, card.banner.wash, square_bottom=True)
            shapes.append(picture)
            shapes.append(Box(Rect(rect.x, strip.bottom - line, rect.width, line), stroke))
            children.append(Element(Role.IMAGE, strip, name=card.banner.name))
        vertical = min(self.padding, look.px(24))
        inside = inside.inset(self.padding, vertical)
        if self.goes_back:
            strip, inside = inside.take_top(self._dots)
            shapes.extend(self._ellipsis(strip))
        if self.goes_on:
            strip, inside = inside.take_bottom(self._dots)
            shapes.extend(self._ellipsis(strip))
        if card.badge is not None:
            left, inside = inside.take_left(self.badge)
            shapes.extend(self._badge(left))
        taken = height_of_nodes(self.nodes)
        top = inside.y
        if card.badge is not None or (card.action is not None and not self.banner):
            top += max(0, (inside.height - taken) // 2)
        children.extend(place_all(self.nodes, inside.x, top))
        name = card.name
        if card.action is not None or (card.name and card.role is Role.TEXT):  # spoken as one
            name = name or " ".join(child.name for child in children if child.name)
            children = [_silent(child) for child in children]
        role = card.role or (Role.BUTTON if card.action is not None else Role.GROUP)
        return (
            Element(
                role, rect, key=card.key, name=name, description=card.description, value=card.value,
                states=card.states, action=card.action, hotkeys=card.hotkeys, live=card.live,
                shapes=tuple(shapes), children=tuple(children), focusable=card.focusable,
            ),
        )

    def _ellipsis(self, strip: Rect) -> list[Shape]:
        radius = max(2, self.look.px(4))
        x, y = strip.centre
        return [Disc((x + n * radius * 4, y), radius, self.look.theme.ink) for n in (-1, 0, 1)]

    def _badge(self, left: Rect) -> list[Shape]:
        badge, look, theme = self.card.badge, self.look, self.look.theme
        if badge is None:
            return []
        shapes: list[Shape] = []
        middle = left.centre[1]
        x = left.x
        if badge.letter:
            side = cap_side(look)
            cap = Rect(x, middle - side // 2, side, side)
            shapes.append(Box(cap, badge.fill or theme.caption, theme.ink, max(2, look.px(4)), look.px(14)))
            font = look.large.bold
            top = cap.y + (side - look.measure.line_height(font)) // 2
            ink = theme.on_colour if badge.fill else theme.caption_ink
            shapes.extend(text_lines((badge.letter,), cap.x, top, side, font, ink, look, Align.CENTRE))
            x = cap.right + look.px(24)
        if badge.symbol is not None:
            side = round(look.em * 0.9)
            shapes.append(Symbol(Rect(x, middle - side // 2, side, side), badge.symbol, theme.ink))
        return shapes


def _silent(element: Element) -> Element:
    """What is part of a target speaks with it, not for itself."""
    return replace(element, name="", children=tuple(_silent(child) for child in element.children))
