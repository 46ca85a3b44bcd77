"""
One scenario on a card: its words, what a screen reader says of it, and its drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from game.core.look import Look as PersonLook
from game.core.setting import Mode, Seat
from game.ui.actions import GoOnWriting, OpenScenario
from game.ui.blocks import Block, Paragraph
from game.ui.element import Box, Element, Picture, Rect, Role, Shape
from game.ui.layout import Page, height_of, stack, text_lines
from game.ui.text import wrap
from game.ui.theme import Look

if TYPE_CHECKING:
    from game.application import LibraryCard

SEATS = {
    Seat.PEER: "you are a peer",
    Seat.MANAGER: "you manage",
    Seat.JUNIOR: "you are new",
    Seat.PANEL: "you are on the panel",
    Seat.CLIENT_FACING: "you face the client",
    Seat.OWN_MISTAKE: "it was you",
}
MODES = {Mode.IN_PERSON: "", Mode.VIDEO: "on video", Mode.CHAT: "in chat", Mode.HYBRID: "partly on video"}
# Of the setting, whole clauses up to so many letters: one line of a card, so that the cards keep one height.
SETTING_LETTERS = 30
# Faces for people at work; which one is only a matter of variety.
EXPRESSIONS = ("calm", "smile")


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A place with one person in it, cut to any shape; without a person the place alone."""

    place: str
    look: PersonLook | None
    expression: str


def picture_of_card(card: LibraryCard) -> CardPicture:
    """The place where the scenario starts, and the person it is about."""
    cover = card.card.cover
    expression = EXPRESSIONS[sum(card.card.id.encode()) % len(EXPRESSIONS)]
    return CardPicture(card.card.place, cover.look if cover else None, expression)


def pill_of(card: LibraryCard, *, starts_here: bool = False) -> str:
    """How long it takes, or how far it got; and whether the player has written it."""
    if card.file and card.card.is_draft:
        return "yours · draft · go on writing"
    if card.status == "half-done":
        return "half done · go on"
    if card.status == "played":
        return "played · another way open"
    minutes = f"yours · {card.card.minutes} min" if card.file else f"{card.card.minutes} min"
    if card.card.is_draft:
        return f"{minutes} · draft"
    return f"{minutes} · start here" if starts_here else minutes


def setting_of(card: LibraryCard) -> tuple[str, str]:
    """Where, in as many clauses of the setting as fit on a line, with how people meet; and the player's seat."""
    first, *further = (clause.strip() for clause in card.card.setting.split(","))
    where = first
    for clause in further:
        if len(where) + len(clause) + 2 > SETTING_LETTERS:
            break
        where += f", {clause}"
    meeting = MODES[Mode(card.card.mode)]
    if meeting and "video" not in where and "chat" not in where:
        where = f"{where}, {meeting}" if where else meeting
    return where, SEATS[Seat(card.card.seat)]


def setting_line(card: LibraryCard, width: int, look: Look) -> str:
    """Both on one line, or on one each where that is too long for `width` pixels."""
    where, seat = setting_of(card)
    line = f"{where} · {seat}" if where else _sentence_case(seat)
    if where and look.measure.width(line, look.small) > width:
        return f"{where}\n{_sentence_case(seat)}"
    return line


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def name_of(card: LibraryCard, *, starts_here: bool = False) -> str:
    """All that the card shows, in sentences."""
    inner = card.card
    state = {
        "half-done": f"Half done, {card.decisions_made} made so far; goes on where you left it"
        if card.decisions_made
        else "Half done; goes on where you left it",
        "played": f"Played, and it ended with “{card.last_ending}”; another way is open"
        if card.last_ending
        else "Played; another way is open",
    }.get(card.status, "New; start here" if starts_here else "New")
    draft = " Draft." if inner.is_draft else ""
    if card.file:
        draft = " Yours, a draft; press to go on writing." if inner.is_draft else " Yours."
    setting = f" {inner.setting}." if inner.setting else ""
    meeting = MODES[Mode(inner.mode)]
    meets = f" {_sentence_case(meeting)}." if meeting else ""
    return (
        f"{inner.title}. {inner.minutes} minutes. {state}.{draft} {inner.summary}{setting}{meets}"
        f" {_sentence_case(SEATS[Seat(inner.seat)])}."
    )


