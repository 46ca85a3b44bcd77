"""How a room looks back: what its wall shows of each part, and what its facilitator does there."""

from __future__ import annotations

from game.core.playthrough import LedgerEntry, Step, before, has_ended, history, in_shown_order, offers
from game.core.scenario import Affected, Decision
from game.core.scoring import first_visits, profile
from game.session import room_views as r
from game.session import room_words as say
from game.session import views as v
from game.session.room import RoomPosition
from game.session.session import Session
from game.session.view import LETTERS, ending_view


def look_back_step(session: Session, room: RoomPosition) -> str:
    """What the facilitator does in this part, in a sentence or two."""
    part = say.PARTS[min(session.position.part, len(say.PARTS) - 1)]
    if part == "now-what" and room.condition:
        return say.AGREED_ON
    words, usual = say.LOOK_BACK[part]
    all_of_it = room.rules.minutes / say.LOOKING_BACK_SHARE
    return words.format(time=say.about(round(usual * all_of_it / say.LOOKING_BACK_MINUTES)))


def debrief(session: Session, room: RoomPosition) -> r.GroupDebriefView:
    """What the wall shows of a part."""
    position, scenario = session.position, session.scenario
    made = history(position.play)
    worked_out = profile(position.play)
    part = say.PARTS[min(position.part, len(say.PARTS) - 1)]
    names = [person.name for person in scenario.cast.values() if person.affected is Affected.YES]
    affected = " and ".join(names) or "the people there"
    return r.GroupDebriefView(
        part=position.part,
        parts=say.PARTS,
        ending=ending_view(session) if has_ended(position.play) else None,
        # Summaries tell one player what they did (“You asked …”); a room’s path is told as what it went on with.
        run=tuple(step.choice.do for step in made),
        ledger=_ledger(session, worked_out.ledger, made),
        shares=worked_out.shares,
        questions=tuple(question.format(affected=affected) for question in say.QUESTIONS[part]),
        roads=roads(session),
        condition=room.condition,
        review_on=room.review_on,
        if_then_cue=scenario.if_then_cue,
        if_then_lines=scenario.if_then_lines,
    )


def _ledger(session: Session, ledger: tuple[LedgerEntry, ...], made: tuple[Step, ...]) -> tuple[v.LedgerView, ...]:
    """Harm of the path: its sentence, or where that says “you”, what the story went on with."""
    did, language = {step.choice.id: step.choice.do for step in made}, session.scenario.language
    path = {choice: say.ON_THIS_PATH.format(do=do) for choice, do in did.items()}
    told = (
        (path.get(entry.source, say.AT_THE_START) if say.says_you(entry.says, language) else entry.says,
         did.get(entry.repaired_by, ""))
        for entry in ledger
    )
    return tuple(v.LedgerView(says, repaired_by) for says, repaired_by in dict.fromkeys(told))


def roads(session: Session) -> tuple[r.RoadView, ...]:
    """The decisions of the path, each with what was open there and not taken."""
    play, told = session.position.play, []
    for step in first_visits(history(play)):
        decision = session.scenario.scenes[step.scene].exit
        moment = before(play, step.scene)
        if not isinstance(decision, Decision) or moment is None:
            continue
        shown = in_shown_order(offers(moment), session.seed, step.scene, decision.is_order_fixed)
        others = tuple(
            v.OfferView(LETTERS[place], offer.choice.id, offer.choice.do, True, "")
            for place, offer in enumerate(shown)
            if offer.is_open and offer.choice.id != step.choice.id
        )
        told.append(r.RoadView(scene=step.scene, ask=decision.ask, taken=step.choice.do, others=others))
    return tuple(told)
