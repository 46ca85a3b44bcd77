"""A room looks back together: what happened on this path, what to ask, what to change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.session.room_views import GroupDebriefView
from game.session.wording import DIMENSIONS
from game.ui.blocks import Block, Card, Chip, Columns, Paragraph, Rich, Row, Rule
from game.ui.element import Role
from game.ui.screens.room.canvas import Canvas, WallPage, first_that_fits
from game.ui.text import FontSpec, Span

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
    part = debrief.parts[debrief.part]
    if is_over:
        return _goodbye(debrief, canvas)
    told = {
        "reactions": _ending, "what": _path, "so-what": _shares, "the-situation": _ledger, "now-what": _agreement,
        "other-roads": _roads,
    }[part]
    name, title = PART_NAMES[part], _title(debrief, canvas)
    look = canvas.look
    very_large = FontSpec(look.face, look.title.size)
    if not told(debrief, canvas, look.small):
        return first_that_fits(
            [
                partial(
                    canvas.flowing, name, (*title, *_questions(debrief, canvas, font)), is_centred=False
                )
                for font in (very_large, look.large)
            ]
        )

    def side_by_side(question: FontSpec, words: FontSpec) -> WallPage:
        columns = (_questions(debrief, canvas, question), told(debrief, canvas, words))
        both = Columns(columns, minimum=14, weights=(1.0, 1.15), gap=look.px(64))
        return canvas.flowing(name, (*title, both), is_centred=False)

    def one_below_the_other() -> WallPage:
        blocks = (*title, *_questions(debrief, canvas, look.large), *told(debrief, canvas, look.small))
        return canvas.flowing(name, blocks, is_centred=False)

    fonts = ((very_large, look.body), (look.large, look.body), (look.large, look.small))
    tries = [partial(side_by_side, *pair) for pair in fonts]
    page = first_that_fits([one_below_the_other] if part == "other-roads" else [*tries, one_below_the_other])
    if page.count == 1:
        return page
    # The questions first, as they are what the room does now.
    return canvas.one_after_another(
        (
            lambda paper: paper.flowing(
                name, (*title, *_questions(debrief, paper, look.large)), is_centred=False
            ),
            lambda paper: paper.flowing(name, told(debrief, paper, look.small), is_centred=False),
        )
    )


def _title(debrief: GroupDebriefView, canvas: Canvas) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    part = debrief.parts[debrief.part]
    count = f"Looking back  ·  {debrief.part + 1} of {len(debrief.parts)}"
    return (
        Row((Chip(count, fill=theme.mint, ink=theme.on_colour),), space_after=look.px(12)),
        Paragraph(PART_NAMES[part], look.title, theme.ink, look.px(26), heading=True, balanced=True),
    )


def _questions(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
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


def _shares(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    if not debrief.shares:
        return ()
    rows: list[Block] = [_small_heading("What came through on this path", canvas)]
    for share in debrief.shares:
        name = Paragraph(DIMENSIONS[share.dimension], font.bold, theme.ink)
        words = Paragraph(share.wording.value, font, theme.ink)
        rows += [Columns(((name,), (words,)), minimum=7, space_after=look.px(8)), Rule(look.px(10))]
    return tuple(rows[:-1])


def _ledger(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    if not debrief.ledger:
        return ()
    rows: list[Block] = [_small_heading("What this path did", canvas)]
    for entry in debrief.ledger:
        said = "Happened, and this path came back to it." if entry.repaired_by else "Happened, and is still open."
        more = " ".join(part for part in (entry.says, entry.repaired_by) if part)
        rows.append(
            Card(
                (Rich((Span(said, bold=True), Span(f" {more}")), font, theme.wash_ink),), role=Role.TEXT,
                name=f"{said} {more}", fill=theme.lilac, shadow=0, padding=look.px(24), space_after=look.px(16),
            )
        )
    return tuple(rows)


def _agreement(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    blocks: list[Block] = []
    if debrief.condition:
        blocks += [
            _small_heading("Together we change", canvas),
            Card(
                (
                    Paragraph(debrief.condition, look.large, theme.ink, look.px(14)),
                    *_review(debrief, canvas),
                ),
                role=Role.TEXT, name=f"Together we change: {debrief.condition} {debrief.review_on}".strip(),
                padding=look.px(32), space_after=look.px(26),
            ),
        ]
    if debrief.if_then_lines:
        blocks.append(_small_heading(f"{debrief.if_then_cue.rstrip(',.')} …", canvas))
        blocks += [Paragraph(line, font, theme.ink, look.px(12)) for line in debrief.if_then_lines]
    return tuple(blocks)


def _review(debrief: GroupDebriefView, canvas: Canvas) -> Sequence[Paragraph]:
    look = canvas.look
    if not debrief.review_on:
        return ()
    return (Paragraph(f"We look at it again: {debrief.review_on}", look.body.bold, look.theme.ink),)


def _roads(debrief: GroupDebriefView, canvas: Canvas, font: FontSpec) -> tuple[Block, ...]:
    look, theme = canvas.look, canvas.look.theme
    rows: list[Block] = []
    for road in debrief.roads:
        rows += [
            Paragraph(road.ask, font.bold, theme.ink, look.px(4)),
            Paragraph(f"This path: {road.taken}", font, theme.muted, look.px(18)),
        ]
    return tuple(rows)


def _goodbye(debrief: GroupDebriefView, canvas: Canvas) -> WallPage:
    look, theme = canvas.look, canvas.look.theme
    blocks: list[Block] = [Paragraph("Thank you.", look.display, theme.ink, look.px(30), heading=True)]
    if debrief.condition:
        blocks += _agreement(debrief, canvas, look.body)[:2]
    blocks.append(Paragraph("What was said here stays here. What was learned may go with you.", look.body, theme.ink))
    return canvas.flowing("Thank you", blocks)
