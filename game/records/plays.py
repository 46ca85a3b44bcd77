"""
The plays in a folder, as their files tell them: half done, ended, finished.

Nothing here needs the scenario or the session, so the library can show its cards without either.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.records.journal import SUFFIX, Entry, NotAPlay, Recorded, read

ENDED = "ended"  # the note on the entry with which the story ended: scene and title of the ending


def note_of(entry: Entry) -> Mapping[str, object]:
    """The note at the end of an entry, or an empty one."""
    last = entry[-1] if entry else None
    return last if isinstance(last, dict) else {}


def without_note(entry: Entry) -> Entry:
    """The entry as its command was written."""
    return entry[:-1] if note_of(entry) else entry


@dataclass(frozen=True, slots=True)
class PlayFile:
    """One play and the file it is kept in."""

    path: Path
    recorded: Recorded
    touched: int  # when the file was last written, in nanoseconds since 1970

    @property
    def scenario(self) -> str:
        """The scenario's id."""
        return self.recorded.header.scenario

    @property
    def ending(self) -> tuple[str, str]:
        """Scene and title of the ending that was reached; two empty texts before that."""
        summary = self.recorded.summary
        noted = [summary] if summary else [note_of(entry) for entry in self.recorded.entries]
        for note in noted:
            match note.get("ending" if summary else ENDED):
                case [str(scene), str(title)]:
                    return scene, title
        return "", ""

    @property
    def has_ended(self) -> bool:
        """Whether the story came to its ending, looked back on or not."""
        return bool(self.ending[0])

    @property
    def is_closed(self) -> bool:
        """Whether the player is through with it, debrief and all."""
        if self.recorded.summary is not None:
            return True
        return bool(self.recorded.entries) and self.recorded.entries[-1][0] == "close"

    @property
    def decisions_made(self) -> int:
        """How many decisions were made, moments tried another way not counted."""
        if self.recorded.summary is not None:
            choices = self.recorded.summary.get("choices")
            return len(choices) if isinstance(choices, list) else 0
        made, is_practice = 0, False
        for entry in self.recorded.entries:
            if entry[0] == "again":
                is_practice = True
            elif entry[0] == "stop":
                is_practice = False
            elif entry[0] in ("choose", "time-up"):
                made += not is_practice
                is_practice = False
        return made


def plays_in(folder: Path | None) -> tuple[PlayFile, ...]:
    """Every play in a folder, the one that was played last at the end.  What is no play is passed over."""
    found: list[PlayFile] = []
    if folder is None:
        return ()
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix == SUFFIX:
                with suppress(OSError, NotAPlay):
                    found.append(PlayFile(path, read(path), path.stat().st_mtime_ns))
    return tuple(sorted(found, key=lambda play: (play.touched, play.recorded.header.started, play.path.name)))


def half_done(plays: tuple[PlayFile, ...], scenario: str) -> PlayFile | None:
    """The play of a scenario to go on with, or None."""
    open_ones = [play for play in plays if play.scenario == scenario and not play.is_closed]
    return open_ones[-1] if open_ones else None
