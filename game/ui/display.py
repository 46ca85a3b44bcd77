"""The display that a window is on: opening it, its pointer, its clipboard, and news from other threads."""

from __future__ import annotations

import os
from contextlib import suppress

import pygame

SMALLEST = (1024, 640)  # pixels of a window: below, too much has to go on pages of its own
NEWS = pygame.event.custom_type()


def open_display() -> None:
    """Get pygame ready for one window.

    Raises:
        pygame.error: If there is no display.
    """
    # Only what a window needs: the mixer and the joysticks of `pygame.init` cost a tenth of a second.
    pygame.display.init()
    pygame.font.init()
    if pygame.display.get_driver() == "x11":
        # Frames are drawn by the processor, and X takes them as they are in a millisecond.  SDL's usual way there,
        # through OpenGL, costs 100 MB, half of the start, and without a graphics card 20 ms for each frame.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")


def open_window(size: tuple[int, int]) -> pygame.Window:
    """A window of this size in pixels, or of the smallest that will do."""
    width, height = max(SMALLEST[0], size[0]), max(SMALLEST[1], size[1])
    window = pygame.Window("Upstander", (width, height), resizable=True)
    window.minimum_size = SMALLEST
    return window


def wake() -> None:
    """From any thread: there is something new to show."""
    with suppress(pygame.error):  # the window may have gone meanwhile
        pygame.event.post(pygame.event.Event(NEWS))


def copy(text: str) -> bool:
    """Put text on the clipboard; False if nothing here takes it."""
    try:
        if not pygame.scrap.get_init():
            pygame.scrap.init()
        pygame.scrap.put_text(text)
    except (pygame.error, AttributeError):
        return False
    return True


def show_hand(is_hand: bool) -> None:
    """Make the pointer a hand, or an arrow."""
    with suppress(pygame.error):  # a display without a pointer
        pygame.mouse.set_cursor(pygame.SYSTEM_CURSOR_HAND if is_hand else pygame.SYSTEM_CURSOR_ARROW)


def on_latin_keyboard(event: pygame.event.Event) -> str:
    """What the key would be on a Latin keyboard: the hints show Latin letters whatever the layout."""
    letter = event.dict.get("scancode", 0) - pygame.KSCAN_A
    return chr(ord("a") + letter) if 0 <= letter < 26 and not pygame.key.name(event.key).isascii() else ""
