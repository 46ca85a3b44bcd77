"""`upstander new`: a draft with its whole shape, in which the texts are still to be written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from game.arguments import example
from game.cli import Given, is_agreed
from game.core.setting import Mode, Seat
from tools.new import MOST_AFFECTED, CannotMakeError, id_from, new_scenario

_USUAL_FOLDER = Path("my-scenarios")
_SEATS, _MODES = [seat.value for seat in Seat], [mode.value for mode in Mode]


@click.command(
    "new",
    epilog=example(
        "upstander new",
        'upstander new --title "The Short Name"',
        'upstander new --title "The Short Name" --seat manager --mode chat --folder my-scenarios --yes',
    ),
)
@click.option("--title", metavar="WORDS", help="What players read. The file's name comes from it.")
@click.option("--seat", type=click.Choice(_SEATS), help="Where the player sits; peer otherwise.")
@click.option("--mode", type=click.Choice(_MODES), help="How people meet; in-person otherwise.")
@click.option(
    "--affected", type=click.IntRange(1, MOST_AFFECTED), metavar="N", help="How many people it lands on; 1 otherwise."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write it: the folder after --library, or else my-scenarios.",
)
@click.option("--id", "scenario_id", metavar="ID", help="Another id than the one that comes from the title.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.pass_obj
def command(
    given: Given,
    title: str | None,
    seat: str | None,
    mode: str | None,
    affected: int | None,
    folder: Path | None,
    scenario_id: str | None,
    yes: bool,
) -> int:
    """Begin a scenario: write a draft that has its whole shape, with “todo” wherever you have to write.

    With no option, at a terminal, it asks. No file is ever written over.
    """
    usual = folder or given.library or _USUAL_FOLDER
    if title is None and not yes and _can_ask():
        title = click.prompt("Title (two to six words)").strip()
        seat = seat or click.prompt("Where does the player sit?", type=click.Choice(_SEATS), default="peer")
        mode = mode or click.prompt("How do people meet?", type=click.Choice(_MODES), default="in-person")
        folder = folder or click.prompt("Folder", default=usual, type=click.Path(path_type=Path, file_okay=False))
        try:
            path = (folder or usual) / f"{scenario_id or id_from(title or '')}.yaml"
        except CannotMakeError as mistake:
            raise click.UsageError(str(mistake)) from None
        if not is_agreed(f"Write {path}?"):
            click.echo("Nothing was written.")
            return 1
    if title is None:
        raise click.UsageError('give a title: upstander new --title "The Short Name".')
    try:
        path = new_scenario(
            title=title,
            seat=seat or Seat.PEER.value,
            mode=mode or Mode.IN_PERSON.value,
            affected=affected or 1,
            folder=folder or usual,
            id=scenario_id,
        )
    except CannotMakeError as mistake:
        raise click.UsageError(str(mistake)) from None
    click.echo(f"Written: {path}\n\nOpen it in a text editor and write what is “todo”, in any order. What is left:\n")
    click.echo(f"  upstander check {path}")
    return 0


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
