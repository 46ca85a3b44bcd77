"""
What may be told of a group session: its path, its votes as they may be kept, what the group agreed.

Everything here comes from the path and from kept counts alone, never from votes, so a session that was brought back
after a crash tells the same as one that was not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from game.core.ballot import SOMETHING_ELSE
from game.core.disclosure import ENOUGH_VOTES, KeptTally
from game.core.playthrough import Step, has_ended, history, scene_of
from game.core.scenario import Decision, Ending, Scenario
from game.records.group_journal import SessionFile
from game.session.room import Adopted, RoomPosition
from game.session.room_words import SOMETHING_ELSE_DO
from game.session.session import Session


class How(StrEnum):
    """How it came that the story went on with a choice."""

    LED = "led"  # it led the last vote
    TIED = "tied"  # it led together with others
    OTHER = "other"  # the facilitator went on with another than what led
    NO_VOTE = "no-vote"
    TOLD = "told"  # in a sentence, because time was short
    NOT_KEPT = "not-kept"  # there was a vote, and nothing of it may be kept


@dataclass(frozen=True, slots=True)
class OptionKept:
    """One option of one vote: `count` is None where it is held back."""

    id: str
    do: str
    count: int | None
    led: bool


@dataclass(frozen=True, slots=True)
class RoundKept:
    """One vote as it may be told.

    Attributes:
        number: 1 for the first vote on its decision.
        options: In the order they had on screen.
        voters: None where no number is told.
        in_bands: One option had 80 % or more, and no count is told.
        by_hands: Hands were counted.
        by_phones: Phones voted.
    """

    number: int
    options: tuple[OptionKept, ...]
    voters: int | None
    in_bands: bool
    by_hands: bool
    by_phones: bool

    @property
    def led(self) -> tuple[str, ...]:
        """What led, in the words of the options; none where that is not told."""
        return tuple(option.do for option in self.options if option.led)


@dataclass(frozen=True, slots=True)
class Stage:
    """One decision of the path."""

    scene: str
    ask: str
    choice: str
    do: str
    how: How
    rounds: tuple[RoundKept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRun:
    """All that may be told of one session.

    Attributes:
        scenario: Id.
        title: Of the scenario.
        day: On which it began, as ``2026-03-02``.
        ending: Title; empty before the end.
        path: Its decisions.
        condition: What the group agreed to change, or empty.
        review_on: When it will look again, or empty.
        if_then_cue: The moment for which each may write a line of their own, or empty.
    """

    scenario: str
    title: str
    day: str
    ending: str
    path: tuple[Stage, ...]
    condition: str
    review_on: str
    if_then_cue: str


def run_of(session: Session, day: str) -> GroupRun:
    """What may be told of a session, as it stands now.

    Raises:
        ValueError: If one person plays.
    """
    room, scenario, play = session.position.room, session.scenario, session.position.play
    if room is None:
        raise ValueError("one person plays here, and no room")
    exit = scene_of(play).exit
    return GroupRun(
        scenario=scenario.id,
        title=scenario.title,
        day=day,
        ending=exit.title if has_ended(play) and isinstance(exit, Ending) else "",
        path=tuple(_stage(scenario, room, step, made) for step, made in zip(history(play), room.adopted, strict=True)),
        condition=room.condition,
        review_on=room.review_on,
        if_then_cue=scenario.if_then_cue,
    )


def _stage(scenario: Scenario, room: RoomPosition, step: Step, made: Adopted) -> Stage:
    kept = {told.number: told for told in room.votes}
    held = tuple(kept[number] for number in made.ballots if number in kept)
    decision = scenario.scenes[step.scene].exit
    assert isinstance(decision, Decision)  # a choice was made there
    words = {choice.id: choice.do for choice in decision.choices} | {SOMETHING_ELSE: SOMETHING_ELSE_DO}
    return Stage(
        scene=step.scene,
        ask=decision.ask,
        choice=step.choice.id,
        do=step.choice.do,
        how=_how(made, held),
        rounds=tuple(_round(number, told, words) for number, told in enumerate(held, 1)),
    )


def _how(made: Adopted, held: tuple[KeptTally, ...]) -> How:
    if made.is_told:
        return How.TOLD
    if not held:
        return How.NO_VOTE
    leading = held[-1].leading
    if not leading:
        return How.NOT_KEPT
    if made.choice not in leading:
        return How.OTHER
    return How.LED if len(leading) == 1 else How.TIED


def _round(number: int, told: KeptTally, words: Mapping[str, str]) -> RoundKept:
    return RoundKept(
        number=number,
        options=tuple(
            OptionKept(entry.option, words.get(entry.option, entry.option), entry.count, entry.option in told.leading)
            for entry in told.counts
        ),
        voters=told.voters,
        in_bands=told.in_bands,
        by_hands=told.by_hands,
        by_phones=told.by_phones,
    )


def summary_of(run: GroupRun) -> dict[str, object]:
    """The run as the last line of its file."""
    return asdict(run)


def run_from(summary: Mapping[str, object]) -> GroupRun | None:
    """The run that a file's last line tells; None if it was changed by hand and is none any more."""
    texts = {name: summary.get(name) for name in _TEXTS}
    stages = summary.get("path")
    if not isinstance(stages, list) or not all(isinstance(text, str) for text in texts.values()):
        return None
    try:
        path = tuple(map(_stage_from, stages))
    except (ValueError, TypeError, KeyError):
        return None
    return GroupRun(path=path, **{name: str(text) for name, text in texts.items()})


