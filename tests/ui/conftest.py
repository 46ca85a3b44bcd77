"""Desks to sit down at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample import SAMPLE
from tests.ui.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A window with the sample in its library, and the why told after each decision."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path))
    one = Desk(tmp_path, SAMPLE, pacing="guided")
    yield one
    one.leaves()