@dataclass(frozen=True, slots=True)
class Tile:
    """A card at a width, with the room that its words need."""

    card: LibraryCard
    look: Look  # with the face that has all the letters of this card
    width: int  # with the shadow
    starts_here: bool
    has_picture: bool
    is_wide: bool  # picture beside the words, not above them

    @classmethod
    def of(
        cls, card: LibraryCard, width: int, look: Look, *, starts_here: bool, has_picture: bool, is_wide: bool
    ) -> Tile:
        """The tile for a card; a name with letters that the reading face lacks changes the face of all its words."""
        inner = card.card
        own = look.for_texts((inner.title, inner.summary, *setting_of(card)))
        return cls(card, own, width, starts_here, has_picture, is_wide)

    @property
    def key(self) -> str:
        return f"card-{self.card.card.id}"

    @property
    def picture_width(self) -> int:
        """Pixels across; beside the words a good third."""
        inner = self.width - self.look.shadow
        return round(inner * 0.36) if self.is_wide else inner

    @property
    def _text_width(self) -> int:
        inner = self.width - self.look.shadow
        return max(1, inner - (self.picture_width if self.is_wide else 0) - 2 * self._padding)

    @property
    def _padding(self) -> int:
        return self.look.px(26)

    @property
    def _above(self) -> int:
        return self.look.px(17)

    @property
    def _pill_in_words(self) -> bool:
        return not self.has_picture or self.is_wide

    def _blocks(self) -> tuple[Block, ...]:
        look, theme, inner = self.look, self.look.theme, self.card.card
        return (
            Paragraph(inner.title, look.subtitle, theme.ink, look.px(6)),
            Paragraph(inner.summary, look.small, theme.ink, look.px(4)),
            Paragraph(setting_line(self.card, self._text_width, look), look.small, theme.muted),
        )

    def _pill(self, width: int) -> tuple[tuple[str, ...], int, int]:
        """Its lines, width and height within a width."""
        look, font = self.look, self.look.small.bold
        pad = look.px(18)
        words = pill_of(self.card, starts_here=self.starts_here)
        lines = wrap(words, font, max(1, width - 2 * pad), look.measure, balanced=True)
        widest = max(look.measure.width(line, font) for line in lines) + 2 * pad
        return lines, widest, len(lines) * look.measure.line_height(font) + 2 * look.px(2)

    @property
    def words_height(self) -> int:
        """Pixels for the words, with the space around them."""
        pill = self._pill(self._text_width)[2] + self.look.px(12) if self._pill_in_words else 0
        return _height_of(self._blocks(), self._text_width, self.look) + pill + 2 * self._above

    @property
    def least_picture(self) -> int:
        """Pixels: below this a face is no face, and the pill would cover it."""
        if not self.has_picture or self.is_wide:
            return 0
        return max(self.look.px(130), self._pill(self.width - 4 * self._padding)[2] + 2 * self.look.px(18))

    def element(self, x: int, y: int, height: int, words_height: int) -> Element:
        """The card at a point; `height` is with the shadow, `words_height` what its row needs for words."""
        look, theme = self.look, self.look.theme
        rect = Rect(x, y, self.width - look.shadow, height - look.shadow)
        shapes: list[Shape] = [Box(rect, theme.card, theme.ink, look.line, look.radius, look.shadow, theme.shadow)]
        words = rect
        if self.is_wide and self.has_picture:
            strip, words = rect.take_left(self.picture_width)
            shapes.extend(self._picture(strip))
        elif self.has_picture:
            words, strip = rect.take_bottom(words_height)
            shapes.extend(self._picture(strip))
            shapes.extend(self._pill_shapes(strip.inset(look.px(18)), at_end=True))
        inside = words.inset(self._padding, self._above)
        if self._pill_in_words:
            shapes.extend(self._pill_shapes(inside, at_end=False))
            inside = inside.take_top(self._pill(self._text_width)[2] + look.px(12))[1]
        children, _ = stack(self._blocks(), inside.x, inside.y, inside.width, look)
        return Element(
            Role.BUTTON,
            rect,
            key=self.key,
            name=name_of(self.card, starts_here=self.starts_here),
            description=f"What it is about: {self.card.card.content_note}" if self.card.card.content_note else "",
            action=self.action,
            shapes=tuple(shapes),
            children=_silent(children),
        )

    @property
    def action(self) -> OpenScenario | GoOnWriting:
        """A finished one begins anew, a half done one goes on; a draft of one's own is written on."""
        if self.card.file and self.card.card.is_draft:
            return GoOnWriting(self.card.file)
        return OpenScenario(self.card.card.id, is_fresh=self.card.status == "played")

    def _picture(self, strip: Rect) -> list[Shape]:
        look, theme = self.look, self.look.theme
        line = look.line
        radius = max(0, look.radius - line)
        wash = theme.washes[sum(self.card.card.id.encode()) % len(theme.washes)]
        # The picture goes on under the words by the size of its corners, so that only the card's own corners are round.
        if self.is_wide:
            shown = strip.inset(line, line, 0, line)
            grown = Rect(shown.x, shown.y, shown.width + radius, shown.height)
            hidden = Rect(strip.right, shown.y, radius, shown.height)
            edge = Rect(strip.right - line, strip.y, line, strip.height)
        else:
            shown = strip.inset(line, line, line, 0)
            grown = Rect(shown.x, shown.y, shown.width, shown.height + radius)
            hidden = Rect(shown.x, strip.bottom, shown.width, radius)
            edge = Rect(strip.x, strip.bottom - line, strip.width, line)
        picture = Picture(grown, picture_of_card(self.card), radius, wash=wash)
        return [picture, Box(hidden, theme.card), Box(edge, theme.ink)]

    def _pill_shapes(self, inside: Rect, *, at_end: bool) -> list[Shape]:
        look, theme, font = self.look, self.look.theme, self.look.small.bold
        lines, width, height = self._pill(inside.width)
        box = Rect(inside.right - width if at_end else inside.x, inside.y, width, height)
        suggests = self.card.status == "half-done" or self.starts_here
        fill, ink = (theme.marigold, theme.on_colour) if suggests else (theme.card, theme.ink)
        radius = min(height // 2, look.px(10) + look.measure.line_height(font) // 2)
        pad = look.px(18)
        words = text_lines(lines, box.x + pad, box.y + look.px(2), box.width - 2 * pad, font, ink, look)
        return [Box(box, fill, theme.ink, max(2, look.px(3)), radius), *words]


@lru_cache(maxsize=256)  # a page turn and a move of the focus lay the same cards out again
def _height_of(blocks: tuple[Block, ...], width: int, look: Look) -> int:
    return height_of(blocks, width, look)


def _silent(page: Page) -> tuple[Element, ...]:
    """What is part of a target speaks with it, not for itself."""
    return tuple(replace(each, name="", role=Role.TEXT) for each in page)
