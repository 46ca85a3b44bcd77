"""The panel beside the picture: what was found, how long the texts are, and the keys of a preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.core.diagnostic import Diagnostic, Severity
from game.ui.blocks import Block, Card, Paragraph, Rich, Rule, Spacer, heading
from game.ui.element import Box, Element, Live, Rect, Role, walk
from game.ui.keybar import Hint, key_hints
from game.ui.layout import flow
from game.ui.text import Span
from game.ui.theme import Look
from tools.preview.actions import ListScenes, OneChoiceBack, SavePlay, TurnPanel
from tools.preview.findings import Sorted
from tools.preview.lengths import Length

WIDTH = 19  # em: some 40 letters in a line, which is read with ease
MOST = 0.36  # of the window's width, however large the text: the picture is what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the panel says.

    Attributes:
        file: The file's name.
        status: What there is to say of the file as a whole, in sentences.
        note: What came of the last key or the last save; mostly nothing.
        findings: None while they are being looked for.
        lengths: Of the texts on the screen.
        is_playable: Whether the picture is of the file as it is.
        has_picture: Whether anything of the file could be played yet.
        can_go_back: Whether a choice was made.
        is_listing: Whether the scenes are listed where the picture was.
    """

    file: str
    status: str
    note: str
    findings: Sorted | None
    lengths: tuple[Length, ...]
    is_playable: bool
    has_picture: bool
    can_go_back: bool
    is_listing: bool

    def texts(self) -> tuple[str, ...]:
        """All of its words."""
        found = (*self.findings.here, *self.findings.elsewhere) if self.findings else ()
        return (
            self.file,
            self.status,
            self.note,
            *(f"{finding.message} {finding.hint}" for finding in found),
            *(length.name for length in self.lengths),
        )


def panel_width(look: Look) -> int:
    """Pixels that the panel takes of a window."""
    return min(round(WIDTH * look.em), round(look.width * MOST))


def beside_panel(play: Element, told: Told, page: int, look: Look) -> Element:
    """A whole window: the picture at the left, the panel at the right.

    Args:
        play: The screen of the play, as wide as the panel leaves it.
        told: What the panel says.
        page: Of the panel, from 0; past the last one stays.
        look: Of the whole window.
    """
    _, rect = look.area.take_left(look.width - panel_width(look))
    # Keys that mean something in the play go on meaning that.
    taken = frozenset(key for each in walk(play) if each.action is not None for key in each.hotkeys)
    panel = _panel(told, page, rect, look.for_texts(told.texts()), taken)
    left = replace(play, role=Role.GROUP, key="preview-play")
    return Element(
        Role.WINDOW,
        look.area,
        key="window",
        name=f"{told.file}. {play.name}",
        shapes=(Box(look.area, look.theme.ground),),
        children=(left, panel),
    )


def _panel(told: Told, number: int, rect: Rect, look: Look, taken: frozenset[str]) -> Element:
    theme = look.theme
    edge = max(2, look.px(4))
    inner = rect.inset(edge, 0, 0, 0)
    pad = look.px(26)
    blocks = _blocks(told, look)
    bar, height = key_hints(_hints(told, taken, 0, 1), inner, look)
    area = inner.take_top(inner.height - height)[0].inset(pad)
    pages = flow(blocks, area, look) or ((),)
    if len(pages) > 1:
        # The widest of the hints that turn pages: what is on a page must not change with its number.
        _, height = key_hints(_hints(told, taken, 8, 99), inner, look)
        area = inner.take_top(inner.height - height)[0].inset(pad)
        pages = flow(blocks, area, look)
        number = max(0, min(number, len(pages) - 1))
        bar, _ = key_hints(_hints(told, taken, number, len(pages)), inner, look)
    else:
        number = 0
    return Element(
        Role.GROUP,
        rect,
        key="preview-panel",
        name="What was found",
        shapes=(Box(rect, theme.card), Box(rect.take_left(edge)[0], theme.ink)),
        children=(*pages[number], replace(bar, key="preview-keys", name="Keys of the preview")),
    )


