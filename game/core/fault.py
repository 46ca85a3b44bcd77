"""One thing that can never happen, or always does, though the author wrote it as if it might."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.core.expression import Value
from game.core.scenario import HarmFlag, SceneId


class FaultKind(StrEnum):
    """What is so."""

    SCENE_NEVER_REACHED = "scene never reached"
    ENDING_NEVER_REACHED = "ending never reached"
    CHOICE_NEVER_OFFERED = "choice never offered"
    CHOICE_ALWAYS_OFFERED = "choice always offered"  # although it has a condition
    WAY_NEVER_TAKEN = "way never taken"
    WAY_ALWAYS_TAKEN = "way always taken"  # although it has a condition
    LINE_NEVER_SHOWN = "line never shown"
    LINE_ALWAYS_SHOWN = "line always shown"  # although it has a condition
    FACT_NEVER_READ = "fact never read"
    FACT_NEVER_SET = "fact never set"
    VALUE_NEVER_TAKEN = "value never taken"
    NO_ROAD_BACK = "no road back"


@dataclass(frozen=True, slots=True)
class Fault:
    """One of them.

    Attributes:
        owner: ``scene/<id>``, ``choice/<id>`` or ``fact/<id>``.
        part: The key it stands under, or empty.
        scene: That it stands in; empty for a fact.
        index: Of the line or the way on, from 0.
        leads: Where the way on would lead.
        value: Of a fact, that it never has or always has.
        flag: Of the harm.
        move: The last move of the shortest way to where it shows (see `Routes.path`); None where there is none.
        follows: The scenes that are never reached because of it, in the order of the file.
    """

    kind: FaultKind
    owner: str
    part: str = ""
    scene: SceneId = ""
    index: int = 0
    leads: SceneId = ""
    value: Value | None = None
    flag: HarmFlag | None = None
    move: int | None = None
    follows: tuple[SceneId, ...] = ()

    @property
    def id(self) -> str:
        """Of the scene, the choice or the fact."""
        return self.owner.partition("/")[2]

    @property
    def is_always(self) -> bool:
        """Whether a condition always holds, and not never."""
        return self.kind in (
            FaultKind.CHOICE_ALWAYS_OFFERED, FaultKind.WAY_ALWAYS_TAKEN, FaultKind.LINE_ALWAYS_SHOWN
        )
