"""A terminal to play in, with the scenarios that come with the program and records in a folder of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from game import assets
from game.application import Application
from game.library import Library
from game.organisation import Help, Organisation
from game.records.folders import Folders
from game.terminal import run
from tests.terminal.players import Player

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Where everything is kept."""
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    """The library that comes with the program, its cache shared by all tests of a run."""
    return Library(assets.scenarios_folder(), assets.assets_folder(), tmp_path_factory.mktemp("cache"))


@pytest.fixture
def application(home, shelf):
    """A new player's."""
    return make_application(shelf, home)


def make_application(shelf: Library, home: Path, organisation: Organisation | None = None) -> Application:
    """As the program makes one, with a fixed clock and seed."""
    return Application(
        library=shelf,
        folders=Folders(home / "records", home / "cache", home / "config"),
        organisation=organisation
        or Organisation("Northern Line", "Here, managers must report.", (Help("Care line", "0800 000 000"),)),
        now=lambda: NOON,
        seed_source=lambda: 7,
    )


@pytest.fixture
def plays(application):
    """Play with scripted answers; gives back everything that was said, and the player."""

    def play(answers: Callable[[str], str | None], **how: object) -> tuple[str, Player]:
        environ = how.pop("environ", {"COLUMNS": "80"})
        heard = io.StringIO()
        player = Player(heard, answers)
        code = run(application, input_stream=player, output_stream=heard, environ=environ, **how)
        assert code == 0
        return heard.getvalue(), player

    return play
