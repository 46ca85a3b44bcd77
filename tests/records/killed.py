"""
A program that plays and says what it has shown, until it is stopped: ``python -m tests.records.killed FOLDER SEED``.

After each thing that it did, once that is kept, it prints how many things it has done.  What it does hangs on the
seed alone, so whoever stopped it knows what was on its screen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from game.session import messages as m
from game.session.session import Session
from tests.player import possible
from tests.records.conftest import Home

STEPS = 400  # some plays in a row of one file: the debrief can be looked at for ever


def will_do(session: Session, seed: int) -> Iterator[m.Command]:
    """What the program does next, and after that, as long as each is handled before the next is asked for."""
    choose = Random(seed)
    for _ in range(STEPS):
        yield choose.choice([command for command in possible(session) if command != m.Close()])


def main(folder: str, seed: str) -> None:
    """Play."""
    one = Home(Path(folder)).starts().play("sample")
    print(0, flush=True)
    for number, command in enumerate(will_do(one.session, int(seed)), 1):
        one.handle(command)
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
