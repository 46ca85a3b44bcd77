"""Where the window is within a screen: page, focus, what is marked and typed.  Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.ui.actions import Overlay

if TYPE_CHECKING:
    from game.hosting import Hosting
    from game.session.messages import Sureness


KEEP_KEY = "keep"  # of the answer that deletes nothing

# The fields that can be typed into.
NOTE = "note"  # a reflection
PLAN = "plan"  # the line for next time
TITLE = "title"  # of a scenario of one's own


@dataclass(frozen=True, slots=True)
class Written:
    """A scenario of one's own that was made just now."""

    file: str  # its path
    says: str  # what was opened, in sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """Replaced as a whole; a new screen starts with a fresh one."""

    page: int = 0
    focus: str = ""  # key of the focused element
    overlay: Overlay | None = None
    overlay_page: int = 0
    filter: str = "all"
    sureness: Sureness | None = None
    reason: int | None = None
    plan_line: int | None = None
    editing: str = ""  # the field that is typed into
    texts: Mapping[str, str] = field(default_factory=dict)
    composing: str = ""  # what an input method has not settled yet
    message: str = ""  # said once, such as where something was saved
    panels_back: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)  # before a scenario of one's own, by question
    written: Written | None = None
    seconds_left: int | None = None  # of a decision's timer
    group: str = ""  # scenario that is to be run for a group, while that is settled
    hosting: Hosting | None = None
