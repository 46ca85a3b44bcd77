"""One session's phones: who has a seat, what they see, what they voted, and what the game is told of it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from game.server.door import Admitted, Bucket, Door
from game.server.phones import Phone, Phones
from game.server.protocol import (
    MESSAGES_A_SECOND,
    CastVote,
    Join,
    Shown,
    Why,
    refused,
    seated,
    took,
)
from game.server.seats import Keys, Seat
from game.server.votes_held import Batch, VotesHeld

VOTES_SECONDS = 0.2  # at most 5 batches a second: nobody reads a count faster
JOINED_SECONDS = 0.2  # at most 5 a second

Tell = Callable[[Mapping[str, Any]], None]


def message_bucket() -> Bucket:
    """How fast one phone may speak."""
    return Bucket(MESSAGES_A_SECOND, MESSAGES_A_SECOND)


class VotingRoom:
    """Phones with seats and votes.

    Args:
        keys: Of the session.
        tell: Says something to the game.

    Attributes:
        shown: What the room sees; None until the game has said it, and till then no phone is let in or answered a vote.
        changed: Set when something else is shown; a new one each time.
    """

    def __init__(self, keys: Keys, tell: Tell) -> None:
        self.shown: Shown | None = None
        self.changed = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._tell = tell
        self._door = Door(keys, secrets.token_bytes)
        self._votes = VotesHeld()
        self._phones = Phones()
        self._posts: dict[Seat, Bucket] = {}
        self._is_telling_votes = False
        self._is_telling_joined = False

    # --- from the game ---------------------------------------------------------------------------------------------

    def show(self, view: Mapping[str, Any]) -> None:
        """Show this on all phones.

        Raises:
            KeyError, TypeError, ValueError: If it is no view.
        """
        self.shown = shown = Shown.of(view)
        self._votes.show(shown.ballot, shown.options)
        self._phones.show(shown.text)
        self.changed.set()
        self.changed = asyncio.Event()
        self._hand_over()

    def finish(self, ballot: int) -> None:
        """Take no more votes on this ballot, hand over the last ones and say so."""
        self._votes.finish(ballot)
        self._tell_votes()

    def took(self, upto: int) -> None:
        """The game has these votes."""
        self._votes.took(upto)
        if self._votes.is_finishing:
            self._tell_votes()  # somebody waits for the last ones
        else:
            self._hand_over()

    def lock(self, is_locked: bool) -> None:
        """Close the door to phones that are not in yet, or open it."""
        self._door.is_locked = is_locked

    # --- from phones -----------------------------------------------------------------------------------------------

    def known(self, token: str) -> Seat | None:
        """The seat of a token that this session gave."""
        return self._door.known(token)

    def join(self, asked: Join) -> Admitted | Why:
        """A seat, or why not."""
        if self.shown is None:
            return Why.STARTING
        return self._door.join(asked, self._loop.time())

    def cast(self, seat: Seat, vote: CastVote) -> str:
        """Take a vote; the answer to the phone."""
        # "Closed" would be heard as the vote's end: a phone whose server was started again would give its vote up.
        why = Why.STARTING if self.shown is None else self._votes.cast(seat, vote)
        if why is not None:
            return refused(why)
        self._hand_over()
        return took(vote)

    def may_post(self, seat: Seat) -> bool:
        """Whether this seat may post one more message now."""
        return self._posts.setdefault(seat, message_bucket()).take(self._loop.time())

    def welcome(self, asked: Join, made: Admitted) -> str:
        """The answer to a phone that has a seat, which none has before the room sees something."""
        assert self.shown is not None
        return seated(made.token, self._votes.mine(made.seat), self.shown, asked.known)

    def is_seen(self, mark: int) -> bool:
        """Whether a phone that knows the view of this mark knows all that there is."""
        return self.shown is not None and self.shown.mark == mark

    def connect(self, seat: Seat, address: str, cut: Callable[[], None]) -> Phone | None:
        """A connection of this seat; None where there is no room for one more.

        Args:
            seat: Whose it is.
            address: To count by.
            cut: Ends the connection.
        """
        if not self._phones.has_room(address):
            return None
        phone = Phone(seat, address, cut)
        self._phones.add(phone)
        self.tell_joined()
        return phone

    def gone(self, phone: Phone) -> None:
        """A connection has ended."""
        self._phones.remove(phone)
        self.tell_joined()

    # --- to the game -----------------------------------------------------------------------------------------------

    def tell_joined(self) -> None:
        """Tell the game soon how many have joined."""
        if not self._is_telling_joined:
            self._is_telling_joined = True
            self._loop.call_later(JOINED_SECONDS, self._tell_joined_in_time)

    def _tell_joined_in_time(self) -> None:
        self._is_telling_joined = False
        self._tell({"is": "joined", "count": self._door.joined, "connected": self._phones.seats})

    def _hand_over(self) -> None:
        if not self._is_telling_votes:
            self._is_telling_votes = True
            self._loop.call_later(VOTES_SECONDS, self._tell_votes_in_time)

    def _tell_votes_in_time(self) -> None:
        self._is_telling_votes = False
        self._tell_votes()

    def _tell_votes(self) -> None:
        while (made := self._votes.next()) is not None:
            if isinstance(made, Batch):
                self._tell({"is": "votes", "upto": made.upto, "ballot": made.ballot, "votes": made.votes})
            else:
                self._tell({"is": "finished", "ballot": made.ballot})
