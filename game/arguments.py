"""How arguments are written on the command line, and what is said about one that cannot be understood."""

from __future__ import annotations

import importlib
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

SMALLEST, LARGEST = (320, 240), (7680, 4320)  # pixels: below, no word fits; above, no such screen


# Each is a module of `tools.commands`, loaded only when it is asked for: players never need the author's bench.
FOR_AUTHORS = {
    "new": "Begin a scenario: a draft with its whole shape.",
    "write": "Begin a scenario of your own: a few questions, then your editor and a preview.",
    "check": "Check scenario files, or every file of a folder.",
    "preview": "Show a scenario while it is written, in a window.",
    "transcripts": "Print runs to read: every distinct way to each ending.",
    "map": "Draw where a story can go, and how often it does.",
    "guide": "Write the pack for somebody who runs a scenario for a group.",
    "playtest": "Make many runs by chance: what is used, where they end, how long they are.",
    "diff": "Say what differs between two versions of a scenario.",
    "words": "Print every word that a scenario may use.",
    "schema": "Print the format as a JSON Schema, for editors.",
}


class Commands(click.Group):
    """A group that loads the author's commands when they are asked for, and says which one somebody may have meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands: those for players in the order of the module, then those for authors."""
        return [*super().list_commands(ctx), *FOR_AUTHORS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name in FOR_AUTHORS:
            module = importlib.import_module(f"tools.commands.{cmd_name.replace('-', '_')}")
            found: click.Command = module.command
            return found
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands in two lists, without loading those for authors."""
        players = [(name, self.commands[name].get_short_help_str(90)) for name in super().list_commands(ctx)]
        with formatter.section("Commands for players"):
            formatter.write_dl(players)
        with formatter.section("Commands for authors"):
            formatter.write_dl(list(FOR_AUTHORS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which one is near."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            near = get_close_matches(name, self.list_commands(ctx), n=1, cutoff=0.5)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"There is no command {name}.{meant}", ctx)
        return super().resolve_command(ctx, args)


if TYPE_CHECKING:
    _SizeType = click.ParamType[tuple[int, int]]
else:  # the type takes no parameter in the oldest release that will do
    _SizeType = click.ParamType


class Size(_SizeType):
    """Width and height in pixels, as in 1280x720."""

    name = "WxH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read it, or say how it is written."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d{1,5})[xX×](\d{1,5})", str(value).strip(), re.ASCII)
        if not match:
            self.fail(f"{value} is not a size. Write width x height in pixels, such as 1280x720.", param, ctx)
        size = int(match[1]), int(match[2])
        if not all(low <= side <= high for low, side, high in zip(SMALLEST, size, LARGEST, strict=True)):
            smallest, largest = ("x".join(map(str, sides)) for sides in (SMALLEST, LARGEST))
            self.fail(f"{value} is outside of what is possible, {smallest} to {largest}.", param, ctx)
        return size


def example(*lines: str) -> str:
    """The end of a help text."""
    return "\b\nExample" + ("s" if len(lines) > 1 else "") + ":\n" + "\n".join(f"  {line}" for line in lines)


def ids(text: str) -> tuple[str, ...]:
    """Choice ids with commas between them; spaces do not matter."""
    return tuple(part.strip() for part in text.split(",")) if text.strip() else ()


def near_path(path: Path) -> str:
    """A file beside the missing one with a near name, as a question."""
    try:
        there = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError:
        there = []
    near = get_close_matches(path.name, there, n=1, cutoff=0.6)
    return f"; did you mean {path.with_name(near[0])}?" if near else ""
