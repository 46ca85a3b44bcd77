"""How to join: the picture code, with the address and the code in words beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.session.room_views import LobbyView
from game.session.views import BriefingView
from game.ui.blocks import Align, Block, Card, Paragraph, Rich
from game.ui.element import Box, Element, Rect, Role, Shape
from game.ui.layout import flow, height_of, stack, text_lines
from game.ui.qr import least_side, qr, wifi_words
from game.ui.screens.room.canvas import Canvas, Join, WallPage, Wifi, chip, first_that_fits
from game.ui.screens.room.story import beside_picture
from game.ui.text import FontSpec, Span, wrap
from game.ui.theme import PAPER, Look

SAME_WIFI = "On the same Wi-Fi as this screen."
LEAST_SIDE = 0.4  # of a wall's height for each of two codes, with the white around it; else each has a page
BEFORE = "Before the story starts"
DOOR_CLOSED = "The door is closed. Raise your hand to vote."


def code_card(
    words: str, lines: Sequence[tuple[str, FontSpec]], name: str, area: Rect, look: Look, *, lines_height: int = 0
) -> Element:
    """A picture code on a white card, as large as the area allows, with lines beneath it.

    Args:
        words: What a camera reads.
        lines: Each with its font; broken where the card is narrower.
        name: What the code is, for those who do not see it.
        area: The card keeps inside it, at its top, in its middle.
        lines_height: Pixels that are kept for the lines at least, where two cards stand side by side.
    """
    pad, measure = look.px(26), look.measure
    width = area.width - look.shadow
    inner = width - 2 * pad
    broken = _broken(lines, inner, look)
    below = max(lines_height, sum(len(each) * measure.line_height(font) for each, font in broken))
    side = max(least_side(words), min(inner, area.height - look.shadow - below - 2 * pad))
    card = Rect(area.x, area.y, width, side + below + 2 * pad)
    y = card.y + pad + side
    shapes: list[Shape] = [
        Box(card, (255, 255, 255), look.theme.ink, look.line, look.radius, look.shadow, look.theme.shadow)
    ]
    told: list[Element] = []
    for each, font in broken:
        height = len(each) * measure.line_height(font)
        shapes_of = text_lines(each, card.x + pad, y, inner, font, PAPER.ink, look, Align.CENTRE)
        told.append(Element(Role.TEXT, Rect(card.x + pad, y, inner, height), name=" ".join(each), shapes=shapes_of))
        y += height
    code = qr(words, Rect(card.x + (width - side) // 2, card.y + pad, side, side), name)
    return Element(Role.GROUP, card, key="join", shapes=tuple(shapes), children=(code, *told))


def _broken(
    lines: Sequence[tuple[str, FontSpec]], width: int, look: Look
) -> list[tuple[tuple[str, ...], FontSpec]]:
    return [(wrap(text, font, width, look.measure, balanced=True), font) for text, font in lines]


def lines_height(lines: Sequence[tuple[str, FontSpec]], width: int, look: Look) -> int:
    """Pixels that lines take beneath a code on a card of that width."""
    inner = width - look.shadow - 2 * look.px(26)
    return sum(len(each) * look.measure.line_height(font) for each, font in _broken(lines, inner, look))


def join_lines(join: Join, look: Look) -> list[tuple[str, FontSpec]]:
    """The code and the address, as they stand beneath a picture code."""
    return [(spaced(join.code), look.title), (join.address, look.small)]


def spaced(code: str) -> str:
    """A code in two halves, which are easier to type."""
    return f"{code[: len(code) // 2]} {code[len(code) // 2 :]}" if len(code) > 4 else code


def corner(join: Join, area: Rect, look: Look) -> tuple[Element, Rect] | None:
    """A small card for those who come late, at the end of the area, and what is left; None where it takes too much."""
    font = look.small
    lines = [(spaced(join.code), look.subtitle), (join.address, font)]
    width = max(look.measure.width(text, each) for text, each in lines) + 2 * look.px(26) + look.shadow
    width = max(width, look.px(300))
    if width > area.width * 0.26:
        return None
    place = Rect(area.right - width, area.y, width, min(area.height, width + look.px(150)))
    return code_card(join.link, lines, f"Picture code for {join.address}", place, look), Rect(
        area.x, area.y, area.width - width - look.px(44), area.height
    )


def lobby_wall(lobby: LobbyView, canvas: Canvas, *, is_open: bool) -> WallPage:
    """Before the story: what it is, then how to join, then what one should know.

    Before the doors open there is the first of them alone.
    """
    if not is_open:
        return _cover(lobby.briefing, canvas)
    return canvas.one_after_another(
        (
            lambda paper: _joining(lobby, paper),
            lambda paper: _promises(lobby, paper),
            lambda paper: _before_you_start(lobby.briefing, paper),
        )
    )


def _cover(briefing: BriefingView, canvas: Canvas) -> WallPage:
    look = canvas.look
    words: list[Block] = [
        Paragraph(canvas.title, look.display, look.theme.ink, look.px(24), heading=True, balanced=True),
        Paragraph(briefing.summary, look.large, look.theme.ink),
    ]
    return beside_picture(canvas, canvas.title, briefing.panel, words)


def _joining(lobby: LobbyView, canvas: Canvas) -> WallPage:
    join = canvas.extras.join
    if join is None or canvas.extras.is_locked:
        return _by_hands(lobby, canvas)
    return join_wall(canvas, lobby.joined)


def join_wall(canvas: Canvas, joined: int | None) -> WallPage:
    """The way to join, as large as it gets."""
    look, theme, area, extras = canvas.look, canvas.look.theme, canvas.area, canvas.extras
    join = extras.join
    assert join is not None
    gap = look.px(64)
    if extras.wifi is not None:
        return _two_codes(canvas, join, extras.wifi, joined)
    side = min(area.height, area.width * 9 // 20)
    words, card_place = area.take_left(area.width - side - gap)
    card_place = Rect(area.right - side, area.y, side, area.height)
    card = code_card(join.link, join_lines(join, look), f"Picture code for {join.address}", card_place, look)
    blocks: list[Block] = [
        Paragraph(canvas.title, look.title, theme.ink, look.px(30), heading=True, balanced=True),
        Rich((Span("Point your camera at the code.", bold=True),), look.large, theme.ink, look.px(20)),
        Paragraph(f"Or type {join.address} and the code {spaced(join.code)}.", look.body, theme.ink, look.px(20)),
        Paragraph(SAME_WIFI, look.body, theme.ink, look.px(20)),
    ]
    if extras.takes_hands:
        blocks.append(Paragraph("No phone? Raise your hand when we vote.", look.body, theme.muted, look.px(20)))
    if joined:
        here = "1 phone is here." if joined == 1 else f"{joined} phones are here."
        blocks.append(Paragraph(here, look.large.bold, theme.ink, key="joined"))
    if len(flow(blocks, words, look)) > 1:
        # Large text: the card says what matters, so the words keep to what it does not say.
        blocks = [blocks[0], *blocks[3:]]
    if len(flow(blocks, words, look)) > 1:
        return canvas.flowing("How to join", blocks[1:], head=(card,), area=words)
    free = words.height - height_of(blocks, words.width, look)
    placed, _ = stack(blocks, words.x, words.y + max(0, free * 2 // 5), words.width, look)
    lift = max(0, area.height - card.rect.height) * 2 // 5
    if lift:
        card_place = Rect(card_place.x, card_place.y + lift, side, area.height - lift)
        card = code_card(join.link, join_lines(join, look), f"Picture code for {join.address}", card_place, look)
    return canvas.page("How to join", (*placed, card))


def _two_codes(canvas: Canvas, join: Join, wifi: Wifi, joined: int | None) -> WallPage:
    """Both codes at one height and of one size: the lines beneath are as many on both cards."""
    look, area = canvas.look, canvas.area
    head = chip("Two codes, in this order", area.x, area.y, look)
    below = area.take_top(head.rect.height + look.px(28))[1]
    columns = below.columns(2, look.px(64))
    to_wifi = [("1. Join the Wi-Fi", look.subtitle), (wifi.name, look.small)]
    to_join = [(f"2. Join with {spaced(join.code)}", look.subtitle), (join.address, look.small)]
    if wifi.password:
        to_wifi.append((f"Password: {wifi.password}", look.small))
        to_join = [("2. Join the session", look.subtitle), *to_join[1:], (f"Code: {spaced(join.code)}", look.small)]
    codes = (
        (wifi_words(wifi.name, wifi.password), to_wifi, f"Picture code for the Wi-Fi {wifi.name}", columns[0]),
        (join.link, to_join, f"Picture code for {join.address}", columns[1]),
    )
    lines = max(lines_height(told, place.width, look) for _, told, _, place in codes)
    if below.height - lines < LEAST_SIDE * area.height:
        return canvas.one_after_another([partial(_one_code, words, told, name) for words, told, name, _ in codes])
    cards = [code_card(*code, look, lines_height=lines) for code in codes]
    return canvas.page("How to join", (head, *cards))


def _one_code(words: str, lines: Sequence[tuple[str, FontSpec]], name: str, canvas: Canvas) -> WallPage:
    """A code on a page of its own, for large text: what is said beneath it elsewhere stands beside it."""
    look, area = canvas.look, canvas.area
    side = min(area.height, area.width // 2)
    rest, _ = area.take_left(area.width - side - look.px(64))
    card = code_card(words, (), name, Rect(area.right - side, area.y, side, area.height), look)
    words_to_type = [word for text, _ in lines[1:] for word in text.split()]
    fonts = (look.large, look.body, look.small)
    whole = (font for font in fonts if all(look.measure.width(word, font) <= rest.width for word in words_to_type))
    font = next(whole, look.small)  # what has to be typed is not broken, as nobody knows what a hyphen means there
    blocks = [
        Paragraph(text, font if number else look.title, look.theme.ink, look.px(20), heading=not number)
        for number, (text, _) in enumerate(lines)
    ]
    return canvas.flowing(name, blocks, head=(card,), area=rest)


def _by_hands(lobby: LobbyView, canvas: Canvas) -> WallPage:
    look, theme = canvas.look, canvas.look.theme
    words: list[Block] = [
        Paragraph(canvas.title, look.display, theme.ink, look.px(24), heading=True, balanced=True),
        Paragraph(lobby.briefing.summary, look.large, theme.ink, look.px(30)),
        Paragraph(
            DOOR_CLOSED if canvas.extras.is_locked and canvas.extras.join else "We vote by raising hands.",
            look.large.bold, theme.ink,
        ),
    ]
    return beside_picture(canvas, canvas.title, lobby.briefing.panel, words)


def _promises(lobby: LobbyView, canvas: Canvas) -> WallPage:
    look, theme = canvas.look, canvas.look.theme
    title = Paragraph("What you can count on", look.title, theme.ink, look.px(24), heading=True)

    def told(font: FontSpec, padding: int) -> WallPage:
        cards = [
            Card(
                (Paragraph(promise, font, theme.ink),), role=Role.TEXT, name=promise, shadow=0,
                padding=look.px(padding), space_after=look.px(padding * 2 // 3 - 2),
            )
            for promise in lobby.promises
        ]
        return canvas.flowing("What you can count on", (title, *cards))

    return first_that_fits([partial(told, *pair) for pair in ((look.body, 26), (look.small, 20), (look.small, 16))])


def _before_you_start(briefing: BriefingView, canvas: Canvas) -> WallPage:
    look = canvas.look
    fonts = (look.large, look.body, look.small)
    return first_that_fits(
        [partial(canvas.flowing, BEFORE, _to_know(briefing, font, look)) for font in fonts]
    )


def _to_know(briefing: BriefingView, font: FontSpec, look: Look) -> tuple[Block, ...]:
    theme = look.theme
    role = f" {_sentence(briefing.role)} {_sentence(briefing.power)}"
    leave = " You may pass on anything, and leave at any time without a word."
    about = f"What it is about. {briefing.content_note}"
    note = Card(
        (Rich((Span("What it is about.", bold=True), Span(f" {briefing.content_note}")), font, theme.caption_ink),),
        role=Role.TEXT, name=about, fill=theme.caption, stroke=theme.caption_line, shadow=0, space_after=look.px(28),
    )
    return (
        Paragraph(BEFORE, look.title, theme.ink, look.px(28), heading=True),
        Rich((Span("In the story.", bold=True), Span(role)), font, theme.ink, look.px(28)),
        *((note,) if briefing.content_note else ()),
        Rich((Span("There is more than one good way.", bold=True), Span(leave)), font, theme.ink),
    )


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else text + "."

