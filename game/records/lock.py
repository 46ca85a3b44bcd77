"""
A lock on an open file, so that two programs do not write one play.

The system holds it for as long as the file is open and the program lives, so there is no stale lock to clear away
after a crash, and no second file.
"""

from __future__ import annotations

import os
import sys

_FAR = 1 << 30  # a byte that no play reaches: on Windows a locked byte cannot be read by others


def hold(handle: int) -> bool:
    """Take the lock of an open file; False if somebody else has it.  It goes when the file is closed."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_END)
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: the journal still notices when somebody else has written
    return True
