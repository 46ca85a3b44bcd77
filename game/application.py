"""
What lives longer than a play: settings, records, the library, and the play that is going on.

The way to the library is short: whatever only a play needs is imported when one begins.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from game import settings as kept_settings
from game.library_view import LibraryCard as LibraryCard
from game.library_view import LibraryView as LibraryView
from game.library_view import library_cards, own_cards
from game.own_scenarios import CannotWriteError
from game.records.folders import Folders, exports_folder
from game.records.plays import PlayFile, half_done, plays_in
from game.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from game.core.scenario import Scenario
    from game.group_application import GroupPlay
    from game.library import Library
    from game.organisation import Organisation
    from game.own_scenarios import Bench, NewScenario
    from game.play import Play
    from game.records.exports import Form
    from game.records.group_runs import GroupSession
    from game.records.journal import Header
    from game.records.notes import Plan
    from game.records.report import Report
    from game.session.room import RoomRules

SETTINGS_NOT_KEPT = "Your settings hold until you close this, and cannot be kept: their folder cannot be written to."
NOTE_NOT_KEPT = "Your note cannot be kept: its folder cannot be written to."
PLAN_NOT_KEPT = "Your plan cannot be kept: its folder cannot be written to."
NOT_ALL_DELETED = "Some records could not be deleted: they are in use, or their folder cannot be written to."


class Application:
    """Everything but the shell.

    Args:
        library: The scenarios.
        folders: Where to keep what.  A folder that cannot be written to never stops a play.
        organisation: What the organisation wants said.
        now: Gives the local time.
        seed_source: Gives a seed for a new play, any whole number.
        own: The player's own scenarios; their folder need not be there.
        bench: Gives the author's tools when they are needed; raises `CannotWriteError` where there are none.
    """

    def __init__(
        self,
        *,
        library: Library,
        folders: Folders,
        organisation: Organisation,
        now: Callable[[], datetime],
        seed_source: Callable[[], int],
        own: Library | None = None,
        bench: Callable[[], Bench] | None = None,
    ) -> None:
        self.library = library
        self.own = own
        self._bench = bench
        self.folders = folders
        self.organisation = organisation
        self._now = now
        self._seed_source = seed_source
        self._notices: list[str] = []
        self._play: Play | None = None
        self._group: GroupPlay | None = None
        self.settings, notice = kept_settings.read(folders.config)
        self._say(notice)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the player should be told, each thing once, oldest first."""
        return tuple(self._notices)

    def _say(self, notice: str) -> None:
        if notice and notice not in self._notices:
            self._notices.append(notice)

    def change_settings(self, **changes: object) -> Settings:
        """Change some settings and keep them.

        Raises:
            ValueError: If a value is not one that the setting can have.
            TypeError: If there is no such setting.
        """
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        try:
            kept_settings.write(self.folders.config, self.settings)
        except OSError:
            self._say(SETTINGS_NOT_KEPT)
        return self.settings

    def library_view(self) -> LibraryView:
        """The scenarios, with how far the player has come."""
        plays = plays_in(self.folders.plays)
        all_cards = self.library.cards()
        own, own_left_out = own_cards(self.own, plays, {card.id for card in all_cards})
        return LibraryView(
            library_cards(all_cards, plays, with_drafts=self.settings.show_drafts),
            self.library.left_out(),
            self.organisation,
            self.notices,
            is_first_visit=not plays,
            own=own,
            own_left_out=own_left_out,
            can_write=self._bench is not None and self.own is not None,
        )

    def write(self, new: NewScenario) -> Path:
        """Begin a scenario in the player's own folder; its file.

        Raises:
            CannotWriteError: With why, in words for the player.
        """
        return self._author_s_bench().make(new, self._own_folder())

    def go_on_writing(self, file: Path) -> str:
        """Open one of the player's own scenarios in an editor, with a preview beside it; what was opened.

        Raises:
            CannotWriteError: With why, in words for the player.
        """
        if not file.is_relative_to(self._own_folder()):
            raise CannotWriteError(f"{file} is not in the folder of your scenarios.")
        return self._author_s_bench().open(file)

    def _own_folder(self) -> Path:
        if self.own is None:
            raise CannotWriteError("There is no folder for scenarios of your own here.")
        return self.own.folder

    def _author_s_bench(self) -> Bench:
        if self._bench is None:
            raise CannotWriteError("Scenarios cannot be written here.")
        return self._bench()

    def _scenario(self, scenario_id: str) -> Scenario:
        """A scenario of the library, or else of the player's own.

        Raises:
            UnknownScenario: If there is none.
        """
        try:
            return self.library.scenario(scenario_id)
        except LookupError:
            if self.own is None or scenario_id not in {card.id for card in self.own.cards()}:
                raise
            return self.own.scenario(scenario_id)

    def find_scenario(self, scenario_id: str) -> Scenario | None:
        """The same, or None if there is none that can be played."""
        try:
            return self._scenario(scenario_id)
        except LookupError:
            return None

    def play(self, scenario_id: str, *, fresh: bool = False, seed: int | None = None) -> Play:
        """Open a scenario: where it was left, or from the beginning.

        A play that another window has open is left alone, and so is one that cannot be read; `Play.resume_note`
        says so, and the play that comes back starts from the beginning.

        Args:
            scenario_id: As its card names it.
            fresh: From the beginning, even if there is one half done.
            seed: Decides the order of choices on screen; None: a new one.  Only for a play from the beginning.
        """
        from game.play import Play
        from game.records import opening

        scenario = self._scenario(scenario_id)
        if self._play:
            self._play.close()
        folder = self.folders.plays
        plays = plays_in(folder)
        waiting = None if fresh else half_done(plays, scenario_id)
        opened = opening.resume(scenario, waiting, folder, self._say) if waiting else ""
        if isinstance(opened, str):
            header = self._header(scenario, plays, self._seed_source() if seed is None else seed)
            opened = opening.begin(scenario, header, folder, plays, opened, self._say)
        self._play = Play(opened, self._now)
        return self._play

    def group_play(
        self, scenario_id: str, rules: RoomRules, *, fresh: bool = False, seed: int | None = None
    ) -> GroupPlay:
        """Open a group session: where it was left, or from the beginning.

        Args:
            scenario_id: As its card names it.
            rules: Of a session that begins; one that was left keeps its own.  A rehearsal always begins.
            fresh: From the beginning, even if one was left.
            seed: Decides the order of options on screen; None: a new one.
        """
        from game.group_application import open_group

        if self._group:
            self._group.close()
        self._group = open_group(
            self.library.scenario(scenario_id),
            rules,
            folders=self.folders,
            organisation=self.organisation,
            day=self._today(),
            seed=self._seed_source() if seed is None else seed,
            version=_version(),
            fresh=fresh,
            say=self._say,
        )
        return self._group

    def _header(self, scenario: Scenario, plays: tuple[PlayFile, ...], seed: int) -> Header:
        from game.records.journal import Header

        return Header(
            scenario=scenario.id,
            title=scenario.title,
            content_hash=scenario.content_hash,
            mode=scenario.mode.value,
            seed=seed,
            pacing=self.settings.pacing,
            is_first_scenario=not any(play.has_ended or play.is_closed for play in plays),
            version=_version(),
            started=self._now().isoformat(timespec="seconds"),
        )

    def report(self) -> Report:
        """The player's own plays, told back to them."""
        from game.records import notes
        from game.records.report import HalfDone, Report
        from game.records.runs import run_of
        plays = plays_in(self.folders.plays)
        runs = (run_of(play, self._summary(play)) for play in plays)
        waiting = (play for play in plays if not play.has_ended and not play.is_closed)
        records = self.folders.records
        return Report(
            runs=tuple(run for run in runs if run),
            half_done=tuple(
                HalfDone(play.scenario, play.recorded.header.title, play.recorded.header.started, play.decisions_made)
                for play in waiting
            ),
            plans=notes.plans(records),
            group_sessions=self._group_sessions(),
            notes_file=str(records / notes.NOTES) if records and notes.has_notes(records) else "",
            records_folder=str(records) if records and records.is_dir() else "",
        )

    def _group_sessions(self) -> tuple[GroupSession, ...]:
        folder = self.folders.sessions
        if folder is None or not folder.is_dir():
            return ()
        from game.records.group_journal import rebuild, sessions_in
        from game.records.group_runs import run_of, told_by

        told = []
        known = {card.id: card.content_hash for card in self.library.cards()}
        for file in sessions_in(folder):
            header, run = file.recorded.header, None
            if file.recorded.summary is None and known.get(header.scenario) == header.content_hash:
                rebuilt = rebuild(self.library.scenario(header.scenario), file.recorded)
                run = run_of(rebuilt.session, header.started) if rebuilt else None
            told.append(told_by(file, run))
        return tuple(told)

    def _summary(self, play: PlayFile) -> dict[str, object] | None:
        """The summary of an ended play whose file is not summed up, if its scenario still tells the same story."""
        if play.recorded.summary is not None or not play.has_ended:
            return None
        from game.core.playthrough import has_ended
        from game.records.resuming import rebuild
        from game.records.runs import summarise

        header = play.recorded.header
        own = self.own.cards() if self.own is not None else ()
        known = {card.id: card.content_hash for card in (*own, *self.library.cards())}
        if known.get(header.scenario) != header.content_hash:
            return None
        session = rebuild(self._scenario(header.scenario), play.recorded).session
        return summarise(session, "") if has_ended(session.position.play) else None

    def delete_everything(self) -> int:
        """Delete all that is kept of plays and group sessions, notes and plans, not settings; how many files are gone.

        A play that is going on can be played to its end, and leaves no record.  Where something could not be deleted,
        `notices` has `NOT_ALL_DELETED`.
        """
        from game.records.deleting import delete_records

        if self._play:
            self._play.keep_no_more()
        if self._group:
            self._group.keep_no_more()
        self._notices = [notice for notice in self._notices if notice != NOT_ALL_DELETED]  # this time may go better
        deleted, is_all_gone = delete_records(self.folders.records)
        if not is_all_gone:
            self._say(NOT_ALL_DELETED)
        return deleted

    def keep_note(self, play: Play, question: str, text: str) -> Path | None:
        """Keep what a player typed about a question.

        Only call this when they said yes, in the settings or just now: without it, nothing typed is ever kept.

        Returns:
            The file it is in; None if it is not kept, which `notices` explains.
        """
        from game.records import notes

        folder = self.folders.records
        if folder is None or not text.strip():
            return None
        try:
            return notes.keep_note(
                folder, date=self._today(), title=play.scenario.title, question=question, text=text
            )
        except OSError:
            self._say(NOTE_NOT_KEPT)
            return None

    def keep_plan(self, scenario_id: str, cue: str, line: str) -> Path | None:
        """Keep a plan.  Only call this when the player said yes.

        Returns:
            The file it is in; None if it is not kept, which `notices` explains.
        """
        from game.records import notes

        folder = self.folders.records
        if folder is None or not line.strip():
            return None
        try:
            return notes.keep_plan(folder, notes.Plan(scenario_id, cue, line, self._today()))
        except OSError:
            self._say(PLAN_NOT_KEPT)
            return None

    def plans(self) -> tuple[Plan, ...]:
        """The plans that were kept, oldest first."""
        from game.records import notes

        return notes.plans(self.folders.records)

    def save_plan(self, play: Play, cue: str, line: str, form: Form, to: Path | None = None) -> Path:
        """Write a plan for the player to take away; where it is.

        Args:
            play: After which it was made.
            cue: The moment.
            line: What they will do or say.
            form: Text, calendar file or page.
            to: A folder or a file; None: their documents.  Nothing is overwritten.

        Raises:
            CannotSave: With why, in words for the player.
        """
        from game.records import exports

        match form:
            case exports.Form.TEXT:
                text = exports.plan_as_text(cue, line)
            case exports.Form.CALENDAR:
                text = exports.plan_as_calendar(cue, line, self._now().date())
            case exports.Form.PAGE:
                text = exports.plan_as_page(cue, line, play.scenario.title)
        return exports.save(text, f"upstander-plan.{form}", to or exports_folder())

    def save_slip(self, play: Play, form: Form, to: Path | None = None) -> Path:
        """Write a slip that says “took part”, as text or as a page; where it is.

        Raises:
            CannotSave: With why, in words for the player.
            ValueError: For a calendar file: a slip is about a day that has been.
        """
        from game.records import exports

        match form:
            case exports.Form.TEXT:
                text = exports.slip_as_text(play.scenario.title, self._now().date())
            case exports.Form.PAGE:
                text = exports.slip_as_page(play.scenario.title, self._now().date())
            case _:
                raise ValueError(f"a slip is text or a page, not {form}")
        return exports.save(text, f"upstander-took-part.{form}", to or exports_folder())

    def _today(self) -> str:
        return self._now().date().isoformat()


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    with suppress(PackageNotFoundError):
        return version("upstander")
    return ""
