"""A program that is stopped without warning, at any moment, loses nothing that was on its screen."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from game.session import messages as m
from game.session.session import Session
from game.session.view import view
from game.session.views import SessionView
from tests.records.conftest import Home
from tests.records.killed import will_do
from tests.sample import SAMPLE

ROOT = Path(__file__).parents[2]


def all_views(seed: int) -> list[SessionView]:
    """What was on the screen before anything was done, and after each thing."""
    session = Session(SAMPLE, seed=7, pacing=m.Pacing.AUTOMATIC)
    seen = [view(session)]
    for command in will_do(session, seed):
        session.handle(command)
        seen.append(view(session))
    return seen


def kill(folder: Path, seed: int, moment: Random) -> int:
    """Start the program, stop it at a random moment, and say how many things it had shown."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.records.killed", str(folder), str(seed)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    shown, enough = 0, moment.randrange(1, 120)
    while shown < enough and (line := program.stdout.readline()):
        shown = int(line)
    time.sleep(moment.random() * 0.003)  # within the next thing, or the one after it
    program.kill()
    rest = program.stdout.read().split("\n")
    program.stdout.close()
    program.wait()
    return max([shown, *(int(line) for line in rest[:-1])])


def after_a_kill_nothing_is_lost(folder: Path, seed: int, moment: Random) -> None:
    shown = kill(folder, seed, moment)
    home = Home(folder)

    found = home.opens().view()

    # What was on the screen, or one thing further: kept, and stopped before it could be shown.
    assert found in all_views(seed)[shown : shown + 2], f"seed {seed}, {shown} things shown"
    home.finishes()


@pytest.mark.parametrize("seed", range(6))
def test_a_program_that_is_killed_loses_nothing_that_was_shown(tmp_path: Path, seed: int) -> None:
    after_a_kill_nothing_is_lost(tmp_path, seed, Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_program_killed_a_hundred_times_loses_nothing_that_was_shown(tmp_path: Path, seed: int) -> None:
    after_a_kill_nothing_is_lost(tmp_path, seed, Random(seed))


def test_a_program_killed_again_and_again_in_one_play_loses_nothing(tmp_path: Path) -> None:
    home, kept = Home(tmp_path), b""
    for number in range(4):
        kill(tmp_path, number, Random(number))
        home.opens()
        home.finishes()

        assert home.file.read_bytes().startswith(kept)
        kept = home.file.read_bytes()
