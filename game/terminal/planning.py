"""Making a plan for next time at a console, and taking things along: a calendar file, a page to print, a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session import views as v
from game.terminal import answers as a
from game.terminal.block import Block
from game.terminal.console import Console, Left

if TYPE_CHECKING:
    from game.application import Application, Play
