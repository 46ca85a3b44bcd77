"""Before the day, from a terminal: one command says whether a phone gets through, and ends when one did."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game.server.network_test import FALLBACK
from tests.docs.pages import ROOT
from tests.server.rooms import PATIENCE

OTHER = "127.0.0.2"  # a second address of the loopback stands for a second device


class Command:
    """The command, as it runs in a process of its own, and what it has printed."""

    def __init__(self, process: subprocess.Popen[str], printed: Path) -> None:
        self.process, self._printed = process, printed

    @property
    def said(self) -> str:
        return self._printed.read_text("utf-8")

    def says(self, words: str) -> str:
        until = time.monotonic() + PATIENCE
        while not (found := re.search(words, self.said)):
            assert time.monotonic() < until, f"it said: {self.said}"
            time.sleep(0.02)
        return found[0]

    def ends(self) -> int:
        return self.process.wait(PATIENCE)


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Callable[..., Command]]:
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> Command:
        printed = tmp_path / "printed"
        with printed.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "game", "host", *arguments],
                cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, text=True,
                env={**os.environ, "UPSTANDER_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": "utf-8"},
            )
        started.append(process)
        return Command(process, printed)

    yield run
    for each in started:
        if each.poll() is None:
            each.kill()
            each.wait()


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def opens_probe_page(port: int, source: str) -> bytes:
    """What a device at that address gets, as soon as somebody answers there."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            device = socket.create_connection(("127.0.0.1", port), PATIENCE, (source, 0))
        except ConnectionRefusedError:
            assert time.monotonic() < until, "nobody answers"
            time.sleep(0.05)
            continue
        with closing(device):
            device.sendall(f"GET /reached HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while more := device.recv(65_536):
                answer += more
        return answer


def test_it_ends_well_as_soon_as_a_second_device_has_the_page(command: Callable[..., Command]) -> None:
    try:
        with socket.create_server((OTHER, 0)):
            pass
    except OSError:
        pytest.skip("this system has one address for itself")
    port = a_free_port()
    running = command("--check-network", "--port", str(port))
    assert b"This phone gets through" in opens_probe_page(port, "127.0.0.1")
    running.says("Waiting for another device")
    assert running.process.poll() is None, "this computer is no second device"
    assert b"This phone gets through" in opens_probe_page(port, OTHER)

    assert running.ends() == 0
    assert "another device got through" in running.said
    with socket.create_server(("127.0.0.1", port)):
        pass  # nothing of it is left


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one program there")
def test_it_waits_until_somebody_stops_it_and_says_goodbye(command: Callable[..., Command]) -> None:
    running = command("--check-network")
    running.says("Waiting for another device. Press Ctrl-C to stop.")
    running.process.send_signal(signal.SIGINT)

    assert running.ends() == 1
    assert running.said.rstrip().endswith(FALLBACK)
    assert "Stopped." in running.said and "Traceback" not in running.said


def test_a_port_that_is_taken_is_said_and_nobody_waits(command: Callable[..., Command]) -> None:
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        running = command("--check-network", "--port", str(port))

        assert running.ends() == 1
    assert f"Another program uses port {port}" in running.said


@pytest.mark.parametrize("more", [["half-a-second-behind"], ["--rehearse", "5"], ["--minutes", "45"], ["--one-window"]])
def test_what_a_check_has_no_use_for_is_refused(command: Callable[..., Command], more: list[str]) -> None:
    running = command("--check-network", *more)

    assert running.ends() == 2
    assert "only checks the network" in running.said


def test_a_session_still_needs_its_scenario(command: Callable[..., Command]) -> None:
    running = command("--lan")

    assert running.ends() == 2
    assert "ID" in running.said
