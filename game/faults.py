"""A note of a fault of the program's own, for whoever mends it."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

FILE = "faults.log"
LARGEST = 256 * 1024  # bytes; beyond, older faults make room


def write_down(fault: BaseException) -> Path | None:
    """Add a fault to the log in the records folder.

    It holds where in the program the fault is and what Python says about it, and no record of a play.

    Returns:
        The log's path, or None where it could not be written.
    """
    try:
        from game import startup
        from game.records import folders, writing

        folder = folders.find().records
        if folder is None:
            return None
        folders.make_private(folder)
        path = folder / FILE
        told = "".join(_traced(fault))
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        head = f"{when}  {startup.version()}  {platform.platform()}  Python {platform.python_version()}"
        entry = f"{head}\n{told}\n"
        if path.exists() and path.stat().st_size > LARGEST:
            path.unlink()
        writing.append_line(path, entry)
    except Exception:  # nothing may go wrong in telling what went wrong
        return None
    return path


def _traced(fault: BaseException) -> list[str]:
    return traceback.format_exception(type(fault), fault, fault.__traceback__)
