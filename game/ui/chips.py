"""
Chips on as many rows as they need.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.ui.blocks import Align, Chip, Row
from game.ui.element import Box, Element, Rect, Role, Shape, Symbol
from game.ui.nodes import MIN_TARGET, Node, Page, indent, text_lines
from game.ui.text import FontSpec, wrap
from game.ui.theme import Look


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip with its label in lines and its size in pixels."""

    chip: Chip
    lines: tuple[str, ...]
    width: int
    height: int


def row_node(block: Row, width: int, look: Look) -> RowNode:
    """The chips of a row in rows no wider than `width`; a label that is wider itself takes several lines."""
    font = block.font or look.small.bold
    pad, gap = look.px(20), look.px(16)
    rows: list[list[PlacedChip]] = [[]]
    used = 0
    for chip in block.chips:
        mark = round(font.size * 1.1) if chip.symbol else 0
        lines = wrap(chip.text, font, max(1, width - 2 * pad - mark), look.measure, balanced=True)
        chip_width = max(look.measure.width(line, font) for line in lines) + 2 * pad + mark
        line_height = look.measure.line_height(font)
        chip_height = max(MIN_TARGET, len(lines) * line_height + 2 * max(1, look.px(3)))
        if rows[-1] and used + gap + chip_width > width:
            rows.append([])
        used = chip_width if not rows[-1] else used + gap + chip_width
        rows[-1].append(PlacedChip(chip, lines, max(MIN_TARGET, chip_width), chip_height))
    return RowNode(block, tuple(tuple(row) for row in rows), width, look, font)


@dataclass(frozen=True, slots=True)
class RowNode:
    """Rows of chips; splits between two rows."""

    block: Row
    rows: tuple[tuple[PlacedChip, ...], ...]
    width: int
    look: Look
    font: FontSpec
    stays_with_next: bool = False
    is_space: bool = False

    @property
    def space_after(self) -> int:
        return self.block.space_after

    @property
    def _gap(self) -> int:
        return self.look.px(12)

    @property
    def height(self) -> int:
        heights = [max(placed.height for placed in row) for row in self.rows]
        return sum(heights) + self._gap * (len(heights) - 1)

    def place(self, x: int, y: int) -> Page:
        found: list[Element] = []
        gap = self.look.px(16)
        for row in self.rows:
            taken = sum(placed.width for placed in row) + gap * (len(row) - 1)
            at = x + indent(self.width - taken, self.block.align, False)
            for placed in row:
                found.append(_chip_element(placed, Rect(at, y, placed.width, placed.height), self.font, self.look))
                at += placed.width + gap
            y += max(placed.height for placed in row) + self._gap
        return tuple(found)

    def split(self, room: int, whole: int) -> tuple[Node, Node] | None:
        for count in range(len(self.rows) - 1, 0, -1):
            head = replace(self, rows=self.rows[:count])
            if head.height <= room:
                return head, replace(self, rows=self.rows[count:])
        return None


def _chip_element(placed: PlacedChip, rect: Rect, font: FontSpec, look: Look) -> Element:
    chip, theme = placed.chip, look.theme
    fill = chip.fill or (theme.chosen if chip.chosen else theme.card)
    ink = chip.ink or (theme.chosen_ink if chip.chosen else theme.on_colour if chip.fill else theme.ink)
    radius = min(rect.height // 2, look.px(28) + look.measure.line_height(font) // 2)
    shapes: tuple[Shape, ...] = (Box(rect, fill, theme.ink, max(2, look.px(3)), radius),)
    pad, line = look.px(20), look.measure.line_height(font)
    inner = rect.inset(pad, (rect.height - len(placed.lines) * line) // 2)
    if chip.symbol is not None:
        side = round(font.size * 0.8)
        box = Rect(inner.x, rect.y + (rect.height - side) // 2, side, side)
        shapes += (Symbol(box, chip.symbol, ink),)
        inner = inner.take_left(round(font.size * 1.1))[1]
    shapes += text_lines(placed.lines, inner.x, inner.y, inner.width, font, ink, look, Align.CENTRE)
    role = chip.role or (Role.BUTTON if chip.action is not None else Role.TEXT)
    states = chip.states | ({"selected"} if chip.chosen else set())
    return Element(
        role, rect, key=chip.key, name=chip.text, description=chip.description, states=states, action=chip.action,
        hotkeys=chip.hotkeys, shapes=shapes,
    )
