"""The facilitator's own window: what comes next, how the room votes, what to say, and every key."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.phases import Phase
from game.session.room_views import FacilitatorView
from game.ui.blocks import Block, Card, Paragraph, PictureBlock, Rich
from game.ui.element import Box, Element, Live, Rect, Role
from game.ui.keybar import Hint, key_hints
from game.ui.layout import Page, flow, height_of, stack
from game.ui.room_desk import Ask, DeskView, PressKey, Step, WallMiniature
from game.ui.room_keys import BY_VERB, Verb
from game.ui.screens.room import facilitator_words as words
from game.ui.screens.room.network import network_pages
from game.ui.screens.room.remote_code import remote_code_pages
from game.ui.screens.room.tally import count_of, tally_card
from game.ui.text import Span
from game.ui.theme import Look

TWO_COLUMNS = 50  # em: from here on the wall's picture and the votes stand beside the words
LEAST_NOTES = 6  # em of height beside the wall's picture
CLEAR = 300  # design pixels of height that show what is on the wall
RANKS = {
    Verb.PAUSE: 1, Verb.LOCK: 2, Verb.GO_BACK: 2, Verb.CLOCK: 3, Verb.MORE_TIME: 3, Verb.JOIN: 4, Verb.BACK: 4,
    Verb.HEADCOUNT: 5, Verb.TIES: 5, Verb.WIFI: 6, Verb.PANE: 2, Verb.SCREENS: 7, Verb.REMOTE: 7, Verb.NETWORK: 7,
    Verb.NOTES_BACK: 7, Verb.FINISH: 4,
}  # what goes first where the bar has no room; all of it is under F1
AT_END = (Verb.BLANK, Verb.LEAVE)


def facilitator_screen(view: FacilitatorView, told: DeskView, look: Look) -> Element:
    """The whole window.

    Args:
        view: What the facilitator may see of the session.
        told: What is typed and asked, and which keys do something.
        look: Of this window.
    """
    if told.desk.has_left:
        return _left(view, told, look)
    page = 0
    count = 1
    content: Page = ()
    for _ in range(2):  # the bar grows with the keys that turn the notes, and the notes get less room
        bar, height = key_hints(_hints(told, page, count), look.area, look)
        margin = max(12, look.px(40))
        area = look.area.take_top(look.height - height)[0].inset(margin, max(10, look.px(34)))
        before = count
        content, page, count = _content(view, told, area, look)
        if count == before:
            break
    bar, _ = key_hints(_hints(told, page, count), look.area, look)
    return Element(
        Role.WINDOW, look.area, key="facilitator", name="Facilitator",
        shapes=(Box(look.area, look.theme.ground),), children=(*content, bar),
    )


def _hints(told: DeskView, page: int, count: int) -> tuple[Hint, ...]:
    hints = [_hint(step, told) for step in told.steps]
    if count > 1:
        is_last = page + 1 == count
        label = "Back to the first notes" if is_last else f"More notes ({page + 1} of {count})"
        on, back = BY_VERB[Verb.NOTES_ON], BY_VERB[Verb.NOTES_BACK]
        at = max(1, sum(step.verb not in RANKS and step.verb not in AT_END for step in told.steps[:4]))
        hints.insert(at, Hint((on.cap,), label, PressKey(on.keys[0]), key="notes-on", takes_focus=False))
        if page:
            hints.insert(at + 1, Hint((back.cap,), "Notes back", PressKey(back.keys[0]), rank=7, key="notes-back",
                                      takes_focus=False))
    return tuple(hints)


def _hint(step: Step, told: DeskView) -> Hint:
    if step.verb is None:
        return Hint(tuple(step.cap.split()), step.label, key=f"step-{step.label}")
    key = BY_VERB[step.verb]
    return Hint(
        (step.cap,), step.label, PressKey(key.keys[0]), end=step.verb in AT_END, rank=RANKS.get(step.verb, 0),
        key=f"step-{step.verb}", takes_focus=False,
    )


def _content(view: FacilitatorView, told: DeskView, area: Rect, look: Look) -> tuple[Page, int, int]:
    if told.remote_code is not None and not told.is_seen:  # where the room sees this window there is none
        codes = remote_code_pages(told, told.remote_code, area, look)
        number = told.desk.notes_page % len(codes)
        return codes[number], number, len(codes)
    if told.network is not None:
        checked = network_pages(told.network, area, look, is_seen=told.is_seen)
        number = told.desk.notes_page % len(checked)
        return checked[number], number, len(checked)
    is_wide = look.width >= TWO_COLUMNS * look.em and not told.is_seen
    if is_wide and told.desk.ask is not Ask.HELP:  # all keys need the whole width
        found = _two_columns(view, told, area, look)
        if found is not None:
            return found
    blocks = [
        next_card(view, told, look), *_votes_in_words(view, told, look),
        *(() if told.desk.ask else (_where(view, told, look), *_notes(view, told, look))),
    ]
    pages = flow(blocks, area, look) or ((),)
    number = told.desk.notes_page % len(pages)
    return pages[number], number, len(pages)


def _two_columns(
    view: FacilitatorView, told: DeskView, area: Rect, look: Look
) -> tuple[Page, int, int] | None:
    gap = look.px(32)
    left, right = area.take_left((area.width - gap) * 9 // 20)
    right = Rect(left.right + gap, right.y, area.right - left.right - gap, right.height)
    placed: list[Element] = []
    y = left.y
    votes = tally_card(view, told, left.width, look)
    where: tuple[Block, ...] = (_where(view, told, look),)
    below = (votes.height + gap if votes else 0) + height_of(where, left.width, look)
    heads: tuple[Block, ...] = (next_card(view, told, look),)
    mini = _miniature(told, left, left.height - below - gap, look)
    if votes is not None and (mini is None or mini.rect.height < look.px(CLEAR)):
        # While a room votes, its facilitator wants to see that the wall shows no count: the rest makes way.
        large = _miniature(told, left, left.height - votes.height - gap, look)
        slim = (*heads, _where(view, told, look, is_slim=True))
        if large is not None and height_of(slim, right.width, look) + gap + LEAST_NOTES * look.em <= right.height:
            mini, heads, where = large, slim, ()
    if mini is not None:
        placed.append(mini)
        y = mini.rect.bottom + gap
    if votes is not None:
        placed.append(votes.place(left.x, y))
        y += votes.height + gap
    own, height = stack(where, left.x, y, left.width, look)
    if where and y + height > left.bottom:
        return None
    placed.extend(own)
    head, taken = stack(heads, right.x, right.y, right.width, look)
    if taken > right.height:
        return None
    placed.extend(head)
    if told.desk.ask:
        return (*placed,), 0, 1
    rest = right.take_top(taken + gap)[1]
    pages = flow(_notes(view, told, look), rest, look) or ((),)
    if len(pages) > 1 and rest.height < LEAST_NOTES * look.em:
        return None
    number = told.desk.notes_page % len(pages)
    return (*placed, *pages[number]), number, len(pages)


def _card(title: str, blocks: Sequence[Block], look: Look, *, key: str = "", strong: bool = False) -> Card:
    theme = look.theme
    head = Paragraph(title, look.small, theme.muted, look.px(8), heading=True)
    return Card(
        (head, *blocks), key=key, role=Role.GROUP, shadow=0, stroke=theme.ink if strong else theme.rule,
        padding=look.px(28), space_after=look.px(24),
    )


def next_card(view: FacilitatorView, told: DeskView, look: Look) -> Card:
    """What comes next, or what is asked."""
    theme, desk = look.theme, told.desk
    blocks: list[Block] = []
    if desk.message:
        blocks.append(Paragraph(desk.message, look.body.bold, theme.accent, look.px(12), key="message",
                                live=Live.POLITE))
    if told.question:
        blocks.append(
            Paragraph(told.question, look.subtitle, theme.ink, look.px(16), heading=True, key="question",
                      live=Live.POLITE)
        )
        blocks.extend(_answers(told, look))
        return _card("Asked", blocks, look, key="next", strong=True)
    blocks.append(Paragraph(told.next_words, look.title, theme.ink, look.px(14), heading=True, key="next-words",
                            live=Live.POLITE))
    blocks.extend(words.for_now(view, told, look))
    blocks += [Paragraph(line, look.body, theme.ink, look.px(8)) for line in told.told]
    return _card("Next", blocks, look, key="next", strong=True)


def _answers(told: DeskView, look: Look) -> list[Block]:
    theme, desk = look.theme, told.desk
    blocks: list[Block] = []
    if desk.is_typing:
        shown = f"{desk.text}{desk.composing}|"
        blocks.append(
            Card((Paragraph(shown, look.large, theme.ink),), key="typed", role=Role.TEXT, name=desk.text or "Empty",
                 shadow=0, padding=look.px(22))
        )
    for entry in told.entries:
        is_picked = desk.picked == entry.letter
        line: list[Block] = [
            Rich((Span(f"{entry.letter}  ", bold=True), Span(entry.words)), look.body,
                 theme.chosen_ink if is_picked else theme.ink)
        ]
        if entry.note:
            line.append(Paragraph(entry.note, look.small, theme.chosen_ink if is_picked else theme.muted))
        blocks.append(
            Card(
                tuple(line), key=f"entry-{entry.letter.lower()}", action=PressKey(entry.letter.lower()),
                role=Role.RADIO, name=f"{entry.letter}. {entry.words} {entry.note}".strip(), shadow=0,
                fill=theme.chosen if is_picked else None, stroke=theme.rule, padding=look.px(18),
                states=frozenset({"checked"}) if is_picked else frozenset(), space_after=look.px(10),
            )
        )
    if desk.ask is Ask.HELP:
        blocks.extend(words.all_keys(look))
    if desk.ask is Ask.SCREENS:
        blocks += [Paragraph(line, look.body, theme.ink, look.px(12)) for line in told.screens]
    return blocks


def _miniature(told: DeskView, left: Rect, room: int, look: Look) -> Element | None:
    """The wall as it is now, small; None where there is too little room to see anything."""
    title = "On the wall now" if not told.desk.is_blank else "On the wall now: nothing, it is blank"
    least = look.px(120)
    around = height_of((_card(title, (), look),), left.width, look) + look.px(8)
    height = min(room - around, int((left.width - 2 * look.px(28)) / told.wall_aspect))
    if not told.wall_frame or height < least:
        return None
    picture = PictureBlock(
        WallMiniature(told.wall_frame), height, height, aspect=told.wall_aspect, name="The wall, small",
        radius=look.px(6),
    )
    placed, _ = stack((_card(title, (picture,), look, key="on-the-wall"),), left.x, left.y, left.width, look)
    return placed[0]


def _votes_in_words(view: FacilitatorView, told: DeskView, look: Look) -> tuple[Block, ...]:
    if not view.tally:
        return ()
    lines: list[Block] = []
    if words.shows_tally(view, told):
        lines = [
            Rich((Span(f"{each.option.letter}  {count_of(each)}", bold=True),
                  Span(f"  {each.option.do}")), look.body, look.theme.ink, look.px(8))
            for each in view.tally
        ]
    lines += [Paragraph(line, look.body, look.theme.ink, look.px(6)) for line in words.turnout(view, told)]
    return (_card(words.tally_title(view, told), lines, look, key="votes"),)


def _where(view: FacilitatorView, told: DeskView, look: Look, *, is_slim: bool = False) -> Card:
    theme = look.theme
    blocks: list[Block] = []
    if told.trouble:
        blocks.append(Paragraph(told.trouble, look.body.bold, theme.accent, look.px(10), key="trouble",
                                live=Live.ASSERTIVE))
    place, *more = words.where(view, told)
    if is_slim:
        spans = (Span(place, bold=True), *(Span(f"  ·  {line}") for line in more))
        blocks.append(Rich(spans, look.small, theme.ink, look.px(6)))
    else:
        blocks.append(Paragraph(place, look.small.bold, theme.ink, look.px(6)))
        blocks += [
            Paragraph(line, look.small, theme.muted if number else theme.ink, look.px(6))
            for number, line in enumerate(more)
        ]
    if told.remote:
        blocks.append(Paragraph(told.remote, look.small, theme.ink, look.px(6), key="remote"))
    return _card("Where you are", blocks, look, key="where")


def _notes(view: FacilitatorView, told: DeskView, look: Look) -> tuple[Block, ...]:
    theme = look.theme
    blocks: list[Block] = []
    for lead, text in words.notes(view):
        parts = (Span(lead, bold=True),) if lead else ()
        spans = (*parts, *((Span(f" {text}" if lead else text),) if text else ()))
        blocks.append(Rich(spans, look.body, theme.ink, look.px(14)))
    if view.wall.phase is Phase.CLOSED:
        return ()
    return tuple(blocks)


def _left(view: FacilitatorView, told: DeskView, look: Look) -> Element:
    """Left at once: nothing of the session is seen here either."""
    bar, height = key_hints([_hint(step, told) for step in told.steps], look.area, look)
    kept = "Votes that were cast are safe, and the session is kept."
    if view.wall.is_rehearsal:
        kept = "A rehearsal is not kept."
    blocks = (
        Paragraph("Paused", look.display, look.theme.ink, look.px(16), heading=True),
        Paragraph(f"The wall is blank. {kept}", look.body, look.theme.muted),
    )
    width = min(look.width - look.px(120), 30 * look.em)
    y = max(0, (look.height - height - height_of(blocks, width, look)) // 2)
    placed, _ = stack(blocks, (look.width - width) // 2, y, width, look)
    return Element(
        Role.WINDOW, look.area, key="facilitator", name="Paused", shapes=(Box(look.area, look.theme.ground),),
        children=(*placed, bar),
    )
