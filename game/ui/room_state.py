"""
A session of a group as it is shown: to the wall, to the facilitator, to phones.

It hands commands to the session and takes what phones send.  It holds no pixels and reads no events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.core.scenario import Decision
from game.hosting import Hosting
from game.server.link import Finished, Joined, Problem, Reached, Serving, Votes
from game.session import messages as m
from game.session import room_views as r
from game.session.phases import Phase
from game.session.room_view import adopted_by_rule, facilitator_view, voter_view, wall_view
from game.session.room_words import PARTS
from game.session.views import ScriptView
from game.ui.room_asking import Asking, asked_steps
from game.ui.room_clock import Clock
from game.ui.room_desk import Ask, Desk, DeskView, Step
from game.ui.room_link import Link
from game.ui.room_play import RoomPlay
from game.ui.room_steps import Moment, next_words, steps_now
from game.ui.screens.room.canvas import Join, WallExtras, WallPage, wall_look
from game.ui.screens.room.story import lines_on_wall, next_line, panels_before
from game.ui.screens.room.wall import wall_page
from game.ui.stage import Stage
from game.ui.theme import Look

CLOSE_ANYWAY = 8.0  # seconds to wait for the last votes of phones, a server that comes back included
SHORT = 30  # minutes: decisions that may be told are told
ADOPTING = (Phase.THINK, Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE)
CLOSING = "Closing the vote: the last phones are coming in."
SAMPLE_JOIN = Join("This is a rehearsal. In a session this code leads to the vote.", "192.0.2.1:8765", "SAMPLE")
ONLY_HERE = "Only this computer can join. For phones, start it with --lan, or from the library."
REACHED = "Another device has reached this computer: phones can join."


class Room:
    """One session's worth of state.

    Args:
        play: The session.
        stage: Where people are in each place.
        hosting: What was settled.
        look: Of the wall, as it is set; its owner replaces it when the wall changes.
        now: Seconds of a clock that only goes on.
        link: To the phones; None where hands are raised.
        key_of_room: What the picture code carries after the address, and the code to type.
        finish: Writes what may be kept, when the session is over; gives what to say about it.
        served: Told the port at which phones reach the room.
        step: Of what phones showed last, where this session was begun earlier.
        ballots_before: How many votes its phones took part in before it: for them the numbers go on from there.

    Attributes:
        desk: What is typed, asked, laid over the wall.
        wants_to_quit: Both windows are to be closed.
        screens: What “Check my screens” says.
    """

    def __init__(
        self,
        play: RoomPlay,
        stage: Stage,
        hosting: Hosting,
        look: Look,
        *,
        now: Callable[[], float],
        link: Link | None = None,
        key_of_room: tuple[str, str] = ("", ""),
        finish: Callable[[], Sequence[str]] | None = None,
        served: Callable[[int], None] | None = None,
        step: int = 0,
        ballots_before: int = 0,
    ) -> None:
        self.play, self.hosting, self.look = play, hosting, look
        self.desk = Desk()
        self.wants_to_quit = False
        self.screens: tuple[str, ...] = ()
        self.stage, self.now, self.link, self._finish = stage, now, link, finish
        self._key_of_room, self._served, self._step = key_of_room, served, step
        # Whoever rehearses sees how joining looks.  The address is one that no computer has.
        self.join: Join | None = SAMPLE_JOIN if hosting.invented else None
        self._joined = self._connected = 0
        self._trouble = ""
        self._is_over = False  # no server for phones runs, nor will
        self._told: tuple[str, ...] = ()
        self._shown: r.VoterView | None = None
        self._closing: tuple[int, float] | None = None  # the ballot that phones finish, and since when
        self.clock = Clock(now)
        self._began: float | None = None
        self._came_back: float | None = None  # to a story that began in an earlier run of the program
        self.ballots_before = ballots_before
        self.moved = float("-inf")
        self._tell_phones()

    # --- what is shown -----------------------------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Where the room is."""
        return self.play.session.phase

    def wall_view(self) -> r.WallView:
        """What the projector may show."""
        return wall_view(self.play.session, joined=self._joined if self.link else None)

    def extras(self) -> WallExtras:
        """What the wall shows beside it."""
        desk = self.desk
        return WallExtras(
            join=self.join,
            wifi=desk.wifi,
            shows_join=desk.shows_join,
            page=desk.page,
            panels_back=desk.panels_back,
            seconds_left=self.clock.seconds_left,
            is_paused=desk.is_paused,
            is_blank=desk.is_blank or desk.has_left or desk.ask is Ask.GO_ON,
            is_locked=desk.is_locked,
            is_other_road=self.play.session.position.practice is not None,
            takes_hands=self.hosting.takes_hands,
            shows_name=desk.ask is Ask.SCREENS,
        )

    def wall(self) -> WallPage:
        """The wall, drawn for `look`."""
        return wall_page(self.wall_view(), self.look, self.stage, self.extras())

    def facilitator_view(self) -> r.FacilitatorView:
        """What the facilitator may see of the session."""
        return facilitator_view(self.play.session, joined=self._joined, minutes_used=self.minutes_used)

    def desk_view(self, *, is_seen: bool = False, wall_frame: int = 0) -> DeskView:
        """What the facilitator's window shows beside it."""
        page = self.wall()
        asking = self.asking()
        moment = self._moment(page, asking)
        return DeskView(
            desk=self.desk,
            next_words=next_words(moment),
            steps=self._steps(moment),
            entries=asking.entries(),
            question=asking.question(self.option(self.desk.picked)),
            pages=(page.number, page.count),
            seconds_left=self.clock.seconds_left,
            join=f"{self.join.address} · {self.join.code}" if self.join else "",
            connected=self._connected,
            takes_hands=self.hosting.takes_hands,
            takes_phones=self.link is not None,
            trouble=self._trouble or (ONLY_HERE if self._is_only_here else ""),
            told=self._told,
            screens=self.screens,
            is_seen=is_seen,
            wall_frame=wall_frame,
            minutes_back=None if self._came_back is None else int((self.now() - self._came_back) // 60),
        )

    def _steps(self, moment: Moment) -> tuple[Step, ...]:
        """The keys that do something now."""
        asked = () if self.desk.has_left else asked_steps(self.desk)
        return asked or steps_now(moment)

    @property
    def _is_only_here(self) -> bool:
        return self.join is not None and not self.hosting.is_on_lan and not self.hosting.invented

    @property
    def minutes_used(self) -> int | None:
        """Since the story began."""
        return None if self._began is None else int((self.now() - self._began) // 60)

    def decision(self) -> Decision | None:
        """The decision that the room is at."""
        session = self.play.session
        return session.decision(session.position) if self.phase in ADOPTING or self.phase is Phase.VOTE else None

    @property
    def tells(self) -> bool:
        """Whether the main key tells the present decision instead of having it played: time is short."""
        decision = self.decision()
        return bool(
            self.phase is Phase.THINK and decision and decision.skippable and self.hosting.minutes <= SHORT
        )

    @property
    def settled(self) -> str | None:
        """The choice that the last vote and the tie rule settle."""
        return adopted_by_rule(self.play.session) if self.phase in ADOPTING else None

    def asking(self) -> Asking:
        session = self.play.session
        room, step, decision = session.position.room, session.position.step, self.decision()
        return Asking(
            desk=self.desk,
            phase=self.phase,
            roads=self.facilitator_view().roads,
            here=decision.ask if decision and self.phase is not Phase.THINK else "",
            scene=session.position.play.state.scene,
            last_scene=step.scene if step else "",
            may_settle_ties=bool(room and not room.number),
            told=self._told_option(),
            has_decided=bool(room and room.adopted),
        )

    def _told_option(self) -> r.OptionView | None:
        """What the story takes where the present decision is told; None where it has to be played."""
        decision = self.decision() if self.phase is Phase.THINK else None
        return self.option(decision.skippable) if decision and decision.skippable else None

    def _moment(self, page: WallPage, asking: Asking) -> Moment:
        session, view = self.play.session, self.facilitator_view()
        room, decision, screen = session.position.room, self.decision(), view.wall.screen
        assert room is not None  # a facilitator has one
        option = self.option(self.settled) if self.settled else None
        at_look = wall_look(self.look)
        glances = (
            screen.glances if isinstance(screen, ScriptView)
            else len(session.scene_on_screen(session.position).look_closer)
        )
        return Moment(
            phase=self.phase,
            next_step=view.next_step,
            desk=self.desk,
            has_more=page.has_next or bool(self.desk.panels_back)
            or (isinstance(screen, ScriptView) and next_line(screen, at_look, self.stage) is not None),
            can_go_back=bool(self.desk.page) or (
                isinstance(screen, ScriptView)
                and panels_before(screen, at_look, self.stage) > self.desk.panels_back
            ) or (self.phase is Phase.DEBRIEF and session.position.part > 0),
            round=len(room.rounds) + bool(room.ballot),
            has_votes=bool(view.voted),
            has_hands=bool(room.ballot and room.ballot.hands),
            tells=self.tells,
            can_tell=bool(decision and decision.skippable),
            settled=option.letter if option else "",
            has_glances=bool(glances),
            has_roads=bool(asking.open_roads()),
            has_path=bool(asking.roads),
            has_voted=bool(room.number),
            takes_hands=self.hosting.takes_hands,
            takes_phones=self.link is not None,
            has_one_window=self.hosting.has_one_window,
            has_join=self.join is not None,
            has_clock=self.clock.is_on,
            is_last_part=session.position.part + 1 >= len(PARTS),
        )

    # --- what comes from phones, and time -------------------------------------------------------------------------

    def tick(self) -> bool:
        """Take what phones have sent, and look at the clock; whether anything has come."""
        events = self.link.poll() if self.link else ()
        for event in events:
            match event:
                case Votes(ballot, votes):
                    # A stray ballot is refused, and that is all.
                    self.play.handle(m.CastVote(ballot - self.ballots_before, votes))
                case Joined(count, connected):
                    self._joined, self._connected = count, connected
                case Serving(port, addresses):
                    self._serving(port, addresses)
                case Finished(ballot) if self._closing and ballot == self._closing[0]:
                    self._trouble = ""  # a whole vote went well since
                    self._close_vote()
                case Reached():
                    self._reached()
                case Problem(says, is_over):
                    self._trouble, self._is_over = says, is_over
        if self._closing and self.now() - self._closing[1] >= CLOSE_ANYWAY:
            self._close_vote()
            return True
        return bool(events)

    def _reached(self) -> None:
        """Another device has come through to this computer."""
        self.say(REACHED)

    @property
    def waits(self) -> bool:
        """Whether something may come by itself: votes, phones at the door, the next second of a clock."""
        return self.link is not None or self.clock.runs

    def _serving(self, port: int, addresses: Sequence[str]) -> None:
        room, code = self._key_of_room
        place = f"{addresses[0] if addresses else '127.0.0.1'}:{port}"
        self.join = Join(f"http://{place}/#{room}", place, code)
        if self._served is not None:
            self._served(port)
        self._trouble, self._is_over = "", False

    def _tell_phones(self) -> None:
        if self.link is None:
            return
        step = self._shown.step if self._shown else self._step
        view = voter_view(self.play.session, step)
        if view.ballot:
            view = replace(view, ballot=view.ballot + self.ballots_before)
        if view != self._shown:
            self._shown = replace(view, step=step + 1)
            self.link.show(self._shown)

    def finish_vote(self) -> None:
        """Close the vote, when the last phone's vote has come."""
        room = self.play.session.position.room
        if room is None or room.ballot is None or self._closing:
            return
        if self.link is None or self._is_over:
            self._close_vote()  # a server that is only being started again is waited for: it has told phones "taken"
            return
        self._closing = (room.ballot.number + self.ballots_before, self.now())
        self.link.finish(self._closing[0])
        self.say(CLOSING)

    def _close_vote(self) -> None:
        self._closing = None
        self.hand_in(m.CloseVote())

    def _options(self) -> tuple[r.OptionView, ...]:
        screen = self.wall_view().screen
        if isinstance(screen, r.RevealView):
            return tuple(bar.option for bar in screen.shown.bars)
        if isinstance(screen, r.CompareView):
            return tuple(bar.option for bar in screen.second.bars)
        return getattr(screen, "options", ())

    def option(self, picked: str) -> r.OptionView | None:
        """The option with this id, on the present screen."""
        return next((each for each in self._options() if each.id == picked), None)

    # --- commands ----------------------------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        self.desk = replace(self.desk, message=words)

    def hand_in(self, command: m.Command) -> None:
        before = self.phase
        events = self.play.handle(command)
        refused = next((event for event in events if isinstance(event, m.Refused)), None)
        if refused:
            self.say(_sentence(refused.reason))
            return
        if before is Phase.LOBBY and self.phase is not Phase.LOBBY and self._began is None:
            self._began = self.now()
        if self.phase is not before or isinstance(command, m.Continue | m.GoOn | m.ShowPart | m.LookCloser):
            self.desk = replace(
                self.desk, page=0, panels_back=0, notes_page=0, picked="", digits="", message="", shows_join=False
            )
            self.moved = self.now()
        if self.phase is not before:
            self.clock.take_away()
            self._closing = None
        self._read_on()
        self._tell_phones()
        if news := self.play.news():
            self.say(news)

    def _read_on(self) -> None:
        """What is on the wall counts as read."""
        screen = self.wall_view().screen
        if isinstance(screen, ScriptView):
            shown = lines_on_wall(screen, wall_look(self.look), self.stage)
            if shown > screen.line:
                self.play.handle(m.Continue(shown))

    def finish_session(self) -> None:
        """Close it, and write what may be kept."""
        self.hand_in(m.Close())
        if self.phase is Phase.CLOSED and self._finish is not None:
            self._told = tuple(self._finish())

    def close(self) -> None:
        """The windows are closed; the session is kept."""
        if self.link is not None:
            self.link.stop()
        self.play.close()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
