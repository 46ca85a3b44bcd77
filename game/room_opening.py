"""From what was settled to the windows of a group: with records, and with phones or invented voters."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from game.session.phases import Phase
from game.session.room import RoomRules

if TYPE_CHECKING:
    from game.application import Application
    from game.group_application import GroupPlay
    from game.hosting import Hosting
    from game.records.group_keys import KeptKeys
    from game.ui.room_link import Link
    from game.ui.room_resuming import Begun, Unfinished

    OpenLink = Callable[[Hosting, GroupPlay, KeptKeys | None], Link | None]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
RESUMED = "You are where this session was left."


def rules_of(hosting: Hosting) -> RoomRules:
    """What the session has to know of it."""
    return RoomRules(
        minutes=hosting.minutes, tie_rule=hosting.tie_rule, headcount=hosting.headcount,
        is_rehearsal=bool(hosting.invented),
    )


def open_room(application: Application, scenario: str, hosting: Hosting) -> bool:
    """Open the windows of a group and stay until they are closed.  A session that was left is asked about first.

    Args:
        application: Settings, library, records.
        scenario: Id, as its card names it.
        hosting: What was settled.

    Returns:
        Whether the whole program is to end, and not this session alone.

    Raises:
        NoDisplayError: If no window can be opened.
    """
    from game.ui import room_window

    led = Led(application, scenario, hosting)
    play = led.play
    return room_window.run(
        play,
        led.hosting,
        application.settings,
        cache=application.folders.cache,
        link=led.link,
        key_of_room=led.key_of_room,
        finish=led.finish,
        served=led.serves,
        step=play.view().voter.step,
        note=play.note or (RESUMED if play.is_resumed else "") or next(iter(application.notices), ""),
        unfinished=led.unfinished(),
        ballots_before=led.keys.ballots if led.keys else 0,
    )


class Led:
    """What a facilitator leads now: the session that was left, or the one that was begun in its place.

    Args:
        application: Settings, library, records.
        scenario: Id.
        hosting: What was settled.
        open_link: Opens the way to the phones.
    """

    def __init__(
        self, application: Application, scenario: str, hosting: Hosting, *, open_link: OpenLink | None = None
    ) -> None:
        self._open_link = open_link or _link
        self._application, self._scenario, self._settled = application, scenario, hosting
        self.play = application.group_play(scenario, rules_of(hosting))
        room = self.play.session.position.room
        # A session that was left keeps its rules, as its room was told.
        self.hosting = hosting if room is None else replace(
            hosting, minutes=room.rules.minutes, tie_rule=room.rules.tie_rule
        )
        self.keys = _keys(self.play, hosting) if hosting.takes_phones and not hosting.invented else None
        self.link = self._open_link(hosting, self.play, self.keys)

    @property
    def key_of_room(self) -> tuple[str, str]:
        """What the picture code carries after the address, and the code to type."""
        return (self.keys.room, self.keys.code) if self.keys else ("", "")

    def serves(self, port: int) -> None:
        """Phones reach the room there, so they will look for it there."""
        if self.keys is not None:
            self.keys = replace(self.keys, port=port)
            self.play.keep_keys(self.keys)

    def finish(self) -> Sequence[str]:
        """Write what may be kept, and say so."""
        return taken_away(self.play)

    def unfinished(self) -> Unfinished | None:
        """What to ask first; None where nothing was left."""
        if not self.play.is_resumed:
            return None
        from game.ui.room_resuming import Unfinished

        return Unfinished(question=question_of(self.play, self._settled), begin=self._begin)

    def _begin(self) -> Begun:
        """A new session.  Phones that are still in the room keep their seats; those of an earlier day do not."""
        from game.ui.room_resuming import Begun

        old, room = self.play, self.play.session.position.room
        before = self.keys.ballots if self.keys else 0
        self.play = self._application.group_play(self._scenario, rules_of(self._settled), fresh=True)
        self.hosting = self._settled
        if self.keys is not None and old.are_phones_here:
            # A phone remembers which vote it gave to which number, so no number comes twice.
            self.keys = replace(self.keys, ballots=before + (room.number if room else 0))
            self.play.keep_keys(self.keys)
        elif self.keys is not None:
            if self.link is not None:
                self.link.stop()
            self.keys = _keys(self.play, self._settled)
            self.link = self._open_link(self._settled, self.play, self.keys)
        return Begun(
            play=self.play, hosting=self.hosting, link=self.link, key_of_room=self.key_of_room,
            ballots_before=self.keys.ballots if self.keys else 0, note=self.play.note,
        )


def question_of(play: GroupPlay, settled: Hosting) -> str:
    """Whether the session that was left goes on, and what comes of either answer."""
    wall, room = play.view().wall, play.session.position.room
    day = date.fromisoformat(play.day)
    place = "at the end, looking back" if wall.phase is Phase.DEBRIEF else (
        f"decision {wall.number}" if wall.number else "before the first decision"
    )
    keeps = ""
    if room is not None and room.rules.minutes != settled.minutes:
        keeps = f" with its {room.rules.minutes} minutes"
    return (
        f"A session of {day.day} {MONTHS[day.month - 1]} is not finished ({place}). Enter: go on{keeps}. "
        "N: begin a new one. The old one then stays on this computer as it is: not finished, without a sheet, and not "
        "to be gone on with. “upstander sessions” lists it. To have its sheet, press Enter and then X."
    )


def _keys(play: GroupPlay, hosting: Hosting) -> KeptKeys:
    """Those of the session that was left, so that its phones keep their seats; else new ones."""
    from game.records.group_keys import KeptKeys
    from game.server.seats import new_keys

    if play.keys is not None:
        return replace(play.keys, port=hosting.port or play.keys.port)
    made = new_keys()
    return KeptKeys(made.secret, made.code, made.room, hosting.port)


def _link(hosting: Hosting, play: GroupPlay, keys: KeptKeys | None) -> Link | None:
    if hosting.invented:
        from game.ui.room_link import InventedVoters

        seed = int.from_bytes(os.urandom(4), "big")
        return InventedVoters(hosting.invented, seed=seed, now=time.monotonic)
    if keys is None:
        return None
    from game.server.addresses import EVERYWHERE, LOOPBACK
    from game.server.link import Place, VotingLink
    from game.server.seats import Keys

    place = Place(EVERYWHERE if hosting.is_on_lan else LOOPBACK, keys.port, play.scenario.language)
    link = VotingLink(Keys(keys.secret, keys.code, keys.room), place)
    link.start()
    return link


KEPT = (
    "Nothing is lost: the session is kept. Once there is room, or with another folder, "
    "write its files with: upstander sessions --save last --to FOLDER"
)
KEPT_OPEN = (
    "What was decided is kept, but not that the session is over. Once there is room, open it again and finish it: "
    "its files are written then."
)
NOWHERE = "The session could not be kept either. Copy down what was agreed before you close the windows."


def taken_away(play: GroupPlay) -> Sequence[str]:
    """Write the session sheet and the counts for the facilitator; what to say about it, line by line."""
    from game.records.exports import CannotSave

    try:
        saved = play.save_all()
    except CannotSave as problem:
        return (str(problem),)
    if not saved.is_refused:
        return saved.told()
    kept = play.kept_as
    return (*saved.told(), NOWHERE if kept is None else KEPT if kept.is_closed else KEPT_OPEN)
