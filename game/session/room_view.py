"""
What each audience may see of a room: `wall_view`, `voter_view`, `facilitator_view`.

What an audience may not see is left out here and nowhere else.
"""

from __future__ import annotations

from game.core import ballot as ballots
from game.core.ballot import SOMETHING_ELSE, Tally, TieRule
from game.core.disclosure import may_show
from game.core.playthrough import LedgerEntry, Step, before, history, in_shown_order, offers, scene_of
from game.core.scenario import Affected, Decision
from game.core.scoring import alternatives, first_visits, profile
from game.session import room_views as r
from game.session import room_words as say
from game.session import views as v
from game.session.ahead import decisions_ahead
from game.session.phases import Phase
from game.session.room import RoomPosition, Round, moves, split_of
from game.session.session import ASKING as _ASKING
from game.session.session import Session
from game.session.view import (
    LETTERS,
    alternative_view,
    briefing,
    ending_view,
    look_closer_view,
    panel_now,
    script_view,
)

SHAPES = tuple(r.Shape)
MORE_THAN_COUNTED = 10  # percent over the headcount: with more than that, somebody may vote twice


def wall_view(session: Session, *, joined: int | None = None) -> r.WallView:
    """What the projector may show.

    Args:
        session: Of a room.
        joined: How many phones are there, for the lobby; None: not to be shown.
    """
    position, scenario = session.position, session.scenario
    made = {step.scene for step in history(position.play)}
    here = {position.play.state.scene} if session.phase in _ASKING else set()
    return r.WallView(
        title=scenario.title,
        phase=session.phase,
        number=len(made | here),
        count=len(made) + decisions_ahead(scenario).get(position.play.state.scene, 0),
        screen=_screen(session, _room(session), joined),
        is_rehearsal=_room(session).rules.is_rehearsal,
    )


def voter_view(session: Session, step: int) -> r.VoterView:
    """What a phone may show; `step` counts up whenever that changes."""
    room, phase = _room(session), session.phase
    state = {
        Phase.THINK: "think", Phase.VOTE: "vote", Phase.VOTED: "closed", Phase.REVEAL: "reveal",
        Phase.COMPARE: "reveal", Phase.TALK: "think", Phase.CLOSED: "end",
    }.get(phase, "wait")
    told = r.VoterView(
        step=step,
        state=state,
        title=session.scenario.title,
        # Whoever joins late votes knowing them too; once a vote was closed, they stand.
        promises=() if room.votes else _promises(room),
        is_rehearsal=room.rules.is_rehearsal,
    )
    if state in ("wait", "end"):
        return told
    ask, options = _asked(session)
    return r.VoterView(
        step=step,
        state=state,
        title=told.title,
        ask=ask,
        options=options,
        ballot=room.ballot.number if room.ballot else 0,
        round=room.ballot.round if room.ballot else len(room.rounds),
        revealed=tuple(_round(each, options, room) for each in room.rounds[-2:]) if state == "reveal" else (),
        promises=told.promises,
        is_rehearsal=told.is_rehearsal,
    )


def facilitator_view(session: Session, *, joined: int = 0, minutes_used: int | None = None) -> r.FacilitatorView:
    """What the facilitator may see: the wall's screen, and what helps to lead."""
    room, scenario = _room(session), session.scenario
    counted = _counted(room)
    decision = _decision(session)
    options = _asked(session)[1] if session.phase in _ASKING else ()
    split = split_of(room)
    headcount = room.rules.headcount
    return r.FacilitatorView(
        wall=wall_view(session, joined=joined),
        next_step=_next_step(session, room),
        tally=_tally(counted, options) if counted else (),
        voted=counted.voters if counted else 0,
        passed=counted.passed if counted else 0,
        joined=joined,
        headcount=headcount,
        more_than_headcount=bool(
            headcount
            and 100 * max(joined, counted.present if counted else 0) > (100 + MORE_THAN_COUNTED) * headcount
        ),
        split=split,
        prompt=say.SAY[split] if split else "",
        notes=scenario.facilitator.notes,
        hard_remarks=scenario.facilitator.hard_remarks,
        reminders=say.REMINDERS,
        discuss=decision.discuss if decision else "",
        reflect=decision.reflect if decision else "",
        tie_rule=room.rules.tie_rule,
        can_adopt=_can_adopt(room, options),
        minutes_used=minutes_used,
        minutes_planned=room.rules.minutes,
        roads=_roads(session),
        pointers={dimension.value: words for dimension, words in scenario.pointers.items()},
    )


def _room(session: Session) -> RoomPosition:
    room = session.position.room
    if room is None:
        raise ValueError("one person plays here, and no room")
    return room


