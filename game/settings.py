"""What a player has set: how large, how bright, how lively.  Kept as a small JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from game.records import writing
from game.records.folders import make_private

FILE = "settings.json"
FORMAT = 1
TEXT_PERCENT = tuple(range(80, 201, 10))
THEMES = ("paper", "dark", "high-contrast")
PACINGS = ("automatic", "guided", "flow")
_LARGEST = 64 * 1024  # bytes; ours has some 300, so anything larger is somebody else's file

COULD_NOT_READ = (
    "Some of your settings could not be read, so the usual ones are used. The old file is kept as {name}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set.

    Attributes:
        text_percent: Size of the text, one of `TEXT_PERCENT`.
        theme: One of `THEMES`.
        reduce_motion: Nothing moves.
        sound: Quiet sounds; nothing depends on them.
        pacing: When the why is told, one of `PACINGS`.
        timers: Whether a decision may have one.
        fullscreen: Whether the window fills the screen.
        keep_notes: Whether reflections that were typed are kept, on this machine.
        show_drafts: Whether unfinished scenarios are in the library.
    """

    text_percent: int = 100
    theme: str = "paper"
    reduce_motion: bool = False
    sound: bool = False
    pacing: str = "automatic"
    timers: bool = False
    fullscreen: bool = False
    keep_notes: bool = False
    show_drafts: bool = False

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not _may_be(name, value):
                raise ValueError(f"{name.replace('_', ' ')} cannot be {value!r}")


_NAMES = tuple(field.name for field in fields(Settings))
_ALLOWED: Mapping[str, tuple[object, ...]] = {"text_percent": TEXT_PERCENT, "theme": THEMES, "pacing": PACINGS}


def _may_be(name: str, value: object) -> bool:
    if name in _ALLOWED:
        # By type as well: True is 1 in Python, and 100.0 is 100.
        return any(type(value) is type(allowed) and value == allowed for allowed in _ALLOWED[name])
    return isinstance(value, bool)


def read(folder: Path | None) -> tuple[Settings, str]:
    """The settings kept in `folder`, and what to tell the player, mostly nothing.

    What cannot be read has its usual value, and the file is then kept aside with ``.broken`` after its name.  Never
    raises for anything that a file or folder may be.
    """
    if folder is None:
        return Settings(), ""
    path = folder / FILE
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return Settings(), ""
    except OSError:
        return Settings(), "Your settings could not be read, so the usual ones are used."
    settings, is_whole = _from_bytes(data)
    if is_whole:
        return settings, ""
    aside = path.with_name(f"{FILE}.broken")
    with suppress(OSError):
        writing.replace(aside, data)
    return settings, COULD_NOT_READ.format(name=aside.name)


def _from_bytes(data: bytes) -> tuple[Settings, bool]:
    try:
        kept = json.loads(data.decode("utf-8-sig")) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        kept = None
    if not isinstance(kept, dict):
        return Settings(), False
    known = {name: kept[name] for name in _NAMES if name in kept and _may_be(name, kept[name])}
    is_ours = kept.get("format") == FORMAT and len(known) == len(kept) - 1
    return Settings(**known), is_ours


def write(folder: Path | None, settings: Settings) -> None:
    """Keep the settings.  Does nothing where nothing is to be kept.

    Raises:
        OSError: If they cannot be written; the old ones are still there then.
    """
    if folder is None:
        return
    make_private(folder)
    kept = {"format": FORMAT, **asdict(settings)}
    writing.replace(folder / FILE, (json.dumps(kept, indent=1) + "\n").encode())
