"""
Plays in a real window as a person does, by key presses, and takes the time of every frame.

The window is the program's own; only its clock and the moment of showing a frame are listened to.
"""

from __future__ import annotations

import random
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from game import startup

startup.hush_pygame()

import pygame  # noqa: E402

from game.session import messages as m  # noqa: E402
from game.ui import actions as a  # noqa: E402
from game.ui import page_turn  # noqa: E402
from game.ui import window as windows  # noqa: E402
from game.ui.element import Element, walk  # noqa: E402
from game.ui.import_ahead import import_ahead  # noqa: E402

LONGEST = 3_000  # key presses; a whole play has some two hundred
_WHEEL = 5  # a button that the window listens to only to cut a page turn short


class _Watched:
    """The window's window: everything goes through, and frames are taken note of."""

    def __init__(self, inner: pygame.Window, hand: StageHand) -> None:
        object.__setattr__(self, "_inner", inner)
        object.__setattr__(self, "_hand", hand)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._inner, name, value)

    def flip(self) -> None:
        self._inner.flip()
        self._hand.frame_shown(time.perf_counter())


class StageHand:
    """One window, and somebody who presses its keys.

    Args:
        size: Of the window, in pixels.
        seed: Of what is pressed where more than one thing can be.
        watches_turns: Let pages turn to their end, and keep how long each moving frame took.
    """

    def __init__(self, size: tuple[int, int], *, seed: int = 1, watches_turns: bool = False) -> None:
        window: Any = windows.Window(startup.make_application(), size)
        self.window = window
        if window._surface.get_size() != size:
            raise RuntimeError(f"the window is {window._surface.get_size()} and was to be {size}")
        window._window = _Watched(window._window, self)
        self._random = random.Random(seed)
        self._watches_turns = watches_turns
        self._awake = 0.0  # when the last pause of a turn ended
        self.key_work: list[float] = []  # seconds of this thread's processor time for the same
        self.key_times: list[float] = []  # seconds from a key press to the first frame that looks otherwise
        self.moving_frames: list[float] = []  # seconds of work for a frame of a page turn
        self._pressed_at: float | None = None
        self._before = 0
        self._worked_before = 0.0
        self.last_frame = 0.0
        self._importing: threading.Thread | None = None
        if watches_turns:
            vars(page_turn)["time"] = SimpleNamespace(perf_counter=time.perf_counter, sleep=self._sleep)

    def _sleep(self, seconds: float) -> None:
        time.sleep(seconds)
        self._awake = time.perf_counter()

    def frame_shown(self, at: float) -> None:
        """Called when a frame is on screen."""
        worked = time.thread_time()
        self.last_frame = at
        if self._awake:
            self.moving_frames.append(at - self._awake)
            self._awake = 0.0
        if self._pressed_at is not None:
            now = self._picture()
            if now != self._before:
                self.key_times.append(at - self._pressed_at)
                self.key_work.append(worked - self._worked_before)
                self._pressed_at = None
                if not self._watches_turns:
                    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=_WHEEL, pos=(0, 0)))

    def _picture(self) -> int:
        return zlib.crc32(self.window._surface.get_buffer())

    def settle(self, seconds: float) -> None:
        """Do as the window's loop does while nobody presses a key: until nothing is under way, at most `seconds`."""
        self._importing = self._importing or import_ahead()
        until = time.perf_counter() + seconds
        quiet = 0
        while time.perf_counter() < until and quiet < 3:
            self._drain()
            if self.window._is_dirty:
                self.window.paint()
                quiet = 0
            if self.window.work_ahead():
                quiet = 0
                continue
            is_busy = self.window._pictures.is_composing or self._importing.is_alive()
            quiet = 0 if is_busy else quiet + 1
            time.sleep(0.01)

    def _drain(self) -> None:
        for event in pygame.event.get():
            self.window.handle(event)

    def press(self, key: str) -> None:
        """One key, until what it does is on screen; takes the time where the picture changes."""
        self._drain()
        if self.window._is_dirty:
            self.window.paint()
        event = pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(key), mod=0, unicode="", scancode=0)
        self._before = self._picture()
        self._worked_before = time.thread_time()
        self._pressed_at = time.perf_counter()
        self.window.handle(event)
        if self.window._is_dirty:
            self.window.paint()
        self._pressed_at = None
        self._drain()

    def press_element(self, element: Element) -> None:
        """By its own key, or with Tab and Enter."""
        for key in element.hotkeys:
            with suppress(ValueError):
                pygame.key.key_code(key)
                self.press(key)
                return
        for _ in range(60):
            if self.window.controller.interface.focus == element.key:
                self.press("return")
                return
            self.press("tab")
        raise RuntimeError(f"{element.key} cannot be reached with Tab")

    def elements(self) -> list[Element]:
        """What can be pressed now."""
        return [element for element in walk(self.window._tree()) if element.action is not None]

    def open(self, scenario: str) -> None:
        """From the library to a scenario's first screen, from its beginning."""
        for element in self.elements():
            if isinstance(element.action, a.OpenScenario) and element.action.scenario == scenario:
                self.press_element(element)
                return
        raise RuntimeError(f"{scenario} is not on the first page of the library")

    def play(self) -> Iterator[str]:
        """Press on to the end of the play, and give the phase at each screen; a look aside now and then."""
        for _ in range(LONGEST):
            view = self.window.controller.view
            if view is None:
                return
            yield view.phase.value
            aside = self._random.random()
            if aside < 0.06:
                self.press("tab")
            elif aside < 0.12:
                self._look_aside()
            self.press_element(self._onward())
        raise RuntimeError("the play does not come to an end")

    def _look_aside(self) -> None:
        overlays = [element for element in self.elements() if isinstance(element.action, a.Open)]
        if overlays:
            self.press_element(self._random.choice(overlays))
            closers = [element for element in self.elements() if isinstance(element.action, a.CloseOverlay)]
            self.press_element(closers[-1])

    def _onward(self) -> Element:
        there = self.elements()
        spaces = [element for element in there if "space" in element.hotkeys]
        if spaces:
            return spaces[-1]
        moves = [
            element
            for element in there
            if isinstance(element.action, a.Do) and isinstance(element.action.commands[-1], m.Choose | m.Close | m.GoOn)
        ]
        if not moves:
            raise RuntimeError(f"nothing leads on from {self.window.controller.view.phase}")
        return self._random.choice(moves)
