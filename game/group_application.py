"""
A group session for whoever shows it: open, handle, view, close, and what the facilitator may take away.

What is kept is on the disk when `handle` returns.  A rehearsal keeps nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from game.core.scenario import Scenario
from game.organisation import Organisation
from game.records import group_keys
from game.records.commands import NEVER_KEPT
from game.records.exports import CannotSave
from game.records.folders import Folders
from game.records.group_journal import (
    CANNOT_READ,
    NOT_KEPT,
    GroupRecorder,
    Rebuilt,
    SessionFile,
    clear_left_over,
    half_done,
    rebuild,
    rules_entry,
    sessions_in,
)
from game.records.group_keys import KeptKeys
from game.records.group_runs import GroupRun, run_of, summary_of
from game.records.group_saving import Saved, save_all
from game.records.group_sheet_pdf import Paper
from game.records.journal import Header, Journal, NotAPlay, OpenElsewhere
from game.records.resuming import entry_of
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from game.session.room_view import facilitator_view, voter_view
from game.session.room_views import FacilitatorView, VoterView, WallView
from game.session.session import Session

PUT_AWAY = "this session was put away; open it again"
PHONES_STAY = 12 * 60 * 60 * 10**9  # nanoseconds: whoever had a seat before that is not in the same room any more
OPEN_ELSEWHERE = "This session is open in another window, and stays as it is there. Here a new one begins."
REHEARSAL = "This is a rehearsal with invented voters. Nothing of it is kept or saved."
NOTHING_YET = "Nothing was decided yet, so there is nothing to save. Play to the first decision."
NOT_OVER = (
    "Files are written when the session is finished. Before that, a vote may be taken again, and two files would tell "
    "who changed their mind."
)


@dataclass(frozen=True, slots=True)
class RoomViews:
    """What each audience sees now."""

    wall: WallView
    voter: VoterView
    facilitator: FacilitatorView


def open_group(
    scenario: Scenario,
    rules: RoomRules,
    *,
    folders: Folders,
    organisation: Organisation,
    day: str,
    seed: int,
    version: str,
    fresh: bool,
    say: Callable[[str], None],
) -> GroupPlay:
    """A session where it was left, or from the beginning.

    Args:
        scenario: Checked.
        rules: Of a session that begins.
        folders: Where to keep what.
        organisation: Its name and its contacts, for the session sheet.
        day: Today, as ``2026-03-02``.
        seed: Decides the order of options on screen.
        version: Of the program.
        fresh: From the beginning, even if one was left.
        say: Called with what the facilitator should hear.
    """
    folder = None if rules.is_rehearsal else folders.sessions
    news: list[str] = []
    say = _both(say, news)
    note = ""
    waiting = None if fresh or folder is None else half_done(sessions_in(folder), scenario.id)
    if waiting is not None:
        opened = _resumed(scenario, waiting.path, folder, organisation, say, news)
        if not isinstance(opened, str):
            opened.are_phones_here = time.time_ns() - waiting.touched < PHONES_STAY
            return opened
        note = opened
    header = Header(
        scenario=scenario.id,
        title=scenario.title,
        content_hash=scenario.content_hash,
        mode=scenario.mode.value,
        seed=seed,
        pacing=m.Pacing.GUIDED.value,
        is_first_scenario=False,
        version=version,
        started=day,
    )
    recorder = GroupRecorder(folder, header, [rules_entry(rules)], say=say)
    return GroupPlay(Session(scenario, seed=seed, room=rules), recorder, header, organisation, note=note, news=news)


def _both(say: Callable[[str], None], news: list[str]) -> Callable[[str], None]:
    """Says it to whoever opened the session, and keeps it for its window; each thing once."""
    said: set[str] = set()

    def tell(words: str) -> None:
        say(words)
        if words not in said:
            said.add(words)
            news.append(words)

    return tell


def _resumed(
    scenario: Scenario,
    path: Path,
    folder: Path | None,
    organisation: Organisation,
    say: Callable[[str], None],
    news: list[str],
) -> GroupPlay | str:
    """The session of a file, or why it cannot be had, in words for the facilitator."""
    try:
        journal, recorded = Journal.resume(path)
    except OpenElsewhere:
        return OPEN_ELSEWHERE
    except (NotAPlay, OSError):
        say(NOT_KEPT)
        return ""
    rebuilt: Rebuilt | None = rebuild(scenario, recorded)
    if rebuilt is None:
        journal.close()
        return CANNOT_READ
    clear_left_over(folder, of=path)
    keys = group_keys.read(group_keys.beside(path))
    header = replace(recorded.header, content_hash=scenario.content_hash, title=scenario.title)
    if rebuilt.is_as_recorded:
        recorder = GroupRecorder(folder, header, rebuilt.entries, journal=journal, say=say)
    else:
        # A new file, so that the old one stays as it is until the session goes on from here.
        journal.close()
        recorder = GroupRecorder(folder, header, rebuilt.entries, continues=path, say=say)
    return GroupPlay(
        rebuilt.session,
        recorder,
        header,
        organisation,
        note=rebuilt.note,
        news=news,
        is_resumed=True,
        keys=keys,
        step=len(rebuilt.entries),  # what phones show changes at most once for each
    )


class GroupPlay:
    """One group session, and what is kept of it.

    Attributes:
        session: The session itself.  Send commands to `handle`, or they are not kept.
        scenario: What is played.
        is_resumed: Whether it was begun earlier.
        note: What to tell the facilitator now; mostly nothing.
        keys: With which its phones were seated, where it was begun earlier and they are still there.
        day: On which it began, as ``2026-03-02``.
        are_phones_here: It was begun earlier and left so short a time ago that its phones are still in the room.
    """

    def __init__(
        self,
        session: Session,
        recorder: GroupRecorder,
        header: Header,
        organisation: Organisation,
        *,
        note: str = "",
        news: list[str] | None = None,
        is_resumed: bool = False,
        keys: KeptKeys | None = None,
        step: int = 0,
    ) -> None:
        self.session = session
        self.scenario = session.scenario
        self.is_resumed = is_resumed
        self.note = note
        self.keys = keys
        self._news = news if news is not None else []
        self._recorder = recorder
        self._organisation = organisation
        self.day = header.started[:10]
        self.are_phones_here = False
        self._are_keys_kept = keys is not None
        self._is_open = True
        self._step = step
        self._shown: VoterView | None = None

    @property
    def is_rehearsal(self) -> bool:
        """Whether its voters are invented."""
        room = self.session.position.room
        return room is not None and room.rules.is_rehearsal

    @property
    def kept_as(self) -> SessionFile | None:
        """What the disk has of it; None: nothing."""
        path = self._recorder.path
        folder = None if path is None else path.parent
        return next((one for one in sessions_in(folder) if one.path == path), None)

    def news(self) -> str:
        """What the facilitator should hear now of how it is kept, each thing once; mostly nothing."""
        news = " ".join(self._news)
        self._news.clear()
        return news

    def view(self, *, joined: int = 0, minutes_used: int | None = None) -> RoomViews:
        """What each audience may see.

        Args:
            joined: How many phones have a seat.
            minutes_used: Since the story began; None: not known.
        """
        shown = voter_view(self.session, self._step)
        if self._shown is not None and shown != self._shown:
            self._step += 1
            shown = replace(shown, step=self._step)
        self._shown = shown
        facilitator = facilitator_view(self.session, joined=joined, minutes_used=minutes_used)
        return RoomViews(facilitator.wall, shown, facilitator)

    def handle(self, command: m.Command) -> tuple[m.Event, ...]:
        """Do what the facilitator asks, or count what phones sent.

        What may be kept of it is on the disk when this returns, unless `say` was told that it cannot be.
        """
        if not self._is_open:
            return (m.Refused(command, PUT_AWAY),)
        if isinstance(command, m.CloseVote):
            command = m.CloseVote()  # what may be kept is worked out here, and not told by a shell
        events = self.session.handle(command)
        if any(isinstance(event, m.Refused) for event in events) or isinstance(command, NEVER_KEPT):
            return events
        room = self.session.position.room
        if isinstance(command, m.CloseVote) and room is not None and room.last is not None:
            command = m.CloseVote(room.last.kept)
        # Whoever only looks at the briefing has not begun, and leaves no record.
        has_begun = self.session.phase is not Phase.BRIEFING
        self._recorder.keep(entry_of(command, events, self.scenario), self.session, at_once=has_begun)
        if not self._are_keys_kept:
            self._keep_keys()
        if self.session.phase is Phase.CLOSED:
            self._recorder.finish(summary_of(self.run()))
        return events

    def keep_keys(self, keys: KeptKeys) -> None:
        """Keep what lets phones come back to their seats, until the session is closed.  A rehearsal keeps none."""
        self.keys, self._are_keys_kept = keys, False
        self._keep_keys()

    def _keep_keys(self) -> None:
        if self.keys is not None and self._recorder.path is not None:
            self._recorder.keep_keys(self.keys)
            self._are_keys_kept = True

    def run(self) -> GroupRun:
        """What may be told of the session so far."""
        return run_of(self.session, self.day)

    def save_all(self, to: Path | None = None, paper: Paper = Paper.A4) -> Saved:
        """Write what the facilitator takes away, once the session is over: the sheet and the counts.

        Args:
            to: A folder; None: the documents of this user.  Nothing is overwritten.
            paper: For PDF.

        Raises:
            CannotSave: If there is nothing that may be written; what the disk refuses is told in what comes back.
        """
        return save_all(self._told(), self._organisation, to, paper)

    def _told(self) -> GroupRun:
        if self.is_rehearsal:
            raise CannotSave(REHEARSAL)
        run = self.run()
        if not run.path:
            raise CannotSave(NOTHING_YET)
        if self.session.phase is not Phase.CLOSED:
            raise CannotSave(NOT_OVER)
        return run

    def keep_no_more(self) -> None:
        """Go on without a record."""
        self._recorder.close()

    def close(self) -> None:
        """Put the session away; it can be opened again from where it is.  Does nothing the second time."""
        self._is_open = False
        self._recorder.close()
