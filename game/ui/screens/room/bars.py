"""How a room voted, as bars of the room: one round, or two side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from game.session.room_views import CompareView, OptionView, RevealView, RoundView
from game.session.room_words import TIES
from game.ui.blocks import Block, Card, Columns, Paragraph
from game.ui.element import Box, Element, Rect, Role, Shape, TextLine
from game.ui.layout import height_of, stack, text_lines
from game.ui.screens.room.bar_rows import Row, Sizes, Words, bar_of, earlier, rows_of, told_count
from game.ui.screens.room.canvas import Canvas, WallPage, chip, first_that_fits, words_at
from game.ui.screens.room.deciding import listed
from game.ui.screens.room.joining import corner
from game.ui.screens.room.options import OptionCard, option_block, with_own_shapes
from game.ui.text import FontSpec
from game.ui.theme import Look

SECOND = 2  # round
WIDEST_BAR = 48  # design pixels
WIDEST_GAP = 44  # between options
LEAST_GAP = 20
FEW = "There were few votes, so no counts are shown: they could point at people."
METHODS = "The two votes were not taken in the same way. A raised hand is seen, and a vote by phone is not."


def reveal_wall(reveal: RevealView, canvas: Canvas) -> WallPage:
    """One round."""
    shown = reveal.shown
    title = _led(reveal.leading)
    tie = _tie(reveal.is_tie, reveal.tie_rule)
    if not _has_counts(shown):
        return _only_leads(canvas, "How the room voted", title, shown, tie)
    return _bars(canvas, _Shown(_method(shown), title, reveal.ask, (shown,), tie))


def compare_wall(compare: CompareView, canvas: Canvas) -> WallPage:
    """Two rounds side by side, and who moved, as far as it may be told."""
    first, second = compare.first, compare.second
    tie = _tie(compare.is_tie, compare.tie_rule)
    before = tuple(bar.option.letter for bar in first.bars if bar.leads)
    if not _has_counts(second):
        return _only_leads(canvas, "After talking", _led(compare.leading), second, tie)
    title = _led(compare.leading)
    is_beside = _has_counts(first)
    if is_beside and before and before != compare.leading:
        title = f"The room moved: {title}" if len(compare.leading) == 1 else "The room moved."
    rounds = (first, second) if is_beside else (second,)
    notes = [*_moves(compare), *((tie,) if tie else ())]
    ways = [(each.by_hands, each.by_phones) for each in rounds]
    if len(ways) == 2 and all(any(way) for way in ways) and ways[0] != ways[1]:
        notes.append(METHODS)
    told = _Shown("After talking" if is_beside else _of(second), title, compare.ask, rounds, " ".join(notes))
    return _bars(canvas, told, notes)


def _who_moved(canvas: Canvas, notes: Sequence[str]) -> WallPage:
    look, theme = canvas.look, canvas.look.theme

    def told(font: FontSpec) -> WallPage:
        lines = [Paragraph(words, font, theme.ink, look.px(18)) for words in notes]
        head = Paragraph("Who moved", look.title, theme.ink, look.px(24), heading=True)
        half = (len(lines) + 1) // 2
        if len(lines) > 4:
            return canvas.flowing("Who moved", (head, Columns((tuple(lines[:half]), tuple(lines[half:])), minimum=14)))
        return canvas.flowing("Who moved", (head, *lines))

    return first_that_fits([partial(told, font) for font in (look.large, look.body, look.small)])


def _has_counts(shown: RoundView) -> bool:
    return shown.voters is not None and any(bar.count is not None for bar in shown.bars)


def _of(shown: RoundView) -> str:
    """Which vote it is, where the one before has no bars to stand beside."""
    name = "Second vote" if shown.round == SECOND else f"Vote {shown.round}"
    return "  ·  ".join(part for part in (name, _count_of(shown), _passed(shown)) if part)


def _led(letters: Sequence[str]) -> str:
    if not letters:
        return "Too few votes to name one."
    if len(letters) == 1:
        return f"{letters[0]} leads."
    return f"{', '.join(letters[:-1])} and {letters[-1]} lead together."


def _tie(is_tie: bool, rule: object) -> str:
    return next((says for each, says in TIES.items() if each == rule), "") if is_tie else ""


def _method(shown: RoundView) -> str:
    ways = (("by phone", shown.by_phones), ("by raised hands", shown.by_hands))
    how = " and ".join(words for words, is_so in ways if is_so)
    told = [" ".join(part for part in (_count_of(shown), how) if part), _passed(shown)]
    return "  ·  ".join(("How the room voted", ", ".join(part for part in told if part)))


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


def _count_of(shown: RoundView) -> str:
    return "1 vote" if shown.voters == 1 else f"{shown.voters} votes"


def _passed(shown: RoundView) -> str:
    return f"{shown.passed} passed" if shown.passed else ""


# --- below the threshold -------------------------------------------------------------------------------------------


def _only_leads(canvas: Canvas, told: str, title: str, shown: RoundView, tie: str) -> WallPage:
    """What leads, and no count: large, as there is nothing else."""
    look, theme = canvas.look, canvas.look.theme
    led = [bar.option for bar in shown.bars if bar.leads]
    page = first_that_fits(
        [partial(_leading, canvas, told, title, led, tie, font) for font in (look.large, look.body, look.small)]
    )
    if page.count == 1 and page.is_whole:
        return page
    notes = [Paragraph(words, look.small, theme.muted, look.px(14)) for words in (tie, FEW) if words]
    return _flowing_options(canvas, told, title, [(option, "") for option in led], notes)


def _leading(
    canvas: Canvas, told: str, title: str, led: Sequence[OptionView], tie: str, font: FontSpec
) -> WallPage:
    look, theme, area = canvas.look, canvas.look.theme, canvas.area
    label = chip(told, area.x, area.y, look)
    heading = words_at(title, area.x, 0, area.width, look.display, look, role=Role.HEADING)
    cards = [OptionCard.of(option, area.width, font, look) for option in led]
    notes = [
        *([Paragraph(tie, look.body.bold, theme.ink, look.px(14))] if tie else ()),
        Paragraph(FEW, look.body, theme.muted),
    ]
    gap, before = look.px(22), look.px(34)
    of_cards = sum(card.height for card in cards) + gap * max(0, len(cards) - 1)
    needed = heading.rect.height + before + of_cards + before + height_of(notes, area.width, look)
    top = label.rect.bottom + gap
    is_whole = needed <= area.bottom - top
    top += max(0, area.bottom - top - needed) * 2 // 5
    heading = words_at(title, area.x, top, area.width, look.display, look, role=Role.HEADING)
    y = heading.rect.bottom + before
    placed: list[Element] = []
    for card in cards:
        placed.append(card.place(area.x, y))
        y += card.height + gap
    placed.extend(stack(notes, area.x, y - gap + before, area.width, look)[0])
    return canvas.page(f"{told}. {title}", (label, heading, *placed), is_whole=is_whole)


def _flowing_options(
    canvas: Canvas, told: str, title: str, options: Sequence[tuple[OptionView, str]], notes: Sequence[Block]
) -> WallPage:
    look, theme = canvas.look, canvas.look.theme
    blocks: tuple[Block, ...] = (
        Paragraph(told, look.small.bold, theme.muted, look.px(10)),
        Paragraph(title, look.title, theme.ink, look.px(18), heading=True),
        *(option_block(option, look, more=more) for option, more in options),
        *notes,
    )
    page = canvas.flowing(f"{told}. {title}", blocks)
    return replace(page, root=with_own_shapes(page.root, [option for option, _ in options]))


# --- bars ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is told: over the title, the title, the question, the rounds, and what stands at the foot."""

    told: str
    title: str
    ask: str
    rounds: tuple[RoundView, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class _Way:
    """One arrangement: its rows, whether the way to join is in the corner, whether the title is smaller."""

    sizes: Sizes
    has_corner: bool = False
    is_tight: bool = False


def _bars(canvas: Canvas, shown: _Shown, notes: Sequence[str] = ()) -> WallPage:
    """The bars with the words of each option and the notes; else the bars first, and what has no room on a page after.

    `notes` are the sentences of the foot, for a page of their own.
    """
    bare = replace(shown, foot="")
    options = tuple(bar.option for bar in shown.rounds[-1].bars)
    after: list[Callable[[Canvas], WallPage]] = [lambda paper: _who_moved(paper, notes)]
    words: list[Callable[[Canvas], WallPage]] = [
        lambda paper: listed(paper, "How the room voted", shown.ask, options)
    ]
    # Numbers and words that belong together stay on one page as long as they can.
    tries = [(shown, _with_words(canvas, shown), []), (shown, _charts(canvas), words)]
    if notes:
        tries.insert(1, (bare, _with_words(canvas, shown), after))
        tries.append((bare, _charts(canvas), [*after, *words]))
    for told, ways, rest in tries:
        for way in ways:
            page = _arranged(told, way, canvas)
            if page is not None:
                return canvas.one_after_another((partial(_again, told, way), *rest)) if rest else page
    return _in_words(canvas, shown)


def _again(shown: _Shown, way: _Way, canvas: Canvas) -> WallPage:
    page = _arranged(shown, way, canvas)
    assert page is not None  # it fitted, and the strip at the foot takes nothing from it
    return page


def _with_words(canvas: Canvas, shown: _Shown) -> list[_Way]:
    look = canvas.look
    thick, thin = (44, 34) if len(shown.rounds) == 1 else (40, 32)
    pairs = ((look.body, thick), (look.small, thin))
    corners = (True, False) if canvas.extras.join and not canvas.extras.is_locked else (False,)
    return [
        *(_Way(Sizes(*pair), has_corner=has) for has in corners for pair in pairs),
        *(_Way(Sizes(font, thick, Words.BESIDE)) for font in (look.body, look.small)),
        *(_Way(Sizes(look.small, thin, words), is_tight=True) for words in (Words.ABOVE, Words.BESIDE)),
    ]


def _charts(canvas: Canvas) -> list[_Way]:
    return [
        _Way(Sizes(canvas.look.small, bar, Words.ELSEWHERE), is_tight=is_tight)
        for bar, is_tight in ((38, False), (30, False), (26, True))
    ]


def _in_words(canvas: Canvas, shown: _Shown) -> WallPage:
    """For text so large that no bar has room: the counts as numbers, over as many pages as they need."""
    look = canvas.look
    options = []
    for bar in shown.rounds[-1].bars:
        counts = [told_count(bar_of(each, bar.option.id)) for each in shown.rounds]
        options.append((bar.option, ", then ".join(counts)))
    notes = [Paragraph(shown.foot, look.small, look.theme.ink)] if shown.foot else []
    return _flowing_options(canvas, shown.told, shown.title, options, notes)


def _arranged(shown: _Shown, way: _Way, canvas: Canvas) -> WallPage | None:
    """One arrangement, or None where it needs more than a page."""
    look, theme, area = canvas.look, canvas.look.theme, canvas.area
    bottom, beside = area.bottom, list[Element]()
    below: list[Element] = []
    if shown.foot:
        card = Card(
            (Paragraph(shown.foot, look.small.bold, theme.caption_ink),), role=Role.TEXT, name=shown.foot,
            fill=theme.caption, stroke=theme.caption_line, padding=look.px(16 if way.is_tight else 22),
            shadow=0 if way.is_tight else None,
        )
        height = height_of((card,), area.width, look)
        below.extend(stack((card,), area.x, bottom - height, area.width, look)[0])
        bottom -= height + look.px(20)
    if way.has_corner and canvas.extras.join:
        found = corner(canvas.extras.join, area, look)
        if found is not None:
            beside.append(found[0])
            area = found[1]
    heads, top = _heads(shown, way, area, look)
    legend = _legend(shown.rounds, area, look, is_short=way.is_tight)
    if legend is not None:
        last = heads[-1] if way.is_tight else heads[0]  # on the row of the label, where it has room there
        has_room = _right_of(last) + look.px(40) <= area.right - legend.rect.width
        if has_room and legend.rect.height <= last.rect.height:
            y = last.rect.y + (last.rect.height - legend.rect.height) // 2
            below.append(_moved(legend, area.right - legend.rect.width, y))
        else:
            bottom -= legend.rect.height
            below.append(_moved(legend, area.x, bottom))
            bottom -= look.px(16)
    place = Rect(area.x, top, area.width, max(1, bottom - top))
    if beside and bottom < beside[0].rect.bottom:
        return None  # the foot would run into the card
    rows = rows_of(shown.rounds, way.sizes, place.width, look)
    gap = look.px(LEAST_GAP if way.sizes.words is not Words.ELSEWHERE else LEAST_GAP // 2)
    if _free(rows, gap, place) < 0:
        return None
    rows = _grown(shown.rounds, way.sizes, rows, place, gap, look)
    wide = gap + min(look.px(WIDEST_GAP) - gap, _free(rows, gap, place) // max(1, len(rows)))
    drawn: list[Element] = []
    y = place.y
    for row in rows:
        drawn.append(row.place(place.x, y))
        y += row.height + wide
    return canvas.page(f"{shown.told}. {shown.title}", (*beside, *heads, *drawn, *below))


def _free(rows: Sequence[Row], gap: int, place: Rect) -> int:
    return place.height - sum(row.height for row in rows) - gap * (len(rows) - 1)


def _grown(
    rounds: Sequence[RoundView], sizes: Sizes, rows: list[Row], place: Rect, gap: int, look: Look
) -> list[Row]:
    """What is free goes to the bars first: they are what is looked at."""
    least, most = sizes.bar, WIDEST_BAR if sizes.words is not Words.ELSEWHERE else 2 * WIDEST_BAR
    while most - least > 1:
        middle = (least + most) // 2
        grown = rows_of(rounds, replace(sizes, bar=middle), place.width, look)
        if _free(grown, gap, place) >= 0:
            least, rows = middle, grown
        else:
            most = middle
    return rows


def _heads(shown: _Shown, way: _Way, area: Rect, look: Look) -> tuple[list[Element], int]:
    """The label and the title, and where what follows begins."""
    label = chip(shown.told, area.x, area.y, look)
    if label.rect.right > area.right:
        label = words_at(shown.told, area.x, area.y, area.width, look.small.bold, look)
    font = look.title if way.is_tight else look.display
    if way.is_tight:
        x = label.rect.right + look.px(32)
        title = words_at(shown.title, x, area.y, max(1, area.right - x), font, look, role=Role.HEADING)
        if title.rect.height <= 2 * label.rect.height:
            drop = (title.rect.height - label.rect.height) // 2
            label = chip(shown.told, area.x, area.y + max(0, drop), look)
            return [label, title], max(label.rect.bottom, title.rect.bottom) + look.px(16)
    title = words_at(shown.title, area.x, label.rect.bottom + look.px(10), area.width, font, look, role=Role.HEADING)
    return [label, title], title.rect.bottom + look.px(18)


def _right_of(head: Element) -> int:
    """Where the words of a label or a title of one line end; far away for a longer one."""
    ends = [shape.x + shape.width for shape in head.shapes if isinstance(shape, TextLine)]
    return ends[0] if len(ends) == 1 else head.rect.right * 2


def _moved(element: Element, x: int, y: int) -> Element:
    """The legend at a place: it is made at the origin."""
    rect = Rect(x, y, element.rect.width, element.rect.height)
    shapes: list[Shape] = []
    for shape in element.shapes:
        if isinstance(shape, Box):
            at = Rect(shape.rect.x + x, shape.rect.y + y, shape.rect.width, shape.rect.height)
            shapes.append(replace(shape, rect=at))
        elif isinstance(shape, TextLine):
            shapes.append(replace(shape, x=shape.x + x, y=shape.y + y))
    return replace(element, rect=rect, shapes=tuple(shapes))


def _legend(rounds: Sequence[RoundView], area: Rect, look: Look, *, is_short: bool) -> Element | None:
    """What each of two kinds of bar is, with how many voted; at the origin.  One kind needs none."""
    if len(rounds) < 2:
        return None
    theme, font = look.theme, look.small
    line, mark = look.measure.line_height(font), round(font.size * 1.3)
    shapes: list[Shape] = []
    told_all: list[str] = []
    x, y, widest = 0, 0, 0
    names = ("before", "after") if is_short else ("before talking", "after talking")
    for name, colour, shown in zip(names, (earlier(look), theme.marigold), rounds, strict=True):
        told = f"{name}: " + ", ".join(part for part in (_count_of(shown), _passed(shown)) if part)
        width = mark + look.px(16) + look.measure.width(told, font)
        if x and x + width > area.width:
            x, y = 0, y + line
        shapes.append(Box(Rect(x, y + line // 4, mark, line // 2), colour, theme.ink, max(2, look.px(3)), look.px(8)))
        shapes.extend(text_lines((told,), x + mark + look.px(16), y, width, font, theme.ink, look))
        told_all.append(told)
        widest = max(widest, x + width)
        x += width + look.px(48)
    return Element(
        Role.TEXT, Rect(0, 0, widest, y + line), key="legend", name=". ".join(told_all), shapes=tuple(shapes)
    )
