"""A program of ours in a process of its own, which does what each line of JSON says and answers with lines of JSON."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from benchmarks.program import ROOT

SECONDS_TO_END = 3.0
PATIENCE = 180.0  # seconds for an answer
MOMENT = 0.02  # seconds between what is done meanwhile


class Led:
    """Whoever is told what to do."""

    def __init__(self, module: str, process: subprocess.Popen[str]) -> None:
        self._module, self._process = module, process
        self._heard: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._heard.put(line)
        self._heard.put("")

    @property
    def process_id(self) -> int:
        """As the system counts."""
        return self._process.pid

    def say(self, **fields: Any) -> None:
        """Tell it what to do."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(fields, separators=(",", ":")) + "\n")
        self._process.stdin.flush()

    def hears(self, meanwhile: Callable[[], object] = lambda: None) -> Any:
        """Its next answer; `meanwhile` is done again and again.

        Raises:
            RuntimeError: If none comes.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            meanwhile()
            try:
                line = self._heard.get(timeout=MOMENT)
            except queue.Empty:
                continue
            if not line:
                break
            return json.loads(line)
        raise RuntimeError(f"{self._module} does not answer")


@contextmanager
def led(module: str, **environment: str) -> Iterator[Led]:
    """Start a module of this package, with these variables besides; it is ended with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        yield Led(module, process)
    finally:
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()  # it ends by itself, and ends what it has started
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
