"""What was said and done so far, to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.session.views import SessionView, TranscriptEntry
from game.ui.blocks import Block, Card, Paragraph, Rich, Spacer, heading, paragraph
from game.ui.element import Element, Rect
from game.ui.interface import Interface
from game.ui.layout import Page, flow, height_of
from game.ui.screens.frame import Paged, close_hint, page_hints, room, screen
from game.ui.text import Span
from game.ui.theme import Look

LAST = -1  # of `Interface.overlay_page`: whichever page is the last
WIDEST = 44  # em; longer lines are hard to follow
CHOICE = "choice"


def transcript_screen(view: SessionView, interface: Interface, look: Look) -> Element:
    """Names, lines, captions and choices from the first on; page `LAST` is where one stopped."""
    title = heading("What was said", look, look.title, look.px(20))
    entries = [_block(entry, look) for entry in view.transcript] or [paragraph("Nothing has been said yet.", look)]
    place = room(look, (*page_hints(Paged((), 1, 9)), close_hint()))
    width = min(place.content.width, round(look.em * WIDEST))
    area = replace(place.content, x=place.content.x + (place.content.width - width) // 2, width=width)
    pages = _pages(title, entries, area, look)
    number = interface.overlay_page if interface.overlay_page != LAST else len(pages) - 1
    number = max(0, min(number, len(pages) - 1))
    page = Paged(pages[number], number, len(pages))
    place = room(look, (*page_hints(page), close_hint()))
    return screen(f"What was said in “{view.title}”", look, place, page.page, message=interface.message)


def _pages(title: Block, entries: Sequence[Block], area: Rect, look: Look) -> tuple[Page, ...]:
    """Filled from the end: the last page, which is seen first, is a full one."""
    heights = [height_of((entry, Spacer(1)), area.width, look) for entry in entries]
    room_below_title = area.height - height_of((title, Spacer(1)), area.width, look)
    parts: list[list[Block]] = [[]]
    used = 0
    for entry, height in zip(reversed(entries), reversed(heights), strict=True):
        if parts[0] and used + height > area.height:
            parts.insert(0, [])
            used = 0
        parts[0].insert(0, entry)
        used += height
    if used > room_below_title and len(parts[0]) > 1:
        parts.insert(0, [parts[0].pop(0)])
    return tuple(
        page
        for number, part in enumerate(parts)
        for page in flow(part if number else (title, *part), area, look)
    )


def _block(entry: TranscriptEntry, look: Look) -> Block:
    theme = look.theme
    after = look.px(16)
    if entry.speaker == CHOICE:
        words = Rich((Span(f"{entry.speaker_name}:", bold=True), Span(f" {entry.words}")), look.body, theme.caption_ink)
        return Card(
            (words,),
            fill=theme.caption,
            stroke=theme.caption_line,
            shadow=0,
            padding=look.px(20),
            space_after=look.px(22),
        )
    if not entry.speaker:
        return Paragraph(entry.words, look.body, theme.muted, after)
    spans = (Span(f"{entry.speaker_name}:", bold=True), Span(f" {entry.words}"))
    return Rich(spans, look.body, theme.ink, after)
