"""
Where the program's own files are, and the table of looks.

In a checkout `assets/` and `scenarios/` stand beside the package; an installed wheel carries them inside it, under
`game/_data/`.  Standard library only, so that the checker can ask for the names of looks and places without a window.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def assets_folder() -> Path:
    """The folder with `places/`, `looks.yaml` and `icon.svg`."""
    return _folder("assets")


def scenarios_folder() -> Path:
    """The folder with the scenarios that come with the program."""
    return _folder("scenarios")


def place_ids() -> tuple[str, ...]:
    """The ids that a scene's `place` may have, in alphabetical order."""
    return tuple(sorted(path.stem for path in (assets_folder() / "places").glob("*.svg")))


@dataclass(frozen=True, slots=True)
class Looks:
    """Our names for the drawings, each with the drawing's own name or with a colour like `#FFB627`."""

    heads: Mapping[str, str]
    expressions: Mapping[str, str]
    glasses: Mapping[str, str]
    beards: Mapping[str, str]
    skins: Mapping[str, str]
    hairs: Mapping[str, str]
    clothes: Mapping[str, str]


def read_looks(text: str) -> Looks:
    """The table in `text`: JSON, with lines that begin with `#` left out.

    Raises:
        ValueError: If a part is missing or empty, or if anything is not a name beside a name.
    """
    table = json.loads("\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")))
    parts: dict[str, dict[str, str]] = {}
    for field in fields(Looks):
        part = table.get(field.name) if isinstance(table, dict) else None
        if not isinstance(part, dict) or not part or not all(isinstance(value, str) for value in part.values()):
            raise ValueError(f"looks: `{field.name}` has to be a table of names")
        parts[field.name] = part
    return Looks(**parts)


@cache
def looks() -> Looks:
    """The table that comes with the program, read once.

    Raises:
        ValueError: If the file is broken.
        OSError: If it is missing.
    """
    return read_looks((assets_folder() / "looks.yaml").read_text(encoding="utf-8"))
