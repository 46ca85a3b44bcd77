"""
What each audience may see of a room: `wall_view`, `voter_view`, `facilitator_view`.

What an audience may not see is left out here and nowhere else.
"""

from __future__ import annotations

from game.core import ballot as ballots
from game.core.ballot import SOMETHING_ELSE, Tally, TieRule
from game.core.disclosure import may_show
from game.core.playthrough import Step, history, in_shown_order, offers, scene_of
from game.core.scenario import Decision
from game.core.scoring import alternatives
from game.session import room_views as r
from game.session import room_words as say
from game.session.ahead import decisions_ahead
from game.session.phases import Phase
from game.session.room import RoomPosition, Round, moves, split_of
from game.session.room_looking_back import debrief, look_back_step, roads
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
    told_in_short,
)

SHAPES = tuple(r.Shape)
LINES_TOLD = 2  # of what came of a decision that is told: enough to understand what comes next
MORE_THAN_COUNTED = 10  # percent of phones over the headcount: with more than that, somebody may vote twice


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
    split, is_shown = split_of(room), bool(room.last and room.last.is_revealed and not room.ballot)
    headcount = room.rules.headcount
    return r.FacilitatorView(
        wall=wall_view(session, joined=joined),
        next_step=_next_step(session, room, joined),
        tally=_tally(counted, options, room) if counted else (),
        is_shown=is_shown,
        voted=counted.voters if counted else 0,
        passed=counted.passed if counted else 0,
        joined=joined,
        headcount=headcount,
        more_than_headcount=bool(
            headcount
            # A phone may have come twice by itself; votes are counted one by one.
            and (
                100 * joined > (100 + MORE_THAN_COUNTED) * headcount
                or (counted is not None and counted.present > headcount)
            )
        ),
        split=split,
        # With the second vote, what helps a room to talk has done its work.
        prompt=(say.SAY if is_shown else say.SAY_UNSEEN)[split] if split and len(room.rounds) == 1 else "",
        notes=scenario.facilitator.notes,
        hard_remarks=scenario.facilitator.hard_remarks,
        reminders=say.REMINDERS,
        discuss=decision.discuss if decision else "",
        reflect=decision.reflect if decision else "",
        tie_rule=room.rules.tie_rule,
        can_adopt=_can_adopt(room, options),
        minutes_used=minutes_used,
        minutes_planned=room.rules.minutes,
        roads=roads(session),
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
            return debrief(session, room)
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


def _tally(counted: Tally, options: tuple[r.OptionView, ...], room: RoomPosition) -> tuple[r.TallyView, ...]:
    by_id = {option.id: option for option in options}
    # Raised hands were seen and typed.  A few votes by phone are the facilitator's no more than the room's.
    is_hidden = any(counted.phones) and not may_show(counted, room.rules.enough_votes)
    return tuple(
        r.TallyView(by_id[option], None if is_hidden else phones, hands)
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
    asked, led = {entry.option for entry in told.counts}, room.led(made)
    return r.RoundView(
        round=told.round,
        bars=tuple(
            r.BarView(option, count := counts.get(option.id), _share(count, voters), option.id in led)
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


def _next_step(session: Session, room: RoomPosition, joined: int) -> str:
    phase = session.phase
    if phase is Phase.LOBBY:
        headcount = room.rules.headcount
        return say.WAIT.format(joined=f"{joined} of {headcount}" if headcount else f"{joined} so far")
    if phase is Phase.DEBRIEF:
        return look_back_step(session, room)
    if phase in (Phase.REVEAL, Phase.COMPARE):
        if not room.leading:
            return say.NONE_NAMED
        if adopted_by_rule(session) is None:
            return say.TIED[room.rules.tie_rule] if len(room.leading) > 1 else say.ELSE_LEADS
        if len(room.leading) > 1:
            return say.TIED[room.rules.tie_rule]
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


# --- after a choice, and promises -------------------------------------------------------------------------------------


def _told(session: Session) -> r.ToldView:
    panel, lines = told_in_short(session, LINES_TOLD)
    return r.ToldView(panel=panel, says=_step(session).choice.do, lines=lines)


def _step(session: Session) -> Step:
    step = session.position.step
    assert step is not None  # the phases after a decision are entered by choosing
    return step


def _promises(room: RoomPosition) -> tuple[str, ...]:
    promises = (line.format(votes=room.rules.enough_votes) for line in say.PROMISES)
    return (*promises, say.TIES[room.rules.tie_rule])
