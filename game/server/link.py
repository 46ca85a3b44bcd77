"""
The game's end of the voting server: starts it, tells it what phones show, and gives what they did.

Nothing here waits.  A thread reads, another writes, and `poll` gives what has come; what a remote does comes by
`poll_remote`, so that no code that takes votes can take it for one.  When the server's process dies
another is started with the same keys on the same port; phones find it by themselves and keep their seats.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.server.addresses import EVERYWHERE, LOOPBACK
from game.server.protocol import view_fields
from game.server.remote_protocol import RemoteVerb, RemoteView, remote_fields
from game.server.seats import Keys

if TYPE_CHECKING:
    from game.session.room_views import VoterView

STARTS_IN_A_ROW = 6  # after that something is wrong that a seventh does not mend
STEADY_SECONDS = 30.0  # a server that lived so long has started well
SECONDS_TO_STOP = 2.0
SECONDS_TO_COME_BACK = 3.0  # for phones to send their votes again, after a server died while a vote was being closed

CANNOT_START = "The voting server cannot be started. Use hands: nothing else is needed."
PORT_TAKEN = "Another program uses port {port} on this computer. Choose another port, or use hands."
STARTED_AGAIN = "The voting server stopped and was started again. Phones come back by themselves."
WENT_WRONG = "Something went wrong in the voting server ({says}). It goes on."


@dataclass(frozen=True, slots=True)
class Serving:
    """Phones can join: each address and the port make a place to go to."""

    port: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """How many phones have a seat, and how many seats have a phone that is connected now."""

    count: int
    connected: int


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes of phones: seat and option.  They count as taken when `poll` is called again."""

    ballot: int
    votes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """After `finish`: every vote on this ballot that a phone was told is taken has been given."""

    ballot: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Another device loaded the page that tests the network."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the facilitator should know, in a sentence; `is_over`: phones cannot vote any more."""

    says: str
    is_over: bool = False


Event = Serving | Joined | Votes | Finished | Reached | Problem


class RemoteNews(StrEnum):
    """What became of the phone that is a remote."""

    HERE = "here"
    RESTS = "rests"  # it said goodbye, as a phone does that goes to sleep
    LOST = "lost"
    TRIED = "tried"  # somebody tried five wrong keys; for a minute no phone becomes the remote
    OFF = "off"  # the server was started again, and knows no remote


@dataclass(frozen=True, slots=True)
class RemoteDid:
    """The remote pressed a key, with this step before its eyes."""

    verb: RemoteVerb
    step: int


RemoteEvent = RemoteNews | RemoteDid


@dataclass(frozen=True, slots=True)
class Place:
    """Where to serve.

    Attributes:
        host: `LOOPBACK` for this computer alone, `EVERYWHERE` for the local network, or one address of this computer.
        port: 0 for any that is free; it stays the same over restarts.
        language: Of the story, as in `lang`.
    """

    host: str = LOOPBACK
    port: int = 0
    language: str = "en"


def on_the_network(port: int = 0, language: str = "en") -> Place:
    """For phones on the same network."""
    return Place(EVERYWHERE, port, language)


