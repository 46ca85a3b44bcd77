"""The window of a preview: the player's own window, with a panel at its side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.ui.display import open_display, wake
from game.ui.window import SIZE, NoDisplayError, Window
from tools.preview.controller import PreviewController
from tools.preview.spot import spot_to
from tools.preview.watching import Watch

if TYPE_CHECKING:
    from game.application import Application

_SIZES = ((1760, 990), (1600, 900))  # with room for a panel; on a smaller screen the usual size
_FRAME = (60, 120)  # pixels of a screen that its own bars and the window's frame may take


def preview_in_window(
    application: Application,
    path: Path,
    *,
    scene: str = "",
    choices: tuple[str, ...] = (),
    size: tuple[int, int] | None = None,
) -> int:
    """Open the window and stay until it is closed.

    Args:
        application: Settings and cache.
        path: The scenario's file; it need not be there yet.
        scene: Where to begin.
        choices: Made before that.
        size: Of the window, in pixels; None: what the screen has room for.

    Returns:
        The exit code.

    Raises:
        CannotGoThere: If the scenario can be played, and there is no way to that scene or no such choice.
        NoDisplayError: If no window can be opened.
    """
    watch = Watch(application.library.beside(path.parent), path, wake)
    first = watch.read_now()
    if first.scenario is not None:
        spot_to(first.scenario, scene, choices)  # a place that is not there is told before a window opens
    make_controller = partial(
        PreviewController,
        watch=watch,
        first=first,
        wanted=lambda scenario: spot_to(scenario, scene, choices),
    )
    application.folders = replace(application.folders, records=None)  # nothing of a preview is a play
    try:
        open_display()
        window = Window(application, size or _fitting(), make_controller=make_controller)
    except pygame.error as error:
        raise NoDisplayError(str(error)) from error
    try:
        window.paint()  # before any rule is looked at: the picture comes first
        watch.start(first)
        return window.loop()
    finally:
        watch.stop()
        window.close()


def _fitting() -> tuple[int, int]:
    """The largest of our sizes that the screen has room for."""
    screens = pygame.display.get_desktop_sizes()
    width, height = screens[0] if screens else SIZE
    room = width - _FRAME[0], height - _FRAME[1]
    return next((size for size in _SIZES if size[0] <= room[0] and size[1] <= room[1]), SIZE)
