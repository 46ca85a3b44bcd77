"""Writing without a terminal: a file from a few answers, opened in an editor with its preview beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import game
from game.own_scenarios import CannotWriteError, NewScenario
from game.startup import has_display
from tools.new import CannotMakeError, new_scenario

LONG_ENOUGH = 1.5  # seconds after which an opener that is still at work has found something to open the file with
_ROOT = Path(game.__file__).resolve().parent.parent
_started: list[subprocess.Popen[bytes]] = []  # so that nobody takes them for lost while the window is open


class DeskBench:
    """The bench of somebody at a desk, with windows."""

    def make(self, new: NewScenario, folder: Path) -> Path:
        """Write a new scenario into a folder.

        Raises:
            CannotWriteError: If that cannot be done.
        """
        try:
            return new_scenario(
                title=new.title, seat=new.seat, mode=new.mode, affected=new.affected, folder=folder
            )
        except CannotMakeError as why:
            raise CannotWriteError(str(why)) from None

    def open(self, file: Path) -> str:
        """Open a scenario in the system's editor and in a preview; what was opened, in sentences.

        Raises:
            CannotWriteError: If the file is not there any more.
        """
        if not file.is_file():
            raise CannotWriteError(f"{file} is not there any more.")
        return said(open_in_editor(file), open_preview(file), file)


def said(has_editor: bool, has_preview: bool, file: Path) -> str:
    """What was opened."""
    if has_editor:
        first = "The file opens in your editor now."
    else:
        first = f"No editor could be opened. Open the file yourself, in any editor for plain text: {file}"
    if has_preview:
        return f"{first} A second window shows it as players will see it."
    return f"{first} There is no display for a window that shows it as players will see it."


def open_in_editor(file: Path) -> bool:
    """Open a file in what the system opens texts with; whether that could be begun."""
    if sys.platform == "win32":
        try:
            os.startfile(file)  # noqa: S606 - the file is the player's own
        except OSError:  # no program has been chosen for files of this kind
            return _begins(["notepad.exe", str(file)])
        return True
    if sys.platform == "darwin":
        return _begins(["/usr/bin/open", "-t", str(file)])
    opener = shutil.which("xdg-open")
    return opener is not None and _begins([opener, str(file)])


def open_preview(file: Path) -> bool:
    """Start the preview as a program of its own; whether that could be begun."""
    return has_display() and _begins([sys.executable, "-m", "game", "preview", str(file)], waits=0.0)


def _begins(command: Sequence[str], waits: float = LONG_ENOUGH) -> bool:
    """Start a program that goes on without us; False if it cannot be started or ends at once without success."""
    nowhere = subprocess.DEVNULL
    try:
        program = subprocess.Popen(
            command, cwd=_ROOT, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
    except OSError:
        return False
    _started.append(program)
    try:
        return program.wait(waits) == 0
    except subprocess.TimeoutExpired:
        return True
