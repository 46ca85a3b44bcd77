"""
A session's path and its kept counts as a table (CSV) and as data (JSON), for the organisation's own records.

Written when the session is finished, and again when the facilitator asks.  Nothing is in them that is not in
`group_runs`: no seat, no time, no address.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict

from game.records.group_runs import GroupRun, RoundKept, Stage

COLUMNS = (
    "session", "day", "decision", "question", "went on with", "how", "vote", "option", "votes", "led", "voters",
    "most alike", "hands", "phones",
)
# A cell that begins with one of these is taken for a formula by some programs, wide forms included.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK = "\ufeff"  # without it one widely used program reads the file in another alphabet
FORMAT, VERSION = "upstander-session", 1  # the version counts up when a name goes or means something else
_MOST_ALIKE = "80 % or more for what led"


def as_csv(run: GroupRun) -> str:
    """One row for each option of each vote; an empty cell is a count that is not kept."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, stage in enumerate(run.path, 1):
        for row in _rows(stage):
            writer.writerow([_safe(cell) for cell in (run.title, run.day, str(number), *row)])
    return _BYTE_ORDER_MARK + file.getvalue()


def _rows(stage: Stage) -> list[tuple[str, ...]]:
    of_all = (stage.ask, stage.do, stage.how.value)
    rows = [
        (
            *of_all,
            str(held.number),
            option.do,
            "" if option.count is None else str(option.count),
            _yes(option.led),
            *_of_round(held),
        )
        for held in stage.rounds
        for option in held.options
    ]
    return rows or [(*of_all, *("",) * (len(COLUMNS) - 6))]


def _of_round(held: RoundKept) -> tuple[str, ...]:
    voters = "" if held.voters is None else str(held.voters)
    return voters, _MOST_ALIKE if held.in_bands else "", _yes(held.by_hands), _yes(held.by_phones)


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _safe(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula: controls become spaces, a sign has a quote before it."""
    shown = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", cell).split())
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def as_json(run: GroupRun) -> str:
    """All of the run as one JSON object, with names in a fixed order; null is a count that is not kept."""
    told = {"format": FORMAT, "version": VERSION, **asdict(run)}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
