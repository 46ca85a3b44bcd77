"""Where things are kept: the usual folders of the system, or one folder that the environment names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "UPSTANDER_HOME"  # one folder for everything: a USB stick, a shared laptop, a test
_NAME = "upstander"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where to keep what.  None: nothing of that kind is kept.  The folders need not exist yet."""

    records: Path | None = None  # plays, notes, plans: the player's own
    cache: Path | None = None  # may be deleted at any time
    config: Path | None = None  # settings and the organisation's own note

    @property
    def plays(self) -> Path | None:
        """The folder with one file a play."""
        return self.records / "plays" if self.records else None

    @property
    def sessions(self) -> Path | None:
        """The folder with one file a group session."""
        return self.records / "sessions" if self.records else None


def find(environment: Mapping[str, str] = os.environ) -> Folders:
    """The folders of this system and user, or those below ``UPSTANDER_HOME`` where that is set."""
    home = environment.get(HOME_VARIABLE, "").strip()
    if home:
        base = Path(home).expanduser()
        return Folders(base / "records", base / "cache", base / "config")
    # Imported here: whoever names a folder does not pay for it.
    import platformdirs

    # On some systems data and settings share one folder, so records have one of their own inside it.
    records = platformdirs.user_data_path(_NAME, appauthor=False) / "records"
    cache = platformdirs.user_cache_path(_NAME, appauthor=False)
    return Folders(records, cache, platformdirs.user_config_path(_NAME, appauthor=False))


def exports_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where what a player saves for themselves goes: their documents, else their downloads, else their home."""
    home = environment.get(HOME_VARIABLE, "").strip()
    if home:
        return Path(home).expanduser() / "exports"
    import platformdirs

    for folder in (platformdirs.user_documents_path(), platformdirs.user_downloads_path()):
        if folder.is_dir():
            return folder
    return Path.home()


def make_private(folder: Path) -> None:
    """Make a folder, and what is missing above it, for this user's eyes only where the system knows how.

    Raises:
        OSError: If it cannot be made.
    """
    # One by one: `mkdir` makes the missing folders above with the usual rights, for everybody to look into.
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(exist_ok=True)  # raises where something else has its name
