"""The story on a wall: what is said, what comes of a choice, a closer look, the why, the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from game.session.room_views import ToldView, WhyView
from game.session.room_words import says_you
from game.session.views import AlternativeView, EndingView, LookCloserView, PanelView, ScriptView
from game.session.wording import line_to_say
from game.ui.blocks import Block, Card, Columns, Paragraph, PictureBlock, Rich
from game.ui.comic import compose
from game.ui.element import Element, Picture, Rect, Role
from game.ui.layout import flow, flow_to_fit, height_of, panel, stack
from game.ui.screens.ending import closing_line
from game.ui.screens.room.canvas import Canvas, WallPage, breaks_a_word, content, first_that_fits, words_at
from game.ui.screens.script import Panel, line_block, panels_of
from game.ui.stage import FacePicture, Stage, described, picture_of
from game.ui.text import FontSpec, Span
from game.ui.theme import Look

PATH = "On this path: "  # never “you”: a room chose
INSTEAD = "Instead: "  # on another road; shorter than the other, so that no panel gets less room
WHO_YOU_ARE = "“You” is the person in the story, and nobody in this room."


@dataclass(frozen=True, slots=True)
class _Reading:
    """A script, broken into panels for one wall."""

    panels: tuple[Panel, ...]
    now: int  # the panel that has the line which was read last

    @classmethod
    def of(cls, script: ScriptView, look: Look, stage: Stage) -> _Reading:
        # What was chosen stands over the panel: in it, it would be said as the player's own words.
        panels = panels_of(replace(script, after_choice=""), _panel_place(script, look)[1], look, stage)
        now = next((n for n, each in enumerate(panels) if script.line <= each.first + each.count), len(panels) - 1)
        return cls(panels, now)


def lines_on_wall(script: ScriptView, look: Look, stage: Stage) -> int:
    """Up to which line, from 1, the wall shows a script that is at `script.line`.  `look` is a wall's."""
    reading = _Reading.of(script, look, stage)
    shown = reading.panels[reading.now]
    return shown.first + shown.count


def next_line(script: ScriptView, look: Look, stage: Stage) -> int | None:
    """The first line of the panel after the present one; None on the last."""
    reading = _Reading.of(script, look, stage)
    if reading.now + 1 >= len(reading.panels):
        return None
    return reading.panels[reading.now + 1].first + 1


def panels_before(script: ScriptView, look: Look, stage: Stage) -> int:
    """How many panels of this script were read before the present one."""
    return _Reading.of(script, look, stage).now


def script_wall(script: ScriptView, canvas: Canvas, stage: Stage) -> WallPage:
    """The panel with the line that was read last, or one before it."""
    look = canvas.look
    reading = _Reading.of(script, look, stage)
    shown = reading.panels[max(0, reading.now - canvas.extras.panels_back)]
    head, place = _panel_place(script, look)
    name = canvas.title
    if script.is_consequence:
        name = f"{_lead(canvas)}{script.after_choice}"
        if head and canvas.extras.is_other_road:
            area = content(look)
            head = (words_at(name, area.x, area.y, area.width, look.small.bold, look, key="taken"),)
    here = script.lines[shown.first : shown.first + shown.count]
    if shown.drawn is not None and here:
        drawn = compose(script.panels[shown.first + shown.count - 1], here, place, look, stage)
        if drawn is not None:
            return canvas.page(name, (*head, drawn))
    return _in_words(script, shown, canvas, name, head, place)


def _lead(canvas: Canvas) -> str:
    return INSTEAD if canvas.extras.is_other_road else PATH


def _panel_place(script: ScriptView, look: Look) -> tuple[tuple[Element, ...], Rect]:
    """What was chosen, where this is a consequence, and where the panel is."""
    area = content(look)
    if not script.is_consequence or not script.after_choice:
        return (), area
    words = words_at(f"{PATH}{script.after_choice}", area.x, area.y, area.width, look.small.bold, look, key="taken")
    if words.rect.height > area.height // 3:
        return (), area
    return (words,), area.take_top(words.rect.height + look.px(18))[1]


