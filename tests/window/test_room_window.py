"""A session of a group in real windows, with real keys: the program is started as a facilitator starts it."""

from __future__ import annotations

import pytest

from tests.window.person import Person

SCENARIO = "half-a-second-behind"


@pytest.fixture
def facilitator(person: Person) -> Person:
    person.runs("host", SCENARIO, "--rehearse", "30")
    assert person.program is not None
    pid = str(person.program.pid)
    person.waits_for(lambda: person._xdotool("search", "--name", "--pid", pid, "Upstander: facilitator"))
    window = person._xdotool("search", "--name", "--pid", pid, "Upstander: facilitator").split("\n")[-1]
    person._xdotool("windowfocus", window)
    person.waits_until_nothing_happens()
    return person


def windows(person: Person) -> set[str]:
    assert person.program is not None
    found = person._xdotool("search", "--onlyvisible", "--pid", str(person.program.pid))
    return {person._xdotool("getwindowname", each) for each in found.split("\n") if each}


@pytest.mark.slow
def test_a_group_has_a_wall_and_a_window_of_the_facilitators_own(facilitator):
    assert windows(facilitator) == {"Upstander: the wall", "Upstander: facilitator"}


@pytest.mark.slow
def test_two_presses_of_escape_close_both_windows(facilitator):
    facilitator.presses("Escape")
    facilitator.waits_until_nothing_happens()
    assert len(windows(facilitator)) == 2
    facilitator.presses("Escape")
    assert facilitator.exit_code() == 0


@pytest.mark.slow
def test_keys_on_the_walls_window_are_the_facilitators_too(facilitator):
    pid = str(facilitator.program.pid)
    wall = facilitator._xdotool("search", "--name", "--pid", pid, "Upstander: the wall").split("\n")[-1]
    facilitator._xdotool("windowfocus", wall)
    facilitator.presses("Escape")
    facilitator.waits_until_nothing_happens()
    facilitator.presses("Escape")
    assert facilitator.exit_code() == 0
