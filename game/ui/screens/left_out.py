"""Scenario files that could not be offered, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from game.ui.actions import GoOnWriting
from game.ui.blocks import Block, Card, Chip, Paragraph, Row, heading, paragraph
from game.ui.element import Element, Role
from game.ui.interface import Interface
from game.ui.screens.frame import close_hint, with_pages
from game.ui.theme import Look

if TYPE_CHECKING:
    from game.library import LeftOut


def left_out_screen(
    left_out: Sequence[LeftOut], interface: Interface, look: Look, *, own: Sequence[LeftOut] = ()
) -> Element:
    """A card for each file, with the first thing that was found in it; those that the player has written come first."""
    count = len(left_out) + len(own)
    title = "1 file was left out" if count == 1 else f"{count} files were left out"
    blocks: list[Block] = [
        heading(title, look, look.title, look.px(14)),
        paragraph(
            "A scenario is offered only when its whole story can be played. Everything else in the library is as it "
            "was.",
            look,
            look.px(26),
        ),
        *(_card(each, look, is_own=True) for each in own),
        *(_card(each, look) for each in left_out),
    ]
    return with_pages(
        title, look, tuple(blocks), interface.overlay_page, (), (close_hint(),), message=interface.message
    )


def _card(each: LeftOut, look: Look, *, is_own: bool = False) -> Card:
    theme = look.theme
    file = PurePath(each.file).name
    path = f'"{each.file}"' if " " in each.file else each.file
    command = f"upstander check {path}"
    words: list[Block] = [
        Paragraph(file, look.subtitle, theme.ink, look.px(6)),
        Paragraph(each.reason, look.body, theme.ink, look.px(10)),
    ]
    finding = first_finding(each)
    if finding:
        words.append(Paragraph(finding, look.small, theme.ink, look.px(10)))
    if is_own:
        words.append(Paragraph("What to do: go on writing it.", look.small, theme.muted, look.px(12)))
        chip = Chip("Go on writing", key=f"write-{file}", action=GoOnWriting(each.file), description=file)
        return Card((*words, Row((chip,))), role=Role.GROUP, space_after=look.px(24))
    todo = f"What to do: run “{command}” in a terminal. It shows {_how_many(each.findings)} and how to mend it."
    words.append(Paragraph(todo, look.small, theme.muted))
    return Card(tuple(words), space_after=look.px(24))


def first_finding(each: LeftOut) -> str:
    """The place and the words of the first finding, or nothing where the file could not be read at all."""
    if each.first is None:
        return ""
    found = each.first
    return f"{PurePath(found.file).name}:{found.span.line}: {found.message} {found.hint}".strip()


def _how_many(count: int) -> str:
    if count < 1:
        return "what was found"
    return "the finding" if count == 1 else f"all {count} findings"
