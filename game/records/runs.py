"""
What is worth keeping of a play that is over: which way it went, what was tried, how sure somebody was.

It says nothing about the player.  Texts that were typed are not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.records.plays import PlayFile

if TYPE_CHECKING:  # a report of summed-up plays needs no session
    from game.session.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One play that came to its ending.

    Attributes:
        scenario: Id of the scenario.
        title: Its title then.
        mode: How its people meet.
        started: When, in ISO 8601.
        finished: When, in ISO 8601; empty if the debrief was left half way.
        ending: Title of the ending.
        choices: Ids of the choices, in order.
        practised: Ids of the choices with which moments were tried another way.
        methods_used: As `Method` names them.
        methods_open: Those of moves that could be defended, were open, and were not used.
        asked: How often somebody said how sure they were.
        differed: How often they were very sure, and the moment went differently.
    """

    scenario: str
    title: str
    mode: str
    started: str
    finished: str
    ending: str
    choices: tuple[str, ...]
    practised: tuple[str, ...]
    methods_used: tuple[str, ...]
    methods_open: tuple[str, ...]
    asked: int
    differed: int


def summarise(session: Session, finished: str) -> dict[str, object]:
    """The summary of a play that has ended, for its file: at most some 600 bytes."""
    from game.core.playthrough import choice_ids, history
    from game.core.scenario import Ending
    from game.core.scoring import first_visits, profile
    from game.session.view import differed

    position, scenario = session.position, session.scenario
    play, worked_out = position.play, profile(position.play)
    ending = scenario.scenes[play.state.scene].exit
    answers = [answer for answer in position.probes if answer.sureness]
    return {
        "choices": list(choice_ids(play)),
        "probes": [[answer.choice, answer.sureness, answer.reason] for answer in position.probes],
        "practised": [choice for _, choice in position.practised],
        "ending": [play.state.scene, ending.title if isinstance(ending, Ending) else ""],
        "used": [method.value for method in worked_out.methods_used],
        "open": [method.value for method in worked_out.methods_open],
        "asked": len(answers),
        "differed": differed(scenario, first_visits(history(play)), position.probes),
        "finished": finished,
    }


def run_of(play: PlayFile, summary: Mapping[str, object] | None = None) -> Run | None:
    """The run that a file tells of, or None if its story has not ended.

    Args:
        play: The file.
        summary: For a play whose file is not summed up: what `summarise` gives.  Without it, as after the scenario
            has changed, no more than the ending can be told.
    """
    if not play.has_ended:
        return None
    told = play.recorded.summary or summary or {"ending": list(play.ending)}
    header = play.recorded.header
    ending = _texts(told, "ending")
    return Run(
        scenario=header.scenario,
        title=header.title,
        mode=header.mode,
        started=header.started,
        finished=_text(told, "finished"),
        ending=ending[1] if len(ending) > 1 else "",
        choices=_texts(told, "choices"),
        practised=_texts(told, "practised"),
        methods_used=_texts(told, "used"),
        methods_open=_texts(told, "open"),
        asked=_count(told, "asked"),
        differed=_count(told, "differed"),
    )


# A file may have been changed by hand: what is not of the kind that is expected counts as not being there.


def _text(told: Mapping[str, object], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _texts(told: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = told.get(name)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _count(told: Mapping[str, object], name: str) -> int:
    value = told.get(name)
    return value if type(value) is int and value >= 0 else 0
