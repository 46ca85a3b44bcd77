"""Somebody at the keys of the real window, which is painted nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pygame

from game.application import Application
from game.assets import assets_folder, scenarios_folder
from game.core.scenario import Scenario
from game.library import Library
from game.organisation import Help, Organisation
from game.records.folders import Folders
from game.session import messages as m
from game.session.phases import Phase
from game.session.views import SessionView
from game.ui.actions import Do, Overlay
from game.ui.element import Element, find, focus_order, walk
from game.ui.interface import Interface
from game.ui.window import Window
from tests.records.conftest import Shelf
from tests.sample import SAMPLE

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROWAN = Organisation("Rowan Water", "Managers here must report what they see.", (Help("Care line", "0800 000 000"),))


class Desk:
    """One window, with a library of its own and records in a folder.

    Args:
        folder: For records, settings and cache.
        scenarios: In the library; none: those that come with the program.
        size: Of the window, in pixels.
        settings: Beside `reduce_motion`, which is on: nobody waits for pages here.
    """

    def __init__(
        self, folder: Path, *scenarios: Scenario, size: tuple[int, int] = (1280, 720), **settings: object
    ) -> None:
        os.environ["SDL_VIDEODRIVER"] = "dummy"
        self.folder = folder
        library: Library = Shelf(*scenarios) if scenarios else Library(scenarios_folder(), assets_folder(), None)
        self.application = Application(
            library=library,
            folders=Folders(folder / "records", folder / "cache", folder / "config"),
            organisation=ROWAN,
            now=lambda: NOW,
            seed_source=lambda: 7,
        )
        self.application.change_settings(**{"reduce_motion": True, **settings})
        self.window = Window(self.application, size)
        self.copied: list[str] = []

    # --- what is there -----------------------------------------------------------------------------------------------

    @property
    def interface(self) -> Interface:
        return self.window.controller.interface

    @property
    def view(self) -> SessionView | None:
        return self.window.controller.view

    @property
    def phase(self) -> Phase | None:
        return self.view.phase if self.view else None

    @property
    def screen(self) -> Element:
        return self.window.controller.tree(self.window.look)

    @property
    def focus(self) -> Element | None:
        return find(self.screen, self.interface.focus)

    @property
    def targets(self) -> tuple[Element, ...]:
        return focus_order(self.screen)

    @property
    def words(self) -> str:
        return " ".join(element.name for element in walk(self.screen) if element.name)

    @property
    def has_left(self) -> bool:
        return self.window.controller.wants_to_quit

    @property
    def is_plain(self) -> bool:
        return self.interface.overlay is Overlay.NEUTRAL

    # --- what is done ------------------------------------------------------------------------------------------------

    def press(self, *keys: str, shift: bool = False, control: bool = False) -> None:
        mod = (pygame.KMOD_SHIFT if shift else 0) | (pygame.KMOD_CTRL if control else 0)
        for key in keys:
            self.window.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(key), mod=mod))

    def types(self, text: str) -> None:
        """As a keyboard does: each letter is a key, and then a text."""
        for letter in text:
            if letter.isascii() and letter.isalnum():
                self.press(letter.lower())
            if self.interface.editing:
                self.window.handle(pygame.event.Event(pygame.TEXTINPUT, text=letter))

    def tabs_to(self, key: str) -> None:
        for _ in self.targets:
            if self.interface.focus == key:
                return
            self.press("tab")
        assert self.interface.focus == key, f"Tab does not come to {key}"

    def clicks(self, key: str) -> None:
        element = find(self.screen, key)
        assert element is not None, f"{key} is not on the screen"
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self.window.handle(pygame.event.Event(kind, button=1, pos=element.rect.centre))

    def does(self, *commands: m.Command) -> None:
        """Hands commands to the play, as elements do."""
        self.window.controller.do(Do(commands), self.window.look)

    def opens(self, scenario: str = SAMPLE.id) -> None:
        self.window.open_scenario(scenario)

    def plays_to(self, phase: Phase, *, then: Callable[[Desk], None] | None = None) -> None:
        """Goes straight on with keys alone, by the first choice, until a phase is reached."""
        for _ in range(400):
            if self.phase is phase:
                return
            if self.phase is Phase.DECISION:
                self.takes_first_choice()
            elif self.phase is Phase.BRIEFING and find(self.screen, "page-next") is None:
                self.press("return")
            else:
                self.press("space")
        raise AssertionError(f"the keys do not lead to {phase}")

    def takes_first_choice(self) -> None:
        for _ in range(20):
            for key in "abcd":
                self.press(key)
                if self.phase is not Phase.DECISION:
                    return
            self.press("space")
        raise AssertionError("no letter makes a choice")

    def leaves(self) -> None:
        self.window.close()
