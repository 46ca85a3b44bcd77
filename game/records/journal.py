"""
The file of one play: a header, then one line for each thing the player did.

A line is on the disk before its effect is on the screen, so whatever happens to the program or the machine, the play
comes back as it was last seen.  When a play is finished, its file is rewritten as two lines: the header and a summary.

What may be found when reading, and what is made of it:

- a last line without its end: the program was stopped while writing; the line was never acted on and is cut off
- any other line that is not ours: everything before it counts, and the player is told
- a header that is not ours: this is not a play
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.records import lock, writing
from game.records.folders import make_private

FORMAT = 1
SUFFIX = ".play"
LARGEST = 1 << 20  # bytes; a whole play has some 8,000, so anything larger is somebody else's file

Entry = Sequence[object]  # what was done, as `game.records.commands` writes it, and at most one note at the end


class NotAPlay(ValueError):
    """A file that is not the record of a play, or of a kind that this program does not know."""


class OpenElsewhere(RuntimeError):
    """Another window or program has this play open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a play began with.

    Attributes:
        scenario: Its id.
        title: Its title then, for a report that does not need the scenario's file.
        content_hash: Of the scenario's file then.
        mode: How its people meet: the setting, as `Mode` names it.
        seed: Decides the order of choices on screen.
        pacing: As `Pacing` names it; a later change of it is an entry.
        is_first_scenario: Whether the player had finished none before.
        version: Of the program.
        started: When, in ISO 8601, to the second.
    """

    scenario: str
    title: str
    content_hash: str
    mode: str
    seed: int
    pacing: str
    is_first_scenario: bool
    version: str
    started: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a file says about a play.

    Attributes:
        header: What it began with.
        entries: What the player did, first to last; empty once it is summed up.
        summary: Once the play is finished and summed up; else None.
        length: How many bytes could be read: up to here the file is good.
        is_whole: Whether nothing but a torn last line follows.
    """

    header: Header
    entries: tuple[Entry, ...]
    summary: Mapping[str, object] | None
    length: int
    is_whole: bool


# --- reading -------------------------------------------------------------------------------------------------


def read(path: Path) -> Recorded:
    """What the file at `path` says.

    Raises:
        NotAPlay: If its first line is no header of ours.
        OSError: If it cannot be read.
    """
    with path.open("rb", buffering=0) as file:
        return parse(_all_of(file.fileno()))


def _all_of(handle: int) -> bytes:
    # Asked for at once, and only after a look at the size: the library reads every play at its start.
    size = os.fstat(handle).st_size
    if size > LARGEST:
        raise NotAPlay("far larger than any play")
    os.lseek(handle, 0, os.SEEK_SET)
    pieces = []
    while piece := os.read(handle, size + 1):
        pieces.append(piece)
    return b"".join(pieces)


def parse(data: bytes) -> Recorded:
    """What the bytes of a file say.

    Raises:
        NotAPlay: If the first line is no header of ours.
    """
    first, end, rest = data.partition(b"\n")
    if not end:
        raise NotAPlay("its first line is not complete")
    header, length = _header(first), len(first) + 1
    entries: list[Entry] = []
    for line in rest.split(b"\n")[:-1]:  # the last piece has no end: torn, or empty
        entry = _json(line)
        if isinstance(entry, dict) and not entries:
            return Recorded(header=header, entries=(), summary=entry, length=len(data), is_whole=True)
        if not isinstance(entry, list) or not entry or not isinstance(entry[0], str):
            return Recorded(header=header, entries=tuple(entries), summary=None, length=length, is_whole=False)
        entries.append(entry)
        length += len(line) + 1
    return Recorded(header=header, entries=tuple(entries), summary=None, length=length, is_whole=True)


