"""
Flowing blocks into pages so that nothing is ever cut off.

A block is first lowered to a node that knows its height at a given width, can be placed at a point, and may be
split at a line end.  Nodes then fill pages.  Text is never shortened and never shrinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.ui.blocks import Block, Card, Columns, Paragraph, PictureBlock, Rich, Row, Rule, Spacer
from game.ui.chips import row_node
from game.ui.element import Element, Frame, Rect, Role
from game.ui.nodes import (
    MIN_TARGET,
    CardNode,
    ColumnsNode,
    Line,
    Node,
    Page,
    PictureNode,
    Space,
    TextNode,
    cap_side,
    height_of_nodes,
    place_all,
    take,
    text_lines,
    without_leading_space,
)
from game.ui.text import Span, is_rtl, wrap_spans
from game.ui.theme import Look

__all__ = ["MIN_TARGET", "Page", "flow", "flow_to_fit", "height_of", "panel", "stack", "text_lines"]

# How much of the way from its least to its greatest height a picture gets, tried in this order; None: it goes.
PICTURE_SHARES: tuple[float | None, ...] = (1.0, 0.75, 0.5, 0.25, 0.0, None)


def flow(blocks: Sequence[Block], area: Rect, look: Look) -> tuple[Page, ...]:
    """The blocks on as many pages of the area's size as they need; each page has something on it.

    A block that does not fit the rest of a page goes to the next one if it fits there whole, and is split at a
    line end otherwise.  No blocks give no pages.
    """
    return _flow(blocks, area, look, 1.0)


def flow_to_fit(blocks: Sequence[Block], area: Rect, look: Look) -> tuple[Page, ...]:
    """One page, if it can be with smaller pictures or none; else as `flow` without pictures."""
    shares = PICTURE_SHARES if any(_has_picture(block) for block in blocks) else (None,)
    pages: tuple[Page, ...] = ()
    for share in shares:
        pages = _flow(blocks, area, look, share)
        if len(pages) <= 1:
            break
    return pages


def height_of(blocks: Sequence[Block], width: int, look: Look) -> int:
    """Pixels that the blocks take at that width on one endless page, pictures at their greatest."""
    return height_of_nodes(_lower_all(blocks, width, look, 1.0))


def stack(blocks: Sequence[Block], x: int, y: int, width: int, look: Look) -> tuple[Page, int]:
    """The blocks one below the other from a point on, and the height that they take."""
    nodes = _lower_all(blocks, width, look, 1.0)
    return place_all(nodes, x, y), height_of_nodes(nodes)


def _flow(blocks: Sequence[Block], area: Rect, look: Look, share: float | None) -> tuple[Page, ...]:
    nodes = _lower_all(blocks, area.width, look, share)
    pages: list[Page] = []
    while nodes := without_leading_space(nodes):
        taken, nodes = take(nodes, area.height, area.height)
        pages.append(place_all(taken, area.x, area.y))
    return tuple(pages)


def _has_picture(block: Block) -> bool:
    if isinstance(block, Card):
        return block.banner is not None or any(_has_picture(each) for each in block.blocks)
    if isinstance(block, Columns):
        return any(_has_picture(each) for column in block.columns for each in column)
    return isinstance(block, PictureBlock)


def _lower_all(blocks: Sequence[Block], width: int, look: Look, share: float | None) -> list[Node]:
    return [node for block in blocks for node in _lower(block, width, look, share)]


def _lower(block: Block, width: int, look: Look, share: float | None) -> list[Node]:
    match block:
        case Paragraph() | Rich():
            return [_text_node(block, width, look)] if _plain(block).strip() else []
        case Spacer():
            return [Space(block.height)] if block.height > 0 else []
        case Rule():
            return [Line(block, width, look)]
        case PictureBlock():
            return [] if share is None else [_picture_node(block, width, look, share)]
        case Row():
            return [row_node(block, width, look)] if block.chips else []
        case Card():
            return [_card_node(block, width, look, share)]
        case Columns():
            return _columns(block, width, look, share)


def _columns(block: Columns, width: int, look: Look, share: float | None) -> list[Node]:
    count = len(block.columns)
    gap = look.px(32) if block.gap is None else block.gap
    weights = block.weights or (1.0,) * count
    free = width - gap * (count - 1)
    widths = [int(free * weight / sum(weights)) for weight in weights]
    if count < 2 or min(widths) < block.minimum * look.em:
        nodes = [node for column in block.columns for node in _lower_all(column, width, look, share)]
        return [*nodes, Space(block.space_after)] if block.space_after else nodes
    columns = tuple(
        tuple(_lower_all(column, column_width, look, share))
        for column, column_width in zip(block.columns, widths, strict=True)
    )
    return [ColumnsNode(columns, tuple(widths), gap, block.space_after)]


def _plain(block: Paragraph | Rich) -> str:
    return block.text if isinstance(block, Paragraph) else "".join(span.text for span in block.spans)


def _paragraphs(block: Paragraph | Rich) -> list[tuple[Span, ...]]:
    """The spans of each paragraph: each has a direction of its own."""
    found: list[list[Span]] = [[]]
    for span in (Span(block.text),) if isinstance(block, Paragraph) else block.spans:
        for n, piece in enumerate(span.text.split("\n")):
            if n:
                found.append([])
            found[-1].append(replace(span, text=piece))
    return [tuple(spans) for spans in found]


def _text_node(block: Paragraph | Rich, width: int, look: Look) -> TextNode:
    balanced = isinstance(block, Paragraph) and block.balanced
    lines = tuple(
        (line, is_rtl("".join(span.text for span in spans)))
        for spans in _paragraphs(block)
        for line in wrap_spans(spans, block.font, width, look.measure, balanced=balanced)
    )
    return TextNode(block, lines, width, look, _plain(block))


def _picture_node(block: PictureBlock, width: int, look: Look, share: float) -> PictureNode:
    height = round(block.min_height + (block.max_height - block.min_height) * share)
    if block.aspect is not None:
        height = min(height, int(width / block.aspect))
    return PictureNode(block, max(1, height), width, look, block.space_after)


def _card_node(card: Card, width: int, look: Look, share: float | None) -> CardNode:
    badge = 0
    if card.badge is not None:
        badge = cap_side(look) + look.px(24) if card.badge.letter else 0
        badge += round(look.em * 0.9) + look.px(28) if card.badge.symbol else 0
    padding = look.px(28) if card.padding is None else card.padding
    shadow = look.shadow if card.shadow is None else card.shadow
    banner = 0
    if card.banner is not None and share is not None:
        banner = round(card.banner.min_height + (card.banner.max_height - card.banner.min_height) * share)
    inner = max(1, width - shadow - 2 * padding - badge)
    nodes = tuple(_lower_all(card.blocks, inner, look, share))
    return CardNode(card, nodes, width, look, padding, shadow, badge, banner)


def panel(rect: Rect, look: Look) -> Element:
    """The edge of a comic panel, to be the last child of what lies in it."""
    frame = Frame(rect, look.theme.panel_line, max(3, look.px(5)), look.radius, look.theme.ground)
    return Element(Role.GROUP, rect, shapes=(frame,))
