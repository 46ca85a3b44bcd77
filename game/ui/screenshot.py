"""A picture of any screen, drawn without a display: for documentation, and to look at one's work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.assets import assets_folder
from game.session import messages as m
from game.session.phases import Phase
from game.session.session import DEBRIEF_PARTS
from game.ui import actions as a
from game.ui.controller import Controller
from game.ui.element import Element
from game.ui.fonts import PygameMeasure
from game.ui.paint import Painter
from game.ui.pictures import Pictures
from game.ui.places import Places
from game.ui.portraits import Portraits
from game.ui.reading_faces import ReadingFaces
from game.ui.run_map import draw_map
from game.ui.theme import Look
from game.ui.window import THEMES

if TYPE_CHECKING:
    from game.application import Application
    from game.ui.window import MakeController

PLAY_SCREENS: dict[str, Phase] = {
    "briefing": Phase.BRIEFING,
    "scene": Phase.SCENE,
    "look-closer": Phase.LOOK_CLOSER,
    "decision": Phase.DECISION,
    "probe": Phase.PROBE,
    "consequence": Phase.CONSEQUENCE,
    "reflection": Phase.REFLECTION,
    "commentary": Phase.COMMENTARY,
    "alternatives": Phase.ALTERNATIVES,
    "ending": Phase.ENDING,
    "debrief": Phase.DEBRIEF,
}
OVERLAYS = {
    "transcript": a.Overlay.TRANSCRIPT,
    "settings": a.Overlay.SETTINGS,
    "help": a.Overlay.HELP,
    "people": a.Overlay.PEOPLE,
    "support": a.Overlay.SUPPORT,
    "leave": a.Overlay.NEUTRAL,
    "delete": a.Overlay.DELETE,
    "left-out": a.Overlay.LEFT_OUT,
}
SCREENS = ("library", *PLAY_SCREENS, *(f"debrief-{part}" for part in DEBRIEF_PARTS[1:]), *OVERLAYS)


class CannotShowError(ValueError):
    """The screen cannot be reached that way; the message says why."""


def screenshot(
    application: Application,
    screen: str,
    *,
    scenario: str,
    choices: tuple[str, ...] = (),
    size: tuple[int, int] = (1920, 1080),
    text_percent: int = 100,
    theme: str = "paper",
    out: Path,
) -> None:
    """Draw one screen into a PNG file.

    Args:
        application: One that keeps no records.
        screen: One of `SCREENS`.
        scenario: Id; read for the screens of a play.
        choices: Made before; where more are needed, the first open one is taken.
        size: In pixels.
        text_percent: 80 to 200.
        theme: ``paper``, ``dark`` or ``high-contrast``.
        out: The file to write.

    Raises:
        CannotShowError: If there is no such screen, or this path does not come to it.
    """
    application.change_settings(text_percent=text_percent, theme=theme, pacing="guided")
    studio = Studio(application, size)
    studio.go_to(screen, scenario, choices)
    surface, _ = studio.draw()
    out.parent.mkdir(parents=True, exist_ok=True)
    pygame.image.save(surface, out)


class Studio:
    """A window without a window: the same controller, tree and painter, on a surface in memory."""

    def __init__(
        self, application: Application, size: tuple[int, int], make_controller: MakeController = Controller
    ) -> None:
        pygame.font.init()
        self._application, self._size = application, size
        self.measure = PygameMeasure()
        self.places = Places(assets_folder() / "places")
        cache = application.folders.cache
        self.pictures = Pictures(
            self.places, Portraits(cache / "portraits" if cache else None), is_patient=True
        )
        self.painter = Painter(self.measure, self.pictures)
        self.controller = make_controller(application, self.places, draw_map, lambda text: False)
        self._faces = ReadingFaces()

    @property
    def look(self) -> Look:
        """How it is drawn."""
        settings = self._application.settings
        plain = Look(*self._size, settings.text_percent / 100, THEMES[settings.theme], self.measure)
        return self._faces.fitted(plain, self.controller)

    def tree(self) -> Element:
        """The screen as an element tree."""
        return self.controller.tree(self.look)

    def draw(self) -> tuple[pygame.Surface, Element]:
        """The screen as pixels, and its tree."""
        surface = pygame.Surface(self._size)
        look, root = self.look, self.tree()
        focus = self.controller.interface.focus
        self.painter.paint(surface, root, theme=look.theme, focus_key=focus, unit=look.unit)
        return surface, root

    def go_to(self, screen: str, scenario: str, choices: Sequence[str] = ()) -> None:
        """Come to a screen.

        Raises:
            CannotShowError: See `screenshot`.
        """
        if screen not in SCREENS:
            raise CannotShowError(f"There is no screen called “{screen}”. There are: {', '.join(SCREENS)}.")
        if screen == "library":
            return
        needs_play = screen in PLAY_SCREENS or screen.startswith("debrief") or screen in ("transcript", "people")
        if needs_play:
            self.controller.open_scenario(scenario, self.look, is_fresh=True)
            self._play_to(PLAY_SCREENS.get(screen, Phase.DEBRIEF if "debrief" in screen else Phase.SCENE), choices)
        if screen.startswith("debrief-"):
            part = DEBRIEF_PARTS.index(screen.removeprefix("debrief-"))
            self.controller.do(a.Do((m.ShowPart(part),)), self.look)
        if screen in OVERLAYS:
            self.controller.do(a.Open(OVERLAYS[screen]), self.look)

    def _play_to(self, wanted: Phase, choices: Sequence[str]) -> None:
        left = list(choices)
        for _ in range(2000):
            view = self.controller.view
            if view is None:
                break
            if view.phase is wanted and not left:
                return
            self.step(left, wanted)
        raise CannotShowError(f"This path has no {wanted.value}; try other choices.")

    def step(self, choices: list[str], wanted: Phase | None = None) -> None:
        """The next thing that goes on: a choice from `choices` or the first open one, else going on."""
        view = self.controller.view
        assert view is not None
        screen = view.screen
        glances = getattr(screen, "glances", 0)
        match view.phase:
            case Phase.BRIEFING:
                command: m.Command = m.Begin()
            case Phase.DECISION if wanted is Phase.LOOK_CLOSER and glances:
                command = m.LookCloser(0)
            case Phase.LOOK_CLOSER:
                command = m.LookUp()
            case Phase.DECISION:
                offers = [offer.id for offer in getattr(screen, "offers", ()) if offer.is_open]
                chosen = choices.pop(0) if choices else offers[0]
                if chosen not in offers:
                    raise CannotShowError(f"“{chosen}” is not offered here. There are: {', '.join(offers)}.")
                command = m.Choose(chosen)
            case Phase.PROBE:
                command = m.AnswerProbe()
            case Phase.DEBRIEF:
                command = m.Close()
            case Phase.SCENE | Phase.CONSEQUENCE if getattr(screen, "line", 0) < len(getattr(screen, "lines", ())):
                command = m.Continue(len(getattr(screen, "lines", ())))
            case _:
                command = m.GoOn()
        self.controller.do(a.Do((command,)), self.look)
