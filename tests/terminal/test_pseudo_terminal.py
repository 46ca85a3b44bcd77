"""A whole play over a real terminal: keys pressed by a person, and the ways that a person leaves."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from game import assets
from tests.terminal.players import choices_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

ROOT = Path(assets.scenarios_folder()).parent
STORY = "half-a-second-behind"
PATIENCE = 60  # seconds for one answer, on a machine that is busy with other tests


class Terminal:
    """A program at the other end of a pseudo-terminal."""

    def __init__(self, home, *arguments):
        import pty

        self.pid, self.handle = pty.fork()
        if not self.pid:
            environ = os.environ | {
                "UPSTANDER_HOME": str(home),
                "PYTHONPATH": str(ROOT),
                "TERM": "xterm",
                "COLUMNS": "80",
                "PYTHONIOENCODING": "utf-8",
            }
            environ.pop("NO_COLOR", None)
            os.execve(sys.executable, [sys.executable, "-m", "game", *arguments], environ)
        self.said = ""

    def hear(self):
        """What is said up to the next prompt, or to the end."""
        heard = b""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if select.select([self.handle], [], [], 0.5)[0]:
                try:
                    more = os.read(self.handle, 65536)
                except OSError:  # the other end has closed
                    more = b""
                if not more:
                    break
                heard += more
                if heard.endswith(b"\r\n> "):
                    break
        text = heard.decode().replace("\r\n", "\n")
        self.said += text
        return text

    def type(self, keys):
        os.write(self.handle, keys.encode())

    def ends(self):
        """The exit code, once it has ended by itself."""
        while self.hear():
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.handle)
        return os.waitstatus_to_exitcode(status)


def test_one_whole_play_at_a_real_terminal(tmp_path):
    terminal = Terminal(tmp_path, "play", STORY, "--text")
    for _ in range(400):
        said = terminal.hear()
        if not said.endswith("> "):
            break
        plain = re.sub(r"\x1b\[\d*m", "", said)
        terminal.type(f"{choices_in(plain)[0]}\n" if re.search(r"^Decision \d", plain, re.MULTILINE) else "\n")

    assert terminal.ends() == 0
    assert "This play is finished." in terminal.said
    assert "\x1b[1m" in terminal.said
    # Bold and plain, and nothing that moves a cursor.
    assert set(re.findall(r"\x1b[^m]*m?", terminal.said)) == {"\x1b[1m", "\x1b[0m"}


@pytest.mark.parametrize("keys", ["q\n", "\x04", "\x03"], ids=["q", "Ctrl-D", "Ctrl-C"])
def test_leaving_keeps_the_play_and_says_how_to_go_on(tmp_path, keys):
    terminal = Terminal(tmp_path, "play", STORY, "--text")
    for pressed in ("\n", "\n", keys):
        assert terminal.hear().endswith("> ")
        terminal.type(pressed)

    assert terminal.ends() == 0
    assert f"upstander play {STORY} --text" in terminal.said
    assert "You go on where you left." in said_on_return(tmp_path)


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_terminal_that_is_closed_keeps_the_play(tmp_path, name):
    terminal = Terminal(tmp_path, "play", STORY, "--text")
    for _ in range(2):
        assert terminal.hear().endswith("> ")
        terminal.type("\n")
    assert terminal.hear().endswith("> ")
    os.kill(terminal.pid, getattr(signal, name))

    assert terminal.ends() == 0
    assert "You go on where you left." in said_on_return(tmp_path)


def said_on_return(home):
    again = Terminal(home, "play", STORY, "--text")
    said = again.hear()
    again.type("q\n")
    assert again.ends() == 0
    return re.sub(r"\x1b\[\d*m", "", said)
