"""The facilitator's phone as a remote is for everybody: who does not see the wall can lead with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import expect

from game.server.link import RemoteDid
from game.server.remote_protocol import PAGE, RemoteVerb, RemoteView, new_key
from tests.browser.conftest import Stage
from tests.browser.handset import SMALL, Handset, a_handset
from tests.browser.test_the_page_for_everybody import LISTEN, TOO_SMALL, TOO_WIDE, TWICE, faults
from tests.server.rooms import Room, a_room

VOTE = RemoteView(
    step=1,
    title="Let Her Finish",
    next="Close the vote when most have voted.",
    keys=(
        (RemoteVerb.NEXT, "Close the vote"), (RemoteVerb.TALK, "Let the room talk"),
        (RemoteVerb.BLANK, "Blank the wall"), (RemoteVerb.PAUSE, "Pause"), (RemoteVerb.MORE_TIME, "More time"),
    ),
    voted=3,
    people=24,
    notes=(("Discuss", "What would each option cost, and whom?"), ("", "Nobody has to say how they voted, or why.")),
)  # fmt: skip
THINK = replace(
    VOTE, step=2, next="Give them half a minute in silence, then open the vote.",
    keys=((RemoteVerb.NEXT, "Open the vote"), (RemoteVerb.BLANK, "Blank the wall")), voted=None,
)  # fmt: skip
REFUSED = replace(VOTE, says="Nobody has voted yet.")
AT_COMPUTER = replace(
    THINK, step=3, next="Something is being entered at the computer. Finish it there.", keys=(), notes=()
)


class Desk:
    """The computer, with a phone that has scanned the code on the facilitator's window."""

    def __init__(self, room: Room, phone: Handset) -> None:
        self.room = room
        self.phone = phone
        self.page = phone.page

    async def shows(self, view: RemoteView) -> None:
        self.room.link.show_remote(view)
        await expect(self.page.locator("h1")).to_have_text(view.next)

    async def is_switched_on(self, view: RemoteView) -> None:
        key = new_key()
        self.room.link.remote(key)
        self.room.link.show_remote(view)
        while (await self.page.goto(f"{self.room.origin}{PAGE}", wait_until="commit")).status != 200:  # type: ignore[union-attr]
            await asyncio.sleep(0.02)
        await self.page.goto("about:blank")
        await self.page.goto(f"{self.room.origin}{PAGE}#{key}", wait_until="commit")
        await expect(self.page.locator("h1")).to_have_text(view.next)

    async def pressed(self) -> RemoteVerb:
        """The next key that the phone presses."""
        found: list[RemoteDid] = []

        def came() -> bool:
            found.extend(event for event in self.room.link.poll_remote() if isinstance(event, RemoteDid))
            return bool(found)

        await self.room.until(came)
        return found[0].verb


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with a_room() as running:
        yield running


@asynccontextmanager
async def a_desk(stage: Stage, room: Room, view: RemoteView = VOTE, **settings: Any) -> AsyncIterator[Desk]:
    async with a_handset(stage.browser, SMALL, **settings) as phone:
        desk = Desk(room, phone)
        await desk.is_switched_on(view)
        yield desk
        room.link.remote(None)


async def leading(desk: Desk) -> None:
    await expect(desk.page.get_by_role("button")).to_have_count(len(VOTE.keys))


async def thinking(desk: Desk) -> None:
    await desk.shows(THINK)


async def told_why_not(desk: Desk) -> None:
    await desk.shows(REFUSED)
    await expect(desk.page.locator("#says")).to_be_visible()


async def at_computer(desk: Desk) -> None:
    await desk.shows(AT_COMPUTER)


async def lost(desk: Desk) -> None:
    desk.phone.air.breaks()
    desk.phone.air.falls_silent()
    await expect(desk.page.locator("#link-words")).to_have_text("not connected")


async def switched_off(desk: Desk) -> None:
    desk.room.link.remote(None)
    await expect(desk.page.locator("h1")).to_have_text("The remote is switched off. You can close this page.")


