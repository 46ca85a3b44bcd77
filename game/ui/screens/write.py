"""Beginning a scenario of one's own: a few questions, and what to do once the file is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from game.core.setting import Mode, Seat
from game.ui.actions import Answer, CloseOverlay, Edit, GoOnWriting, WriteScenario
from game.ui.blocks import Block, Card, Chip, Columns, Paragraph, Rich, Row, Spacer, heading, paragraph
from game.ui.element import Element, Role, SymbolKind
from game.ui.interface import TITLE, Interface, Written
from game.ui.keybar import Hint
from game.ui.screens.frame import close_hint, typing_hints, with_pages
from game.ui.text import Span
from game.ui.theme import Look

SEAT, MODE, AFFECTED = "seat", "mode", "affected"
USUAL = {SEAT: Seat.PEER.value, MODE: Mode.IN_PERSON.value, AFFECTED: "1"}
SEATS = {
    Seat.PEER: "They are a colleague",
    Seat.MANAGER: "They lead the team",
    Seat.JUNIOR: "They are new",
    Seat.PANEL: "They are on a panel",
    Seat.CLIENT_FACING: "They face a client",
    Seat.OWN_MISTAKE: "They got it wrong",
}
MODES = {
    Mode.IN_PERSON: "In one room",
    Mode.VIDEO: "On video",
    Mode.CHAT: "In a chat",
    Mode.HYBRID: "Some in a room, some on video",
}
COUNTS = {"1": "One person", "2": "Two people", "3": "Three people"}
ABOUT = (
    "You answer four questions, and a file is made for you. Everything that a scenario needs has its place in it. "
    "You put your own words there. A second window shows them as players will see them."
)
STEPS = (
    ("Write.", "In your editor, put your own words in the place of each “todo”. Start with the first scene."),
    ("Save.", "Each time you save, the second window shows what you changed, and what could be better."),
    ("Stop whenever you like.", "In the library your scenario stands under “Yours”. Press it there to go on writing."),
)


def write_screen(interface: Interface, look: Look, *, folder: str) -> Element:
    """The questions.

    Args:
        interface: What was answered so far, and what is typed.
        look: How it is drawn.
        folder: Where the file will be.
    """
    theme = look.theme
    left: tuple[Block, ...] = (
        heading("1. What is it called?", look, space_after=look.px(8)),
        Paragraph("Two to six words. You can change them later.", look.small, theme.muted, look.px(12)),
        _title(interface, look),
        heading("2. Where does the player sit?", look, space_after=look.px(12)),
        _chips(SEAT, SEATS, interface, look),
    )
    right: tuple[Block, ...] = (
        heading("3. How do people meet?", look, space_after=look.px(12)),
        _chips(MODE, MODES, interface, look),
        heading("4. How many people does it land on?", look, space_after=look.px(8)),
        Paragraph("Each of them gets a voice of their own.", look.small, theme.muted, look.px(12)),
        _chips(AFFECTED, COUNTS, interface, look),
    )
    blocks: tuple[Block, ...] = (
        heading("Write a scenario", look, look.title, look.px(14)),
        paragraph(ABOUT, look, look.px(30)),
        Columns((left, right), minimum=19, gap=look.px(80), space_after=look.px(34)),
        Paragraph(f"The file will be in the folder {folder}", look.small, theme.muted),
    )
    make = Hint(("Enter",), "Make the file", WriteScenario(), ("return", "enter"), key="make")
    keys: tuple[Hint, ...] = (Hint(("Tab",), "Next", rank=3), close_hint("Not now"))
    at_end: tuple[Hint, ...] = (make,)
    if interface.editing:
        at_end, keys = (), typing_hints()
    return with_pages(
        "Write a scenario",
        look,
        blocks,
        interface.overlay_page,
        at_end,
        keys,
        message=interface.message,
        follow=interface.editing,
    )


def _title(interface: Interface, look: Look) -> Card:
    theme = look.theme
    typed = interface.texts.get(TITLE, "")
    is_open = interface.editing == TITLE
    shown = f"{typed}{interface.composing}|" if is_open else typed or "Press here, and type a title"
    ink = theme.ink if typed or is_open else theme.muted
    return Card(
        (Paragraph(shown, look.body, ink),),
        key=TITLE,
        action=Edit(TITLE, typed),
        name="The title",
        value=typed,
        description="Press to type it",
        shadow=0,
        states=frozenset({"editing"}) if is_open else frozenset(),
        padding=look.px(20),
        space_after=look.px(30),
    )


def _chips(question: str, answers: Mapping[Any, str], interface: Interface, look: Look) -> Row:
    chosen = interface.answers.get(question, USUAL[question])
    return Row(
        tuple(
            Chip(
                label,
                key=f"{question}-{value}",
                action=Answer(question, str(value)),
                chosen=str(value) == chosen,
                role=Role.RADIO,
                states=frozenset({"checked"}) if str(value) == chosen else frozenset(),
                symbol=SymbolKind.CHECK if str(value) == chosen else None,
            )
            for value, label in answers.items()
        ),
        space_after=look.px(30),
        font=look.small,
    )


def written_screen(written: Written, interface: Interface, look: Look) -> Element:
    """What was made and opened, where it is, and what comes next."""
    theme = look.theme
    steps: Sequence[Block] = [
        Rich((Span(f"{number}. {lead}", bold=True), Span(f" {says}")), look.body, theme.ink, look.px(16))
        for number, (lead, says) in enumerate(STEPS, start=1)
    ]
    blocks: tuple[Block, ...] = (
        heading("Your scenario has begun", look, look.title, look.px(16)),
        paragraph(written.says, look, look.px(20)),
        Card(
            (
                Paragraph("The file", look.small.bold, theme.caption_ink, look.px(4)),
                Paragraph(written.file, look.body, theme.caption_ink),
            ),
            role=Role.TEXT,
            name=f"The file: {written.file}",
            fill=theme.caption,
            stroke=theme.caption_line,
            shadow=0,
            padding=look.px(22),
            space_after=look.px(28),
        ),
        *steps,
        Spacer(look.px(8)),
    )
    hints = (
        Hint(("Enter",), "Back to the library", CloseOverlay(), ("return", "enter"), key="done"),
        Hint(("O",), "Open it again", GoOnWriting(written.file), ("o",), rank=1, key="open-again"),
    )
    return with_pages(
        "Your scenario has begun",
        look,
        blocks,
        interface.overlay_page,
        hints,
        (close_hint(),),
        message=interface.message,
        max_width=round(look.em * 46),
    )
