"""The library: every scenario as a card, with what is half done and what is still new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from game.ui.actions import Filter, GoOnWriting, LeaveAtOnce, Open, OpenGroup, OpenScenario, Overlay
from game.ui.blocks import Align, Block, Card, Chip, Paragraph, Row, heading, paragraph
from game.ui.element import Element, Rect, Role, SymbolKind, TextLine, find
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.layout import Page, flow, height_of, stack
from game.ui.screens.frame import Paged, help_hint, page_hints, room, screen, with_pages
from game.ui.screens.help import settings_hint
from game.ui.screens.library_cards import CardPicture, Tile, name_of, picture_of_card, pill_of, setting_line
from game.ui.screens.library_kinds import Kind, kinds_of
from game.ui.theme import Look

if TYPE_CHECKING:
    from game.application import LibraryCard, LibraryView

__all__ = ["CardPicture", "library_screen", "picture_of_card"]

TITLE = "Upstander"
PROMISE = "Practise the moment before you need it. Only you see how you play."
USE = "For practice only, and never for hiring, appraisal or discipline."
ALL = "all"
MAX_COLUMNS = 3
LEAST_COLUMN = 15.0  # em: a title of three or four words on two lines, a summary on three or four
WIDE_CARD = 24.0  # em: from here on a lone column has its picture beside the words


def library_screen(view: LibraryView, interface: Interface, look: Look) -> Element:
    """The scenarios that the filter lets through, on as many pages as they need; rows stay whole."""
    every = (*view.cards, *view.own)
    if not every:
        return _nothing_to_play(view, interface, look)
    kinds = kinds_of(every)
    chosen = next((kind for kind in kinds if kind.name == interface.filter), None)
    cards = tuple(card for card in every if chosen is None or chosen.matches(card))
    first_new = next((card.card.id for card in view.cards if card.status == "new" and not card.card.is_draft), "")
    # The bar is higher with more hints on it, so lay out above the fullest one: what has the focus moves nothing.
    widest = _widest(cards, _hints(view, cards, interface, cards[0]))
    has_write_chip = view.can_write and find(room(look, _with_turning(widest)).bar, "write") is None
    if has_write_chip:
        view = replace(view, can_write=False)
        widest = tuple(hint for hint in widest if hint.key != "write")
    starts_here = first_new if view.is_first_visit else ""
    library = _Library(view, every, cards, kinds, chosen, starts_here, look, has_write_chip)
    pages = library.pages(room(look, widest).content)
    number = _within(interface.page, pages)
    turning: tuple[Hint, ...] = ()
    if len(pages) > 1:
        pages = library.pages(room(look, _with_turning(widest)).content)
        number = _within(interface.page, pages)
        turning = _turning(number, len(pages))
    content = pages[number]()
    hints = _hints(view, cards, interface, _first_of(content, cards))
    place = room(look, (*hints[:1], *turning, *hints[1:]))
    return screen(TITLE, look, place, content, message=interface.message)


def _first_of(page: Page, cards: Sequence[LibraryCard]) -> LibraryCard | None:
    """The card that a page begins with; None where a page has only the end of one."""
    return next((card for card in cards if any(find(each, f"card-{card.card.id}") for each in page)), None)


def _widest(cards: Sequence[LibraryCard], hints: Sequence[Hint]) -> tuple[Hint, ...]:
    """The hints for whichever card takes the most room on the bar."""
    again = (Hint(("N",), "Start again", rank=2),) if any(card.status == "half-done" for card in cards) else ()
    own = [card.card.is_draft for card in cards if card.file]
    writing = (Hint(("E",), "Go on writing", rank=2),) if False in own else ()
    group = (Hint(("G",), "Run for a group", rank=3),)
    others = (hint for hint in hints if hint.keys not in (("Enter",), ("N",), ("E",), ("G",)))
    return (Hint(("Enter",), "Go on writing" if True in own else "Play again"), *again, *writing, *group, *others)


def _with_turning(hints: Sequence[Hint]) -> tuple[Hint, ...]:
    return (*hints[:1], *_turning(1, 9), *hints[1:])


def _turning(number: int, count: int) -> tuple[Hint, ...]:
    """As on other screens, but without Space: that plays what has the focus."""
    page_down = {"page-next": ("Page down",)}
    return tuple(
        replace(
            hint,
            keys=page_down.get(hint.key, hint.keys),
            hotkeys=tuple(key for key in hint.hotkeys if key != "space"),
        )
        for hint in page_hints(Paged((), number, count))
    )


def _within(number: int, pages: Sequence[object]) -> int:
    return max(0, min(number, len(pages) - 1))


def _hints(
    view: LibraryView, cards: Sequence[LibraryCard], interface: Interface, first: LibraryCard | None
) -> tuple[Hint, ...]:
    focused = next((card for card in cards if interface.focus == f"card-{card.card.id}"), None)
    if focused is None and not interface.focus:
        focused = first
    hints: list[Hint] = []
    if focused is None:
        hints.append(Hint(("Enter",), "Choose"))
    else:
        hints.extend(_hints_of(focused))
        if not focused.card.is_draft:
            group = OpenGroup(focused.card.id)
            hints.append(Hint(("G",), "Run for a group", group, ("g",), rank=3, key="group", takes_focus=False))
    hints.extend((settings_hint(), help_hint()))
    if view.can_write:
        hints.append(Hint(("W",), "Write a scenario", Open(Overlay.WRITE), ("w",), rank=5, key="write"))
    hints.extend(_support_hint(view))
    hints.append(_leave_hint())
    return tuple(hints)


def _hints_of(focused: LibraryCard) -> Iterator[Hint]:
    """What can be done with the card that has the focus."""
    if focused.file and focused.card.is_draft:
        action = GoOnWriting(focused.file)
        yield Hint(("Enter",), "Go on writing", action, ("return", "enter"), key="play", takes_focus=False)
        return
    label = {"half-done": "Go on", "played": "Play again"}.get(focused.status, "Play")
    play = OpenScenario(focused.card.id, is_fresh=focused.status == "played")
    yield Hint(("Enter",), label, play, ("return", "enter"), key="play", takes_focus=False)
    if focused.status == "half-done":
        afresh = OpenScenario(focused.card.id, is_fresh=True)
        yield Hint(("N",), "Start again", afresh, ("n",), rank=2, key="start-again", takes_focus=False)
    if focused.file:
        writing = GoOnWriting(focused.file)
        yield Hint(("E",), "Go on writing", writing, ("e",), rank=2, key="go-on-writing", takes_focus=False)


def _support_hint(view: LibraryView) -> tuple[Hint, ...]:
    if not view.organisation.help:
        return ()
    return (Hint(("O",), "Someone to talk to", Open(Overlay.SUPPORT), ("o",), rank=1, key="support"),)


def _leave_hint() -> Hint:
    return Hint(("Esc",), "Leave", LeaveAtOnce(), ("escape",), end=True, key="leave")


def _left_out_chip(view: LibraryView, look: Look) -> tuple[Chip, ...]:
    count = len(view.left_out) + len(view.own_left_out)
    if not count:
        return ()
    words = "1 file was left out" if count == 1 else f"{count} files were left out"
    theme = look.theme
    return (
        Chip(
            words,
            key="left-out",
            action=Open(Overlay.LEFT_OUT),
            fill=theme.caption,
            ink=theme.caption_ink,
            description="Shows which, and why",
            symbol=SymbolKind.PAGE,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Library:
    """The content of the screen, laid out for one area after another until it fits."""

    view: LibraryView
    every: tuple[LibraryCard, ...]  # with the player's own
    cards: tuple[LibraryCard, ...]  # that are shown
    kinds: tuple[Kind, ...]
    chosen: Kind | None
    starts_here: str  # the id of the scenario to start with, or empty
    look: Look
    has_write_chip: bool  # where the bar has no room for that

    def pages(self, area: Rect) -> tuple[Callable[[], Page], ...]:
        """Every page, to be drawn when it is shown; the header is on each.

        Where room is short the header gives way before the words do.
        """
        # The bar has a line of its own, so cards may come closer to it than to the other edges.
        area = area.inset(0, 0, 0, -self.look.px(18))
        best: tuple[Callable[[], Page], ...] = ()
        for make_header in (self._full_header, self._short_header):
            header, rest = make_header(area)
            pages = self._grid(header, rest, has_pictures=True)
            if pages and (not best or len(pages) < len(best)):
                best = pages
        if best:
            return best
        header, rest = self._bare_header(area)
        for has_pictures in (True, False):
            if pages := self._grid(header, rest, has_pictures=has_pictures):
                return pages
        # Words that are longer than a whole page: cards are split at a line end, like any text.
        chips = Row(self._one_chip(), space_after=self.look.px(28))
        split = flow((chips, *(self._plain_card(card) for card in self.cards)), area, self.look)
        return tuple(partial(tuple, page) for page in split)

    # --- header --------------------------------------------------------------------------------------------------

    def _full_header(self, area: Rect) -> tuple[Page, Rect]:
        look = self.look
        title, height = stack((heading(TITLE, look, look.display, 0),), area.x, area.y, area.width, look)
        aside = self._aside(area, area.width - _words_width(title) - look.px(60), height)
        lines, rest = self._beside_chips(Paragraph(PROMISE, look.body, look.theme.ink), area.take_top(height)[1])
        return (*title, *aside, *lines), rest

    def _aside(self, area: Rect, width: int, height: int) -> Page:
        """Whose library it is and what it is for, at the right of the title; the help says the second as well."""
        look, theme = self.look, self.look.theme
        use = Paragraph(USE, look.small, theme.muted, align=Align.END)
        name = Paragraph(self.view.organisation.name, look.small.bold, theme.ink, align=Align.END)
        for blocks in ((name, use), (name,), (use,)):
            if width <= 0 or not all(block.text for block in blocks):
                continue
            taken = height_of(blocks, width, look)
            if taken <= height:
                return stack(blocks, area.right - width, area.y + (height - taken) // 2, width, look)[0]
        return ()

    def _short_header(self, area: Rect) -> tuple[Page, Rect]:
        look = self.look
        return self._beside_chips(heading(TITLE, look, look.title, 0), area)

    def _bare_header(self, area: Rect) -> tuple[Page, Rect]:
        look = self.look
        chips, height = stack((Row(self._one_chip()),), area.x, area.y, area.width, look)
        return chips, area.take_top(height + look.px(28))[1]

    def _beside_chips(self, words: Paragraph, area: Rect) -> tuple[Page, Rect]:
        """Words at the left and the chips at the right, or below where there is no room beside."""
        look = self.look
        chips = self._chips()
        text, text_height = stack((words,), area.x, area.y, area.width, look)
        after = look.px(28)
        if not chips:
            return text, area.take_top(text_height + after)[1]
        placed, height = stack((Row(chips),), 0, 0, area.width, look)
        taken = max(each.rect.right for each in placed)
        word_width = _words_width(text)
        if height == placed[0].rect.height and text_height <= 2 * height and (
            word_width + look.px(40) + taken <= area.width
        ):
            both = max(text_height, height)
            narrow = area.width - taken - look.px(40)
            text, _ = stack((words,), area.x, area.y + (both - text_height) // 2, narrow, look)
            top = area.y + (both - height) // 2
            placed, _ = stack((Row(chips, align=Align.END),), area.x, top, area.width, look)
            return (*text, *placed), area.take_top(both + after)[1]
        below = area.y + text_height + look.px(16)
        placed, height = stack((Row(chips),), area.x, below, area.width, look)
        return (*text, *placed), area.take_top(text_height + look.px(16) + height + after)[1]

    def _chips(self) -> tuple[Chip, ...]:
        if not self.kinds:
            return self._last_chips()
        chips = [self._chip(ALL, f"All {len(self.every)}", self.chosen is None)]
        chips += [self._chip(kind.name, kind.label, kind is self.chosen) for kind in self.kinds]
        return (*chips, *self._last_chips())

    def _last_chips(self) -> tuple[Chip, ...]:
        return (*_left_out_chip(self.view, self.look), *((_WRITE_CHIP,) if self.has_write_chip else ()))

    def _chip(self, name: str, label: str, is_chosen: bool) -> Chip:
        count = len(self.every) if name == ALL else sum(
            map(next(kind for kind in self.kinds if kind.name == name).matches, self.every)
        )
        return Chip(
            label,
            key=f"filter-{name}",
            action=Filter(name),
            chosen=is_chosen,
            role=Role.RADIO,
            description="" if name == ALL else f"{count} of {len(self.every)}",
        )

    def _one_chip(self) -> tuple[Chip, ...]:
        """All filters in one chip, each press the next one: for where there is no room for more."""
        if not self.kinds:
            return self._last_chips()
        names = (ALL, *(kind.name for kind in self.kinds))
        following = names[(names.index(self.chosen.name if self.chosen else ALL) + 1) % len(names)]
        label = f"Shown: {self.chosen.label}" if self.chosen else f"Shown: all {len(self.every)}"
        chip = Chip(label, key="filter", action=Filter(following), chosen=True, description="Press to narrow it down")
        return (chip, *self._last_chips())

    # --- cards ---------------------------------------------------------------------------------------------------

    def _grid(self, header: Page, area: Rect, *, has_pictures: bool) -> tuple[Callable[[], Page], ...]:
        """Pages of whole rows below the header; none if one row does not fit."""
        look = self.look
        gap = look.px(46)
        columns = next(
            (n for n in range(MAX_COLUMNS, 1, -1) if (area.width - gap * (n - 1)) // n >= LEAST_COLUMN * look.em), 1
        )
        columns = min(columns, max(2, len(self.every)))  # a lone card is a card, not a banner
        spots = area.columns(columns, gap)
        is_wide = columns == 1 and has_pictures and area.width >= WIDE_CARD * look.em
        width = spots[0].width
        tiles = [
            Tile.of(
                card, width, look, starts_here=card.card.id == self.starts_here, has_picture=has_pictures,
                is_wide=is_wide,
            )
            for card in self.cards
        ]
        rows = [tiles[n : n + columns] for n in range(0, len(tiles), columns)]
        words = [max(tile.words_height for tile in row) for row in rows]
        least = max(tile.least_picture for tile in tiles)
        between = look.px(28)
        fixed = look.shadow + least
        if max(words) + fixed > area.height:
            return ()
        shares: list[list[int]] = []  # numbers of rows on each page
        used = 0
        for number, height in enumerate(words):
            if not shares or used + between + height + fixed > area.height:
                shares.append([])
                used = 0
            used += (between if shares[-1] else 0) + height + fixed
            shares[-1].append(number)
        fullest = max(len(share) for share in shares)
        most = round(width * 0.56) if has_pictures and not is_wide else 0
        pages: list[Callable[[], Page]] = []
        for share in shares:
            # A page with fewer rows has no larger pictures: cards look alike on all pages.
            spare = (area.height - self._height_of(share, words, fixed, between)) // fullest
            more = min(spare, look.px(120)) if is_wide else max(0, min(spare, most - least))
            placed = [(rows[number], words[number], words[number] + fixed + more) for number in share]
            pages.append(partial(_page, header, placed, spots, area.y, between))
        return tuple(pages)

    @staticmethod
    def _height_of(share: Sequence[int], words: Sequence[int], fixed: int, between: int) -> int:
        return sum(words[number] + fixed for number in share) + between * (len(share) - 1)

    def _plain_card(self, card: LibraryCard) -> Card:
        look, theme = self.look, self.look.theme
        starts_here = card.card.id == self.starts_here
        tile = Tile.of(card, 0, look, starts_here=starts_here, has_picture=False, is_wide=False)
        return Card(
            (
                Paragraph(pill_of(card, starts_here=starts_here), look.small.bold, theme.accent, look.px(6)),
                Paragraph(card.card.title, look.subtitle, theme.ink, look.px(6)),
                Paragraph(card.card.summary, look.body, theme.ink, look.px(8)),
                Paragraph(setting_line(card, self.look.width // 2, look), look.small, theme.muted),
            ),
            key=tile.key,
            action=tile.action,
            name=name_of(card, starts_here=starts_here),
            space_after=look.px(24),
        )


def _page(
    header: Page, rows: Sequence[tuple[Sequence[Tile], int, int]], spots: Sequence[Rect], y: int, between: int
) -> Page:
    """Rows of tiles, each with the height of its words and its own, below the header."""
    placed = list(header)
    for tiles, words_height, height in rows:
        placed += [tile.element(spot.x, y, height, words_height) for tile, spot in zip(tiles, spots, strict=False)]
        y += height + between
    return tuple(placed)


def _words_width(page: Page) -> int:
    return max((line.width for each in page for line in each.shapes if isinstance(line, TextLine)), default=0)


_WRITE_CHIP = Chip("Write a scenario", key="write", action=Open(Overlay.WRITE), hotkeys=("w",))


def _nothing_to_play(view: LibraryView, interface: Interface, look: Look) -> Element:
    count = len(view.left_out) + len(view.own_left_out)
    if count:
        found = "One file was found, and it could not be opened." if count == 1 else (
            f"{count} files were found, and none of them could be opened."
        )
        says = f"{found} The list says why, and what to do."
    else:
        says = "There are no scenarios in this library. Put scenario files (their names end in .yaml) into its folder."
    chips = (*_left_out_chip(view, look), *((_WRITE_CHIP,) if view.can_write else ()))
    blocks: tuple[Block, ...] = (
        heading(TITLE, look, look.display, look.px(8)),
        paragraph(PROMISE, look, look.px(40)),
        Card(
            (
                heading("Nothing to play yet", look, look.title, look.px(10)),
                paragraph(says, look, look.px(18) if chips else 0),
                *((Row(chips),) if chips else ()),
            ),
            role=Role.GROUP,
        ),
    )
    hints = (settings_hint(), help_hint(), *_support_hint(view), _leave_hint())
    return with_pages(TITLE, look, blocks, interface.page, (), hints, message=interface.message)
