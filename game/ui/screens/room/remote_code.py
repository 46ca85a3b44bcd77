"""The code that makes a phone the remote, on the facilitator's own window."""

from __future__ import annotations

from game.ui.blocks import Block, Paragraph
from game.ui.element import Live, Rect
from game.ui.layout import Page, flow
from game.ui.room_desk import DeskView, RemoteCode
from game.ui.screens.room.joining import code_card
from game.ui.theme import Look

LINES = (
    "It goes on, opens and closes votes, shows them, lets the room talk, blanks the wall, stops the clock and gives "
    "it more time. It shows your notes. It counts no hands, chooses no road and finishes nothing.",
    "The code works once, for one phone on the same Wi-Fi as this computer. Keep it from the room.",
)
LEAST_WORDS = 16  # em: with less beside the code the words stand above it


def remote_code_pages(told: DeskView, code: RemoteCode, area: Rect, look: Look) -> tuple[Page, ...]:
    """The code beside its words; where there is too little room, the words have pages of their own after it."""
    theme, gap = look.theme, look.px(48)
    blocks: list[Block] = [
        Paragraph(told.question, look.title, theme.ink, look.px(20), heading=True, balanced=True, key="question",
                  live=Live.POLITE),
        *(Paragraph(line, look.body, theme.ink, look.px(16)) for line in LINES),
    ]
    side = min(area.height, area.width * 9 // 20)
    words = Rect(area.x, area.y, area.width - side - gap, area.height)
    if words.width >= LEAST_WORDS * look.em:
        pages = flow(blocks, words, look)
        if len(pages) == 1:
            place = Rect(area.right - side, area.y, side, area.height)
            return ((*pages[0], code_card(code.link, [(code.address, look.small)], _name(code), place, look)),)
    place = Rect(area.x + (area.width - side) // 2, area.y, side, area.height)
    alone = code_card(code.link, [(code.address, look.small)], _name(code), place, look)
    return ((alone,), *flow(blocks, area, look))


def _name(code: RemoteCode) -> str:
    return f"Picture code that makes a phone the remote, at {code.address}"
