"""
What pressing something means: a command for the session, or one of these, which concern the window alone.

An element carries its action; the window does it.  Nothing here changes a play.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # For their types alone: the way to the library screen has no play.
    from game.session.messages import Command, Sureness


class Overlay(StrEnum):
    """What may lie over a screen.  It is interface state: the play does not know of it."""

    TRANSCRIPT = "transcript"
    SETTINGS = "settings"
    HELP = "help"
    NEUTRAL = "neutral"  # after leaving at once: nothing to see
    DELETE = "delete"  # ask before deleting everything
    PEOPLE = "people"
    SUPPORT = "support"  # whom one can talk to
    LEFT_OUT = "left out"  # scenario files that could not be offered, and why
    GROUP = "group"  # what is settled before a group plays
    WRITE = "write"  # the questions before a scenario of one's own
    WRITTEN = "written"  # and what was made


@dataclass(frozen=True, slots=True)
class Do:
    """Hand these commands to the session, in order."""

    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class OpenScenario:
    """Begin a scenario, or go on with it where it was left."""

    scenario: str
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class BackToLibrary:
    """Leave the play as it is."""


@dataclass(frozen=True, slots=True)
class Open:
    """Lay something over the screen."""

    overlay: Overlay


@dataclass(frozen=True, slots=True)
class CloseOverlay:
    """Back to the screen beneath."""


@dataclass(frozen=True, slots=True)
class TurnPage:
    """To another page of the same screen; past the last one stays."""

    to: int


@dataclass(frozen=True, slots=True)
class LeaveAtOnce:
    """To the neutral screen; from there, close."""


@dataclass(frozen=True, slots=True)
class Quit:
    """Close the program."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Show these scenarios only."""

    name: str


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Change one of `Settings`."""

    name: str
    value: object


@dataclass(frozen=True, slots=True)
class MarkSureness:
    """An answer to how sure, not yet handed in."""

    sureness: Sureness


@dataclass(frozen=True, slots=True)
class MarkReason:
    """An answer to the main reason, not yet handed in."""

    reason: int


@dataclass(frozen=True, slots=True)
class PickLine:
    """The line of the plan."""

    line: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Type into a field."""

    field: str
    text: str  # what stands in it now


class Keep(StrEnum):
    """A form in which something may be taken along."""

    TEXT = "text"
    CALENDAR = "calendar"
    PAGE = "page"  # to print
    SLIP = "slip"  # that one took part, and nothing else
    COPY = "copy"  # to the clipboard
    PLAN = "plan"  # in the player's own records
    NOTE = "note"  # a reflection, in the player's own records


@dataclass(frozen=True, slots=True)
class TakeAlong:
    """Save or copy something that the player asked for."""

    keep: Keep


@dataclass(frozen=True, slots=True)
class DeleteEverything:
    """Delete all records on this machine."""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Look back at an earlier panel, this many panels ago; 0 is the present one."""

    panels: int


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Settle how a scenario is run for a group."""

    scenario: str


@dataclass(frozen=True, slots=True)
class SettleGroup:
    """Change one of `Hosting`, before the doors open."""

    name: str
    value: object


@dataclass(frozen=True, slots=True)
class StartGroup:
    """Leave the library for the windows of a group."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one of the questions before a scenario of one's own."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class WriteScenario:
    """Make the file of a scenario of one's own, and open it."""


@dataclass(frozen=True, slots=True)
class GoOnWriting:
    """Open a scenario of one's own, to be written."""

    file: str  # its path


InterfaceAction = (
    Do
    | OpenScenario
    | BackToLibrary
    | Open
    | CloseOverlay
    | TurnPage
    | LeaveAtOnce
    | Quit
    | Filter
    | ChangeSetting
    | MarkSureness
    | MarkReason
    | PickLine
    | Edit
    | TakeAlong
    | DeleteEverything
    | ReadAgain
    | OpenGroup
    | SettleGroup
    | StartGroup
    | Answer
    | WriteScenario
    | GoOnWriting
)
