"""A quiet sound when a page turns.  Made here, so there is no file to find; nothing depends on it."""

from __future__ import annotations

import math
from array import array

import pygame

RATE = 22_050  # samples a second: enough for a soft tick
LENGTH = 0.06  # seconds
VOLUME = 0.15  # of the loudest; it is heard beside a conversation and not over it


class Sound:
    """Plays sounds where there is something to play them on; silent elsewhere."""

    def __init__(self) -> None:
        self._page: pygame.mixer.Sound | None = None
        try:
            pygame.mixer.init(RATE, -16, 1, 512)
            self._page = pygame.mixer.Sound(buffer=_tick().tobytes())
            self._page.set_volume(VOLUME)
        except (pygame.error, NotImplementedError):
            pass  # a machine without sound plays on in silence

    def page(self) -> None:
        """A page turns."""
        if self._page is not None:
            self._page.play()


def _tick() -> array[int]:
    samples = array("h")
    for n in range(int(RATE * LENGTH)):
        seconds = n / RATE
        fading = math.exp(-seconds * 70)
        samples.append(int(12_000 * fading * math.sin(2 * math.pi * 420 * seconds)))
    return samples
