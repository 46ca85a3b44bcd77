"""A bubble: the speaker's name and their words, with or without a tail; and a line as it is read aloud."""

from __future__ import annotations

from game.session.views import LineView
from game.ui.element import Bubble, BubbleKind, Element, Rect, Role, Shape
from game.ui.layout import text_lines
from game.ui.text import wrap
from game.ui.theme import Look


def label(line: LineView) -> str:
    """Whose words they are, as a bubble is headed."""
    return f"{line.speaker_name}, message" if line.is_message else line.speaker_name


def bubble_element(
    line: LineView,
    box: Rect,
    tip: tuple[int, int] | None,
    colour: tuple[int, int, int],
    look: Look,
    padding: int,
    *,
    is_chat: bool = False,
) -> Element:
    """A bubble with the speaker's name and their words."""
    theme = look.theme
    kind = BubbleKind.CHAT if line.is_message or is_chat else BubbleKind.SPEECH
    small, top = look.small.bold, box.y + look.px(18)
    inner = box.width - 2 * padding
    lines = wrap(line.words, look.body, inner, look.measure, balanced=True)
    heading = line.speaker_name if is_chat else label(line)
    shapes: tuple[Shape, ...] = (
        Bubble(box, tip, theme.bubble, theme.bubble_line, look.line, look.px(26), kind),
        *text_lines((heading,), box.x + padding, top, inner, small, colour, look),
        *text_lines(
            lines,
            box.x + padding,
            top + look.measure.line_height(look.small),
            inner,
            look.body,
            theme.bubble_ink,
            look,
        ),
    )
    return Element(Role.TEXT, box, name=in_words(line), shapes=shapes)


def in_words(line: LineView) -> str:
    """A line as it is read aloud."""
    if not line.speaker:
        return line.words
    manner = f", {line.expression.replace('-', ' ')}" if line.expression and line.speaker != "you" else ""
    writes = " writes" if line.is_message else ""
    return f"{line.speaker_name}{manner}{writes}: {line.words}"
