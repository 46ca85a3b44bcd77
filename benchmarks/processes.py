"""Programs that are started to be timed from outside: the floors, and ours."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.program import ROOT

# The least that shows anything: sys.argv holds width and height, and "plain" to leave the way to the screen to SDL.
OPEN_WINDOW = """
import os, sys
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
import pygame
pygame.display.init()
if pygame.display.get_driver() == "x11" and "plain" not in sys.argv:
    os.environ["SDL_FRAMEBUFFER_ACCELERATION"] = "0"
window = pygame.Window("floor", (int(sys.argv[1]), int(sys.argv[2])))
window.get_surface().fill((255, 250, 240))
window.flip()
"""


def ours_at(size: tuple[int, int]) -> str:
    """What `python -m game --first-frame` does, in a window of this size."""
    return (
        "from game import startup; "
        f"raise SystemExit(startup.play_anywhere(startup.make_application(), first_frame=True, size={size}))"
    )


def run(*arguments: str, python: Path | str = sys.executable, where: Path = ROOT) -> str:
    """Run Python to its end; what it printed.

    Raises:
        RuntimeError: If it fails, with what it said.
    """
    done = subprocess.run(
        [str(python), *arguments], cwd=where, capture_output=True, text=True, check=False, env=os.environ
    )
    if done.returncode:
        raise RuntimeError(f"{arguments[:2]} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def timed(*arguments: str, where: Path = ROOT) -> float:
    """Seconds from starting Python to its end."""
    began = time.perf_counter()
    run(*arguments, where=where)
    return time.perf_counter() - began


def warmed(*sizes: tuple[int, int]) -> None:
    """Fill every cache of the present home, as a program does that has been open for a while."""
    for width, height in sizes:
        run("-m", "benchmarks.warm_up", str(width), str(height))
