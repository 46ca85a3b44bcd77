"""
Putting words into a comic panel: captions, bubbles with tails to their speakers, messages.

Lines are read in speaking order: the first bubble stands higher and further to the start, the next below it or beside
it and lower.  No bubble covers a face or another's words.  What does not fit waits for the next panel.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.session.views import LineView, PanelView
from game.ui.chat import messages
from game.ui.element import Element, Picture, Rect, Role
from game.ui.layout import panel as panel_edge
from game.ui.placing import Placer
from game.ui.stage import Stage, described, picture_of
from game.ui.theme import Look

MAX_SPOKEN = 3  # bubbles in a panel; more and one reads a list, not a moment
MAX_LINES = 5
MAX_MESSAGES = 6


def group_of(lines: Sequence[LineView], first: int, *, is_chat: bool) -> int:
    """How many lines from `first` on may share a panel, whatever the room: at least 1."""
    if is_chat:
        return _messages_of(lines, first)
    taken, spoken = 1, int(bool(lines[first].speaker))
    faces = {lines[first].speaker: lines[first].expression}
    while first + taken < len(lines) and taken < MAX_LINES:
        line = lines[first + taken]
        before = lines[first + taken - 1]
        if line.scene != lines[first].scene:
            break
        if line.speaker:
            # One drawing has one face.
            if faces.get(line.speaker, line.expression) != line.expression or spoken == MAX_SPOKEN:
                break
            faces[line.speaker] = line.expression
            spoken += 1
        elif before.speaker and first + taken + 1 < len(lines) and lines[first + taken + 1].scene == line.scene:
            break  # a caption opens a panel, or closes the scene
        taken += 1
    return taken


def _messages_of(lines: Sequence[LineView], first: int) -> int:
    """In a chat each message has a face of its own, so only the scene and the room end a panel."""
    taken = 1
    while first + taken < min(len(lines), first + MAX_MESSAGES) and lines[first + taken].scene == lines[first].scene:
        taken += 1
    return taken


def compose(
    view: PanelView, lines: Sequence[LineView], rect: Rect, look: Look, stage: Stage, *, opening: str = ""
) -> Element | None:
    """A picture with these lines in it.

    Args:
        view: The picture as it is at the last of the lines.
        lines: Those of this panel, at least one.
        rect: Of the panel, in pixels.
        look: Sizes and colours.
        stage: Where people are.
        opening: What the player did, shown at the foot of the first panel of a consequence.

    Returns:
        None if they do not fit: the caller then tries fewer, or sets the words below the picture.
    """
    placed = _place(view, lines, rect, look, stage, opening)
    return None if placed is None else _panel(view, placed, rect, look)


def _panel(view: PanelView, placed: Sequence[Element], rect: Rect, look: Look) -> Element:
    return Element(
        Role.GROUP,
        rect,
        key="panel",
        name=described(view),
        clip=True,
        shapes=(Picture(rect, picture_of(view), wash=look.theme.washes[0]),),
        children=(panel_edge(rect, look), *placed),
    )


def _place(
    view: PanelView, lines: Sequence[LineView], rect: Rect, look: Look, stage: Stage, opening: str
) -> tuple[Element, ...] | None:
    if stage.layout(view.place) == "chat":
        return messages(view, lines, rect, look, stage, opening)
    placer = Placer(view, rect, look, stage)
    if opening and not placer.opening(opening):
        return None
    for number, line in enumerate(lines):
        if not line.speaker:
            fits = placer.caption(line.words, at_foot=number > 0 and bool(lines[number - 1].speaker))
        elif line.speaker == "you":
            fits = placer.yours(line)
        else:
            fits = placer.bubble(line, is_alone=len(lines) == 1)
        if not fits:
            return None
    return tuple(placed.element for placed in placer.placed)
