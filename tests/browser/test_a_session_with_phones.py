"""A whole session as a room has it: the wall on a projector, a facilitator at the keys, eight phones that vote."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.browser.conftest import Stage
from tests.browser.handset import INTERRUPTIONS, Handset, handsets
from tests.browser.projector import Leader, a_leader

COUNT = 8
FEWER = 6
MOST_STEPS = 250
PICTURES = os.environ.get("PICTURES")  # a folder to look at what it looked like
NEEDED = ("Xvfb", "xdotool")


@pytest.fixture
def leader(tmp_path: Path):
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        why = f"a wall needs {' and '.join(missing)} (Debian and Ubuntu: apt-get install xvfb xdotool)"
        if os.environ.get("UPSTANDER_REQUIRE_WINDOW"):
            pytest.fail(why)
        pytest.skip(why)
    with a_leader(tmp_path) as made:
        yield made


class Session:
    """One session, told by what its phones show."""

    def __init__(self, leader: Leader, phones: list[Handset], chance: random.Random) -> None:
        self.leader = leader
        self.origin = self.room = ""
        self.phones = phones
        self.late: list[Handset] = []  # whose owners come after the first decision
        self.chance = chance
        self.votes = self.deaths = 0
        self.dies_in_votes = False
        self.is_restless = False
        self.happened: Counter[str] = Counter()
        self.chosen: list[Counter[str]] = []  # of the votes on the present decision

    async def opens(self) -> None:
        await self.leader.presses("space")
        link = await self.leader.address_on_the_wall()
        self.origin, self.room = link.split("/#")
        for phone in self.phones:
            await phone.scans(self.origin, self.room)
        await self.all_show("wait")

    async def late_ones_come(self) -> None:
        for phone in self.late:
            await phone.scans(self.origin, self.room)
        self.phones += self.late
        self.late = []
        await self.all_show(await self.state())

    async def all_show(self, state: str) -> None:
        await asyncio.gather(*(phone.until(lambda shown: shown["state"] == state) for phone in self.phones))

    async def state(self) -> str:
        return str((await self.phones[0].shown())["state"])

    async def plays_on(self) -> str:
        """The next step, whatever it is; the state that phones were in before it."""
        if self.late and self.votes and not self.chosen:
            await self.late_ones_come()
        state = await self.state()
        match state:
            case "vote":
                await self.everybody_votes()
                await self.leader.presses("space")
                await self.all_show("closed")
            case "reveal":
                await self.all_show("reveal")
                await self.counts_are_right()
                await self.goes_on_from_reveal()
                self.chosen.clear()
            case "end":
                pass
            case "wait":
                await self.leader.presses("space", "Return")  # Enter says that the session is to be finished
                await asyncio.sleep(0.15)
            case "think" if self.is_restless:
                await self.goes_on_while_some_are_away()
            case _:
                await self.leader.presses("space")
                await asyncio.sleep(0.15)
        return state

    async def everybody_votes(self) -> None:
        await self.all_show("vote")
        options = await self.phones[0].options()
        chosen = self.chance.choices(options, range(len(options), 0, -1), k=len(self.phones))
        half = len(chosen) // 2
        await self._vote(self.phones[:half], chosen[:half])
        if self.dies_in_votes and self.chance.random() < 0.5:
            await self.dies_and_is_started_again("vote")
        await self._vote(self.phones[half:], chosen[half:])
        if self.is_restless:
            own = dict(zip(self.phones, chosen, strict=True))
            away = await self.some_go_away()
            await self.they_come_back(away)
            await asyncio.gather(*(phone.has_chosen(own[phone]) for phone in away))
        self.chosen.append(Counter(chosen))
        self.votes += 1

    async def some_go_away(self) -> dict[Handset, str]:
        away = dict(zip(self.chance.sample(self.phones, 2), self.chance.sample(list(INTERRUPTIONS), 2), strict=True))
        for phone, kind in away.items():
            await INTERRUPTIONS[kind][0](phone)
        self.happened.update(away.values())
        return away

    async def they_come_back(self, away: dict[Handset, str]) -> None:
        for phone, kind in away.items():
            await INTERRUPTIONS[kind][1](phone)
        await asyncio.gather(*(phone.until(lambda shown: shown["link"] == "connected") for phone in away))

    async def goes_on_while_some_are_away(self) -> None:
        away = await self.some_go_away()
        await self.leader.presses("space")
        for phone in self.phones:
            if phone not in away:
                await phone.until(lambda shown: shown["state"] == "vote")
        await self.they_come_back(away)

    async def _vote(self, phones: list[Handset], chosen: list[str]) -> None:
        for phone, option in zip(phones, chosen, strict=True):
            await phone.votes(option)
        await asyncio.gather(*(phone.has_chosen(option) for phone, option in zip(phones, chosen, strict=True)))

    async def dies_and_is_started_again(self, state: str) -> None:
        """The whole program is gone at once, and somebody starts it again as before."""
        self.leader.is_killed()
        await asyncio.to_thread(self.leader.starts_again)
        self.deaths += 1
        await asyncio.gather(*(phone.until(lambda shown: shown["link"] == "connected") for phone in self.phones))
        await self.all_show(state)

    async def counts_are_right(self) -> None:
        """What the room sees is what phones have voted, option by option and vote by vote."""
        page = self.phones[-1].page
        shown = await page.evaluate("view.revealed.map(round => round.bars.map(bar => [bar.do, bar.count]))")
        ids = dict(await page.evaluate("view.options.map(option => [option.do, option.id])"))
        for counted, bars in zip(self.chosen[-len(shown) :], shown, strict=True):
            seen = {ids[do]: count for do, count in bars if count is not None}
            assert sum(counted.values()) == len(self.phones)
            if seen:  # with fewer than five who did not pass, only what leads is named
                assert seen == {option: counted[option] for option in seen}
                assert sum(seen.values()) + counted["pass"] == len(self.phones)

    async def goes_on_from_reveal(self) -> None:
        """With what leads; in a tie, or where something else leads, with the first that the story has a road for."""
        await self.leader.presses("space")
        await self.leader.presses("Return")
        await asyncio.sleep(0.4)
        if await self.state() == "reveal":
            for letter in "abcd":
                await self.leader.presses(letter, "Return")
                await asyncio.sleep(0.4)
                if await self.state() != "reveal":
                    break

    async def keeps(self, name: str) -> None:
        """A picture of the wall, of the notes and of a phone, where somebody asked for them."""
        if PICTURES:
            import pygame

            folder = Path(PICTURES)
            await asyncio.sleep(0.5)
            pygame.image.save(self.leader.wall(), str(folder / f"{name}-wall.png"))
            pygame.image.save(self.leader.own(), str(folder / f"{name}-facilitator.png"))
            await self.phones[0].page.screenshot(path=folder / f"{name}-phone.png")


SEEDS = 10 if os.environ.get("UPSTANDER_THOROUGH") else 1
DEATHS = 5  # in one session; fifty in all where it is to be thorough


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_session_goes_on_with_equal_counts_though_the_whole_program_is_killed_again_and_again(
    seed: int, stage: Stage, leader: Leader
) -> None:
    async def go() -> None:
        leader.starts("half-a-second-behind", "--votes", "phones")
        async with handsets(stage.browser, FEWER) as phones:
            session = Session(leader, phones, random.Random(seed))
            await session.opens()
            session.dies_in_votes = True
            for _ in range(MOST_STEPS):
                state = await session.plays_on()
                if state in ("think", "closed", "wait") and session.chance.random() < 0.15:
                    await session.dies_and_is_started_again(await session.state())
                if session.deaths >= DEATHS or state == "end":
                    break
            assert session.deaths >= DEATHS and session.votes

    stage.run(go())


@pytest.mark.slow
def test_phones_keep_their_seats_and_none_of_their_votes_when_a_new_session_is_begun_after_a_crash(
    stage: Stage, leader: Leader
) -> None:
    async def go() -> None:
        leader.starts("half-a-second-behind", "--votes", "phones")
        async with handsets(stage.browser, FEWER) as phones:
            session = Session(leader, phones, random.Random(3))
            await session.opens()
            while not session.votes:
                await session.plays_on()
            leader.is_killed()
            await asyncio.to_thread(leader.starts_again, "n")
            await asyncio.gather(*(phone.until(lambda shown: shown["link"] == "connected") for phone in phones))
            await session.all_show("wait")
            session.chosen.clear()
            while await session.state() != "vote":
                await session.plays_on()
            assert [await phone.page.evaluate("vote()") for phone in phones] == [None] * FEWER
            while await session.plays_on() != "reveal":
                pass

    stage.run(go())


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "minutes"), [("half-a-second-behind", "45"), ("ranked-forty-first", "60")])
def test_a_wall_and_eight_phones_play_to_the_end_though_phones_sleep_reload_come_late_and_lose_the_network(
    scenario: str, minutes: str, stage: Stage, leader: Leader
) -> None:
    async def go() -> None:
        leader.starts(scenario, "--votes", "both", "--headcount", str(COUNT), "--minutes", minutes)
        async with handsets(stage.browser, COUNT) as phones:
            session = Session(leader, phones[:-1], random.Random(7))
            session.late = phones[-1:]
            session.is_restless = True
            await session.opens()
            await session.keeps(f"{scenario}-join")
            seen: Counter[str] = Counter()
            for _ in range(MOST_STEPS):
                before = await session.state()
                if not seen[before]:
                    await session.keeps(f"{scenario}-{before}")
                seen[await session.plays_on()] += 1
                if before == "end":
                    break
            assert set(seen) >= {"wait", "think", "vote", "closed", "reveal", "end"}
            assert session.votes >= 4
            assert len(session.phones) == COUNT
            assert set(session.happened) == set(INTERRUPTIONS)

        assert leader.said == ""

    stage.run(go())
