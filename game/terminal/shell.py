"""
The terminal's shell: the library, the settings, the records, and the plays between them.

`run` is the whole of it.  It ends when somebody leaves or can no longer be reached, and what was done is kept.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, TextIO

from game.application import NOT_ALL_DELETED
from game.library import UnknownScenario
from game.session.messages import Pacing
from game.terminal import answers as a
from game.terminal import say_library as library
from game.terminal import words as w
from game.terminal.block import Block
from game.terminal.console import Console, Left, can_be_bold
from game.terminal.playing import Playing, ToLibrary

if TYPE_CHECKING:
    from game.application import Application


def run(
    application: Application,
    *,
    input_stream: TextIO,
    output_stream: TextIO,
    start: str | None = None,
    fresh: bool = False,
    environ: Mapping[str, str] | None = None,
) -> int:
    """Play in a terminal until whoever plays leaves.

    Args:
        application: What lives longer than a play.
        input_stream: Typed lines; a pipe does as well.
        output_stream: Where everything is said.
        start: Id of the scenario to open at once; without it the library opens.
        fresh: Begin that scenario anew, though it is half done.
        environ: The environment, where it is not the process's own.

    Returns:
        0.  Leaving in the middle is no fault.
    """
    environ = os.environ if environ is None else environ
    console = Console(input_stream, output_stream, environ)
    shell = Shell(console, application, environ, output_stream)
    try:
        with _hang_up_leaves():
            shell.open(start, fresh=fresh)
    except (Left, KeyboardInterrupt):
        pass
    finally:
        # Whoever hung up hears nothing of this, and that is no fault either.
        with suppress(Left, KeyboardInterrupt):
            console.say(shell.farewell())
    return 0


@contextmanager
def _hang_up_leaves() -> Iterator[None]:
    """Let a closed terminal or a polite request to end mean: leave."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise Left

    names = [name for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []  # only there may signals be set
    before = {name: signal.signal(getattr(signal, name), leave) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


class Shell:
    """Everything but a play itself.

    Args:
        console: Where things are said and asked.
        application: What lives longer than a play.
        environ: Asked whether bold letters are wanted, when they are switched on again.
        output_stream: Asked the same.
    """

    def __init__(
        self, console: Console, application: Application, environ: Mapping[str, str], output_stream: TextIO
    ) -> None:
        self._console = console
        self._application = application
        self._could_be_bold = can_be_bold(output_stream, environ)
        self._hinted: set[str] = set()
        self._noticed: set[str] = set()
        self._playing = ""  # id of the scenario that is open
        self._has_shown_library = False

    def open(self, start: str | None, *, fresh: bool) -> None:
        """Play `start` and stop, or show the library until somebody leaves.

        Raises:
            Left: When somebody leaves.
        """
        if start is not None and self.play(start, fresh=fresh):
            return
        while True:
            self.library()

    def farewell(self) -> tuple[Block, ...]:
        """Where one can go on."""
        if not self._playing:
            return (Block("upstander --text", "To come back:", opens=True),)
        # A notice may mean that records cannot be kept; then nothing is promised.
        kept = "" if self._application.notices else "What you did is kept."
        go_on = Block(f"upstander play {self._playing} --text", "To go on:")
        return (Block(kept, "You have left.", opens=True), go_on)

    # --- the library -------------------------------------------------------------------------------------------

    def library(self) -> None:
        """Show what there is, and do one thing."""
        view = self._application.library_view()
        self._say_notices()
        self._console.say(library.library(view))
        self._has_shown_library = True
        self._console.say((Block(library.HINT, opens=True),))
        while True:
            typed = self._console.ask()
            said = typed.casefold()
            if said == "":
                self._console.say((Block(library.HINT),))
                continue
            if said in ("report", "r"):
                self.do(a.Want.REPORT)
                continue
            if said == "delete":
                self.do(a.Want.DELETE)
                return  # and show the library as it is now
            want = a.WORDS.get(said)
            if want in (a.Want.LIBRARY, a.Want.AGAIN):
                return
            if want in (a.Want.LEAVE, a.Want.HELP, a.Want.SUPPORT, a.Want.SETTINGS):
                self.do(want)
                continue
            word, _, rest = typed.partition(" ")
            is_fresh = word.casefold() == "fresh" and bool(rest.strip())
            card = library.find(view, rest if is_fresh else typed)
            if isinstance(card, str):
                self._console.say((Block(card),))
                continue
            try:
                self.play(card.card.id, fresh=is_fresh)
            except UnknownScenario as gone:  # its file has changed since the list was shown
                self._console.say((Block(gone.reason, opens=True),))
            return

    def play(self, scenario: str, *, fresh: bool) -> bool:
        """Play one scenario.  Whether it was played to its end; otherwise somebody wants the library.

        Raises:
            Left: When somebody leaves.
        """
        play = self._application.play(scenario, fresh=fresh)
        self._playing = scenario
        try:
            self._say_notices()
            note = play.resume_note or ("You go on where you left." if play.resumed else "")
            if note:
                self._console.say((Block(note, "Half done." if play.resumed else "Before you start.", opens=True),))
            if self._application.organisation.note and not self._has_shown_library:
                self._console.say((Block(self._application.organisation.note, "Here:", opens=True),))
            is_finished = Playing(self._console, self._application, play, self.do, self._hinted).go()
        finally:
            play.close()
        self._playing = ""
        return is_finished

    # --- what can be done from anywhere ------------------------------------------------------------------------

    def do(self, want: a.Want) -> None:
        """Do what concerns the terminal alone.

        Raises:
            Left: Where that is what is wanted.
        """
        match want:
            case a.Want.LEAVE:
                raise Left
            case a.Want.HELP:
                self._console.say(library.help_text())
            case a.Want.SUPPORT:
                self._console.say(library.support(self._application.library_view()))
            case a.Want.SETTINGS:
                self._settings()
            case a.Want.REPORT:
                self._console.say(library.report(self._application.report()))
            case a.Want.DELETE:
                self._delete_everything()
            case a.Want.NOTICES:
                self._say_notices()
            case _:
                self._console.say((Block("That is for within a play."),))

    def _say_notices(self) -> None:
        for notice in self._application.notices:
            if notice not in self._noticed:
                self._noticed.add(notice)
                self._console.say((Block(notice, "Please note.", opens=True),))

    def _settings(self) -> None:
        while True:
            settings = self._application.settings
            bold = self._console.has_bold
            self._console.say(
                (
                    Block("", "Settings.", opens=True),
                    Block(f"told {w.PACINGS[Pacing(settings.pacing)]}.", "1. The why:", indent=2, hang=3),
                    Block("used." if bold else "not used.", "2. Bold letters:", indent=2, hang=3),
                    Block(
                        "kept on this machine." if settings.keep_notes else "thrown away, unless you say otherwise.",
                        "3. Words that you type about a question:",
                        indent=2,
                        hang=3,
                    ),
                    Block("shown." if settings.show_drafts else "not shown.", "4. Drafts:", indent=2, hang=3),
                    Block("A number: change that. delete: delete everything that is kept. Enter: back."),
                )
            )
            typed = self._console.ask().casefold()
            match a.number_in(typed):
                case 1:
                    order = tuple(Pacing)
                    after = order[(order.index(Pacing(settings.pacing)) + 1) % len(order)]
                    self._application.change_settings(pacing=after.value)
                case 2 if bold or self._could_be_bold:
                    self._console.has_bold = not bold
                case 2:
                    self._console.say((Block("This terminal, or its settings, has no bold letters."),))
                case 3:
                    self._application.change_settings(keep_notes=not settings.keep_notes)
                case 4:
                    self._application.change_settings(show_drafts=not settings.show_drafts)
                case _:
                    if typed in ("delete", "delete everything"):
                        self._delete_everything()
                    elif a.WORDS.get(typed) is a.Want.LEAVE:
                        raise Left
                    elif not typed or typed in a.WORDS:
                        return
                    else:
                        self._console.say((Block("Type a number from 1 to 4, or press Enter to go back."),))

    def _delete_everything(self) -> None:
        self._console.say(
            (
                Block(
                    "Plays, group sessions, notes and plans on this machine are deleted and cannot be brought back. "
                    "Files that you saved elsewhere stay. Type delete to do it. Enter: keep all.",
                    "Delete everything?",
                    opens=True,
                ),
            )
        )
        if self._console.ask().casefold() != "delete":
            self._console.say((Block("Nothing was deleted."),))
            return
        there_were = self._application.delete_everything()
        is_all = NOT_ALL_DELETED not in self._application.notices
        left = "Nothing of yours is kept now." if is_all else NOT_ALL_DELETED
        self._console.say((Block(f"{w.count(there_were, 'file')} deleted. {left}"),))
        self._noticed.add(NOT_ALL_DELETED)
        if self._playing:  # its record has gone, so there is nothing to go on with
            raise ToLibrary
