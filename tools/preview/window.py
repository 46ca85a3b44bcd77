"""The window of a preview: the player's own window, with a panel at its side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pygame

from game.application import Application
from game.core.playthrough import NotOffered, begin, replay_as_far_as_possible, scene_of
from game.core.scenario import Decision, Scenario
from game.ui.display import open_display, wake
from game.ui.window import NoDisplayError, Window
from tools.preview.controller import PreviewController
from tools.preview.draft import Draft
from tools.preview.spot import Spot, spot_to, why_not
from tools.preview.watching import Watch

_SIZES = ((1760, 990), (1600, 900))  # with room for a panel; on a smaller screen the usual size


def preview_in_window(
    application: Application, path: Path, *, scene: str = "", choices: tuple[str, ...] = (),
    size: tuple[int, int] | None = None,
) -> int:
    """Open the window and stay until it is closed.

    Args:
        application: Settings and cache.
        path: The scenario's file.
        scene: Where to begin.
        choices: Made before that.
        size: Of the window, in pixels.

    Returns:
        The exit code.

    Raises:
        CannotGoThere: If there is no way to that scene, or a choice is not offered.
        NoDisplayError: If no window can be opened.
    """
"""
