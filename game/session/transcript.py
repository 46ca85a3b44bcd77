"""Reading again: all that was said and done in a play, first to last."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.playthrough import Playthrough, Step, scene_of, script_of, spoken
from game.core.scenario import YOU, Ending, Line, Scenario
from game.session import views as v
from game.session.phases import Phase
from game.session.position import Position
from game.session.session import AFTER_CHOOSING, Session


def transcript(session: Session) -> tuple[v.TranscriptEntry, ...]:
    """All that was read and done so far, first to last; at its end a moment that is being tried another way."""
    position, scenario, phase = session.position, session.scenario, _phase_of_run(session)
    if phase is Phase.BRIEFING:
        return ()
    entries: list[v.TranscriptEntry] = []
    for play in _moments(position.play):
        is_last = play is position.play
        if play.step:
            read = _consequence_read(phase, position) if is_last else None
            entries.extend(_done_and_read(scenario, play.step, "You chose", read))
        read = _script_read(phase, position) if is_last else None
        entries.extend(_entry(scenario, line) for _, line in script_of(play)[:read])
    ending = scene_of(position.play).exit
    if isinstance(ending, Ending) and phase in (Phase.ENDING, Phase.DEBRIEF, Phase.CLOSED):
        entries.append(_entry(scenario, Line(ending.closing_says, ending.closing_by)))
    if position.practice and position.practice.taken and position.practice.taken.step:
        read = _consequence_read(session.phase, position)
        entries.extend(_done_and_read(scenario, position.practice.taken.step, "You tried", read))
    return tuple(entries)


def _moments(play: Playthrough) -> tuple[Playthrough, ...]:
    moments = []
    moment: Playthrough | None = play
    while moment is not None:
        moments.append(moment)
        moment = moment.previous
    return tuple(reversed(moments))


def _phase_of_run(session: Session) -> Phase:
    """Where the run itself is, while a moment of it is tried another way or something is looked at closely."""
    position = session.position
    if position.practice:
        return position.practice.returns_to
    return position.came_from if session.phase is Phase.LOOK_CLOSER else session.phase


# How many lines of the last consequence, and of what comes after it, were read; None: all of them.


def _consequence_read(phase: Phase, position: Position) -> int | None:
    if phase is Phase.PROBE:
        return 0
    return position.line if phase is Phase.CONSEQUENCE else None


def _script_read(phase: Phase, position: Position) -> int | None:
    if phase in AFTER_CHOOSING:
        return 0
    return position.line if phase is Phase.SCENE else None


def _done_and_read(scenario: Scenario, step: Step, what: str, read: int | None) -> Iterator[v.TranscriptEntry]:
    yield v.TranscriptEntry("choice", what, step.choice.do)
    for line in spoken(step.choice.consequence, step.after)[:read]:
        yield _entry(scenario, line)


def _entry(scenario: Scenario, line: Line) -> v.TranscriptEntry:
    return v.TranscriptEntry(line.speaker, speaker_name(scenario, line.speaker), line.words)


def speaker_name(scenario: Scenario, speaker: str) -> str:
    """How a speaker is named beside their words: the first name, as colleagues would."""
    if speaker == YOU:
        return "You"
    person = scenario.cast.get(speaker)
    return person.name if person else ""