def _screen(session: Session, room: RoomPosition, joined: int | None) -> r.WallScreen:
    phase = session.phase
    match phase:
        case Phase.BRIEFING | Phase.LOBBY:
            return r.LobbyView(briefing=briefing(session.scenario), joined=joined, promises=_promises(room))
        case Phase.SCENE:
            return script_view(session)
        case Phase.LOOK_CLOSER:
            return look_closer_view(session)
        case Phase.CONSEQUENCE:
            return _told(session) if room.is_told and not session.position.practice else script_view(session)
        case Phase.COMMENTARY:
            step = _step(session)
            others = tuple(alternative_view(other) for other in alternatives(session.scenario, step))
            return r.WhyView(choice=step.choice.do, commentary=step.choice.commentary, others=others)
        case Phase.ENDING:
            return ending_view(session)
        case Phase.DEBRIEF | Phase.CLOSED:
            return _debrief(session, room)
        case _:
            return _asking(session, room)


def _asking(session: Session, room: RoomPosition) -> r.WallScreen:
    ask, options = _asked(session)
    match session.phase:
        case Phase.VOTE:
            assert room.ballot is not None  # the phase is entered by opening one
            return r.VoteView(ask=ask, options=options, ballot=room.ballot.number, round=room.ballot.round)
        case Phase.VOTED:
            return r.VotedView(ask=ask, options=options, round=len(room.rounds))
        case Phase.REVEAL:
            return r.RevealView(
                ask=ask,
                shown=_round(room.rounds[-1], options, room),
                is_tie=len(room.leading) > 1,
                tie_rule=room.rules.tie_rule,
                leading=_letters(room.leading, options),
            )
        case Phase.COMPARE:
            first, second = room.rounds[-2:]
            return r.CompareView(
                ask=ask,
                first=_round(first, options, room),
                second=_round(second, options, room),
                moves=_moves(room, options),
                is_tie=len(room.leading) > 1,
                tie_rule=room.rules.tie_rule,
                leading=_letters(room.leading, options),
            )
        case Phase.TALK:
            # How the room split is told by the prompt only where the room has seen it.
            split = split_of(room) if room.last and room.last.is_revealed else None
            prompt, minutes = say.TALK[split] if split else say.TALK_FIRST
            return r.TalkView(ask=ask, options=options, prompt=prompt, minutes=minutes)
        case _:
            made = {step.scene for step in history(session.position.play)}
            here = scene_of(session.position.play).id
            return r.ThinkView(
                panel=panel_now(session),
                ask=ask,
                options=options,
                number=len(made | {here}),
                count=len(made) + decisions_ahead(session.scenario).get(here, 1),
            )


# --- what is asked and how it came out -----------------------------------------------------------------------------


def _decision(session: Session) -> Decision | None:
    scene = scene_of(session.position.play)
    if session.phase in _ASKING:
        return scene.exit if isinstance(scene.exit, Decision) else None
    return session.decision(session.position)


def _asked(session: Session) -> tuple[str, tuple[r.OptionView, ...]]:
    """The question, and its options in the order on screen; “something else” is the last."""
    play = session.position.play
    scene = scene_of(play)
    decision = scene.exit
    assert isinstance(decision, Decision)
    shown = in_shown_order(offers(play), session.seed, scene.id, decision.is_order_fixed)
    options = [
        r.OptionView(
            offer.choice.id, LETTERS[place], SHAPES[place % len(SHAPES)], offer.choice.do, offer.is_open, offer.reason
        )
        for place, offer in enumerate(shown)
    ]
    place = len(options)
    other = r.OptionView(SOMETHING_ELSE, LETTERS[place], SHAPES[place % len(SHAPES)], say.SOMETHING_ELSE_DO)
    return decision.ask, (*options, other)


def _counted(room: RoomPosition) -> Tally | None:
    if room.ballot is not None:
        return ballots.tally(room.ballot)
    return room.last.tally if room.last else None


def _tally(counted: Tally, options: tuple[r.OptionView, ...]) -> tuple[r.TallyView, ...]:
    by_id = {option.id: option for option in options}
    return tuple(
        r.TallyView(by_id[option], phones, hands)
        for option, phones, hands in zip(counted.options, counted.phones, counted.hands, strict=True)
        if option in by_id
    )


def _round(made: Round, options: tuple[r.OptionView, ...], room: RoomPosition) -> r.RoundView:
    """A round as it may be shown: with few votes, and after a crash where counts were not kept, only what leads."""
    counted, told = made.tally, made.kept
    is_shown = counted is not None and may_show(counted, room.rules.enough_votes)
    counts: dict[str, int | None]
    if is_shown and counted is not None:
        counts = dict(zip(counted.options, counted.counts, strict=True))
        voters, passed = counted.voters, counted.passed
    else:
        counts = {entry.option: entry.count for entry in told.counts}
        voters, passed = told.voters or 0, 0
    asked = {entry.option for entry in told.counts}
    return r.RoundView(
        round=told.round,
        bars=tuple(
            r.BarView(option, count := counts.get(option.id), _share(count, voters), option.id in made.leading)
            for option in options
            if option.id in asked
        ),
        voters=voters or None,
        passed=passed if is_shown else None,
        by_hands=told.by_hands,
        by_phones=told.by_phones,
    )


