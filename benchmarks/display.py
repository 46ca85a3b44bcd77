"""A display to open windows on: the one that is there, or a virtual one of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.measured import CannotMeasure

SCREEN = "3840x2160x24"  # the largest window that is measured


@contextmanager
def display() -> Iterator[str]:
    """A display for this process and those it starts; gives its name in a few words.

    Raises:
        CannotMeasure: If there is none and none can be made.
    """
    if sys.platform in ("win32", "darwin"):
        yield "the screen"
        return
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        if os.environ.get(name):
            yield f"{name} {os.environ[name]}"
            return
    program = shutil.which("Xvfb")
    if program is None:
        raise CannotMeasure("there is no display, and Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            number = said.readline().strip()  # said once the server takes connections
        if not number:
            raise CannotMeasure("there is no display, and Xvfb does not start")
        os.environ["DISPLAY"] = f":{number}"
        yield f"Xvfb {SCREEN}"
    finally:
        os.environ.pop("DISPLAY", None)
        server.terminate()
        server.wait()
