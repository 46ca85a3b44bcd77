"""
`walk`: a play along a given path, with nobody at the keys.

It uses the session that a player uses, keeps no records, and gives the blocks of the run and of its debrief.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from game.core.playthrough import offers
from game.core.scenario import Decision, Scenario
from game.session import messages as m
from game.session import views as v
from game.session.phases import Phase
from game.session.session import Session
from game.session.view import view as view_of
from game.terminal.block import Block
from game.terminal.say import say


class Strayed(ValueError):
    """The path cannot be walked; the message says where, and what is offered there."""


def walk(scenario: Scenario, choices: Iterable[str], *, seed: int = 0) -> tuple[Block, ...]:
    """Play by choice ids, first to last, from the briefing to the last part of the debrief.

    Args:
        scenario: Checked.
        choices: Ids of choices.
        seed: Decides the order of choices on screen.

    Returns:
        Everything that a player would have been told.

    Raises:
        Strayed: If a choice is not offered when its turn comes, if there are too few, or if some are left over.
    """
    session = Session(scenario, seed=seed, pacing=m.Pacing.FLOW)
    left, made = list(choices), list[str]()
    blocks = list(say(view_of(session)))
    shown = view_of(session)
    while shown.phase is not Phase.CLOSED:
        if shown.phase is Phase.ENDING and left:
            raise Strayed(_left_over(made, left))
        command = _next(session, made, left)
        after_line = session.position.line if isinstance(command, m.Continue) else 0
        _do(session, command)
        shown = view_of(session)
        # How sure, and why, is asked of people; here both are passed.
        if not isinstance(shown.screen, v.ProbeView | v.ClosedView):
            blocks.extend(say(shown, after_line=after_line))
        if isinstance(command, m.Choose):
            made.append(command.choice)
    return tuple(blocks)


def _next(session: Session, made: list[str], left: list[str]) -> m.Command:
    shown = view_of(session).screen
    match shown:
        case v.BriefingView():
            return m.Begin()
        case v.ScriptView() if shown.line < len(shown.lines):
            return m.Continue(shown.line + 1)
        case v.DecisionView():
            if not left:
                raise Strayed(_too_few(session, made))
            if left[0] not in {offer.id for offer in shown.offers if offer.is_open}:
                raise Strayed(_not_offered(session, made, left[0]))
            return m.Choose(left.pop(0))
        case v.ProbeView():
            return m.AnswerProbe()
        case v.DebriefView():
            is_last = shown.part + 1 == len(shown.parts)
            return m.Close() if is_last else m.ShowPart(shown.part + 1)
        case _:
            return m.GoOn()


def _do(session: Session, command: m.Command) -> None:
    for event in session.handle(command):
        if isinstance(event, m.Refused):  # a fault of this module, since it asks only what the view offers
            raise RuntimeError(f"{command} was refused: {event.reason}")


# --- what to say when it goes nowhere ------------------------------------------------------------------------------


def _where(session: Session, made: list[str]) -> str:
    scene = session.position.play.state.scene
    after = f"after {', '.join(made)}" if made else "at the start"
    return f"in scene {scene}, {after}"


def offered(session: Session) -> str:
    """What can be chosen now, an id and its words a line, in the author's order."""
    shown = [offer for offer in offers(session.position.play) if offer.is_open]
    broadest = max((len(offer.choice.id) for offer in shown), default=0)
    return "\n".join(f"  {offer.choice.id.ljust(broadest)}  {offer.choice.do}" for offer in shown)


def _too_few(session: Session, made: list[str]) -> str:
    ask = session.scenario.scenes[session.position.play.state.scene].exit
    question = f" “{ask.ask}”" if isinstance(ask, Decision) else ""
    return (
        f"The choices end {_where(session, made)}, and the story does not.{question}\n"
        f"Add one of these to --choose:\n{offered(session)}"
    )


def _not_offered(session: Session, made: list[str], choice: str) -> str:
    ids = [offer.choice.id for offer in offers(session.position.play) if offer.is_open]
    near = get_close_matches(choice, ids, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}?" if near else ""
    named = f"{choice} is not offered" if choice else "An empty name is no choice"
    elsewhere = session.scenario.find_choice(choice)
    if elsewhere and not near:
        meant = f" It belongs to scene {elsewhere[0].id}."
    return f"{named} {_where(session, made)}.{meant}\nOffered there:\n{offered(session)}"


def _left_over(made: list[str], left: list[str]) -> str:
    return (
        f"The story ends after {', '.join(made)}, so nothing is offered for {', '.join(left)}.\n"
        f"Leave that out of --choose."
    )
