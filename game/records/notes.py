"""Notes and plans that a player wants kept: plain files, on this machine, theirs to open and to delete."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.records import writing
from game.records.folders import make_private

NOTES = "notes.txt"
PLANS = "plans.jsonl"
LONGEST = 10_000  # characters of one text; more was not typed by a person in a minute


@dataclass(frozen=True, slots=True)
class Plan:
    """If this happens, then I will say or do that."""

    scenario: str
    cue: str
    line: str
    made: str  # the date, as YYYY-MM-DD

    @property
    def sentence(self) -> str:
        """The plan as one sentence."""
        return if_then(self.cue, self.line)


def if_then(cue: str, line: str) -> str:
    """Cue and line as one sentence, in the words as they are: the player may have changed them."""
    moment, act = " ".join(cue.split()).rstrip(" ,.;:"), " ".join(line.split())
    end = "" if act.endswith((".", "!", "?", "…", "”", "’", '"', "'")) else "."
    return f"{moment}, {act}{end}" if moment else f"{act}{end}"


def keep_note(folder: Path, *, date: str, title: str, question: str, text: str) -> Path:
    """Add a note to the player's own file, and say where that is.

    Raises:
        OSError: If it cannot be written.
    """
    make_private(folder)
    path = folder / NOTES
    writing.append_line(path, f"{date}  {title}\n{question}\n{text.strip()[:LONGEST]}\n\n")
    return path


def keep_plan(folder: Path, plan: Plan) -> Path:
    """Add a plan to the player's own file, and say where that is.

    Raises:
        OSError: If it cannot be written.
    """
    make_private(folder)
    kept = {"made": plan.made, "scenario": plan.scenario, "cue": plan.cue[:LONGEST], "line": plan.line[:LONGEST]}
    path = folder / PLANS
    writing.append_line(path, json.dumps(kept, ensure_ascii=False) + "\n")
    return path


def plans(folder: Path | None) -> tuple[Plan, ...]:
    """The plans that were kept, oldest first.  What cannot be read is passed over."""
    if folder is None:
        return ()
    found = []
    with suppress(OSError):
        for line in (folder / PLANS).read_text("utf-8", "replace").splitlines():
            with suppress(ValueError, RecursionError):
                kept = json.loads(line)
                if isinstance(kept, dict):
                    texts = [kept.get(name) for name in ("scenario", "cue", "line", "made")]
                    if all(isinstance(text, str) for text in texts):
                        found.append(Plan(*map(str, texts)))
    return tuple(found)


def has_notes(folder: Path | None) -> bool:
    """Whether there is a file of notes."""
    return folder is not None and (folder / NOTES).is_file()
