"""
A scenario as its author wrote it: immutable, already checked, free of I/O.

A `Choice` is what was authored; what a player is shown at one moment is an `Offer` (see `playthrough`).
Texts are plain characters; a script is a tuple of `Line`, one beat each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from game.core.expression import ALWAYS, Expression, Value
from game.core.look import PLAIN
from game.core.look import Look as Look
from game.core.setting import Mode as Mode
from game.core.setting import Seat as Seat

# Which kind of id a text is.  All of them are checked when the file is read.
SceneId = str
ChoiceId = str
CastId = str

YOU = "you"  # the player, who may speak and is never drawn
NARRATOR = ""  # a line without a speaker is a caption


class Dimension(StrEnum):
    """What a move can show.  Six is the ceiling: they must fit a projector and a head."""

    NOTICE = "notice"
    OWN = "own"
    CENTRE = "centre"
    CRAFT = "craft"
    REPAIR = "repair"
    SHIFT = "shift"


class Method(StrEnum):
    """By what kind of move."""

    DISTRACT = "distract"
    DELEGATE = "delegate"
    DOCUMENT = "document"
    DELAY = "delay"
    DIRECT = "direct"
    CHANGE_THE_CONDITIONS = "change-the-conditions"
    NONE = "none"


class HarmFlag(StrEnum):
    """What points cannot buy back.  Inaction is never one of these by itself."""

    SPEAKS_OVER = "speaks-over"
    EXPOSES = "exposes"
    BURDENS = "burdens"
    HUMILIATES = "humiliates"
    SHARED_WITHOUT_CONSENT = "shared-without-consent"
    RETALIATION_RISK = "retaliation-risk"
    ESCALATES = "escalates"
    ABANDONS = "abandons"
    MISNAMES = "misnames"


class Affected(StrEnum):
    """Whether the incident lands on a person."""

    NO = "no"
    YES = "yes"
    SECONDARY = "secondary"


class Valence(StrEnum):
    """How an ending leaves things."""

    GOOD = "good"
    MIXED = "mixed"
    COSTLY = "costly"


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """One person of the story."""

    id: CastId
    name: str
    role: str = ""
    say_it: str = ""
    pronouns: str = ""
    affected: Affected = Affected.NO
    slips: bool = False
    wants: str = ""
    expertise: str = ""
    seniority: str = ""
    axes: tuple[str, ...] = ()
    look: Look = PLAIN
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the story remembers.  `values` in declared order: words, yes/no, or whole numbers from low to high."""

    id: str
    values: tuple[Value, ...]
    start: Value


class Line(NamedTuple):
    """One beat: words spoken by somebody, or a caption.  A tuple, as a large story has a hundred thousand of them."""

    words: str
    speaker: CastId = NARRATOR
    expression: str = ""
    is_message: bool = False  # written in a chat, not said
    when: Expression = ALWAYS


