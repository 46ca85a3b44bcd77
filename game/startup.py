"""
From a command line to a window or a terminal.

The way to the window is short on purpose: nothing here is imported at the top that the library screen does not need.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from game.application import Application
    from game.hosting import Hosting
    from game.organisation import Organisation
    from game.own_scenarios import Bench


class CannotStart(Exception):
    """The user named something that is not there or cannot be read; the message says what, and what to do."""


def make_application(
    *,
    organisation: Path | None = None,
    library: Path | None = None,
    keeps_records: bool = True,
    seed: int | None = None,
) -> Application:
    """All that lives longer than a play, with the folders of this system and user.

    Args:
        seed: Decides the order of choices on screen in plays that begin; None: another one for each.
        keeps_records: False: nothing of a play or of the settings is read or written, and the player's own scenarios
            are left alone.
        organisation: A file with the organisation's own note, or None for the usual place.
        library: A folder of scenarios, or None for those that come with the program.

    Raises:
        CannotStart: With what to do.
    """
    from dataclasses import replace
    from datetime import datetime

    from game import assets
    from game.application import Application
    from game.library import Library
    from game.own_scenarios import own_folder
    from game.records import folders

    if library is not None and not library.is_dir():
        what = "is a file, not a folder" if library.exists() else "is not there"
        raise CannotStart(f"The folder of scenarios {library} {what}. Name a folder after --library.")
    where = folders.find()
    if not keeps_records:
        where = replace(where, records=None, config=None)
    shelf = Library(library or assets.scenarios_folder(), assets.assets_folder(), where.cache)
    own = Library(own_folder(), assets.assets_folder(), where.cache) if keeps_records else None
    return Application(
        library=shelf,
        folders=where,
        organisation=_organisation(organisation, where.config),
        now=lambda: datetime.now().astimezone(),
        seed_source=lambda: int.from_bytes(os.urandom(4), "big") if seed is None else seed,
        own=own,
        bench=_bench if keeps_records else None,
    )


def _bench() -> Bench:
    """The author's tools, loaded when somebody writes: players never need them."""
    from game.own_scenarios import CannotWriteError

    try:
        made: Bench = importlib.import_module("tools.preview.bench").DeskBench()
    except ImportError as missing:
        raise CannotWriteError(f"The tools for writing are not installed here ({missing.name} is missing).") from None
    return made


def _organisation(chosen: Path | None, config: Path | None) -> Organisation:
    from game.organisation import Organisation, OrganisationError, find

    try:
        return find(chosen, config)
    except OrganisationError as mistake:
        if chosen is not None:
            raise CannotStart(str(mistake)) from None
        # Nobody named this file just now, so it must not keep anybody from playing.
        print(f"Left out: {mistake}", file=sys.stderr)  # noqa: T201
        return Organisation()


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be expected to open.  Guessed without loading anything."""
    if environ.get("SDL_VIDEODRIVER"):
        return True
    if platform in ("win32", "darwin", "cygwin"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def play_anywhere(
    application: Application,
    *,
    start: str | None = None,
    fresh: bool = False,
    size: tuple[int, int] | None = None,
    fullscreen: bool = False,
    first_frame: bool = False,
) -> int:
    """Open the window, or play in the terminal where there is no display or no window opens, and say so.

    Args:
        application: What lives longer than a play.
        start: Id of the scenario to open at once; without it the library opens.
        fresh: Begin it anew, though it is half done.
        size: Of the window, in pixels.
        fullscreen: Fill the screen.
        first_frame: Paint once and end; there is no falling back to the terminal then.

    Returns:
        The exit code.
    """
    if has_display():
        outcome = open_window(
            application,
            start=start,
            fresh=fresh,
            size=size,
            fullscreen=fullscreen,
            first_frame=first_frame,
        )
        if isinstance(outcome, int):
            return outcome
        why = f"The window could not be opened ({outcome})"
    else:
        why = "There is no display to open a window on"
    if first_frame:
        print(f"{why}.", file=sys.stderr)  # noqa: T201
        return 1
    print(f"{why}, so this plays in the terminal.", file=sys.stderr)  # noqa: T201
    return play_in_terminal(application, start=start, fresh=fresh)


def hush_pygame() -> None:
    """Keep pygame from greeting on standard output, which belongs to our own words.  Before it is first imported."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


def open_window(
    application: Application,
    *,
    start: str | None,
    fresh: bool,
    size: tuple[int, int] | None,
    fullscreen: bool,
    first_frame: bool,
) -> int | str:
    """Open the window and stay until it is closed.

    Returns:
        The exit code; or, where no window could be opened, why, in a few words.
    """
    hush_pygame()
    try:
        from game.ui import program, window
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] != "pygame":
            raise
        return "pygame is missing"
    try:
        return program.run(
            application, start=start, fresh=fresh, first_frame=first_frame, size=size, fullscreen=fullscreen
        )
    except window.NoDisplayError as error:
        return str(error) or "no reason was given"


def host_group(application: Application, scenario: str, hosting: Hosting) -> int:
    """Open the windows of a group and stay until they are closed.

    Args:
        application: What lives longer than a session.
        scenario: Id.
        hosting: What was settled.

    Returns:
        The exit code; 1 where no window can be opened, and it was said why.
    """
    why = "There is no display to open a window on."
    if has_display():
        hush_pygame()
        gc.enable()
        from game.room_opening import open_room

        try:
            from game.ui.room_window import NoDisplayError

            open_room(application, scenario, hosting)
            return 0
        except NoDisplayError as error:
            why = f"The windows could not be opened ({error or 'no reason was given'})."
    print(f"{why} A group needs a display: its wall is what the room sees.", file=sys.stderr)  # noqa: T201
    return 1


def play_in_terminal(application: Application, *, start: str | None = None, fresh: bool = False) -> int:
    """Play in the terminal that the program was started from."""
    gc.enable()
    from game.terminal import run
    from game.terminal.console import spell_what_is_missing

    # A program may be started with either of them closed; Python has None in their place then.
    typed: TextIO | None = sys.stdin
    said: TextIO | None = sys.stdout
    if said is not None:
        spell_what_is_missing(said)
    if isinstance(typed, io.TextIOWrapper):
        typed.reconfigure(errors="replace")  # bytes that are no text are no reason to stop
    return run(
        application,
        input_stream=typed if typed is not None else io.StringIO(),
        output_stream=said if said is not None else io.StringIO(),
        start=start,
        fresh=fresh,
    )


def version() -> str:
    """The program's version, or a word for a checkout that is not installed."""
    from importlib import metadata

    try:
        return metadata.version("upstander")
    except metadata.PackageNotFoundError:
        return "(not installed)"
