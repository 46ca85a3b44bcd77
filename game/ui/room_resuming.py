"""
A room whose session was left before it was over: its facilitator says whether it goes on or a new one begins.

Until then the wall shows nothing.  Phones have their seats meanwhile, and keep them whatever the answer is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from game.hosting import Hosting
from game.session import messages as m
from game.session.phases import Phase
from game.ui.room_desk import Ask, Desk
from game.ui.room_keys import Verb
from game.ui.room_link import Link
from game.ui.room_overlays import OverlaidRoom
from game.ui.room_play import RoomPlay

ANSWER = "Press Enter to go on, or N to begin a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new session, in the place of the one that was left.

    Attributes:
        play: The session.
        hosting: What was settled for it.
        link: To the phones: the same as before where they keep their seats.
        key_of_room: What the picture code carries after the address, and the code to type.
        ballots_before: How many votes those phones took part in before.
        note: What the facilitator should hear first, or empty.
    """

    play: RoomPlay
    hosting: Hosting
    link: Link | None
    key_of_room: tuple[str, str]
    ballots_before: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A session that was left.

    Attributes:
        question: Which it is, and what comes of either answer, in sentences.
        begin: Puts it away, with the way to its phones where that is not gone on with, and begins a new one.
    """

    question: str
    begin: Callable[[], Begun]


class ResumedRoom(OverlaidRoom):
    """A room that may have been left before."""

    _unfinished: Unfinished | None = None
    _to_say = ""  # when it goes on

    def ask_whether_to_go_on(self, unfinished: Unfinished) -> None:
        """Ask first, and show nothing on the wall.  What was to be said is said when the session goes on."""
        self._unfinished, self._to_say = unfinished, self.desk.message
        self.desk = replace(self.desk, ask=Ask.GO_ON, kept_text=unfinished.question, message="")

    def _answer(self, verb: Verb | None) -> None:
        if verb is Verb.CONFIRM:
            self._go_on_with_it()
        elif verb is Verb.HEADCOUNT and self._unfinished is not None:
            self._begin(self._unfinished.begin())
        elif verb is not None:
            self.say(ANSWER)

    def _go_on_with_it(self) -> None:
        self.desk = replace(self.desk, ask=None, kept_text="", message="")
        if self.phase is not Phase.LOBBY:
            self._came_back = self.now()
        people = self.hosting.headcount
        if people is not None and people != self.facilitator_view().headcount:
            self.hand_in(m.SetHeadcount(people))  # who is here today counts
        self.say(self._to_say)

    def _begin(self, begun: Begun) -> None:
        if begun.link is not self.link:
            self._step = self._shown.step if self._shown else self._step
            self.link, self.join, self._shown = begun.link, None, None
            self._joined = self._connected = 0
        self.play, self.hosting, self._key_of_room = begun.play, begun.hosting, begun.key_of_room
        self.ballots_before = begun.ballots_before
        self.desk = Desk(message=begun.note)
        self._tell_phones()
