"""Giving memory back: pictures come and go by megabytes, and what is freed should go to others."""

from __future__ import annotations

import sys

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # names of glibc's `mallopt`
# Whatever is larger gets pages of its own, which go back as soon as it is freed.  Without a fixed size, glibc raises it
# to that of the largest picture so far, and 40 MB of freed ones stayed with a play at 1920 × 1080.
_OWN_PAGES_FROM = 256 * 1024  # bytes
_ARENAS = 2  # the window's thread and the one that composes people


def give_back_freed_memory() -> None:
    """Ask the C library to keep little of what is freed.  Does nothing where it is not glibc."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library
        return
    mallopt(_MMAP_THRESHOLD, _OWN_PAGES_FROM)
    mallopt(_ARENA_MAX, _ARENAS)
