"""A page that turns: short, and over at once when somebody wants to go on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from game.ui.controller import Controller

TURN = 0.18  # seconds that a page takes to turn; above 0.25 it is waited for
FRAME = 1 / 60  # seconds
Place = tuple[object, ...]


def turn_page(window: pygame.Window, surface: pygame.Surface, before: pygame.Surface, *, is_forward: bool) -> int:
    """The old page leaves, the new one comes.

    Two copies of half a screen make a frame, so it is smooth without a graphics card.

    Args:
        window: To be shown on.
        surface: The window's; it holds the new page.
        before: The old page.
        is_forward: The new page comes from the right.

    Returns:
        How many frames were shown.
    """
    after = surface.copy()
    width, sign, frames = after.get_width(), 1 if is_forward else -1, 0
    began = time.perf_counter() - FRAME  # the first frame has moved already: a key is answered at once
    while (passed := time.perf_counter() - began) < TURN:
        moved = round(width * (1 - (1 - passed / TURN) ** 3))
        surface.blit(before, (-sign * moved, 0))
        surface.blit(after, (sign * (width - moved), 0))
        window.flip()
        frames += 1
        pause = FRAME - (time.perf_counter() - began - passed)
        if pause > 0:
            time.sleep(pause)
        if pygame.event.peek((pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.QUIT)):
            break  # nobody waits for a page
    surface.blit(after, (0, 0))
    window.flip()
    return frames + 1


def place_of(controller: Controller) -> Place:
    """What makes one screen another: a page is turned only between these."""
    interface, view = controller.interface, controller.view
    overlay = interface.overlay.value if interface.overlay else ""
    if view is None:
        return ("library", overlay, interface.page)
    screen = view.screen
    return (
        view.phase.value, getattr(screen, "line", 0), getattr(screen, "part", 0), getattr(screen, "at", 0),
        interface.page, -interface.panels_back, overlay, view.number,
    )


def is_forward(before: Place, after: Place) -> bool:
    """Whether the new place is further on in the story than the old one."""
    if before[0] != after[0] or len(before) != len(after):
        return True
    for one, two in zip(before[1:], after[1:], strict=True):
        if isinstance(one, int) and isinstance(two, int) and one != two:
            return two > one
    return True
