"""Reading two versions of one scenario, wherever they lie and whatever the files are called."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import click

from game import check_text
from game.arguments import near_path
from game.cli import Given
from game.core.scenario import Scenario
from game.library import Library, shown
from game.scenario_yaml import Reading
from tools.opening import path_named

_ID = re.compile(rb"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


def open_versions(given: Given, names: tuple[str, str]) -> tuple[Scenario, Scenario]:
    """Read two versions.

    Args:
        given: What was said before the command.
        names: Paths of files, or ids of the library.

    Raises:
        click.BadParameter: If there is no such file or scenario; it names a near one.
        click.exceptions.Exit: With 2, if one cannot be played; what was found is on standard error by then.
    """
    library = given.application(keeps_records=False).library
    paths = [_path(given, library, name) for name in names]
    folders = [path.parent for path in paths]
    readings = [_reading(library, path, [path.parent, *folders, library.folder]) for path in paths]
    found = [reading.scenario for reading in readings if reading.scenario is not None]
    if len(found) == 2:
        return found[0], found[1]
    wrong = [reading for reading in readings if reading.scenario is None]
    findings = [finding for reading in wrong for finding in reading.diagnostics]
    click.echo(check_text.render(findings, len(wrong)), nl=False, err=True)
    raise click.exceptions.Exit(2)


def _path(given: Given, library: Library, name: str) -> Path:
    path = path_named(given, library, name)
    if not path.exists():
        raise click.UsageError(f"There is no file {path}{near_path(path)}.")
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder. Name a scenario file in it.")
    return path


def _reading(library: Library, path: Path, folders: list[Path]) -> Reading:
    """Read a version with the themes and the people of its own folder, or of another one where these do not do.

    An older version often lies alone in some other folder, under some other name.
    """
    called = _called(path)
    readings = [library.beside(folder).reading(path, called)[1] for folder in dict.fromkeys(folders)]
    found = next((reading for reading in readings if reading.scenario is not None), readings[0])
    findings = tuple(replace(finding, file=shown(path)) for finding in found.diagnostics)
    return replace(found, diagnostics=findings)


def _called(path: Path) -> str:
    """The name that the file would have to have, for its id."""
    try:
        found = _ID.search(path.read_bytes())
    except OSError:
        found = None
    return f"{found[1].decode()}.yaml" if found else path.name
