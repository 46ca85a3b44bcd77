"""What the window shows of a scenario that is being written, and what its keys do.  Nothing of it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from game.application import Application
from game.core.diagnostic import Diagnostic
from game.core.playthrough import begin
from game.core.scenario import Scenario
from game.play import Play
from game.records.journal import Header
from game.records.opening import Opened
from game.records.recorder import Recorder
from game.ui.actions import Do, Overlay
from game.ui.controller import Controller
from game.ui.element import Element
from game.ui.interface import Interface
from game.ui.screens.debrief import DrawMap
from game.ui.stage import Stage
from game.ui.theme import Look
from tools.checking.todo import CODE as TO_DO
from tools.preview import actions as a
from tools.preview.draft import Draft
from tools.preview.findings import Sorted, sorted_for
from tools.preview.lengths import Length, lengths_on
from tools.preview.panel import Told, beside_panel, panel_width
from tools.preview.screens import nothing_yet_screen, scenes_screen
from tools.preview.spot import CannotGoThere, Spot, Ways, arrive, as_plan, spot_of, ways_from, where
from tools.preview.watching import Watch

BACK_AGAIN = "That was the end. You are at the beginning again."
MOST_PLANS = 1000  # beside one scenario


class PreviewController(Controller):
    """The controller of a play that is replaced whenever its file is saved.

    Args:
        application: One that keeps no plays.
        stage: Where people are in each place.
        draw_map: Draws the map of a run.
        copy: Puts text on the clipboard.
        watch: Reads the file.
        first: What was read of it first.
        wanted: Finds where to begin, in a scenario; raises `CannotGoThere`.
    """

    has_page_turns = False  # whoever writes has seen it, and waits for the words
    has_library = False

    def __init__(
        self,
        application: Application,
        stage: Stage,
        draw_map: DrawMap,
        copy: Callable[[str], bool],
        *,
        watch: Watch,
        first: Draft,
        wanted: Callable[[Scenario], Spot] = lambda scenario: Spot(),
    ) -> None:
        super().__init__(application, stage, draw_map, copy)
        self._watch = watch
        self._draft = self._shown = first  # as it is, and as it could be played last
        self._findings: tuple[Diagnostic, ...] | None = None  # of the last version that was checked
        self._is_checked = False  # this one, too
        self._wanted = wanted
        self._note = ""
        self._saves = 0
        self._panel_page = 0
        self._is_listing = False
        self._is_over = False
        self._ways: tuple[str, Ways] | None = None
        if first.scenario is not None:
            self._begin(first.scenario)

    # --- what is shown -----------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The file, and how much was found in it: to be seen while the window is behind the editor."""
        return f"{self._draft.path.name} – {self._counted()} – Upstander"

    def tree(self, look: Look) -> Element:
        """The screen, after whatever news there is."""
        self.take_news()
        return super().tree(look)

    def words_of_library(self) -> Iterator[str]:
        """Nothing: the panel looks after its own letters."""
        return iter(())

    def _screen(self, look: Look) -> Element:
        if self.interface.overlay is Overlay.NEUTRAL:
            return super()._screen(look)
        told, left = self._panel(), self._left(look)
        if self._is_listing and self.play is not None:
            now = where(self.play.session).scene
            play = scenes_screen(self.play.scenario, self._ways_now(), now, self.interface, left)
        elif self.play is None and self.interface.overlay is None:
            play = nothing_yet_screen(told.file, self._draft.is_there, self.interface, left)
        else:
            play = super()._screen(left)
        return beside_panel(play, told, self._panel_page, look)

    def coming(self, way: Do, look: Look) -> Element | None:
        """The screen that an action would lead to, as large as it would be beside the panel."""
        return super().coming(way, self._left(look))

    def _left(self, look: Look) -> Look:
        return replace(look, width=look.width - panel_width(look))

    def _read_on(self, look: Look) -> None:
        super()._read_on(self._left(look))

    def _panel(self) -> Told:
        at = where(self.play.session) if self.play is not None else None
        lengths: tuple[Length, ...] = ()
        if self.play is not None and self._view is not None and at is not None and not self._is_listing:
            lengths = lengths_on(self._view.screen, at, self.play.scenario, self._shown.limits)
        return Told(
            file=self._draft.path.name,
            status=self._status(),
            note=self._note,
            findings=self._sorted(),
            lengths=lengths,
            is_playable=self._draft.scenario is not None,
            has_picture=self.play is not None,
            can_go_back=bool(self.play is not None and spot_of(self.play.session).choices),
            is_listing=self._is_listing,
        )

    def _sorted(self) -> Sorted | None:
        at = where(self.play.session) if self.play is not None and self._draft.scenario is not None else None
        if self._draft.scenario is None:
            return sorted_for(None, self._draft.found, {})
        return None if self._findings is None else sorted_for(at, self._findings, self._draft.spans)

    def _counted(self) -> str:
        if not self._draft.is_there:
            return "no file"
        if self._draft.scenario is None:
            return _count(len(self._draft.errors), "error")
        if self._findings is None:
            return "looking"
        left = sum(finding.code == TO_DO for finding in self._findings)
        found = _count(len(self._findings) - left, "finding")
        unwritten = f"{_count(left, 'text')} to write"
        return found if not left else unwritten if left == len(self._findings) else f"{found}, {unwritten}"

    def _status(self) -> str:
        if not self._draft.is_there:
            gone = "The file is not there any more." if self._saves else "There is no such file."
            return f"{gone} The picture is the last one there was." if self.play is not None else gone
        saves = f" Read again after save {self._saves}." if self._saves else ""
        if self._draft.scenario is None:
            keeps = "keeps" if len(self._draft.errors) == 1 else "keep"
            old = " The picture is the last one that could be played." if self.play is not None else ""
            return f"{_sentence(self._counted())} {keeps} this from being played.{old}{saves}"
        if not self._is_checked:
            return f"Looking for what could be better …{saves}"
        return f"{_sentence(self._counted())}.{saves}"

    # --- news --------------------------------------------------------------------------------------------------------

    def take_news(self) -> None:
        """Show what the file has become, if it was saved."""
        draft, findings = self._watch.take()
        if draft is not None:
            self._take(draft)
        if findings is not None and findings[0] == self._draft.key:
            self._findings, self._is_checked = findings[1], True

    def _take(self, draft: Draft) -> None:
        self._draft, self._is_checked = draft, False
        self._saves += 1
        self._panel_page = 0
        self._note = ""
        if draft.scenario is None:
            return
        self._shown = draft
        if self.play is None:
            self._begin(draft.scenario)
            return
        before, spot = self.interface, spot_of(self.play.session)
        self._go(spot)
        if not self._note and spot_of(self.play.session).phase is spot.phase:
            self.interface = before  # the same screen: the page, the focus and what is typed stay

    # --- going somewhere ---------------------------------------------------------------------------------------------

    def _begin(self, scenario: Scenario) -> None:
        try:
            self._go(self._wanted(scenario))
        except CannotGoThere as why:
            self._go(Spot(), str(why))

    def _go(self, spot: Spot, note: str = "") -> None:
        scenario = self._shown.scenario
        assert scenario is not None, "only a draft that can be played is shown"
        arrived = arrive(scenario, spot)
        header = Header(
            scenario=scenario.id,
            title=scenario.title,
            content_hash=scenario.content_hash,
            mode=scenario.mode.value,
            seed=arrived.session.seed,
            pacing=arrived.session.position.pacing.value,
            is_first_scenario=True,
            version="",
            started="",
        )
        opened = Opened(arrived.session, Recorder(None, header, say=lambda _: None), False, "")
        self.play = Play(opened, _now)
        self._view = self.play.view()
        self.interface = Interface()
        self._was_opened = True
        self._is_listing = False
        self._note = arrived.note or note

    def close_play(self) -> None:
        """A play that is over begins again: there is no library to go to."""
        super().close_play()
        if not self._is_over and not self.wants_to_quit and self._shown.scenario is not None:
            self._go(Spot(), BACK_AGAIN)

    def close(self) -> None:
        """The window is closed."""
        self._is_over = True

    def _ways_now(self) -> Ways:
        assert self.play is not None
        key = self._shown.key
        if self._ways is None or self._ways[0] != key:
            self._ways = key, ways_from(begin(self.play.scenario))
        return self._ways[1]

    # --- keys --------------------------------------------------------------------------------------------------------

    def do(self, action: object, look: Look) -> None:
        """Do what an element's action says."""
        match action:
            case a.SavePlay():
                self._note = self._save()
            case a.OneChoiceBack():
                back = spot_of(self.play.session).one_choice_back() if self.play is not None else None
                if back is not None:
                    self._go(back)
            case a.ListScenes():
                self._is_listing = not self._is_listing and self.play is not None
                self.interface = Interface()
                self._panel_page = 0
            case a.GoToScene(scene):
                if scene in self._ways_now().spots:
                    self._go(self._ways_now().spots[scene])
            case a.TurnPanel(to):
                self._panel_page = to
            case _:
                before = self._place()
                super().do(action, look)
                if self._place() != before:
                    self._panel_page = 0
                    if self._note != BACK_AGAIN:
                        self._note = ""

    def _place(self) -> object:
        return where(self.play.session) if self.play is not None else None

    def _save(self) -> str:
        assert self.play is not None
        plan = as_plan(self.play.session.position.play)
        path = self._draft.path
        for number in range(1, MOST_PLANS):
            file = path.with_name(f"{path.stem}.{number}.plan")
            try:
                with file.open("x", encoding="utf-8", newline="\n") as written:
                    written.write(plan)
            except FileExistsError:
                continue
            except OSError as error:
                return f"The play could not be saved: {_plain(file, error)}."
            return f"Saved as {file.name}, beside the scenario. “upstander check” plays it again each time."
        return f"There are {MOST_PLANS} plans beside this scenario. Delete some, then save this one."


def _now() -> datetime:
    return datetime.now().astimezone()


def _plain(file: Path, error: OSError) -> str:
    return f"{file.parent} says “{error.strerror or error}”"


def _count(number: int, what: str) -> str:
    return f"no {what}s" if not number else f"1 {what}" if number == 1 else f"{number} {what}s"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
