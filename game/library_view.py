"""What a list of scenarios shows: each with how far the player has come, the player's own after the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.records.plays import PlayFile, half_done

if TYPE_CHECKING:
    from game.library import Card, LeftOut, Library
    from game.organisation import Organisation


@dataclass(frozen=True, slots=True)
class LibraryCard:
    """A scenario in the library, and how far this player has come with it.

    Attributes:
        card: What the library knows of it.
        status: ``new``, ``half-done`` or ``played``.
        last_ending: Title of the ending that was reached last, or empty.
        decisions_made: In the play that is half done, else in the last one.
        file: Its file, where the player has written it; else empty.
    """

    card: Card
    status: str
    last_ending: str
    decisions_made: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The library screen.

    Attributes:
        cards: What can be played.
        left_out: What is in the library's folder and cannot be offered.
        organisation: What the organisation wants said.
        notices: What the player should be told.
        is_first_visit: Nothing was played yet.
        own: What the player has written, drafts too.
        own_left_out: Files of theirs that cannot be offered, each with its whole path.
        can_write: Whether a new scenario can be begun.
    """

    cards: tuple[LibraryCard, ...]
    left_out: tuple[LeftOut, ...]
    organisation: Organisation
    notices: tuple[str, ...]
    is_first_visit: bool
    own: tuple[LibraryCard, ...] = ()
    own_left_out: tuple[LeftOut, ...] = ()
    can_write: bool = False

    @property
    def all_cards(self) -> tuple[LibraryCard, ...]:
        """What can be opened, the player's own last."""
        return (*self.cards, *self.own)

    @property
    def all_left_out(self) -> tuple[LeftOut, ...]:
        """What cannot be offered, the player's own last."""
        return (*self.left_out, *self.own_left_out)


def library_cards(cards: Iterable[Card], plays: tuple[PlayFile, ...], *, with_drafts: bool) -> tuple[LibraryCard, ...]:
    """The scenarios of the library, those to begin with first."""
    offered = (card for card in cards if with_drafts or not card.is_draft)
    return tuple(_library_card(card, plays) for card in sorted(offered, key=_first_ones_first))


def own_cards(
    own: Library | None, plays: tuple[PlayFile, ...], taken: set[str]
) -> tuple[tuple[LibraryCard, ...], tuple[LeftOut, ...]]:
    """What the player has written, by file name, and those of their files that cannot be offered.

    Args:
        own: The player's own scenarios.
        plays: What was played.
        taken: Ids of the library's own scenarios: a play's record knows a scenario by its id alone.
    """
    if own is None or not own.folder.is_dir():
        return (), ()
    from game.library import LeftOut

    cards: list[LibraryCard] = []
    left_out = [replace(each, file=str(own.folder / each.file)) for each in own.left_out()]
    for card in own.cards():
        file = str(own.folder / f"{card.id}.yaml")
        if card.id in taken:
            reason = f"The library has a scenario with the id {card.id} already. Give yours another id and file name."
            left_out.append(LeftOut(file=file, reason=reason, findings=0))
        else:
            cards.append(replace(_library_card(card, plays), file=file))
    return tuple(cards), tuple(sorted(left_out, key=lambda each: each.file))


# The seats that most people know come first: who has never played starts at the beginning of the shelf.
_SEATS = ("peer", "junior", "panel", "manager", "client-facing", "own-mistake")


def _first_ones_first(card: Card) -> tuple[int, int, str]:
    return card.intensity, _SEATS.index(card.seat) if card.seat in _SEATS else len(_SEATS), card.title


def _library_card(card: Card, plays: tuple[PlayFile, ...]) -> LibraryCard:
    own = [play for play in plays if play.scenario == card.id]
    waiting = half_done(plays, card.id)
    endings = [play.ending[1] for play in own if play.has_ended]
    shown = waiting or (own[-1] if own else None)
    return LibraryCard(
        card,
        "half-done" if waiting else "played" if own else "new",
        endings[-1] if endings else "",
        shown.decisions_made if shown else 0,
    )
