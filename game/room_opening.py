"""From what was settled to the windows of a group, with phones or invented voters."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from game.session.room import RoomRules
from game.session.session import Session

if TYPE_CHECKING:
    from game.application import Application
    from game.hosting import Hosting
    from game.ui.room_link import Link


def rules_of(hosting: Hosting) -> RoomRules:
    """What the session has to know of it."""
    return RoomRules(
        minutes=hosting.minutes, tie_rule=hosting.tie_rule, headcount=hosting.headcount,
        is_rehearsal=bool(hosting.invented),
    )


def open_room(application: Application, scenario: str, hosting: Hosting) -> int:
    """Open the windows of a group and stay until they are closed.

    Args:
        application: Settings, library.
        scenario: Id, as its card names it.
        hosting: What was settled.

    Returns:
        The exit code.

    Raises:
        NoDisplayError: If no window can be opened.
    """
    from game.ui import room_window
    from game.ui.room_state import BarePlay

    told = application.library.scenario(scenario)
    seed = int.from_bytes(os.urandom(4), "big")
    play = BarePlay(Session(told, seed=seed, room=rules_of(hosting)))
    link, key_of_room = _link(hosting, told.language, seed)
    return room_window.run(
        play, hosting, application.settings, cache=application.folders.cache, link=link, key_of_room=key_of_room
    )


def _link(hosting: Hosting, language: str, seed: int) -> tuple[Link | None, tuple[str, str]]:
    if hosting.invented:
        from game.ui.room_link import InventedVoters

        return InventedVoters(hosting.invented, seed=seed, now=time.monotonic), ("", "")
    if not hosting.takes_phones:
        return None, ("", "")
    from game.server.addresses import EVERYWHERE, LOOPBACK
    from game.server.link import Place, VotingLink
    from game.server.seats import new_keys

    keys = new_keys()
    link = VotingLink(keys, Place(EVERYWHERE if hosting.is_on_lan else LOOPBACK, hosting.port, language))
    link.start()
    return link, (keys.room, keys.code)
