"""
`Session`: the only mutable state of a play.

`handle` works out the new values first, then fires the phase, and only then keeps them, so a refused command changes
nothing that anyone can see.  A session is rebuilt by handling the same commands again.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from game.core.ballot import NotCounted
from game.core.playthrough import (
    NotOffered,
    before,
    begin,
    choose,
    has_ended,
    history,
    in_shown_order,
    offers,
    scene_of,
    script_of,
)
from game.core.scenario import Decision, Scenario, Scene
from game.session import messages as m
from game.session import room as rooms
from game.session.phases import Facts, Phase, PhaseMachine, WrongPhase
from game.session.position import Position, Practice, arrived, consequence, last_made, script_at, taken_at
from game.session.room import NotInThisRoom, RoomPosition, RoomRules
from game.session.room_words import NOT_NOW, PARTS

GUIDED_DECISIONS = 2  # with automatic pacing, of a first scenario: enough to show what the why is like


# A room is at its decision.
ASKING = (Phase.THINK, Phase.VOTE, Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE)
# What is shown of a decision once it was made, and before the story goes on.
AFTER_CHOOSING = (Phase.PROBE, Phase.CONSEQUENCE, Phase.REFLECTION, Phase.COMMENTARY, Phase.ALTERNATIVES)
DEBRIEF_PARTS = ("closing", "came-through", "moments", "next-time", "map")


class Session:
    """One play of one scenario by one player.

    Args:
        scenario: Checked.
        seed: Decides the order of choices on screen, any whole number.
        pacing: When the why is told.
        is_first_scenario: Whether the player has finished none before; read only with automatic pacing.
        room: Rules of a room that plays together; None for one player.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int = 0,
        pacing: m.Pacing = m.Pacing.GUIDED,
        is_first_scenario: bool = True,
        room: RoomRules | None = None,
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        self.is_first_scenario = is_first_scenario
        self._machine = PhaseMachine()
        self._position = Position(begin(scenario), pacing=pacing, room=RoomPosition(rules=room) if room else None)

    @property
    def phase(self) -> Phase:
        """What the player is doing."""
        return self._machine.phase

    @property
    def position(self) -> Position:
        """Where the play is."""
        return self._position

    def twin(self) -> Session:
        """Another session at the same moment: what is done with it changes nothing here."""
        other = copy(self)
        other._machine = PhaseMachine(self.phase)
        return other

    def handle(self, command: m.Command) -> tuple[m.Event, ...]:
        """Do what a shell asks.

        Returns:
            What came of it.  A refusal is the only event of its command, and nothing has changed.
        """
        try:
            return self._handle(command)
        except (WrongPhase, NotOffered, NotCounted, NotInThisRoom, NotNow) as refusal:
            return (m.Refused(command, str(refusal)),)

    def _handle(self, command: m.Command) -> tuple[m.Event, ...]:
        now = self._position
        match command:
            case m.Begin():
                return self._move("begin", arrived(now))
            case m.Continue(to_line):
                return self._show_lines(to_line)
            case m.GoOn():
                return self._go_on()
            case m.LookCloser(at):
                return self._look_closer(at)
            case m.LookUp():
                return self._move("look_up", replace(now, glance=None))
            case m.Choose(choice):
                return self._choose(choice)
            case m.TimeUp():
                return self._time_up()
            case m.AnswerProbe(sureness, reason):
                return self._answer(sureness, reason)
            case m.TryAgain(scene):
                return self._try_again(scene)
            case m.StopTrying():
                return self._move("stop_trying", replace(now, practice=None))
            case m.ShowPart(part):
                return self._show_part(part)
            case m.SetPacing(pacing):
                if self.phase is Phase.CLOSED:
                    raise WrongPhase("this play is finished")
                self._position = replace(now, pacing=pacing)
                return (m.Changed(),)
            case m.Close() if now.room is not None:
                # A vote that is open is not counted any more, and a road that is being looked at was not taken.
                room = replace(now.room, ballot=None, rounds=(), is_told=False)
                return self._move("close", replace(now, room=room, practice=None))
            case m.Close():
                return self._move("close", now)
            case _:
                return self._handle_room(command)

    # --- what the guards see -----------------------------------------------------------------------------------

    def facts(self, position: Position) -> Facts:
        """What decides the next phase, at a position."""
        decision = self.decision(position)
        play = position.moment
        return Facts(
            has_script=bool(script_of(play)),
            is_at_ending=has_ended(play),
            is_group=position.room is not None,
            has_earlier_round=bool(position.room and len(position.room.rounds) > 1),
            can_show_other=bool(position.room and self.phase is Phase.CONSEQUENCE and not position.practice),
            is_guided=self.is_guided(position),
            has_probe=bool(decision and decision.probe),
            has_reflection=bool(decision and decision.reflect),
            has_glances=bool(self.scene_on_screen(position).look_closer),
            came_from_scene=position.came_from is Phase.SCENE,
            is_practice=position.practice is not None,
            is_from_debrief=bool(position.practice and position.practice.returns_to is Phase.DEBRIEF),
            can_try_again=any(step.scene not in position.tried for step in history(position.play)),
        )

    def decision(self, position: Position) -> Decision | None:
        """The decision that was just made in consequence, commentary …; else the one the play rests at."""
        step = position.step
        scenes = self.scenario.scenes
        scene = scenes[step.scene] if step and self.phase in AFTER_CHOOSING else scene_of(position.moment)
        return scene.exit if isinstance(scene.exit, Decision) else None

    def scene_on_screen(self, position: Position) -> Scene:
        """The scene of the line that is read; at a decision or later, the scene where the play rests."""
        reads = self.phase is Phase.SCENE or (
            self.phase is Phase.LOOK_CLOSER and position.came_from is Phase.SCENE
        )
        script = script_of(position.play) if reads else ()
        return script[max(0, position.line - 1)][0] if script else scene_of(position.moment)

    def is_guided(self, position: Position) -> bool:
        """Whether the why comes at once, for the decision that was last made."""
        if position.pacing is m.Pacing.AUTOMATIC:
            return self.is_first_scenario and len(history(position.play)) <= GUIDED_DECISIONS
        return position.pacing is m.Pacing.GUIDED

    # --- one command each ----------------------------------------------------------------------------------------

    def _move(
        self, trigger: str, new: Position, *more: m.Event, seen: Position | None = None
    ) -> tuple[m.Event, ...]:
        try:
            self._machine.fire(trigger, self.facts(seen or self._position))
        except WrongPhase:
            if self._position.room is None or trigger not in NOT_NOW:
                raise
            raise WrongPhase(NOT_NOW[trigger]) from None  # a facilitator reads it, and perhaps the room too
        self._position = new
        moved = (*more, m.Moved(self.phase))
        if self.phase is Phase.ENDING:
            return (*moved, m.Ended(new.play.state.scene))
        return moved

    def _show_lines(self, to_line: int) -> tuple[m.Event, ...]:
        there_are = len(script_at(self.phase, self._position))
        if not there_are:
            raise WrongPhase(f"there are no lines to show in {self.phase.value}")
        if not self._position.line < to_line <= there_are:
            raise NotNow(f"line {to_line} is not after line {self._position.line} of {there_are}")
        self._position = replace(self._position, line=to_line)
        return (m.LinesShown(to_line),)

    def _go_on(self) -> tuple[m.Event, ...]:
        now = self._position
        if now.line < len(script_at(self.phase, now)):
            raise NotNow("there is more to read first")
        if self.phase is Phase.COMMENTARY and now.practice and now.room is None:
            return self._move("go_on", replace(now, practice=None))
        if now.room is not None and self.phase in (Phase.CONSEQUENCE, Phase.COMMENTARY):
            return self._move_room_on(now)
        if self.phase in (Phase.CONSEQUENCE, Phase.ALTERNATIVES) and not now.practice:
            return self._move("go_on", arrived(now))
        return self._move("go_on", now)

    def _look_closer(self, at: int) -> tuple[m.Event, ...]:
        now, scene = self._position, self.scene_on_screen(self._position)
        if scene.look_closer and not 0 <= at < len(scene.look_closer):
            raise NotNow(f"there are {len(scene.look_closer)} things to look at, counted from 0; {at} is not one")
        came_from = now.came_from if self.phase is Phase.LOOK_CLOSER else self.phase
        seen = now.glances_seen | {(scene.id, at)}
        return self._move("look_closer", replace(now, glance=at, glances_seen=seen, came_from=came_from))

    def _choose(self, choice: str) -> tuple[m.Event, ...]:
        now = self._position
        taken = choose(now.moment, choice)  # raises where it is not offered; nothing has changed then
        made = m.ChoiceMade(now.moment.state.scene, choice, now.practice is not None)
        if now.practice:
            practice = replace(now.practice, taken=taken)
            new = replace(now, practice=practice, practised=(*now.practised, (made.scene, choice)))
        else:
            new = replace(now, play=taken)
        consequence_starts = replace(new, line=min(1, len(consequence(new))))
        return self._move("choose", consequence_starts, made)

    def _time_up(self) -> tuple[m.Event, ...]:
        decision = self.decision(self._position)
        if self.phase is not Phase.DECISION or not decision or not decision.on_timeout:
            raise WrongPhase("no timer is running")
        return self._choose(decision.on_timeout)

    def _answer(self, sureness: m.Sureness | None, reason: int | None) -> tuple[m.Event, ...]:
        now, decision = self._position, self.decision(self._position)
        if self.phase is not Phase.PROBE or not decision or not now.step:
            raise WrongPhase("nothing is asked now")
        if reason is not None and reason != m.SOMETHING_ELSE and not 0 <= reason < len(decision.reasons):
            raise NotNow(f"there are {len(decision.reasons)} reasons, counted from 0; {reason} is not one")
        if sureness is None and reason is None:
            return self._move("answer", now)
        answered = m.ProbeAnswered(now.step.scene, now.step.choice.id, sureness, reason)
        return self._move("answer", replace(now, probes=(*now.probes, answered)), answered)

    # --- a room --------------------------------------------------------------------------------------------------

    def _handle_room(self, command: m.RoomCommand) -> tuple[m.Event, ...]:
        now = self._position
        if now.room is None:
            raise WrongPhase("one person plays here, and no room")
        match command:
            case m.OpenVote():
                scene = scene_of(now.play)
                is_fixed = isinstance(scene.exit, Decision) and scene.exit.is_order_fixed
                shown = in_shown_order(offers(now.play), self.seed, scene.id, is_fixed)
                choices = tuple(offer.choice.id for offer in shown if offer.is_open)
                return self._move("open_vote", self._with_room(rooms.opened(now.room, scene.id, choices)))
            case m.CastVote(ballot, votes):
                return self._keep_room(rooms.voted(now.room, ballot, votes))
            case m.TypeHands(option, count):
                return self._keep_room(rooms.with_hands(now.room, option, count))
            case m.UndoHands():
                return self._keep_room(rooms.without_last_hands(now.room))
            case m.CloseVote(told):
                return self._move("close_vote", self._with_room(rooms.closed(now.room, told)))
            case m.Reveal():
                return self._move("reveal", self._with_room(rooms.revealed(now.room)))
            case m.Talk():
                return self._move("talk", now)
            case m.Adopt(choice, is_told):
                return self._adopt(choice, now.room, is_told=is_told)
            case m.AskWhy():
                return self._ask_why()
            case m.GoBack(scene_id):
                return self._go_back(scene_id, now.room)
            case m.ShowRoad(scene_id, choice):
                return self._show_road(scene_id, choice)
            case m.SetHeadcount(people):
                return self._keep_room(rooms.with_headcount(now.room, people))
            case m.SetTieRule(rule):
                return self._keep_room(rooms.with_rules(now.room, tie_rule=rule))
            case m.Agree(condition, review_on):
                return self._keep_room(rooms.agreed(now.room, condition, review_on))

    def _with_room(self, room: RoomPosition) -> Position:
        return replace(self._position, room=room)

    def _keep_room(self, room: RoomPosition) -> tuple[m.Event, ...]:
        if self.phase is Phase.CLOSED:
            raise WrongPhase("this session is over")
        self._position = self._with_room(room)
        return (m.Changed(),)

    def _adopt(self, choice: str, room: RoomPosition, *, is_told: bool) -> tuple[m.Event, ...]:
        now, scene = self._position, scene_of(self._position.play)
        if is_told and (not isinstance(scene.exit, Decision) or scene.exit.skippable != choice):
            raise NotNow("only a decision that may be skipped is told, by the choice that stands in for it")
        taken = choose(now.play, choice)  # raises where it is not offered
        new = replace(now, play=taken, room=rooms.adopting(room, scene.id, choice, is_told=is_told))
        made = m.ChoiceMade(scene.id, choice, False)
        return self._move("adopt", replace(new, line=0 if is_told else min(1, len(consequence(new)))), made)

    def _move_room_on(self, now: Position) -> tuple[m.Event, ...]:
        """From a consequence or its why to what comes next, or back to the debrief from a road that was not taken."""
        practice = now.practice
        ahead = replace(now, practice=None)
        if practice is not None and practice.returns_to is Phase.DEBRIEF:
            return self._move("go_on", ahead)
        on = arrived(replace(ahead, room=replace(now.room, is_told=False) if now.room else None))
        return self._move("go_on", on, seen=ahead)

    def _ask_why(self) -> tuple[m.Event, ...]:
        if self.phase is Phase.COMMENTARY:
            raise NotNow("the why is already on the wall")
        if self.phase is Phase.CONSEQUENCE:
            self._check_all_is_read()
        return self._move("ask_why", self._position)

    def _check_all_is_read(self) -> None:
        """What came of a choice is not left in the middle: nothing leads back to the rest of it."""
        if self._position.line < len(script_at(self.phase, self._position)):
            raise NotNow("show the last panel first")

    def _go_back(self, scene: str, room: RoomPosition) -> tuple[m.Event, ...]:
        now = self._position
        # A story may come to a decision again: what is undone is the last time that it was made.
        is_here = scene_of(now.play).id == scene and self.phase in ASKING
        moment = now.play if is_here else last_made(now.play, scene)
        if moment is None:
            raise NotNow("that decision was not part of this path")
        standing = rooms.back_at(room, len(history(moment)))
        back = replace(arrived(replace(now, play=moment, practice=None)), room=standing)
        # At the decision itself: what leads there has been read.
        return self._move("go_back", replace(back, line=len(script_of(moment)), part=0))

    def _show_road(self, scene: str, choice: str) -> tuple[m.Event, ...]:
        now = self._position
        if self.phase is Phase.CONSEQUENCE and (now.step is None or now.step.scene != scene):
            raise NotNow("only the other way of this decision can be shown now")
        made = scene in {step.scene for step in history(now.play)}
        moment = now.play.previous if self.phase is Phase.CONSEQUENCE else before(now.play, scene)
        if moment is None or not made:
            raise NotNow("that decision was not part of this path")
        if choice == taken_at(now.play, moment):
            raise NotNow("that is the way that was taken")
        self._check_all_is_read()
        taken = choose(moment, choice)
        new = replace(now, practice=Practice(scene, moment, self.phase, taken))
        shown = replace(new, line=min(1, len(consequence(new))))
        return self._move("show_road", shown, m.ChoiceMade(scene, choice, True))

    def _try_again(self, scene: str) -> tuple[m.Event, ...]:
        now = self._position
        moment = before(now.play, scene)
        if moment is None or scene not in {step.scene for step in history(now.play)}:
            raise NotNow("that moment was not part of this play")
        if scene in now.tried:
            raise NotNow("this moment was tried another way already")
        practice = Practice(scene, moment, self.phase)
        return self._move("try_again", replace(now, practice=practice, tried=now.tried | {scene}))

    def _show_part(self, part: int) -> tuple[m.Event, ...]:
        if self.phase is not Phase.DEBRIEF:
            raise WrongPhase(f"there is no debrief in {self.phase.value}")
        parts = len(PARTS if self._position.room else DEBRIEF_PARTS)
        if not 0 <= part < parts:
            raise NotNow(f"the debrief has {parts} parts, counted from 0; {part} is not one")
        self._position = replace(self._position, part=part)
        return (m.Changed(),)


class NotNow(ValueError):
    """A command that the phase allows and its values do not."""