async def without_its_key(desk: Desk) -> None:
    await desk.page.evaluate("sessionStorage.clear()")
    await desk.page.reload(wait_until="commit")
    await expect(desk.page.locator("h1")).to_contain_text("Scan the code")


STATES: tuple[Callable[[Desk], Awaitable[None]], ...] = (
    leading, thinking, told_why_not, at_computer, lost, switched_off, without_its_key,
)  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=[state.__name__.replace("_", " ") for state in STATES])
def test_in_no_state_is_there_a_fault_or_anything_cut_off(state: Any, stage: Stage, room: Room) -> None:
    """By day and by night, at 320 pixels, with forced colours, and at twice the size of text."""

    async def go() -> None:
        async with a_desk(stage, room) as desk:
            await state(desk)
            page = desk.page
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)
                assert await faults(page) == []
            await page.emulate_media(color_scheme="light", forced_colors="active")
            assert await faults(page) == []
            await page.emulate_media(forced_colors="none")
            assert await page.evaluate(TOO_SMALL) == await page.evaluate(TOO_WIDE) == []
            await page.evaluate(TWICE)
            assert await page.evaluate(TOO_WIDE) == []
            assert await page.locator("h1").count() == 1
            assert (await page.locator("h1").text_content() or "") in await page.title()

    stage.run(go())


def test_each_key_is_a_button_with_words_that_a_keyboard_alone_presses(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_desk(stage, room) as desk:
            keys = desk.page.keyboard
            for verb, label in VOTE.keys:
                await keys.press("Tab")
                await expect(desk.page.get_by_role("button", name=label, exact=True)).to_be_focused()
                await expect(desk.page.locator("button:focus")).to_have_attribute("aria-disabled", "false")
                assert await desk.page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "4px"
                await keys.press("Space" if verb is RemoteVerb.NEXT else "Enter")
                assert await desk.pressed() is verb
                room.link.show_remote(VOTE)

    stage.run(go())


def test_the_focus_stays_on_a_key_that_does_something_else_in_the_next_step(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_desk(stage, room) as desk:
            await desk.page.get_by_role("button", name="Close the vote").focus()
            await desk.shows(THINK)
            await expect(desk.page.get_by_role("button", name="Open the vote")).to_be_focused()
            await desk.shows(AT_COMPUTER)
            await expect(desk.page.locator("h1")).to_be_focused()

    stage.run(go())


def test_each_step_is_heard_once_and_the_count_now_and_then(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_desk(stage, room, THINK) as desk:
            await desk.page.wait_for_timeout(1_200)
            await desk.page.evaluate(LISTEN)
            await desk.shows(VOTE)
            for voted in range(4, 20):
                desk.room.link.show_remote(replace(VOTE, voted=voted))
                await asyncio.sleep(0.1)
            told = await desk.page.evaluate("told")
            assert told[0] == VOTE.next and told.count(VOTE.next) == 1
            await expect(desk.page.locator("#said")).to_have_text("19 of 24 voted.", timeout=8_000)
            told = await desk.page.evaluate("told")
            assert len(told) <= 3, "not each vote"

    stage.run(go())


def test_nothing_moves_under_a_thumb_when_a_press_did_nothing(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_desk(stage, room) as desk:
            places = "[...document.querySelectorAll('button')].map(each => each.getBoundingClientRect().top)"
            before = await desk.page.evaluate(places)
            await told_why_not(desk)
            assert await desk.page.evaluate(places) == before

    stage.run(go())


def test_the_notes_can_be_read_under_a_heading_of_their_own(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_desk(stage, room) as desk:
            notes = desk.page.get_by_role("region", name="Notes")
            await expect(notes.get_by_role("heading", name="Notes", level=2)).to_be_visible()
            assert await notes.locator("p").all_inner_texts() == [" ".join(each).strip() for each in VOTE.notes]

    stage.run(go())


def test_without_scripts_it_says_to_use_the_keys_of_the_computer(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_desk(stage, room) as desk, a_handset(stage.browser, java_script_enabled=False) as phone:
            await phone.page.goto(f"{desk.room.origin}{PAGE}")
            assert "Use the keys of the computer." in await phone.page.inner_text("noscript")

    stage.run(go())
