"""One server for the tests that only talk to it; those that lock, flood or stop it start their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server.rooms import Room, a_room


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with a_room() as running:
        yield running
