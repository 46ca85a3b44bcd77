"""Looking at a file again and again, and reading it when it was saved: in a thread, so that the window never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tools.preview.draft import Draft, check_draft, content_key, read_draft

if TYPE_CHECKING:
    from game.core.diagnostic import Diagnostic
    from game.library import Library

EVERY = 0.08  # seconds between two looks; two that see the same, and the reading, stay well below half a second
PATIENCE = 5  # looks that a missing file is waited for: an editor may take the old one away before the new one is there


class Watch:
    """Hands over what it has read, newest first, to whoever asks.

    Args:
        library: Of the folder that the file lies in.
        path: The file.
        on_news: Called from the thread when there is something new.
    """

    def __init__(self, library: Library, path: Path, on_news: Callable[[], None] = lambda: None) -> None:
        self._library, self._path, self._on_news = library, path, on_news
        self._lock = threading.Lock()
        self._draft: Draft | None = None
        self._findings: tuple[str, tuple[Diagnostic, ...]] | None = None
        self._seen = self._last = ""
        self._missing = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="preview")

    def read_now(self) -> Draft:
        """Read the file for the first time, before the thread starts."""
        draft = read_draft(self._library, self._path)
        self._seen = self._last = draft.key
        return draft

    def start(self, first: Draft) -> None:
        """Check what was read first, then look on."""
        self._first = first
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._is_over.set()
        self._thread.join(EVERY * 3)

    def take(self) -> tuple[Draft | None, tuple[str, tuple[Diagnostic, ...]] | None]:
        """A new draft and new findings (with the key of their draft), each at most once."""
        with self._lock:
            news = self._draft, self._findings
            self._draft = self._findings = None
        return news

    def _run(self) -> None:
        self.check(self._first)
        while not self._is_over.wait(EVERY):
            self.look()

    def look(self, *, checks: bool = True) -> None:
        """Look at the file once: read it if it was saved, and check it where that is wanted."""
        if not self._has_changed():
            return
        draft = read_draft(self._library, self._path)
        self._seen = draft.key
        self._hand_over(draft=draft)
        if checks:
            self.check(draft)

    def check(self, draft: Draft) -> None:
        """Look for all that could be better in a draft."""
        if draft.is_there:
            found = check_draft(self._library, draft)
            if found is not None:
                self._hand_over(findings=(draft.key, found))

    def _has_changed(self) -> bool:
        """Whether the file holds something else than what was read last, and is not being written just now."""
        key = content_key(self._path)
        if not key and self._seen:
            self._missing += 1
            return self._missing > PATIENCE
        self._missing = 0
        is_still, self._last = key == self._last, key
        return is_still and key != self._seen

    def _hand_over(
        self, draft: Draft | None = None, findings: tuple[str, tuple[Diagnostic, ...]] | None = None
    ) -> None:
        with self._lock:
            self._draft, self._findings = draft or self._draft, findings or self._findings
        self._on_news()
