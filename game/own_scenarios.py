"""The player's own scenarios: where they are, and what a new one is begun with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from game.records.folders import HOME_VARIABLE

FOLDER = "Upstander scenarios"


def own_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where a player's own scenarios are: in their documents, or below ``UPSTANDER_HOME``.  It need not be there."""
    home = environment.get(HOME_VARIABLE, "").strip()
    if home:
        return Path(home).expanduser() / FOLDER
    # Imported here: whoever names a folder does not pay for it.
    import platformdirs

    return platformdirs.user_documents_path() / FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScenario:
    """What a scenario is begun with.

    Attributes:
        title: What players read.
        seat: Where the player sits, a value of `Seat`.
        mode: How people meet, a value of `Mode`.
        affected: How many people it lands on, from 1.
    """

    title: str
    seat: str = "peer"
    mode: str = "in-person"
    affected: int = 1


class CannotWriteError(Exception):
    """A scenario cannot be begun or opened; the message says why and what to do."""


class Bench(Protocol):
    """The author's tools, for whoever never uses a terminal.  The game itself does without them."""

    def make(self, new: NewScenario, folder: Path) -> Path:
        """Write a new scenario into a folder, which is made if need be.

        Raises:
            CannotWriteError: If that cannot be done.
        """

    def open(self, file: Path) -> str:
        """Open a scenario to be written, and show it beside as players will see it.

        Returns:
            What was opened and what was not, in sentences.
        """
