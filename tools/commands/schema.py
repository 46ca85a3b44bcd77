"""`upstander schema`: the format for editors, as a JSON Schema."""

from __future__ import annotations

from pathlib import Path

import click

from game.arguments import example
from game.cli import Given
from tools.new import SCHEMA_FILE
from tools.schema import line_for, schema_text


@click.command(
    "schema",
    epilog=example("upstander schema > scenario.schema.json", f"upstander schema --out my-scenarios/{SCHEMA_FILE}"),
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it there, and say how to use it.",
)
@click.pass_obj
def command(given: Given, out: Path | None) -> int:
    """Print the format as a JSON Schema, so that an editor offers keys and words and marks what does not fit.

    Any editor that knows YAML schemas takes it: with one line at the top of a scenario, which is printed with --out.
    """
    text = schema_text(theme.id for theme in given.application(keeps_records=False).library.themes())
    if out is None:
        click.echo(text, nl=False)
        return 0
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as mistake:
        click.echo(f"Error: {out} cannot be written: {mistake.strerror or mistake}.", err=True)
        return 1
    click.echo(f"Written: {out}\n\nThe first line of each scenario in that folder:\n\n{line_for(out.name)}")
    return 0
