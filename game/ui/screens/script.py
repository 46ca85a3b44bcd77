"""A scene or a consequence, as comic panels; where a panel is too small for its words, the words stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.session.messages import Continue, GoOn, LookCloser, StopTrying
from game.session.views import LineView, PanelView, ScriptView, SessionView
from game.ui.actions import Do, ReadAgain
from game.ui.blocks import Block, Card, Paragraph, PictureBlock
from game.ui.bubbles import in_words
from game.ui.comic import compose, group_of
from game.ui.element import Element, Rect, Role
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.screens.frame import Paged, leave_hint, page_hints, paged, play_hints, room, screen
from game.ui.stage import Stage, described, picture_of
from game.ui.text import FontSpec
from game.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines that are shown together."""

    first: int  # from 0
    count: int
    drawn: Element | None  # None: the words do not fit into the picture


def script_screen(view: SessionView, script: ScriptView, interface: Interface, look: Look, stage: Stage) -> Element:
    """The panel that holds the line which was read last, or one before it when looking back."""
    panels = panels_of(script, panel_rect(look), look, stage)
    now = _panel_at(panels, script.line)
    shown = max(0, now - interface.panels_back)
    panel, is_last = panels[shown], shown == len(panels) - 1
    hints = _hints(view, script, is_last, shown > 0, interface.panels_back, panels, now)
    title = view.title
    drawn = panel.drawn
    if interface.message:
        # The same lines in the smaller picture above the message: what counts as read must not change with it.
        drawn = _drawn(script, panel, panel_rect(look, interface.message), look, stage)
    if drawn:
        return screen(title, look, room(look, hints), (drawn,), message=interface.message)
    place = room(look, (*page_hints(_MANY_PAGES), *_fullest_hints()), interface.message)
    page = paged(_blocks(script, panel, look), place.content, look, interface.page)
    if page.has_next:
        hints = (*page_hints(page), *(hint for hint in hints if hint.key != "go-on"))
    elif page.count > 1:
        hints = (*hints, *page_hints(page))
    return screen(title, look, room(look, hints), page.page, message=interface.message)


def _drawn(script: ScriptView, panel: Panel, rect: Rect, look: Look, stage: Stage) -> Element | None:
    here = script.lines[panel.first : panel.first + panel.count]
    if not here:
        return None
    said = script.after_choice if script.is_consequence and not panel.first else ""
    return compose(script.panels[panel.first + panel.count - 1], here, rect, look, stage, opening=said)


def panel_rect(look: Look, message: str = "") -> Rect:
    """Where a panel is, in the window."""
    return room(look, _fullest_hints(), message).content


def lines_on_screen(script: ScriptView, look: Look, stage: Stage) -> int:
    """Up to which line, from 1, the panel shows the script that is at `script.line`."""
    panels = panels_of(script, panel_rect(look), look, stage)
    panel = panels[_panel_at(panels, script.line)]
    return panel.first + panel.count


def panels_of(script: ScriptView, rect: Rect, look: Look, stage: Stage) -> tuple[Panel, ...]:
    """The script, broken into panels for this window."""
    opening = script.after_choice if script.is_consequence else ""
    return _panels(script.lines, script.panels, opening, rect, look, stage)


@lru_cache(maxsize=4)  # a key asks twice, for what has been read and for what is shown; the first try costs many frames
def _panels(
    lines: tuple[LineView, ...], pictures: tuple[PanelView, ...], opening: str, rect: Rect, look: Look, stage: Stage
) -> tuple[Panel, ...]:
    panels: list[Panel] = []
    first = 0
    while first < len(lines):
        said = "" if first else opening
        most = group_of(lines, first, is_chat=stage.layout(pictures[first].place) == "chat")
        drawn, count = None, 1
        for count in range(most, 0, -1):
            # The drawing is as it is at the last line that may stand in this panel.
            here = lines[first : first + count]
            drawn = compose(pictures[first + count - 1], here, rect, look, stage, opening=said)
            if drawn:
                break
        panels.append(Panel(first, count, drawn))
        first += count
    return tuple(panels) or (Panel(0, 0, None),)


def _panel_at(panels: Sequence[Panel], line: int) -> int:
    for number, panel in enumerate(panels):
        if line <= panel.first + panel.count:
            return number
    return len(panels) - 1