def _share(count: int | None, voters: int) -> float | None:
    return None if count is None or not voters else count / voters


def _moves(room: RoomPosition, options: tuple[r.OptionView, ...]) -> tuple[r.MoveView, ...]:
    letters = {option.id: option.letter for option in options}
    return tuple(
        r.MoveView(letters[one], letters[other], count)
        for (one, other), count in sorted(moves(room).items(), key=lambda each: -each[1])
        if one in letters and other in letters
    )


def _letters(ids: tuple[str, ...], options: tuple[r.OptionView, ...]) -> tuple[str, ...]:
    return tuple(option.letter for option in options if option.id in ids)


def _can_adopt(room: RoomPosition, options: tuple[r.OptionView, ...]) -> tuple[r.OptionView, ...]:
    """What the story can go on with: what leads first.  “Something else” is not a road; the facilitator picks one."""
    roads = [option for option in options if option.is_open and option.id != SOMETHING_ELSE]
    leading = room.leading
    return tuple(sorted(roads, key=lambda option: option.id not in leading))


def _next_step(session: Session, room: RoomPosition) -> str:
    phase = session.phase
    if phase is Phase.DEBRIEF and session.position.part == len(say.PARTS) - 1:
        return say.ALL_TOLD
    if phase in (Phase.REVEAL, Phase.COMPARE) and len(room.leading) > 1:
        return say.TIED + say.TIES[room.rules.tie_rule]
    if phase in (Phase.REVEAL, Phase.COMPARE) and SOMETHING_ELSE in room.leading:
        return say.ONLY_LEADS
    if phase is Phase.CONSEQUENCE and still_to_show(session):
        return say.SHOW_OTHER
    return say.NEXT[phase]


def adopted_by_rule(session: Session) -> str | None:
    """The choice that the last vote and the tie rule settle; None where somebody has to choose, or vote again."""
    room = _room(session)
    leading = tuple(option for option in room.leading if option != SOMETHING_ELSE)
    if len(room.leading) == 1:
        return leading[0] if leading else None
    if leading and room.rules.tie_rule in (TieRule.STORY, TieRule.BOTH):
        scene = scene_of(session.position.play)
        assert isinstance(scene.exit, Decision)
        return next((choice.id for choice in scene.exit.choices if choice.id in leading), None)
    return None


def still_to_show(session: Session) -> str | None:
    """What led together with the choice taken and is to be seen too, by the tie rule; None where there is nothing."""
    room, position = _room(session), session.position
    if session.phase is not Phase.CONSEQUENCE or position.practice or room.rules.tie_rule is not TieRule.BOTH:
        return None
    also_led = room.adopted[-1].also_led if room.adopted else ()
    return next((option for option in also_led if option != SOMETHING_ELSE), None)


# --- looking back ----------------------------------------------------------------------------------------------------


def _told(session: Session) -> r.ToldView:
    return r.ToldView(panel=panel_now(session), says=_step(session).choice.do)


def _step(session: Session) -> Step:
    step = session.position.step
    assert step is not None  # the phases after a decision are entered by choosing
    return step


def _promises(room: RoomPosition) -> tuple[str, ...]:
    promises = (line.format(votes=room.rules.enough_votes) for line in say.PROMISES)
    return (*promises, say.TIES[room.rules.tie_rule])


def _debrief(session: Session, room: RoomPosition) -> r.GroupDebriefView:
    position, scenario = session.position, session.scenario
    made = history(position.play)
    worked_out = profile(position.play)
    part = say.PARTS[min(position.part, len(say.PARTS) - 1)]
    names = [person.name for person in scenario.cast.values() if person.affected is Affected.YES]
    affected = " and ".join(names) or "the people there"
    return r.GroupDebriefView(
        part=position.part,
        parts=say.PARTS,
        ending=ending_view(session),
        # Summaries tell one player what they did (“You asked …”); a room’s path is told as what it went on with.
        run=tuple(step.choice.do for step in made),
        ledger=_ledger(session, worked_out.ledger, made),
        shares=worked_out.shares,
        questions=tuple(question.format(affected=affected) for question in say.QUESTIONS[part]),
        roads=_roads(session),
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


def _roads(session: Session) -> tuple[r.RoadView, ...]:
    """The decisions of the path, each with what was open there and not taken."""
    play, roads = session.position.play, []
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
        roads.append(r.RoadView(scene=step.scene, ask=decision.ask, taken=step.choice.do, others=others))
    return tuple(roads)
