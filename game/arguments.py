"""How arguments are written on the command line, and what is said about one that cannot be understood."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

SMALLEST, LARGEST = (320, 240), (7680, 4320)  # pixels: below, no word fits; above, no such screen


class NearNames(click.Group):
    """A group that says which command somebody may have meant."""

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
