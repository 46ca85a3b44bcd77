"""Making a plan for next time at a console, and taking things along: a calendar file, a page to print, a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.records.exports import CannotSave, Form
from game.records.notes import if_then
from game.session import views as v
from game.terminal import answers as a
from game.terminal.block import Block
from game.terminal.console import Console, Left

if TYPE_CHECKING:
    from game.application import Application
    from game.play import Play

HINT = (
    "edit: put it in your own words. text: show it alone, to copy. calendar: save a reminder for a week from now. "
    "page: save a page to print. file: save it as text. keep: keep it with your records on this machine. Enter: done."
)
FILES = {"calendar": Form.CALENDAR, "page": Form.PAGE, "file": Form.TEXT}  # what is typed, and the form that is saved


class Planning:
    """What one can take along from a play.

    Args:
        console: Where it is asked.
        application: Saves and keeps it.
        play: The play it comes from.
    """

    def __init__(self, console: Console, application: Application, play: Play) -> None:
        self._console = console
        self._application = application
        self._play = play

    def make(self, screen: v.DebriefView, line: int) -> None:
        """Make a plan of one of the author's lines, and do with it what is wanted.  Nothing is kept unasked.

        Raises:
            Left: When somebody leaves.
        """
        cue, words, is_hinted = screen.if_then_cue, screen.if_then_lines[line], False
        while True:
            self._console.say((Block(if_then(cue, words), "Your plan:", opens=True),))
            if not is_hinted:
                self._console.say((Block(HINT),))
            is_hinted = True
            typed = self._console.ask().casefold()
            if typed in ("", "done", "b", "back"):
                return
            if typed == "edit":
                words = self._edited(words)
            elif typed == "text":
                self._console.say((Block(if_then(cue, words), opens=True), Block("", opens=True)))
            elif typed == "keep":
                path = self._application.keep_plan(self._play.scenario.id, cue, words)
                self._say(f"Your plan is kept on this machine, in {path}" if path else "Your plan is not kept.")
            elif typed in FILES:
                self._save(cue, words, FILES[typed])
            elif a.WORDS.get(typed) is a.Want.LEAVE:
                raise Left
            else:
                self._say(HINT)

    def slip(self) -> None:
        """Save a slip that somebody took part: no more than that is on it."""
        for form in (Form.TEXT, Form.PAGE):
            try:
                self._say(f"Saved in {self._application.save_slip(self._play, form)}")
            except CannotSave as reason:
                self._say(str(reason))
                return
        self._say("The slip says that you took part, and nothing else.")

    def _edited(self, words: str) -> str:
        self._say("Type what you will do or say, such as: I will ask them first. Enter: leave it as it is.")
        return self._console.ask() or words

    def _save(self, cue: str, words: str, form: Form) -> None:
        try:
            self._say(f"Saved in {self._application.save_plan(self._play, cue, words, form)}")
        except CannotSave as reason:
            self._say(str(reason))

    def _say(self, words: str) -> None:
        self._console.say((Block(words),))
