"""The voters' page is for everybody: small screens, large letters, a keyboard alone, a screen reader, no scripts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from game.core.ballot import SOMETHING_ELSE
from game.session.room_views import OptionView, Shape
from tests.browser.conftest import Stage
from tests.browser.handset import SMALL, Handset, a_handset
from tests.browser.host import NUMBERS, Host, a_host
from tests.server.rooms import Room, a_room, a_round, view

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TWICE = "document.documentElement.style.fontSize = '200%'"
# What stretches the page sideways, if anything does.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const all = [...document.querySelectorAll("body *")].filter(each => !each.closest(".unseen"));
  const wide = all.filter(each => each.getBoundingClientRect().right > width + 0.5).map(each => each.outerHTML);
  return document.documentElement.scrollWidth > width ? ["the page", ...wide] : wide;
}"""
LONG = (
    OptionView("ask", "A", Shape.TRIANGLE, "Say that you would like to hear how Priya wanted to end, and then wait."),
    OptionView("break", "B", Shape.CIRCLE, "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen, please."),
    OptionView("note", "C", Shape.SQUARE, "Note it.", is_open=False, reason="You have no pen, and nobody lends one."),
    OptionView(SOMETHING_ELSE, "D", Shape.DIAMOND, "Something else"),
)
PROMISES = ("No names are asked for.", "Counts under five are never kept.")


async def joins(phone: Handset, host: Host) -> None:
    await phone.scans(host.room.origin, host.room.keys.room)
    await phone.until(lambda shown: shown["link"] == "connected")


async def at_door(phone: Handset, host: Host) -> None:
    await phone.page.goto(host.room.origin)
    await phone.page.wait_for_selector("#door:not([hidden])")


async def at_door_with_wrong_code(phone: Handset, host: Host) -> None:
    await phone.types_code(host.room.origin, "WRONG")
    await phone.page.wait_for_selector("#code-error:not(:empty)")


async def before_a_locked_door(phone: Handset, host: Host) -> None:
    host.room.link.lock(True)
    await phone.scans(host.room.origin, host.room.keys.room)
    await phone.page.wait_for_selector("#again:not([hidden])")
    host.room.link.lock(False)


async def waiting(phone: Handset, host: Host) -> None:
    host.waits()
    await joins(phone, host)


async def thinking(phone: Handset, host: Host) -> None:
    host.lets_think()
    await joins(phone, host)
    await phone.page.wait_for_selector("div.option")


async def voting(phone: Handset, host: Host) -> None:
    host.ballot = next(NUMBERS)
    shows(host, "vote", ballot=host.ballot, options=LONG, promises=PROMISES)
    await joins(phone, host)
    await phone.page.wait_for_selector("button.option")


async def voted(phone: Handset, host: Host) -> None:
    await voting(phone, host)
    await phone.votes("break")
    await phone.has_chosen("break")


async def lost(phone: Handset, host: Host) -> None:
    await voting(phone, host)
    phone.air.breaks()
    phone.air.falls_silent()
    await phone.votes("ask")
    await phone.page.wait_for_selector("#lost:not([hidden])")


async def closed(phone: Handset, host: Host) -> None:
    await voted(phone, host)
    await host.closes()
    await phone.page.wait_for_selector("div.option")


async def revealed(phone: Handset, host: Host) -> None:
    rounds = (a_round(), replace(a_round(), round=2, by_hands=True))
    shows(host, "reveal", revealed=rounds)
    await joins(phone, host)
    await phone.page.wait_for_selector(".result")


async def revealed_by_few(phone: Handset, host: Host) -> None:
    shows(host, "reveal", revealed=(a_round((1, 2, 0, 0), is_hidden=True),))
    await joins(phone, host)
    await phone.page.wait_for_selector(".result")


async def rehearsing(phone: Handset, host: Host) -> None:
    host.ballot = next(NUMBERS)
    shows(host, "vote", ballot=host.ballot, is_rehearsal=True)
    await joins(phone, host)
    await phone.page.wait_for_selector("#tag:not([hidden])")


async def ended(phone: Handset, host: Host) -> None:
    await voted(phone, host)
    host.ends()
    await phone.until(lambda shown: shown["ask"].startswith("Thank you"))


