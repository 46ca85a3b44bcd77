"""
What a facilitator takes away of a session that is over: the sheet as PDF and as a page, the counts as table and data.

Only of a session that is over: two tables of one decision, written before and after a second vote, would differ by
whoever came or moved between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from game.organisation import Organisation
from game.records import group_exports, group_sheet
from game.records.exports import CannotSave, save
from game.records.folders import exports_folder
from game.records.group_runs import GroupRun
from game.records.group_sheet_pdf import Paper, as_pdf

_MANY = 1_000  # sessions of one day; beyond that something is wrong with the folder


class GroupForm(StrEnum):
    """In which form, and the end of the file's name."""

    PDF = "pdf"
    PAGE = "html"
    TABLE = "csv"
    DATA = "json"


WHAT = {
    GroupForm.PDF: "the session sheet, to print",
    GroupForm.PAGE: "the same sheet, to read on a screen",
    GroupForm.TABLE: "the counts, as a table",
    GroupForm.DATA: "the counts, for other programs",
}


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of the four files.

    Attributes:
        folder: Where they are, or should be.
        files: Those that were written.
        problems: Why the others were not, in sentences.
        is_refused: Some could not be written there; another folder, or more room, would help.
    """

    folder: Path
    files: tuple[Path, ...]
    problems: tuple[str, ...]
    is_refused: bool

    def told(self) -> tuple[str, ...]:
        """What to tell the facilitator, line by line."""
        written = tuple(f"{path.name} – {WHAT[GroupForm(path.suffix[1:])]}" for path in self.files)
        head = (f"Saved in {self.folder}:",) if written else ()
        return (*head, *written, *self.problems)


def save_all(run: GroupRun, organisation: Organisation, to: Path | None = None, paper: Paper = Paper.A4) -> Saved:
    """Write all four under one name; what cannot be written keeps none of the others back.  Nothing is overwritten.

    Args:
        run: Of a session that is over.
        organisation: Its name and its contacts, for the sheet.
        to: A folder; None: the documents of this user.
        paper: For PDF.
    """
    folder = to or exports_folder()
    stem = _free_stem(folder, f"upstander-session-{run.day}")
    files: list[Path] = []
    problems: dict[str, list[str]] = {}  # reason: names
    own_words: list[str] = []
    for form in GroupForm:
        name = f"{stem}.{form}"
        try:
            files.append(save(_written(run, organisation, form, paper), name, folder / name))
        except CannotSave as problem:
            if isinstance(problem.__cause__, OSError):
                reason = problem.__cause__.strerror or str(problem.__cause__)
                problems.setdefault(reason, []).append(name)
            else:
                own_words.append(str(problem))
    told = [
        f"{', '.join(names)} cannot be written to {folder} ({reason})." if files
        else f"No file can be written to {folder} ({reason})."
        for reason, names in problems.items()
    ]
    return Saved(folder, tuple(files), (*own_words, *told), is_refused=bool(problems))


def _written(run: GroupRun, organisation: Organisation, form: GroupForm, paper: Paper) -> str | bytes:
    match form:
        case GroupForm.TABLE:
            return group_exports.as_csv(run)
        case GroupForm.DATA:
            return group_exports.as_json(run)
        case GroupForm.PAGE:
            return group_sheet.as_page(run, organisation)
        case GroupForm.PDF:
            return as_pdf(group_sheet.sheet_of(run, organisation), paper)


def _free_stem(folder: Path, stem: str) -> str:
    """The next name that none of the four files has yet, so that those of one session are called alike."""
    for number in range(1, _MANY):
        name = stem if number == 1 else f"{stem}-{number}"
        if not any((folder / f"{name}.{form}").exists() for form in GroupForm):
            return name
    return stem
