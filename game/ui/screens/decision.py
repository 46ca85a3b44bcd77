"""A moment in which to do something: the picture on one side, the ways to act on the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.session.messages import Choose, LookCloser
from game.session.views import DecisionView, LineView, OfferView, PanelView, SessionView
from game.ui.actions import Do
from game.ui.blocks import Badge, Block, Card, Chip, Paragraph, Row
from game.ui.element import Box, Element, Picture, Rect, Role, Shape, SymbolKind, find
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.layout import flow, panel, text_lines
from game.ui.screens.frame import Room, leave_hint, play_hints, room, screen, with_pages
from game.ui.screens.script import practice_hint
from game.ui.stage import described, picture_of
from game.ui.text import wrap
from game.ui.theme import Look

SHAPES = (SymbolKind.TRIANGLE, SymbolKind.CIRCLE, SymbolKind.SQUARE, SymbolKind.DIAMOND)
PICTURE_SHARE = 0.385  # of the width, as a portrait-shaped panel
MIN_PICTURE = 300  # pixels; a narrower panel shows no faces


def decision_screen(view: SessionView, decision: DecisionView, interface: Interface, look: Look) -> Element:
    """The question, and a card for each way to act.  A letter, a click or Enter chooses."""
    blocks = _blocks(view, decision, interface, look)
    for has_picture in (True, False):
        hints = _hints(view, decision)
        place = room(look, hints, interface.message)
        area, picture = _areas(place, look, has_picture)
        if has_picture and not picture:
            continue
        pages = flow(blocks, area, look)
        if len(pages) <= 1:
            beside = (beside_panel(decision.panel, decision.last_line, picture, look),) if picture else ()
            return screen(
                _title(decision), look, place, (*beside, *(pages[0] if pages else ())), message=interface.message
            )
    page = _page(view, decision, decision.offers, interface, look)
    # Only what is on this page can be done from it, so the bar names those letters.
    here = tuple(offer for offer in decision.offers if find(page, f"choice-{offer.id}"))
    return _page(view, decision, here, interface, look)


def _page(
    view: SessionView, decision: DecisionView, here: Sequence[OfferView], interface: Interface, look: Look
) -> Element:
    hints = _hints(view, replace(decision, offers=tuple(here)))
    blocks = _blocks(view, decision, interface, look)
    return with_pages(_title(decision), look, blocks, interface.page, (), hints, message=interface.message)


def _title(decision: DecisionView) -> str:
    return f"{_counted(decision)}. {decision.ask}"


def _counted(decision: DecisionView) -> str:
    if decision.count > decision.number:
        return f"Decision {decision.number} of up to {decision.count}"
    return f"Decision {decision.number}"


def _areas(place: Room, look: Look, has_picture: bool) -> tuple[Rect, Rect | None]:
    if not has_picture:
        return place.content, None
    width = int(place.content.width * PICTURE_SHARE)
    if width < MIN_PICTURE:
        return place.content, None
    left, rest = place.content.take_left(width)
    # The hard shadow and the focus ring of the cards need room at the end.
    return rest.inset(look.px(58), 0, look.px(12), 0), left


def _blocks(view: SessionView, decision: DecisionView, interface: Interface, look: Look) -> tuple[Block, ...]:
    theme = look.theme
    chips = [Chip(_counted(decision), fill=theme.mint, ink=theme.on_colour)]
    if view.is_practice:
        chips.append(Chip("Trying another way", fill=theme.periwinkle, ink=theme.on_colour))
    if interface.seconds_left is not None:
        chips.append(Chip(f"{interface.seconds_left} seconds left", fill=theme.caption, ink=theme.caption_ink))
    return (
        Row(tuple(chips), space_after=look.px(14)),
        Paragraph(decision.ask, look.title, theme.ink, look.px(26), heading=True),
        *(
            choice_card(offer.letter, place, offer.do, offer.id, offer.is_open, offer.reason, look)
            for place, offer in enumerate(decision.offers)
        ),
    )


def choice_card(letter: str, place: int, do: str, choice: str, is_open: bool, reason: str, look: Look) -> Card:
    """One way to act.  All stand on the same ground; a letter and a shape tell them apart."""
    theme = look.theme
    ink = theme.ink if is_open else theme.muted
    words: list[Block] = [Paragraph(do, look.body, ink, look.px(6) if reason else 0)]
    if reason:
        words.append(Paragraph(f"Not open now: {reason}", look.small, theme.muted))
    return Card(
        tuple(words),
        key=f"choice-{choice}",
        action=Do((Choose(choice),)) if is_open else None,
        role=Role.OPTION,
        hotkeys=(letter.lower(), str(place + 1)) if is_open else (),
        badge=Badge(letter, SHAPES[place % len(SHAPES)]),
        name=f"{letter}. {do}" + (f" Not open now: {reason}" if reason else ""),
        states=frozenset() if is_open else frozenset({"unavailable"}),
        padding=look.px(26),
        space_after=look.px(22),
    )


def _hints(view: SessionView, decision: DecisionView) -> tuple[Hint, ...]:
    letters = [offer.letter for offer in decision.offers if offer.is_open]
    keys = (letters[0], letters[-1]) if len(letters) > 1 else tuple(letters)
    hints = [Hint(keys, "Do it", through=True)] if keys else []
    hints.append(Hint(("Tab",), "Next choice", rank=2))
    if decision.glances:
        hints.append(
            Hint(("L",), f"Look closer ({decision.glances})", Do((LookCloser(0),)), ("l",), rank=1, key="look-closer")
        )
    if view.is_practice:
        hints.append(practice_hint())
    return (*hints, *play_hints(), leave_hint())


def beside_panel(view: PanelView, line: LineView | None, rect: Rect, look: Look) -> Element:
    """The picture beside the words, with what was said last as its caption."""
    children: Sequence[Element] = ()
    words = "" if line is None else (line.words if not line.speaker else f"{line.speaker_name}: {line.words}")
    caption = _caption(words, rect, look)
    if caption:
        children = (caption,)
    return Element(
        Role.GROUP,
        rect,
        key="panel",
        name=described(view),
        clip=True,
        shapes=(Picture(rect, picture_of(view, has_faces=True), wash=look.theme.washes[0]),),
        children=(panel(rect, look), *children),
    )


def _caption(words: str, rect: Rect, look: Look) -> Element | None:
    if not words:
        return None
    theme, padding = look.theme, look.px(22)
    widest = int(rect.width * 0.88)
    lines = wrap(words, look.body, widest - 2 * padding, look.measure, balanced=True)
    height = len(lines) * look.measure.line_height(look.body) + 2 * look.px(16)
    if height > rect.height * 0.36:
        return None  # it can be read again under “What was said”
    width = max(look.measure.width(line, look.body) for line in lines) + 2 * padding
    box = Rect(rect.x, rect.y, width, height)
    shapes: tuple[Shape, ...] = (
        Box(box, theme.caption, theme.panel_line, look.line, look.px(6)),
        *text_lines(
            lines, box.x + padding, box.y + look.px(16), width - 2 * padding, look.body, theme.caption_ink, look
        ),
    )
    return Element(Role.TEXT, box, name=words, shapes=shapes)
