"""The facilitator's live count: phones and hands for each option, as bars on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.room_views import FacilitatorView, TallyView
from game.ui.blocks import Align
from game.ui.element import Box, Element, Rect, Role, Shape
from game.ui.layout import text_lines
from game.ui.room_desk import DeskView
from game.ui.screens.room import facilitator_words as words
from game.ui.screens.room.options import shape_mark
from game.ui.text import wrap
from game.ui.theme import Look, blend

HIDDEN = "–"  # so few voted that a count would point at people


@dataclass(frozen=True, slots=True)
class TallyCard:
    """The card at a width; it knows its height and can be placed."""

    view: FacilitatorView
    title: str
    lines: tuple[str, ...]
    picked: str
    width: int
    look: Look

    @property
    def _row(self) -> int:
        return self.look.measure.line_height(self.look.body.bold) + self.look.px(8)

    @property
    def _pad(self) -> int:
        return self.look.px(24)

    @property
    def height(self) -> int:
        """Pixels."""
        small = self.look.measure.line_height(self.look.small)
        rows = len(self.view.tally) * self._row
        return small * (1 + len(self.lines)) + rows + 2 * self._pad + self.look.px(18)

    def place(self, x: int, y: int) -> Element:
        """The card at a point."""
        look, theme, pad = self.look, self.look.theme, self._pad
        card = Rect(x, y, self.width, self.height)
        inner = card.inset(look.px(28), pad)
        line = max(2, look.line)
        shapes: list[Shape] = [Box(card, theme.card, theme.rule, line, look.radius)]
        small = look.measure.line_height(look.small)
        shapes.extend(text_lines((self.title,), inner.x, inner.y, inner.width, look.small, theme.muted, look))
        top = inner.y + small + look.px(8)
        most = max(((each.phones or 0) + each.hands for each in self.view.tally), default=0)
        children = []
        for entry in self.view.tally:
            children.append(self._entry(entry, Rect(inner.x, top, inner.width, self._row), most))
            top += self._row
        top += look.px(10)
        for words_of in self.lines:
            shapes.extend(text_lines((words_of,), inner.x, top, inner.width, look.small, theme.ink, look))
            top += small
        name = f"{self.title}. {' '.join(self.lines)}"
        return Element(Role.GROUP, card, key="votes", name=name, shapes=tuple(shapes), children=tuple(children))

    def _entry(self, entry: TallyView, rect: Rect, most: int) -> Element:
        look, theme = self.look, self.look.theme
        font, middle = look.body.bold, rect.centre[1]
        top = middle - look.measure.line_height(font) // 2
        count = count_of(entry)
        letter = look.measure.width("M", font)
        mark = round(font.size * 0.7)
        number = look.measure.width("0000", font)
        at = rect.x + letter + look.px(16)
        shapes: list[Shape] = [
            *text_lines((entry.option.letter,), rect.x, top, letter, font, theme.ink, look),
            shape_mark(entry.option.shape, Rect(at, middle - mark // 2, mark, mark), theme.ink),
        ]
        x = at + mark + look.px(12)
        shapes.extend(text_lines((count,), x, top, number, font, theme.ink, look, Align.END))
        x += number + look.px(24)
        whole = Rect(x, middle - look.px(12), max(1, rect.right - x), look.px(24))
        if entry.phones is not None:
            shapes.append(Box(whole, blend(theme.card, theme.ink, 0.08)))
        if most and entry.phones:
            shapes.append(Box(Rect(x, whole.y, round(whole.width * entry.phones / most), whole.height),
                              theme.marigold))
        if most and entry.hands and entry.phones is not None:
            left = x + round(whole.width * entry.phones / most)
            shapes.append(Box(Rect(left, whole.y, max(1, round(whole.width * entry.hands / most)), whole.height),
                              theme.mint))
        if self.picked == entry.option.id:
            shapes.insert(0, Box(rect.inset(-look.px(10), 0), blend(theme.card, theme.marigold, 0.25), None, 0,
                                 look.px(10)))
        told = "no count" if entry.phones is None else f"{entry.phones} by phone, {entry.hands} hands"
        name = f"{entry.option.letter}: {told}"
        return Element(Role.LIST_ITEM, rect, key=f"tally-{entry.option.letter.lower()}", name=name,
                       value=count, shapes=tuple(shapes))


def count_of(entry: TallyView) -> str:
    """How many, or a dash where that is not told."""
    return HIDDEN if entry.phones is None else str(entry.phones + entry.hands)


def tally_card(view: FacilitatorView, told: DeskView, width: int, look: Look) -> TallyCard | None:
    """The count, or None where nothing is or was voted on, or where the room would see it."""
    if not view.tally or not words.shows_tally(view, told):
        return None
    inner = width - 2 * look.px(28)
    lines = tuple(
        line for told_line in (*words.turnout(view, told), *_legend(view, told))
        for line in wrap(told_line, look.small, inner, look.measure)
    )
    return TallyCard(view, words.tally_title(view, told), lines, told.desk.picked, width, look)


def _legend(view: FacilitatorView, told: DeskView) -> tuple[str, ...]:
    if told.takes_phones and words.is_counted(view) and any(each.hands for each in view.tally):
        return ("In each bar: phones first, then hands.",)
    return ()
