"""
Many phones in one process, for whoever measures a server: they do what each line on standard input says.

``{"do": "join", "port": …, "room": …, "count": …, "seconds": …}``, then ``{"do": "vote", "ballot": …, "options": […],
"seconds": …}``, then ``{"do": "watch"}`` before something is shown to all.  Each phone picks its moment within those
seconds.  Each is answered by a line with times in milliseconds, save
that ``watch`` is answered twice: when all are listening, and with the moments (of `time.monotonic`) when each was told.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from contextlib import suppress
from typing import Any

import aiohttp

PATIENCE = 120.0  # seconds for anything that must come
AT_ONCE = 200  # connections that are being made at the same time; those that were not let in yet count as unfinished


class Phone:
    """One of them, on a websocket as the page has it."""

    def __init__(self, session: aiohttp.ClientSession, number: int) -> None:
        self._session = session
        self._number = number
        self._channel: aiohttp.ClientWebSocketResponse | None = None
        self._reading: asyncio.Task[None] | None = None
        self._answered: asyncio.Future[None] | None = None
        self.shown: asyncio.Future[float] | None = None
        self.sent = self.heard = 0

    async def join(self, origin: str, room: str, gate: asyncio.Semaphore, after: float) -> float:
        """Milliseconds until it has a seat, waiting and asking again included where the server says that it is busy."""
        await asyncio.sleep(after)
        began = time.monotonic()
        while True:
            async with gate:
                try:
                    channel = await self._session.ws_connect(f"{origin}/channel", origin=origin, compress=0)
                    await channel.send_str(json.dumps({"say": "join", "room": room, "known": -1}))
                    if json.loads(await channel.receive_str(timeout=PATIENCE))["is"] == "seated":
                        break
                    await channel.close()
                except (aiohttp.ClientError, OSError, TypeError):
                    pass  # the server has let go; it is asked again
            await asyncio.sleep(random.uniform(0.8, 1.7))  # as the page does
        self._channel = channel
        self._reading = asyncio.create_task(self._read(channel))
        return (time.monotonic() - began) * 1000

    async def vote(self, ballot: int, option: str, after: float) -> float:
        """Milliseconds from a vote to its acknowledgement."""
        await asyncio.sleep(after)
        assert self._channel is not None
        self._answered = asyncio.get_running_loop().create_future()
        began = time.monotonic()
        await self._channel.send_str(json.dumps({"say": "vote", "ballot": ballot, "option": option, "nth": ballot}))
        self.sent += 1
        await asyncio.wait_for(self._answered, PATIENCE)
        return (time.monotonic() - began) * 1000

    async def _read(self, channel: aiohttp.ClientWebSocketResponse) -> None:
        async for message in channel:
            now = time.monotonic()
            self.heard += 1
            is_view = message.data.startswith('{"is":"view"')
            if is_view and self.shown is not None and not self.shown.done():
                self.shown.set_result(now)
            elif not is_view and self._answered is not None and not self._answered.done():
                told = json.loads(message.data)
                if told["is"] == "took":
                    self._answered.set_result(None)
                else:
                    self._answered.set_exception(RuntimeError(f"a vote was refused: {told.get('why')}"))


async def main() -> None:
    """Until the input ends."""
    asked: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(asked.put_nowait, json.loads(line))
        loop.call_soon_threadsafe(asked.put_nowait, {"do": "leave"})

    reading = loop.run_in_executor(None, read)
    phones: list[Phone] = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        while (told := await asked.get())["do"] != "leave":
            match told["do"]:
                case "join":
                    phones = [Phone(session, number) for number in range(told["count"])]
                    gate = asyncio.Semaphore(AT_ONCE)
                    origin = f"http://127.0.0.1:{told['port']}"
                    began = time.monotonic()
                    moments = [random.uniform(0, told["seconds"]) for _ in phones]
                    each = await asyncio.gather(
                        *(
                            phone.join(origin, told["room"], gate, after)
                            for phone, after in zip(phones, moments, strict=True)
                        )
                    )
                    tell({"all": (time.monotonic() - began) * 1000, "each": each})
                case "vote":
                    options = told["options"]
                    before = sum(phone.sent + phone.heard for phone in phones)
                    chances = random.Random(told["ballot"])
                    each = await asyncio.gather(
                        *(
                            phone.vote(told["ballot"], chances.choice(options), chances.uniform(0, told["seconds"]))
                            for phone in phones
                        )
                    )
                    tell({"each": each, "messages": sum(phone.sent + phone.heard for phone in phones) - before})
                case "watch":
                    for phone in phones:
                        phone.shown = loop.create_future()
                    tell({})
                    waiting = [phone.shown for phone in phones if phone.shown is not None]
                    tell({"at": await asyncio.wait_for(asyncio.gather(*waiting), PATIENCE)})
    await reading


def tell(fields: dict[str, Any]) -> None:
    """A line on standard output."""
    print(json.dumps(fields), flush=True)


def make_room() -> None:
    """Each phone needs an open file."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else 65_536, hard))


if __name__ == "__main__":
    make_room()
    asyncio.run(main())