def _hints(told: Told, taken: frozenset[str], number: int, count: int) -> tuple[Hint, ...]:
    hints: list[Hint] = []
    if count > 1:
        onward = TurnPanel(number + 1 if number + 1 < count else 0)
        hints.append(Hint(("F6",), f"More ({number + 1} of {count})", onward, ("f6",), key="preview-more"))
        if number:
            hints.append(Hint(("F7",), "Back", TurnPanel(number - 1), ("f7",), key="preview-less"))
    if told.is_listing:
        hints.append(_hint("J", "f4", "Back to the picture", ListScenes(), "preview-scenes", taken))
        return tuple(hints)
    if told.has_picture:
        hints.append(_hint("J", "f4", "Another scene", ListScenes(), "preview-scenes", taken))
    if told.can_go_back:
        hints.append(_hint("U", "f3", "One choice back", OneChoiceBack(), "preview-back", taken))
        hints.append(_hint("S", "f5", "Save this play", SavePlay(), "preview-save", taken))
    return tuple(hints)


def _hint(letter: str, other: str, label: str, action: object, key: str, taken: frozenset[str]) -> Hint:
    """A key with its letter, or with the other one where the letter means something in the play."""
    hotkeys = tuple(name for name in (letter.lower(), other) if name not in taken)
    return Hint((letter if letter.lower() in hotkeys else other.upper(),), label, action, hotkeys, key=key)


def _blocks(told: Told, look: Look) -> tuple[Block, ...]:
    theme = look.theme
    blocks: list[Block] = [
        Paragraph(told.file, look.bold, theme.ink, look.px(6), heading=True),
        Paragraph(told.status, look.small, theme.ink, look.px(14), live=Live.POLITE, key="preview-status"),
    ]
    if told.note:
        blocks.append(
            Card(
                (Paragraph(told.note, look.small, theme.caption_ink),),
                key="preview-note",
                role=Role.STATUS,
                name=told.note,
                live=Live.POLITE,
                fill=theme.caption,
                stroke=theme.caption_line,
                shadow=0,
                padding=look.px(16),
                space_after=look.px(16),
            )
        )
    if told.lengths:
        blocks += [
            Rule(space_after=look.px(12)),
            heading("How long it is", look, look.bold, look.px(8)),
            *(_length(each, look) for each in told.lengths),
            Spacer(look.px(8)),
        ]
    if told.findings is not None:
        blocks += _list("Here", told.findings.here, look)
        title = "Elsewhere" if told.is_playable else "What was found"
        blocks += _list(title, told.findings.elsewhere, look)
    return tuple(blocks)


def _length(each: Length, look: Look) -> Block:
    where = " Too short." if each.is_short else " Too long." if each.is_long else ""
    spans = (Span(f"{each.name}:", bold=True), Span(f" {each.said()}."), Span(where, bold=True))
    return Rich(spans if where else spans[:2], look.small, look.theme.ink, look.px(8))


def _list(title: str, findings: Sequence[Diagnostic], look: Look) -> tuple[Block, ...]:
    if not findings:
        return ()
    return (
        Rule(space_after=look.px(12)),
        heading(f"{title}: {len(findings)}", look, look.bold, look.px(10)),
        *(_finding(each, look) for each in findings),
    )


def _finding(each: Diagnostic, look: Look) -> Block:
    kind = {Severity.ERROR: "Error, line", Severity.ADVICE: "A thought, line"}.get(each.severity, "Line")
    # Lines to be written stand at the end of a hint: a code after them would be copied too.
    is_shown = "\n" in each.hint
    words = f" {each.message} ({each.code}) {each.hint}" if is_shown else f" {each.message} {each.hint} ({each.code})"
    return Rich((Span(f"{kind} {each.span.line}.", bold=True), Span(words)), look.small, look.theme.ink, look.px(14))