@dataclass(slots=True)
class _Child:
    """One server process and the lines on their way to it."""

    process: subprocess.Popen[bytes]
    lines: queue.SimpleQueue[bytes | None] = field(default_factory=queue.SimpleQueue)

    def say(self, fields: Mapping[str, Any]) -> None:
        self.lines.put(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")

    def write(self) -> None:
        stdin = self.process.stdin
        assert stdin is not None
        with suppress(OSError):
            while (line := self.lines.get()) is not None:
                stdin.write(line)
                stdin.flush()
        with suppress(OSError):
            stdin.close()


class VotingLink:
    """The link of one session.  Call everything from one thread.

    Args:
        keys: Of the session; the same keys know the same phones again.
        place: Where to serve.
    """

    def __init__(self, keys: Keys, place: Place) -> None:
        self._keys = keys
        self._place = place
        self._port = place.port
        self._came: queue.SimpleQueue[tuple[int, Event]] = queue.SimpleQueue()
        self._remote_came: queue.SimpleQueue[tuple[int, RemoteEvent]] = queue.SimpleQueue()
        self._taken = 0  # the last batch that `poll` gave
        self._guard = threading.Lock()  # over all below, which two threads use
        self._child: _Child | None = None
        self._view: Mapping[str, Any] | None = None
        self._is_locked = False
        self._finishing: list[int] = []
        self._remote = 0  # which switching on of the remote counts; 0: it is off
        self._remotes = 0  # how often it was switched on
        self._back_until = 0.0  # until then phones may say a vote again that died with a server
        self._is_coming_back = False  # a server was started again, and does not serve yet
        self._is_stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the server; `Serving` follows."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep_running, name="voting server", daemon=True)
            self._thread.start()

    def show(self, view: VoterView) -> None:
        """Show this on all phones, now and after a restart."""
        fields = view_fields(view)
        with self._guard:
            self._view = fields
            self._say({"do": "show", "view": fields})

    def lock(self, locked: bool) -> None:
        """Let no new phone in, or let them in again.  Who is in stays in."""
        with self._guard:
            self._is_locked = locked
            self._say({"do": "lock", "locked": locked})

    def finish(self, ballot: int) -> None:
        """Let phones vote on this ballot no longer; `Finished` follows the last of its votes.  Then close it."""
        with self._guard:
            self._finishing.append(ballot)
            if self._is_coming_back:
                return  # it is told when it serves
            wait = self._back_until - time.monotonic()
            if self._child is not None and wait > 0:
                threading.Timer(wait, self._finish_again, (self._child, (ballot,))).start()
            else:
                self._say({"do": "finish", "ballot": ballot})

    def poll(self) -> list[Event]:
        """What has happened since the last call.  Votes that were given then count as taken now."""
        with self._guard:
            if self._taken:
                self._say({"do": "took", "upto": self._taken})
                self._taken = 0
        events: list[Event] = []
        while True:
            try:
                upto, event = self._came.get_nowait()
            except queue.Empty:
                return events
            self._taken = upto or self._taken
            events.append(event)

    def remote(self, key: str | None) -> None:
        """Let the phone that brings this key be a remote; None: let none be, and what one has sent counts no more."""
        with self._guard:
            self._remotes += 1
            self._remote = self._remotes if key is not None else 0
            self._say({"do": "remote", "token": key, "n": self._remotes})

    def show_remote(self, view: RemoteView) -> None:
        """Show this on the remote."""
        with self._guard:
            if self._remote:
                self._say({"do": "remote-show", "view": remote_fields(view)})

    def poll_remote(self) -> list[RemoteEvent]:
        """What the remote has done since the last call.  What one did that is switched off since is dropped."""
        events: list[RemoteEvent] = []
        while True:
            try:
                number, event = self._remote_came.get_nowait()
            except queue.Empty:
                return events
            if event is RemoteNews.OFF or number == self._remote:
                events.append(event)

    def stop(self) -> None:
        """End the server.  Waits for it, two seconds at most."""
        with self._guard:
            self._is_stopping = True
            child = self._child
            self._say({"do": "stop"})
        if child is not None:
            child.lines.put(None)
            try:
                child.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                child.process.kill()
        if self._thread is not None:
            self._thread.join(SECONDS_TO_STOP)

    @property
    def process_id(self) -> int | None:
        """Of the server that runs now."""
        with self._guard:
            return self._child.process.pid if self._child else None

    def _say(self, fields: Mapping[str, Any]) -> None:
        if self._child is not None:
            self._child.say(fields)

    # --- the thread that reads ---------------------------------------------------------------------------------------

    def _keep_running(self) -> None:
        starts = 0
        while not self._is_stopping:
            began = time.monotonic()
            try:
                gave_up = self._run()
            except OSError:
                self._give(Problem(CANNOT_START, is_over=True))
                return
            if self._is_stopping or gave_up:
                return
            starts = 1 if time.monotonic() - began > STEADY_SECONDS else starts + 1
            if starts >= STARTS_IN_A_ROW:
                self._give(Problem(CANNOT_START, is_over=True))
                return
            self._give(Problem(STARTED_AGAIN))
            time.sleep(0.1 * starts)

    def _run(self) -> bool:
        """One server process, from start to end; whether to give up."""
        child = _Child(_process())
        with self._guard:
            if self._is_stopping:
                child.process.kill()
                return True
            self._child = child
            self._taken = 0
            child.say(self._serve())
        threading.Thread(target=child.write, daemon=True).start()
        assert child.process.stdout is not None
        gave_up = False
        with child.process.stdout as lines:
            for line in lines:
                gave_up = self._heard(json.loads(line)) or gave_up
        child.process.wait()
        child.lines.put(None)
        with self._guard:
            self._child = None
            self._is_coming_back = True
            if self._remote:
                # It is not switched on again by itself: a new server would take whoever comes first with the old key.
                self._remote = 0
                self._remote_came.put((0, RemoteNews.OFF))
        return gave_up

    def _is_back(self) -> None:
        """A server that was started again serves: phones have a while from now on, however slowly it started."""
        with self._guard:
            if not self._is_coming_back:
                return
            self._is_coming_back = False
            self._back_until = time.monotonic() + SECONDS_TO_COME_BACK
            unfinished = tuple(self._finishing)
            if unfinished and self._child is not None:
                threading.Timer(SECONDS_TO_COME_BACK, self._finish_again, (self._child, unfinished)).start()

    def _finish_again(self, child: _Child, ballots: tuple[int, ...]) -> None:
        for ballot in ballots:
            child.say({"do": "finish", "ballot": ballot})

    def _serve(self) -> dict[str, Any]:
        # The view and the lock are told with it: a phone that comes at the first moment is to find both as they were.
        return {
            "do": "serve",
            "secret": self._keys.secret.hex(),
            "code": self._keys.code,
            "room": self._keys.room,
            "host": self._place.host,
            "port": self._port,
            "language": self._place.language,
            "locked": self._is_locked,
            "view": self._view,
        }

    def _heard(self, told: Mapping[str, Any]) -> bool:
        match told["is"]:
            case "serving":
                self._port = told["port"]
                self._is_back()
                self._give(Serving(told["port"], tuple(told["addresses"])))
            case "joined":
                self._give(Joined(told["count"], told["connected"]))
            case "votes":
                votes = tuple((seat, option) for seat, option in told["votes"])
                self._give(Votes(told["ballot"], votes), told["upto"])
            case "finished":
                with self._guard, suppress(ValueError):
                    self._finishing.remove(told["ballot"])
                self._give(Finished(told["ballot"]))
            case "reached":
                self._give(Reached())
            case "remote" if "verb" in told:
                self._remote_came.put((told["n"], RemoteDid(RemoteVerb(told["verb"]), told["step"])))
            case "remote":
                self._remote_came.put((told["n"], RemoteNews(told["state"])))
            case "problem" if told.get("where") == "port":
                self._give(Problem(PORT_TAKEN.format(port=told["port"]), is_over=True))
                return True
            case "problem":
                self._give(Problem(WENT_WRONG.format(says=told["says"])))
        return False

    def _give(self, event: Event, upto: int = 0) -> None:
        self._came.put((upto, event))


def _process() -> subprocess.Popen[bytes]:
    # The server may be started from any folder: it is told where this package is.
    package = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "game.server.voting_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it has nothing to say there that may be kept
        env={**os.environ, "PYTHONPATH": path},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
