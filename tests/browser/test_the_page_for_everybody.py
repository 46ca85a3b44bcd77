"""The voters' page is for everybody: small screens, large letters, a keyboard alone, a screen reader, no scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page, Route

from game.core.ballot import SOMETHING_ELSE
from game.session.room_views import OptionView, Shape
from tests.browser.conftest import Stage
from tests.browser.handset import SMALL, Handset, a_handset
from tests.browser.host import NUMBERS, Host, a_host
from tests.server.rooms import OPTIONS, Room, a_room, a_round, view

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TWICE = "document.documentElement.style.fontSize = '200%'"
# What stretches the page sideways, if anything does.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const all = [...document.querySelectorAll("body *")].filter(each => !each.closest(".unseen"));
  const wide = all.filter(each => {
    const { left, right } = each.getBoundingClientRect();
    return left < -0.5 || right > width + 0.5;
  }).map(each => each.outerHTML);
  return document.documentElement.scrollWidth > width ? ["the page", ...wide] : wide;
}"""
# What a thumb may miss: under 44 pixels either way.
TOO_SMALL = """() => [...document.querySelectorAll("button, input")].filter(each => each.offsetParent).filter(each => {
  const { width, height } = each.getBoundingClientRect();
  return width < 44 || height < 44;
}).map(each => each.outerHTML)"""
# Words that stand in so narrow a column that short ones are broken.
BROKEN = """() => [...document.querySelectorAll(".words")]
  .filter(each => each.offsetParent && each.clientWidth < 7 * parseFloat(getComputedStyle(each).fontSize))
  .map(each => each.textContent)"""
# All that a screen reader is told from now on, and where the focus goes.
LISTEN = """() => {
  window.told = [];
  window.moves = 0;
  new MutationObserver(() => window.told.push(document.getElementById("said").textContent))
    .observe(document.getElementById("said"), { childList: true, characterData: true, subtree: true });
  document.addEventListener("focusin", () => { window.moves += 1; });
}"""
# Where everything stands that a thumb may be on its way to.
PLACES = """() => [...document.querySelectorAll("button.option")]
  .map(each => Math.round(each.getBoundingClientRect().top + window.scrollY))"""
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


async def passed(phone: Handset, host: Host) -> None:
    await voting(phone, host)
    await phone.votes("pass")
    await phone.has_chosen("pass")


async def changed(phone: Handset, host: Host) -> None:
    await voted(phone, host)
    await phone.votes("ask")
    await phone.has_chosen("ask")


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
    at_door, at_door_with_wrong_code, before_a_locked_door, waiting, thinking, voting, voted, passed, changed, lost,
    closed, revealed, revealed_by_few, rehearsing, ended,
)  # fmt: skip


QUICK = (voted, lost, revealed)


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with a_room() as running:
        yield running


async def faults(page: Page) -> list[str]:
    """What a check for accessibility finds, or cannot tell."""
    await page.evaluate("window.scrollTo(0, document.body.scrollHeight)")  # where nothing lies over anything else
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
    """By day and by night, at 320 pixels, with forced colours, at twice the size of text, and at both."""

    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser, SMALL, reduced_motion="reduce") as phone:
            await state(phone, host)
            for scheme in ("light", "dark"):
                await phone.page.emulate_media(color_scheme=scheme)
                assert await faults(phone.page) == []
            assert await phone.page.evaluate(TOO_SMALL) == []
            await phone.page.emulate_media(color_scheme="light", forced_colors="active")
            assert await faults(phone.page) == []
            await phone.page.emulate_media(forced_colors="none")
            assert await phone.page.evaluate(TOO_WIDE) == []
            await phone.page.evaluate(TWICE)
            assert await phone.page.evaluate(BROKEN) == []
            assert await phone.page.evaluate(TOO_WIDE) == []
            assert await faults(phone.page) == []

    stage.run(go())


