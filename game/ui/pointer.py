"""What the pointer is on, and which of its clicks count."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from game.ui.display import show_hand
from game.ui.element import Element, find, hit

if TYPE_CHECKING:
    from game.ui.controller import Controller

DOUBLE_CLICK = 0.4  # seconds; systems take up to 0.5 and people need less


def under(root: Element, at: tuple[float, float], controller: Controller) -> Element | None:
    """What a press at a point presses; the picture of a scene goes on with the story."""
    found = hit(root, at)
    if found is None and _is_reading(controller):
        panel = find(root, "panel")
        found = find(root, "go-on") if panel is not None and panel.rect.contains(at) else None
    return found


class Pointer:
    """Remembers where the button went down, and when a click last brought another screen."""

    def __init__(self) -> None:
        self._pressed_key = ""
        self._changed_at = 0.0
        self._was_picture = False  # that was a press on the picture of a scene
        self._is_hand = False

    def goes_down(self, on: Element | None) -> None:
        """The button is pressed."""
        self._pressed_key = _identity(on) if on else ""

    def comes_up(self, on: Element | None) -> bool:
        """The button is let go; whether that is a press on one and the same thing."""
        is_press = on is not None and _identity(on) == self._pressed_key
        self._pressed_key = ""
        return is_press

    def is_second_click(self, is_picture: bool) -> bool:
        """Whether this click belongs to the one before.

        The second click of a double click must not skip a picture, nor choose on the screen that the first brought.
        """
        return time.monotonic() - self._changed_at < DOUBLE_CLICK and (is_picture or self._was_picture)

    def brought_another_screen(self, is_picture: bool) -> None:
        """The click that was made just now did."""
        self._changed_at, self._was_picture = time.monotonic(), is_picture

    def rests_on(self, something: bool) -> None:
        """A hand over what can be pressed, elsewhere an arrow."""
        if something != self._is_hand:
            self._is_hand = something
            show_hand(something)


def _is_reading(controller: Controller) -> bool:
    """Whether the screen is a scene or a consequence: there is nothing else to press on its picture."""
    from game.session.views import ScriptView

    view = controller.view
    return view is not None and not controller.interface.overlay and isinstance(view.screen, ScriptView)


def _identity(element: Element) -> str:
    return element.key or f"{element.role} {element.rect}"
