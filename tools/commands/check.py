"""`upstander check`: every finding in files or in a library."""

from __future__ import annotations

from pathlib import Path

import click

from game.arguments import example, near_path
from game.cli import Given, said_if_slow
from tools.checking import check as checking
from tools.checking import printing
from tools.checking.rule_data import RuleDataError


@click.command(
    "check",
    epilog=example("upstander check", "upstander check my-story.yaml", "upstander check --format json scenarios"),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--strict", is_flag=True, help="Warnings count too, unless they are waived with a reason.")
@click.pass_obj
def command(given: Given, paths: tuple[Path, ...], form: str, strict: bool) -> int:
    """Check scenario files, or every file of a folder.

    Without PATH, the whole library. Ends with 0 if nothing is wrong, 1 if something should be mended, 2 if it could
    not look.
    """
    library = given.application(keeps_records=False).library
    asked = paths or (library.folder,)
    missing = [path for path in asked if not path.exists()]
    if missing:
        raise click.UsageError("; ".join(f"there is nothing at {path}{near_path(path)}" for path in missing) + ".")
    files = library.files(asked)
    if not files:
        raise click.UsageError(f"there is no scenario file in {', '.join(map(str, asked))}. Their names end in .yaml.")
    try:
        with said_if_slow(f"Reading {len(files)} {'file' if len(files) == 1 else 'files'} …"):
            report = checking.check(library, asked)
    except RuleDataError as mistake:
        raise click.UsageError(str(mistake)) from None
    click.echo(printing.json_of(report) if form == "json" else printing.text_of(report), nl=form == "json")
    return 0 if report.is_fine(strict=strict) else 1
