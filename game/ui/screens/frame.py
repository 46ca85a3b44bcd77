"""
What every screen has: the ground, the content in pages, and the bar of keys at the bottom.

A screen gives blocks; they become one page or as many as they need, so no text is ever cut.  While there is a
further page, going on turns it: nobody decides on what they have not been shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui.actions import CloseOverlay, LeaveAtOnce, Open, Overlay, TurnPage
from game.ui.blocks import Block
from game.ui.element import Box, Element, Live, Rect, Role, Shape, find
from game.ui.keybar import Hint, key_hints
from game.ui.layout import Page, flow, flow_to_fit, text_lines
from game.ui.text import wrap
from game.ui.theme import Look

NEXT_KEYS = ("space", "page down")
BACK_KEYS = ("page up",)


@dataclass(frozen=True, slots=True)
class Room:
    """Where a screen's content goes, and the keys below it."""

    content: Rect
    bar: Element
    bar_height: int


def margins(look: Look) -> tuple[int, int]:
    """Left and top space around the content, in pixels."""
    return max(12, look.px(64)), max(10, look.px(44))


def room(look: Look, hints: Sequence[Hint], message: str = "") -> Room:
    """The room that is left above the bar of keys, and above a message where there is one."""
    bar, height = key_hints(hints, look.area, look)
    taken = height + (toast(message, look, height).rect.height if message else 0)
    left, top = margins(look)
    return Room(look.area.take_top(look.height - taken)[0].inset(left, top), bar, height)


def leave_hint() -> Hint:
    """Leaving at once: on every screen."""
    return Hint(("Esc",), "Leave now", LeaveAtOnce(), ("escape",), end=True, key="leave")


def typing_hints() -> tuple[Hint, ...]:
    """While a field is typed into, the other keys are letters."""
    return (Hint(("Enter",), "Done", key="done"), leave_hint())


def close_hint(label: str = "Back") -> Hint:
    """Closing what lies over a screen."""
    return Hint(("Esc",), label, CloseOverlay(), ("escape", "backspace"), end=True, key="close")


def help_hint() -> Hint:
    """All keys, and the way to the settings."""
    return Hint(("F1",), "Help", Open(Overlay.HELP), ("f1",), rank=4, key="help")


def play_hints(*, has_transcript: bool = True) -> tuple[Hint, ...]:
    """What can be done at any moment of a play."""
    transcript = (
        (Hint(("T",), "What was said", Open(Overlay.TRANSCRIPT), ("t",), rank=3, key="transcript"),)
        if has_transcript
        else ()
    )
    return (*transcript, help_hint())


def screen(
    title: str, look: Look, place: Room, content: Sequence[Element], *, message: str = "", ground: Sequence[Shape] = ()
) -> Element:
    """The whole window.

    Args:
        title: What a screen reader says on arriving.
        place: From `room`.
        content: In reading order.
        message: Said once, above the bar.
        ground: Painted under the content, over the ground colour.
    """
    children = [*content]
    if message:
        children.append(toast(message, look, place.bar_height))
    return Element(
        Role.WINDOW,
        look.area,
        key="window",
        name=title,
        shapes=(Box(look.area, look.theme.ground), *ground),
        children=(*children, place.bar),
    )


def toast(message: str, look: Look, bar_height: int) -> Element:
    """A message above the bar: it is read out, and stays until something else is done."""
    padding = look.px(22)
    width = min(look.width - 4 * padding, round(look.em * 34))
    lines = wrap(message, look.body, width - 2 * padding, look.measure, balanced=True)
    height = len(lines) * look.measure.line_height(look.body) + 2 * padding
    widest = max((look.measure.width(line, look.body) for line in lines), default=0) + 2 * padding
    box = Rect((look.width - widest) // 2, max(0, look.height - bar_height - height - padding), widest, height)
    theme = look.theme
    return Element(
        Role.STATUS,
        box,
        key="message",
        name=message,
        live=Live.POLITE,
        shapes=(
            Box(box, theme.chosen, theme.ink, look.line, look.radius),
            *text_lines(
                lines, box.x + padding, box.y + padding, widest - 2 * padding, look.body, theme.chosen_ink, look
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of several, and the hints that turn them."""

    page: Page
    number: int  # from 0
    count: int

    @property
    def has_next(self) -> bool:
        """Whether there is more to read."""
        return self.number + 1 < self.count


def paged(
    blocks: Sequence[Block], area: Rect, look: Look, number: int, *, fits_pictures: bool = True, follow: str = ""
) -> Paged:
    """The page with this number, or the last one; the one that ends what has the key `follow`, if there is any."""
    pages = (flow_to_fit if fits_pictures else flow)(blocks, area, look) or ((),)
    number = max((n for n, page in enumerate(pages) if any(find(each, follow) for each in page)), default=number)
    number = max(0, min(number, len(pages) - 1))
    return Paged(pages[number], number, len(pages))


def page_hints(page: Paged) -> tuple[Hint, ...]:
    """How to turn pages, where there are several."""
    if page.count < 2:
        return ()
    hints = []
    if page.has_next:
        hints.append(
            Hint(
                ("Space",),  # which also goes on, so one key reads a whole story; not every keyboard has Page down
                f"More ({page.number + 1} of {page.count})",
                TurnPage(page.number + 1),
                NEXT_KEYS,
                key="page-next",
            )
        )
    if page.number:
        label = "Page back" if page.has_next else f"Page back ({page.number + 1} of {page.count})"
        hints.append(Hint(("Page up",), label, TurnPage(page.number - 1), BACK_KEYS, rank=1, key="page-back"))
    return tuple(hints)


def with_pages(
    title: str,
    look: Look,
    blocks: Sequence[Block],
    number: int,
    hints_at_end: Sequence[Hint],
    hints_always: Sequence[Hint],
    *,
    message: str = "",
    max_width: int | None = None,
    follow: str = "",
) -> Element:
    """A whole screen of blocks.

    Args:
        title: What a screen reader says on arriving.
        blocks: The content.
        number: Of the page, from 0.
        hints_at_end: Shown on the last page only, such as going on.
        hints_always: Shown on every page.
        max_width: Of the content, in pixels; it is centred.
        follow: Key of an element that is to be seen, such as a field that is typed into: the last page that has
            some of it is shown, whatever `number` says.
    """
    # The bar grows with its hints and the pages shrink with the bar, so lay out with the fuller bar.
    all_hints = (*hints_at_end, *hints_always)
    turning = (Hint(("Space",), "More (8 of 9)"), Hint(("Page up",), "Page back", rank=1))
    probe = room(look, (*turning, *all_hints), message)
    single = room(look, all_hints, message)
    area = _narrow(single.content, max_width)
    page = paged(blocks, area, look, number, follow=follow)
    if page.count > 1:
        area = _narrow(probe.content, max_width)
        page = paged(blocks, area, look, number, follow=follow)
    # Going on comes first on every page: whoever clicks on the same spot again goes on, and never back.
    # The page with a field that is typed into stays: the keys are letters then.
    turns = () if follow else page_hints(page)
    hints = (*turns, *hints_always) if page.has_next else (*hints_at_end[:1], *turns, *hints_at_end[1:], *hints_always)
    return screen(title, look, room(look, hints, message), page.page, message=message)


def _narrow(area: Rect, max_width: int | None) -> Rect:
    if max_width is None or area.width <= max_width:
        return area
    return Rect(area.x + (area.width - max_width) // 2, area.y, max_width, area.height)
