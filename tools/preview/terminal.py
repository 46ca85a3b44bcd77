"""A preview without a window: what was found, and the play, said again after each save."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from game import check_text
from game.session.phases import Phase
from game.session.session import Session
from game.session.view import view
from game.terminal.block import Block
from game.terminal.console import Console, Left
from game.terminal.say import say
from tools.preview.draft import Draft, check_draft
from tools.preview.spot import CannotGoThere, Spot, arrive, spot_to
from tools.preview.watching import EVERY, Watch

if TYPE_CHECKING:
    from game.core.scenario import Scenario
    from game.library import Library


def preview_in_terminal(
    library: Library, path: Path, *, scene: str = "", choices: tuple[str, ...] = ()
) -> NoReturn:
    """Say what is found and what is played, now and after each save, until somebody stops it.

    Args:
        library: Of the folder that the file lies in.
        path: The scenario's file.
        scene: How far to play; without it up to the decision after the choices.
        choices: To make on the way.

    Raises:
        CannotGoThere: If the scenario can be played as it is, and there is no way to that scene or no such choice.
    """
    watch = Watch(library, path)
    draft: Draft | None = watch.read_now()
    if draft is not None and draft.scenario is not None:
        spot_to(draft.scenario, scene, choices)
    while True:
        if draft is not None:
            _say(library, draft, scene, choices)
            click.echo("Waiting for the next save. Ctrl and C: end.\n")
            sys.stdout.flush()
        time.sleep(EVERY)
        watch.look(checks=False)
        draft, _ = watch.take()


def _say(library: Library, draft: Draft, scene: str, choices: tuple[str, ...]) -> None:
    if not draft.is_there:
        click.echo(f"{draft.path} is not there.")
        return
    if draft.scenario is not None:
        _play(draft.scenario, scene, choices)
    found = check_draft(library, draft)
    if found is not None:  # else it was saved again, and that is said in a moment
        click.echo(f"\n{check_text.render(found, 1)}")


def _play(scenario: Scenario, scene: str, choices: tuple[str, ...]) -> None:
    try:
        spot = spot_to(scenario, scene, choices)
    except CannotGoThere as why:
        click.echo(f"{why} This is what still fits.")
        spot = Spot(choices, Phase.DECISION)
    if not scene:
        spot = Spot(spot.choices, Phase.DECISION)
    blocks: list[Block] = []

    def heard(session: Session) -> None:
        blocks.extend(say(view(session)))

    arrived = arrive(scenario, spot, heard)
    heard(arrived.session)
    try:
        Console(sys.stdin, sys.stdout).say(blocks)
    except Left:
        raise BrokenPipeError from None
    if arrived.note:
        click.echo(f"\n{arrived.note}")
