"""
`Console`: a pair of text streams as a place to say blocks and to ask for a line.

Line by line only: nothing moves a cursor, so that a screen reader, a log and a slow line all get the same.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

from game.terminal.block import Block
from game.terminal.lettering import cleaned, spelled, wrap

NARROWEST, WIDEST, USUAL = 40, 100, 80  # columns: below, words stop fitting; above, the eye loses the next line
LONGEST = 4_000  # characters read of one typed line; the rest is thrown away
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_SPELLED = "upstander-spelled"  # the name of our way to handle missing letters


class Left(Exception):
    """Whoever plays wants to stop, or can no longer be reached."""


class Console:
    """Says blocks and asks for lines.

    Args:
        input_stream: Where typed lines come from.
        output_stream: Where everything is said.
        environ: Where NO_COLOR, CLICOLOR_FORCE, TERM and COLUMNS are looked up.
    """

    def __init__(self, input_stream: TextIO, output_stream: TextIO, environ: Mapping[str, str] | None = None) -> None:
        self._input = input_stream
        self._output = output_stream
        self._environ = os.environ if environ is None else environ
        self.encoding = getattr(output_stream, "encoding", None) or "utf-8"
        self.has_bold = can_be_bold(output_stream, self._environ)

    @property
    def width(self) -> int:
        """Columns to fill.  Asked each time, as a window may be dragged."""
        return columns_of(self._output, self._environ)

    def say(self, blocks: Iterable[Block]) -> None:
        """Say blocks.

        Raises:
            Left: If nobody can hear them any more.
        """
        width = self.width
        lines: list[str] = []
        for block in blocks:
            if block.opens:
                lines.append("")
            lines.extend(self._lines(block, width))
        self._write("".join(line + "\n" for line in lines))

    def ask(self, prompt: str = "> ") -> str:
        """A typed line, without its line end, control characters or the spaces around it.

        Raises:
            Left: At the end of the input, as with Ctrl-D, and with Ctrl-C.
        """
        self._write(spelled(prompt, self.encoding))
        try:
            typed = self._input.readline(LONGEST)
            rest = typed
            while rest and not rest.endswith("\n"):
                rest = self._input.readline(LONGEST)
        except KeyboardInterrupt:
            self._write("\n")
            raise Left from None
        except (OSError, ValueError):  # the terminal has gone, or the stream was closed
            raise Left from None
        if not typed or not is_terminal(self._input):
            self._write("\n")  # nobody pressed Enter on this side
        if not typed:
            raise Left
        return cleaned(typed).strip()

    def _lines(self, block: Block, width: int) -> tuple[str, ...]:
        lead = spelled(cleaned(block.lead), self.encoding)
        text = spelled(cleaned(block.text), self.encoding)
        whole = f"{lead} {text}" if lead and text else lead or text
        first, rest = " " * block.indent, " " * (block.indent + block.hang)
        lines = wrap(whole, width, first=first, rest=rest)
        return bold_until(lines, lead) if self.has_bold and lead else lines

    def _write(self, text: str) -> None:
        try:
            self._output.write(text)
            self._output.flush()
        except UnicodeEncodeError:  # the stream knows fewer letters than its name says
            self._output.write(spelled(text, "ascii"))
            self._output.flush()
        except (OSError, ValueError):
            raise Left from None


def bold_until(lines: tuple[str, ...], lead: str) -> tuple[str, ...]:
    """`lines` with the letters of `lead`, which they begin with, in bold; no line is left bold at its end."""
    left = sum(1 for char in lead if not char.isspace())
    done = []
    for line in lines:
        if not left:
            done.append(line)
            continue
        start = len(line) - len(line.lstrip())
        end = start
        while left and end < len(line):
            left -= not line[end].isspace()
            end += 1
        done.append(f"{line[:start]}{_BOLD}{line[start:end]}{_PLAIN}{line[end:]}")
    return tuple(done)


def can_be_bold(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether letters can be bold there, and are wanted so."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    if not is_terminal(stream) or environ.get("TERM") == "dumb":
        return False
    return sys.platform != "win32" or _windows_understands()


def _windows_understands() -> bool:
    # Consoles since Windows 10 understand the sequences once they are told to.
    if sys.platform == "win32":
        import ctypes

        console, mode = ctypes.windll.kernel32.GetStdHandle(-11), ctypes.c_uint32()
        if not ctypes.windll.kernel32.GetConsoleMode(console, ctypes.byref(mode)):
            return False
        return bool(ctypes.windll.kernel32.SetConsoleMode(console, mode.value | 4))
    return False


def spell_what_is_missing(stream: TextIO) -> None:
    """Let a stream spell letters that its encoding lacks, so that nothing that is written to it can fail for that."""
    codecs.register_error(_SPELLED, _spell)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_SPELLED)


def _spell(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeEncodeError):
        return spelled(error.object[error.start : error.end], error.encoding), error.end
    raise error


def columns_of(stream: TextIO, environ: Mapping[str, str]) -> int:
    """How many columns to fill, from `NARROWEST` to `WIDEST`."""
    told = environ.get("COLUMNS", "")
    there_are = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0
    if not there_are:
        try:
            there_are = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError, AttributeError):
            there_are = USUAL
    return min(WIDEST, max(NARROWEST, there_are or USUAL))


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody sits at the other end."""
    try:
        return stream.isatty()
    except (ValueError, AttributeError):
        return False
