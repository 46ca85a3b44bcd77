"""
What only a play needs, imported while somebody still looks at the library.

The first frame must not wait for it, and the first choice of a scenario should not either: it takes 150 ms.
"""

from __future__ import annotations

import sys
import threading
from importlib import import_module

from game.ui.memory import give_back_freed_memory

_MODULES = (
    "email.message",  # with it `importlib.metadata` reads the version for a play's record
    "importlib.metadata",
    "transitions",
    "game.session.session",
    "game.session.view",
    "game.checked_scenarios",
    "game.records.opening",
    "game.records.runs",
    "game.ui.screens.briefing",
    "game.ui.screens.script",
    "game.ui.screens.decision",
    "game.ui.screens.look_closer",
    "game.ui.screens.after_choice",
    "game.ui.screens.ending",
    "game.ui.screens.debrief",
    "game.ui.coming_faces",
    "game.ui.story_map",
)


def import_ahead() -> threading.Thread:
    """Start importing in a thread of its own; whoever needs one of the modules meanwhile waits for that one only."""
    thread = threading.Thread(target=_import, daemon=True, name="imports")
    thread.start()
    return thread


def _import() -> None:
    give_back_freed_memory()
    for name in _MODULES:
        if sys.is_finalizing():  # the window was closed at once
            return
        import_module(name)
