"""Bringing a play back from its record: the same session, at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.core.scenario import Ending, Scenario
from game.records.commands import decode, encode
from game.records.journal import Entry, Recorded
from game.records.plays import ENDED, note_of, without_note
from game.session import messages as m
from game.session.phases import Phase
from game.session.position import script_at
from game.session.session import Session

CANNOT_READ = (
    "Part of the record of this play could not be read. You are at the last moment that could. "
    "You can go on from here, or start again."
)
CHANGED_ALL_FITS = (
    "This scenario has changed since you began. All your choices still fit, and you are where the last one led. "
    "You can go on from here, or start again."
)
CHANGED_SOME_FIT = (
    "This scenario has changed since you began. You are at the last moment that still fits. "
    "You can go on from here, or start again."
)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A play brought back.

    Attributes:
        session: At the last moment that could be reached.
        entries: What led there.
        is_as_recorded: Whether that is all of the record, word for word, so that its file can be gone on with.
        note: What to tell the player, mostly nothing.
    """

    session: Session
    entries: tuple[Entry, ...]
    is_as_recorded: bool
    note: str


def entry_of(command: m.Command, events: tuple[m.Event, ...], scenario: Scenario) -> list[object]:
    """What to write down of an accepted command: the command, and the ending where it led to one."""
    entry = encode(command)
    for event in events:
        if isinstance(event, m.Ended):
            ending = scenario.scenes[event.scene].exit
            entry.append({ENDED: [event.scene, ending.title if isinstance(ending, Ending) else ""]})
    return entry


def rebuild(scenario: Scenario, recorded: Recorded) -> Rebuilt:
    """Play again what was recorded, up to the first thing that cannot be done.

    A scenario that changed since is played again choice by choice: how many lines there were to read, or whether a
    question came in between, may be different now.
    """
    header = recorded.header
    pacing = m.Pacing(header.pacing) if header.pacing in set(m.Pacing) else m.Pacing.AUTOMATIC
    session = Session(scenario, seed=header.seed, pacing=pacing, is_first_scenario=header.is_first_scenario)
    has_changed = header.content_hash != scenario.content_hash
    return _fitted(session, recorded) if has_changed else _replayed(session, recorded)


def _replayed(session: Session, recorded: Recorded) -> Rebuilt:
    done: list[Entry] = []
    for command in _commands(recorded):
        events = session.handle(command)
        if _is_refused(events):
            break
        done.append(entry_of(command, events, session.scenario))
    is_all = recorded.is_whole and len(done) == len(recorded.entries)
    return Rebuilt(session, tuple(done), is_all, "" if is_all else CANNOT_READ)


def _commands(recorded: Recorded) -> Iterator[m.Command]:
    for entry in recorded.entries:
        try:
            yield decode(without_note(entry))
        except ValueError:
            return


def _is_refused(events: tuple[m.Event, ...]) -> bool:
    return any(isinstance(event, m.Refused) for event in events)


def _fitted(session: Session, recorded: Recorded) -> Rebuilt:
    done: list[Entry] = []
    fits = recorded.is_whole
    for command in _decisive(recorded):
        if isinstance(command, m.Choose | m.TimeUp):
            _read_on(session, done)
        elif isinstance(command, m.AnswerProbe) and session.phase is not Phase.PROBE:
            continue  # the question is gone
        if not _do(session, command, done) and not isinstance(command, m.AnswerProbe):
            fits = False
            break
    if fits and any(ENDED in note_of(entry) for entry in recorded.entries):
        _read_on(session, done)  # a story that had ended is an ended one still
    return Rebuilt(session, tuple(done), False, CHANGED_ALL_FITS if fits else CHANGED_SOME_FIT)


def _decisive(recorded: Recorded) -> Iterator[m.Command]:
    # What was tried another way is left out: nothing follows from it.
    is_practice = False
    for command in _commands(recorded):
        match command:
            case m.TryAgain():
                is_practice = True
            case m.StopTrying():
                is_practice = False
            case m.Choose() | m.TimeUp() if is_practice:
                is_practice = False
            case m.Begin() | m.Choose() | m.TimeUp() | m.AnswerProbe() | m.SetPacing():
                yield command


def _read_on(session: Session, done: list[Entry]) -> None:
    """Go on to the next decision, or as far as the story goes."""
    while session.phase not in (Phase.DECISION, Phase.ENDING):
        there_are = len(script_at(session.phase, session.position))
        if session.position.line < there_are:
            _do(session, m.Continue(there_are), done)
        if not _do(session, m.AnswerProbe() if session.phase is Phase.PROBE else m.GoOn(), done):
            return


def _do(session: Session, command: m.Command, done: list[Entry]) -> bool:
    events = session.handle(command)
    if _is_refused(events):
        return False
    done.append(entry_of(command, events, session.scenario))
    return True
