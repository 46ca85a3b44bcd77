"""Opening a play: from the beginning, or where it was left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from game.core.scenario import Scenario
from game.records.journal import Header, Journal, NotAPlay, OpenElsewhere
from game.records.plays import PlayFile
from game.records.recorder import NOT_ALLOWED, Recorder
from game.records.resuming import rebuild
from game.session.messages import Pacing
from game.session.session import Session

OPEN_ELSEWHERE = (
    "This play is open in another window, and stays as it is there. Here you can start from the beginning."
)
CANNOT_OPEN = "The record of this play cannot be opened. You can start from the beginning."


@dataclass(frozen=True, slots=True)
class Opened:
    """A play, ready to go on.

    Attributes:
        session: Where it is.
        recorder: Keeps what is done from here on.
        is_resumed: Whether anything had been done before.
        note: What to tell the player, mostly nothing.
    """

    session: Session
    recorder: Recorder
    is_resumed: bool
    note: str


def begin(
    scenario: Scenario,
    header: Header,
    folder: Path | None,
    plays: tuple[PlayFile, ...],
    note: str,
    say: Callable[[str], None],
) -> Opened:
    """A play from the beginning.  Others of the scenario that were not finished are put away once it goes on."""
    others = tuple(play.path for play in plays if play.scenario == scenario.id and not play.is_closed)
    session = Session(
        scenario, seed=header.seed, pacing=Pacing(header.pacing), is_first_scenario=header.is_first_scenario
    )
    return Opened(session, Recorder(folder, header, supersedes=others, say=say), False, note)


def resume(scenario: Scenario, waiting: PlayFile, folder: Path | None, say: Callable[[str], None]) -> Opened | str:
    """A play where it was left, or why that cannot be had, in words for the player."""
    journal, recorded = None, waiting.recorded
    try:
        journal, recorded = Journal.resume(waiting.path)
    except OpenElsewhere:
        return OPEN_ELSEWHERE
    except NotAPlay:
        return CANNOT_OPEN
    except OSError:
        say(NOT_ALLOWED)  # it can be read and not written
    rebuilt = rebuild(scenario, recorded)
    header = replace(recorded.header, content_hash=scenario.content_hash, title=scenario.title)
    if journal is None:
        recorder = Recorder(None, header, say=say)
    elif rebuilt.is_as_recorded:
        recorder = Recorder(folder, header, journal=journal, say=say)
    else:
        # A new file, so that the old one stays as it is until the player goes on from here.
        journal.close()
        recorder = Recorder(folder, header, before=rebuilt.entries, continues=waiting.path, say=say)
    return Opened(rebuilt.session, recorder, True, rebuilt.note)
