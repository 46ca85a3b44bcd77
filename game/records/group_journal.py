"""
The file of one group session: as that of a play, but for what must not be kept.

Its first entry says by which rules the room plays.  Votes and typed hands are never in it; the close of a vote holds
what may be kept of its count (`game.core.disclosure`).  A later vote on the same decision can take back what was kept
of an earlier one: the file is then put in the place of the old one, so that nothing of it is left.

It knows the day and no time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.core.ballot import TieRule
from game.core.scenario import Scenario
from game.records import group_keys
from game.records.commands import decode, encode
from game.records.journal import Entry, Header, Journal, NotAPlay, OpenElsewhere, Recorded, read
from game.records.plays import ENDED, note_of, without_note
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from game.session.session import Session

SUFFIX = ".session"
RULES = "room"  # the word of the first entry

NOT_KEPT = "This session cannot be kept: its folder cannot be written to, or the disk is full. You can go on."
WRITTEN_ELSEWHERE = "Another window went on with this session, so what you do here is not kept. You can go on."
CANNOT_READ = (
    "Part of the record of this session could not be read, or its scenario has changed. You are at the last moment "
    "that still fits. You can go on from here, or start again."
)
END_NOT_KEPT = (
    "The end of this session cannot be kept: its folder cannot be written to, or the disk is full. "
    "What was kept before is still there."
)
VOTE_AGAIN = (
    "You are back in the open vote. Hands are never kept, so count and type them all again. "
    "Phones send their votes again by themselves."
)
SECONDS_TO_WRITE = 60.0  # a file that is being put in another's place is there for far less


@dataclass(frozen=True, slots=True)
class SessionFile:
    """One group session and the file it is kept in."""

    path: Path
    recorded: Recorded
    touched: int  # when the file was last written, in nanoseconds since 1970

    @property
    def scenario(self) -> str:
        """The scenario's id."""
        return self.recorded.header.scenario

    @property
    def is_closed(self) -> bool:
        """Whether its facilitator closed it."""
        return self.recorded.summary is not None or bool(
            self.recorded.entries and self.recorded.entries[-1][0] == "close"
        )

    @property
    def has_ended(self) -> bool:
        """Whether its story came to an ending, now or before it was gone back from."""
        return self.recorded.summary is not None or any(ENDED in note_of(entry) for entry in self.recorded.entries)


def sessions_in(folder: Path | None) -> tuple[SessionFile, ...]:
    """Every group session in a folder, the one that was gone on with last at the end."""
    found: list[SessionFile] = []
    if folder is None:
        return ()
    with suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with suppress(OSError, NotAPlay):
                found.append(SessionFile(path, read(path), path.stat().st_mtime_ns))
    return tuple(sorted(found, key=lambda one: (one.touched, one.path.name)))


def half_done(sessions: tuple[SessionFile, ...], scenario: str) -> SessionFile | None:
    """The session of a scenario to go on with, or None.

    It is the last one that was led: one before it was put away when that one began, and stays as it was left.
    """
    last = next((one for one in reversed(sessions) if one.scenario == scenario), None)
    return None if last is None or last.is_closed else last


def clear_left_over(folder: Path | None, *, of: Path | None = None) -> None:
    """
    Delete what a program left that was stopped while it put a file in the place of another.

    Such a file holds the later count of a decision, beside one that still holds the earlier: together they would tell
    who came between them.

    Args:
        folder: Of sessions.
        of: A journal that the caller has open, so that nobody else writes it; None: of every journal, but for what
            another program may be writing just now.
    """
    if folder is None:
        return
    with suppress(OSError):
        for path in folder.glob(f"{of.name if of else f'*{SUFFIX}'}.*.new"):
            with suppress(OSError):
                if of or time.time() - path.stat().st_mtime > SECONDS_TO_WRITE:
                    path.unlink()


# --- rules ---------------------------------------------------------------------------------------------------------


def rules_entry(rules: RoomRules) -> list[object]:
    """The rules as the first entry of a journal."""
    return [RULES, rules.minutes, rules.tie_rule.value, rules.enough_votes, rules.enough_texts, rules.headcount]


def rules_of(recorded: Recorded) -> RoomRules | None:
    """The rules that a journal begins with; None if it does not."""
    match [list(entry) for entry in recorded.entries[:1]]:
        case [[word, int(minutes), str(tie), int(votes), int(texts), (None | int()) as headcount]] if word == RULES:
            with suppress(ValueError):
                return RoomRules(
                    minutes=minutes,
                    tie_rule=TieRule(tie),
                    enough_votes=votes,
                    enough_texts=texts,
                    headcount=headcount,
                )
    return None


