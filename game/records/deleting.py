"""Deleting all that is kept of a player's plays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from game.records.journal import SUFFIX
from game.records.notes import NOTES, PLANS

# Only what this program wrote: the folder may be one that somebody chose and keeps other things in.
_OURS = (f"plays/*{SUFFIX}", f"plays/*{SUFFIX}.*", NOTES, f"{NOTES}.*", PLANS, f"{PLANS}.*", "*.log", "*.broken")


def delete_records(folder: Path | None) -> tuple[int, bool]:
    """Delete plays, notes, plans and fault logs; how many files are gone, and whether that is all of them."""
    if folder is None:
        return 0, True
    gone, is_all = 0, True
    for path in tuple(_records(folder)):
        try:
            path.unlink()
            gone += 1
        except FileNotFoundError:
            continue
        except OSError:
            is_all = False
    for emptied in (folder / "plays", folder):
        with suppress(OSError):  # there may be something else in it
            emptied.rmdir()
    return gone, is_all


def _records(folder: Path) -> Iterator[Path]:
    for pattern in _OURS:
        yield from (path for path in folder.glob(pattern) if path.is_file() or path.is_symlink())
