"""A group's two windows on a screen that nobody sees, and somebody who leads them by keys."""

from __future__ import annotations

import asyncio
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pygame
import zxingcpp

from game.assets import scenarios_folder

ROOT = Path(scenarios_folder()).parent
PATIENCE = 30.0
SIZE = (1280, 720)
WALL, OWN = "Upstander: the wall", "Upstander: facilitator"
BESIDE = SIZE[0] + 20  # pixels from the left: the facilitator's window does not cover the wall
SAME_PRESS = 0.55  # seconds; what comes sooner is taken for the same press


class Display:
    """A virtual display that keeps its picture in a file."""

    def __init__(self, folder: Path) -> None:
        self._picture = folder / "Xvfb_screen0"
        read, write = os.pipe()
        size = f"{BESIDE + SIZE[0]}x{SIZE[1] + 20}x24"
        told = ("-displayfd", str(write), "-screen", "0", size, "-fbdir", str(folder))
        self._server = subprocess.Popen(
            ["Xvfb", *told, "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as said:
            number = said.readline().strip()
        assert number, "the virtual display did not start"
        self.environ = {**os.environ, "DISPLAY": f":{number}", "SDL_VIDEODRIVER": "x11"}
        self.environ.pop("WAYLAND_DISPLAY", None)

    def picture(self, left: int) -> pygame.Surface:
        """A window's picture, from the file that X keeps (XWD): a header of numbers, colours, rows of pixels."""
        data = self._picture.read_bytes()
        header = struct.unpack(">25I", data[:100])
        start, width, height, row, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = data[start + 12 * colours :][: row * height]
        whole = pygame.image.frombuffer(pixels, (row // 4, height), "BGRA")
        return whole.subsurface((left, 0, min(SIZE[0], width - left), SIZE[1])).convert(24)

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(PATIENCE)


class Leader:
    """Whoever stands at the computer.

    Args:
        display: Where the windows are.
        home: For records and settings.
    """

    def __init__(self, display: Display, home: Path) -> None:
        self._display = display
        self._environ = {**display.environ, "UPSTANDER_HOME": str(home)}
        self._said = home / "said.txt"
        home.mkdir(parents=True, exist_ok=True)
        self._own = ""
        self._arguments: tuple[str, ...] = ()
        self._pressed = 0.0
        self.program: subprocess.Popen[bytes] | None = None

    def starts(self, *arguments: str) -> None:
        self._arguments = arguments
        self._opens()

    def starts_again(self, answer: str = "Return") -> None:
        """With the same words as before; Enter goes on where the session was left, N begins a new one."""
        self._opens()
        self._xdotool("key", answer)

    def _opens(self) -> None:
        with self._said.open("ab") as said:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "game", "host", *self._arguments], cwd=ROOT, env=self._environ, stderr=said
            )
        wall = self._waits_for(lambda: self._window(WALL))
        self._own = self._waits_for(lambda: self._window(OWN))
        self._xdotool("windowmove", wall, "0", "0")
        self._xdotool("windowmove", self._own, str(BESIDE), "0")
        self._xdotool("windowfocus", self._own)

    async def presses(self, *keys: str) -> None:
        for key in keys:
            if key == "space":
                await asyncio.sleep(max(0.0, self._pressed + SAME_PRESS - time.monotonic()))
                self._pressed = time.monotonic()
            await asyncio.to_thread(self._xdotool, "key", key)

    def is_killed(self) -> None:
        assert self.program is not None
        self.program.send_signal(signal.SIGKILL)
        self.program.wait(PATIENCE)

    def goes_away(self) -> None:
        if self.program is not None and self.program.poll() is None:
            self.is_killed()

    @property
    def said(self) -> str:
        """On standard error: nothing, as long as nothing is wrong."""
        return self._said.read_text()

    # --- what can be seen

    def wall(self) -> pygame.Surface:
        return self._display.picture(0)

    def own(self) -> pygame.Surface:
        return self._display.picture(BESIDE)

    async def address_on_the_wall(self) -> str:
        """What a phone's camera reads from the wall."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            wall = self.wall()
            found = zxingcpp.read_barcodes(memoryview(_grey(wall)).cast("B", (wall.get_height(), wall.get_width())))
            for code in found:
                if code.text.startswith("http"):
                    return str(code.text)
            await asyncio.sleep(0.2)
        raise AssertionError("there is no picture code on the wall that a camera can read")

    def _window(self, title: str) -> str:
        assert self.program is not None
        there = self._xdotool("search", "--onlyvisible", "--pid", str(self.program.pid)).split()
        return next((each for each in there if self._xdotool("getwindowname", each) == title), "")

    def _waits_for(self, something: Callable[[], str]) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.program is not None and self.program.poll() is None, f"the program has ended: {self.said}"
            if found := something():
                return found
            time.sleep(0.05)
        raise AssertionError(f"the window does not open: {self.said}")

    def _xdotool(self, *words: str) -> str:
        with suppress(subprocess.TimeoutExpired):
            done = subprocess.run(
                ["xdotool", *words], env=self._environ, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            return done.stdout.strip()
        return ""


def _grey(picture: pygame.Surface) -> bytes:
    """One byte a pixel."""
    return pygame.image.tobytes(pygame.transform.grayscale(picture), "RGB")[::3]


@contextmanager
def a_leader(folder: Path) -> Iterator[Leader]:
    """Somebody with an empty computer."""
    (folder / "display").mkdir()
    display = Display(folder / "display")
    leader = Leader(display, folder / "home")
    try:
        yield leader
    finally:
        leader.goes_away()
        display.close()
