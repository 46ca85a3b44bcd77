"""One play: a session, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.core.scenario import Scenario
    from game.records.opening import Opened
    from game.session.messages import Command, Event
    from game.session.session import Session
    from game.session.views import SessionView

PUT_AWAY = "this play was put away; open it again from the library"


class Play:
    """One play: a session, and what is kept of it.

    Attributes:
        session: The play itself.  Send commands to `handle`, or they are not kept.
        scenario: What is played.
        resumed: Whether it was begun earlier.
        resume_note: What to tell the player now, whether `resumed` or not; mostly nothing.
    """

    def __init__(self, opened: Opened, now: Callable[[], datetime]) -> None:
        self.session: Session = opened.session
        self.scenario: Scenario = opened.session.scenario
        self.resumed = opened.is_resumed
        self.resume_note = opened.note
        self._recorder = opened.recorder
        self._now = now
        self._is_open = True

    def view(self) -> SessionView:
        """What the player may see."""
        from game.session.view import view

        return view(self.session)

    def handle(self, command: Command) -> tuple[Event, ...]:
        """Do what the player asks.  It is on the disk when this returns, unless they were told that it cannot be."""
        from game.records.resuming import entry_of
        from game.records.runs import summarise
        from game.session.messages import Refused
        from game.session.phases import Phase

        if not self._is_open:
            return (Refused(command, PUT_AWAY),)
        events = self.session.handle(command)
        if any(isinstance(event, Refused) for event in events):
            return events
        # Whoever only looks at the briefing has not begun, and leaves no record.
        has_begun = self.session.phase is not Phase.BRIEFING
        self._recorder.keep(entry_of(command, events, self.scenario), at_once=has_begun)
        if self.session.phase is Phase.CLOSED:
            self._recorder.finish(summarise(self.session, self._now().isoformat(timespec="seconds")))
        return events

    def keep_no_more(self) -> None:
        """Play on without a record."""
        self._recorder.close()

    def close(self) -> None:
        """Put the play away; it can be opened again from where it is.  Does nothing the second time."""
        self._is_open = False
        self._recorder.close()
