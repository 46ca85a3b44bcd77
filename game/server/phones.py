"""
The phones that are connected: what waits to be sent to each, and the end of those that do not read.

A phone is a seat and an outbox; which kind of connection empties the outbox is the server's affair.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable

from game.server.door import Bucket
from game.server.protocol import MESSAGES_A_SECOND
from game.server.seats import Seat

MOST_PHONES = 2_000
MOST_FROM_ONE_ADDRESS = 1_000  # a hotspot's three hundred fit three times
MOST_OF_ONE_SEAT = 4  # tabs of one browser
MOST_WAITING = 16_384  # bytes for one phone
SEND_SECONDS = 5.0


class TooSlow(Exception):
    """A phone does not read what it is sent."""


class Phone:
    """One connection of one seat.

    Args:
        seat: Whose it is.
        address: Where it comes from; kept while it is connected, to count by, and never told.
        cut: Ends the connection.
    """

    __slots__ = ("_cut", "_size", "_view", "_waiting", "_wakes", "address", "is_gone", "messages", "seat")

    def __init__(self, seat: Seat, address: str, cut: Callable[[], None]) -> None:
        self.seat = seat
        self.address = address
        self.is_gone = False
        self.messages = Bucket(MESSAGES_A_SECOND, MESSAGES_A_SECOND)
        self._cut = cut
        self._waiting: deque[str] = deque()
        self._view: str | None = None
        self._size = 0
        self._wakes = asyncio.Event()

    def put(self, text: str) -> None:
        """Send this when it is its turn; a phone with too much waiting is cut off."""
        self._size += len(text.encode())
        if self._size > MOST_WAITING:
            self.cut()
            return
        self._waiting.append(text)
        self._wakes.set()

    def put_view(self, text: str) -> None:
        """Send this view after what waits; one that was not sent yet is dropped for it."""
        self._view = text
        self._wakes.set()

    def cut(self) -> None:
        """End the connection."""
        self.is_gone = True
        self._wakes.set()
        self._cut()

    async def next(self) -> str:
        """What to send now; waits until there is something.

        Raises:
            TooSlow: If it was cut off.
        """
        while not self._waiting and self._view is None:
            if self.is_gone:
                break
            self._wakes.clear()
            await self._wakes.wait()
        if self.is_gone:
            raise TooSlow
        if self._waiting:
            text = self._waiting.popleft()
            self._size -= len(text.encode())
            return text
        view, self._view = self._view, None
        assert view is not None
        return view

    async def pump(self, send: Callable[[str], Awaitable[None]]) -> None:
        """Send what comes until the connection ends.

        Raises:
            TooSlow: When the phone does not read.
        """
        while True:
            text = await self.next()
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    await send(text)
            except TimeoutError:
                self.cut()
                raise TooSlow from None


class Phones:
    """All phones that are connected."""

    __slots__ = ("_addresses", "_by_seat", "_phones")

    def __init__(self) -> None:
        self._phones: set[Phone] = set()
        self._by_seat: dict[Seat, list[Phone]] = {}
        self._addresses: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._phones)

    @property
    def seats(self) -> int:
        """How many seats have a phone connected."""
        return len(self._by_seat)

    def has_room(self, address: str) -> bool:
        """Whether one more phone may connect from there."""
        return len(self._phones) < MOST_PHONES and self._addresses[address] < MOST_FROM_ONE_ADDRESS

    def add(self, phone: Phone) -> None:
        """A phone is connected.  Of too many of the same seat the oldest goes."""
        same = self._by_seat.setdefault(phone.seat, [])
        if len(same) >= MOST_OF_ONE_SEAT:
            oldest = same[0]
            self.remove(oldest)
            oldest.cut()
            same = self._by_seat.setdefault(phone.seat, [])
        same.append(phone)
        self._phones.add(phone)
        self._addresses[phone.address] += 1

    def remove(self, phone: Phone) -> None:
        """It is gone; a second time changes nothing."""
        if phone not in self._phones:
            return
        self._phones.discard(phone)
        self._addresses[phone.address] -= 1
        if not self._addresses[phone.address]:
            del self._addresses[phone.address]
        same = self._by_seat[phone.seat]
        same.remove(phone)
        if not same:
            del self._by_seat[phone.seat]

    def show(self, text: str) -> None:
        """A view, for all of them."""
        for phone in self._phones:
            phone.put_view(text)
