"""
Looking back, in five parts: what happened, what came through, each moment, next time, the map.

Words come before any figure, harm before the profile, and everything is about this run, never about the player.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from game.records.notes import if_then
from game.session.messages import Close, ShowPart, TryAgain
from game.session.views import DebriefView, MomentView, SessionView
from game.session.wording import DIMENSIONS, DIMENSIONS_SAY, method_words
from game.ui.actions import Do, Edit, Open, Overlay, PickLine, TakeAlong
from game.ui.actions import Keep as KeepAs
from game.ui.blocks import Block, Card, Chip, Columns, Paragraph, PictureBlock, Row, Rule, heading, lead_in, paragraph
from game.ui.element import Element, Rect, Role
from game.ui.interface import PLAN, Interface
from game.ui.keybar import Hint
from game.ui.layout import flow, stack
from game.ui.screens.after_choice import in_columns, way_card
from game.ui.screens.beside import is_one_page
from game.ui.screens.ending import closing_line
from game.ui.screens.frame import leave_hint, play_hints, room, screen, typing_hints, with_pages
from game.ui.screens.script import line_block
from game.ui.stage import FacePicture
from game.ui.theme import Look

PARTS = {
    "closing": "What happened",
    "came-through": "What came through",
    "moments": "Each moment",
    "next-time": "Next time",
    "map": "The map",
}


class DrawMap(Protocol):
    """Draws the map of a run into a rectangle, or gives None where there is too little room."""

    def __call__(self, debrief: DebriefView, rect: Rect, look: Look) -> Element | None: ...


def debrief_screen(
    view: SessionView,
    debrief: DebriefView,
    interface: Interface,
    look: Look,
    draw_map: DrawMap,
    *,
    has_support: bool = False,
) -> Element:
    """One part of the debrief."""
    part = debrief.parts[debrief.part]
    if part == "map":
        return _map_screen(view, debrief, interface, look, draw_map, has_support)
    if part == "closing":
        beside = _with_map(debrief, interface, look, draw_map, has_support)
        if beside:
            return beside
    blocks: tuple[Block, ...] = (_tabs(debrief, look), *_part(part, debrief, interface, look))
    at_end, always = _hints(debrief, part, has_support)
    if interface.editing:
        at_end, always = (), typing_hints()
    return with_pages(
        f"Looking back. {PARTS[part]}.", look, blocks, interface.page, at_end, always, message=interface.message,
        follow=interface.editing,
    )


def _part(part: str, debrief: DebriefView, interface: Interface, look: Look) -> tuple[Block, ...]:
    if part == "closing":
        return _closing(debrief, look)
    if part == "came-through":
        return _came_through(debrief, look)
    if part == "moments":
        return _moments(debrief.moments, look)
    return _next_time(debrief, interface, look)


def _with_map(
    debrief: DebriefView, interface: Interface, look: Look, draw_map: DrawMap, has_support: bool
) -> Element | None:
    """What happened on one side and the map on the other, where both have room."""
    if look.width < 52 * look.em:
        return None
    at_end, always = _hints(debrief, "closing", has_support)
    place = room(look, (*at_end, *always), interface.message)
    tabs, height = stack((_tabs(debrief, look),), place.content.x, place.content.y, place.content.width, look)
    _, below = place.content.take_top(height + look.px(26))
    left, right = below.take_left(below.width * 11 // 20)
    pages = flow(_closing(debrief, look, is_narrow=True), left, look)
    drawn = draw_map(debrief, right.inset(look.px(64), 0, look.shadow, look.shadow), look)
    if len(pages) != 1 or drawn is None:
        return None
    return screen(
        f"Looking back. {PARTS['closing']}.", look, place, (*tabs, *pages[0], drawn), message=interface.message
    )


def _tabs(debrief: DebriefView, look: Look) -> Row:
    return Row(
        tuple(
            Chip(
                PARTS[part],
                key=f"part-{part}",
                action=Do((ShowPart(number),)),
                hotkeys=(str(number + 1),),
                chosen=number == debrief.part,
                role=Role.RADIO,
                states=frozenset({"checked"}) if number == debrief.part else frozenset(),
            )
            for number, part in enumerate(debrief.parts)
        ),
        space_after=look.px(26),
    )


def _hints(debrief: DebriefView, part: str, has_support: bool) -> tuple[tuple[Hint, ...], tuple[Hint, ...]]:
    following = debrief.part + 1
    if following < len(debrief.parts):
        onward = Hint(
            ("Space",),
            PARTS[debrief.parts[following]],
            Do((ShowPart(following),)),
            ("space", "return", "enter", "right"),
            key="go-on",
        )
    else:
        onward = Hint(("Space",), "Finish", Do((Close(),)), ("space", "return", "enter"), key="go-on")
    always: list[Hint] = []
    if debrief.part:
        always.append(
            Hint(("Left",), PARTS[debrief.parts[debrief.part - 1]], Do((ShowPart(debrief.part - 1),)), ("left",),
                 rank=2, key="part-back")
        )
    if has_support:
        always.append(
            Hint(("O",), "Someone to talk to", Open(Overlay.SUPPORT), ("o",), rank=1, key="support")
        )
    if following < len(debrief.parts):
        always.append(Hint(("F",), "Finish", Do((Close(),)), ("f",), rank=1, key="finish"))
    if part == "next-time":
        last = "ABCDEFGHIJ"[max(0, len(debrief.if_then_lines) - 1)]
        always.insert(0, Hint(("A", last), "Pick a line", through=True, rank=1))
    return (onward,), (*always, *play_hints(), leave_hint())


# --- what happened -------------------------------------------------------------------------------------------------


def _closing(debrief: DebriefView, look: Look, *, is_narrow: bool = False) -> tuple[Block, ...]:
    theme, ending = look.theme, debrief.ending
    face = PictureBlock(
        FacePicture(ending.closing_by.look), look.px(120), look.px(300), aspect=1.0, framed=False,
        name=f"Picture: {ending.closing_by.name}.",
    )
    ledger: list[Block] = []
    for entry in debrief.ledger:
        said = "Happened, and you came back to it." if entry.repaired_by else "Happened, and is still open."
        more = f" {entry.repaired_by}" if entry.repaired_by else ""
        ledger.append(
            Card(
                (lead_in(said, f"{entry.says}{more}", look, 0),),
                role=Role.TEXT,
                name=f"{said} {entry.says}{more}",
                fill=theme.lilac,
                padding=look.px(22),
                space_after=look.px(22),
            )
        )
    run: list[Block] = [heading("Your run", look)]
    for number, line in enumerate(debrief.run, start=1):
        run.append(lead_in(f"{number}.", line, look, look.px(8)))
    closing = Columns(
        ((face,), (line_block(closing_line(ending), look),)),
        minimum=5,
        weights=(0.3, 1.0),
        gap=look.px(20),
        space_after=look.px(22),
    )
    words = line_block(closing_line(ending), look)
    title = Paragraph(ending.title, look.display, theme.ink, look.px(24), heading=True, balanced=True)
    if is_narrow:
        return (title, closing, *ledger, *run)
    columns = Columns(((closing, *ledger), tuple(run)), minimum=15, weights=(1.15, 1.0), gap=look.px(64))
    with_face = (title, columns)
    # Where the face has no room its column would stand empty.
    return with_face if is_one_page((_tabs(debrief, look), *with_face), look) else (title, words, *ledger, *run)


# --- what came through ---------------------------------------------------------------------------------------------


def _came_through(debrief: DebriefView, look: Look) -> tuple[Block, ...]:
    theme = look.theme
    rows: list[Block] = [heading("What came through in this run", look, look.title)]
    for share in debrief.shares:
        name = Paragraph(DIMENSIONS[share.dimension], look.bold, theme.ink)
        gloss = Paragraph(DIMENSIONS_SAY[share.dimension].capitalize() + ".", look.small, theme.muted)
        words = Paragraph(share.wording.value, look.body, theme.ink)
        rows += [Columns(((name, gloss), (words,)), minimum=8, weights=(0.75, 1.0), space_after=look.px(10)),
                 Rule(look.px(10))]
    right: list[Block] = []
    if debrief.look_at:
        pointer = debrief.pointer or "Look at this moment again, and at the other ways to meet it."
        right += [
            heading("One thing to look at", look, look.title),
            Card(
                (
                    Paragraph(DIMENSIONS[debrief.look_at], look.bold, theme.caption_ink, look.px(8)),
                    Paragraph(pointer, look.large, theme.caption_ink),
                ),
                role=Role.TEXT,
                name=f"One thing to look at: {DIMENSIONS[debrief.look_at]}. {pointer}",
                fill=theme.caption,
                stroke=theme.caption_line,
                padding=look.px(28),
                space_after=look.px(30),
            ),
        ]
    right.append(heading("Ways you used", look))
    used = [method_words(method) for method in debrief.methods_used]
    right += _one_a_line(used or ["none this time"], look)
    if debrief.methods_open:
        right += [heading("Also open to you", look)]
        right += _one_a_line([method_words(method) for method in debrief.methods_open], look)
    right.append(
        paragraph(
            f"This is about the moves of one run, not about you. {debrief.review}", look, look.px(10), muted=True
        )
    )
    return (Columns((tuple(rows), tuple(right)), minimum=15, weights=(1.05, 1.0), gap=look.px(64)),)


def _one_a_line(words: Sequence[str], look: Look) -> list[Block]:
    ends = [look.px(4)] * (len(words) - 1) + [look.px(16)]
    return [paragraph(f"{said.capitalize()}.", look, end) for said, end in zip(words, ends, strict=True)]


# --- each moment ---------------------------------------------------------------------------------------------------


def _moments(moments: Sequence[MomentView], look: Look) -> tuple[Block, ...]:
    theme = look.theme
    blocks: list[Block] = []
    for number, moment in enumerate(moments, start=1):
        blocks += [
            heading(f"{number}. {moment.ask}", look, look.title),
            Paragraph(moment.commentary, look.body, theme.ink, look.px(18)),
        ]
        cards = [way_card(moment.yours, "What you did", look)]
        cards += [way_card(other, "Another way", look) for other in moment.others]
        blocks += in_columns(cards, look)
        if moment.practised:
            blocks.append(lead_in("Tried another way:", moment.practised, look, look.px(14)))
        if moment.can_try_again:
            again = Chip(
                "Try this moment another way", key=f"again-{moment.scene}", action=Do((TryAgain(moment.scene),)),
                fill=theme.card, ink=theme.ink, description=moment.ask,
            )
            blocks.append(Row((again,), space_after=look.px(14)))
        blocks.append(Rule(look.px(22)))
    return tuple(blocks[:-1])


# --- next time -------------------------------------------------------------------------------------------------------


def plan_line(debrief: DebriefView, interface: Interface) -> str:
    """The line of the plan as it stands: typed, or picked, or empty."""
    if PLAN in interface.texts:
        return interface.texts[PLAN]
    if interface.plan_line is not None and interface.plan_line < len(debrief.if_then_lines):
        return debrief.if_then_lines[interface.plan_line]
    return ""


def _next_time(debrief: DebriefView, interface: Interface, look: Look) -> tuple[Block, ...]:
    theme = look.theme
    picked = plan_line(debrief, interface)
    is_open = interface.editing == PLAN
    lines = tuple(
        Card(
            (Paragraph(line, look.body, theme.chosen_ink if interface.plan_line == number else theme.ink),),
            key=f"line-{number}",
            action=PickLine(number),
            role=Role.RADIO,
            hotkeys=("abcdefghij"[number],) if not is_open else (),
            name=line,
            states=frozenset({"checked"}) if interface.plan_line == number else frozenset(),
            fill=theme.chosen if interface.plan_line == number else None,
            padding=look.px(22),
            space_after=look.px(16),
        )
        for number, line in enumerate(debrief.if_then_lines)
    )
    left: list[Block] = [
        heading(f"{debrief.if_then_cue.rstrip(',.')} …", look, look.title),
        *lines,
        Row((Chip("In your own words", key="edit-plan", action=Edit(PLAN, picked), fill=theme.card, ink=theme.ink),),
            space_after=look.px(20)),
    ]
    right: list[Block] = [heading("Your line for next time", look, look.title)]
    if picked or is_open:
        shown = if_then(debrief.if_then_cue, picked) if not is_open else (
            f"{debrief.if_then_cue.rstrip(',.')}, {picked}{interface.composing}|"
        )
        right.append(
            Card(
                (Paragraph(shown, look.large, theme.caption_ink),),
                key="plan",
                action=Edit(PLAN, picked),
                name=f"Your line: {if_then(debrief.if_then_cue, picked)}",
                states=frozenset({"editing"}) if is_open else frozenset(),
                fill=theme.caption,
                stroke=theme.caption_line,
                padding=look.px(30),
                space_after=look.px(24),
            )
        )
        right += [
            paragraph("Take it along. Nothing is kept unless you press one of these.", look, look.px(12)),
            Row(tuple(_keep_chips(look)), space_after=look.px(26)),
        ]
    else:
        right.append(
            paragraph("Pick a line, or write one in your own words. Then you can take it along.", look, look.px(26))
        )
    right += [
        heading("A slip that you took part", look),
        paragraph("It has the title and the day. It says nothing of what you chose.", look, look.px(12)),
        Row((Chip("Save the slip", key="slip", action=TakeAlong(KeepAs.SLIP), fill=theme.card, ink=theme.ink),)),
    ]
    return (Columns((tuple(left), tuple(right)), minimum=15, gap=look.px(64)),)


def _keep_chips(look: Look) -> list[Chip]:
    theme = look.theme
    kinds = (
        (KeepAs.COPY, "Copy"),
        (KeepAs.TEXT, "Save as text"),
        (KeepAs.CALENDAR, "Save for my calendar"),
        (KeepAs.PAGE, "A page to print"),
        (KeepAs.PLAN, "Keep with my records"),
    )
    return [
        Chip(label, key=f"keep-{kind.value}", action=TakeAlong(kind), fill=theme.card, ink=theme.ink)
        for kind, label in kinds
    ]


# --- the map ------------------------------------------------------------------------------------------


def _map_screen(
    view: SessionView,
    debrief: DebriefView,
    interface: Interface,
    look: Look,
    draw_map: DrawMap,
    has_support: bool,
) -> Element:
    at_end, always = _hints(debrief, "map", has_support)
    place = room(look, (*at_end, *always), interface.message)
    row, height = stack((_tabs(debrief, look),), place.content.x, place.content.y, place.content.width, look)
    _, rest = place.content.take_top(height + look.px(26))
    drawn = draw_map(debrief, rest, look)
    if drawn is None:
        told = (_tabs(debrief, look), *_map_in_words(debrief, look))
        return with_pages("The map.", look, told, interface.page, at_end, always, message=interface.message)
    return screen("The map.", look, place, (*row, drawn), message=interface.message)


def _map_in_words(debrief: DebriefView, look: Look) -> tuple[Block, ...]:
    """The path as a list, where a drawing would be too small to read."""
    lines = [
        lead_in(f"{number}.", line, look, look.px(8)) for number, line in enumerate(debrief.run, start=1)
    ]
    return (heading("Your path", look, look.title), *lines, lead_in("The end:", debrief.ending.title, look))
