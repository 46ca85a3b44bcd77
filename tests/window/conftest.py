"""A virtual screen, and people who sit at it."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.window.person import Person, Screen

NEEDED = ("Xvfb", "xdotool")


@pytest.fixture(scope="session")
def screen():
    """A display of this run's own.  Skips where there can be none, unless a window is required."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        why = f"a real window needs {' and '.join(missing)} (Debian and Ubuntu: apt-get install xvfb xdotool)"
        if os.environ.get("UPSTANDER_REQUIRE_WINDOW"):
            pytest.fail(why)
        pytest.skip(why)
    one = Screen()
    yield one
    one.close()


@pytest.fixture
def person(screen, tmp_path):
    """Somebody new, who likes pages that do not move: nobody waits for them here."""
    one = Person(screen, tmp_path / "home")
    one.application().change_settings(reduce_motion=True)
    yield one
    one.goes_away()
