"""`upstander transcripts`: runs to read, for each ending one for everything that its words could depend on."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from game.arguments import example
from game.assets import scenarios_folder
from game.cli import Given, said_if_slow
from game.core.scenario import Ending
from game.library import shown
from tools.opening import Opened, open_scenario
from tools.transcript_texts import html_of, text_of
from tools.transcripts import By, transcripts


@click.command(
    "transcripts",
    epilog=example(
        "upstander transcripts half-a-second-behind",
        "upstander transcripts my-story.yaml --ending put-right",
        "upstander transcripts my-story.yaml --format html --out my-story.html",
    ),
)
@click.argument("name", metavar="FILE_OR_ID")
@click.option("--ending", metavar="ID", help="Only the runs to this ending.")
@click.option(
    "--by",
    type=click.Choice([by.value for by in By]),
    default=By.TEXTS.value,
    help="What tells two runs to one ending apart: what its texts depend on, or every fact of the story.",
)
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text", help="How to print it.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write it here, not on the screen.")
@click.pass_obj
def command(given: Given, name: str, ending: str | None, by: str, form: str, out: Path | None) -> int:
    """Print runs to read: for each ending one for everything that its words could depend on.

    An ending that does not fit what happened before is found by reading alone. Each run begins with the command that
    plays it again.
    """
    opened = open_scenario(given, name)
    if ending is not None:
        _known_ending(opened, ending)
    with said_if_slow("Looking for every way to every ending …"):
        found = transcripts(opened.scenario, ending=ending, by=By(by))
    is_ours = opened.library.folder.absolute() == scenarios_folder().absolute()
    folder = "" if is_ours else shown(opened.library.folder)
    printed = html_of(found, folder) if form == "html" else text_of(found, folder)
    if out is None:
        click.echo(printed, nl=False)
        return 0
    try:
        out.write_text(printed, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.BadParameter(f"{out} cannot be written: {error.strerror or error}.", param_hint="--out") from None
    runs = f"{found.runs} {'run' if found.runs == 1 else 'runs'}"
    click.echo(f"{runs} written to {out}.")
    return 0


def _known_ending(opened: Opened, ending: str) -> None:
    endings = [scene.id for scene in opened.scenario.scenes.values() if isinstance(scene.exit, Ending)]
    if ending in endings:
        return
    near = get_close_matches(ending, endings, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise click.BadParameter(
        f"there is no ending {ending}.{meant} There are: {', '.join(endings)}.", param_hint="--ending"
    )
