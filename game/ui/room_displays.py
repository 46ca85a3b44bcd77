"""Which display is the wall, and what to do where the room would see the notes."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

FROM_EDGE = 24  # pixels; below, room for the bars of a desktop
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
    return max(FROM_EDGE, width - size[0] - FROM_EDGE), max(2 * FROM_EDGE, height - size[1] - 2 * FROM_EDGE)


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
