"""A decision on a wall: thought about, voted on, talked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from game.session.room_views import OptionView, TalkView, ThinkView, VotedView, VoteView
from game.session.views import PanelView
from game.ui.blocks import Block, Card, Paragraph
from game.ui.element import Colour, Element, Rect, Role
from game.ui.layout import stack
from game.ui.screens.room.canvas import Canvas, WallPage, chip, first_that_fits, words_at
from game.ui.screens.room.joining import corner
from game.ui.screens.room.options import OptionCard, option_block, pages_of_cards, with_own_shapes
from game.ui.screens.room.story import picture_element
from game.ui.text import FontSpec

PICTURE_SHARE = 0.3
WIDEST_GAP = 34  # design pixels between options, where a wall has room left


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, and how its state is told.

    Attributes:
        told: Over the question.
        state: The same, shorter, at the foot.
    """

    told: str
    state: str
    ask: str
    options: tuple[OptionView, ...]
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """One arrangement.

    Attributes:
        title: Of the question.
        font: Of the options.
        view: A picture beside them, or None.
        has_corner: The way to join stands beside them.
        is_plain: Nothing around the options, and the state at the foot: for large text.
    """

    title: FontSpec
    font: FontSpec
    view: PanelView | None = None
    has_corner: bool = False
    is_plain: bool = False


def think_wall(think: ThinkView, canvas: Canvas) -> WallPage:
    """The question and the ways to act, beside the moment they are about where there is room."""
    label = f"Decision {think.number} of up to {think.count}" if think.count > think.number else (
        f"Decision {think.number}"
    )
    asked = _Asked(f"{label}  ·  think for yourself", "Think for yourself", think.ask, think.options)
    look = canvas.look
    fonts = ((look.title, look.body), (look.subtitle, look.body), (look.subtitle, look.small))
    return _best(canvas, asked, [_Way(*pair, view) for view in (think.panel, None) for pair in fonts])


def vote_wall(vote: VoteView, canvas: Canvas) -> WallPage:
    """The options, and nothing of how the room votes."""
    fill = canvas.look.theme.marigold
    if vote.round == 1:
        return options_wall(canvas, _Asked("Vote now", "Vote now", vote.ask, vote.options, fill))
    told = "Vote again  ·  change your mind, or do not"
    return options_wall(canvas, _Asked(told, "Vote again", vote.ask, vote.options, fill))


def voted_wall(voted: VotedView, canvas: Canvas) -> WallPage:
    """The vote is closed, and not shown yet."""
    return listed(canvas, "The vote is closed", voted.ask, voted.options)


def listed(canvas: Canvas, told: str, ask: str, options: tuple[OptionView, ...]) -> WallPage:
    """A question with its options, and what is told over it."""
    return options_wall(canvas, _Asked(told, told, ask, options))


def options_wall(canvas: Canvas, asked: _Asked) -> WallPage:
    """The options as large as they get, with the way to join for who comes late where there is room."""
    look = canvas.look
    fonts = ((look.title, look.body), (look.subtitle, look.body), (look.subtitle, look.small))
    corners = (True, False) if canvas.extras.join and not canvas.extras.is_locked else (False,)
    return _best(canvas, asked, [_Way(*pair, has_corner=has) for has in corners for pair in fonts])


def _best(canvas: Canvas, asked: _Asked, ways: Sequence[_Way]) -> WallPage:
    """The first of the ways that needs one page, then plainer ones, then as few pages as can be."""
    look = canvas.look
    plain = [_Way(font, look.small, is_plain=True) for font in (look.subtitle, look.small.bold)]
    if not canvas.has_room_at_foot(asked.state):
        plain = []
    page = first_that_fits([partial(_arranged, canvas, asked, way) for way in (*ways, *plain)])
    return page if page.is_whole else _in_words(canvas, asked)


