"""
What somebody may see of a play; `game.session.view` makes it.

A view is a frozen value of texts and names in the order in which they are told.  Shells draw it, speak it or print it;
none of them reads the session itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.core.scenario import Dimension, Look, Method, Scenario, Seat, Valence
from game.core.scoring import Share
from game.session.messages import Pacing
from game.session.phases import Phase


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in the picture."""

    id: str
    name: str
    look: Look
    expression: str  # the last one they were given in this scene, or empty
    is_speaking: bool = False


@dataclass(frozen=True, slots=True)
class LineView:
    """One beat.  `speaker` is empty for a caption and ``you`` for the player."""

    words: str
    speaker: str
    speaker_name: str
    expression: str
    is_message: bool
    scene: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """A comic panel: where, and who is there, left to right."""

    place: str
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class GlanceView:
    """Something to look at more closely."""

    at: str
    shows: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class CastView:
    """A person, as the briefing and the cast list present them."""

    id: str
    name: str
    role: str
    say_it: str
    pronouns: str
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingView:
    """What one should know before playing."""

    summary: str
    setting: str
    role: str
    power: str
    seat: Seat
    minutes: int
    intensity: int
    content_note: str
    cast: tuple[CastView, ...]
    review: str  # who has reviewed it, said plainly
    glossary: tuple[tuple[str, str], ...]
    panel: PanelView


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptView:
    """A scene or a consequence being read.  `lines` is the whole script; the first `line` of them are shown."""

    panel: PanelView  # as it is at the last shown line
    lines: tuple[LineView, ...]
    panels: tuple[PanelView, ...]  # one a line: the panel as it is at that line
    line: int
    glances: int  # how many things there are to look at
    is_consequence: bool
    after_choice: str = ""  # what was done, where this is a consequence


@dataclass(frozen=True, slots=True, kw_only=True)
class LookCloserView:
    """One glance, and what else could be looked at."""

    panel: PanelView
    glances: tuple[GlanceView, ...]
    at: int


@dataclass(frozen=True, slots=True)
class OfferView:
    """A choice as it is shown.  `letter` is A, B, C … in the order on screen."""

    letter: str
    id: str
    do: str
    is_open: bool
    reason: str  # why it is not open


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A moment in which to do something."""

    panel: PanelView
    last_line: LineView | None  # what was said last
    ask: str
    offers: tuple[OfferView, ...]
    number: int  # of this decision on this path, from 1
    count: int  # the most decisions that this path can come to
    glances: int
    seconds: int  # 0: no timer
    discuss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeView:
    """How sure, and why.  Nothing is preselected."""

    panel: PanelView
    choice: str  # what was done, in full
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionView:
    """One question."""

    panel: PanelView
    choice: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentaryView:
    """Why it went that way."""

    panel: PanelView
    choice: str
    commentary: str
    note: str  # on the reason that was given, or empty


@dataclass(frozen=True, slots=True)
class AlternativeView:
    """A way that could be defended: what to say, and its price."""

    do: str
    method: Method
    line: str
    tradeoff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativesView:
    """The other ways of this moment, with the same weight as the player's own."""

    scene: str
    yours: AlternativeView
    others: tuple[AlternativeView, ...]
    can_try_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingView:
    """Where it ended, and the last word of somebody affected."""

    title: str
    valence: Valence
    closing_by: PersonView
    closing_says: str
    reflect: str
    panel: PanelView


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """One decision of the run, looked back on."""

    scene: str
    ask: str
    choice: str
    summary: str
    commentary: str
    yours: AlternativeView
    others: tuple[AlternativeView, ...]
    reflect: str
    can_try_again: bool
    practised: str  # summary of the other way that was tried, or empty


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A harm, told as a sentence of the story, and what was done about it."""

    says: str
    repaired_by: str  # summary of the choice that came back to it; empty while it is open


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefView:
    """Looking back: shown in the parts that `session.DEBRIEF_PARTS` names."""

    part: int
    parts: tuple[str, ...]
    ending: EndingView
    run: tuple[str, ...]  # the run in lines, in the order of the story
    ledger: tuple[LedgerView, ...]
    shares: tuple[Share, ...]
    has_open_harm: bool
    methods_used: tuple[Method, ...]
    methods_open: tuple[Method, ...]
    look_at: Dimension | None
    pointer: str  # the author's line on that dimension, or empty
    moments: tuple[MomentView, ...]
    if_then_cue: str
    if_then_lines: tuple[str, ...]
    review: str
    path: tuple[tuple[str, str], ...]  # scene and choice id of every decision on the path, for the map
    ending_scene: str
    scenario: Scenario  # for the map; what is in it can be seen by playing


@dataclass(frozen=True, slots=True)
class ClosedView:
    """The play is finished."""


Screen = (
    BriefingView
    | ScriptView
    | LookCloserView
    | DecisionView
    | ProbeView
    | ReflectionView
    | CommentaryView
    | AlternativesView
    | EndingView
    | DebriefView
    | ClosedView
)


@dataclass(frozen=True, slots=True)
class TranscriptEntry:
    """A line that was read, or a choice that was made (`speaker` is then ``choice``)."""

    speaker: str
    speaker_name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """All that the player may see of a play at one moment."""

    scenario: str
    title: str
    phase: Phase
    pacing: Pacing
    is_practice: bool
    number: int  # decisions made on this path
    count: int  # the most that this path can come to
    screen: Screen
    transcript: tuple[TranscriptEntry, ...]
    seed: int

