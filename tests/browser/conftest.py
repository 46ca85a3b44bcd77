"""A real browser without a screen, in a thread of its own with the loop that drives it."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

import pytest

from tests.server.rooms import Room, a_room

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
MOST_SECONDS = 240.0
T = TypeVar("T")


class Stage:
    """Where phones are: a browser, and a way to run what they do."""

    def __init__(self, program: str) -> None:
        from playwright.async_api import async_playwright

        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="browser", daemon=True)
        self._thread.start()
        self._playwright = self.run(async_playwright().start())
        self.browser = self.run(self._playwright.chromium.launch(executable_path=program, args=list(QUIET)))

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Do it to its end."""
        done = asyncio.run_coroutine_threadsafe(doing, self._loop)
        try:
            return done.result(MOST_SECONDS)
        finally:
            done.cancel()

    def close(self) -> None:
        self.run(self.browser.close())
        self.run(self._playwright.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """Skips where there is no browser, unless one is required."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        why = "a real page needs a browser (Debian: apt-get install chromium; Ubuntu: chromium-browser)"
        if os.environ.get("UPSTANDER_REQUIRE_BROWSER"):
            pytest.fail(why)
        pytest.skip(why)
    made = Stage(program)
    yield made
    made.close()


@pytest.fixture
def room() -> Iterator[Room]:
    with a_room() as running:
        yield running
