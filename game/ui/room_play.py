"""What a group plays, as it is handed to whoever shows it."""

from __future__ import annotations

from typing import Protocol

from game.core.scenario import Scenario
from game.session import messages as m
from game.session.session import Session


class RoomPlay(Protocol):
    """A session of a group, and what is kept of it."""

    @property
    def session(self) -> Session:
        """Where the room is.  Send commands to `handle`, or they are not kept."""

    @property
    def scenario(self) -> Scenario:
        """What is played."""

    def handle(self, command: m.Command) -> tuple[m.Event, ...]:
        """Do what is asked, and keep it."""

    def news(self) -> str:
        """What the facilitator should hear now of how it is kept, each thing once; mostly nothing."""

    def close(self) -> None:
        """Put it away; it can be opened again from where it is."""


class BarePlay:
    """A session of which nothing is kept: a rehearsal."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.scenario = session.scenario

    def handle(self, command: m.Command) -> tuple[m.Event, ...]:
        """Do what is asked."""
        return self.session.handle(command)

    def news(self) -> str:
        """Nothing is kept, so there is nothing to tell of it."""
        return ""

    def close(self) -> None:
        """Nothing to put away."""
