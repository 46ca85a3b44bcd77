"""What a facilitator lays over the wall, and the clock on it: the way to join, a code for the Wi-Fi, a pause."""

from __future__ import annotations

from dataclasses import replace

from game.session import room_views as r
from game.session.phases import Phase
from game.ui.room_desk import Ask
from game.ui.room_network import NetworkRoom

HALF_A_MINUTE = 30
CLOCKS = {Phase.THINK: 45, Phase.VOTE: 60}  # seconds; a talk has its own
USUAL_CLOCK = 120

NO_PHONES = "Nobody joins by phone here."


class OverlaidRoom(NetworkRoom):
    """A room whose wall can have something over it that does not belong to the story."""

    def _wifi(self) -> None:
        if self.join is None:
            self.say(NO_PHONES)
        elif self.desk.wifi is not None:
            self.desk = replace(self.desk, wifi=None, shows_join=False)
        else:
            self._ask(Ask.WIFI_NAME)

    def _show_join(self) -> None:
        if self.join is None:
            self.say(NO_PHONES)
        else:
            self.desk = replace(self.desk, shows_join=not self.desk.shows_join, wifi=None)

    def _lock(self) -> None:
        if self.link is None:
            self.say(NO_PHONES)
            return
        self.desk = replace(self.desk, is_locked=not self.desk.is_locked)
        self.link.lock(self.desk.is_locked)
        self.say("The door is locked. Who is in stays in." if self.desk.is_locked else "The door is open.")

    def _pause(self) -> None:
        self.desk = replace(self.desk, is_paused=not self.desk.is_paused)
        if self.desk.is_paused:
            self.clock.pause()
        else:
            self.clock.go_on()

    def _start_clock(self) -> None:
        if self.clock.is_on:
            self.clock.take_away()
            return
        screen = self.wall_view().screen
        own = screen.minutes * 60 if isinstance(screen, r.TalkView) else CLOCKS.get(self.phase, USUAL_CLOCK)
        self.clock.start(own)
        if self.desk.is_paused:
            self.clock.pause()

    def _more_time(self) -> None:
        if self.clock.is_on:
            self.clock.add(HALF_A_MINUTE)
        else:
            self.say("No clock is on the wall. Press K to start one.")

    def _ask(self, ask: Ask) -> None:
        """Ask the facilitator for something."""
        raise NotImplementedError
