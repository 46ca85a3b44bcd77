"""A new scenario: a draft with its whole shape, in which the texts are still to be written."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from game.core.setting import Mode, Seat
from tools.wanted import wanted

SCHEMA_FILE = "upstander.schema.json"  # beside the scenarios, so that an editor finds it without a path
MOST_AFFECTED = 3  # people; each needs a voice of their own
LONGEST_TITLE = 80  # characters, as many as fit on a card of the library
LONGEST_ID = 60  # characters; a file's name with it stays short on every system
_SKELETON = Path(__file__).parent / "skeleton.yaml"
_PLACES = {Mode.IN_PERSON: "meeting-room", Mode.VIDEO: "video-call", Mode.CHAT: "chat", Mode.HYBRID: "video-call"}
# One drawing each, unlike the others in the skeleton: same hair or skin never goes with the same part.
_LOOKS = (
    "{head: twists, skin: 5, hair: black, clothes: marigold}",
    "{head: medium, skin: 4, hair: black, clothes: coral}",
    "{head: gray-short, skin: 1, clothes: mint}",
)
# Letters that no decomposition turns into ours.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "&": " and "}
)
_REMARK = re.compile(r"#: (.+?) (\w+)$", re.MULTILINE)
# Words that are also signs of the format, or that would be read as something else than text.
_NEEDS_QUOTES = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`~]|: |:$| #|^$")


class CannotMakeError(ValueError):
    """The scenario cannot be made; the message says why and what to do."""


def new_scenario(
    *,
    title: str,
    seat: str = "peer",
    mode: str = "in-person",
    affected: int = 1,
    folder: Path,
    id: str | None = None,
) -> Path:
    """Write a draft that holds its whole shape, and `todo` where its author has to write.

    Args:
        title: What players read; the file's name comes from it.
        seat: Where the player sits, a value of `Seat`.
        mode: How people meet, a value of `Mode`.
        affected: How many people it lands on, 1 to 3.
        folder: Where to write it; made if it is not there.
        id: Another id than the one that comes from the title.

    Returns:
        The file.

    Raises:
        CannotMakeError: If a word is unknown, if the file is there already, or if it cannot be written.
    """
    title = " ".join(title.split())
    if not title:
        raise CannotMakeError("A scenario needs a title. Give it two to six words.")
    if len(title) > LONGEST_TITLE:
        raise CannotMakeError(f"The title has {len(title)} characters. Use {LONGEST_TITLE} at most.")
    if not all(letter.isprintable() for letter in title):
        raise CannotMakeError("The title holds a character that cannot be shown. Write it again.")
    name = _checked_id(id) if id is not None else id_from(title)
    path = folder / f"{name}.yaml"
    text = skeleton(title=title, id=name, seat=seat, mode=mode, affected=affected)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_new(path, text)
        _write_schema(folder)
    except FileExistsError as error:
        if path.exists():
            raise CannotMakeError(
                f"{path} is there already, and nothing was changed. Choose another title, or another id."
            ) from error
        raise CannotMakeError(f"{folder} is no folder. Name another one.") from error
    except OSError as error:
        raise CannotMakeError(f"{path} cannot be written: {error.strerror or error}.") from error
    return path


def id_from(title: str) -> str:
    """The id that a title stands for: a–z, 0–9 and hyphens.

    Raises:
        CannotMakeError: If the title has no letter that one of these could stand for.
    """
    spelled = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS).replace("’", "").replace("'", ""))
    plain = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", plain)
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > LONGEST_ID:
            break
        name = f"{name}-{word}" if name else word[:LONGEST_ID]
    if not name:
        raise CannotMakeError(f"No id can be made from “{title}”. Give one with --id, in a–z, 0–9 and hyphens.")
    return _checked_id(name)


def skeleton(*, title: str, id: str, seat: str, mode: str, affected: int) -> str:
    """The text of a new scenario.

    Raises:
        CannotMakeError: If a word is unknown.
    """
    for key, value, known in (("seat", seat, Seat), ("mode", mode, Mode)):
        if value not in list(known):
            raise CannotMakeError(f"There is no {key} “{value}”. There are: {', '.join(known)}.")
    if not 1 <= affected <= MOST_AFFECTED:
        raise CannotMakeError(f"{affected} affected people do not fit. Use 1 to {MOST_AFFECTED}.")
    text = _SKELETON.read_text(encoding="utf-8")
    people = "\n".join(_person(place) for place in range(affected))
    remarked = _REMARK.sub(_remark, text.replace("{affected}", people))
    values = {
        "first": _person_id(0),
        "slips": _person_id(affected),
        "other": _person_id(affected + 1),
        "schema": SCHEMA_FILE,
        "title": _quoted(title),
        "id": id,
        "seat": seat,
        "mode": mode,
        "place": _PLACES[Mode(mode)],
    }
    # In one go, so that a title that looks like one of these stays as it is.
    return re.sub(rf"\{{({'|'.join(values)})\}}", lambda found: values[found[1]], remarked)


def _person_id(place: int) -> str:
    return f"person-{place + 1}"


def _person(place: int) -> str:
    first = place == 0
    lines = [
        f"{_person_id(place)}:                            # on whom it lands",
        "  name: todo" + ("                         #: person name" if first else ""),
        "  role: todo" + ("                         #: person role" if first else ""),
        "  affected: yes",
        "  wants: todo" + ("                        #: person wants" if first else ""),
        "  expertise: todo" + ("                    #: person expertise" if first else ""),
        f"  look: {_LOOKS[place]}" + ("   # see: upstander words" if first else ""),
    ]
    return "\n".join(f"  {line}" for line in lines)


def _remark(found: re.Match[str]) -> str:
    words = wanted(found[1], found[2])
    assert words, f"nothing is said about {found[1]} {found[2]}"
    return f"# {words}"


def _quoted(words: str) -> str:
    if not _NEEDS_QUOTES.search(words) and words.lower() not in ("todo", "null"):
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _checked_id(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        raise CannotMakeError(f"“{name}” cannot be an id: ids have only a–z, 0–9 and hyphens.")
    if len(name) > LONGEST_ID:
        raise CannotMakeError(f"The id has {len(name)} characters. Use {LONGEST_ID} at most.")
    if name in ("themes", "people"):
        raise CannotMakeError(f"{name}.yaml is not a scenario, so this cannot be its id. Give another with --id.")
    return name


def _write_new(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:  # never in place of a file that is there
        file.write(text)


def _write_schema(folder: Path) -> None:
    from tools.schema import schema_text

    if not (folder / SCHEMA_FILE).exists():
        _write_new(folder / SCHEMA_FILE, schema_text())
