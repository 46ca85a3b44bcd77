"""A room that plays: what could be asked of it now, a vote from counts, and a whole play from a list of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from game.core.ballot import PASS, SOMETHING_ELSE, TieRule
from game.core.playthrough import history, offers, scene_of
from game.core.scenario import Decision, Scenario
from game.session import messages as m
from game.session.phases import Phase
from game.session.position import script_at
from game.session.room import RoomPosition, RoomRules
from game.session.room_words import PARTS
from game.session.session import ASKING, Session
from tests.player import NONSENSE as NONSENSE_OF_ONE
from tests.sample import SAMPLE

Handle = Callable[[m.Command], tuple[m.Event, ...]]


def room_of(session: Session) -> RoomPosition:
    """What the session remembers of its room."""
    assert session.position.room is not None
    return session.position.room


def new_room(scenario: Scenario = SAMPLE, *, seed: int = 5, **rules: object) -> Session:
    """A room that has not begun."""
    return Session(scenario, seed=seed, room=RoomRules(**rules))  # type: ignore[arg-type]


def at_first_decision(scenario: Scenario = SAMPLE, *, seed: int = 5, **rules: object) -> Session:
    """A room that has read up to its first decision."""
    session = new_room(scenario, seed=seed, **rules)
    read_to(session, Phase.THINK)
    return session


def read_to(session: Session, *until: Phase, handle: Handle | None = None) -> None:
    """Read on with no vote until one of these phases."""
    while session.phase not in until:
        does(session, reads_on(session), handle=handle)


def does(session: Session, *commands: m.Command, handle: Handle | None = None) -> None:
    """Does these things, each of which is accepted."""
    for command in commands:
        [*_, event] = (handle or session.handle)(command)
        assert not isinstance(event, m.Refused), event


def reads_on(session: Session) -> m.Command:
    """What leads on where nothing is decided."""
    there_are = len(script_at(session.phase, session.position))
    if session.position.line < there_are:
        return m.Continue(there_are)
    return m.Begin() if session.phase is Phase.BRIEFING else m.GoOn()


def cast(session: Session, *, late: int = 0, **counts: int) -> m.CastVote:
    """So many phones vote for each option (with _ for -), now or in the vote that opens next; `late` shifts seats."""
    room = room_of(session)
    number = room.ballot.number if room.ballot else room.number + 1
    options = [name.replace("_", "-") for name, count in counts.items() for _ in range(count)]
    return m.CastVote(number, tuple((f"seat-{late + at}", option) for at, option in enumerate(options)))


def vote(session: Session, handle: Handle | None = None, **counts: int) -> None:
    """A whole vote, closed and not revealed."""
    does(session, m.OpenVote(), handle=handle)
    does(session, cast(session, **counts), handle=handle)
    does(session, m.CloseVote(), handle=handle)


def possible(session: Session) -> list[m.Command]:
    """Everything that is accepted now, what leads on named first."""
    position, phase, room = session.position, session.phase, room_of(session)
    there_are = len(script_at(phase, position))
    more: list[m.Command] = [m.Continue(line) for line in range(position.line + 1, there_are + 1)]
    any_time: list[m.Command] = [m.SetHeadcount(12), m.Agree("Whoever found it speaks first.", "in four weeks")]
    if not room.number:
        any_time += [m.SetTieRule(rule) for rule in TieRule]
    path = [step.scene for step in history(position.play)]
    if phase not in (Phase.BRIEFING, Phase.LOBBY, Phase.LOOK_CLOSER, Phase.CLOSED):
        any_time += [m.GoBack(scene) for scene in dict.fromkeys(path)]
    closer: list[m.Command] = [m.LookCloser(at) for at in range(len(session.scene_on_screen(position).look_closer))]
    choices = [offer.choice.id for offer in offers(position.play) if offer.is_open]
    exit = scene_of(position.play).exit
    skip = exit.skippable if isinstance(exit, Decision) else None
    adopt: list[m.Command] = [*map(m.Adopt, choices), *([m.Adopt(skip, True)] if skip in choices else [])]
    match phase:
        case Phase.BRIEFING:
            return [m.Begin(), *any_time]
        case Phase.LOBBY:
            return [m.GoOn(), *any_time]
        case Phase.SCENE:
            return [*(more or [m.GoOn()]), *closer, *any_time]
        case Phase.LOOK_CLOSER:
            return [m.LookUp(), *closer, *any_time]
        case Phase.THINK:
            return [m.OpenVote(), *adopt, *closer, *any_time]
        case Phase.VOTE:
            assert room.ballot is not None
            seats = [f"seat-{seat}" for seat in range(12)]
            votes: list[m.Command] = [
                m.CastVote(room.number, tuple((seat, option) for seat in seats[at % 3 :: 1 + at % 4]))
                for at, option in enumerate((*room.ballot.options, PASS, *room.ballot.options))
            ]
            hands: list[m.Command] = [m.TypeHands(option, 3 + at) for at, option in enumerate(room.ballot.options)]
            return [m.CloseVote(), *votes, *hands, *([m.UndoHands()] if room.ballot.hands else []), *any_time]
        case Phase.VOTED:
            return [m.Reveal(), m.Talk(), m.OpenVote(), *adopt, *any_time]
        case Phase.REVEAL | Phase.COMPARE:
            return [*adopt, m.Talk(), m.OpenVote(), *any_time]
        case Phase.TALK:
            return [m.OpenVote(), *adopt, *any_time]
        case Phase.CONSEQUENCE:
            made = position.play.step
            other = [one.id for one in made.open_choices if one.id != made.choice.id] if made else []
            roads = [m.ShowRoad(made.scene, choice) for choice in other] if made and not position.practice else []
            return [*(more or [m.GoOn()]), m.AskWhy(), *roads, *any_time]
        case Phase.DEBRIEF:
            first = {step.scene: step for step in reversed(history(position.play))}
            shown = [
                m.ShowRoad(scene, choice.id)
                for scene, step in first.items()
                for choice in step.open_choices
                if choice.id != step.choice.id
            ]
            return [m.Close(), *(m.ShowPart(part) for part in range(len(PARTS))), *shown, *any_time]
        case Phase.CLOSED:
            return []
        case _:
            return [m.GoOn(), *any_time]


NONSENSE: tuple[m.Command, ...] = (
    *(command for command in NONSENSE_OF_ONE if command != m.LookUp()),
    m.CastVote(0, (("seat-1", "ask"),)),
    m.CastVote(99, (("seat-1", "ask"), ("seat-2", "ask"))),
    m.TypeHands("nothing-of-the-kind", 3),
    m.TypeHands(SOMETHING_ELSE, -1),
    m.OpenVote(),
    m.UndoHands(),
    m.CloseVote(),
    m.Reveal(),
    m.Talk(),
    m.AskWhy(),
    m.Adopt(SOMETHING_ELSE),
    m.Adopt("ask", True),
    m.Adopt("note"),
    m.GoBack("nowhere"),
    m.GoBack("corridor"),
    m.ShowRoad("nowhere", "ask"),
    m.ShowRoad("call", "nothing-of-the-kind"),
    m.SetHeadcount(0),
    m.SetTieRule(TieRule.AGAIN),
    m.Agree("x" * 301, ""),
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
    if session.phase in ASKING and session.phase is not Phase.VOTE:
        return next(command for command in possible(session) if isinstance(command, m.Adopt))
    return next(iter(possible(session)), None)


def play_path(session: Session, choices: Iterable[str], handle: Handle | None = None) -> None:
    """Go to the debrief by these choices, each voted for twice by twelve people, as a facilitator would."""
    left = list(choices)
    while session.phase is not Phase.DEBRIEF:
        if session.phase is not Phase.THINK:
            does(session, reads_on(session), handle=handle)
            continue
        choice = left.pop(0)
        vote(session, handle, **{choice: 7, SOMETHING_ELSE: 5})
        does(session, m.Reveal(), m.Talk(), handle=handle)
        vote(session, handle, **{choice: 12})
        does(session, m.Reveal(), m.Adopt(choice), handle=handle)
        read_to(session, Phase.SCENE, Phase.THINK, Phase.ENDING, handle=handle)
    assert not left
