"""A phone with the real page in a real browser, and what may happen to it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.air import Air
from tests.server.rooms import PATIENCE

PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
# What a browser does when a phone is laid down: the page is told that nobody sees it, and then nothing in it runs.
HIDE = """seen => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => seen });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => seen === "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
SHOWN = """() => {
  const chosen = document.querySelector('.option[aria-checked="true"]');
  return {
    ask: document.getElementById("ask").textContent,
    state: view && view.state,
    lead: document.getElementById("lead").textContent,
    said: document.getElementById("said").textContent,
    link: document.getElementById("link-words").textContent,
    chosen: chosen && chosen.querySelector(".state").textContent === "Chosen" ? chosen.dataset.option : null,
  };
}"""


class Handset:
    """One phone: a browser of its own, its own way to the server, and a thumb."""

    def __init__(self, context: BrowserContext, page: Page, asleep: CDPSession, air: Air) -> None:
        self.context = context
        self.page = page
        self.air = air
        self._asleep = asleep
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    # --- what its owner does

    async def scans(self, origin: str, room: str) -> None:
        await self.page.goto(f"{origin}/#{room}", wait_until="commit")

    async def types_code(self, origin: str, code: str) -> None:
        await self.page.goto(origin)
        await self.page.get_by_label("Code").fill(code)
        await self.page.get_by_role("button", name="Join").click()

    async def votes(self, option: str) -> None:
        await self.page.locator(f'button[data-option="{option}"]').tap()

    async def options(self) -> list[str]:
        """What can be voted for, passing included."""
        every = "[...document.querySelectorAll('button[data-option]')].map(each => each.dataset.option)"
        made: list[str] = await self.page.evaluate(every)
        return made

    async def has_chosen(self, option: str | None) -> None:
        await self.until(lambda shown: shown["chosen"] == option)

    async def is_at(self, ask: str, chosen: str | None = None) -> None:
        """It shows this step, is connected, and keeps that vote."""
        await self.until(
            lambda shown: shown["ask"] == ask and shown["link"] == "connected" and shown["chosen"] == chosen
        )

    async def shown(self) -> dict[str, Any]:
        made: dict[str, Any] = await self.page.evaluate(SHOWN)
        return made

    async def until(self, claim: Callable[[dict[str, Any]], bool]) -> None:
        """Waits until what it shows is so."""
        until = time.monotonic() + PATIENCE
        shown: dict[str, Any] = {}
        while time.monotonic() < until:
            with suppress(Exception):  # it is being loaded
                shown = await self.shown()
                if claim(shown):
                    return
            await asyncio.sleep(0.02)
        raise AssertionError(f"the phone shows {shown}")

    # --- what may happen to it

    async def sleeps(self) -> None:
        await self.page.evaluate(HIDE, "hidden")
        await self._asleep.send("Debugger.enable")
        await self._asleep.send("Debugger.pause")
        self.air.falls_silent()

    async def wakes(self) -> None:
        self.air.is_clear()
        await self._asleep.send("Debugger.disable")
        await self.page.evaluate(HIDE, "visible")

    async def leaves_the_wifi(self) -> None:
        self.air.falls_silent()
        await self.context.set_offline(True)

    async def joins_the_wifi(self) -> None:
        self.air.is_clear()
        await self.context.set_offline(False)

    async def has_its_connections_cut(self) -> None:
        self.air.breaks()
        self.air.falls_silent()

    async def gets_air(self) -> None:
        self.air.is_clear()

    async def is_closed(self) -> None:
        self.air.breaks()
        await self.page.goto("about:blank")

    async def is_opened_again(self) -> None:
        await self.page.go_back(wait_until="commit")

    async def is_left_alone(self) -> None:
        """Its owner reads."""

    async def is_reloaded(self) -> None:
        await self.page.reload(wait_until="commit")


Happening = Callable[[Handset], Coroutine[Any, Any, None]]
# What interrupts a phone, and what ends the interruption.
INTERRUPTIONS: dict[str, tuple[Happening, Happening]] = {
    "sleeps": (Handset.sleeps, Handset.wakes),
    "is reloaded": (Handset.is_left_alone, Handset.is_reloaded),
    "leaves the Wi-Fi": (Handset.leaves_the_wifi, Handset.joins_the_wifi),
    "has its connections cut": (Handset.has_its_connections_cut, Handset.gets_air),
    "shows another page": (Handset.is_closed, Handset.is_opened_again),
}


@asynccontextmanager
async def a_handset(browser: Browser, size: dict[str, int] = PHONE, **settings: Any) -> AsyncIterator[Handset]:
    """A phone that has just been unlocked, with nothing on it."""
    async with AsyncExitStack() as stack:
        air = Air()
        await air.start()
        stack.push_async_callback(air.stop)
        context = await browser.new_context(
            viewport=size, is_mobile=True, has_touch=True,  # type: ignore[arg-type]
            proxy={"server": f"socks5://127.0.0.1:{air.port}"}, **settings,
        )
        stack.push_async_callback(context.close)
        context.set_default_timeout(PATIENCE * 1000)
        page = await context.new_page()
        handset = Handset(context, page, await context.new_cdp_session(page), air)
        yield handset
        assert handset.problems == [], "no error in the page's own script"


@asynccontextmanager
async def handsets(browser: Browser, count: int) -> AsyncIterator[list[Handset]]:
    """So many of them."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(a_handset(browser)) for _ in range(count)]
