"""Whom one can talk to: the organisation's own note and its help cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.ui.blocks import Block, Card, Paragraph, heading, paragraph
from game.ui.element import Element
from game.ui.interface import Interface
from game.ui.screens.frame import close_hint, with_pages
from game.ui.screens.people import in_pairs
from game.ui.theme import Look

if TYPE_CHECKING:
    from game.organisation import Help, Organisation


def support_screen(organisation: Organisation, interface: Interface, look: Look) -> Element:
    """The note, then a card for each; two side by side where there is room."""
    theme = look.theme
    blocks: list[Block] = [heading("Someone to talk to", look, look.title, look.px(16))]
    if organisation.name:
        blocks.append(Paragraph(organisation.name, look.bold, theme.muted, look.px(14)))
    if organisation.note:
        blocks.append(paragraph(organisation.note, look, look.px(28)))
    if not organisation.help:
        blocks.append(paragraph("Your organisation has not named anybody here.", look))
    blocks.extend(in_pairs([_card(each, look) for each in organisation.help], look, minimum=17))
    blocks.append(paragraph("Looking at this page is not kept anywhere.", look, 0, muted=True))
    return with_pages(
        "Someone to talk to",
        look,
        tuple(blocks),
        interface.overlay_page,
        (),
        (close_hint(),),
        message=interface.message,
    )


def _card(each: Help, look: Look) -> Card:
    theme = look.theme
    return Card((Paragraph(each.name, look.subtitle, theme.ink, look.px(8)), Paragraph(each.how, look.body, theme.ink)))
