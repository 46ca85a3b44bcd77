"""
Keeps the record of one play while it is played, and never stands in its way.

Where a play cannot be kept the player is told once and plays on; whatever was not written yet is tried again with the
next thing they do, so a disk that is full for a minute loses nothing.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from game.records.journal import Entry, Header, Journal, NotAPlay, OpenElsewhere
from game.records.plays import PlayFile

DISK_FULL = "This play cannot be kept: the disk is full. You can go on playing."
NOT_ALLOWED = "This play cannot be kept: its folder cannot be written to. You can go on playing."
CANNOT_KEEP = "This play cannot be kept on this computer. You can go on playing."
WRITTEN_ELSEWHERE = "Another window went on with this play, so what you do here is not kept. You can go on playing."

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def reason(error: OSError) -> str:
    """Why a play cannot be kept, in words for its player."""
    if error.errno in _FULL:
        return DISK_FULL
    return NOT_ALLOWED if error.errno in _FORBIDDEN else CANNOT_KEEP


class Recorder:
    """Writes down what is done in one play.

    Args:
        folder: Where plays are kept; None: this one is not.
        header: What the play began with.
        journal: The file to go on with; None: one is begun with the first entry.
        before: What was done already and is not in that file.
        continues: The play that this one is a new record of; it is deleted once this one goes on.
        supersedes: Plays of this scenario that are over once this one goes on.
        say: Called with what the player should hear.
    """

    __slots__ = ("_continues", "_folder", "_header", "_is_kept", "_journal", "_pending", "_say", "_supersedes")

    def __init__(
        self,
        folder: Path | None,
        header: Header,
        *,
        journal: Journal | None = None,
        before: tuple[Entry, ...] = (),
        continues: Path | None = None,
        supersedes: tuple[Path, ...] = (),
        say: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._header = header
        self._journal = journal
        self._pending: list[Entry] = list(before)
        self._continues = continues
        self._supersedes = supersedes
        self._say = say
        self._is_kept = folder is not None

    def keep(self, entry: Entry, *, at_once: bool = True) -> None:
        """Write an entry down; it is on the disk when this returns, unless the player was told otherwise.

        With `at_once` false it is written together with the next one.
        """
        if not self._is_kept or self._folder is None:
            return
        self._pending.append(entry)
        if not at_once:
            return
        try:
            if self._journal is None:
                self._journal = Journal.create(self._folder, self._header, self._pending)
                self._put_away_others()
            else:
                self._journal.append(self._pending)
            self._pending.clear()
        except OpenElsewhere:
            self._is_kept = False
            self._say(WRITTEN_ELSEWHERE)
        except OSError as error:
            self._say(reason(error))

    def finish(self, summary: Mapping[str, object]) -> None:
        """Sum the play up: it is over.  If that cannot be written, the long form stays and says as much."""
        journal = self._journal
        self._is_kept = False
        if journal is not None:
            try:
                journal.finish(summary)
            except OSError as error:
                if self._pending:
                    self._say(reason(error))

    def close(self) -> None:
        """Let go of the file and write no more."""
        self._is_kept = False
        if self._journal is not None:
            self._journal.close()

    def _put_away_others(self) -> None:
        if self._continues:
            put_away(self._continues, is_continued=True)
        for path in self._supersedes:
            put_away(path)


def put_away(path: Path, *, is_continued: bool = False) -> None:
    """Let go of a play that is not finished: delete it, or, if its story had ended, call it finished.

    A play that another program has open stays as it is, and so does whatever cannot be changed.
    """
    try:
        journal, recorded = Journal.resume(path)
    except (OpenElsewhere, NotAPlay, OSError):
        return
    with suppress(OSError):
        if PlayFile(path, recorded, 0).has_ended and not is_continued:
            journal.append([["close"]])
            journal.close()
        else:
            journal.close()  # Windows deletes no open file
            path.unlink()
    journal.close()
