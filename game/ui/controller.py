"""
What the window does with an action: hands commands to the play, changes pages, settings, what is typed.

It holds no pixels and reads no events, so all of it can be tried without a window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.ui import actions as a
from game.ui.element import Element, find
from game.ui.interface import KEEP_KEY, PLAN, TITLE, Interface, Written
from game.ui.stage import Stage
from game.ui.theme import Look
from game.ui.tree import Shown, tree

if TYPE_CHECKING:
    from game.application import Application
    from game.hosting import Hosting
    from game.play import Play
    from game.session.messages import Command
    from game.session.views import CastView, SessionView
    from game.ui.screens.debrief import DrawMap

MAX_TYPED = 2000  # characters of a note or a plan
RESUMED = "You are where you left off."


class Controller:
    """One window's worth of state.

    Args:
        application: Settings, records, library.
        stage: Where people are in each place.
        draw_map: Draws the map of a run.
        copy: Puts text on the clipboard; False if that failed.

    Attributes:
        has_page_turns: Whether one screen may move out and another in.
        has_library: Whether there is a library that a play can be left for.
    """

    has_page_turns = True
    has_library = True

    def __init__(
        self, application: Application, stage: Stage, draw_map: DrawMap, copy: Callable[[str], bool]
    ) -> None:
        self._application, self._stage, self._draw_map, self._copy = application, stage, draw_map, copy
        self.play: Play | None = None
        self.interface = Interface()
        self.wants_to_quit = False
        self.room_to_open: tuple[str, Hosting] | None = None  # a group is to play this next
        self._view: SessionView | None = None
        self._was_opened = False
        self._told: set[str] = set()

    @property
    def application(self) -> Application:
        """Settings, records, library."""
        return self._application

    @property
    def view(self) -> SessionView | None:
        """The play as it is seen now."""
        return self._view

    @property
    def title(self) -> str:
        """What stands in the frame of the window."""
        return "Upstander" if self.play is None else f"{self.play.scenario.title} – Upstander"

    def tree(self, look: Look) -> Element:
        """The screen."""
        if self._was_opened:
            # Only now is the look in this scenario's own faces, and panels hold what fits in those.
            self._was_opened = False
            self._read_on(look)
        self._tell_notices()
        root = self._screen(look)
        if self.interface.focus and find(root, self.interface.focus) is None:
            # What had the focus went with a larger text or a smaller window: the focus must not come back by itself.
            self.focus("")
            root = self._screen(look)
        return root

    def coming(self, way: a.Do, look: Look) -> Element | None:
        """The screen that an action would lead to, found with a twin of the play; None where it leaves the play."""
        if self.play is None:
            return None
        from game.session.messages import Close, Continue, Refused
        from game.session.view import view
        from game.session.views import ScriptView
        from game.ui.screens.script import lines_on_screen

        session = self.play.session.twin()
        for command in way.commands:
            if isinstance(command, Close) or isinstance(session.handle(command)[0], Refused):
                return None
        seen = view(session)
        if isinstance(seen.screen, ScriptView):
            session.handle(Continue(lines_on_screen(seen.screen, look, self._stage)))
            seen = view(session)
        return self._screen_of(seen, Interface(), look)

    def _screen(self, look: Look) -> Element:
        return self._screen_of(self._view, self.interface, look)

    def _screen_of(self, seen: SessionView | None, interface: Interface, look: Look) -> Element:
        application = self._application
        shown = Shown(
            settings=application.settings,
            organisation=application.organisation,
            library=application.library_view() if self.play is None else None,
            play=seen,
            cast=self._cast(),
            kept_in=str(application.folders.records or ""),
            has_library=self.has_library,
            own_folder=str(application.own.folder) if application.own is not None else "",
        )
        return tree(shown, interface, look, self._stage, self._draw_map)

    def words_of_library(self) -> Iterator[str]:
        """What there is to read where nothing is played."""
        view = self._application.library_view()
        for shown in (*view.cards, *view.own):
            yield f"{shown.card.title} {shown.card.summary} {shown.card.setting}"

    def _cast(self) -> tuple[CastView, ...]:
        if self.play is None or self.interface.overlay is not a.Overlay.PEOPLE:
            return ()
        from game.session.view import briefing

        return briefing(self.play.scenario).cast

    def _tell_notices(self) -> None:
        news = [notice for notice in self._application.notices if notice not in self._told]
        if news and not self.interface.message:
            self._told.add(news[0])
            self.interface = replace(self.interface, message=news[0])

    # --- actions -----------------------------------------------------------------------------------------------------

    def do(self, action: object, look: Look) -> None:
        """Do what an element's action says."""
        had_message = self.interface.message
        match action:
            case a.Do(commands):
                self._hand_in(commands, look)
            case a.OpenScenario(scenario, is_fresh):
                self.open_scenario(scenario, look, is_fresh=is_fresh)
            case a.BackToLibrary():
                self.close_play()
            case a.Open(overlay):
                page = -1 if overlay is a.Overlay.TRANSCRIPT else 0
                # What cannot be undone is asked with the focus on leaving things as they are.
                focus = KEEP_KEY if overlay is a.Overlay.DELETE else ""
                self.interface = replace(
                    self.interface, overlay=overlay, overlay_page=page, focus=focus, message="", editing="",
                    composing="",
                )
            case a.CloseOverlay():
                self.interface = replace(self.interface, overlay=None, focus="", message="")
            case a.LeaveAtOnce():
                if self.interface.overlay is a.Overlay.NEUTRAL:
                    self.wants_to_quit = True
                else:
                    self.interface = replace(
                        self.interface, overlay=a.Overlay.NEUTRAL, overlay_page=0, focus="", message="", editing=""
                    )
            case a.Quit():
                self.wants_to_quit = True
            case a.TurnPage(to):
                if self.interface.overlay:
                    self.interface = replace(self.interface, overlay_page=to, focus="")
                else:
                    self.interface = replace(self.interface, page=to, focus="")
            case a.ReadAgain(panels):
                self.interface = replace(self.interface, panels_back=max(0, panels), page=0, focus="")
            case a.Filter(name):
                self.interface = replace(self.interface, filter=name, page=0)
            case a.ChangeSetting(name, value):
                self._application.change_settings(**{name: value})
            case a.MarkSureness(sureness):
                again = self.interface.sureness is sureness
                self.interface = replace(self.interface, sureness=None if again else sureness)
            case a.MarkReason(reason):
                again = self.interface.reason == reason
                self.interface = replace(self.interface, reason=None if again else reason)
            case a.PickLine(line):
                texts = {key: text for key, text in self.interface.texts.items() if key != PLAN}
                self.interface = replace(self.interface, plan_line=line, texts=texts, editing="")
            case a.Edit(field, text):
                texts = {**self.interface.texts, field: text}
                self.interface = replace(self.interface, editing=field, texts=texts, focus=field)
            case a.TakeAlong(keep):
                self._take_along(keep)
            case a.DeleteEverything():
                self._delete_everything()
            case a.OpenGroup() | a.SettleGroup() | a.StartGroup():
                self._group(action)
            case a.Answer(question, answer):
                self.interface = replace(self.interface, answers={**self.interface.answers, question: answer})
            case a.WriteScenario():
                self._write_scenario()
            case a.GoOnWriting(file):
                self._go_on_writing(Path(file))
            case _:
                raise TypeError(f"not an action: {action!r}")
        if had_message and self.interface.message == had_message:
            self.interface = replace(self.interface, message="")

    def _group(self, action: a.OpenGroup | a.SettleGroup | a.StartGroup) -> None:
        """Settle how a group plays; it plays in windows of its own."""
        from game.hosting import Hosting

        hosting = self.interface.hosting or Hosting()
        match action:
            case a.OpenGroup(scenario):
                # Enter chooses from the beginning, so there is something to choose.
                focus = f"group-minutes-{hosting.minutes}"
                self.interface = Interface(overlay=a.Overlay.GROUP, group=scenario, hosting=hosting, focus=focus)
            case a.SettleGroup(name, value):
                self.interface = replace(self.interface, hosting=replace(hosting, **{name: value}))  # type: ignore[arg-type]
            case a.StartGroup():
                opens_door = hosting.takes_phones and not hosting.invented
                self.room_to_open = (self.interface.group, replace(hosting, is_on_lan=opens_door))
                self.wants_to_quit = True

    def focus(self, key: str) -> None:
        """Put the focus on the element with this key; empty: on none."""
        self.interface = replace(self.interface, focus=key)

    def open_scenario(self, scenario: str, look: Look, *, is_fresh: bool = False) -> None:
        """Begin, or go on where it was left."""
        play = self._application.play(scenario, fresh=is_fresh)
        self.play, self._view = play, play.view()
        self.interface = Interface(message=play.resume_note or (RESUMED if play.resumed else ""))
        self._was_opened = True

    def close_play(self) -> None:
        """Leave the play as it is."""
        if self.play is not None:
            self.play.close()
        self.play = self._view = None
        self.interface = Interface()

    def _hand_in(self, commands: tuple[Command, ...], look: Look) -> None:
        if self.play is None or self._view is None:
            return
        from game.session.messages import Close, Refused

        before, practised = self._view, self._view.is_practice
        for command in commands:
            self._keep_asked_for_note(command)
            events = self.play.handle(command)
            refused = next((event for event in events if isinstance(event, Refused)), None)
            if refused:
                self.interface = replace(self.interface, message=_sentence(refused.reason))
                break
            if isinstance(command, Close):
                self.close_play()
                return
        self._view = self.play.view()
        if _is_other_screen(before, self._view) or practised != self._view.is_practice:
            self.interface = Interface(message=self.interface.message, texts=_lasting(self.interface))
        self._read_on(look)

    def _keep_asked_for_note(self, command: Command) -> None:
        """A note goes with its screen; with the setting on, it is kept first."""
        from game.session.views import ReflectionView

        if self._view and isinstance(self._view.screen, ReflectionView) and self._application.settings.keep_notes:
            self._take_along(a.Keep.NOTE)

    def _read_on(self, look: Look) -> None:
        """What is on the screen counts as shown: a program that is killed comes back to this panel."""
        from game.session.messages import Continue
        from game.session.views import ScriptView
        from game.ui.screens.script import lines_on_screen

        if self.play is None or self._view is None or not isinstance(self._view.screen, ScriptView):
            return
        shown = lines_on_screen(self._view.screen, look, self._stage)
        if shown > self._view.screen.line:
            self.play.handle(Continue(shown))
            self._view = self.play.view()

    # --- typing ------------------------------------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Text that was typed into the open field."""
        self._typed(lambda before: (before + text)[:MAX_TYPED])

    def erase(self) -> None:
        """Backspace in the open field."""
        self._typed(lambda before: before[:-1])

    def compose(self, text: str) -> None:
        """What an input method shows before it is settled."""
        self.interface = replace(self.interface, composing=text)

    def stop_typing(self) -> None:
        """Leave the field; what was typed stays in it."""
        # The focus goes as well, or Space would open the field again instead of going on.
        self.interface = replace(self.interface, editing="", composing="", focus="")

    def _typed(self, change: Callable[[str], str]) -> None:
        field = self.interface.editing
        if field:
            texts = {**self.interface.texts, field: change(self.interface.texts.get(field, ""))}
            self.interface = replace(self.interface, texts=texts, composing="")

    # --- time --------------------------------------------------------------------------------------------------------

    @property
    def timer_seconds(self) -> int:
        """How long the decision on screen may take; 0 where there is no timer or it is switched off."""
        if self._view is None or self.interface.overlay or not self._application.settings.timers:
            return 0
        from game.session.views import DecisionView

        screen = self._view.screen
        return screen.seconds if isinstance(screen, DecisionView) and not self._view.is_practice else 0

    def tick(self, seconds_left: int, look: Look) -> None:
        """A second of the timer has gone."""
        from game.session.messages import TimeUp

        self.interface = replace(self.interface, seconds_left=max(0, seconds_left))
        if seconds_left <= 0:
            self._hand_in((TimeUp(),), look)

    def _take_along(self, keep: a.Keep) -> None:
        if self._view is None or self.play is None:
            return
        from game.ui.taking_along import take_along

        message = take_along(keep, self._application, self.play, self._view, self.interface, self._copy)
        if message:
            self.interface = replace(self.interface, message=message, editing="")

    def _write_scenario(self) -> None:
        from game.own_scenarios import CannotWriteError, NewScenario
        from game.ui.screens.write import AFFECTED, MODE, SEAT, USUAL

        title = self.interface.texts.get(TITLE, "").strip()
        if not title:
            self.interface = replace(self.interface, message="Give it a title first: press the field below question 1.")
            return
        told = {**USUAL, **self.interface.answers}
        new = NewScenario(title=title, seat=told[SEAT], mode=told[MODE], affected=int(told[AFFECTED]))
        try:
            file = self._application.write(new)
            says = self._application.go_on_writing(file)
        except CannotWriteError as why:
            self.interface = replace(self.interface, message=str(why))
            return
        self.interface = Interface(overlay=a.Overlay.WRITTEN, written=Written(str(file), says))

    def _go_on_writing(self, file: Path) -> None:
        from game.own_scenarios import CannotWriteError

        try:
            says = self._application.go_on_writing(file)
        except CannotWriteError as why:
            says = str(why)
        self.interface = replace(self.interface, message=says)

    def _delete_everything(self) -> None:
        self.close_play()
        count = self._application.delete_everything()
        from game.application import NOT_ALL_DELETED

        if NOT_ALL_DELETED in self._application.notices:
            self._told.add(NOT_ALL_DELETED)
            self.interface = Interface(message=NOT_ALL_DELETED)
            return
        things = "1 thing was" if count == 1 else f"{count} things were"
        self.interface = Interface(message=f"Deleted: {things} kept on this computer, and nothing is left.")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _is_other_screen(before: SessionView, after: SessionView) -> bool:
    from game.session.phases import Phase
    from game.session.views import DebriefView, ScriptView

    if before.phase is not after.phase or type(before.screen) is not type(after.screen):
        return True
    if isinstance(before.screen, ScriptView) and isinstance(after.screen, ScriptView):
        return before.screen.line != after.screen.line or before.screen.lines != after.screen.lines
    if isinstance(before.screen, DebriefView) and isinstance(after.screen, DebriefView):
        return before.screen.part != after.screen.part
    return after.phase in (Phase.LOOK_CLOSER, Phase.DECISION) and before.screen != after.screen


def _lasting(interface: Interface) -> dict[str, str]:
    """Of what was typed, the plan outlives a screen; a note does not."""
    return {key: text for key, text in interface.texts.items() if key == PLAN}
