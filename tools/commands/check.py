"""`upstander check`: every finding in files or in a library."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from game.arguments import example, near_path
from game.cli import Given, said_if_slow
from game.library import Library, shown
from tools.checking.rule_data import RuleDataError

_FORMATS = ("text", "json", "sarif")
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"  # the screen, what was scrolled away, and back to the top


class _CannotCheck(click.ClickException):
    exit_code = 2


@click.command(
    "check",
    epilog=example(
        "upstander check",
        "upstander check my-story.yaml",
        "upstander check --watch my-scenarios",
        "upstander check --explain B05",
        "upstander check --format sarif scenarios > check.sarif",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", help="How to print it.")
@click.option("--strict", is_flag=True, help="Warnings count too, unless they are waived with a reason.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until you press Ctrl-C.")
@click.option("--explain", metavar="CODE", help="Print the page of one finding, such as B05 or UP301, and end.")
@click.pass_obj
def command(given: Given, paths: tuple[Path, ...], form: str, strict: bool, watch: bool, explain: str | None) -> int:
    """Check scenario files, or every file of a folder.

    Without PATH, the whole library. Ends with 0 if nothing is wrong, 1 if something should be mended, 2 if it could
    not look. Errors count, with --strict warnings too, and advice never does.
    """
    if explain is not None:
        if paths or watch or strict or form != "text":
            raise click.UsageError("--explain stands alone. Leave the rest out.")
        return _explain(explain)
    if watch and form != "text":
        raise click.UsageError(f"--watch is for people, and {form} for programs. Leave one out.")
    library = given.application(keeps_records=False).library
    asked = paths or (library.folder,)
    _refuse_missing(asked)
    if not watch:
        return _check(library, asked, form, strict)
    from tools.watching import watch as watching

    try:
        watching(asked, lambda: _check_and_wait(library, asked, strict))
    finally:
        click.echo()
    return 0


def _explain(code: str) -> int:
    from tools.explaining import NoSuchCodeError, explain

    try:
        click.echo(explain(code).text, nl=False)
    except NoSuchCodeError as mistake:
        raise click.UsageError(str(mistake)) from None
    return 0


def _check(library: Library, asked: tuple[Path, ...], form: str, strict: bool) -> int:
    """Check once and print it; the exit code."""
    from tools.checking import check as checking
    from tools.checking import printing

    _refuse_missing(asked)
    files = library.files(asked)
    if not files:
        raise click.UsageError(
            f"there is no scenario file in {', '.join(map(str, asked))}. Their names end in .yaml{_nearly(asked)}."
        )
    try:
        with said_if_slow(f"Reading {len(files)} {'file' if len(files) == 1 else 'files'} …"):
            report = checking.check(library, asked)
    except RuleDataError as mistake:
        raise _CannotCheck(str(mistake)) from None
    if form == "sarif":
        from game.startup import version
        from tools.sarif import sarif_of

        click.echo(sarif_of(report, version()))
    elif form == "json":
        click.echo(printing.json_of(report))
    else:
        click.echo(printing.text_of(report), nl=False)
    return 0 if report.is_fine(strict=strict) else 1


def _nearly(folders: tuple[Path, ...]) -> str:
    """A file that is none only because of how its name ends: an editor may have added to it."""
    found = sorted(path.name for folder in folders for end in ("*.yaml.txt", "*.yml") for path in folder.glob(end))
    return f": rename {found[0]} to {found[0].partition('.')[0]}.yaml" if found else ""


def _refuse_missing(asked: tuple[Path, ...]) -> None:
    missing = [path for path in asked if not path.exists()]
    if missing:
        raise click.UsageError("; ".join(f"there is nothing at {path}{near_path(path)}" for path in missing) + ".")


def _check_and_wait(library: Library, asked: tuple[Path, ...], strict: bool) -> None:
    if sys.stdout.isatty():
        click.echo(_CLEAR, nl=False)
    click.echo(f"Checking {', '.join(shown(path) for path in asked)} whenever a file changes. To end: Ctrl-C.\n")
    try:
        _check(library, asked, "text", strict)
    except click.ClickException as mistake:  # a file that is gone for a moment, or half written
        click.echo(mistake.format_message())
