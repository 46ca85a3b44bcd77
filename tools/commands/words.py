"""`upstander words`: every word that a scenario may use."""

from __future__ import annotations

from pathlib import Path

import click

from game.arguments import example
from game.cli import Given
from tools import words


@click.command(
    "words",
    epilog=example(
        "upstander words",
        "upstander words expressions",
        "upstander words methods --format json",
        "upstander words --pictures docs/pictures",
    ),
)
@click.argument("kind", required=False, metavar="[KIND]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option(
    "--pictures",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Draw expressions, heads and places with their names, into three PNG files.",
)
@click.pass_obj
def command(given: Given, kind: str | None, form: str, pictures: Path | None) -> int:
    """Print every word that a scenario may use: faces, looks, places, themes, methods, harm, keys and the rest.

    KIND is one of the lists, such as expressions, heads, places, themes, methods, harm or keys. Without it, all are
    printed.
    """
    if pictures is not None:
        if kind is not None or form != "text":
            raise click.UsageError("--pictures draws its own three lists. Leave the rest out.")
        return _draw(pictures)
    themes = given.application(keeps_records=False).library.themes()
    try:
        asked = words.all_words(themes) if kind is None else (words.words_of(kind, themes),)
    except words.NoSuchKindError as mistake:
        raise click.BadParameter(str(mistake), param_hint="KIND") from None
    if form == "json":
        click.echo(words.json_of(asked))
    else:
        click.echo(words.text_of(asked), nl=False)
    return 0


def _draw(folder: Path) -> int:
    from game import startup

    startup.hush_pygame()
    from tools.word_pictures import draw

    try:
        made = draw(folder)
    except OSError as mistake:
        click.echo(f"Error: nothing could be written to {folder}: {mistake.strerror or mistake}.", err=True)
        return 1
    click.echo(f"Written: {', '.join(str(path) for path in made)}.")
    return 0
