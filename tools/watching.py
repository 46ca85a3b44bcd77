"""Doing something again whenever a file changes, until somebody ends it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

_EVERY = 0.5  # seconds; sooner than anybody looks up from the editor, and nothing for the machine
_LOOKED_AT = (".yaml", ".toml", ".plan")  # scenarios, themes, shared people, thresholds and plans

Seen = Mapping[Path, tuple[int, int]]


def look(paths: Iterable[Path]) -> Seen:
    """Every file that a check of `paths` may read, with its size in bytes and its time in nanoseconds."""
    seen: dict[Path, tuple[int, int]] = {}
    for path in paths:
        folder = path if path.is_dir() else path.parent
        for file in _files(folder):
            try:
                about = file.stat()
            except OSError:  # gone since
                continue
            seen[file] = (about.st_size, about.st_mtime_ns)
    return seen


def watch(
    paths: Iterable[Path], again: Callable[[], None], *, wait: Callable[[float], None] = time.sleep, times: int = 0
) -> None:
    """Call `again` now, and after each change; end quietly when it is interrupted.

    Args:
        paths: Files and folders.
        again: What to do.
        wait: Waits for some seconds.
        times: Look so often and no more; 0: until interrupted.
    """
    paths = tuple(paths)
    looked = 0
    try:
        seen = look(paths)
        again()
        while not times or looked < times:
            looked += 1
            wait(_EVERY)
            now = look(paths)
            if now != seen:
                seen = now
                again()
    except KeyboardInterrupt:
        return


def _files(folder: Path) -> list[Path]:
    try:
        return [file for file in folder.iterdir() if file.suffix in _LOOKED_AT]
    except OSError:
        return []
