"""Where it ended, and the last word of somebody affected."""

from __future__ import annotations

from game.session.messages import GoOn
from game.session.views import EndingView, LineView, SessionView
from game.ui.actions import Do
from game.ui.blocks import Block, Paragraph, PictureBlock
from game.ui.element import Element
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.screens.beside import with_picture
from game.ui.screens.frame import leave_hint, play_hints, with_pages
from game.ui.screens.script import line_block
from game.ui.stage import FacePicture, described, picture_of
from game.ui.theme import Look


def ending_screen(view: SessionView, ending: EndingView, interface: Interface, look: Look) -> Element:
    """The ending's name, the closing words, and one question to end on."""
    theme = look.theme
    face = PictureBlock(
        FacePicture(ending.closing_by.look, ending.closing_by.expression),
        look.px(160),
        look.px(560),
        aspect=1.0,
        name=f"Picture: {ending.closing_by.name}.",
        framed=False,
    )
    words: list[Block] = [
        Paragraph(ending.title, look.display, theme.ink, look.px(30), heading=True, balanced=True),
        line_block(closing_line(ending), look, look.large),
    ]
    if ending.reflect:
        words += [
            Paragraph("A question to take along", look.subtitle, theme.muted, look.px(10), heading=True),
            Paragraph(ending.reflect, look.large, theme.ink),
        ]
    if ending.panel.people or ending.panel.place:
        face = PictureBlock(
            picture_of(ending.panel, has_faces=True),
            look.px(240),
            look.px(860),
            aspect=0.8,
            name=described(ending.panel),
        )
    return with_pages(
        f"The end: {ending.title}",
        look,
        with_picture(face, words, look),
        interface.page,
        (
            Hint(
                ("Space",), "Look back on it", Do((GoOn(),)), ("space", "return", "enter", "right"), key="go-on"
            ),
        ),
        (*play_hints(), leave_hint()),
        message=interface.message,
    )


def closing_line(ending: EndingView) -> LineView:
    """The last word, as a line of the story."""
    return LineView(
        words=ending.closing_says,
        speaker=ending.closing_by.id,
        speaker_name=ending.closing_by.name,
        expression=ending.closing_by.expression,
        is_message=False,
        scene="",
    )
