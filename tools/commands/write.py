"""`upstander write`: a scenario of one's own, from a few questions."""

from __future__ import annotations

from pathlib import Path

import click

from game.arguments import example
from game.core.setting import Mode, Seat
from game.own_scenarios import FOLDER, CannotWriteError, NewScenario, own_folder
from tools.new import MOST_AFFECTED
from tools.preview.bench import DeskBench

_SEAT = click.Choice([seat.value for seat in Seat])
_MODE = click.Choice([mode.value for mode in Mode])


@click.command(
    "write",
    epilog=example(
        "upstander write",
        'upstander write --title "The Late Shift" --seat junior --mode in-person --affected 1',
        'upstander write --title "The Late Shift" --folder my-scenarios --no-open',
    ),
)
@click.option("--title", help="What players read: two to six words.")
@click.option("--seat", type=_SEAT, help="Where the player sits.")
@click.option("--mode", type=_MODE, help="How people meet.")
@click.option(
    "--affected", type=click.IntRange(1, MOST_AFFECTED), metavar="N", help="How many people it lands on, 1 to 3."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help=f"Where to write it; without it “{FOLDER}” in your documents.",
)
@click.option("--no-open", is_flag=True, help="Make the file only: no editor, no preview.")
def command(
    title: str | None, seat: str | None, mode: str | None, affected: int | None, folder: Path | None, no_open: bool
) -> int:
    """Begin a scenario of your own: a few questions, then a file with everything in its place.

    It opens in your editor, and a preview opens beside it. What is given as an option is not asked.
    """
    where = (folder or own_folder()).expanduser().absolute()
    new = NewScenario(
        title=title if title is not None else click.prompt("What is it called? Two to six words"),
        seat=seat or click.prompt("Where does the player sit?", Seat.PEER.value, type=_SEAT),
        mode=mode or click.prompt("How do people meet?", Mode.IN_PERSON.value, type=_MODE),
        affected=affected
        or click.prompt("How many people does it land on?", 1, type=click.IntRange(1, MOST_AFFECTED)),
    )
    bench = DeskBench()
    try:
        file = bench.make(new, where)
        click.echo(f"Made: {file}")
        if not no_open:
            click.echo(bench.open(file))
    except CannotWriteError as why:
        raise click.ClickException(str(why)) from None
    click.echo("Put your own words in the place of each “todo”, and save. To see it: upstander preview " + _shown(file))
    return 0


def _shown(file: Path) -> str:
    return f'"{file}"' if " " in str(file) else str(file)
