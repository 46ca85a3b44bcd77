"""A home in which a facilitator leads group sessions, and what may not be in any of its files."""

from __future__ import annotations

from pathlib import Path

from game.application import Application
from game.core.scenario import Scenario
from game.group_application import GroupPlay
from game.records.group_keys import KeptKeys
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from tests.records.conftest import Home
from tests.room import cast, does, read_to
from tests.sample import SAMPLE

KEYS = KeptKeys(bytes(range(32)), "ABC234", "room-in-the-picture", 8123)
PATH = ("interrupt", "own-up", "note")


class Rooms:
    """One facilitator's programs, started one after another."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._play: GroupPlay | None = None

    def opens(self, *scenarios: Scenario, fresh: bool = False, rules: RoomRules | None = None) -> GroupPlay:
        """Starts a program and opens a session in it; the program started before is over."""
        self.finishes()
        application: Application = self.home.starts(*scenarios)
        name = (scenarios or (SAMPLE,))[0].id
        self._play = application.group_play(name, rules or RoomRules(), fresh=fresh)
        return self._play

    def finishes(self) -> None:
        """No program runs any more."""
        if self._play:
            self._play.close()

    @property
    def files(self) -> list[Path]:
        """The files of sessions, by name."""
        folder = self.home.folders.sessions
        assert folder is not None
        return sorted(folder.iterdir()) if folder.is_dir() else []

    @property
    def file(self) -> Path:
        """The only journal."""
        [file] = [path for path in self.files if path.suffix == ".session"]
        return file


def to_the_vote(play: GroupPlay) -> None:
    """Read to the first decision and open its vote."""
    read_to(play.session, Phase.THINK, handle=play.handle)
    does(play.session, m.OpenVote(), handle=play.handle)


def votes(play: GroupPlay, *, late: int = 0, **counts: int) -> None:
    """So many phones vote."""
    does(play.session, cast(play.session, late=late, **counts), handle=play.handle)
