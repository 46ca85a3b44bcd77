"""
The least that a server of votes could do on the same library: it answers each message with one that it has ready.

It says its port on standard output, and shows something to all for each line on standard input.
"""

from __future__ import annotations

import asyncio
import sys

from aiohttp import WSMsgType, web

SEATED = '{"is":"seated","token":"","mine":null,"mark":0,"view":null}'
TOOK = '{"is":"took","ballot":1,"option":"ask","nth":1}'


async def main() -> None:
    """Until the input ends."""
    loop = asyncio.get_running_loop()
    channels: set[web.WebSocketResponse] = set()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        channel = web.WebSocketResponse(compress=False, heartbeat=20.0)
        await channel.prepare(request)
        channels.add(channel)
        async for message in channel:
            if message.type is WSMsgType.TEXT:
                await channel.send_str(SEATED if "join" in message.data else TOOK)
        channels.discard(channel)
        return channel

    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=512)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    while line := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        for channel in list(channels):
            await channel.send_str(line)


if __name__ == "__main__":
    from benchmarks.phone_crowd import make_room

    make_room()
    asyncio.run(main())
