"""A play that is kept in memory, and one that is brought back from what was done before every step."""

from __future__ import annotations

import pytest

from game.core.scenario import Scenario
from game.session import messages as m
from game.session.session import Session
from game.session.view import view
from game.session.views import SessionView
from tests.sample import SAMPLE


class Player:
    """Plays one session.  With `is_resumed` the program ends and starts again before each thing they do."""

    def __init__(self, scenario: Scenario, pacing: m.Pacing, *, is_resumed: bool) -> None:
        self._scenario, self._pacing, self._is_resumed = scenario, pacing, is_resumed
        self._accepted: list[m.Command] = []
        self.session = self._new()

    def _new(self) -> Session:
        return Session(self._scenario, seed=5, pacing=self._pacing)

    def does(self, *commands: m.Command) -> tuple[m.Event, ...]:
        """Does these things; gives the events of the last."""
        events: tuple[m.Event, ...] = ()
        for command in commands:
            if self._is_resumed:
                self.session = self._new()
                for earlier in self._accepted:
                    self.session.handle(earlier)
            events = self.session.handle(command)
            if not any(isinstance(event, m.Refused) for event in events):
                self._accepted.append(command)
        return events

    @property
    def sees(self) -> SessionView:
        """What is in front of them."""
        return view(self.session)


@pytest.fixture(params=["kept", "resumed"])
def is_resumed(request: pytest.FixtureRequest) -> bool:
    """Every test that asks for it runs twice."""
    return bool(request.param == "resumed")


@pytest.fixture
def player(is_resumed: bool) -> Player:
    """A player of the sample, with the why told at once."""
    return Player(SAMPLE, m.Pacing.GUIDED, is_resumed=is_resumed)


@pytest.fixture
def flow_player(is_resumed: bool) -> Player:
    """A player of the sample, with the why in the debrief."""
    return Player(SAMPLE, m.Pacing.FLOW, is_resumed=is_resumed)
