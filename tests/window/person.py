"""Somebody at a real window, on a screen that nobody sees: real keys, a real pointer, the real program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from game.application import Application
from game.assets import assets_folder, scenarios_folder
from game.library import Library
from game.organisation import Organisation
from game.records.folders import Folders
from game.records.plays import plays_in
from game.records.resuming import rebuild
from game.session.session import Session
from game.session.view import view
from game.session.views import SessionView
from game.ui import theme
from game.ui.controller import Controller
from game.ui.element import Element, find, focus_order
from game.ui.fonts import PygameMeasure
from game.ui.interface import Interface
from game.ui.places import Places
from game.ui.reading_faces import ReadingFaces, words_of
from game.ui.theme import Look
from game.ui.tree import Shown, tree
from game.ui.window import draw_map

PATIENCE = 30  # seconds for something that must come, on a machine that is busy with other tests
MOMENT = 0.7  # seconds to wait for something that a key may do or not
SIZE = (1280, 720)
ROOT = Path(scenarios_folder()).parent


class Screen:
    """A virtual display of its own, whichever number is free."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as said:
            number = said.readline().strip()
        assert number, "the virtual display did not start"
        self.environ = {**os.environ, "DISPLAY": f":{number}"}

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(PATIENCE)


class Person:
    """A player, their folder, and the program that they have open.

    Args:
        screen: Where the window is.
        home: For records, settings and cache.
    """

    def __init__(self, screen: Screen, home: Path) -> None:
        self._environ = {**screen.environ, "UPSTANDER_HOME": str(home), "SDL_VIDEODRIVER": "x11"}
        self._environ.pop("WAYLAND_DISPLAY", None)
        home.mkdir(parents=True, exist_ok=True)
        self._said = home / "said.txt"
        self.library = Library(scenarios_folder(), assets_folder(), None)
        self.folders = Folders(home / "records", home / "cache", home / "config")
        self.program: subprocess.Popen[bytes] | None = None
        self._window = self._opened = ""
        self._places = Places(assets_folder() / "places")
        self._measure = PygameMeasure()

    # --- the program -------------------------------------------------------------------------------------------------

    def runs(self, *arguments: str) -> None:
        with self._said.open("wb") as said:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "game", *arguments], cwd=ROOT, env=self._environ, stderr=said
            )

    def starts_nothing(self) -> None:
        """A bare window that waits for events and does nothing else: what waiting costs on this machine."""
        bare = "import pygame; pygame.display.init(); w = pygame.Window('bare', (1280, 720)); w.get_surface(); w.flip()"
        self.program = subprocess.Popen(
            [sys.executable, "-c", f"{bare}\nwhile True: pygame.event.wait()"], env=self._environ,
            stdout=subprocess.DEVNULL,
        )
        self.waits_for(lambda: self._xdotool("search", "--onlyvisible", "--pid", str(self.program.pid)))
        self.waits_until_nothing_happens()

    def starts(self) -> None:
        """Opens the library and sits down at it."""
        self.runs()
        assert self.program is not None
        pid = str(self.program.pid)
        self._window = self.waits_for(lambda: self._xdotool("search", "--onlyvisible", "--pid", pid).split("\n")[-1])
        self.waits_for(lambda: self.title)
        self._xdotool("windowmove", self._window, "20", "20")
        self._xdotool("windowfocus", self._window)
        self.waits_until_nothing_happens()

    def exit_code(self) -> int:
        assert self.program is not None
        code = self.program.wait(PATIENCE)
        said = self._said.read_text()
        assert "fault" not in said, said
        return code

    def is_killed(self) -> None:
        """Nobody asks it to end."""
        assert self.program is not None
        self.program.send_signal(signal.SIGKILL)
        self.program.wait(PATIENCE)

    def goes_away(self) -> None:
        if self.program is not None and self.program.poll() is None:
            self.is_killed()

    # --- hands -------------------------------------------------------------------------------------------------------

    def presses(self, *keys: str) -> None:
        self._xdotool("key", "--delay", "20", *keys)

    def types(self, text: str) -> None:
        self._xdotool("type", "--delay", "20", text)

    def clicks(self, key: str) -> None:
        """On the middle of an element of the screen that is shown now."""
        element = find(self.screen(), key)
        assert element is not None, f"{key} is not on this screen"
        x, y = element.rect.centre
        self._xdotool("mousemove", "--window", self._window, str(x), str(y), "sleep", "0.02", "click", "1")

    def resizes(self, width: int, height: int) -> None:
        self._xdotool("windowsize", self._window, str(width), str(height))
        self.waits_for(lambda: f"{width}x{height}" in self._xdotool("getwindowgeometry", self._window))

    # --- eyes --------------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self._xdotool("getwindowname", self._window)

    def play(self) -> SessionView | None:
        """Where the last play is, as its record tells; None before anything was recorded."""
        plays = plays_in(self.folders.plays)
        if not plays or plays[-1].recorded.summary is not None:
            return None
        rebuilt = rebuild(self.library.scenario(plays[-1].scenario), plays[-1].recorded)
        assert rebuilt.is_as_recorded
        return view(rebuilt.session)

    def screen(self) -> Element:
        """The tree of what a window of the usual size shows after the same records and with nothing pressed since."""
        application = self.application()
        controller = Controller(application, self._places, draw_map, lambda text: False)
        faces = ReadingFaces()
        plain = Look(*SIZE, application.settings.text_percent / 100, theme.PAPER, self._measure)
        if self.title == "Upstander":
            return controller.tree(faces.fitted(plain, controller))
        # Whoever is at the briefing has not begun, and nothing is recorded yet.
        told = self.play() or view(Session(self.library.scenario(self._opened)))
        look = plain.for_texts(words_of(self.library.scenario(told.scenario)))
        shown = Shown(settings=application.settings, organisation=Organisation(), play=told)
        return tree(shown, Interface(), look, self._places, draw_map)

    def application(self) -> Application:
        """The same records, read by another program."""
        return Application(
            library=self.library, folders=self.folders, organisation=Organisation(),
            now=lambda: datetime.now().astimezone(), seed_source=lambda: 1,
        )

    def status(self, scenario: str) -> str:
        """Of a scenario, as the library shows it."""
        cards = self.application().library_view().cards
        return next(card.status for card in cards if card.card.id == scenario)

    def record(self) -> bytes:
        """What is kept of all plays, to see whether it grows."""
        plays = self.folders.plays
        return b"".join(file.read_bytes() for file in sorted(plays.iterdir())) if plays and plays.is_dir() else b""

    # --- patience ----------------------------------------------------------------------------------------------------

    def waits_for(self, something: Callable[[], object], seconds: float = PATIENCE) -> str:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found := something():
                return str(found)
            has_ended = self.program is not None and self.program.poll() is not None
            assert not has_ended, f"the program has ended: {self._said.read_text()}"
            time.sleep(0.02)
        raise AssertionError("it did not come in time")

    def waits_for_change(self, before: bytes, seconds: float = MOMENT) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.record() != before:
                return True
            time.sleep(0.01)
        return False

    def waits_until_nothing_happens(self) -> None:
        """Until the program has used next to no processor for a fifth of a second: what was to be painted is painted.

        Waiting for events costs a little by itself: the library below looks for them a thousand times a second.
        """
        quiet, before = 0, self.processor_ticks()
        until = time.monotonic() + PATIENCE
        while quiet < 2 and time.monotonic() < until:
            time.sleep(0.1)
            now = self.processor_ticks()
            quiet, before = (quiet + 1 if now - before <= 1 else 0), now

    def processor_ticks(self) -> int:
        """Hundredths of a second that the program has used a processor for."""
        assert self.program is not None
        fields = Path(f"/proc/{self.program.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def _xdotool(self, *words: str) -> str:
        with suppress(subprocess.TimeoutExpired):
            done = subprocess.run(
                ["xdotool", *words], env=self._environ, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            return done.stdout.strip()
        return ""

    # --- playing -----------------------------------------------------------------------------------------------------

    def opens(self, scenario: str) -> None:
        """From the library, by Tab and Enter: the briefing of a new one, or where it was left."""
        order = [element.key for element in focus_order(self.screen())]
        self.presses(*["Tab"] * (order.index(f"card-{scenario}") + 1), "Return")
        self.comes_to(scenario)

    def comes_to(self, scenario: str) -> None:
        self._opened = scenario
        title = self.library.scenario(scenario).title
        self.waits_for(lambda: self.title.startswith(title))
        self.waits_until_nothing_happens()

    def begins(self, scenario: str) -> None:
        self.opens(scenario)
        before = self.record()
        self.presses("Return")
        assert self.waits_for_change(before, PATIENCE), "Enter on the briefing does not begin"

    def goes_on(self) -> None:
        """One step, by keys: the last letter at a decision, else Space, a page further where there are pages."""
        told = self.play()
        assert told is not None
        keys = ["space"]
        if told.phase.value == "decision":
            letters = [offer.letter.lower() for offer in told.screen.offers if offer.is_open]
            keys = [letters[-1], "space"]
        before = self.record()
        for _ in range(12):
            for key in keys:
                self.presses(key)
                if self.waits_for_change(before):
                    return
                # A page may have turned, or the machine is busy: a second press too soon would go a screen too far.
                self.waits_until_nothing_happens()
                if self.waits_for_change(before):
                    return
        raise AssertionError(f"{keys} do nothing on {told.phase}")

    def plays_to(self, phase: str) -> set[str]:
        """Until that screen; which kinds of screen there were on the way."""
        for _ in range(300):
            told = self.play()
            assert told is not None
            if told.phase.value == phase:
                return self._phases_so_far()
            self.goes_on()
        raise AssertionError(f"the play does not come to {phase}")

    def _phases_so_far(self) -> set[str]:
        recorded = plays_in(self.folders.plays)[-1].recorded
        scenario = self.library.scenario(self._opened)
        first_entries = (replace(recorded, entries=recorded.entries[:n]) for n in range(1, len(recorded.entries) + 1))
        return {rebuild(scenario, so_far).session.phase.value for so_far in first_entries}
