"""All keys, what this is and is not, how to leave and how to read with ease."""

from __future__ import annotations

from dataclasses import dataclass

from game.ui.actions import Open, Overlay
from game.ui.blocks import Block, Columns, Paragraph, Rich, Spacer, heading
from game.ui.element import Element
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.screens.frame import close_hint, with_pages
from game.ui.text import Span
from game.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Keys:
    """What a key does, as the bar of some screen shows it."""

    keys: str
    does: str


EVERYWHERE = (
    Keys("Esc", "Leave at once, to a plain screen. Once more closes the program. Over another screen: back."),
    Keys("Tab, arrows", "To the next thing that can be pressed. Shift and Tab: to the one before."),
    Keys("Enter", "Press what has the ring around it."),
    Keys("Page down, Page up", "The next page, or the one before."),
    Keys("F1", "This page."),
    Keys("Ctrl and +, –, 0", "Larger text, smaller text, text as usual."),
    Keys("F11", "Fill the screen, or not. Alt and Enter do the same."),
    Keys("Ctrl and Q", "Close the program."),
    Keys("S", "From here and from the library: settings."),
)
LIBRARY = (
    Keys("Enter", "Play. What is half done goes on where you left it."),
    Keys("N", "Start a half done scenario again."),
    Keys("W", "Write a scenario of your own."),
    Keys("E", "Go on writing the one that has the ring around it."),
)
PLAY = (
    Keys("Space", "Go on."),
    Keys("Backspace", "Look back. It changes nothing."),
    Keys("A – D", "Do it: each letter is one thing that you could do."),
    Keys("L", "Look closer at something."),
    Keys("N", "The next thing to look at."),
    Keys("T", "What was said so far."),
    Keys("W", "Who is there."),
)
AFTER = (
    Keys("1 – 3", "How sure you were."),
    Keys("A – D", "Your main reason, or one line of your plan."),
    Keys("E", "Write a note."),
    Keys("K", "Keep the note."),
    Keys("R", "Try this moment another way. What you did stays as it was."),
    Keys("Left, Right", "The parts of looking back."),
    Keys("O", "Someone to talk to, if your organisation has named anybody."),
    Keys("F", "Finish."),
)
IN_SETTINGS = (Keys("–, +", "Smaller or larger text."), Keys("L", "Leave a play and go to the library."))

WHAT_IT_IS = (
    "You practise moments at work when something is off and you could do something about it. "
    "You decide, you see what it does to the people there, and then you can read why.",
    "It is not a test. Most moments have more than one way that can be defended, and you can try another one.",
    "Only you see how you play. It is kept on this computer, and nothing is sent anywhere.",
    "It is for practice only. Nobody may use it for hiring, appraisal or discipline.",
)
LEAVING = (
    "Press Esc at any moment. The screen turns plain at once, and nothing on it shows what you were doing. "
    "Enter brings you back to where you were; Esc closes the program. What you played is kept."
)
READING = (
    "Press F1, S, and then + for larger text: up to twice the size. In the settings you also find dark colours, "
    "high contrast, and a way to switch movement off. If you use a screen reader or a terminal, start the program "
    "with “upstander --text”."
)


def help_screen(interface: Interface, look: Look) -> Element:
    """All of it, on as many pages as it needs."""
    words = (
        *_texts("What this is", WHAT_IT_IS, look),
        *_texts("How to leave at once", (LEAVING,), look),
        *_texts("How to read with ease", (READING,), look),
    )
    first = (
        *_table("Keys everywhere", EVERYWHERE, look),
        *_table("In the library", LIBRARY, look),
        *_table("In the settings", IN_SETTINGS, look),
    )
    blocks: tuple[Block, ...] = (
        heading("Help", look, look.title, look.px(12)),
        Columns((words, first), minimum=20, gap=look.px(80)),
        Columns(
            (_table("In a play", PLAY, look), _table("After a decision", AFTER, look)), minimum=20, gap=look.px(80)
        ),
    )
    hints = (settings_hint(), close_hint())
    return with_pages("Help", look, blocks, interface.overlay_page, (), hints, message=interface.message)


def settings_hint() -> Hint:
    """The way to the settings."""
    return Hint(("S",), "Settings", Open(Overlay.SETTINGS), ("s",), rank=3, key="settings")


def _texts(title: str, texts: tuple[str, ...], look: Look) -> tuple[Block, ...]:
    paragraphs = (Paragraph(text, look.small, look.theme.ink, look.px(12)) for text in texts)
    return (heading(title, look, space_after=look.px(6)), *paragraphs, Spacer(look.px(14)))


def _table(title: str, table: tuple[Keys, ...], look: Look) -> tuple[Block, ...]:
    return (heading(title, look, space_after=look.px(6)), *(_line(each, look) for each in table), Spacer(look.px(20)))


def _line(each: Keys, look: Look) -> Block:
    return Rich((Span(each.keys, bold=True), Span(f"  {each.does}")), look.small, look.theme.ink, look.px(8))
