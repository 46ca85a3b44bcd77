"""A decision on a wall: thought about, voted on, talked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.session.room_views import OptionView, TalkView, ThinkView, VotedView, VoteView
from game.session.views import PanelView
from game.ui.blocks import Block, Card, Paragraph
from game.ui.element import Colour, Element, Rect, Role
from game.ui.layout import stack
from game.ui.screens.room.canvas import Canvas, WallPage, chip, first_that_fits, words_at
from game.ui.screens.room.joining import corner
from game.ui.screens.room.options import OptionCard, option_block, pages_of_cards
from game.ui.screens.room.story import picture_element
from game.ui.text import FontSpec

PICTURE_SHARE = 0.3


def think_wall(think: ThinkView, canvas: Canvas) -> WallPage:
    """The question and the ways to act, beside the moment they are about where there is room."""
    label = f"Decision {think.number} of up to {think.count}" if think.count > think.number else (
        f"Decision {think.number}"
    )
    told = f"{label}  ·  think for yourself"
    look = canvas.look
    tries: list[Callable[[], WallPage]] = []
    for view in (think.panel, None):
        for ask, font in ((look.title, look.body), (look.subtitle, look.body), (look.subtitle, look.small)):
            tries.append(partial(_asked, canvas, told, think.ask, think.options, ask, font, view))
    page = first_that_fits(tries)
    return page if page.is_whole else _in_words(canvas, told, think.ask, think.options)


def vote_wall(vote: VoteView, canvas: Canvas) -> WallPage:
    """The options, and nothing of how the room votes."""
    told = "Vote now" if vote.round == 1 else "Vote again  ·  change your mind, or do not"
    return _with_corner(canvas, told, vote.ask, vote.options, canvas.look.theme.marigold)


def voted_wall(voted: VotedView, canvas: Canvas) -> WallPage:
    """The vote is closed, and not shown yet."""
    return _with_corner(canvas, "The vote is closed", voted.ask, voted.options)


def _with_corner(
    canvas: Canvas, told: str, ask: str, options: Sequence[OptionView], fill: Colour | None = None
) -> WallPage:
    look = canvas.look
    fonts = ((look.title, look.body), (look.subtitle, look.body), (look.subtitle, look.small))
    has_corner = (True, False) if canvas.extras.join and not canvas.extras.is_locked else (False,)
    page = first_that_fits(
        [
            partial(_asked, canvas, told, ask, options, title, font, None, has_corner=has, fill=fill)
            for has in has_corner
            for title, font in fonts
        ]
    )
    return page if page.is_whole else _in_words(canvas, told, ask, options)


def _in_words(canvas: Canvas, told: str, ask: str, options: Sequence[OptionView]) -> WallPage:
    """For text so large that nothing else fits: everything may be split over pages."""
    look, theme = canvas.look, canvas.look.theme
    blocks: tuple[Block, ...] = (
        Paragraph(told, look.small.bold, theme.muted, look.px(10)),
        Paragraph(ask, look.subtitle, theme.ink, look.px(20), heading=True),
        *(option_block(option, look) for option in options),
    )
    return canvas.flowing(f"{told}. {ask}", blocks)


def _asked(
    canvas: Canvas, told: str, ask: str, options: Sequence[OptionView], title: FontSpec, font: FontSpec,
    view: PanelView | None, *, has_corner: bool = False, fill: Colour | None = None,
) -> WallPage:
    """One arrangement: the picture or the way to join on its side, the question, and the options beneath it."""
    look, area = canvas.look, canvas.area
    beside: list[Element] = []
    if view is not None:
        picture, area = area.take_left(int(area.width * PICTURE_SHARE))
        area = area.inset(look.px(52), 0, 0, 0)
        beside.append(picture_element(view, picture, look))
    if has_corner and canvas.extras.join:
        found = corner(canvas.extras.join, area, look)
        if found is not None:
            beside.append(found[0])
            area = found[1]
    label = chip(told, area.x, area.y, look, fill)
    if label.rect.right > area.right:
        label = words_at(told, area.x, area.y, area.width, look.small.bold, look)
    question = words_at(
        ask, area.x, label.rect.bottom + look.px(14), area.width, title, look, role=Role.HEADING, balanced=True
    )
    top = question.rect.bottom + look.px(20)
    place = Rect(area.x, top, area.width, max(1, area.bottom - top))
    cards = [OptionCard.of(option, area.width, font, look) for option in options]
    pages = pages_of_cards(cards, place, look.px(14))
    number = max(0, min(canvas.extras.page, len(pages) - 1))
    group = Element(Role.LIST, place, name="Options", children=pages[number])
    return canvas.page(
        f"{told}. {ask}", (*beside, label, question, group), number, len(pages), is_whole=_fit(cards, place)
    )


def talk_wall(talk: TalkView, canvas: Canvas) -> WallPage:
    """What to talk about, large, with the options beneath."""
    look = canvas.look
    minutes = "1 minute" if talk.minutes == 1 else f"{talk.minutes} minutes"
    fonts = ((look.display, look.body), (look.title, look.body), (look.title, look.small), (look.large, look.small))
    tries = [partial(_talked, canvas, talk, f"Talk  ·  {minutes}", *pair) for pair in fonts]
    page = first_that_fits(tries)
    if page.count == 1 and page.is_whole:
        return page
    return canvas.one_after_another(
        (
            lambda paper: _prompt(paper, talk, f"Talk  ·  {minutes}"),
            lambda paper: _with_corner(paper, f"Talk  ·  {minutes}", talk.ask, talk.options),
        )
    )


def _prompt(canvas: Canvas, talk: TalkView, told: str) -> WallPage:
    look = canvas.look
    label = chip(told, canvas.area.x, canvas.area.y, look)
    return first_that_fits(
        [
            partial(
                canvas.flowing, told, (_prompt_card(canvas, talk, font),), head=(label,),
                below=label.rect.bottom + look.px(24),
            )
            for font in (look.display, look.title, look.large)
        ]
    )


def _prompt_card(canvas: Canvas, talk: TalkView, font: FontSpec) -> Card:
    look, theme = canvas.look, canvas.look.theme
    return Card(
        (Paragraph(talk.prompt, font, theme.caption_ink, balanced=True),), role=Role.TEXT, name=talk.prompt,
        fill=theme.caption, stroke=theme.caption_line, padding=look.px(36), space_after=look.px(26),
    )


def _talked(canvas: Canvas, talk: TalkView, told: str, font: FontSpec, small: FontSpec) -> WallPage:
    look, theme, area = canvas.look, canvas.look.theme, canvas.area
    label = chip(told, area.x, area.y, look)
    card = _prompt_card(canvas, talk, font)
    ask = Paragraph(talk.ask, look.subtitle, theme.ink, look.px(14), heading=True)
    top = label.rect.bottom + look.px(20)
    head, height = stack((card, ask), area.x, top, area.width, look)
    place = Rect(area.x, top + height + look.px(14), area.width, max(1, area.bottom - top - height - look.px(14)))
    cards = [OptionCard.of(option, area.width, small, look, is_plain=True) for option in talk.options]
    pages = pages_of_cards(cards, place, look.px(12))
    group = Element(Role.LIST, place, name="Options", children=pages[0])
    return canvas.page(
        f"{told}. {talk.prompt}", (label, *head, group), 0, len(pages), is_whole=_fit(cards, place)
    )


def _fit(cards: Sequence[OptionCard], place: Rect) -> bool:
    return all(card.height <= place.height for card in cards)
