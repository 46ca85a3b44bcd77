"""
What an organisation wants said: its name, its own note, and whom to turn to.

It is read from a small TOML file, such as::

    name = "Northern Line Logistics"
    note = "Here, managers must report what they see."

    [[help]]
    name = "Confidential line"
    how = "0800 000 000, day and night"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FILE = "organisation.toml"
# Characters, and how many: what fits on one screen at the largest text.
LONGEST_NAME = 80
LONGEST_NOTE = 600
LONGEST_HOW = 200
MOST_HELP = 6
_LARGEST = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Help:
    """Somebody to turn to, and how."""

    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """All of it may be empty."""

    name: str = ""
    note: str = ""
    help: tuple[Help, ...] = ()


class OrganisationError(ValueError):
    """An organisation's file that cannot be used: what is so, where, and what to do, ready to be shown."""


def find(chosen: Path | None, config: Path | None) -> Organisation:
    """What the chosen file says, else the one in the config folder, else nothing.

    Raises:
        OrganisationError: If the file is there and cannot be used, or if the chosen one is missing.
    """
    if chosen is not None:
        return read(chosen)
    if config is None:
        return Organisation()
    try:
        return _read(config / FILE)
    except FileNotFoundError:
        return Organisation()


def read(path: Path) -> Organisation:
    """What the file at `path` says.

    Raises:
        OrganisationError: If it cannot be used.
    """
    try:
        return _read(path)
    except FileNotFoundError:
        raise OrganisationError(f"{path}: there is no such file. Check its name and folder.") from None


def _read(path: Path) -> Organisation:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise OrganisationError(f"{path} is a folder. Name the file in it.") from None
    except OSError as error:
        raise OrganisationError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(data) > _LARGEST:
        raise OrganisationError(f"{path} is larger than {_LARGEST // 1024} kB. It needs a name, a note and some help.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise OrganisationError(f"{path}:{line}: a letter cannot be read. Save the file as UTF-8.") from None
    return parse(text, str(path))


def parse(text: str, file: str) -> Organisation:
    """What `text` says.  `file` is for messages.

    Raises:
        OrganisationError: If it cannot be used.
    """
    # Imported here: most start without such a file.
    import tomllib

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OrganisationError(_syntax(str(error), text, file)) from None
    except RecursionError:
        raise OrganisationError(f"{file}: brackets are nested too deeply. It needs a name, a note and help.") from None
    except ValueError:  # a number of thousands of digits
        raise OrganisationError(f"{file}: a number in it is too long. It needs a name, a note and help.") from None
    return _Reader(text, file).organisation(told)


def _syntax(said: str, text: str, file: str) -> str:
    found = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line = int(found.group(1)) if found else text.count("\n") + 1
    what = re.sub(r"\s*\(at .*\)", "", said)
    return f'{file}:{line}: this line cannot be read ({what}). Write it like: note = "Here, managers must report."'


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._lines = text.splitlines()
        self._file = file

    def organisation(self, told: dict[str, object]) -> Organisation:
        self._check_keys(told, ("name", "note", "help"))
        return Organisation(
            self._text(told, "name", LONGEST_NAME), self._text(told, "note", LONGEST_NOTE), self._help(told)
        )

    def _help(self, told: dict[str, object]) -> tuple[Help, ...]:
        entries = told.get("help", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._error("help", "“help” is a list.", 'Write [[help]] on a line, then name = "…" and how = "…".')
        if len(entries) > MOST_HELP:
            hint = f"Keep the {MOST_HELP} that matter most."
            raise self._error("help", f"There are {len(entries)} kinds of help.", hint)
        helps = []
        for number, entry in enumerate(entries, 1):
            self._check_keys(entry, ("name", "how"))
            one = Help(self._text(entry, "name", LONGEST_NAME), self._text(entry, "how", LONGEST_HOW))
            if not one.name or not one.how:
                missing = "how" if one.name else "name"
                raise self._error("help", f"Help number {number} has no “{missing}”.", f'Add {missing} = "…" to it.')
            helps.append(one)
        return tuple(helps)

    def _text(self, told: dict[str, object], key: str, longest: int) -> str:
        value = told.get(key, "")
        if not isinstance(value, str):
            raise self._error(key, f"“{key}” is a text.", f'Put it in quotation marks: {key} = "…"')
        # TOML can write control characters, and no font has a letter for them.
        text = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", value).split())
        if len(text) > longest:
            raise self._error(
                key, f"“{key}” has {len(text)} characters.", f"At most {longest} fit on the screen; shorten it."
            )
        return text

    def _check_keys(self, told: dict[str, object], known: tuple[str, ...]) -> None:
        from game.core.condition import nearest

        for key in told:
            if key not in known:
                near = nearest(key, known)
                hint = f"Did you mean “{near}”?" if near else f"Known are: {', '.join(known)}."
                raise self._error(key, f"“{key}” is not known here.", hint)

    def _error(self, key: str, message: str, hint: str) -> OrganisationError:
        written = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
        line = next((number for number, line in enumerate(self._lines, 1) if written.match(line)), 1)
        return OrganisationError(f"{self._file}:{line}: {message} {hint}")
