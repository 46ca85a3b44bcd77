"""
The two windows of a group with its voting server, for whoever measures them: they do what each line on input says.

The windows, the session, its records and the server are the program's own.  It says where phones join, and then answers
each line with one: ``{"do": "open"}`` opens a vote; ``{"do": "paint", "seconds": …}`` paints the wall 60 times a second
and the facilitator's window five times a second; ``{"do": "wait", "seconds": …}`` leaves the windows alone, and looks
how long events wait for them; ``{"do": "close"}`` closes the vote and says how many have voted.
"""

from __future__ import annotations

import json
import queue
import random
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from game import startup

startup.hush_pygame()

import pygame  # noqa: E402

from game.hosting import Hosting, VotesBy  # noqa: E402
from game.room_opening import rules_of  # noqa: E402
from game.server.link import Place, VotingLink  # noqa: E402
from game.server.seats import new_keys  # noqa: E402
from game.session import messages as m  # noqa: E402
from game.session.phases import Phase  # noqa: E402
from game.ui.room_window import TALLY_SECONDS, RoomWindow  # noqa: E402

SCENARIO = "half-a-second-behind"
WALL = (1920, 1080)  # pixels of a projector
FRAMES_A_SECOND = 60
PROBE = pygame.event.custom_type()
EVENTS_A_SECOND = 100
PATIENCE = 60.0  # seconds for whatever must come
MOMENT = 0.005
SEED = 7


class Room:
    """The windows, and somebody who leads the session."""

    def __init__(self) -> None:
        application = startup.make_application(seed=SEED)
        hosting = Hosting(votes=VotesBy.PHONES)
        play = application.group_play(SCENARIO, rules_of(hosting))
        self._keys = new_keys()
        link = VotingLink(self._keys, Place(language=play.scenario.language))
        link.start()
        # What the window calls whoever listens to it is a matter of this program alone.
        window: Any = RoomWindow(
            play, hosting, application.settings, cache=application.folders.cache, link=link,
            key_of_room=(self._keys.room, self._keys.code),
        )  # fmt: skip
        self._window, self._controller = window, window.controller
        window.wall_window.size = WALL
        self._waits: list[float] = []
        self._handle: Callable[[pygame.event.Event], None] = window.handle
        window.handle = self._listen

    def begins(self) -> dict[str, Any]:
        """The doors are open, and the story has come to its first decision; where phones join."""
        self._until(lambda: self._controller.join is not None)
        self._until(lambda: self._window.wall_window.get_surface().get_size() == WALL)
        self.until_phase(Phase.THINK)
        return {
            "port": int(self._controller.join.address.rpartition(":")[2]),
            "room": self._keys.room,
            "driver": pygame.display.get_driver(),
        }

    def until_phase(self, wanted: Phase) -> None:
        """Press the main key until it is there."""
        while self._controller.phase is not wanted:
            self._controller.moved = float("-inf")  # so quickly nobody presses
            self._controller.press("space")
            self.goes_on()

    def goes_on(self) -> None:
        """What the window does in a turn of its loop, without waiting."""
        for event in pygame.event.get():
            self._window.handle(event)
        self._window.tick()
        self._window.refresh()

    def opens(self) -> dict[str, Any]:
        """A vote; its number and its options."""
        if self._controller.phase is not Phase.THINK:
            self._controller.hand_in(m.Talk())
        self._controller.hand_in(m.OpenVote())
        self.goes_on()
        room = self._controller.play.session.position.room
        return {"ballot": room.ballot.number, "options": list(room.ballot.options)}

    def closes(self) -> dict[str, Any]:
        """The vote; how many have voted."""
        self._controller.finish_vote()
        self._until(lambda: self._controller.phase is Phase.VOTED)
        view = self._controller.facilitator_view()
        return {"voted": view.voted + view.passed}

    def paints(self, seconds: float) -> dict[str, Any]:
        """Milliseconds until each frame was on the screen, and of this thread's processor's time for it."""
        took, worked = [], []
        began = time.perf_counter()
        own_due = 0.0
        for number in range(int(seconds * FRAMES_A_SECOND)):
            due = began + number / FRAMES_A_SECOND
            time.sleep(max(0.0, due - time.perf_counter()))
            start, processor = time.perf_counter(), time.thread_time()
            for event in pygame.event.get():
                self._window.handle(event)
            self._window.tick()
            if start >= own_due:
                own_due = start + TALLY_SECONDS
                self._window._shown_wall = self._window._shown_own = None
                self._window._changed()
                self._window.refresh()
            else:
                self._controller.look = self._window.wall_look
                self._window._paint_wall()
            took.append((time.perf_counter() - start) * 1000)
            worked.append((time.thread_time() - processor) * 1000)
        return {"took": took, "worked": worked}

    def waits(self, seconds: float) -> dict[str, Any]:
        """Milliseconds from when each event was due until it was handled, in the window's own loop."""
        self._waits = []
        posting = threading.Thread(target=self._post, args=(seconds,))
        posting.start()
        self._window.loop()
        posting.join()
        self._controller.wants_to_quit = False
        return {"waited": self._waits}

    def _post(self, seconds: float) -> None:
        chances = random.Random(SEED)
        due = time.perf_counter()
        until = due + seconds
        while (due := due + chances.uniform(0.0, 2.0 / EVENTS_A_SECOND)) < until:
            time.sleep(max(0.0, due - time.perf_counter()))
            pygame.event.post(pygame.event.Event(PROBE, due=due))
        self._controller.wants_to_quit = True
        pygame.event.post(pygame.event.Event(PROBE, due=time.perf_counter()))

    def _listen(self, event: pygame.event.Event) -> None:
        if event.type == PROBE:
            self._waits.append((time.perf_counter() - event.due) * 1000)
        self._handle(event)

    def _until(self, claim: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not claim():
            if time.monotonic() > until:
                raise RuntimeError(f"the room stays in {self._controller.phase}")
            self.goes_on()
            time.sleep(MOMENT)

    def leaves(self) -> None:
        """The windows are closed."""
        self._window.close()


def main() -> None:
    """Until the input ends."""
    told: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            told.put(line)
        told.put("")

    threading.Thread(target=read, daemon=True).start()
    room = Room()
    tell(room.begins())
    while True:
        try:
            line = told.get(timeout=MOMENT)
        except queue.Empty:
            room.goes_on()
            continue
        if not line:
            break
        asked = json.loads(line)
        match asked["do"]:
            case "open":
                tell(room.opens())
            case "paint":
                tell(room.paints(asked["seconds"]))
            case "wait":
                tell(room.waits(asked["seconds"]))
            case "close":
                tell(room.closes())
    room.leaves()


def tell(fields: dict[str, Any]) -> None:
    """A line on standard output."""
    print(json.dumps(fields), flush=True)


if __name__ == "__main__":
    main()
