"""One option of a vote with a bar for each round, its words above the bars, beside them, or told elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from game.session.room_views import BarView, RoundView
from game.ui.element import Box, Colour, Element, Rect, Role, Shape, Symbol, SymbolKind
from game.ui.layout import text_lines
from game.ui.screens.room.options import cap_side, letter_marks, letter_width
from game.ui.text import FontSpec, wrap
from game.ui.theme import Look, blend

BESIDE_SHARE = 0.64  # of a row's width for the words, where the bars stand beside them
ARROW = 0.75  # em, from one count to the next
EARLIER = 0.48  # of the ink in the bar of a round before the last: 3 to 1 against what is not filled, in each theme
UNKNOWN = "–"


class Words(StrEnum):
    """Where an option's words stand."""

    ABOVE = "above"  # its bars
    BESIDE = "beside"  # its bars
    ELSEWHERE = "elsewhere"  # on the page after


@dataclass(frozen=True, slots=True)
class Sizes:
    """How rows are drawn: the words, where they stand, how thick the last round's bar is in design pixels."""

    font: FontSpec
    bar: int
    words: Words = Words.ABOVE


def bar_of(shown: RoundView, option: str) -> BarView | None:
    """An option's bar in a round; None where it was not asked about."""
    return next((bar for bar in shown.bars if bar.option.id == option), None)


def told_count(bar: BarView | None) -> str:
    """A count as it is shown."""
    return UNKNOWN if bar is None or bar.count is None else str(bar.count)


def earlier(look: Look) -> Colour:
    """The bar of a round before the last."""
    return blend(look.theme.card, look.theme.ink, EARLIER)


def rows_of(rounds: Sequence[RoundView], sizes: Sizes, width: int, look: Look) -> list[Row]:
    """A row for each option of the last round, with the counts of all of them under each other."""
    bars = [tuple(bar_of(each, bar.option.id) for each in rounds) for bar in rounds[-1].bars]
    numbers = tuple(
        max((look.measure.width(told_count(row[n]), font) for row in bars), default=0)
        for n, font in enumerate(_fonts(len(rounds), look))
    )
    return [Row(each, width, numbers, sizes, look) for each in bars]


def _fonts(rounds: int, look: Look) -> list[FontSpec]:
    return [look.small] * (rounds - 1) + [look.title]


def _arrow(look: Look) -> int:
    return round(look.small.size * ARROW) + 2 * look.px(14)


@dataclass(frozen=True)
class Row:
    """One option with a bar for each round, and their counts."""

    bars: tuple[BarView | None, ...]
    width: int
    numbers: tuple[int, ...]  # pixels for the counts of each round
    sizes: Sizes
    look: Look

    @cached_property
    def _last(self) -> BarView:
        last = self.bars[-1]
        assert last is not None  # rows are made from the last round's bars
        return last

    @cached_property
    def _places(self) -> tuple[int, int, int]:
        """The width of the words, where the bars begin after the letter, and their width."""
        counts = sum(self.numbers) + _arrow(self.look) * (len(self.numbers) - 1)
        inner = self.width - letter_width(self.sizes.font, self.look) - counts - self.look.px(40)
        if self.sizes.words is not Words.BESIDE:
            return inner, 0, inner
        words = int(inner * BESIDE_SHARE)
        start = words + self.look.px(36)
        return words, start, inner - start

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        if self.sizes.words is Words.ELSEWHERE:
            return ()
        return wrap(self._last.option.do, self.sizes.font, self._places[0], self.look.measure)

    @cached_property
    def _heights(self) -> list[int]:
        late = self.look.px(self.sizes.bar)
        return [max(self.look.px(18), late * 2 // 3)] * (len(self.bars) - 1) + [late]

    @property
    def _of_words(self) -> int:
        return len(self._lines) * self.look.measure.line_height(self.sizes.font)

    @property
    def _of_bars(self) -> int:
        return sum(self._heights) + self.look.px(6) * (len(self.bars) - 1)

    @cached_property
    def height(self) -> int:
        """Pixels."""
        least = max(cap_side(self.sizes.font, self.look), self.look.measure.line_height(self.look.title))
        if self.sizes.words is Words.ABOVE:
            return max(self._of_words + self.look.px(6) + self._of_bars, least)
        return max(self._of_words, self._of_bars, least)

    def place(self, x: int, y: int) -> Element:
        """The row at a point."""
        look, font, option = self.look, self.sizes.font, self._last.option
        rect = Rect(x, y, self.width, self.height)
        words, start, _ = self._places
        left = x + letter_width(font, look)
        is_above = self.sizes.words is Words.ABOVE
        high = self._of_words + (look.px(6) + self._of_bars if is_above else 0)
        top = y + (self.height - high) // 2
        shapes: list[Shape] = [
            *letter_marks(option, x, rect.centre[1], font, look),
            *text_lines(self._lines, left, top, words, font, look.theme.ink, look),
        ]
        under = top + self._of_words + look.px(6) if is_above else y + (self.height - self._of_bars) // 2
        shapes += [*self._bars(left + start, under), *self._counts(rect)]
        counts = ["no count" if bar is None or bar.count is None else str(bar.count) for bar in self.bars]
        return Element(
            Role.LIST_ITEM, rect, key=f"bar-{option.letter.lower()}",
            name=f"{option.letter}. {option.do} {', then '.join(counts)}.", value=counts[-1], shapes=tuple(shapes),
        )

    def _bars(self, left: int, top: int) -> list[Shape]:
        look, theme = self.look, self.look.theme
        width, stroke = self._places[2], max(2, look.px(4))
        shapes: list[Shape] = []
        for number, (bar, height) in enumerate(zip(self.bars, self._heights, strict=True)):
            shapes.append(Box(Rect(left, top, width, height), theme.card, theme.ink, stroke, look.px(10)))
            if bar is not None and bar.share:
                filled = max(2 * stroke + 1, round(width * bar.share))
                fill = theme.marigold if number == len(self.bars) - 1 else earlier(look)
                shapes.append(Box(Rect(left, top, filled, height), fill, theme.ink, stroke, look.px(10)))
            top += height + look.px(6)
        return shapes

    def _counts(self, rect: Rect) -> list[Shape]:
        """The last count large, at the end, and those before it small, with an arrow to the next."""
        look, theme, middle = self.look, self.look.theme, rect.centre[1]
        shapes: list[Shape] = []
        right, side = rect.right, round(look.small.size * ARROW)
        fonts = _fonts(len(self.bars), look)
        for bar, wide, font in reversed(list(zip(self.bars, self.numbers, fonts, strict=True))):
            if right < rect.right:
                right -= _arrow(look)
                box = Rect(right + look.px(14), middle - side // 2, side, side)
                shapes.append(Symbol(box, SymbolKind.ARROW, theme.muted))
            words = told_count(bar)
            width, top = look.measure.width(words, font), middle - look.measure.line_height(font) // 2
            colour = theme.ink if font == look.title else theme.muted
            shapes.extend(text_lines((words,), right - width, top, width, font, colour, look))
            right -= wide
        return shapes
