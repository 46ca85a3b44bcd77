"""Pictures that were drawn already, kept by what they show and bounded by their bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

import pygame

# A frame needs the back and the front of a place at once; losing one to the other would draw both in every frame.
_ALWAYS_KEPT = 2


class SurfaceCache:
    """The pictures used last, at most `byte_limit` bytes of them; safe to share between threads."""

    def __init__(self, byte_limit: int) -> None:
        self._byte_limit = byte_limit
        self._bytes = 0
        self._surfaces: OrderedDict[Hashable, pygame.Surface] = OrderedDict()
        self._lock = Lock()

    @property
    def bytes_kept(self) -> int:
        """The size of all pictures that are kept."""
        return self._bytes

    def get(self, key: Hashable) -> pygame.Surface | None:
        """The picture kept under `key`, if there is one."""
        with self._lock:
            surface = self._surfaces.get(key)
            if surface is not None:
                self._surfaces.move_to_end(key)
            return surface

    def get_or_draw(self, key: Hashable, draw: Callable[[], pygame.Surface], *, opaque: bool = False) -> pygame.Surface:
        """The picture kept under `key`; else what `draw` gives, which is then kept.  `opaque`: its alpha may go.

        The drawing happens outside the lock: two threads may draw the same picture once each, and neither waits.
        """
        kept = self.get(key)
        if kept is not None:
            return kept
        surface = in_window_format(draw(), opaque=opaque)
        with self._lock:
            earlier = self._surfaces.pop(key, None)
            if earlier is not None:
                self._bytes -= _bytes(earlier)
            self._surfaces[key] = surface
            self._bytes += _bytes(surface)
            while self._bytes > self._byte_limit and len(self._surfaces) > _ALWAYS_KEPT:
                _, oldest = self._surfaces.popitem(last=False)
                self._bytes -= _bytes(oldest)
        return surface


def in_window_format(surface: pygame.Surface, *, opaque: bool = False) -> pygame.Surface:
    """`surface` in the pixel layout of the window, which is copied faster; unchanged where there is no window."""
    try:
        return surface.convert() if opaque else surface.convert_alpha()
    except pygame.error:
        return surface


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_pitch() * surface.get_height()
