"""What checking a file showed, kept by the content of everything it depends on, so that nothing is done twice."""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import game
import tools

_OLDEST_KEPT = 400  # files; a thousand bytes each


@cache
def program_key() -> str:
    """Changes whenever a module changes that a check may use."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for package in (game, tools):
        folder = Path(str(package.__file__)).parent
        for part in sorted((*folder.rglob("*.py"), *folder.rglob("*.toml"))):
            about = part.stat()
            digest.update(f"{part.relative_to(folder)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def key(*parts: str) -> str:
    """One key for all of these."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Kept:
    """A folder of answers by key.  Anything odd in it counts as not kept; None keeps nothing."""

    def __init__(self, cache_folder: Path | None) -> None:
        self._folder = cache_folder / "checks" if cache_folder is not None else None

    def find(self, name: str) -> Any:
        """What was kept under this key, or None."""
        if self._folder is None:
            return None
        try:
            return json.loads((self._folder / f"{name}.json").read_bytes())
        except (OSError, ValueError, RecursionError):
            return None

    def keep(self, name: str, told: Any) -> None:
        """Keep it; a disk that is full or may not be written to is no reason to stop."""
        if self._folder is None:
            return
        from game.checked_scenarios import write_whole

        if write_whole(self._folder / f"{name}.json", json.dumps(told).encode()):
            self._sweep()

    def _sweep(self) -> None:
        assert self._folder is not None
        try:
            files = sorted(self._folder.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
            for old in files[_OLDEST_KEPT:]:
                old.unlink(missing_ok=True)
        except OSError:
            return
