"""Deleting all that is kept of a player's plays, and of group sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from game.records.group_journal import SUFFIX as SESSION
from game.records.group_keys import SUFFIX as KEYS
from game.records.journal import SUFFIX
from game.records.notes import NOTES, PLANS

# Only what this program wrote: the folder may be one that somebody chose and keeps other things in.
_FILES = (f"plays/*{SUFFIX}", f"sessions/*{SESSION}", f"sessions/*{KEYS}")
_OURS = (*_FILES, *(f"{file}.*" for file in _FILES), NOTES, f"{NOTES}.*", PLANS, f"{PLANS}.*", "*.log", "*.broken")


def delete_records(folder: Path | None) -> tuple[int, bool]:
    """Delete all records and fault logs; how many files are gone, and whether that is all of them."""
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
    for emptied in (folder / "plays", folder / "sessions", folder):
        with suppress(OSError):  # there may be something else in it
            emptied.rmdir()
    return gone, is_all


def _records(folder: Path) -> Iterator[Path]:
    for pattern in _OURS:
        yield from (path for path in folder.glob(pattern) if path.is_file() or path.is_symlink())
