"""The group sessions that are kept on this computer: which there are, what they tell, and how to delete one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.core.scenario import Scenario
from game.records import group_keys
from game.records.group_journal import SessionFile, rebuild, sessions_in
from game.records.group_runs import GroupRun, run_from, run_of

OLD_MONTHS = 12  # after this the list suggests deleting; nothing goes by itself


@dataclass(frozen=True, slots=True)
class KeptSession:
    """One session of the list.

    Attributes:
        number: In the list, from 1; the one that was gone on with last has the highest.
        file: Where it is kept.
        run: What it tells; None where that cannot be had any more.
    """

    number: int
    file: SessionFile
    run: GroupRun | None

    @property
    def title(self) -> str:
        """Of its scenario then."""
        return self.file.recorded.header.title

    @property
    def day(self) -> str:
        """On which it began, as ``2026-03-02``."""
        return self.file.recorded.header.started[:10]

    @property
    def is_over(self) -> bool:
        """Whether its facilitator finished it."""
        return self.file.is_closed

    def is_old(self, today: date) -> bool:
        """Whether it is older than it should be kept without a reason."""
        try:
            began = date.fromisoformat(self.day)
        except ValueError:
            return False
        months = 12 * (today.year - began.year) + today.month - began.month - (today.day < began.day)
        return months >= OLD_MONTHS


def kept_sessions(
    folder: Path | None, scenario_of: Callable[[str], Scenario | None]
) -> tuple[KeptSession, ...]:
    """Every session in a folder, the one that was gone on with last at the end.

    Args:
        folder: Of sessions; None: none are kept.
        scenario_of: Gives a scenario by its id, to tell of a session that was never summed up.
    """
    return tuple(
        KeptSession(number, file, _run(file, scenario_of)) for number, file in enumerate(sessions_in(folder), 1)
    )


def _run(file: SessionFile, scenario_of: Callable[[str], Scenario | None]) -> GroupRun | None:
    recorded = file.recorded
    if recorded.summary is not None:
        return run_from(recorded.summary)
    scenario = scenario_of(file.scenario)
    if scenario is None or scenario.content_hash != recorded.header.content_hash:
        return None
    rebuilt = rebuild(scenario, recorded)
    return run_of(rebuilt.session, recorded.header.started[:10]) if rebuilt else None


def delete_session(session: KeptSession) -> bool:
    """Delete a session, its keys, and what a stopped program left of either; whether all of it is gone.

    Where a program has it open, it goes on there without a record.
    """
    path = session.file.path
    keys = group_keys.beside(path)
    found = (path, keys, *path.parent.glob(f"{path.name}.*.new"), *path.parent.glob(f"{keys.name}.*.new"))
    is_all = True
    for one in found:
        try:
            one.unlink(missing_ok=True)
        except OSError:
            is_all = False
    return is_all
