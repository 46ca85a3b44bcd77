"""
A room whose facilitator may switch on a phone as a remote: seven of their keys, and nothing that is typed or chosen.

Off until its key is pressed.  The code that makes a phone the remote is on the facilitator's own window alone, and not
even there where the room sees that window too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from game.server.link import RemoteDid, RemoteEvent, RemoteNews
from game.server.remote_protocol import PAGE, RemoteVerb, RemoteView, new_key, remote_link
from game.session.phases import Phase
from game.ui.room_asking import ENTERS, Asking
from game.ui.room_desk import Ask, DeskView, RemoteCode, Step
from game.ui.room_keys import BY_VERB, Verb
from game.ui.room_state import ADOPTING, Room
from game.ui.room_steps import Moment
from game.ui.screens.room.canvas import WallPage
from game.ui.screens.room.facilitator_words import notes

VERBS: Mapping[RemoteVerb, Verb] = {
    RemoteVerb.NEXT: Verb.NEXT,
    RemoteVerb.VOTE: Verb.VOTE,
    RemoteVerb.REVEAL: Verb.REVEAL,
    RemoteVerb.TALK: Verb.TALK,
    RemoteVerb.BLANK: Verb.BLANK,
    RemoteVerb.PAUSE: Verb.PAUSE,
    RemoteVerb.MORE_TIME: Verb.MORE_TIME,
}
_OF_VERB = {verb: remote for remote, verb in VERBS.items()}
TELL_SECONDS = 0.2  # at most five views a second

CAP = BY_VERB[Verb.REMOTE].cap
NO_SERVER = "No phone can be a remote here, because nobody votes by phone."
REHEARSED = "No phone reaches a rehearsal, so none can be a remote. Try it with --lan and your own phone."
TOO_MANY = "More votes or phones than people: somebody may vote twice."
NOT_ON_LAN = "Phones do not reach this computer, so none can be a remote. Start with --lan, or from the library."
NOT_YET = "The voting server is not ready. Try again in a moment."
SEEN_BY_ALL = "The room sees this window, so the code cannot be shown on it. Use two windows for a remote."
WAITS = f"A remote is switched on, and no phone is it yet. {CAP} switches it off."
IS_HERE = f"A phone is the remote. {CAP} switches it off."
IS_AWAY = f"The remote’s phone is asleep. {CAP} switches it off."
IS_LOST = f"The remote is lost. {CAP} switches it off."
CAME = f"A phone is the remote now. Is it yours? If not, {CAP} switches it off."
LOST = "The remote is lost, so the session is paused. Press P to go on."
TRIED = "Somebody tried wrong keys for the remote. For a minute no phone can become it."
RESTARTED = f"The voting server was started again, so the remote is off. {CAP} switches it on."
SWITCHED_OFF = "The remote is off."
LEFT = "The session was left at the computer. Go on there."
AT_COMPUTER = "Something is being entered at the computer. Finish it there."
THERE = "This is done at the computer."
OVER = "The session is over."
CLOSE_ANYWAY = "Close the vote all the same"
_SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-Z“])")


@runtime_checkable
class RemoteLink(Protocol):
    """The way to a remote.  No call waits for the network."""

    def remote(self, key: str | None) -> None:
        """Let the phone that brings this key be a remote; None: let none be."""

    def show_remote(self, view: RemoteView) -> None:
        """Show this on it."""

    def poll_remote(self) -> Sequence[RemoteEvent]:
        """What it has done since the last time."""


class RemoteRoom(Room):
    """A room that a phone may help to lead.

    A press counts only for the step that the phone showed, and only for what it offered then.
    """

    _remote_key = ""  # while it is on
    _remote_says = ""  # where it is, in a sentence; empty while it is off
    _remote_view: RemoteView | None = None
    _remote_told: RemoteView | None = None
    _remote_told_at = float("-inf")
    _remote_place: tuple[object, ...] = ()

    # --- the facilitator's window ------------------------------------------------------------------------------------

    @property
    def has_remote(self) -> bool:
        """Whether a phone is a remote, or may become it."""
        return bool(self._remote_key)

    def switch_remote(self) -> None:
        """On, or off."""
        if self.has_remote:
            self._remote_off()
            self.say(SWITCHED_OFF)
        elif why := self._why_no_remote():
            self.say(why)
        else:
            assert isinstance(self.link, RemoteLink)
            self._remote_key, self._remote_says = new_key(), WAITS
            self._remote_told = None
            self.link.remote(self._remote_key)
            self.desk = replace(self.desk, ask=Ask.REMOTE, picked="", digits="", text="", message="", notes_page=0)

    def _why_no_remote(self) -> str:
        if self.hosting.invented:
            return REHEARSED
        if not isinstance(self.link, RemoteLink):
            return NO_SERVER
        if not self.hosting.is_on_lan:
            return NOT_ON_LAN
        if self.hosting.has_one_window:
            return SEEN_BY_ALL
        return "" if self.join is not None else NOT_YET

    def _remote_off(self) -> None:
        self._remote_key = self._remote_says = ""
        if isinstance(self.link, RemoteLink):
            self.link.remote(None)
        self._close_code()

    def _close_code(self) -> None:
        if self.desk.ask is Ask.REMOTE:
            self.desk = replace(self.desk, ask=None)

    def desk_view(self, *, is_seen: bool = False, wall_frame: int = 0) -> DeskView:
        told = super().desk_view(is_seen=is_seen, wall_frame=wall_frame)
        code = None
        if self.desk.ask is Ask.REMOTE and self.has_remote and self.join is not None and not is_seen:
            address = self.join.address
            code = RemoteCode(remote_link(address, self._remote_key), address + PAGE)
        return replace(told, remote=self._remote_says, remote_code=code)

    def _moment(self, page: WallPage, asking: Asking) -> Moment:
        may = isinstance(self.link, RemoteLink) and not self.hosting.has_one_window
        return replace(super()._moment(page, asking), takes_remote=may, has_remote=self.has_remote)

    # --- the phone ---------------------------------------------------------------------------------------------------

    def tick(self) -> bool:
        has_come = super().tick()
        if not isinstance(self.link, RemoteLink):
            return has_come
        for event in self.link.poll_remote():
            has_come = True
            if isinstance(event, RemoteDid):
                self._remote_did(event)
            else:
                self._remote_news(event)
        self._tell_remote(at_once=has_come)
        return has_come

    def _remote_did(self, event: RemoteDid) -> None:
        view = self.remote_view()
        if self.has_remote and event.step == view.step and event.verb in dict(view.keys):
            self.desk = replace(self.desk, message="")
            is_told = self.desk.ask is Ask.TELL and event.verb is RemoteVerb.NEXT
            self._do(Verb.CONFIRM if is_told else VERBS[event.verb])

    def _remote_news(self, news: RemoteNews) -> None:
        match news:
            case RemoteNews.HERE:
                self._close_code()
                if self._remote_says == WAITS:
                    self.say(CAME)
                self._remote_says = IS_HERE
                self._remote_told = None
            case RemoteNews.RESTS:
                self._remote_says = IS_AWAY
            case RemoteNews.LOST:
                self._remote_says = IS_LOST
                self._pause_for(LOST)
            case RemoteNews.TRIED:
                self.say(TRIED)
            case RemoteNews.OFF:
                was_here = self._remote_says in (IS_HERE, IS_LOST)
                self._remote_off()
                if was_here:
                    self._pause_for(RESTARTED)
                else:
                    self.say(RESTARTED)

    def _pause_for(self, words: str) -> None:
        if not self.desk.is_paused and self.phase is not Phase.CLOSED:
            self._do(Verb.PAUSE)
        self.say(words)

    def _tell_remote(self, *, at_once: bool) -> None:
        if not self.has_remote or not (at_once or self.now() - self._remote_told_at >= TELL_SECONDS):
            return
        view = self.remote_view()
        if view != self._remote_told:
            assert isinstance(self.link, RemoteLink)
            self.link.show_remote(view)
            self._remote_told = view
        self._remote_told_at = self.now()

    def remote_view(self) -> RemoteView:
        """What the remote shows now; its step counts up whenever a key would do something else."""
        session = self.facilitator_view()
        words, keys = self._remote_keys(self.desk_view())
        people = session.headcount or session.joined or None
        has_vote = bool(session.tally)
        made = RemoteView(
            step=1,
            title=session.wall.title,
            next=words,
            says=without_keys(self.desk.message) or (TOO_MANY if session.more_than_headcount else ""),
            keys=keys,
            voted=session.voted if has_vote else None,
            people=people,
            notes=() if self.desk.has_left else notes(session),
        )
        before = self._remote_view
        if before is not None:
            is_same = (before.next, before.keys) == (made.next, made.keys) and self._remote_place == self._place()
            made = replace(made, step=before.step if is_same else before.step + 1)
        self._remote_place = self._place()
        self._remote_view = made
        return made

    def _place(self) -> tuple[object, ...]:
        """What tells one moment from another that looks the same on the phone."""
        position, desk = self.play.session.position, self.desk
        line = getattr(self.wall_view().screen, "line", 0)
        return (self.phase, position.play.state.scene, position.part, line, desk.page, desk.panels_back, desk.ask)

    def _remote_keys(self, told: DeskView) -> tuple[str, tuple[tuple[RemoteVerb, str], ...]]:
        """The next step in a sentence, and the keys that a remote may press now."""
        desk = self.desk
        if desk.has_left:
            return LEFT, ()
        if self.phase is Phase.CLOSED:
            return OVER, ()
        blank = Step(BY_VERB[Verb.BLANK].cap, "Show the wall" if desk.is_blank else "Blank the wall", Verb.BLANK)
        if desk.ask is Ask.TELL:
            return told.question, _allowed((Step("", ENTERS[Ask.TELL], Verb.NEXT), blank))
        if desk.ask is not None:
            return AT_COMPUTER, _allowed((blank,))
        if desk.picked:
            return self._remote_picked(told, blank)
        steps = list(told.steps)
        session = self.facilitator_view()
        if self.phase is Phase.VOTE and not session.voted and not session.passed:
            steps.insert(1, Step("", CLOSE_ANYWAY, Verb.VOTE))
        is_stuck = self.phase is Phase.COMPARE and not self.settled and told.pages[0] + 1 >= told.pages[1]
        if desk.is_blank or desk.is_paused or is_stuck:  # the main key would only say what to do at the computer
            steps = [step for step in steps if step.verb is not Verb.NEXT]
        return without_keys(told.next_words), _allowed(steps)

    def _remote_picked(self, told: DeskView, blank: Step) -> tuple[str, tuple[tuple[RemoteVerb, str], ...]]:
        """A road is proposed: a remote goes on with the one that leads, and with no other."""
        option, desk = self.option(self.desk.picked), self.desk
        is_led = self.phase in ADOPTING and option is not None and option.id == self.settled
        if option is None or not is_led or desk.is_blank or desk.is_paused:
            return AT_COMPUTER, _allowed((blank,))
        on = Step(BY_VERB[Verb.NEXT].cap, f"Go on with {option.letter}", Verb.NEXT)
        return told.question, _allowed((on, blank))

    def _do(self, verb: Verb) -> None:
        """What a key does."""
        raise NotImplementedError


def _allowed(steps: Sequence[Step]) -> tuple[tuple[RemoteVerb, str], ...]:
    return tuple((_OF_VERB[step.verb], step.label) for step in steps if step.verb in _OF_VERB)


def without_keys(words: str) -> str:
    """The sentences of it that name no key of the computer, which a phone does not have."""
    told = " ".join(each for each in _SENTENCES.split(words) if not _NAMES_KEY.match(each))
    return told if told or not words else THERE


_CAPS = "|".join(re.escape(key.cap) for key in BY_VERB.values())
_NAMES_KEY = re.compile(rf"(?:Press\b|(?:{_CAPS}) (?:has|shows|switches)\b|Is it yours|If not, )")
