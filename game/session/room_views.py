"""
What a room sees of a group play: the wall (a projector), the facilitator's own window, and each voter's phone.

A view is a frozen value.  What an audience may not see is not in its view: no count is on the wall or on a phone before
the facilitator reveals it, and no view knows who voted for what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from game.core.ballot import Split, TieRule
from game.core.scenario import HardRemark
from game.core.scoring import Share
from game.session.phases import Phase
from game.session.views import (
    AlternativeView,
    BriefingView,
    EndingView,
    LedgerView,
    LineView,
    LookCloserView,
    OfferView,
    PanelView,
    ScriptView,
)


class Shape(StrEnum):
    """Beside its letter, so that an option is never told by colour alone."""

    TRIANGLE = "triangle"
    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class OptionView:
    """What can be voted for.  “Something else” is always the last one, with the letter after the others."""

    id: str  # a choice id, or `ballot.SOMETHING_ELSE`
    letter: str
    shape: Shape
    do: str
    is_open: bool = True
    reason: str = ""  # why it is not open


@dataclass(frozen=True, slots=True)
class BarView:
    """One option's share of one round, as it may be shown: `count` is None where only the leader may be named."""

    option: OptionView
    count: int | None
    share: float | None  # 0.0 to 1.0
    leads: bool


@dataclass(frozen=True, slots=True)
class RoundView:
    """One vote that was revealed."""

    round: int
    bars: tuple[BarView, ...]
    voters: int | None  # None below the threshold
    passed: int | None
    by_hands: bool  # hands were counted in it: others could see how each voted
    by_phones: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """How many went from one option to another between two votes; only counts at or above the threshold."""

    from_letter: str
    to_letter: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LobbyView:
    """Before the story: how to join, and what is promised."""

    briefing: BriefingView
    joined: int | None  # None: not to be shown
    promises: tuple[str, ...]  # thresholds, no names, what is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinkView:
    """A decision, read and thought about in silence."""

    panel: PanelView
    ask: str
    options: tuple[OptionView, ...]
    number: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteView:
    """A vote is open.  Nothing of it is shown."""

    ask: str
    options: tuple[OptionView, ...]
    ballot: int
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VotedView:
    """A vote is closed and not revealed."""

    ask: str
    options: tuple[OptionView, ...]
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealView:
    """One round, as bars of the room."""

    ask: str
    shown: RoundView
    is_tie: bool
    tie_rule: TieRule
    leading: tuple[str, ...]  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkView:
    """The room talks.  What to talk about hangs on how it split."""

    ask: str
    options: tuple[OptionView, ...]
    prompt: str  # one or two sentences, for all to read
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """Two rounds side by side."""

    ask: str
    first: RoundView
    second: RoundView
    moves: tuple[MoveView, ...]
    is_tie: bool
    tie_rule: TieRule
    leading: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldView:
    """A decision that is told because time is short: what was done, and the first of what came of it."""

    panel: PanelView  # of the scene that it belongs to
    says: str
    lines: tuple[LineView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyView:
    """The commentary, when the facilitator asks for it, with the other ways."""

    choice: str
    commentary: str
    others: tuple[AlternativeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadView:
    """A decision whose other consequences can be shown afterwards."""

    scene: str
    ask: str
    taken: str
    others: tuple[OfferView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDebriefView:
    """Looking back together, in the parts `parts` names."""

    part: int
    parts: tuple[str, ...]  # reactions, what, so-what, the-situation, now-what, other-roads
    ending: EndingView | None  # None where a session was finished before the end of its story
    run: tuple[str, ...]  # the path: each choice, as the option said it
    ledger: tuple[LedgerView, ...]  # what this path did, never “you”
    shares: tuple[Share, ...]
    questions: tuple[str, ...]  # of this part
    roads: tuple[RoadView, ...]
    condition: str  # the one thing the group agreed to change, or empty
    review_on: str  # when it will look again, or empty
    if_then_cue: str
    if_then_lines: tuple[str, ...]


WallScreen = (
    LobbyView
    | ScriptView
    | LookCloserView
    | ThinkView
    | VoteView
    | VotedView
    | RevealView
    | TalkView
    | CompareView
    | ToldView
    | WhyView
    | EndingView
    | GroupDebriefView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallView:
    """All that the projector may show."""

    title: str
    phase: Phase
    number: int
    count: int
    screen: WallScreen
    is_rehearsal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterView:
    """All that a phone may show.

    Attributes:
        step: Counts up whenever what a phone shows changes; the same step is the same view.
        state: ``wait``, ``think``, ``vote``, ``closed``, ``reveal`` or ``end``.
        ballot: The open ballot's number, or 0.
        revealed: Only in ``reveal``: what the wall shows too.
    """

    step: int
    state: str
    title: str
    ask: str = ""
    options: tuple[OptionView, ...] = ()
    ballot: int = 0
    round: int = 0
    revealed: tuple[RoundView, ...] = ()
    promises: tuple[str, ...] = ()
    is_rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class TallyView:
    """The facilitator's count while a vote is open and after; `phones` is None where so few voted that it is hidden."""

    option: OptionView
    phones: int | None
    hands: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorView:
    """All that the facilitator may see: the wall's screen, and what helps to lead."""

    wall: WallView
    next_step: str  # what the main key does now, in a sentence
    tally: tuple[TallyView, ...]  # empty where nothing is or was voted on
    is_shown: bool  # the room has seen what `tally` counts
    voted: int
    passed: int
    joined: int
    headcount: int | None
    more_than_headcount: bool  # votes over the typed headcount, or a tenth more phones: somebody may vote twice
    split: Split | None
    prompt: str  # what to know or do now that the room split like this, once the first vote is closed
    notes: str
    hard_remarks: tuple[HardRemark, ...]
    reminders: tuple[str, ...]  # never ask a person to speak for a group …
    discuss: str
    reflect: str
    tie_rule: TieRule
    can_adopt: tuple[OptionView, ...]
    minutes_used: int | None
    minutes_planned: int
    roads: tuple[RoadView, ...]
    pointers: Mapping[str, str]
