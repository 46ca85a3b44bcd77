"""The timer of a decision, where the player has switched timers on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.controller import Controller
    from game.ui.theme import Look


class DecisionTimer:
    """Counts seconds down for whatever decision the controller shows."""

    def __init__(self) -> None:
        self._deadline: float | None = None

    def follow(self, controller: Controller, look: Look) -> bool:
        """Start or stop with the decision on screen; whether it has just started, and its seconds are to be shown."""
        seconds = controller.timer_seconds
        if not seconds:
            self._deadline = None
            return False
        if self._deadline is not None:
            return False
        left = controller.interface.seconds_left
        left = seconds if left is None else left
        self._deadline = time.monotonic() + left
        controller.tick(left, look)
        return True

    def until_next_second(self) -> int:
        """Milliseconds; 0 where nothing is to come."""
        if self._deadline is None:
            return 0
        left = self._deadline - time.monotonic()
        return max(1, int((left % 1.0) * 1000) + 1)

    def tick(self, controller: Controller, look: Look) -> bool:
        """Tell the controller when a second has gone; whether it has."""
        if self._deadline is None or not controller.timer_seconds:
            return False
        left = max(0, int(self._deadline - time.monotonic() + 0.999))
        if left == controller.interface.seconds_left:
            return False
        controller.tick(left, look)
        if left <= 0:
            self._deadline = None
        return True
