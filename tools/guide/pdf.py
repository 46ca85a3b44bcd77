"""
A pack as a PDF: the same parts as the web page, laid out for paper.

Typst does the typesetting: headings stay with what follows them, the file is tagged for screen readers (PDF/UA-1) and
has bookmarks.  It is imported only here, as nothing else needs it.  What the scenario says goes to it as data and is
never read as instructions.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

from tools.guide.blocks import SHAPES, Block, Map, Pack
from tools.guide.faces import FOLDERS, folder_of

_TEMPLATE = Path(__file__).with_name("pack.typ")
# Letters beyond which a word may be wider than where it stands.  Typst finds the places to break in the languages that
# it knows; where it knows none, any place has to do.
_LONGEST = {"title": 18, "label": 13}
_LONGEST_IN_TEXT = 40
_BETWEEN_BREAKS = 6  # letters between two places where such a word may be broken
_NO_TEXT = ("kind", "svg", "shape", "key", "letter", "language", "region", "name")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class Paper(StrEnum):
    """The paper that it is laid out for."""

    A4 = "a4"
    LETTER = "letter"


class CannotTypeset(Exception):
    """The typesetter is not installed here; the message says what to do instead."""


def pdf_of(pack: Pack, paper: Paper = Paper.A4) -> bytes:
    """The file.  The same pack always gives the same bytes.

    Raises:
        CannotTypeset: If Typst is not installed, as on systems for which there is no build of it.
    """
    try:
        import typst
    except ImportError:
        raise CannotTypeset(
            "the part that makes PDF files is not installed. Install it with “pip install typst”, or write the pack "
            "to a file that ends in .html and print that from a browser"
        ) from None
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in map(folder_of, FOLDERS) if folder is not None],
    )
    inputs = {"pack": json.dumps(_told(pack)), "shapes": json.dumps(SHAPES), "paper": _PAPERS[paper]}
    return typst.compile(
        _TEMPLATE.read_bytes(), font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs, format="pdf",
        pdf_standards=["ua-1"],
    )


_PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}  # as Typst names them


def _told(pack: Pack) -> Any:
    language, _, rest = pack.language.lower().partition("-")
    return _breakable({
        "name": pack.title,
        "title": pack.title,
        "summary": pack.summary,
        "language": language,
        "region": rest if len(rest) == 2 else "",
        "cover": [_block(block) for block in pack.cover],
        "missing": pack.missing,
        "sections": [
            {**asdict(section), "blocks": [_block(block) for block in section.blocks]} for section in pack.sections
        ],
    })


def _block(block: Block) -> dict[str, Any]:
    told = {"kind": type(block).__name__, **asdict(block)}
    if isinstance(block, Map):
        wide, high = _size(block.svg)
        told["ratio"] = wide / high
        told["points"] = wide  # of the drawing, so that a small map is not blown up
    return told


def _breakable(told: Any, key: str = "") -> Any:
    """The same with soft hyphens in words that are too long for their place."""
    if isinstance(told, dict):
        return {name: _breakable(value, name) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_breakable(value, key) for value in told]
    if not isinstance(told, str) or key in _NO_TEXT:
        return told
    longest = _LONGEST.get(key, _LONGEST_IN_TEXT)
    return " ".join(_broken(word) if len(word) > longest else word for word in told.split(" "))


def _broken(word: str) -> str:
    return "\u00ad".join(word[at : at + _BETWEEN_BREAKS] for at in range(0, len(word), _BETWEEN_BREAKS))


def _size(svg: str) -> tuple[float, float]:
    found = _SIZE.search(svg)
    assert found is not None  # every map says it
    return float(found[1]), float(found[2])
