"""What follows a choice: how sure and why, a question, the why, the other ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.session.messages import SOMETHING_ELSE, AnswerProbe, GoOn, Sureness, TryAgain
from game.session.views import (
    AlternativesView,
    AlternativeView,
    CommentaryView,
    ProbeView,
    ReflectionView,
    SessionView,
)
from game.session.wording import line_to_say, method_words
from game.ui.actions import Do, Edit, MarkReason, MarkSureness, TakeAlong
from game.ui.actions import Keep as KeepAs
from game.ui.blocks import Block, Card, Chip, Columns, Paragraph, Row, heading, lead_in, paragraph
from game.ui.element import Element, Role
from game.ui.interface import NOTE, Interface
from game.ui.keybar import Hint
from game.ui.layout import height_of
from game.ui.screens.beside import beside
from game.ui.screens.frame import leave_hint, margins, play_hints, typing_hints, with_pages
from game.ui.screens.script import did_card
from game.ui.theme import Look

SURENESS = {
    Sureness.GUESS: "It was a guess",
    Sureness.FAIRLY: "Fairly sure",
    Sureness.VERY: "Very sure",
}


def _onward(label: str = "Continue", action: object | None = None) -> Hint:
    return Hint(("Space",), label, action or Do((GoOn(),)), ("space", "return", "enter", "right"), key="go-on")


def probe_screen(view: SessionView, probe: ProbeView, interface: Interface, look: Look) -> Element:
    """How sure, and the main reason.  Nothing is preselected, and both can be passed over."""
    theme = look.theme
    sure = tuple(
        Chip(
            label,
            key=f"sure-{sureness.value}",
            action=MarkSureness(sureness),
            hotkeys=(str(number),),
            chosen=interface.sureness is sureness,
            role=Role.RADIO,
            states=frozenset({"checked"}) if interface.sureness is sureness else frozenset(),
        )
        for number, (sureness, label) in enumerate(SURENESS.items(), start=1)
    )
    reasons = tuple(
        Card(
            (Paragraph(says, look.body, theme.chosen_ink if interface.reason == place else theme.ink),),
            key=f"reason-{place}",
            action=MarkReason(place),
            role=Role.RADIO,
            hotkeys=("abcdefghij"[number],),
            states=frozenset({"checked"}) if interface.reason == place else frozenset(),
            name=says,
            fill=theme.chosen if interface.reason == place else None,
            padding=look.px(20),
            space_after=look.px(14),
        )
        for number, (place, says) in enumerate(
            [*enumerate(probe.reasons), (SOMETHING_ELSE, "Something else")]
        )
    )
    words: tuple[Block, ...] = (
        did_card(probe.choice, look),
        heading("How sure were you?", look, look.title),
        Row(sure, space_after=look.px(30), font=look.body),
        heading("What was the main reason?", look, look.title),
        *reasons,
    )
    answered = AnswerProbe(interface.sureness, interface.reason)
    nothing = interface.sureness is None and interface.reason is None
    return with_pages(
        "How sure were you, and why?",
        look,
        beside(probe.panel, words, look),
        interface.page,
        (_onward("Pass" if nothing else "Continue", Do((answered,))),),
        (*play_hints(), leave_hint()),
        message=interface.message,
    )


def reflection_screen(
    view: SessionView, reflection: ReflectionView, interface: Interface, look: Look, *, keeps_notes: bool
) -> Element:
    """One question, and a field to think in.  What is typed is gone unless the player says to keep it."""
    theme = look.theme
    typed = interface.texts.get(NOTE, "")
    words: tuple[Block, ...] = (
        Paragraph("A moment to think", look.subtitle, theme.muted, look.px(20)),
        Paragraph(reflection.question, look.display, theme.ink, look.px(36), heading=True, balanced=True),
        *_field(typed, interface, look),
        paragraph(_kept(keeps_notes), look, look.px(16), muted=True),
    )
    hints = [_onward("Go on")]
    always = [Hint(("E",), "Write a note", Edit(NOTE, typed), ("e",), rank=1, key="edit-hint")]
    if typed and not keeps_notes:
        always.append(Hint(("K",), "Keep this note", TakeAlong(KeepAs.NOTE), ("k",), rank=1, key="keep-note"))
    always += [*play_hints(), leave_hint()]
    if interface.editing:
        hints, always = [], [*typing_hints()]
    return with_pages(
        f"A moment to think. {reflection.question}",
        look,
        beside(reflection.panel, words, look),
        interface.page,
        hints,
        always,
        message=interface.message,
        follow=interface.editing,
    )


def _kept(keeps_notes: bool) -> str:
    if keeps_notes:
        return "What you write here is kept in your notes on this computer, because you asked for that in the settings."
    return "You need not write anything. What you write is gone when you go on, unless you choose to keep it."


def _field(typed: str, interface: Interface, look: Look) -> tuple[Block, ...]:
    is_open = interface.editing == NOTE
    if not typed and not is_open:
        return ()
    shown = typed + interface.composing + ("|" if is_open else "")
    return (
        Card(
            (Paragraph(shown, look.body, look.theme.ink),),
            key=NOTE,
            action=Edit(NOTE, typed),
            name="Your note",
            value=typed,
            shadow=0,
            states=frozenset({"editing"}) if is_open else frozenset(),
            min_height=look.em * 4,
            space_after=look.px(20),
        ),
    )


def commentary_screen(view: SessionView, commentary: CommentaryView, interface: Interface, look: Look) -> Element:
    """Why it went that way, in the voice of a colleague."""
    theme = look.theme
    words: list[Block] = [
        did_card(commentary.choice, look),
        heading("Why it went this way", look, look.title),
        Paragraph(commentary.commentary, look.large, theme.ink, look.px(28)),
    ]
    if commentary.note:
        words.append(
            Card(
                (lead_in("Your reason.", commentary.note, look, 0),),
                role=Role.TEXT,
                name=f"Your reason. {commentary.note}",
                shadow=0,
                fill=theme.caption,
                stroke=theme.caption_line,
                padding=look.px(22),
            )
        )
    return with_pages(
        "Why it went this way.",
        look,
        beside(commentary.panel, tuple(words), look),
        interface.page,
        (_onward(),),
        (*play_hints(), leave_hint()),
        message=interface.message,
    )


def way_card(way: AlternativeView, label: str, look: Look, *, space_after: int = 0) -> Card:
    """One way to act: what was done, what one could say, its price."""
    theme = look.theme
    words: list[Block] = [
        Paragraph(label, look.small.bold, theme.accent, look.px(8)),
        Paragraph(way.do, look.body, theme.ink, look.px(12)),
    ]
    if line := line_to_say(way.do, way.line):
        words.append(lead_in("To say:", f"“{line}”", look, look.px(10)))
    if way.tradeoff:
        words.append(lead_in("Its price:", way.tradeoff, look, look.px(10)))
    if method := method_words(way.method):
        words.append(Row((Chip(method, fill=theme.caption, ink=theme.caption_ink),), font=look.small))
    return Card(tuple(words), role=Role.GROUP, padding=look.px(28), space_after=space_after)


def alternatives_screen(
    view: SessionView, alternatives: AlternativesView, interface: Interface, look: Look
) -> Element:
    """The other ways that could be defended, with the same weight as the player's own."""
    ways = [way_card(alternatives.yours, "What you did", look)]
    ways += [way_card(other, "Another way", look) for other in alternatives.others]
    words: tuple[Block, ...] = (
        heading("Other ways to meet this moment", look, look.title, look.px(24)),
        *in_columns(ways, look),
    )
    again: tuple[Hint, ...] = ()
    if alternatives.can_try_again:
        again = (
            Hint(
                ("R",), "Try this moment another way", Do((TryAgain(alternatives.scene),)), ("r",), rank=1,
                key="try-again",
            ),
        )
    return with_pages(
        "Other ways to meet this moment.",
        look,
        words,
        interface.page,
        (_onward(), *again),
        (*play_hints(), leave_hint()),
        message=interface.message,
    )


# How many em a column has at the least, by how many there are: with large text, full width turns pages less often.
COLUMN = {4: 13, 3: 17, 2: 21}


def in_columns(ways: Sequence[Card], look: Look) -> tuple[Block, ...]:
    """As many side by side as there is room for, each row as high as its highest.

    Four stand in one row or two by two: three and one would leave one alone, mostly on a page of its own.
    """
    left, _ = margins(look)
    width, gap = look.width - 2 * left, look.px(40)
    counts = (4, 2) if len(ways) == 4 else (3, 2)
    across = next((n for n in counts if n <= len(ways) and width >= n * (COLUMN[n] * look.em + gap)), 1)
    each = (width - gap * (across - 1)) // across
    rows: list[Block] = []
    for first in range(0, len(ways), across):
        row = ways[first : first + across]
        tallest = max(height_of((way,), each, look) for way in row) if across > 1 else 0
        columns = tuple((replace(way, min_height=tallest),) for way in row) + ((),) * (across - len(row))
        rows.append(Columns(columns, minimum=10, gap=gap, space_after=look.px(28)))
    return tuple(rows)
