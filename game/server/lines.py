"""The voting server's two pipes to the game: a line of JSON each way is one thing said."""

from __future__ import annotations

import asyncio
import json
import queue
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any


class Lines:
    """The two pipes to the game.  Threads wait on them, so that the server never does."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._out: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.come: asyncio.Queue[Mapping[str, Any] | None] = asyncio.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    def tell(self, fields: Mapping[str, Any]) -> None:
        """Say something to the game."""
        self._out.put(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")

    def end(self) -> None:
        """Write what is left."""
        self._out.put(None)
        self._writer.join(1.0)

    def _read(self) -> None:
        for line in sys.stdin.buffer:
            with suppress(ValueError):
                self._come(json.loads(line))
        self._come(None)

    def _come(self, said: Mapping[str, Any] | None) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self.come.put_nowait, said)

    def _write(self) -> None:
        with suppress(OSError):
            while (line := self._out.get()) is not None:
                sys.stdout.buffer.write(line)
                sys.stdout.buffer.flush()
