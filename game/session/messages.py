"""
What a shell may ask of a session, and what it hears back.

Commands are what a person did; they are journalled and replayed.  Events are what came of it; a refusal is one of
them, with a reason that its sender sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.core.ballot import TieRule
from game.core.disclosure import KeptTally
from game.session.phases import Phase


class Pacing(StrEnum):
    """When the why is told."""

    GUIDED = "guided"  # after each decision
    FLOW = "flow"  # in the debrief
    AUTOMATIC = "automatic"  # guided for the first two decisions of somebody's first scenario, flow after that


class Sureness(StrEnum):
    """How sure somebody was of a choice."""

    GUESS = "guess"
    FAIRLY = "fairly"
    VERY = "very"


SOMETHING_ELSE = -1  # the main reason is none of those offered

# --- commands ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begin:
    """Start, having read the briefing."""


@dataclass(frozen=True, slots=True)
class Continue:
    """Show the present script up to and including this line, counted from 1."""

    to_line: int


@dataclass(frozen=True, slots=True)
class GoOn:
    """Leave what is shown for what comes next."""


@dataclass(frozen=True, slots=True)
class LookCloser:
    """Look at one of the glances, counted from 0."""

    at: int


@dataclass(frozen=True, slots=True)
class LookUp:
    """Stop looking closer."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Make a choice, named by its id."""

    choice: str


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The timer of a decision ran out."""


@dataclass(frozen=True, slots=True)
class AnswerProbe:
    """How sure, and the main reason (from 0, or `SOMETHING_ELSE`); None for what was not answered."""

    sureness: Sureness | None = None
    reason: int | None = None


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Try the decision of this scene another way."""

    scene: str


@dataclass(frozen=True, slots=True)
class StopTrying:
    """Leave a moment that is being tried another way, without choosing."""


@dataclass(frozen=True, slots=True)
class ShowPart:
    """Show this part of the debrief, counted from 0."""

    part: int


@dataclass(frozen=True, slots=True)
class SetPacing:
    """Change when the why is told, from here on."""

    pacing: Pacing


@dataclass(frozen=True, slots=True)
class Close:
    """Leave the debrief: the play is finished.  A room may stop anywhere in the story; what it decided stands."""


# --- commands of a room: from its facilitator, but for `CastVote`, the only one that a phone can cause -----------


@dataclass(frozen=True, slots=True)
class OpenVote:
    """Let the room vote on the decision it is at."""


@dataclass(frozen=True, slots=True)
class CastVote:
    """One phone's vote, or several at once: seat and option.  Never journalled."""

    ballot: int
    votes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TypeHands:
    """So many hands were raised for an option."""

    option: str
    count: int


@dataclass(frozen=True, slots=True)
class UndoHands:
    """Take back the last entry of hands."""


@dataclass(frozen=True, slots=True)
class CloseVote:
    """Take no more votes.  `kept` is there only in a journal: what may be kept of the count, in place of the votes."""

    kept: KeptTally | None = None


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show the room how it voted."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Let the room talk."""


@dataclass(frozen=True, slots=True)
class Adopt:
    """Go on with this choice; `is_told`: in a sentence, because time is short."""

    choice: str
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class AskWhy:
    """Show why it went that way."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """Back to the decision of this scene; what came after it has not happened."""

    scene: str


@dataclass(frozen=True, slots=True)
class ShowRoad:
    """Show what would have come of another choice, without taking it."""

    scene: str
    choice: str


@dataclass(frozen=True, slots=True)
class SetHeadcount:
    """How many people are in the room; None: not counted."""

    people: int | None


@dataclass(frozen=True, slots=True)
class SetTieRule:
    """What decides a tie; only before the first vote."""

    rule: TieRule


@dataclass(frozen=True, slots=True)
class Agree:
    """What the group agreed to change in how it works, and when it will look again; both in its own words."""

    condition: str
    review_on: str


RoomCommand = (
    OpenVote
    | CastVote
    | TypeHands
    | UndoHands
    | CloseVote
    | Reveal
    | Talk
    | Adopt
    | AskWhy
    | GoBack
    | ShowRoad
    | SetHeadcount
    | SetTieRule
    | Agree
)

Command = (
    Begin
    | Continue
    | GoOn
    | LookCloser
    | LookUp
    | Choose
    | TimeUp
    | AnswerProbe
    | TryAgain
    | StopTrying
    | ShowPart
    | SetPacing
    | Close
    | RoomCommand
)

# --- events --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moved:
    """The play is in this phase now."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class LinesShown:
    """The present script is shown up to this line."""

    to_line: int


@dataclass(frozen=True, slots=True)
class ChoiceMade:
    """A choice was made; in practice it changes nothing that is kept."""

    scene: str
    choice: str
    is_practice: bool


@dataclass(frozen=True, slots=True)
class ProbeAnswered:
    """How sure somebody was of a choice, and why."""

    scene: str
    choice: str
    sureness: Sureness | None
    reason: int | None


@dataclass(frozen=True, slots=True)
class Ended:
    """The story is over, in this scene."""

    scene: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Something else that is shown has changed: the pacing, a part of the debrief."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The command changed nothing, and why, in words for its sender."""

    command: Command
    reason: str


Event = Moved | LinesShown | ChoiceMade | ProbeAnswered | Ended | Changed | Refused
