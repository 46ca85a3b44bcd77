"""Which display is the wall, and what to do where the room would see the notes."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.ui.display import SMALLEST

WALL_SIZE, OWN_SIZE, ONE_SIZE = (1280, 720), (1280, 720), (1600, 900)
FROM_EDGE = 24  # pixels; below, room for the bars of a desktop
BARS = (8, 96)  # pixels across and down that the edges of a window and the bars of a desktop take at most
_CENTRED_ON = 0x2FFF0000  # SDL: a window in the middle of the display whose number is added


@dataclass(frozen=True, slots=True)
class Displays:
    """The displays of this computer, as pixels; mirrored ones count as one."""

    sizes: tuple[tuple[int, int], ...]

    @property
    def has_second(self) -> bool:
        """Whether the wall has a display of its own."""
        return len(self.sizes) > 1


def displays() -> Displays:
    """Those that are there now."""
    return Displays(tuple(pygame.display.get_desktop_sizes()))


def wall_position(found: Displays) -> tuple[int, int]:
    """Where the wall's window opens: on the second display where there is one, else in the first corner."""
    return (_CENTRED_ON | 1, _CENTRED_ON | 1) if found.has_second else (FROM_EDGE, 2 * FROM_EDGE)


def own_position(found: Displays, size: tuple[int, int]) -> tuple[int, int]:
    """Where the facilitator's window opens: alone on the first display, or in the corner that the wall leaves free."""
    if found.has_second or not found.sizes:
        return _CENTRED_ON, _CENTRED_ON
    width, height = found.sizes[0]
    right, below = width - size[0] - FROM_EDGE, height - size[1] - 2 * FROM_EDGE
    # Where there is no room beside the wall, it is more useful whole than at a distance.
    return max(0, right), max(FROM_EDGE, below)


def fitting(size: tuple[int, int], display: tuple[int, int] | None) -> tuple[int, int]:
    """A window's size in pixels, smaller where its display has no room for it beside its bars."""
    if display is None:
        return size
    wide, high = (max(least, min(pixels, there - bar)) for pixels, there, bar, least in zip(
        size, display, BARS, SMALLEST, strict=True
    ))
    return wide, high


def open_windows(found: Displays, *, has_one_window: bool) -> tuple[pygame.Window, pygame.Window]:
    """The wall and the facilitator's window; the same one twice where they share it.

    Raises:
        pygame.error: If there is no display.
    """
    first = found.sizes[0] if found.sizes else None
    if has_one_window:
        one = _window("Upstander", fitting(ONE_SIZE, first))
        return one, one
    own_size = fitting(OWN_SIZE, first)
    wall_size = fitting(WALL_SIZE, found.sizes[1] if found.has_second else first)
    wall = _window("Upstander: the wall", wall_size, wall_position(found))
    if found.has_second:
        wall.set_fullscreen(True)
    own = _window("Upstander: facilitator", own_size, own_position(found, own_size))
    own.focus()
    return wall, own


def _window(title: str, size: tuple[int, int], position: tuple[int, int] | None = None) -> pygame.Window:
    window = (
        pygame.Window(title, size, resizable=True)
        if position is None
        else pygame.Window(title, size, position, resizable=True)
    )
    window.minimum_size = SMALLEST
    window.get_surface()
    return window


def advice(found: Displays, *, has_one_window: bool) -> tuple[str, ...]:
    """What “Check my screens” says."""
    in_a_call = "In a call, share the window called “Upstander: the wall”, and never the whole screen."
    if has_one_window:
        return (
            "The wall and the notes are in one window. The room sees both, so no count by option is in the notes "
            "before it is on the wall. Press Tab to hide the notes.",
        )
    if found.has_second:
        width, height = found.sizes[1]
        return (
            f"There are {len(found.sizes)} displays. The wall fills the second one, {width} × {height} pixels. It says "
            "“This is the wall” now.",
            "If you read that on this display instead, drag the wall to the other one and press F11.",
            "If the room sees these notes, the displays are mirrored. Press the full stop to blank the wall, and "
            "choose “Extend” in the settings of your displays.",
            in_a_call,
        )
    return (
        "There is one display, or two that are mirrored. The wall is a window of its own; it says “This is the wall” "
        "now.",
        "With a projector: choose “Extend” in the settings of your displays, drag the wall to it, and press F11.",
        "With a mirrored projector, close this and start with one window, so that the notes stay small.",
        in_a_call,
    )
