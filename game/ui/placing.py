"""
Finding room in a comic panel for captions and bubbles, one after another.

No bubble covers a face or another's words; a tail leads to its speaker's mouth and to nobody else's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist

from game.session.views import LineView, PanelView
from game.ui.bubbles import bubble_element, label
from game.ui.element import Box, Element, Rect, Role, Shape
from game.ui.layout import text_lines
from game.ui.stage import SeatLike, Stage
from game.ui.text import wrap
from game.ui.theme import Look

WIDTHS = (0.3, 0.36, 0.44, 0.54, 0.66, 0.8, 0.94)  # of the panel, tried narrowest first


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands in the panel already."""

    rect: Rect
    element: Element
    is_interrupted: bool


class Placer:
    """Places the lines of one panel, one after another."""

    def __init__(self, view: PanelView, rect: Rect, look: Look, stage: Stage) -> None:
        self._rect, self._look = rect, look
        self._people = {person.id: n for n, person in enumerate(view.people)}
        self._colours = {person.id: n for n, person in enumerate(sorted(view.people, key=lambda one: one.id))}
        seats = stage.seats(view.place, len(view.people), rect.width, rect.height)
        self._seats: list[SeatLike] = list(seats)
        # Asked for at every spot that is tried, so worked out once.
        self._faces = tuple(Rect(rect.x + face.x, rect.y + face.y, face.width, face.height)
                            for face in (seat.face for seat in seats))
        self._heads = tuple(face.inset(-face.width // 4, -face.height // 2, -face.width // 4, 0)
                            for face in self._faces)
        self._is_tiled = stage.layout(view.place) == "tiles"
        self._top = rect.y  # captions grow down from here
        self._foot = rect.bottom
        self.placed: list[Placed] = []
        self._bubbles: list[Placed] = []
        self.padding = look.px(24)
        self.gap = max(4, look.px(12))

    # --- captions ----------------------------------------------------------------------------------------------

    def caption(self, words: str, *, at_foot: bool) -> bool:
        """A narrator's box in a corner; False if it would cover a face, or too much."""
        look, rect = self._look, self._rect
        usual = 0.62 if rect.width > rect.height else 0.92
        if len(self._wrapped(words, usual)) > 2:
            usual = 0.94
        for share in dict.fromkeys((usual, *WIDTHS)):
            lines = self._wrapped(words, share)
            width = max(look.measure.width(line, look.body) for line in lines) + 2 * self.padding
            height = len(lines) * look.measure.line_height(look.body) + 2 * look.px(14)
            if height > rect.height * 0.45:
                continue
            left, right = rect.x, rect.right - width
            if at_foot:
                boxes = [Rect(x, y, width, height) for y in (rect.bottom - height, self._foot - height)
                         for x in (right, left)]
            else:
                boxes = [Rect(x, self._top, width, height) for x in (left, right)]
            fits = (box for box in boxes if box.within(rect) and self._bares(box))
            box = next((box for box in fits if self._clear(box, self.gap * at_foot - look.line)), None)
            if box is None:
                continue
            if at_foot:
                self._foot = min(self._foot, box.y)
            else:
                self._top = box.bottom - look.line
            self._keep(box, self._text_box(box, words, lines, is_caption=True))
            return True
        return False

    def opening(self, words: str) -> bool:
        """What the player did, in a box at the foot."""
        look, rect = self._look, self._rect
        shown = f"You: {words}"
        for share in (0.94, *WIDTHS):
            lines = self._wrapped(shown, share)
            height = len(lines) * look.measure.line_height(look.body) + 2 * look.px(14)
            width = max(look.measure.width(line, look.body) for line in lines) + 2 * self.padding
            if height > rect.height * 0.3:
                continue
            for x in (rect.x, rect.right - width):
                box = Rect(x, self._foot - height, width, height)
                if self._bares(box):
                    self._foot = box.y
                    self._keep(box, self._text_box(box, shown, lines, is_caption=False))
                    return True
        return False

    def _wrapped(self, words: str, share: float) -> tuple[str, ...]:
        look = self._look
        width = max(1, int(self._rect.width * share) - 2 * self.padding)
        return wrap(words, look.body, width, look.measure, balanced=True)

    def _bares(self, box: Rect) -> bool:
        """Whether a box leaves every face bare."""
        return not any(box.intersects(face) for face in self._faces)

    def _text_box(self, box: Rect, words: str, lines: Sequence[str], *, is_caption: bool) -> Element:
        look, theme = self._look, self._look.theme
        fill = theme.caption if is_caption else theme.mint
        ink = theme.caption_ink if is_caption else theme.on_colour
        shapes: tuple[Shape, ...] = (
            Box(box, fill, theme.panel_line, look.line, look.px(6)),
            *text_lines(
                lines, box.x + self.padding, box.y + look.px(14), box.width - 2 * self.padding, look.body, ink, look
            ),
        )
        return Element(Role.TEXT, box, name=words, shapes=shapes)

    # --- bubbles -----------------------------------------------------------------------------------------------

    def yours(self, line: LineView) -> bool:
        """The player's own words: at the foot, with the tail towards the reader."""
        rect = self._rect
        for share in (0.6, *WIDTHS):
            width, height = self.size(line, int(rect.width * share))
            y = self._foot - height - self.gap * 3
            if height > rect.height * 0.35:
                continue
            for x in (rect.x + self.gap * 2, rect.right - self.gap * 2 - width, rect.centre[0] - width // 2):
                box = Rect(x, y, width, height)
                if box.within(rect) and self._clear(box, self.gap) and self._bares(box):
                    tip = (box.x + box.width // 5, min(rect.bottom - 1, box.bottom + self.gap * 3))
                    self._foot = box.y - self.gap
                    self._keep(box, self._bubble(line, box, tip, self._look.theme.bubble_names[0]))
                    return True
        return False

    def bubble(self, line: LineView, *, is_alone: bool) -> bool:
        """Somebody's words, near them and clear of every face."""
        # Alone in its panel, a bubble may stand away from its speaker, and without a tail, rather than not at all.
        tries = ((self._rect.width // 12, True), (self._rect.width, True), (self._rect.width, False))
        for furthest, has_tail in tries if is_alone else tries[:1]:
            box = self._spot(line, furthest, is_alone=is_alone, has_tail=has_tail)
            if box is None:
                continue
            colours = self._look.theme.bubble_names
            colour = colours[self._colours.get(line.speaker, len(self._colours)) % len(colours)]
            tip = self._tip(box, self._mouth(line.speaker)) if has_tail else None
            self._bubbles.append(self._keep(box, self._bubble(line, box, tip, colour), line.words))
            return True
        return False

    def _spot(self, line: LineView, furthest: int, *, is_alone: bool, has_tail: bool) -> Rect | None:
        """The best place for a bubble, at the least width that has one."""
        before = self._bubbles[-1] if self._bubbles else None
        mouth = self._mouth(line.speaker)
        for share in WIDTHS:
            width, height = self.size(line, int(self._rect.width * share))
            if height > self._rect.height * (0.3 if share < 0.5 else 0.6):
                continue
            fitting = [
                (self._cost(box, mouth), box)
                for box in self._spots(width, height, mouth, before)
                if self._aside(box, mouth) <= furthest
                and self._fits(box, before)
                and (is_alone or self._is_nearest(box, line.speaker))
                and (not has_tail or self._is_own_tail(self._tip(box, mouth), line.speaker))
            ]
            if fitting:
                return min(fitting, key=lambda one: one[0])[1]
        return None

    def _is_own_tail(self, tip: tuple[int, int] | None, speaker: str) -> bool:
        """Whether a tail ends nearer to its speaker's mouth than to anybody else's."""
        own = self._mouth(speaker)
        if tip is None or own is None:
            return True
        others = [self._mouth(person) for person in self._people if person != speaker]
        return all(dist(tip, own) <= dist(tip, mouth) for mouth in others if mouth)

    def _is_nearest(self, box: Rect, speaker: str) -> bool:
        """Whether a bubble is nearer to its speaker than to anybody else, so that nobody seems to say it for them."""
        own = self._mouth(speaker)
        if own is None:
            return True
        others = [self._mouth(person) for person in self._people if person != speaker]
        return all(_away(box, own) <= _away(box, mouth) for mouth in others if mouth)

    def _mouth(self, speaker: str) -> tuple[int, int] | None:
        place = self._people.get(speaker)
        if place is None or place >= len(self._seats):
            return None
        x, y = self._seats[place].mouth
        return self._rect.x + x, self._rect.y + y

    def _aside(self, box: Rect, mouth: tuple[int, int] | None) -> int:
        """Pixels between the bubble and its speaker, from left to right."""
        if mouth is None:
            return 0
        return max(0, box.x + self.padding - mouth[0], mouth[0] - box.right + self.padding)

    def _cost(self, box: Rect, mouth: tuple[int, int] | None) -> tuple[int, int, int]:
        middle = mouth[0] if mouth else self._rect.centre[0]
        under = int(mouth is not None and box.y > mouth[1])  # a bubble hangs over its speaker where it can
        if self._is_tiled and mouth is not None:
            # Rows of tiles: near its own speaker counts, or it would seem to be another's.
            far = box.y - mouth[1] + self._rect.height // 8 if under else max(0, mouth[1] - box.bottom)
            return 0, 3 * self._aside(box, mouth) + far + self._hair_under(box), abs(box.centre[0] - middle)
        high = 3 * self._aside(box, mouth) + box.y - self._rect.y + self._hair_under(box)
        return under, high, abs(box.centre[0] - middle)

    def _hair_under(self, box: Rect) -> int:
        """How deep a bubble lies over hair: it may, and had better not."""
        depth = 0
        for head in self._heads:
            if box.intersects(head):
                depth += 2 * (min(box.bottom, head.bottom) - max(box.y, head.y))
        return depth

    def _spots(
        self, width: int, height: int, mouth: tuple[int, int] | None, before: Placed | None
    ) -> list[Rect]:
        rect, gap = self._rect, self.gap
        lowest_x, highest_x = rect.x + gap, rect.right - gap - width
        if highest_x < lowest_x:
            return []
        middle = mouth[0] if mouth else rect.centre[0]
        xs = [middle - width // 2, middle - width * 3 // 4, middle - width // 4, middle - width // 8,
              middle - width * 7 // 8, lowest_x, highest_x]
        xs = list(dict.fromkeys(max(lowest_x, min(highest_x, x)) for x in xs))
        first_y = before.rect.y + gap if before else rect.y + gap
        ys = {first_y, self._top + gap}
        if before:
            overlap = self.padding * 3 // 4 if before.is_interrupted else -gap
            ys |= {before.rect.y + height // 3, before.rect.bottom - overlap}
        step = max(8, rect.height // 24)
        ys |= set(range(first_y, max(first_y + 1, self._foot - height), step))
        return [Rect(x, y, width, height) for y in ys for x in xs]

    def _fits(self, box: Rect, before: Placed | None) -> bool:
        rect = self._rect
        if not box.within(rect.inset(self.gap // 2)) or box.bottom > self._foot - self.gap:
            return False
        if before:
            if box.y <= before.rect.y:
                return False
            if box.x < before.rect.x and box.y < before.rect.bottom - self.padding:
                return False
        for other in self.placed:
            allowed = self.padding * 3 // 4 if before is other and other.is_interrupted else -self.gap
            if box.inset(allowed // 2 if allowed > 0 else allowed).intersects(other.rect):
                return False
        return self._bares(box)

    def _tip(self, box: Rect, mouth: tuple[int, int] | None) -> tuple[int, int] | None:
        if mouth is None:
            return None
        reach = self._look.px(110)
        if box.y > mouth[1]:  # below its speaker: the tail goes up
            return max(box.x + self.padding * 2, min(box.right - self.padding * 2, mouth[0])), box.y - reach // 3
        if mouth[1] <= box.bottom and not box.x <= mouth[0] <= box.right:  # beside its speaker: the tail goes across
            y = max(box.y + self.padding, min(box.bottom - self.padding, mouth[1]))
            if mouth[0] < box.x:
                return box.x - max(self.gap, min(reach, (box.x - mouth[0]) * 2 // 5)), y
            return box.right + max(self.gap, min(reach, (mouth[0] - box.right) * 2 // 5)), y
        x = max(box.x + self.padding * 2, min(box.right - self.padding * 2, mouth[0]))
        away = max(abs(mouth[0] - x), mouth[1] - box.bottom, 1)
        # Towards the mouth, no longer than a tail looks well, and not over it.
        across = round((mouth[0] - x) * min(1.0, reach / away / 1.5))
        return x + across, box.bottom + max(self.gap, min(reach, (mouth[1] - box.bottom) * 2 // 5))

    def size(self, line: LineView, widest: int) -> tuple[int, int]:
        """Width and height in pixels of a bubble at most so wide."""
        look = self._look
        lines = wrap(line.words, look.body, max(1, widest - 2 * self.padding), look.measure, balanced=True)
        name = look.measure.width(label(line), look.small.bold)
        width = max(name, *(look.measure.width(each, look.body) for each in lines)) + 2 * self.padding
        height = (
            len(lines) * look.measure.line_height(look.body)
            + look.measure.line_height(look.small)
            + 2 * look.px(18)
        )
        return width, height

    def _bubble(self, line: LineView, box: Rect, tip: tuple[int, int] | None, colour: tuple[int, int, int]) -> Element:
        return bubble_element(line, box, tip, colour, self._look, self.padding)

    def _clear(self, box: Rect, gap: int) -> bool:
        return all(not box.inset(-gap).intersects(other.rect) for other in self.placed)

    def _keep(self, box: Rect, element: Element, words: str = "") -> Placed:
        placed = Placed(box, element, words.rstrip().endswith(("—", "–")))
        self.placed.append(placed)
        return placed


def _away(box: Rect, point: tuple[int, int]) -> int:
    """Pixels from a point to the nearest edge of a box, across plus down; 0 inside."""
    across = max(box.x - point[0], point[0] - box.right, 0)
    return across + max(box.y - point[1], point[1] - box.bottom, 0)
