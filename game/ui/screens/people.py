"""Who is in the story: name, how to say it, pronouns, and what they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.session.views import CastView
from game.ui.blocks import Align, Block, Card, Columns, Paragraph, PictureBlock, heading
from game.ui.element import Element
from game.ui.interface import Interface
from game.ui.screens.frame import Paged, close_hint, page_hints, paged, room, screen
from game.ui.stage import FacePicture
from game.ui.theme import Look

LEAST_COLUMN = 20.0  # em: a face, and beside it a role on two or three lines


def people_screen(cast: Sequence[CastView], interface: Interface, look: Look) -> Element:
    """A card for each person, two side by side where there is room.  `look` has the letters of all their names."""
    cards = [_card(person, number, look) for number, person in enumerate(cast)]
    blocks = (heading("Who is there", look, look.title, look.px(20)), *in_pairs(cards, look, minimum=LEAST_COLUMN))
    return with_whole_pictures("Who is there", blocks, interface, look)


def with_whole_pictures(title: str, blocks: Sequence[Block], interface: Interface, look: Look) -> Element:
    """Like `with_pages`, but a page more is better here than a face less."""
    fullest = room(look, (*page_hints(Paged((), 1, 9)), close_hint()))
    page = paged(blocks, fullest.content, look, interface.overlay_page, fits_pictures=False)
    place = room(look, (*page_hints(page), close_hint()))
    return screen(title, look, place, page.page, message=interface.message)


def in_pairs(cards: Sequence[Card], look: Look, *, minimum: float) -> tuple[Block, ...]:
    """Cards two side by side, or one below the other where a column would be narrower than `minimum` em."""
    between = look.px(28)
    rows: list[Block] = []
    for first in range(0, len(cards), 2):
        pair = cards[first : first + 2]
        # Only the first of a pair has room after it: that counts where they stand one below the other.
        columns: list[tuple[Block, ...]] = [
            (replace(card, space_after=between * (n < len(pair) - 1)),) for n, card in enumerate(pair)
        ]
        if len(pair) == 1:
            columns.append(())
        rows.append(Columns(tuple(columns), minimum=minimum, gap=look.px(40), space_after=between))
    return tuple(rows)


def _card(person: CastView, number: int, look: Look) -> Card:
    theme = look.theme
    ground = theme.washes[number % len(theme.washes)]
    face = PictureBlock(
        FacePicture(person.look, ground=ground),
        round(look.em * 2.6),
        round(look.em * 4.6),
        aspect=1.0,
        framed=False,
        align=Align.START,
    )
    words: list[Block] = [Paragraph(person.name, look.subtitle, theme.ink, look.px(4))]
    hints = [each for each in (f"say: {person.say_it}" if person.say_it else "", person.pronouns) if each]
    if hints:
        words.append(Paragraph(" · ".join(hints), look.small, theme.muted, look.px(6)))
    if person.role:
        words.append(Paragraph(person.role[:1].upper() + person.role[1:], look.body, theme.ink))
    return Card((Columns(((face,), tuple(words)), minimum=2.6, weights=(1.0, 4.0), gap=look.px(26)),))
