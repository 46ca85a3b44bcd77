"""A home for records in a temporary folder, and applications that share it as one program after another would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from game.application import Application
from game.card import Card, card
from game.core.scenario import Scenario
from game.library import Library
from game.organisation import Organisation
from game.play import Play
from game.records.folders import Folders
from tests.sample import SAMPLE

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Shelf(Library):
    """A library of scenarios that were made by hand."""

    def __init__(self, *scenarios: Scenario) -> None:
        super().__init__(Path("no-folder"), Path("no-assets"), None)
        self._scenarios = {scenario.id: scenario for scenario in scenarios}

    def cards(self) -> tuple[Card, ...]:
        return tuple(map(card, self._scenarios.values()))

    def scenario(self, name: str) -> Scenario:
        return self._scenarios[name]


class Home:
    """One player's folders, and the programs they start there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folders = Folders(folder / "records", folder / "cache", folder / "config")
        self._plays: list[Play] = []

    def starts(self, *scenarios: Scenario, folders: Folders | None = None) -> Application:
        """Starts a program, with the sample unless other scenarios are named."""
        return Application(
            library=Shelf(*(scenarios or (SAMPLE,))),
            folders=folders or self.folders,
            organisation=Organisation(),
            now=lambda: NOW,
            seed_source=lambda: 7,
        )

    def opens(self, *scenarios: Scenario, fresh: bool = False) -> Play:
        """Starts a program and opens the first scenario in it; programs started so before are over."""
        for play in self._plays:
            play.close()
        application = self.starts(*scenarios)
        self._plays = [application.play((scenarios or (SAMPLE,))[0].id, fresh=fresh)]
        return self._plays[0]

    @property
    def files(self) -> list[Path]:
        """The files of plays, by name."""
        plays = self.folders.plays
        assert plays is not None
        return sorted(plays.iterdir()) if plays.is_dir() else []

    @property
    def file(self) -> Path:
        """The only one."""
        [file] = self.files
        return file

    def finishes(self) -> None:
        """No program runs any more."""
        for play in self._plays:
            play.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """An empty home."""
    one = Home(tmp_path)
    yield one
    one.finishes()
