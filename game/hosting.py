"""How a session of a group is to be run: what its facilitator settles before the doors open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.core.ballot import TieRule
from game.session.room import LENGTHS, MOST_PEOPLE

MOST_INVENTED = 2_000  # voters of a rehearsal: as many as phones may join


class VotesBy(StrEnum):
    """How a room votes."""

    HANDS = "hands"
    PHONES = "phones"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """All that can be settled.

    Attributes:
        minutes: How long the session may take, one of `LENGTHS`.
        votes: By raised hands, by phone, or both.
        tie_rule: What decides a tie.
        headcount: How many people are in the room; None: not counted.
        invented: Voters of a rehearsal; 0: people vote.
        is_on_lan: Phones reach this computer over the network; otherwise only this computer itself does.
        port: Where phones reach it; 0: any that is free.
        has_one_window: The wall and the notes share a window.

    Raises:
        ValueError: For a value that cannot be, in words for whoever asked for it.
    """

    minutes: int = 45
    votes: VotesBy = VotesBy.HANDS
    tie_rule: TieRule = TieRule.FACILITATOR
    headcount: int | None = None
    invented: int = 0
    is_on_lan: bool = False
    port: int = 0
    has_one_window: bool = False

    def __post_init__(self) -> None:
        if self.minutes not in LENGTHS:
            raise ValueError(f"a session takes {', '.join(map(str, LENGTHS[:-1]))} or {LENGTHS[-1]} minutes")
        if self.headcount is not None and not 1 <= self.headcount <= MOST_PEOPLE:
            raise ValueError(f"a room has 1 to {MOST_PEOPLE} people")
        if not 0 <= self.invented <= MOST_INVENTED:
            raise ValueError(f"a rehearsal has 1 to {MOST_INVENTED} invented voters")
        if not 0 <= self.port <= 65_535:
            raise ValueError("a port is from 0 to 65535")

    @property
    def takes_phones(self) -> bool:
        """Whether phones vote; invented voters have some."""
        return self.votes is not VotesBy.HANDS or bool(self.invented)

    @property
    def takes_hands(self) -> bool:
        """Whether raised hands are counted."""
        return self.votes is not VotesBy.PHONES
