"""Writing what a command made to where somebody asked for it."""

from __future__ import annotations

from pathlib import Path

import click

PRINTED = Path("-")


def save(data: bytes, out: Path) -> None:
    """Write a file and say so; a dash stands for standard output.

    Raises:
        click.BadParameter: If it cannot be written; it says why.
    """
    if out == PRINTED:
        click.echo(data, nl=False)
        return
    try:
        out.write_bytes(data)
    except FileNotFoundError:
        raise _refused(f"there is no folder {out.parent} to write {out.name} into.") from None
    except IsADirectoryError:
        raise _refused(f"{out} is a folder. Name a file in it.") from None
    except OSError as error:
        raise _refused(f"{out} cannot be written: {error.strerror or error}.") from None
    click.echo(f"Written to {out}.", err=True)


def _refused(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="--out")
