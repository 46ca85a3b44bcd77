"""
What a player can read about their own plays.

Their own data only, for their own eyes: no comparison, no rank, no total.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from game.records.growth import Calibration, calibration, in_order, methods_by_setting
from game.records.notes import Plan
from game.records.runs import Run

if TYPE_CHECKING:  # a report of plays alone needs no session
    from game.records.group_runs import GroupSession

_MODES = {
    "in-person": "In person",
    "video": "On video",
    "chat": "In a chat",
    "hybrid": "Partly in the room, partly on video",
}


@dataclass(frozen=True, slots=True)
class HalfDone:
    """A play that waits to be gone on with."""

    scenario: str
    title: str
    started: str
    decisions_made: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is kept of a player's plays, told back to them."""

    runs: tuple[Run, ...] = ()  # oldest first
    half_done: tuple[HalfDone, ...] = ()
    plans: tuple[Plan, ...] = ()
    group_sessions: tuple[GroupSession, ...] = ()  # led from this computer, oldest first
    notes_file: str = ""  # where their notes are, if there are any
    records_folder: str = ""

    @property
    def methods_used(self) -> tuple[str, ...]:
        """In any run."""
        return in_order(method for run in self.runs for method in run.methods_used)

    @property
    def methods_open(self) -> tuple[str, ...]:
        """Methods that were open in some run and used in none."""
        return in_order({method for run in self.runs for method in run.methods_open} - set(self.methods_used))

    @property
    def calibration(self) -> Calibration:
        """Over all runs."""
        return calibration(self.runs)

    def text(self) -> str:
        """For reading, in lines."""
        lines = ["Your plays", "This is kept on this computer, for you. Nobody is compared with anybody.", ""]
        if not self.runs and not self.half_done and not self.group_sessions:
            lines += ["Nothing is kept yet.", ""]
        for run in self.runs:
            lines += [f"{_day(run.finished or run.started)}  {run.title}", f"    Ending: {run.ending}"]
            if run.methods_used:
                lines.append(f"    What you used: {_listed(run.methods_used)}")
            if run.methods_open:
                lines.append(f"    Also open to you: {_listed(run.methods_open)}")
            if run.practised:
                lines.append(f"    {_counted(len(run.practised), 'moment')} tried another way")
        for play in self.half_done:
            made = _counted(play.decisions_made, "decision")
            lines += [f"{_day(play.started)}  {play.title}", f"    Half done: {made} so far"]
        lines += ["", *self._over_all()] if self.runs else []
        if self.group_sessions:
            lines += ["", "Group sessions led from here", *self._sessions()]
        if self.plans:
            lines += ["", "Your plans", *(f"    {plan.made}  {plan.sentence}" for plan in self.plans)]
        if self.notes_file:
            lines += ["", f"Your notes are in {self.notes_file}"]
        if self.records_folder:
            lines += ["", f"All of this is in {self.records_folder}"]
        return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip() + "\n"

    def _sessions(self) -> list[str]:
        lines = []
        for session in self.group_sessions:
            lines.append(f"{session.day}  {session.title}")
            lines += [f"    {sentence}" for sentence in session.path]
            if session.ending:
                lines.append(f"    Ending: {session.ending}")
            if not session.is_finished:
                lines.append("    Not closed yet")
        return lines

    def _over_all(self) -> list[str]:
        lines = ["What you have tried, by how people meet"]
        for mode, methods in methods_by_setting(self.runs).items():
            lines.append(f"    {_MODES.get(mode, mode)}: {_listed(methods) if methods else 'nothing yet'}")
        if self.methods_open:
            lines.append(f"    Not tried yet: {_listed(self.methods_open)}")
        if self.calibration.can_be_told:
            lines += ["", self.calibration.in_words]
        return lines

    def json(self) -> str:
        """For other programs: one JSON object, with keys in a fixed order."""
        told = {
            "plays": [asdict(run) for run in self.runs],
            "half_done": [asdict(play) for play in self.half_done],
            "methods_used": self.methods_used,
            "methods_open": self.methods_open,
            "methods_by_setting": dict(methods_by_setting(self.runs)),
            "calibration": asdict(self.calibration) if self.calibration.can_be_told else None,
            "plans": [asdict(plan) for plan in self.plans],
            "group_sessions": [asdict(session) for session in self.group_sessions],
            "notes_file": self.notes_file,
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _day(when: str) -> str:
    return when[:10]


def _listed(methods: tuple[str, ...]) -> str:
    return ", ".join(method.replace("-", " ") for method in methods)


def _counted(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
