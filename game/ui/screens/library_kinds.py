"""Ways to narrow the library down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.core.setting import Mode, Seat

if TYPE_CHECKING:
    from game.application import LibraryCard

SHORT_MINUTES = 12


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to narrow the library down."""

    name: str
    label: str
    matches: Callable[[LibraryCard], bool]


KINDS = (
    Kind("half-done", "Half done", lambda card: card.status == "half-done"),
    Kind(
        "meetings",
        "Meetings",
        lambda card: card.card.mode in (Mode.VIDEO, Mode.HYBRID) or card.card.place in ("meeting-room", "video-call"),
    ),
    Kind("hiring", "Hiring", lambda card: "hiring" in card.card.themes or card.card.seat == Seat.PANEL),
    Kind("chat", "Chat", lambda card: card.card.mode == Mode.CHAT or card.card.place == "chat"),
    Kind("own-mistake", "I got it wrong", lambda card: card.card.seat == Seat.OWN_MISTAKE),
    Kind("leading", "I lead", lambda card: card.card.seat == Seat.MANAGER),
    Kind("yours", "Yours", lambda card: bool(card.file)),
    Kind("short", f"Under {SHORT_MINUTES} min", lambda card: card.card.minutes < SHORT_MINUTES),
)


def kinds_of(cards: Sequence[LibraryCard]) -> tuple[Kind, ...]:
    """The ways to narrow these down that leave some and not all."""
    return tuple(kind for kind in KINDS if 0 < sum(map(kind.matches, cards)) < len(cards))
