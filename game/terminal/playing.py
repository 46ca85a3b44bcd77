"""One play at a console: say what is there, ask, hand the answer to the play, and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.session import messages as m
from game.session import views as v
from game.session.messages import Sureness
from game.session.phases import Phase
from game.session.view import briefing
from game.terminal import answers as a
from game.terminal import say as s
from game.terminal.block import Block
from game.terminal.console import Console
from game.terminal.planning import Planning

if TYPE_CHECKING:
    from game.application import Application
    from game.play import Play

# What the shell around a play does for it, since it is the same outside of one.
Wanted = Callable[[a.Want], None]


class ToLibrary(Exception):
    """Somebody wants to see the library."""


class Playing:
    """A play at a console, from where it is until it is finished or left.

    Args:
        console: Where it is played.
        application: Keeps settings, notes and plans.
        play: Begun or resumed.
        do: Does what concerns the terminal alone.
        hinted: Kinds of screens whose keys have been said in full; added to.
    """

    def __init__(self, console: Console, application: Application, play: Play, do: Wanted, hinted: set[str]) -> None:
        self._console = console
        self._application = application
        self._play = play
        self._do = do
        self._hinted = hinted
        self._planning = Planning(console, application, play)

    def go(self) -> bool:
        """Play.

        Returns:
            Whether it was played to its end; otherwise somebody wants to see the library.

        Raises:
            Left: When it is left at once.  All that was done is journalled by then.
        """
        try:
            self._go()
        except ToLibrary:
            return False
        return True

    def _go(self) -> None:
        after_line, is_new, has_looked_up = 0, True, False
        while True:
            view = self._play.view()
            if is_new:
                if has_looked_up and isinstance(view.screen, v.ScriptView):
                    after_line = view.screen.line - 1  # the line that one looked up from, and not the scene again
                self._console.say(s.say(view, after_line=after_line))
            if view.phase is Phase.CLOSED:
                return
            if isinstance(view.screen, v.ProbeView):
                self._probe(view, view.screen)
                after_line, is_new, has_looked_up = 0, True, False
                continue
            if is_new:
                self._hint(view)
            answer = a.understand(view, self._console.ask())
            line = view.screen.line if isinstance(view.screen, v.ScriptView) else 0
            events = self._act(view, answer)
            is_new = bool(events) or answer is a.Want.AGAIN
            has_looked_up = answer == a.Send(m.LookUp())
            after_line = line if any(isinstance(event, m.LinesShown) for event in events) else 0

    def _hint(self, view: v.SessionView) -> None:
        # Once for each kind of screen, and at each decision: before every line of a scene it would drown the scene.
        screen = view.screen
        kind = type(screen).__name__
        if isinstance(screen, v.DebriefView):
            kind += screen.parts[screen.part]
        if kind not in self._hinted or isinstance(screen, v.DecisionView):
            self._hinted.add(kind)
            self._console.say((Block(a.hint(view), opens=not isinstance(screen, v.ScriptView)),))

    def _act(self, view: v.SessionView, answer: a.Answer) -> tuple[m.Event, ...]:
        """Do it; the events are empty where the screen stays as it is."""
        match answer:
            case a.Send(command):
                return self._send(command)
            case a.Note(text):
                self._note(view.screen, text)
                return self._send(m.GoOn())
            case a.Plan(line):
                if isinstance(view.screen, v.DebriefView):
                    self._planning.make(view.screen, line)
            case a.Unclear(says):
                self._console.say((Block(says),))
            case a.Want():
                self._want(view, answer)
        return ()

    def _want(self, view: v.SessionView, want: a.Want) -> None:
        match want:
            case a.Want.TRANSCRIPT:
                self._console.say(s.transcript(view.transcript))
            case a.Want.BACK:
                self._console.say(s.transcript(view.transcript, last=s.LOOKED_BACK))
            case a.Want.PEOPLE:
                self._console.say(s.people(briefing(self._play.scenario)))
            case a.Want.SLIP:
                self._planning.slip()
            case a.Want.LIBRARY:
                raise ToLibrary
            case a.Want.AGAIN:
                pass  # the screen is said by whoever asked
            case a.Want.SETTINGS:
                before = self._application.settings.pacing
                self._do(want)
                if self._application.settings.pacing != before:
                    self._send(m.SetPacing(m.Pacing(self._application.settings.pacing)))
            case _:
                self._do(want)

    def _send(self, command: m.Command) -> tuple[m.Event, ...]:
        events = self._play.handle(command)
        self._do(a.Want.NOTICES)
        for event in events:
            if isinstance(event, m.Refused):
                self._console.say((Block(f"{event.reason[:1].upper()}{event.reason[1:].rstrip('.')}."),))
                return ()
        return events

    # --- questions ---------------------------------------------------------------------------------------------

    def _probe(self, view: v.SessionView, screen: v.ProbeView) -> None:
        """Ask both questions, either of which may be passed, and go on."""
        sureness = self._pick(view, len(Sureness))
        self._console.say(s.reasons(screen))
        reason = self._pick(view, len(screen.reasons) + 1)
        self._send(
            m.AnswerProbe(
                sureness=None if sureness is None else tuple(Sureness)[sureness],
                reason=m.SOMETHING_ELSE if reason == len(screen.reasons) else reason,
            )
        )

    def _pick(self, view: v.SessionView, there_are: int) -> int | None:
        """One of so many, from 0, or None where it is passed."""
        self._console.say((Block(f"1 to {there_are}. Enter: pass."),))
        while True:
            typed = self._console.ask()
            number = a.number_in(typed)
            if not typed:
                return None
            if number is not None and 1 <= number <= there_are:
                return number - 1
            want = a.WORDS.get(typed.casefold())
            if want is None:
                self._console.say((Block(f"Type a number from 1 to {there_are}, or press Enter to pass."),))
            else:
                self._want(view, want)

    def _note(self, screen: v.Screen, text: str) -> None:
        """Words about a question: thrown away unless their writer says otherwise."""
        question = screen.question if isinstance(screen, v.ReflectionView) else ""
        if isinstance(screen, v.EndingView):
            question = screen.reflect
        is_agreed = self._application.settings.keep_notes
        if not is_agreed:
            self._console.say((Block("Keep this as a note on this machine? y: keep it. Enter: throw it away."),))
            is_agreed = self._console.ask().casefold() in ("y", "yes")
        path = self._application.keep_note(self._play, question, text) if is_agreed else None
        self._do(a.Want.NOTICES)
        self._console.say((Block(f"Your note is kept on this machine, in {path}" if path else "It is not kept."),))
