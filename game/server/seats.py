"""
Seats: how a phone comes back to its own, and how nobody learns whose it is.

A phone is given a random token with a seal under the session's secret.  The seal is all that a server needs to know a
seat again, so one that was started anew knows every phone.  The game sees a seat's id, which is another seal of the
same random part: from it neither the token nor the phone can be worked out.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import NewType

Seat = NewType("Seat", str)

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # 31: without I, L, O, 0 and 1, which are taken for each other
CODE_LENGTH = 6  # 31**6 is 887 million: at 50 tries a second for the whole server half of it takes more than 100 days
SECRET_BYTES = 32
RANDOM_BYTES = 16  # of a token; a seal has as many
ROOM_BYTES = 12  # in the picture code: 96 bits cannot be guessed


@dataclass(frozen=True, slots=True)
class Keys:
    """What makes one session's seats its own; deleted when the session is closed.

    Attributes:
        secret: Seals seats; never leaves this computer.
        code: For typing, `CODE_LENGTH` letters of `ALPHABET`.
        room: For the picture code.
    """

    secret: bytes
    code: str
    room: str

    def __repr__(self) -> str:
        return "Keys(…)"  # never in a log or a traceback


def new_keys() -> Keys:
    """Keys of a new session."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return Keys(secrets.token_bytes(SECRET_BYTES), code, secrets.token_urlsafe(ROOM_BYTES))


def new_token(keys: Keys, random: bytes) -> str:
    """The token of a new seat, made of `RANDOM_BYTES` random bytes."""
    return base64.urlsafe_b64encode(random + _seal(keys, b"token", random)).decode("ascii")


def seat_of(keys: Keys, token: str) -> Seat | None:
    """Whose token it is; None if this session never gave it."""
    try:
        data = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) != 2 * RANDOM_BYTES:
        return None
    random, seal = data[:RANDOM_BYTES], data[RANDOM_BYTES:]
    if not hmac.compare_digest(seal, _seal(keys, b"token", random)):
        return None
    return Seat(_seal(keys, b"seat", random).hex())


def is_room(keys: Keys, given: str) -> bool:
    """Whether it came from the picture code."""
    return hmac.compare_digest(given.encode("utf-8"), keys.room.encode("utf-8"))


def is_code(keys: Keys, typed: str) -> bool:
    """Whether it is the code on the screen, however it was spaced."""
    return hmac.compare_digest(plain_code(typed).encode("utf-8"), keys.code.encode("utf-8"))


def plain_code(typed: str) -> str:
    """As it is on the screen: capital letters, no spaces or hyphens."""
    return "".join(letter for letter in typed.upper() if letter not in " -\u2010\u2011\u2013")


def _seal(keys: Keys, use: bytes, random: bytes) -> bytes:
    return hmac.digest(keys.secret, use + b"\0" + random, hashlib.sha256)[:RANDOM_BYTES]
