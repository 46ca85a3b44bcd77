"""Writing to disk so that a file is either as it was or as it should be, and never half of each."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600  # for this user alone
_BINARY = getattr(os, "O_BINARY", 0)  # Windows turns line ends into two characters without it


def write_all(handle: int, data: bytes) -> None:
    """Write every byte and wait until the disk has them.

    Raises:
        OSError: With some of the bytes written, perhaps.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def create(path: Path) -> int:
    """A new file for this user alone, open for reading and for appending.

    Raises:
        FileExistsError: If it is there already.
        OSError: If it cannot be made.
    """
    return os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE)


def open_to_append(path: Path) -> int:
    """An existing file, open for reading and for appending.

    Raises:
        OSError: If it is not there or may not be written.
    """
    return os.open(path, os.O_RDWR | os.O_APPEND | _BINARY)


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file at `path`, which may be missing: all of it, or nothing is changed.

    Raises:
        OSError: With the file as it was.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, PRIVATE)
    try:
        try:
            write_all(handle, data)
        finally:
            os.close(handle)
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """Wait until the disk knows the names of the files in a folder, where the system can do that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some file systems cannot; the file itself is safe by then
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def append_line(path: Path, text: str) -> None:
    """Add a text to the end of a file, which is made if need be.

    Raises:
        OSError: If it cannot be written; a part that was written is taken back.
    """
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY, PRIVATE)
    try:
        size = os.fstat(handle).st_size
        try:
            write_all(handle, text.encode("utf-8", "replace"))
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