def _hints(
    view: SessionView | None,
    script: ScriptView,
    is_last: bool,
    has_before: bool,
    panels_back: int,
    panels: Sequence[Panel] = (),
    now: int = 0,
) -> tuple[Hint, ...]:
    if panels_back:
        onward: object = ReadAgain(panels_back - 1)
        label = "Forward"
    elif is_last:
        onward = Do((GoOn(),)) if script.line >= len(script.lines) else Do((Continue(len(script.lines)), GoOn()))
        label = "Continue"
    else:
        following = panels[now + 1].first + 1 if panels else 1
        onward, label = Do((Continue(following),)), "Continue"
    hints = [
        Hint(("Space",), label, onward, ("space", "return", "right", "page down", "enter"), key="go-on")
    ]
    if has_before:
        hints.append(
            Hint(
                ("Backspace",),
                "Look back",
                ReadAgain(panels_back + 1),
                ("backspace", "left"),
                rank=2,
                key="look-back",
            )
        )
    if script.glances and not panels_back:
        hints.append(
            Hint(("L",), f"Look closer ({script.glances})", Do((LookCloser(0),)), ("l",), rank=1, key="look-closer")
        )
    progress = None
    if view and view.count:
        progress = Hint((), "Decisions", end=True, rank=6, progress=(min(view.number, view.count), view.count))
    if view is not None and view.is_practice:
        progress = Hint((), "Another way", end=True, rank=6)
    return (*hints, *play_hints(), *((progress,) if progress else ()), leave_hint())


def _fullest_hints() -> tuple[Hint, ...]:
    """As many hints as a script can have: the panels must not change with what can be pressed."""
    return (
        Hint(("Space",), "Continue"),
        Hint(("Backspace",), "Look back", rank=2),
        Hint(("L",), "Look closer (3)", rank=1),
        *play_hints(),
        Hint((), "Decisions", end=True, rank=6, progress=(0, 6)),
        leave_hint(),
    )


_MANY_PAGES = Paged((), 1, 3)


def practice_hint() -> Hint:
    """Leaving a moment that is tried another way."""
    return Hint(("Backspace",), "Back, as it was", Do((StopTrying(),)), ("backspace",), rank=1, key="stop-trying")


def _blocks(script: ScriptView, panel: Panel, look: Look) -> tuple[Block, ...]:
    """Picture above, words below: the picture shrinks first, then goes."""
    at = min(panel.first, len(script.lines) - 1)
    if at < 0:
        return ()
    view = script.panels[at]
    picture = PictureBlock(
        picture_of(view),
        look.px(220),
        max(look.px(220), look.height // 2),
        aspect=2.2,
        name=described(view),
        space_after=look.px(24),
    )
    opening: tuple[Block, ...] = ()
    if script.is_consequence and panel.first == 0:
        opening = (did_card(script.after_choice, look),)
    return (picture, *opening, *(line_block(line, look) for line in script.lines[at : at + max(1, panel.count)]))


def did_card(choice: str, look: Look) -> Card:
    """What the player did."""
    theme = look.theme
    return Card(
        (Paragraph(f"You: {choice}", look.body, theme.on_colour),),
        role=Role.TEXT,
        name=f"You: {choice}",
        fill=theme.mint,
        shadow=0,
        padding=look.px(18),
        space_after=look.px(16),
    )


def line_block(line: LineView, look: Look, font: FontSpec | None = None) -> Block:
    """A line in a card of its own: a caption, or a name and what was said, in the reading size unless told."""
    theme, font = look.theme, font or look.body
    if not line.speaker:
        return Card(
            (Paragraph(line.words, font, theme.caption_ink),),
            role=Role.TEXT,
            name=line.words,
            fill=theme.caption,
            stroke=theme.caption_line,
            shadow=0,
            padding=look.px(22),
            space_after=look.px(16),
        )
    label = f"{line.speaker_name}, message" if line.is_message else line.speaker_name
    return Card(
        (
            Paragraph(label, look.small.bold, theme.bubble_names[0], space_after=look.px(4)),
            Paragraph(line.words, font, theme.bubble_ink),
        ),
        role=Role.TEXT,
        name=in_words(line),
        fill=theme.bubble,
        stroke=theme.bubble_line,
        shadow=0,
        padding=look.px(22),
        space_after=look.px(16),
    )
