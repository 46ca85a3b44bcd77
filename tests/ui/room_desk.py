"""A facilitator at the keys, with a room that votes; nothing is painted."""

from __future__ import annotations

from game.core.scenario import Scenario
from game.hosting import Hosting, VotesBy
from game.server.link import Finished, Joined, Serving, Votes
from game.session.phases import Phase
from game.session.room import RoomRules
from game.session.room_views import VoterView
from game.session.session import Session
from game.ui import theme
from game.ui.room_controller import RoomController
from game.ui.room_play import BarePlay
from game.ui.theme import Look
from tests.sample import SAMPLE
from tests.ui.tours import MEASURE, PLACES

LOOK = Look(1280, 720, 1.0, theme.PAPER, MEASURE)


class Time:
    """A clock that somebody turns."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Phones:
    """The way to phones that a test holds."""

    def __init__(self) -> None:
        self.shown: list[VoterView] = []
        self.events: list[object] = []
        self.locked: list[bool] = []
        self.is_stopped = False
        self.holds_back = False  # the last votes are still on their way

    def poll(self) -> list[object]:
        came, self.events = self.events, []
        return came

    def show(self, view: VoterView) -> None:
        self.shown.append(view)

    def lock(self, is_locked: bool) -> None:
        self.locked.append(is_locked)

    def finish(self, ballot: int) -> None:
        if not self.holds_back:
            self.events.append(Finished(ballot))

    def stop(self) -> None:
        self.is_stopped = True

    @property
    def view(self) -> VoterView:
        return self.shown[-1]

    def vote(self, **counts: int) -> None:
        """So many phones for each option, by its letter."""
        by_letter = {option.letter.lower(): option.id for option in self.view.options}
        chosen = [by_letter[letter] for letter, count in counts.items() for _ in range(count)]
        self.events.append(Votes(self.view.ballot, tuple((f"seat-{n}", each) for n, each in enumerate(chosen))))


class Facilitator:
    """Presses keys, a second apart."""

    def __init__(self, scenario: Scenario = SAMPLE, *, by_phone: bool = True, **settled: object) -> None:
        self.now, self.phones = Time(), Phones()
        settled.setdefault("votes", VotesBy.BOTH if by_phone else VotesBy.HANDS)
        hosting = Hosting(**settled)  # type: ignore[arg-type]
        rules = RoomRules(
            minutes=hosting.minutes, tie_rule=hosting.tie_rule, headcount=hosting.headcount,
            is_rehearsal=bool(hosting.invented),
        )
        self.session = Session(scenario, seed=5, room=rules)
        self.finished = 0
        self.room = RoomController(
            BarePlay(self.session), PLACES, hosting, LOOK, now=self.now, link=self.phones if by_phone else None,
            key_of_room=("a-room-that-nobody-guesses", "K7QM4T"), finish=self._finish,
        )
        if by_phone:
            self.phones.events += [Serving(8765, ("192.168.1.24",)), Joined(12, 12)]
            self.room.tick()

    def _finish(self) -> list[str]:
        self.finished += 1
        return ["The sheet of this session is in your documents."]

    @property
    def phase(self) -> Phase:
        return self.room.phase

    @property
    def desk(self):
        return self.room.desk

    def press(self, *keys: str) -> None:
        for key in keys:
            self.now.seconds += 1
            self.room.press(key)
            self.room.tick()

    def comes_to(self, *phases: Phase) -> None:
        """By the main key alone; where somebody has to choose, by the letter A."""
        for _ in range(200):
            if self.phase in phases:
                return
            self.press("space")
            if self.phase is Phase.VOTE and self.phase not in phases:
                self.votes(a=7, b=2)
            if self.desk.picked:
                self.press("return")
        raise AssertionError(f"the main key does not lead to {phases}")

    def votes(self, **counts: int) -> None:
        if self.room.link is not None:
            self.phones.vote(**counts)
            self.room.tick()
            return
        for letter, count in counts.items():
            self.press(letter, *str(count), "return")


