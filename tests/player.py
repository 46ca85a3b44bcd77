"""Somebody who plays: what they could do now, and a whole play from a list of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from game.core.playthrough import history, offers
from game.core.scenario import Scenario
from game.session import messages as m
from game.session.phases import Phase
from game.session.position import script_at
from game.session.session import DEBRIEF_PARTS, Session


def possible(session: Session) -> list[m.Command]:
    """Everything that is accepted now, what leads on named first."""
    position, phase = session.position, session.phase
    there_are = len(script_at(phase, position))
    closer: list[m.Command] = [m.LookCloser(at) for at in range(len(session.scene_on_screen(position).look_closer))]
    pacings: list[m.Command] = [m.SetPacing(pacing) for pacing in m.Pacing]
    again: list[m.Command] = [
        m.TryAgain(scene)
        for scene in dict.fromkeys(step.scene for step in history(position.play))
        if scene not in position.tried
    ]
    more: list[m.Command] = [m.Continue(line) for line in range(position.line + 1, there_are + 1)]
    match phase:
        case Phase.BRIEFING:
            return [m.Begin(), *pacings]
        case Phase.SCENE:
            return [*(more or [m.GoOn()]), *closer, *pacings]
        case Phase.LOOK_CLOSER:
            return [m.LookUp(), *closer, *pacings]
        case Phase.DECISION:
            choices: list[m.Command] = [m.Choose(one.choice.id) for one in offers(position.moment) if one.is_open]
            decision = session.decision(position)
            timer: list[m.Command] = [m.TimeUp()] if decision and decision.on_timeout else []
            stop: list[m.Command] = [m.StopTrying()] if position.practice else []
            return [*choices, *timer, *stop, *closer, *pacings]
        case Phase.PROBE:
            return [m.AnswerProbe(m.Sureness.VERY, 0), m.AnswerProbe(m.Sureness.GUESS), m.AnswerProbe(), *pacings]
        case Phase.CONSEQUENCE:
            return [*(more or [m.GoOn()]), *pacings]
        case Phase.ALTERNATIVES:
            return [m.GoOn(), *again, *pacings]
        case Phase.DEBRIEF:
            return [m.Close(), *(m.ShowPart(part) for part in range(len(DEBRIEF_PARTS))), *again, *pacings]
        case Phase.CLOSED:
            return []
        case _:
            return [m.GoOn(), *pacings]


NONSENSE: tuple[m.Command, ...] = (
    m.Begin(),
    m.Continue(0),
    m.Continue(999),
    m.GoOn(),
    m.LookCloser(-1),
    m.LookCloser(99),
    m.LookUp(),
    m.Choose("nothing-of-the-kind"),
    m.Choose("own-up"),
    m.TimeUp(),
    m.AnswerProbe(m.Sureness.FAIRLY, 99),
    m.AnswerProbe(None, -2),
    m.TryAgain("nowhere"),
    m.TryAgain("desk"),
    m.StopTrying(),
    m.ShowPart(99),
    m.ShowPart(-1),
    m.Close(),
)


def commands(session: Session, picks: Iterable[int]) -> Iterator[m.Command]:
    """One command for each number, to be handled before the next is asked for; one in five is nonsense."""
    for pick in picks:
        sense = possible(session)
        if pick % 5 == 4 or not sense:
            yield NONSENSE[pick // 5 % len(NONSENSE)]
        else:
            yield sense[pick // 5 % len(sense)]


def straight_on(session: Session) -> m.Command | None:
    """The shortest way to the end; None when it is reached."""
    there_are = len(script_at(session.phase, session.position))
    if session.position.line < there_are:
        return m.Continue(there_are)
    ways = possible(session)
    return ways[0] if ways else None


Handle = Callable[[m.Command], tuple[m.Event, ...]]


def play(session: Session, *choices: str, until: Phase = Phase.CLOSED, handle: Handle | None = None) -> None:
    """Go straight on, making these choices (then the first that is open), until a phase is reached.

    The last choice is made before `until` counts.  With `handle`, commands go there: to a play that keeps a record.
    """
    handle = handle or session.handle
    left = list(choices)
    while left or session.phase is not until:
        if session.phase is Phase.DECISION and left:
            command: m.Command | None = m.Choose(left.pop(0))
        else:
            command = straight_on(session)
        assert command is not None, f"the play ended before {until}"
        [*_, event] = handle(command)
        assert not isinstance(event, m.Refused), event


def session_at(scenario: Scenario, until: Phase, *choices: str, pacing: m.Pacing = m.Pacing.GUIDED) -> Session:
    """A session that has come to a phase by these choices."""
    session = Session(scenario, pacing=pacing)
    play(session, *choices, until=until)
    return session