_TEXTS = ("scenario", "title", "day", "ending", "condition", "review_on", "if_then_cue")


def _stage_from(told: Mapping[str, object]) -> Stage:
    rounds = told["rounds"]
    if not isinstance(rounds, list):
        raise ValueError("no votes")
    scene, ask, choice, do, how = (_text(told[name]) for name in ("scene", "ask", "choice", "do", "how"))
    return Stage(scene, ask, choice, do, How(how), tuple(map(_round_from, rounds)))


def _round_from(told: Mapping[str, object]) -> RoundKept:
    number, options = told["number"], told["options"]
    if type(number) is not int or number < 1 or not isinstance(options, list):
        raise ValueError("no vote")
    bands, hands, phones = (_flag(told[name]) for name in ("in_bands", "by_hands", "by_phones"))
    return RoundKept(number, tuple(map(_option_from, options)), _enough(told["voters"]), bands, hands, phones)


def _option_from(told: Mapping[str, object]) -> OptionKept:
    return OptionKept(_text(told["id"]), _text(told["do"]), _enough(told["count"]), _flag(told["led"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _enough(value: object) -> int | None:
    if value is not None and (type(value) is not int or value < ENOUGH_VOTES):
        raise ValueError("no count that may be kept")
    return value


# --- for a report --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GroupSession:
    """One line of a report.

    Attributes:
        scenario: Id.
        title: Of the scenario then.
        day: On which it began.
        path: What the story went on with at each decision; empty where that cannot be told any more.
        ending: Title; empty before the end.
        is_finished: Whether its facilitator closed it.
    """

    scenario: str
    title: str
    day: str
    path: tuple[str, ...]
    ending: str
    is_finished: bool


def told_by(file: SessionFile, run: GroupRun | None = None) -> GroupSession:
    """What a file tells of its session; `run` for one that is not summed up and could be brought back."""
    header, summary = file.recorded.header, file.recorded.summary
    if summary is not None:
        stages = summary.get("path")
        path = tuple(_do(stage) for stage in stages) if isinstance(stages, list) else ()
        ending = summary.get("ending")
    else:
        path, ending = (tuple(stage.do for stage in run.path), run.ending) if run else ((), "")
    return GroupSession(
        scenario=header.scenario,
        title=header.title,
        day=header.started[:10],
        path=tuple(filter(None, path)),
        ending=ending if isinstance(ending, str) else "",
        is_finished=file.is_closed,
    )


def _do(stage: object) -> str:
    # A file may have been changed by hand: what is not of the kind that is expected counts as not being there.
    do = stage.get("do") if isinstance(stage, dict) else None
    return do if isinstance(do, str) else ""
