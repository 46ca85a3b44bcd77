"""One connection at the remote's address, as a conversation: nothing is done before the right key was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.server.flat_json import NotUnderstood
from game.server.remote_door import Entered, RemoteDoor
from game.server.remote_protocol import (
    Do,
    Enter,
    RemoteShown,
    RemoteWhy,
    did,
    entered,
    parse_remote,
    remote_refused,
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What follows from a message.

    Attributes:
        texts: To send, in this order.
        do: What the game is asked to do.
        is_over: The connection is ended.
    """

    texts: tuple[str, ...] = ()
    do: Do | None = None
    is_over: bool = False


class RemoteTalk:
    """The conversation of one connection.

    Args:
        door: Knows who may be the remote.
        shown: What the remote shows now.
    """

    __slots__ = ("_door", "_shown", "is_in")

    def __init__(self, door: RemoteDoor, shown: Callable[[], RemoteShown]) -> None:
        self.is_in = False
        self._door = door
        self._shown = shown

    def hear(self, sent: str | bytes, now: float) -> Reply:
        """What a phone said; the first thing has to be who it is."""
        try:
            said = parse_remote(sent)
        except NotUnderstood:
            return Reply((remote_refused(RemoteWhy.UNREADABLE),), is_over=not self.is_in)
        if isinstance(said, Enter):
            return self._enter(said, now)
        if not self.is_in:
            return Reply((remote_refused(RemoteWhy.OUTSIDE),), is_over=True)
        shown = self._shown()
        if said.step != shown.step or said.verb not in shown.verbs:
            return Reply((remote_refused(RemoteWhy.MOVED_ON), shown.text))
        return Reply((did(said),), do=said)

    def _enter(self, said: Enter, now: float) -> Reply:
        made = self._door.enter(said, now)
        if not isinstance(made, Entered):
            self.is_in = False
            return Reply((remote_refused(made),), is_over=True)
        self.is_in = True
        view = self._shown().text
        return Reply((entered(made.passed), *((view,) if view else ())))
