"""One thing to look at more closely, and what else there is.  Looking informs; it never counts."""

from __future__ import annotations

from game.session.messages import LookCloser, LookUp
from game.session.views import LookCloserView, SessionView
from game.ui.actions import Do
from game.ui.blocks import Block, Card, Paragraph, heading
from game.ui.element import Element, Live, Role
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.screens.beside import beside
from game.ui.screens.frame import leave_hint, play_hints, with_pages
from game.ui.theme import Look


def look_closer_screen(view: SessionView, closer: LookCloserView, interface: Interface, look: Look) -> Element:
    """What the glance shows, large; the others as cards."""
    theme = look.theme
    now = closer.glances[closer.at]
    shown = Card(
        (
            Paragraph(now.at, look.subtitle, theme.caption_ink, look.px(12), heading=True),
            Paragraph(now.shows, look.large, theme.caption_ink),
        ),
        key="glance",
        role=Role.TEXT,
        name=f"{now.at}. {now.shows}",
        live=Live.POLITE,
        fill=theme.caption,
        stroke=theme.caption_line,
        padding=look.px(36),
        space_after=look.px(36),
    )
    others: list[Block] = []
    for number, glance in enumerate(closer.glances):
        if number == closer.at:
            continue
        seen = " (looked at)" if glance.is_seen else ""
        others.append(
            Card(
                (Paragraph(f"{glance.at}{seen}", look.body, theme.ink),),
                key=f"glance-{number}",
                action=Do((LookCloser(number),)),
                hotkeys=(str(number + 1),),
                name=f"Look at: {glance.at}{seen}",
                padding=look.px(22),
                space_after=look.px(18),
            )
        )
    words: tuple[Block, ...] = (heading("You look closer", look, look.title), shown)
    if others:
        words += (heading("Also here", look), *others)
    blocks = beside(closer.panel, words, look)
    hints: tuple[Hint, ...] = (
        Hint(("Space",), "Look up again", Do((LookUp(),)), ("space", "return", "backspace", "l"), key="go-on"),
    )
    following = closer.at + 1
    if following < len(closer.glances):
        hints = (
            *hints,
            Hint(
                ("N",), "Next thing", Do((LookCloser(following),)), ("n", "right"), rank=1, key="next-glance"
            ),
        )
    return with_pages(
        f"Look closer. {now.at}", look, blocks, interface.page, hints, (*play_hints(), leave_hint()),
        message=interface.message,
    )


