"""How a room voted, as bars of the room: one round, or two side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from game.session.room_views import BarView, CompareView, RevealView, RoundView
from game.session.room_words import TIES
from game.ui.blocks import Block, Card, Columns, Paragraph
from game.ui.element import Box, Colour, Element, Rect, Role, Shape
from game.ui.layout import height_of, stack, text_lines
from game.ui.screens.room.canvas import Canvas, WallPage, chip, first_that_fits, words_at
from game.ui.screens.room.joining import corner
from game.ui.screens.room.options import (
    OptionCard,
    cap_side,
    letter_marks,
    letter_width,
    option_block,
    pages_of_cards,
)
from game.ui.text import FontSpec, wrap
from game.ui.theme import Look, blend

WIDEST_BAR = 44  # design pixels
FEW = "There were few votes, so no counts are shown."
METHODS = "The two votes were not taken in the same way. A raised hand is seen, and a vote by phone is not."


def reveal_wall(reveal: RevealView, canvas: Canvas) -> WallPage:
    """One round."""
    shown = reveal.shown
    title = _led(reveal.leading, is_only=shown.voters is None)
    if not _has_counts(shown):
        return _only_leads(canvas, "How the room voted", title, shown, _tie(reveal.is_tie, reveal.tie_rule))
    foot = _tie(reveal.is_tie, reveal.tie_rule)
    return _bars(canvas, _method(shown), title, (shown,), foot)


def compare_wall(compare: CompareView, canvas: Canvas) -> WallPage:
    """Two rounds side by side, and who moved, as far as it may be told."""
    first, second = compare.first, compare.second
    tie = _tie(compare.is_tie, compare.tie_rule)
    before = tuple(bar.option.letter for bar in first.bars if bar.leads)
    if not _has_counts(second):
        return _only_leads(canvas, "After talking", _led(compare.leading, is_only=True), second, tie)
    title = "The room moved." if before != compare.leading else _led(compare.leading, is_only=False)
    rounds = (first, second) if _has_counts(first) else (second,)
    notes = [*_moves(compare), *((tie,) if tie else ())]
    ways = [(each.by_hands, each.by_phones) for each in rounds]
    if len(ways) == 2 and all(any(way) for way in ways) and ways[0] != ways[1]:
        notes.append(METHODS)
    page = _bars(canvas, "After talking", title, rounds, " ".join(notes))
    if page.count == 1 or not notes:
        return page
    return canvas.one_after_another(
        (
            lambda paper: _bars(paper, "After talking", title, rounds, ""),
            lambda paper: _who_moved(paper, notes),
        )
    )


def _who_moved(canvas: Canvas, notes: Sequence[str]) -> WallPage:
    look, theme = canvas.look, canvas.look.theme
    lines = [Paragraph(words, look.body, theme.ink, look.px(14)) for words in notes]
    head = Paragraph("Who moved", look.title, theme.ink, look.px(24), heading=True)
    half = (len(lines) + 1) // 2
    if len(lines) > 4:
        return canvas.flowing("Who moved", (head, Columns((tuple(lines[:half]), tuple(lines[half:])), minimum=14)))
    return canvas.flowing("Who moved", (head, *lines))


def _has_counts(shown: RoundView) -> bool:
    return shown.voters is not None and any(bar.count is not None for bar in shown.bars)


def _led(letters: Sequence[str], *, is_only: bool) -> str:
    if not letters:
        return "Nobody voted yet."
    if len(letters) == 1:
        return f"{letters[0]} leads."
    return f"{', '.join(letters[:-1])} and {letters[-1]} lead together."


def _tie(is_tie: bool, rule: object) -> str:
    return next((says for each, says in TIES.items() if each == rule), "") if is_tie else ""


def _method(shown: RoundView) -> str:
    how = " and ".join(
        words for words, is_so in (("by phone", shown.by_phones), ("by raised hands", shown.by_hands)) if is_so
    )
    return f"How the room voted{f'  ·  {how}' if how else ''}"


def _moves(compare: CompareView) -> list[str]:
    """Those who went elsewhere first: that is what a talk is about."""
    told = [
        f"{move.count} went from {move.from_letter} to {move.to_letter}."
        for move in compare.moves
        if move.from_letter != move.to_letter
    ]
    return told + [
        f"{move.count} stayed with {move.to_letter}."
        for move in compare.moves
        if move.from_letter == move.to_letter
    ]


def _voted(shown: RoundView) -> str:
    if shown.voters is None:
        return ""
    voted = "1 vote" if shown.voters == 1 else f"{shown.voters} votes"
    return f"{voted}, {shown.passed} passed" if shown.passed else voted


# --- below the threshold -------------------------------------------------------------------------------------------


def _only_leads(canvas: Canvas, told: str, title: str, shown: RoundView, tie: str) -> WallPage:
    look, theme, area = canvas.look, canvas.look.theme, canvas.area
    label = chip(told, area.x, area.y, look)
    heading = words_at(title, area.x, label.rect.bottom + look.px(18), area.width, look.display, look,
                       role=Role.HEADING)
    notes = [Paragraph(words, look.body, theme.muted, look.px(14)) for words in (tie, FEW) if words]
    under = height_of(notes, area.width, look)
    top = heading.rect.bottom + look.px(28)
    place = Rect(area.x, top, area.width, max(1, area.bottom - top - under - look.px(30)))
    cards = [OptionCard.of(bar.option, area.width, look.body, look) for bar in shown.bars if bar.leads]
    pages = pages_of_cards(cards, place, look.px(18)) if cards else ((),)
    number = max(0, min(canvas.extras.page, len(pages) - 1))
    bottom = max((each.rect.bottom for each in pages[number]), default=top)
    placed, _ = stack(notes, area.x, bottom + look.px(36), area.width, look)
    if len(pages) > 1 or bottom + look.px(36) + under > area.bottom:
        blocks: tuple[Block, ...] = (
            Paragraph(told, look.small.bold, theme.muted, look.px(10)),
            Paragraph(title, look.title, theme.ink, look.px(18), heading=True),
            *(option_block(bar.option, look) for bar in shown.bars if bar.leads),
            *notes,
        )
        return canvas.flowing(f"{told}. {title}", blocks)
    return canvas.page(f"{told}. {title}", (label, heading, *pages[number], *placed), number, len(pages))


# --- bars ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sizes:
    """One arrangement: the words, the bars, whether the way to join is in the corner."""

    font: FontSpec
    bar: int  # design pixels
    has_corner: bool
    is_tight: bool = False  # a smaller heading, with what would stand at the foot beside it


def _bars(canvas: Canvas, told: str, title: str, rounds: Sequence[RoundView], foot: str) -> WallPage:
    look = canvas.look
    corners = (True, False) if canvas.extras.join and not canvas.extras.is_locked else (False,)
    tries: list[Callable[[], WallPage]] = [
        partial(_arranged, canvas, told, title, rounds, foot, _Sizes(font, bar, has))
        for has in corners
        for font, bar in ((look.body, 44), (look.body, 34), (look.small, 38), (look.small, 26))
    ]
    tries.append(partial(_arranged, canvas, told, title, rounds, foot, _Sizes(look.small, 22, False, is_tight=True)))
    page = first_that_fits(tries)
    return page if page.is_whole else _in_words(canvas, told, title, rounds, foot)


def _in_words(canvas: Canvas, told: str, title: str, rounds: Sequence[RoundView], foot: str) -> WallPage:
    """For text so large that no bar has room: the counts as numbers, over as many pages as they need."""
    look, theme = canvas.look, canvas.look.theme
    blocks: list[Block] = [
        Paragraph(told, look.small.bold, theme.muted, look.px(10)),
        Paragraph(title, look.title, theme.ink, look.px(18), heading=True),
    ]
    for bar in rounds[-1].bars:
        counts = [_bar(each, bar.option.id) for each in rounds]
        more = ", then ".join("–" if each is None or each.count is None else str(each.count) for each in counts)
        blocks.append(option_block(bar.option, look, more=more))
    if foot:
        blocks.append(Paragraph(foot, look.small, theme.ink))
    return canvas.flowing(f"{told}. {title}", blocks)


def _arranged(
    canvas: Canvas, told: str, title: str, rounds: Sequence[RoundView], foot: str, sizes: _Sizes
) -> WallPage:
    look, theme, area = canvas.look, canvas.look.theme, canvas.area
    whole = area
    beside: list[Element] = []
    if sizes.has_corner and canvas.extras.join:
        found = corner(canvas.extras.join, area, look)
        if found is not None:
            beside.append(found[0])
            area = found[1]
    label = chip(told, area.x, area.y, look)
    if label.rect.right > area.right:
        label = words_at(told, area.x, area.y, area.width, look.small.bold, look)
    font = look.title if sizes.is_tight else look.display
    heading = words_at(title, area.x, label.rect.bottom + look.px(10), area.width, font, look, role=Role.HEADING)
    if sizes.is_tight:
        x = label.rect.right + look.px(32)
        beside_label = words_at(title, x, area.y, max(1, area.right - x), font, look, role=Role.HEADING)
        if beside_label.rect.height <= 2 * label.rect.height:
            drop = (beside_label.rect.height - label.rect.height) // 2
            label, heading = chip(told, area.x, area.y + max(0, drop), look), beside_label
    below: list[Element] = []
    bottom = whole.bottom
    if foot and sizes.is_tight:
        under = max(label.rect.bottom, heading.rect.bottom) + look.px(8)
        beside.append(words_at(foot, area.x, under, area.width, look.small, look))
    elif foot:
        card = Card(
            (Paragraph(foot, look.small.bold, theme.caption_ink),), role=Role.TEXT, name=foot, fill=theme.caption,
            stroke=theme.caption_line, padding=look.px(26),
        )
        height = height_of((card,), whole.width, look)
        placed, _ = stack((card,), whole.x, bottom - height, whole.width, look)
        below.extend(placed)
        bottom -= height + look.px(14)
    legend = _legend(rounds, area, bottom, look)
    below.append(legend)
    heads = (label, heading, *(each for each in beside if each.key != "join"))
    top = max(each.rect.bottom for each in heads) + look.px(16)
    end = legend.rect.y - look.px(10)
    if sizes.has_corner and beside and bottom < beside[0].rect.bottom:
        end = 0  # what stands at the foot would run into the card: try without
    place = Rect(area.x, top, area.width, max(1, end - top))
    gap = look.px(8 if sizes.is_tight else 14)
    pages = _pages(rounds, sizes, place, gap, look)
    if len(pages) == 1:
        # What is free goes to the bars first: they are what is looked at.
        free = place.height - sum(row.height + gap for row in pages[0])
        growth = int(free / max(1, len(pages[0])) / (1 + (len(rounds) - 1) * 2 / 3) / look.unit)
        wide = replace(sizes, bar=max(sizes.bar, min(WIDEST_BAR, sizes.bar + growth)))
        pages = _pages(rounds, wide, place, gap, look)
    number = max(0, min(canvas.extras.page, len(pages) - 1))
    shown: list[Element] = []
    y = place.y
    free = place.height - sum(row.height + gap for row in pages[number])
    extra = min(look.px(28), max(0, free // max(1, len(pages[number])))) if len(pages) == 1 else 0
    for row in pages[number]:
        shown.append(row.place(place.x, y))
        y += row.height + gap + extra
    is_whole = all(row.height <= place.height for page in pages for row in page)
    return canvas.page(
        f"{told}. {title}", (*beside, label, heading, *shown, *below), number, len(pages), is_whole=is_whole
    )


def _pages(
    rounds: Sequence[RoundView], sizes: _Sizes, place: Rect, gap: int, look: Look
) -> list[list[_Row]]:
    """Rows, whole, on as many pages as they need."""
    used = 0
    pages: list[list[_Row]] = [[]]
    for bar in rounds[-1].bars:
        row = _Row(tuple(_bar(each, bar.option.id) for each in rounds), place.width, sizes, look)
        if pages[-1] and used + row.height > place.height:
            pages.append([])
            used = 0
        pages[-1].append(row)
        used += row.height + gap
    return pages


def _bar(shown: RoundView, option: str) -> BarView | None:
    return next((bar for bar in shown.bars if bar.option.id == option), None)


def _earlier(look: Look) -> Colour:
    return blend(look.theme.ground, look.theme.ink, 0.34)


def _legend(rounds: Sequence[RoundView], area: Rect, bottom: int, look: Look) -> Element:
    """What each kind of bar is, with how many voted."""
    theme, font = look.theme, look.small
    line = look.measure.line_height(font)
    shapes: list[Shape] = []
    words = (
        [("", theme.marigold, _voted(rounds[0]))]
        if len(rounds) == 1
        else [
            ("before talking", _earlier(look), _voted(rounds[0])), ("after talking", theme.marigold, _voted(rounds[1]))
        ]
    )
    x, rows, y = area.x, 1, 0
    placed: list[tuple[int, int, Colour, str]] = []
    for name, colour, voted in words:
        told = ": ".join(part for part in (name, voted) if part)
        mark = round(font.size * 1.3)
        width = mark + look.px(16) + look.measure.width(told, font)
        if placed and x + width > area.right:
            x, y, rows = area.x, y + line, rows + 1
        placed.append((x, y, colour, told))
        x += width + look.px(48)
    rect = Rect(area.x, bottom - rows * line, area.width, rows * line)
    for left, down, colour, told in placed:
        mark = round(font.size * 1.3)
        box = Rect(left, rect.y + down + line // 4, mark, line // 2)
        shapes.append(Box(box, colour, theme.ink, max(2, look.px(3)), look.px(8)))
        at = box.right + look.px(16)
        shapes.extend(text_lines((told,), at, rect.y + down, rect.right - at, font, theme.ink, look))
    return Element(Role.TEXT, rect, key="legend", name=". ".join(told for *_, told in placed), shapes=tuple(shapes))


@dataclass(frozen=True, slots=True)
class _Row:
    """One option with a bar for each round, and the last round's count."""

    bars: tuple[BarView | None, ...]
    width: int
    sizes: _Sizes
    look: Look

    @property
    def _counts(self) -> int:
        """The width of the numbers at the end."""
        return self.look.measure.width("000", self.look.title)

    @property
    def _lines(self) -> tuple[str, ...]:
        option = self.bars[-1]
        assert option is not None  # rows are made from the last round's bars
        return wrap(option.option.do, self.sizes.font, self._inner, self.look.measure)

    @property
    def _inner(self) -> int:
        return self.width - letter_width(self.sizes.font, self.look) - self._counts - self.look.px(24)

    def _heights(self) -> list[int]:
        late = self.look.px(self.sizes.bar)
        return [max(self.look.px(14), late * 2 // 3)] * (len(self.bars) - 1) + [late]

    @property
    def height(self) -> int:
        """Pixels."""
        words = len(self._lines) * self.look.measure.line_height(self.sizes.font)
        bars = sum(self._heights()) + self.look.px(5) * (len(self.bars) - 1)
        return max(words + self.look.px(4) + bars, cap_side(self.sizes.font, self.look))

    def place(self, x: int, y: int) -> Element:
        """The row at a point."""
        look, theme, font = self.look, self.look.theme, self.sizes.font
        last = self.bars[-1]
        assert last is not None
        rect = Rect(x, y, self.width, self.height)
        left = x + letter_width(font, look)
        line = look.measure.line_height(font)
        shapes: list[Shape] = [
            *letter_marks(last.option, x, rect.centre[1], font, look),
            *text_lines(self._lines, left, y, self._inner, font, theme.ink, look),
        ]
        top = y + len(self._lines) * line + look.px(4)
        stroke = max(2, look.px(4))
        spoken = []
        for number, (bar, height) in enumerate(zip(self.bars, self._heights(), strict=True)):
            whole = Rect(left, top, self._inner, height)
            is_last = number == len(self.bars) - 1
            shapes.append(Box(whole, theme.card, theme.ink, stroke, look.px(10)))
            if bar is not None and bar.share:
                width = max(2 * stroke + 1, round(whole.width * bar.share))
                fill = theme.marigold if is_last else _earlier(look)
                shapes.append(Box(Rect(left, top, width, height), fill, theme.ink, stroke, look.px(10)))
            told = "no count" if bar is None or bar.count is None else str(bar.count)
            spoken.append(told)
            top += height + look.px(5)
        number_words = str(last.count) if last.count is not None else "–"
        width = look.measure.width(number_words, look.title)
        tall = look.measure.line_height(look.title)
        ink = theme.ink
        shapes.extend(
            text_lines((number_words,), rect.right - width, rect.centre[1] - tall // 2, width, look.title, ink, look)
        )
        name = f"{last.option.letter}. {last.option.do} {', then '.join(spoken)}."
        key = f"bar-{last.option.letter.lower()}"
        return Element(Role.LIST_ITEM, rect, key=key, name=name, value=spoken[-1], shapes=tuple(shapes))