def test_a_keyboard_alone_joins_votes_and_changes_its_mind(stage: Stage, room: Room) -> None:
    """Arrows go from option to option and vote for none; Space and Enter vote."""

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
            await keys.press("ArrowDown")
            assert (await phone.shown())["chosen"] is None
            await keys.press("Space")
            await phone.has_chosen("break")
            await keys.press("ArrowDown")  # to the one that is not open, which says why
            assert "You have no pen." in await phone.page.inner_text("button:focus")
            await keys.press("Enter")
            await phone.has_chosen("break")
            for key in ("ArrowUp", "ArrowLeft"):
                await keys.press(key)
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
            await phone.page.keyboard.press("Tab")
            for width in ("4px", "6px"):
                for _ in range(5):
                    assert await phone.page.evaluate("document.activeElement.className.includes('option')")
                    assert await phone.page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == width
                    await phone.page.keyboard.press("ArrowDown")
                await phone.page.emulate_media(forced_colors="active")

    stage.run(go())


def test_a_screen_reader_finds_one_question_with_its_options(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            host.opens()
            await joins(phone, host)
            page = phone.page
            group = page.get_by_role("radiogroup", name=host.ask)
            await group.wait_for()
            assert await page.locator("h1").count() == 1
            assert await page.get_by_role("main").count() == await page.get_by_role("banner").count() == 1
            assert [await each.text_content() for each in await page.get_by_role("status").all()] != []
            assert await group.get_by_role("radio").count() == len(OPTIONS) + 1
            await group.get_by_role("radio", name="Option A: Ask Priya to go on.", checked=False).tap()
            await group.get_by_role("radio", name="Option A: Ask Priya to go on.", checked=True).wait_for()
            await phone.has_chosen("ask")
            assert await page.title() == f"{host.ask} · Upstander"

    stage.run(go())


def test_a_screen_reader_hears_each_step_once_and_that_a_vote_was_taken(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            host.waits()
            await joins(phone, host)
            await phone.page.evaluate(LISTEN)
            host.opens()
            await phone.until(lambda shown: shown["said"].startswith(host.ask))
            await phone.votes("break")
            await phone.has_chosen("break")
            first = host.ask
            await host.closes()
            await phone.until(lambda shown: shown["state"] == "closed")
            host.reveals()
            await phone.until(lambda shown: "A leads." in shown["said"])
            told = await phone.page.evaluate("told")
            assert [each.replace(first, "1").replace(host.ask, "3") for each in told if "closed" not in each] == [
                "1 Nobody sees who chose what. You can change it until voting closes.",
                "Your vote for B is in. You can change it until voting closes.",
                "3 This is how the room voted. A leads.",
            ]
            [closed] = [each for each in told if "closed" in each]
            assert "Your vote for B is in." in closed

    stage.run(go())


def test_the_focus_stays_when_a_vote_is_taken_and_when_the_connection_comes_back(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            host.opens()
            await joins(phone, host)
            await phone.page.wait_for_selector("button.option")
            await phone.page.focus('[data-option="break"]')
            await phone.page.evaluate(LISTEN)
            await phone.page.keyboard.press("Space")
            await phone.has_chosen("break")
            phone.air.breaks()
            phone.air.falls_silent()
            await phone.page.wait_for_selector("#lost:not([hidden])")
            phone.air.is_clear()
            await phone.is_at(host.ask, "break")
            assert await phone.page.evaluate("[document.activeElement.dataset.option, moves]") == ["break", 0]
            assert await phone.page.evaluate("told.filter(each => each.includes('is in')).length") == 1

    stage.run(go())


def test_a_heading_that_takes_the_focus_is_not_said_a_second_time(stage: Stage, room: Room) -> None:
    """The option that had the focus is gone when the vote is closed: whoever reads on from there reads the heading."""

    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            await voted(phone, host)
            await phone.page.focus('[data-option="break"]')
            await host.closes()
            await phone.page.wait_for_selector("h1:focus")
            said = (await phone.shown())["said"]
            assert said.startswith("Your vote for B is in.") and host.ask not in said

    stage.run(go())


@pytest.mark.parametrize("size", [{"width": 320, "height": 568}, {"width": 390, "height": 844}], ids=["small", "large"])
def test_nothing_moves_under_a_thumb_while_a_vote_is_sent_taken_changed_or_kept(
    size: dict[str, int], stage: Stage, room: Room
) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser, size) as phone:
            await voting(phone, host)
            places = await phone.page.evaluate(PLACES)
            for option in ("ask", SOMETHING_ELSE, "pass"):
                await phone.votes(option)
                assert await phone.page.evaluate(PLACES) == places
                await phone.has_chosen(option)
                assert await phone.page.evaluate(PLACES) == places
            phone.air.breaks()
            phone.air.falls_silent()
            await phone.page.wait_for_selector("#lost:not([hidden])")
            assert await phone.page.evaluate(PLACES) == places

    stage.run(go())


def test_where_few_voted_only_what_leads_is_named_as_on_the_wall(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            await revealed_by_few(phone, host)
            assert await phone.page.locator(".result .do").all_inner_texts() == ["Ask for a break."]
            assert await phone.page.locator(".bar, .figure").count() == 0

    stage.run(go())


def test_two_votes_are_told_together_option_by_option_in_words(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser) as phone:
            await revealed(phone, host)
            first = phone.page.get_by_role("listitem").first
            told = " ".join((await first.text_content() or "").split())
            assert "Option A: Ask Priya to go on. leads" in told
            assert "Before talking: 731 votes · 51%After talking: 731 votes · 51%" in told

    stage.run(go())


def in_other_words(page: str) -> str:
    """The page in a language that is written from right to left, with words twice as long as English ones."""
    head, rest = page.split('<script type="application/json" id="words">')
    table, foot = rest.split("</script>", 1)
    words = json.loads(table)

    def longer(said: Any) -> Any:
        if isinstance(said, dict):
            return {form: longer(each) for form, each in said.items()}
        return re.sub(r"[A-Za-z]+(?![^{]*\})", lambda found: "שלום" * max(1, len(found[0]) // 2), said)

    made = {**{name: longer(said) for name, said in words.items()}, "lang": "he", "dir": "rtl"}
    told = json.dumps(made, ensure_ascii=False)
    return f'{head}<script type="application/json" id="words">{told}</script>{foot}'


def test_in_a_long_language_from_right_to_left_nothing_is_cut_off_either(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_host(room) as host, a_handset(stage.browser, SMALL) as phone:

            async def translated(route: Route) -> None:
                answer = await route.fetch()
                await route.fulfill(response=answer, body=in_other_words(await answer.text()))

            page = phone.page
            await page.route(lambda address: urlsplit(address).path == "/", translated)
            host.ballot = next(NUMBERS)
            shows(host, "vote", ballot=host.ballot, options=LONG)
            await phone.scans(room.origin, room.keys.room)
            await page.wait_for_selector("button.option")
            await phone.votes("break")
            await page.wait_for_selector(".mine .state:not(:empty)")
            await fits(page)
            await host.closes()
            shows(host, "reveal", revealed=(a_round(), replace(a_round(), round=2)))
            await page.wait_for_selector(".result")
            await fits(page)

    async def fits(page: Page) -> None:
        root = "[document.documentElement.lang, document.documentElement.dir, document.querySelector('.do').lang]"
        assert await page.evaluate(root) == ["he", "rtl", "en"], "the story keeps its language"
        letter, words = [await page.locator(each).first.bounding_box() for each in (".letter", ".words")]
        assert letter and words and letter["x"] > words["x"]
        for size in ("100%", "200%"):
            await page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            assert await page.evaluate(TOO_WIDE) == []
            assert await faults(page) == []

    stage.run(go())


def test_without_scripts_the_page_says_to_raise_a_hand(stage: Stage, room: Room) -> None:
    async def go() -> None:
        async with a_handset(stage.browser, java_script_enabled=False) as phone:
            await phone.page.goto(room.origin)
            assert "scripts" in await phone.page.inner_text("main")
            assert "Raise your hand" in await phone.page.inner_text("noscript")

    stage.run(go())


def test_where_the_script_is_held_back_the_page_says_to_load_it_again_or_to_raise_a_hand(
    stage: Stage, room: Room
) -> None:
    async def go() -> None:
        async with a_handset(stage.browser) as phone:

            async def without_script(route: Route) -> None:
                answer = await route.fetch()
                page = re.sub(r"<script(?! type).*?</script>", "", await answer.text(), flags=re.DOTALL)
                await route.fulfill(response=answer, body=page)

            await phone.page.route(lambda address: urlsplit(address).path == "/", without_script)
            await phone.page.goto(room.origin)
            assert "load this page again. Or raise your hand" in await phone.page.inner_text("main")
            assert await faults(phone.page) == []

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