def shows(host: Host, state: str, **changes: Any) -> None:
    host.step += 1
    host.room.link.show(view(state, host.step, ask=host.ask, **changes))


STATES: tuple[Callable[[Handset, Host], Awaitable[None]], ...] = (
    at_door, at_door_with_wrong_code, before_a_locked_door, waiting, thinking, voting, voted, lost, closed, revealed,
    revealed_by_few, rehearsing, ended,
)  # fmt: skip


QUICK = (voted, lost, revealed)


@pytest.fixture(scope="module")
def room():
    with a_room() as running:
        yield running


async def faults(page: Page) -> list[str]:
    """What a check for accessibility finds, or cannot tell."""
    found = (await Axe().run(page, options=RULES)).response
    return [
        f"{rule['id']}: {node['html']} ({node.get('failureSummary', '')})"
        for rule in [*found["violations"], *found["incomplete"]]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(state, marks=() if state in QUICK else pytest.mark.slow, id=state.__name__.replace("_", " "))
        for state in STATES
    ],
)
def test_in_no_state_is_there_a_fault_or_anything_cut_off(state: Any, stage: Stage, room: Room) -> None:
    """By day and by night, at 320 pixels, at twice the size of text, and at both."""

    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser, SMALL, reduced_motion="reduce") as phone:
            await state(phone, host)
            for scheme in ("light", "dark"):
                await phone.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                assert await faults(phone.page) == []
            assert await phone.page.evaluate(TOO_WIDE) == []
            await phone.page.evaluate(TWICE)
            assert await phone.page.evaluate(TOO_WIDE) == []
            assert await faults(phone.page) == []

    stage.run(go())


def test_a_keyboard_alone_joins_votes_and_changes_its_mind(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            host.opens()
            await phone.page.goto(room.origin)
            await phone.page.wait_for_selector("#code:focus")
            keys = phone.page.keyboard
            await keys.type(room.keys.code.lower())
            await keys.press("Enter")
            await phone.is_at(host.ask)
            await keys.press("Tab")
            await keys.press("Tab")
            await keys.press("Space")
            await phone.has_chosen("break")
            await keys.press("Shift+Tab")
            await keys.press("Enter")
            await phone.has_chosen("ask")
            assert (await host.closes()) == {"ask": 1}

    stage.run(go())


def test_what_has_the_focus_can_be_seen(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            host.opens()
            await joins(phone, host)
            await phone.page.wait_for_selector("button.option")
            for _ in range(4):
                await phone.page.keyboard.press("Tab")
                outline = "getComputedStyle(document.activeElement).outlineWidth"
                assert await phone.page.evaluate("document.activeElement.className.includes('option')")
                assert await phone.page.evaluate(outline) == "4px"

    stage.run(go())


def test_a_screen_reader_hears_each_step_and_that_a_vote_was_taken(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            host.waits()
            await joins(phone, host)
            host.opens()
            await phone.until(lambda shown: shown["said"].startswith(host.ask))
            button = phone.page.get_by_role("button", name="Option B: Ask for a break.", pressed=False)
            await button.tap()
            await phone.page.get_by_role("button", name="Option B: Ask for a break.", pressed=True).wait_for()
            await phone.has_chosen("break")
            await host.closes()
            await phone.until(lambda shown: shown["said"].startswith(host.ask))
            assert "You chose B." in (await phone.shown())["said"]

    stage.run(go())


def test_without_scripts_the_page_says_to_raise_a_hand(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_handset(stage.browser, java_script_enabled=False) as phone:
            await phone.page.goto(room.origin)
            assert "scripts" in await phone.page.inner_text("main")
            assert "Raise your hand" in await phone.page.inner_text("noscript")

    stage.run(go())


def test_nothing_is_asked_of_any_other_computer(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            asked: list[str] = []
            phone.page.on("request", lambda request: asked.append(request.url))
            host.opens()
            await joins(phone, host)
            await phone.is_at(host.ask)
            assert asked and {url.split("/")[2] for url in asked} == {f"127.0.0.1:{room.port}"}

    stage.run(go())
