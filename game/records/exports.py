"""
What a player may take away: a plan as text, calendar file or page, and a slip that says that they took part.

None of it names a person, tells a choice, or states a result.  Nothing that is there already is ever overwritten.
"""

from __future__ import annotations

import hashlib
import html
import os
import re
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from game.records import writing
from game.records.notes import if_then

DAYS_AHEAD = 7  # far enough for the moment to have come up, near enough to remember what was meant
_OCTETS = 75  # RFC 5545, 3.1: a line is at most this long, its end not counted
_MANY = 1_000  # files of one name; beyond that something is wrong with the folder


class Form(StrEnum):
    """In which form, and the end of the file's name."""

    TEXT = "txt"
    CALENDAR = "ics"
    PAGE = "html"


class CannotSave(RuntimeError):
    """A file that could not be written; the message says why, and what to do."""


# --- plans -----------------------------------------------------------------------------------------------------


def plan_as_text(cue: str, line: str) -> str:
    """The plan as one line of plain text."""
    return if_then(cue, line) + "\n"


def plan_as_calendar(cue: str, line: str, today: date) -> str:
    """The plan as a calendar file: a whole-day entry one week after `today`, with CRLF line ends (RFC 5545)."""
    sentence, day = if_then(cue, line), today + timedelta(days=DAYS_AHEAD)
    # The same plan made on the same day is the same entry: a calendar that gets it twice shows it once.
    name = hashlib.sha256(f"{sentence}\n{today.isoformat()}".encode("utf-8", "replace")).hexdigest()[:32]
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Upstander//Upstander//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{name}@upstander.invalid",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped('Did your moment come up?')}",
        f"DESCRIPTION:{_escaped(f'{sentence} What happened?')}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(_folded(one) for one in lines)


def _escaped(text: str) -> str:
    # RFC 5545, 3.3.11; other control characters have no form in a calendar file.
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, never within a letter; those after the first begin with a space."""
    pieces, piece, room = [], b"", _OCTETS
    for letter in line:
        encoded = letter.encode("utf-8", "replace")
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            piece, room = b"", _OCTETS - 1
        piece += encoded
    return "\r\n ".join(one.decode() for one in (*pieces, piece)) + "\r\n"


def plan_as_page(cue: str, line: str, title: str) -> str:
    """The plan as a page to print."""
    return _page("My plan", f"<p>{_shown(if_then(cue, line))}</p>", f"After “{title}”")


# --- the slip --------------------------------------------------------------------------------------------------


def slip_as_text(title: str, day: date) -> str:
    """That somebody took part, and when.  Whose slip it is, is for its holder to say."""
    return f"Took part in “{' '.join(title.split())}”, a practice with Upstander, on {_day(day)}.\n"


def slip_as_page(title: str, day: date) -> str:
    """The same as a page to print."""
    said = f"<p>“{_shown(title)}”</p><p>{_shown(_day(day))}</p>"
    return _page("Took part", said, "A practice with Upstander. It has no marks, and nobody is told what was chosen.")


MONTHS = (  # the system's own names may be in another language
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _shown(text: str) -> str:
    return html.escape(" ".join(re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", " ", text).split()))


def _page(heading: str, body: str, foot: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title>
<style>
body {{ margin: 12vh auto; max-width: 34em; padding: 0 1.5em; color: #16130f; background: #fffdf7;
  font: 1.25em/1.5 "Atkinson Hyperlegible", Verdana, sans-serif; }}
main {{ border: 3px solid #16130f; border-radius: 12px; padding: 1.5em 2em; }}
h1 {{ margin-top: 0; font-size: 1.6em; }}
footer {{ margin-top: 2em; font-size: 0.8em; }}
@media print {{ body {{ margin: 2cm; background: none; }} }}
</style>
</head>
<body>
<main>
<h1>{heading}</h1>
{body}
<footer>{_shown(foot)}</footer>
</main>
</body>
</html>
"""


# --- files -----------------------------------------------------------------------------------------------------


def save(text: str | bytes, name: str, to: Path) -> Path:
    """Write a file, whole or not at all, and say where it is.

    Args:
        text: What is in it, with the line ends as they should be.
        name: A name with its ending, used where `to` is a folder.
        to: A folder, or the file itself.  Where it is taken, the next free name is used: ``plan-2.txt``.

    Raises:
        CannotSave: With why.
    """
    wanted = to / name if to.is_dir() or not to.suffix else to
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        path, handle = _free(wanted)  # takes the name; until it is replaced the file is empty
        os.close(handle)
        try:
            writing.replace(path, text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
    except OSError as error:
        raise CannotSave(f"{wanted} cannot be written ({error.strerror or error}). Try another folder.") from error
    return path


def _free(wanted: Path) -> tuple[Path, int]:
    for number in range(1, _MANY):
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        try:
            return path, writing.create(path)
        except FileExistsError:
            continue
    raise FileExistsError(f"there are {_MANY} files of this name")