@dataclass(frozen=True, slots=True)
class Glance:
    """Something one may look at more closely.  It informs and never scores."""

    at: str
    shows: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A main reason that the player may give, with a note for those who give it."""

    says: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetFact:
    """Makes a fact so."""

    index: int  # its place in `Scenario.facts`
    value: Value


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """Adds to a number, and stops at the ends of its range."""

    index: int
    by: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Branch:
    """Where to go if a condition holds; the last branch of a fork has `ALWAYS`."""

    go: SceneId
    when: Expression = ALWAYS


Fork = tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Harm:
    """What was done, told as a sentence of the story, under one or more flags."""

    flags: tuple[HarmFlag, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One move, as authored."""

    id: ChoiceId
    do: str
    summary: str
    method: Method
    ratings: Mapping[Dimension, int]  # 0 works against it, 1 untouched, 2 does it, 3 does it well here
    consequence: tuple[Line, ...]
    commentary: str
    next: Fork
    line: str = ""
    tradeoff: str = ""
    set: tuple[SetFact, ...] = ()
    change: tuple[ChangeFact, ...] = ()
    harm: Harm | None = None
    repairs: tuple[HarmFlag, ...] = ()
    asks_affected: bool = False
    barrier: str = ""
    consent: str = ""
    when: Expression = ALWAYS
    locked: str = ""  # why it is not open, shown while `when` does not hold; empty: it is hidden instead
    once: bool = False
    panel: tuple[int, ...] = ()  # 1 to 5, one per independent reviewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A moment in which the player does something."""

    ask: str
    choices: tuple[Choice, ...]
    reflect: str = ""
    discuss: str = ""
    probe: bool = False
    reasons: tuple[Reason, ...] = ()
    is_order_fixed: bool = False
    seconds: int = 0  # 0: no timer
    on_timeout: ChoiceId | None = None
    contested: tuple[ChoiceId, ...] = ()
    skippable: ChoiceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Where a play ends, with the last word of somebody affected."""

    title: str
    closing_by: CastId
    closing_says: str
    reflect: str = ""
    valence: Valence = Valence.MIXED


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Lines read in order, then exactly one exit."""

    id: SceneId
    exit: Decision | Fork | Ending
    script: tuple[Line, ...] = ()
    summary: str = ""
    place: str = ""
    present: tuple[CastId, ...] = ()  # left to right
    look_closer: tuple[Glance, ...] = ()
    happened: Harm | None = None  # done before the scene opens


@dataclass(frozen=True, slots=True)
class HardRemark:
    """What somebody in a group may say, and a reply that takes it seriously."""

    says: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilitator:
    """What the person who runs a group should have at hand."""

    hard_remarks: tuple[HardRemark, ...] = ()
    notes: str = ""
    skip_if_short: SceneId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who looked at the scenario before it was offered, in the author's words."""

    lived_experience: str = ""
    changed: str = ""
    kept: str = ""
    reviewers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding the author has decided to live with, and why."""

    rule: str
    because: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A whole scenario.  Every name in it refers to something that exists."""

    id: str
    title: str
    summary: str
    minutes: int
    intensity: int  # 1 everyday, 2 charged, 3 severe
    content_note: str = ""
    themes: tuple[str, ...]
    seat: Seat
    mode: Mode
    setting: str = ""
    country: str = ""
    language: str = "en"  # a BCP 47 tag: rules about English words are silent about others
    role: str
    power: str
    cast: Mapping[CastId, CastMember]
    facts: tuple[Fact, ...]
    start: SceneId
    scenes: Mapping[SceneId, Scene]
    if_then_cue: str
    if_then_lines: tuple[str, ...]
    pointers: Mapping[Dimension, str] = field(default_factory=dict)
    facilitator: Facilitator = Facilitator()
    glossary: Mapping[str, str] = field(default_factory=dict)
    review: Review = Review()
    waivers: tuple[Waiver, ...] = ()
    is_draft: bool = False
    content_hash: str = ""  # SHA-256 of the file's bytes, in hexadecimal
    # Only these choices and scenes are kept in a `State`: what no condition reads must not make states differ.
    tracked_choices: frozenset[str] = frozenset()
    tracked_scenes: frozenset[str] = frozenset()

    def find_choice(self, choice: str) -> tuple[Scene, Choice] | None:
        """The authored choice with this id and the scene it belongs to."""
        for scene in self.scenes.values():
            if isinstance(scene.exit, Decision):
                for candidate in scene.exit.choices:
                    if candidate.id == choice:
                        return scene, candidate
        return None


def is_defensible(decision: Decision, choice: Choice) -> bool:
    """Whether a choice is one of the ways that can be defended here.

    No harm, a mean rating of at least 1.75 of 3, and within 0.67 of the decision's best mean.
    """
    if choice.harm or not choice.ratings:
        return False
    best = max(mean_rating(other) for other in decision.choices)
    mean = mean_rating(choice)
    return mean >= 1.75 and mean >= best - 0.67


def mean_rating(choice: Choice) -> float:
    """The mean of its ratings, 0.0 to 3.0; 0.0 when it has none."""
    return sum(choice.ratings.values()) / len(choice.ratings) if choice.ratings else 0.0
