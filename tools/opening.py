"""Opening one scenario for a command: by its id, or by the path of its file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from game import check_text
from game.arguments import near_path
from game.cli import Given, scenario_named
from game.core.scenario import Scenario
from game.library import Library, shown
from game.scenario_yaml import Reading
from tools.checking.rule_data import RuleDataError, rule_data
from tools.checking.story import Story


@dataclass(frozen=True)
class Opened:
    """A scenario that can be played, and where it came from.

    Attributes:
        scenario: What was read.
        reading: With the places of its parts and what the reader found; none of it stops a play.
        path: Its file.
        data: The file's bytes.
        library: The folder it lies in.
    """

    scenario: Scenario
    reading: Reading
    path: Path
    data: bytes
    library: Library

    @cached_property
    def story(self) -> Story:
        """The scenario as the rules look at it, with the themes of its library.

        Raises:
            click.UsageError: If the folder's `check.toml` cannot be used.
        """
        try:
            data = rule_data(self.library.folder)
        except RuleDataError as mistake:
            raise click.UsageError(str(mistake)) from None
        source = self.data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        made = Story(self.scenario, self.reading.spans, source, shown(self.path), data)
        made.themes = self.library.themes()
        return made


def open_scenario(given: Given, name: str, *, unplayable: int = 1) -> Opened:
    """Open what somebody named.

    Args:
        given: What was said before the command.
        name: The path of a file, or the id of a scenario of the library.
        unplayable: The exit code for a file that cannot be played.

    Raises:
        click.BadParameter: If there is no such file or scenario; it names a near one.
        click.exceptions.Exit: If it cannot be played; what was found in it is on standard error by then.
    """
    library = given.application(keeps_records=False).library
    path = path_named(given, library, name)
    if not path.exists():
        raise click.BadParameter(f"there is no file {path}{near_path(path)}.", param_hint="FILE_OR_ID")
    if path.is_dir():
        raise click.BadParameter(f"{path} is a folder. Name one scenario in it.", param_hint="FILE_OR_ID")
    beside = library.beside(path.parent)
    data, reading = beside.reading(path)
    if reading.scenario is None:
        click.echo(check_text.render(reading.diagnostics, 1), nl=False, err=True)
        raise click.exceptions.Exit(unplayable)
    return Opened(reading.scenario, reading, path, data, beside)


def path_named(given: Given, library: Library, name: str) -> Path:
    """The file that a path or an id of the library stands for; a file that was named by its path need not be there.

    Raises:
        click.BadParameter: If there is no such id; it names a near one.
    """
    if is_path(name):
        return Path(name)
    path = library.folder / f"{name}.yaml"
    if not path.is_file():
        scenario_named(given.application(keeps_records=False), name)  # says which one may be meant
    return path


def is_path(name: str) -> bool:
    """Whether this is the path of a file and not the id of a scenario."""
    return name.endswith((".yaml", ".yml")) or any(mark in name for mark in "/\\") or Path(name).is_file()
