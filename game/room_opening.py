"""From what was settled to the windows of a group: with records, and with phones or invented voters."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from game.session.room import RoomRules

if TYPE_CHECKING:
    from game.application import Application
    from game.group_application import GroupPlay
    from game.hosting import Hosting
    from game.records.group_keys import KeptKeys
    from game.ui.room_link import Link

RESUMED = "You are where this session was left."


def rules_of(hosting: Hosting) -> RoomRules:
    """What the session has to know of it."""
    return RoomRules(
        minutes=hosting.minutes, tie_rule=hosting.tie_rule, headcount=hosting.headcount,
        is_rehearsal=bool(hosting.invented),
    )


def open_room(application: Application, scenario: str, hosting: Hosting) -> int:
    """Open the windows of a group, where its session was left or at its beginning; stay until they are closed.

    Args:
        application: Settings, library, records.
        scenario: Id, as its card names it.
        hosting: What was settled.

    Returns:
        The exit code.

    Raises:
        NoDisplayError: If no window can be opened.
    """
    from game.ui import room_window

    play = application.group_play(scenario, rules_of(hosting))
    room = play.session.position.room
    if room is not None:
        # A session that was left keeps its rules, as its room was told.
        hosting = replace(hosting, minutes=room.rules.minutes, tie_rule=room.rules.tie_rule)
    keys = _keys(play, hosting) if hosting.takes_phones and not hosting.invented else None

    def served(port: int) -> None:
        if keys is not None:
            play.keep_keys(replace(keys, port=port))

    return room_window.run(
        play,
        hosting,
        application.settings,
        cache=application.folders.cache,
        link=_link(hosting, play, keys),
        key_of_room=(keys.room, keys.code) if keys else ("", ""),
        finish=lambda: taken_away(play),
        served=served,
        step=play.view().voter.step,
        note=play.note or (RESUMED if play.is_resumed else "") or next(iter(application.notices), ""),
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
