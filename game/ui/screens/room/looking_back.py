"""A room looks back together: what happened on this path, what to ask, what to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from game.core.scoring import Share, Wording
from game.session.room_views import GroupDebriefView
from game.session.room_words import CAME_THROUGH
from game.ui.blocks import Block, Card, Chip, Columns, Paragraph, Rich, Row
from game.ui.element import Role
from game.ui.layout import height_of, stack
from game.ui.screens.room.canvas import Canvas, WallPage, breaks_a_word, first_that_fits
from game.ui.text import FontSpec, Span
from game.ui.theme import Look

SHOWN = (Wording.CLEARLY, Wording.THROUGH)
MOST_NAMED = 2
OF_THE_STORY = "That tells of the story, and of nobody in this room."

_Told: TypeAlias = Callable[[GroupDebriefView, Canvas, FontSpec], tuple[Block, ...]]

PART_NAMES = {
    "reactions": "First reactions",
    "what": "What happened",
    "so-what": "What it was about",
    "the-situation": "The situation, not the people",
    "now-what": "What changes now",
    "other-roads": "Other roads",
}


def debrief_wall(debrief: GroupDebriefView, canvas: Canvas, *, is_over: bool) -> WallPage:
    """One part, or the last words of a session that is over."""
    if is_over:
        return _goodbye(debrief, canvas)
    look, told = canvas.look, _TOLD[debrief.parts[debrief.part]]
    small = look.small
    if not told(debrief, canvas, small):
        return _asked(debrief, canvas)
    share = 1.15  # of what is told, beside one of the questions
    pairs = (
        (_very_large(look, look.display), look.large), (_very_large(look, look.title), look.body),
        (look.large, look.body), (look.large, small), (look.body, small),
    )
    tries: list[Callable[[], WallPage]] = []
    if told is not _roads:
        tries += [partial(_beside, debrief, canvas, told, *pair, share) for pair in pairs]
    tries += [partial(_below, debrief, canvas, told, *pair) for pair in pairs]
    page = first_that_fits(tries)
    if page.count == 1 and page.is_whole:
        return page
    # The questions first, as they are what the room does now.
    return canvas.one_after_another(
        (lambda paper: _asked(debrief, paper), lambda paper: _alone(debrief, paper, told))
    )


def _very_large(look: Look, of: FontSpec) -> FontSpec:
    return FontSpec(look.face, of.size)


def _framed(debrief: GroupDebriefView, canvas: Canvas, blocks: Sequence[Block]) -> WallPage:
    """Blocks under the title, a little above the middle of what is left."""
    look, part = canvas.look, debrief.parts[debrief.part]
    placed, height = stack(_title(debrief, canvas), canvas.area.x, canvas.area.y, canvas.area.width, look)
    below = canvas.area.y + height + look.px(26)
    return canvas.flowing(PART_NAMES[part], blocks, head=placed, below=below)


def _asked(debrief: GroupDebriefView, canvas: Canvas) -> WallPage:
    """The questions alone, as large as they get."""
    look = canvas.look
    sizes = (_very_large(look, look.display), _very_large(look, look.title), look.large, look.body, look.small)
    tries = [partial(_framed, debrief, canvas, _questions(debrief, canvas, font)) for font in sizes]
    return first_that_fits(tries)


def _alone(debrief: GroupDebriefView, canvas: Canvas, told: _Told) -> WallPage:
    """What is told, on the page after the questions."""
    look, part = canvas.look, debrief.parts[debrief.part]
    paper = replace(canvas, state=_count(debrief)) if canvas.has_room_at_foot(_count(debrief)) else canvas
    sizes = (look.large, look.body, look.small)
    return first_that_fits([partial(paper.flowing, PART_NAMES[part], told(debrief, canvas, font)) for font in sizes])


def _beside(
    debrief: GroupDebriefView, canvas: Canvas, told: _Told, question: FontSpec, words: FontSpec, share: float
) -> WallPage:
    look = canvas.look
    columns = (_questions(debrief, canvas, question), told(debrief, canvas, words))
    both = Columns(columns, minimum=14, weights=(1.0, share), gap=look.px(64))
    page = _framed(debrief, canvas, (both,))
    narrow = int((canvas.area.width - look.px(64)) / (1 + share)) - look.shadow - 2 * look.px(32)
    is_whole = not any(breaks_a_word(text, question, narrow, look) for text in debrief.questions)
    return replace(page, is_whole=page.is_whole and is_whole)


def _below(
    debrief: GroupDebriefView, canvas: Canvas, told: _Told, question: FontSpec, words: FontSpec
) -> WallPage:
    """The questions side by side, and what is told under them."""
    look, cards = canvas.look, _questions(debrief, canvas, question)
    asked: tuple[Block, ...] = cards
    if len(cards) > 1:
        gap = look.px(32)
        width = (canvas.area.width - gap * (len(cards) - 1)) // len(cards)
        tallest = max(height_of((card,), width, look) for card in cards)
        even = tuple((replace(card, min_height=tallest),) for card in cards)
        asked = (Columns(even, minimum=10, gap=gap, space_after=look.px(22)),)
    return _framed(debrief, canvas, (*asked, *told(debrief, canvas, words)))


def _count(debrief: GroupDebriefView) -> str:
    return f"Looking back  ·  {debrief.part + 1} of {len(debrief.parts)}"


def _title(debrief: GroupDebriefView, canvas: Canvas) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    part = debrief.parts[debrief.part]
    return (
        Row((Chip(_count(debrief), fill=theme.mint, ink=theme.on_colour),), space_after=look.px(12)),
        Paragraph(PART_NAMES[part], look.title, theme.ink, heading=True, balanced=True),
    )


def _questions(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Card, ...]:
    look, theme = canvas.look, canvas.look.theme
    return tuple(
        Card(
            (Paragraph(question, font, theme.caption_ink),), role=Role.TEXT, name=question, fill=theme.caption,
            stroke=theme.caption_line, padding=look.px(32), space_after=look.px(22),
        )
        for question in debrief.questions
    )


def _small_heading(words: str, canvas: Canvas) -> Paragraph:
    look = canvas.look
    return Paragraph(words, look.small.bold, look.theme.muted, look.px(12), heading=True)


def _ending(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme, ending = canvas.look, canvas.look.theme, debrief.ending
    if ending is None:
        return ()
    words = f"{ending.closing_by.name}: “{ending.closing_says}”"
    return (
        _small_heading("How this path ended", canvas),
        Card(
            (
                Paragraph(ending.title, look.subtitle, theme.ink, look.px(12), heading=True),
                Paragraph(words, font, theme.ink),
            ),
            role=Role.TEXT, name=f"{ending.title}. {words}", padding=look.px(30),
        ),
    )


def _path(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    return (
        _small_heading("This path", canvas),
        *(
            Rich((Span(f"{number}.", bold=True), Span(f" {line}")), font, theme.ink, look.px(14))
            for number, line in enumerate(debrief.run, start=1)
        ),
    )


def _came_through(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    """In a sentence: six lines, each with how much, would be read as a grade."""
    look, theme = canvas.look, canvas.look.theme
    if not debrief.shares:
        return ()
    words = came_through(debrief.shares)
    card = Card(
        (Paragraph(words, font, theme.ink, look.px(12)), Paragraph(OF_THE_STORY, look.small, theme.muted)),
        role=Role.TEXT, name=f"{words} {OF_THE_STORY}", padding=look.px(30),
    )
    return (_small_heading("This path", canvas), card)


def came_through(shares: Sequence[Share]) -> str:
    """What a path was mostly about, of what may be said with enough to go on; never what it lacked."""
    clear = [share.dimension for wording in SHOWN for share in shares if share.wording is wording]
    if not clear:
        return "No one thing stands out on this path."
    return f"This path was mostly about {', and about '.join(CAME_THROUGH[each] for each in clear[:MOST_NAMED])}."


def _ledger(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    if not debrief.ledger:
        return ()
    rows: list[Block] = [_small_heading("What this path did", canvas)]
    for entry in debrief.ledger:
        said = "Happened, and this path came back to it." if entry.repaired_by else "Happened, and is still open."
        lines = [((Span(said, bold=True), Span(f" {entry.says}")))]
        if entry.repaired_by:
            lines.append((Span("Later:", bold=True), Span(f" {entry.repaired_by}")))
        rows.append(
            Card(
                tuple(Rich(spans, font, theme.wash_ink, look.px(8)) for spans in lines), role=Role.TEXT,
                name=" ".join(span.text.strip() for spans in lines for span in spans), fill=theme.lilac, shadow=0,
                padding=look.px(24), space_after=look.px(16),
            )
        )
    return tuple(rows)


def _agreement(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    blocks: list[Block] = []
    large = look.body if font == look.small else look.large
    if debrief.condition:
        blocks += [
            _small_heading("Together we change", canvas),
            Card(
                (
                    Paragraph(debrief.condition, large, theme.ink, look.px(14)),
                    *_review(debrief, font, look),
                ),
                role=Role.TEXT, name=f"Together we change: {debrief.condition} {debrief.review_on}".strip(),
                padding=look.px(32), space_after=look.px(26),
            ),
        ]
    if debrief.if_then_lines:
        blocks.append(_small_heading(f"{debrief.if_then_cue.rstrip(',.')} …", canvas))
        blocks += [Paragraph(line, font, theme.ink, look.px(12)) for line in debrief.if_then_lines]
    return tuple(blocks)


def _review(debrief: GroupDebriefView, font: FontSpec, look: Look) -> Sequence[Paragraph]:
    if not debrief.review_on:
        return ()
    return (Paragraph(f"We look at it again: {debrief.review_on}", font.bold, look.theme.ink),)


def _roads(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    rows: list[Block] = [_small_heading("At which moment?", canvas)]
    for number, road in enumerate(debrief.roads, start=1):
        ways = "1 other way" if len(road.others) == 1 else f"{len(road.others)} other ways"
        spans = [Span(f"{number}.", bold=True), Span(f" {road.ask}")]
        if font != look.small:  # the first thing to go where there is little room
            spans.append(Span(f"  {ways}", bold=True))
        rows.append(Rich(tuple(spans), font, theme.ink, look.px(16)))
    return tuple(rows) if debrief.roads else ()


def _goodbye(debrief: GroupDebriefView, canvas: Canvas) -> WallPage:
    look, theme = canvas.look, canvas.look.theme
    blocks: list[Block] = [Paragraph("Thank you.", look.display, theme.ink, look.px(30), heading=True)]
    if debrief.condition:
        blocks += _agreement(debrief, canvas, look.body)[:2]
    blocks.append(Paragraph("What was said here stays here. What was learned may go with you.", look.body, theme.ink))
    return canvas.flowing("Thank you", blocks)


_TOLD: Mapping[str, _Told] = {
    "reactions": _ending, "what": _path, "so-what": _came_through, "the-situation": _ledger, "now-what": _agreement,
    "other-roads": _roads,
}
