"""
The session sheet as a PDF file, on one page of A4 or Letter.

Typst does the typesetting; it is imported only here.  The same sheet always gives the same bytes: it knows no time.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from game.records import group_sheet as words
from game.records.exports import CannotSave
from game.records.group_sheet import Sheet

_TEMPLATE = Path(__file__).with_name("group_sheet.typ")
# Where letters come from, best first; the last has nearly all alphabets.
_FONTS = ("fontpkg_atkinson_hyperlegible", "fontpkg_be_vietnam_pro", "fontpkg_noto_sans")
_LONGEST_WORD = 40  # letters; a longer one gets places to break
_BETWEEN_BREAKS = 8


class Paper(StrEnum):
    """The paper that it is laid out for, as the typesetter names it."""

    A4 = "a4"
    LETTER = "us-letter"


def as_pdf(sheet: Sheet, paper: Paper = Paper.A4) -> bytes:
    """The file.

    Raises:
        CannotSave: If the typesetter is not installed, as on systems for which there is no build of it, or cannot
            set what was typed.
    """
    try:
        import typst
    except ImportError:
        raise CannotSave(
            "The part that makes PDF files is not installed here. Open the sheet's web page and print that."
        ) from None
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in _folders()]
    )
    said = {
        "label": words.LABEL,
        "path": words.PATH,
        "change": words.CHANGE,
        "review": words.REVIEW,
        "own_line": words.OWN_LINE,
        "turn_to": words.TURN_TO,
        "privacy": words.PRIVACY,
    }
    inputs = {
        "sheet": json.dumps(_breakable(asdict(sheet))),
        "words": json.dumps(said),
        "paper": paper.value,
    }
    try:
        return typst.compile(
            _TEMPLATE.read_bytes(), font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs, format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:  # it sets no letter that no font has, for one
        raise CannotSave(f"The PDF cannot be made ({error}). Open the sheet's web page and print that.") from None


def _folders() -> list[Path]:
    found = []
    for package in _FONTS:
        try:
            found.append(Path(str(import_module(package).ROOT)) / "files")
        except ImportError:
            continue
    return found


def _breakable(told: object) -> object:
    """The same with soft hyphens in words that no line has room for."""
    if isinstance(told, dict):
        return {name: _breakable(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_breakable(value) for value in told]
    return " ".join(map(_broken, told.split(" "))) if isinstance(told, str) else told


def _broken(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    return "\u00ad".join(word[at : at + _BETWEEN_BREAKS] for at in range(0, len(word), _BETWEEN_BREAKS))
