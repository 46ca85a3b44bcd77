"""`upstander preview`: a window on a scenario while it is written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from game import startup
from game.arguments import Size, example, ids, near_path
from game.cli import Given, scenario_named
from tools.opening import is_path
from tools.preview.spot import CannotGoThere


@click.command(
    "preview",
    epilog=example(
        "upstander preview my-story.yaml",
        "upstander preview my-story.yaml --scene corridor",
        "upstander preview my-story.yaml --text",
    ),
)
@click.argument("name", metavar="FILE_OR_ID")
@click.option("--scene", metavar="ID", default="", help="Begin at this scene, by the fewest choices.")
@click.option("--choose", metavar="IDS", default="", help="Make these choices first, ids with commas between.")
@click.option("--size", type=Size(), help="Size of the window in pixels.")
@click.option("--text", is_flag=True, help="In the terminal: play and say what was found, after each save.")
@click.pass_obj
def command(given: Given, name: str, scene: str, choose: str, size: tuple[int, int] | None, text: bool) -> int:
    """Show a scenario while it is written: after each save the same moment is there again, as it is now.

    Beside the picture stands what could be better, about what is shown first. Nothing of it is kept as a play.
    """
    if text and size:
        raise click.UsageError("--size is for a window, and --text opens none. Leave one out.")
    path = _file(given, name)
    application = given.application()
    choices = ids(choose)
    try:
        if not text:
            outcome = _in_window(given, path, scene, choices, size)
            if isinstance(outcome, int):
                return outcome
            if not sys.stdout.isatty():  # nobody would know that it is there, nor end it
                raise click.ClickException(f"{outcome}. To go on in the terminal, add --text.")
            click.echo(f"{outcome}, so this goes on in the terminal.", err=True)
        from tools.preview.terminal import preview_in_terminal

        preview_in_terminal(application.library.beside(path.parent), path, scene=scene, choices=choices)
    except CannotGoThere as why:
        raise click.UsageError(str(why)) from None


def _file(given: Given, name: str) -> Path:
    """The file that somebody named, by its path or by the id of a scenario; it may hold anything."""
    path = Path(name).absolute()
    if not is_path(name):
        application = given.application(keeps_records=False)
        path = application.library.folder / f"{name}.yaml"
        if not path.is_file():
            scenario_named(application, name)  # says which one may be meant
    if not path.exists():
        raise click.BadParameter(f"there is no file {name}{near_path(path)}.", param_hint="FILE_OR_ID")
    if path.is_dir():
        raise click.BadParameter(f"{name} is a folder. Name one scenario in it.", param_hint="FILE_OR_ID")
    return path


def _in_window(
    given: Given, path: Path, scene: str, choices: tuple[str, ...], size: tuple[int, int] | None
) -> int | str:
    """The exit code; or why there is no window, in a few words."""
    if not startup.has_display():
        return "There is no display to open a window on"
    startup.hush_pygame()
    try:
        from game.ui.window import NoDisplayError
        from tools.preview.window import preview_in_window
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] != "pygame":
            raise
        return "The window could not be opened (pygame is missing)"
    try:
        return preview_in_window(given.application(), path, scene=scene, choices=choices, size=size)
    except NoDisplayError as error:
        return f"The window could not be opened ({error})"