def _json(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _header(line: bytes) -> Header:
    kept = _json(line)
    if not isinstance(kept, dict) or kept.get("upstander") != FORMAT:
        raise NotAPlay("its first line is not a header that is known here")
    seed, is_first = kept.get("seed"), kept.get("first")
    texts = {name: kept.get(name) for name in ("scenario", "title", "hash", "mode", "pacing", "version", "started")}
    if type(seed) is not int or not isinstance(is_first, bool) or not all(isinstance(t, str) for t in texts.values()):
        raise NotAPlay("its header is not complete")
    return Header(
        scenario=str(texts["scenario"]),
        title=str(texts["title"]),
        content_hash=str(texts["hash"]),
        mode=str(texts["mode"]),
        seed=seed,
        pacing=str(texts["pacing"]),
        is_first_scenario=is_first,
        version=str(texts["version"]),
        started=str(texts["started"]),
    )


# --- writing -------------------------------------------------------------------------------------------------


def line_of(value: object) -> bytes:
    """One line of a journal: JSON without spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def header_line(header: Header) -> bytes:
    """The first line of a play's file."""
    return line_of(
        {
            "upstander": FORMAT,
            "scenario": header.scenario,
            "title": header.title,
            "hash": header.content_hash,
            "mode": header.mode,
            "seed": header.seed,
            "pacing": header.pacing,
            "first": header.is_first_scenario,
            "version": header.version,
            "started": header.started,
        }
    )


class Journal:
    """The file of a play that is going on, held open so that no other program goes on with it."""

    __slots__ = ("_handle", "_size", "header", "path")

    def __init__(self, path: Path, header: Header, handle: int, size: int) -> None:
        self.path = path
        self.header = header
        self._handle = handle
        self._size = size

    @classmethod
    def create(cls, folder: Path, header: Header, entries: Iterable[Entry], suffix: str = SUFFIX) -> Journal:
        """Begin a file in `folder`, with what was done so far; its name ends in `suffix`.

        Raises:
            OSError: If it cannot be made; nothing is left behind then.
        """
        make_private(folder)
        path, handle = _new_file(folder, header, suffix)
        data = header_line(header) + b"".join(map(line_of, entries))
        try:
            lock.hold(handle)
            writing.write_all(handle, data)
        except OSError:
            os.close(handle)
            with suppress(OSError):
                path.unlink()
            raise
        writing.settle(folder)
        return cls(path, header, handle, len(data))

    @classmethod
    def resume(cls, path: Path) -> tuple[Journal, Recorded]:
        """Go on with a file.  A torn last line is cut off; nothing else is changed.

        Raises:
            OpenElsewhere: If another window or program has it open.
            NotAPlay: If it is none.
            OSError: If it cannot be read or written.
        """
        handle = writing.open_to_append(path)
        try:
            if not lock.hold(handle):
                raise OpenElsewhere(path.name)
            recorded = parse(_all_of(handle))
            if recorded.is_whole and recorded.length < os.fstat(handle).st_size:
                os.ftruncate(handle, recorded.length)
            return cls(path, recorded.header, handle, os.fstat(handle).st_size), recorded
        except BaseException:
            os.close(handle)
            raise

    def append(self, entries: Iterable[Entry]) -> None:
        """Add what was done, and wait until it is on the disk.

        Raises:
            OpenElsewhere: If somebody else has written into this file.
            OSError: If it cannot be written; a part that was written is taken back.
        """
        if os.fstat(self._handle).st_size != self._size:
            raise OpenElsewhere(self.path.name)
        data = b"".join(map(line_of, entries))
        try:
            writing.write_all(self._handle, data)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._handle, self._size)
            raise
        self._size += len(data)

    def rewrite(self, entries: Iterable[Entry]) -> None:
        """Put these in the place of all that was written: of anything else nothing is left in the file.

        Raises:
            OpenElsewhere: If somebody else has written into this file, or has it now.
            OSError: If it cannot be written; the file then stays as it was.
        """
        if os.fstat(self._handle).st_size != self._size:
            raise OpenElsewhere(self.path.name)
        data = header_line(self.header) + b"".join(map(line_of, entries))
        self.close()  # Windows replaces no open file
        try:
            writing.replace(self.path, data)
        finally:
            self._handle = writing.open_to_append(self.path)
            self._size = os.fstat(self._handle).st_size
        if not lock.hold(self._handle):
            raise OpenElsewhere(self.path.name)

    def is_there(self) -> bool:
        """Whether the file still has its name: the player may have deleted it while playing."""
        with suppress(OSError):
            return os.path.samestat(os.fstat(self._handle), self.path.stat())
        return False

    def finish(self, summary: Mapping[str, object]) -> None:
        """Put header and summary in the place of all that was written, and close.

        Raises:
            OSError: If that cannot be done; the file then stays as it was.
        """
        was_there = self.is_there()
        self.close()
        if was_there:
            writing.replace(self.path, header_line(self.header) + line_of(summary))

    def close(self) -> None:
        """Let go of the file.  Does nothing the second time."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _new_file(folder: Path, header: Header, suffix: str) -> tuple[Path, int]:
    # The name is for people who look into the folder; what counts is in the header.
    scenario = re.sub(r"[^\w-]", "-", header.scenario)[:80]
    started = re.sub(r"[^0-9T]", "", header.started)[:15]
    for number in range(1, 10_000):
        path = folder / f"{scenario}--{started}-{number}{suffix}"
        with suppress(FileExistsError):
            return path, writing.create(path)
    raise FileExistsError(str(folder))
