"""The plain screen after leaving at once, and the question before everything is deleted."""

from __future__ import annotations

from game.ui.actions import CloseOverlay, DeleteEverything, Quit
from game.ui.blocks import Block, Card, Columns, Paragraph, heading, paragraph
from game.ui.element import Box, Element, Rect, Role
from game.ui.interface import KEEP_KEY, Interface
from game.ui.keybar import Hint
from game.ui.layout import MIN_TARGET, height_of, stack
from game.ui.screens.frame import with_pages
from game.ui.theme import Look

WHAT_GOES = (
    "Every play, half done or finished, with what you chose in it.",
    "Every group session that you led, half done or finished, with what the group agreed.",
    "The notes and plans that you asked to keep.",
    "Logs of faults, if there were any.",
)
WHAT_STAYS = "Your settings stay, and so do files that you saved yourself. This cannot be undone."


def leave_screen(look: Look) -> Element:
    """Nothing that says what it was, not even a message: anybody may look at it."""
    theme = look.theme
    font = look.body
    words = (
        ("go-on", "Enter: go on.", CloseOverlay(), ("return", "enter", "space")),
        ("quit", "Esc: close.", Quit(), ("escape",)),
    )
    widest = max(look.measure.width(label, font) for _, label, _, _ in words)
    width = min(look.width - 2 * look.px(64), widest + look.em)
    x = (look.width - width) // 2
    title = (Paragraph("Paused.", font, theme.muted),)
    step = max(MIN_TARGET, height_of(title, width, look)) + look.px(12)
    y = (look.height - 3 * step) // 2
    children, _ = stack(title, x, y, width, look)
    for number, (key, label, action, hotkeys) in enumerate(words, start=1):
        line = (Paragraph(label, font, theme.muted),)
        rect = Rect(x, y + number * step, width, max(MIN_TARGET, height_of(line, width, look)))
        drawn, _ = stack(line, rect.x, rect.y, width, look)
        shapes = tuple(shape for each in drawn for shape in each.shapes)
        children += (
            Element(Role.BUTTON, rect, key=key, name=label, action=action, hotkeys=hotkeys, shapes=shapes),
        )
    return Element(
        Role.WINDOW, look.area, key="window", name="Paused.", shapes=(Box(look.area, theme.ground),), children=children
    )


def delete_screen(interface: Interface, look: Look) -> Element:
    """What will be deleted; keeping it comes first, and is what Esc does."""
    theme = look.theme
    what: tuple[Block, ...] = tuple(
        Paragraph(f"– {each}", look.body, theme.ink, look.px(8)) for each in WHAT_GOES
    )
    keep = Card(
        (Paragraph("Keep everything", look.bold, theme.ink),),
        key=KEEP_KEY,
        action=CloseOverlay(),
        hotkeys=("return", "enter"),  # so that Enter keeps, until the focus is on the other one
        name="Keep everything",
    )
    delete = Card(
        (Paragraph("Delete everything", look.bold, theme.ink),),
        key="delete-everything",
        action=DeleteEverything(),
        name="Delete everything that was kept",
        description="This cannot be undone",
        fill=theme.rose,
    )
    blocks: tuple[Block, ...] = (
        heading("Delete everything that was kept?", look, look.title, look.px(20)),
        paragraph("This goes from this computer:", look, look.px(10)),
        *what,
        paragraph(WHAT_STAYS, look, look.px(30)),
        Columns(((keep,), (delete,)), minimum=11, gap=look.px(40)),
    )
    hints = (
        Hint(("Tab",), "The other one", rank=2),
        Hint(("Enter",), "Press", rank=1),
        Hint(("Esc",), "Keep everything", CloseOverlay(), ("escape", "backspace"), end=True, key="close"),
    )
    return with_pages(
        "Delete everything that was kept?",
        look,
        blocks,
        interface.overlay_page,
        (),
        hints,
        message=interface.message,
        max_width=round(look.em * 42),
    )