def _in_words(
    script: ScriptView, shown: Panel, canvas: Canvas, name: str, head: Sequence[Element], place: Rect
) -> WallPage:
    """Words that a picture has no room for: the picture above them, as long as there is one."""
    look = canvas.look
    at = max(0, min(shown.first, len(script.lines) - 1))
    lines = script.lines[at : at + max(1, shown.count)]
    blocks: list[Block] = [line_block(line, look) for line in lines]
    if not lines:  # nothing is said of it: what was done says it all
        blocks = [Paragraph(script.after_choice, look.title, look.theme.ink, heading=True, balanced=True)]
    if script.panels:
        view = script.panels[at]
        picture = PictureBlock(
            picture_of(view, has_faces=True), look.px(260), look.px(620), aspect=2.2, name=described(view),
            space_after=look.px(20),
        )
        pages = flow_to_fit((picture, *blocks), place, look)
        if len(pages) == 1:
            return canvas.page(name, (*head, *pages[0]))
    return canvas.flowing(name, blocks, head=head, area=place)


def beside_picture(
    canvas: Canvas, name: str, view: PanelView, words: Sequence[Block], *, share: float = 0.38
) -> WallPage:
    """Words beside a picture; the words alone where both do not fit."""
    look, area = canvas.look, canvas.area
    picture, rest = area.take_left(int(area.width * share))
    rest = rest.inset(look.px(60), 0, look.shadow, 0)
    if not (view.place or view.people) or len(flow(words, rest, look)) > 1:
        return canvas.flowing(name, words)
    drawn = picture_element(view, picture, look)
    free = rest.height - height_of(words, rest.width, look)
    return canvas.page(name, (drawn, *stack(words, rest.x, rest.y + max(0, free * 2 // 5), rest.width, look)[0]))


def picture_element(view: PanelView, rect: Rect, look: Look) -> Element:
    """A picture with the edge of a comic panel."""
    return Element(
        Role.GROUP, rect, key="panel", name=described(view), clip=True,
        shapes=(Picture(rect, picture_of(view, has_faces=True), wash=look.theme.washes[0]),),
        children=(panel(rect, look),),
    )


def look_closer_wall(closer: LookCloserView, canvas: Canvas) -> WallPage:
    """One thing, looked at more closely."""
    look, theme = canvas.look, canvas.look.theme
    glance = closer.glances[closer.at]
    words: list[Block] = [
        Paragraph("A closer look", look.subtitle, theme.muted, look.px(14)),
        Paragraph(glance.at, look.title, theme.ink, look.px(24), heading=True, balanced=True),
        Card(
            (Paragraph(glance.shows, look.large, theme.caption_ink),), role=Role.TEXT, name=glance.shows,
            fill=theme.caption, stroke=theme.caption_line, padding=look.px(30), space_after=look.px(24),
        ),
    ]
    return beside_picture(canvas, f"A closer look: {glance.at}", closer.panel, words)


def told_wall(told: ToldView, canvas: Canvas) -> WallPage:
    """A decision that is told instead of played: what was done, and the first of what came of it."""
    look, theme = canvas.look, canvas.look.theme
    head = Paragraph("Told in short", look.subtitle, theme.muted, look.px(16))

    def page(font: FontSpec, count: int) -> WallPage:
        did = Paragraph(f"{PATH}{told.says}", font, theme.ink, look.px(24), heading=True, balanced=True)
        came = [line_block(line, look) for line in told.lines[:count]]
        return beside_picture(canvas, "Told in short", told.panel, (head, did, *came))

    fonts = (look.title, look.large, look.body)
    fewer = [partial(page, font, count) for count in range(len(told.lines), -1, -1) for font in fonts]
    return first_that_fits(fewer)


def why_wall(why: WhyView, canvas: Canvas) -> WallPage:
    """Why it went that way, and then the other ways, with the same weight."""
    return canvas.one_after_another(
        (lambda paper: _commentary(why, paper), *((lambda paper: _other_ways(why, paper),) if why.others else ()))
    )


def _commentary(why: WhyView, canvas: Canvas) -> WallPage:
    look, theme = canvas.look, canvas.look.theme

    def told(font: FontSpec) -> WallPage:
        blocks: list[Block] = [
            Paragraph(f"{_lead(canvas)}{why.choice}", look.small.bold, theme.muted, look.px(22)),
            Paragraph("Why it went this way", look.title, theme.ink, look.px(22), heading=True),
            Paragraph(why.commentary, font, theme.ink, look.px(22)),
            *([Paragraph(WHO_YOU_ARE, look.small, theme.muted)] if says_you(why.commentary, "en") else ()),
        ]
        return canvas.flowing("Why it went this way", blocks)

    return first_that_fits([partial(told, font) for font in (look.large, look.body, look.small)])


def _other_ways(why: WhyView, canvas: Canvas) -> WallPage:
    look, theme = canvas.look, canvas.look.theme
    title = Paragraph("Other ways to meet this moment", look.title, theme.ink, look.px(24), heading=True)

    def told(font: FontSpec, *, is_beside: bool) -> WallPage:
        cards = [_other_way(other, font, look) for other in why.others]
        if not is_beside:
            return canvas.flowing("Other ways", (title, *cards))
        width = (canvas.area.width - look.px(40)) // 2
        tallest = max(height_of((card,), width, look) for card in cards)
        both = Columns(
            tuple((replace(card, min_height=tallest),) for card in cards), minimum=11, gap=look.px(40)
        )
        page = canvas.flowing("Other ways", (title, both))
        inner = width - look.shadow - 2 * look.px(28)
        is_whole = not any(breaks_a_word(other.do, font, inner, look) for other in why.others)
        return replace(page, is_whole=page.is_whole and is_whole)

    sides = (True, False) if len(why.others) == 2 else (False,)
    return first_that_fits(
        [partial(told, font, is_beside=side) for font in (look.large, look.body, look.small) for side in sides]
    )


def _other_way(other: AlternativeView, font: FontSpec, look: Look) -> Card:
    after, theme = look.px(12), look.theme
    words: list[Block] = [Paragraph(other.do, font, theme.ink, after)]
    if line := line_to_say(other.do, other.line):
        words.append(Rich((Span("To say:", bold=True), Span(f" “{line}”")), font, theme.ink, after))
    if other.tradeoff:
        words.append(Rich((Span("Its price:", bold=True), Span(f" {other.tradeoff}")), look.small, theme.muted))
    return Card(tuple(words), role=Role.GROUP, padding=look.px(28), space_after=look.px(22))


def ending_wall(ending: EndingView, canvas: Canvas) -> WallPage:
    """Where it ended, and the last word of somebody affected."""
    look, theme = canvas.look, canvas.look.theme
    words: list[Block] = [
        Paragraph(ending.title, look.display, theme.ink, look.px(30), heading=True, balanced=True),
        line_block(closing_line(ending), look, look.large),
    ]
    if ending.reflect:
        words.append(Paragraph(ending.reflect, look.body.bold, theme.ink))
    if ending.panel.people or ending.panel.place:
        return beside_picture(canvas, f"The end: {ending.title}", ending.panel, words)
    face = PictureBlock(
        FacePicture(ending.closing_by.look, ending.closing_by.expression), look.px(200), look.px(560), aspect=1.0,
        name=f"Picture: {ending.closing_by.name}.", framed=False,
    )
    both = Columns(((face,), tuple(words)), minimum=9, weights=(0.5, 1.0), gap=look.px(56))
    page = canvas.flowing(f"The end: {ending.title}", (both,))
    return page if page.count == 1 else canvas.flowing(f"The end: {ending.title}", words)

