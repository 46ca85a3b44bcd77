"""The same play in a terminal: for no display, for a screen reader, for a remote shell."""

from game.terminal.shell import run

__all__ = ["run"]
