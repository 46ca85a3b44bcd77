"""The window, the windows of a group that are opened from it, and the library again, until the program is ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.ui.window import SIZE, NoDisplayError, Window

if TYPE_CHECKING:
    from game.application import Application
    from game.hosting import Hosting


def run(
    application: Application,
    *,
    start: str | None = None,
    fresh: bool = False,
    first_frame: bool = False,
    size: tuple[int, int] | None = None,
    fullscreen: bool = False,
) -> int:
    """Open the window and stay until it is closed.

    Args:
        application: Settings, records, library.
        start: A scenario to begin with, by id.
        fresh: Begin it anew, though it is half done.
        first_frame: Paint once and close, for measuring.
        size: Of the window, in pixels.
        fullscreen: Fill the screen whatever the settings say.

    Returns:
        The exit code.

    Raises:
        NoDisplayError: If no window can be opened.
    """
    while True:
        code, room = _once(application, start, fresh, first_frame, size, fullscreen)
        if room is None:
            return code
        from game.room_opening import open_room
        from game.ui import room_window

        try:
            if open_room(application, *room):
                return code
        except room_window.NoDisplayError as error:
            raise NoDisplayError(str(error)) from error
        start = None  # the session was left: back to the library


def _once(
    application: Application, start: str | None, fresh: bool, first_frame: bool, size: tuple[int, int] | None,
    fullscreen: bool,
) -> tuple[int, tuple[str, Hosting] | None]:
    """Until the window is closed; the exit code, and what a group is to play next."""
    try:
        window = Window(application, size or SIZE, fullscreen=fullscreen or application.settings.fullscreen)
    except pygame.error as error:
        raise NoDisplayError(str(error)) from error
    try:
        if start is not None:
            window.open_scenario(start, is_fresh=fresh)
        if first_frame:
            window.paint()
            return 0, None
        return window.loop(), window.controller.room_to_open
    finally:
        window.close()