# --- back to where it was ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A session brought back.

    Attributes:
        session: At the last moment that could be reached; an open vote is open again, under its number, with no votes.
        entries: What led there, the rules included.
        is_as_recorded: Whether that is all of the record, word for word.
        note: What to tell the facilitator, mostly nothing.
    """

    session: Session
    entries: tuple[Entry, ...]
    is_as_recorded: bool
    note: str


def rebuild(scenario: Scenario, recorded: Recorded) -> Rebuilt | None:
    """Do again what was recorded, up to the first thing that cannot be done; None if it says no rules."""
    rules = rules_of(recorded)
    if rules is None:
        return None
    session = Session(scenario, seed=recorded.header.seed, room=rules)
    done: list[Entry] = [recorded.entries[0]]
    for entry in recorded.entries[1:]:
        try:
            command = decode(without_note(entry))
        except ValueError:
            break
        if isinstance(session.handle(command)[0], m.Refused):
            break
        done.append(entry)
    is_all = recorded.is_whole and len(done) == len(recorded.entries)
    if is_all:
        note = VOTE_AGAIN if session.phase is Phase.VOTE else ""
    else:
        note = CANNOT_READ
    return Rebuilt(session, tuple(done), is_all, note)


def entries_after(entries: Sequence[Entry], session: Session) -> tuple[Entry, ...]:
    """The entries as they may be kept now: each vote with what is still to be kept of it."""
    room = session.position.room
    now_kept = {told.number: told for told in room.votes} if room else {}
    written: list[Entry] = []
    for entry in entries:
        if entry[0] == "counted" and isinstance(entry[1], int) and entry[1] in now_kept:
            entry = [*encode(m.CloseVote(now_kept[entry[1]])), *filter(None, [note_of(entry)])]
        written.append(entry)
    return tuple(written)


# --- keeping it ----------------------------------------------------------------------------------------------------


class GroupRecorder:
    """Keeps the record of one group session, and never stands in its way.

    What could not be written is tried again with the next thing that is done.

    Args:
        folder: Where sessions are kept; None: this one is not.
        header: What it began with.
        entries: What was done so far, the rules first.
        journal: The file that has all of them; None: one is begun when something is kept.
        continues: The file that this one takes the place of once it is begun.
        say: Called with what the facilitator should hear.
    """

    def __init__(
        self,
        folder: Path | None,
        header: Header,
        entries: Sequence[Entry],
        *,
        journal: Journal | None = None,
        continues: Path | None = None,
        say: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._header = header
        self._entries = list(entries)
        self._journal = journal
        self._continues = continues
        self._written = len(self._entries) if journal else 0
        self._must_rewrite = False
        self._say = say

    @property
    def path(self) -> Path | None:
        """The file, once there is one."""
        return self._journal.path if self._journal else None

    @property
    def is_kept(self) -> bool:
        """Whether anything is, or will be, written."""
        return self._folder is not None

    def keep(self, entry: Entry, session: Session, *, at_once: bool = True) -> None:
        """Keep an entry: on the disk when this returns, unless `say` was told otherwise."""
        if self._folder is None:
            return
        entries = entries_after([*self._entries, entry], session)
        self._must_rewrite |= list(entries[: self._written]) != self._entries[: self._written]
        self._entries = list(entries)
        if not at_once:
            return
        try:
            self._write(self._folder)
        except OpenElsewhere:
            self.close()
            self._say(WRITTEN_ELSEWHERE)
        except OSError:
            self._say(NOT_KEPT)

    def _write(self, folder: Path) -> None:
        if self._journal is None:
            self._journal = Journal.create(folder, self._header, self._entries, SUFFIX)
            group_keys.delete_all(folder, but=group_keys.beside(self._journal.path))
            clear_left_over(folder)
            if self._continues:
                with suppress(OSError):
                    self._continues.unlink()
        elif not self._journal.is_there():  # somebody deleted it meanwhile: it does not come back
            self.close()
            return
        elif self._must_rewrite:
            self._journal.rewrite(self._entries)
        else:
            self._journal.append(self._entries[self._written :])
        self._written, self._must_rewrite = len(self._entries), False

    def keep_keys(self, keys: group_keys.KeptKeys) -> None:
        """Keep the session's keys beside its journal, once there is one."""
        if self._journal is None or self._folder is None or not self._journal.is_there():
            return
        try:
            group_keys.write(group_keys.beside(self._journal.path), keys)
        except OSError:
            self._say(NOT_KEPT)

    def finish(self, summary: Mapping[str, object]) -> None:
        """Sum the session up and delete its keys: it is over."""
        journal, self._folder = self._journal, None
        if journal is None:
            return
        group_keys.delete_all(journal.path.parent)
        try:
            journal.finish(summary)
        except OSError:
            self._say(END_NOT_KEPT)

    def close(self) -> None:
        """Let go of the file and write no more."""
        self._folder = None
        if self._journal is not None:
            self._journal.close()
