"""
What lets phones come back to their seats after the program has stopped: the keys of a session, beside its journal.

They are in a file of their own, so that they can be deleted when the session is closed, and when the next one begins.
Nothing else is in it: no seat, no vote, no address.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.records import writing

SUFFIX = ".keys"
_LARGEST = 4_096  # bytes; ours has some 200
_LONGEST = 200  # characters of the code and of the room


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """Attributes:
    secret: Seals the seats.
    code: For typing.
    room: For the picture code.
    port: Where phones expect the room; 0 before it is known.
    ballots: How many votes its phones took part in before this session: their numbers go on from there.
    """

    secret: bytes
    code: str
    room: str
    port: int = 0
    ballots: int = 0

    def __repr__(self) -> str:
        return "KeptKeys(…)"  # never in a log or a traceback


def beside(journal: Path) -> Path:
    """The file of the keys that belong to a journal."""
    return journal.with_suffix(SUFFIX)


def write(path: Path, keys: KeptKeys) -> None:
    """Keep them, all or nothing.

    Raises:
        OSError: If they cannot be kept.
    """
    told = {
        "secret": keys.secret.hex(), "code": keys.code, "room": keys.room, "port": keys.port, "ballots": keys.ballots,
    }
    writing.replace(path, json.dumps(told).encode() + b"\n")


def read(path: Path) -> KeptKeys | None:
    """The keys in a file; None if there are none that can be used."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    match told:
        case {"secret": str(secret), "code": str(code), "room": str(room), "port": int(port)}:
            ballots = told.get("ballots", 0)
            is_ours = 0 < len(code) <= _LONGEST and 0 < len(room) <= _LONGEST and 0 <= port < 65_536
            are_numbers = type(port) is int and type(ballots) is int and ballots >= 0
            with suppress(ValueError):
                if is_ours and are_numbers and (key := bytes.fromhex(secret)):
                    return KeptKeys(key, code, room, port, ballots)
    return None


def delete_all(folder: Path | None, *, but: Path | None = None) -> None:
    """Delete the keys of every session in a folder, those at `but` left out.  What cannot be deleted stays."""
    if folder is None:
        return
    with suppress(OSError):
        for path in (*folder.glob(f"*{SUFFIX}"), *folder.glob(f"*{SUFFIX}.*.new")):
            if path != but:
                with suppress(OSError):
                    path.unlink()
