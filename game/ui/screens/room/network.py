"""Whether phones get through, on the facilitator's own window: in sentences, and with a page for a second device."""

from __future__ import annotations

from collections.abc import Iterator

from game.ui.blocks import Block, Paragraph
from game.ui.element import Element, Live, Rect
from game.ui.layout import Page, flow
from game.ui.room_desk import NetworkView
from game.ui.screens.room.joining import code_card
from game.ui.theme import Look

LOOKING = "Looking at the network …"
SCAN = "Scan this with your own phone"
LEAST_WORDS = 20  # em: with less beside the code, the code stands alone


def network_pages(shown: NetworkView, area: Rect, look: Look, *, is_seen: bool) -> tuple[Page, ...]:
    """The verdict beside a small code; where there is too little room, the code has a page of its own after it.

    Where the room sees this window there is no code: people would take it for the way to join.
    """
    blocks = [*_blocks(shown, look)]
    if not shown.page or is_seen:
        return flow(blocks, area, look)
    gap = look.px(48)
    side = min(area.height, area.width * 3 // 10)
    words = Rect(area.x, area.y, area.width - side - gap, area.height)
    if words.width >= LEAST_WORDS * look.em:
        beside = _code(shown.page, Rect(area.right - side, area.y, side, area.height), look)
        return tuple((*page, beside) for page in flow(blocks, words, look))
    side = min(area.height, area.width)
    alone = _code(shown.page, Rect(area.x + (area.width - side) // 2, area.y, side, area.height), look)
    return (*flow(blocks, area, look), (alone,))


def _blocks(shown: NetworkView, look: Look) -> Iterator[Block]:
    theme, made = look.theme, shown.judgement
    head, *rest = made.says if made else (LOOKING,)
    yield Paragraph(head, look.title, theme.ink, look.px(20), heading=True, balanced=True, key="network-verdict",
                    live=Live.POLITE)
    for line in rest:
        yield Paragraph(line, look.body, theme.ink, look.px(14))
    if made:
        yield Paragraph(made.fallback, look.body.bold, theme.ink, look.px(14), key="network-fallback")
    if shown.addresses:
        yield Paragraph(f"This computer’s addresses: {', '.join(shown.addresses)}", look.small, theme.muted,
                        look.px(8), key="network-addresses")


def _code(page: str, place: Rect, look: Look) -> Element:
    lines = [(SCAN, look.small.bold), (page.removeprefix("http://"), look.small)]
    return code_card(page, lines, f"Picture code that tests the network, at {page}", place, look)
