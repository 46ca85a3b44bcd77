"""The fonts of a pack: the program's own, from the packages that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PrintFace:
    """One font file.  `weight` is 100 to 900."""

    package: str
    file: str
    family: str
    weight: int


BODY = PrintFace("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf", "Atkinson Hyperlegible", 400)
BOLD = PrintFace("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf", "Atkinson Hyperlegible", 700)
TITLE = PrintFace("fontpkg_be_vietnam_pro", "BeVietnamPro-ExtraBold.ttf", "Be Vietnam Pro", 800)

# Where letters come from, best first: the second has those of Vietnamese, the third nearly all of the alphabets.
FOLDERS = ("fontpkg_atkinson_hyperlegible", "fontpkg_be_vietnam_pro", "fontpkg_noto_sans")


def folder_of(package: str) -> Path | None:
    """Where a package has its font files; None where it is not installed."""
    try:
        return Path(str(import_module(package).ROOT)) / "files"
    except ImportError:
        return None


def file_of(face: PrintFace) -> Path | None:
    """Where a font file is; None where it is not."""
    folder = folder_of(face.package)
    path = folder / face.file if folder else None
    return path if path and path.is_file() else None