def _in_words(canvas: Canvas, asked: _Asked) -> WallPage:
    """For text so large that nothing else fits: everything may be split over pages."""
    look, theme = canvas.look, canvas.look.theme
    blocks: tuple[Block, ...] = (
        Paragraph(asked.told, look.small.bold, theme.muted, look.px(10)),
        Paragraph(asked.ask, look.subtitle, theme.ink, look.px(20), heading=True),
        *(option_block(option, look) for option in asked.options),
    )
    page = canvas.flowing(f"{asked.told}. {asked.ask}", blocks)
    return replace(page, root=with_own_shapes(page.root, asked.options))


def _arranged(canvas: Canvas, asked: _Asked, way: _Way) -> WallPage:
    """One arrangement: the picture or the way to join on its side, the question, and the options beneath it."""
    look, area = canvas.look, canvas.area
    beside: list[Element] = []
    if way.view is not None:
        picture, area = area.take_left(int(area.width * PICTURE_SHARE))
        area = area.inset(look.px(52), 0, 0, 0)
        beside.append(picture_element(way.view, picture, look))
    if way.has_corner and canvas.extras.join:
        found = corner(canvas.extras.join, area, look)
        if found is not None:
            beside.append(found[0])
            area = found[1]
    top = area.y
    if way.is_plain:
        canvas = replace(canvas, state=asked.state, state_fill=asked.fill)
    else:
        label = chip(asked.told, area.x, area.y, look, asked.fill)
        if label.rect.right > area.right:
            label = words_at(asked.told, area.x, area.y, area.width, look.small.bold, look)
        beside.append(label)
        top = label.rect.bottom + look.px(14)
    question = words_at(asked.ask, area.x, top, area.width, way.title, look, role=Role.HEADING, balanced=True)
    top = question.rect.bottom + look.px(12 if way.is_plain else 20)
    end = area.bottom - (look.px(12) if way.is_plain else 0)  # clear of the state at the foot
    place = Rect(area.x, top, area.width, max(1, end - top))
    cards = [OptionCard.of(option, area.width, way.font, look, is_plain=way.is_plain) for option in asked.options]
    pages = pages_of_cards(cards, place, look.px(8 if way.is_plain else 14), look.px(WIDEST_GAP))
    number = max(0, min(canvas.extras.page, len(pages) - 1))
    group = Element(Role.LIST, place, name="Options", children=pages[number])
    return canvas.page(
        f"{asked.told}. {asked.ask}", (*beside, question, group), number, len(pages), is_whole=_fit(cards, place)
    )


def talk_wall(talk: TalkView, canvas: Canvas) -> WallPage:
    """What to talk about, large, with the options beneath."""
    look = canvas.look
    minutes = "1 minute" if talk.minutes == 1 else f"{talk.minutes} minutes"
    told = f"Talk  ·  {minutes}"
    fonts = ((look.display, look.body), (look.title, look.body), (look.title, look.small), (look.large, look.small))
    tries: list[Callable[[], WallPage]] = [partial(_talked, canvas, talk, told, *pair) for pair in fonts]
    page = first_that_fits(tries)
    if page.count == 1 and page.is_whole:
        return page
    return canvas.one_after_another(
        (
            lambda paper: _prompt(paper, talk, told),
            lambda paper: listed(paper, told, talk.ask, talk.options),
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
    place = Rect(area.x, top + height + look.px(18), area.width, max(1, area.bottom - top - height - look.px(18)))
    cards = [OptionCard.of(option, area.width, small, look, is_plain=True) for option in talk.options]
    pages = pages_of_cards(cards, place, look.px(14), look.px(WIDEST_GAP))
    group = Element(Role.LIST, place, name="Options", children=pages[0])
    return canvas.page(
        f"{told}. {talk.prompt}", (label, *head, group), 0, len(pages), is_whole=_fit(cards, place)
    )


def _fit(cards: Sequence[OptionCard], place: Rect) -> bool:
    return all(card.height <= place.height for card in cards)
