"""Many runs by chance: they add up, they can be made again, and they find what nobody would ever meet."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

from game import assets
from game.core.playthrough import replay
from game.core.scoring import profile
from game.library import Library
from tests.bench.commands import said
from tests.sample import KITCHEN, SAMPLE, changed, when
from tools import reading_time
from tools.lengths import lengths
from tools.playtest import Prefer, playtest, spread
from tools.playtest_tables import text_of

LIBRARY = Library(assets.scenarios_folder(), assets.assets_folder(), None)
FOUND = playtest(SAMPLE, 500, seed=1)


def never_open():
    """The small story with a choice that needs what never is so."""
    first, *rest = KITCHEN.exit.choices
    closed = replace(first, when=when("trust is 0"), locked="")
    return changed(kitchen=replace(KITCHEN, exit=replace(KITCHEN.exit, choices=(closed, *rest))))


def test_every_run_ends_somewhere():
    assert sum(one.runs for one in FOUND.endings) == FOUND.runs == 500
    assert FOUND.unended == 0


def test_every_run_makes_one_choice_of_its_first_decision():
    assert sum(one.made for one in FOUND.used if one.scene == "call") == 500
    assert {one.offered for one in FOUND.used if one.scene == "call"} == {500}


def test_choices_stand_with_the_least_used_first():
    made = [one.made for one in FOUND.used]

    assert made == sorted(made)


def test_a_choice_that_is_never_open_is_named():
    found = playtest(never_open(), 500, seed=1)

    assert [one.choice for one in found.never_offered] == ["own-up"]
    assert "Never offered: own-up (kitchen)" in text_of(found)
    assert "Every choice was offered." in text_of(FOUND)


def test_the_same_seed_gives_the_same_runs():
    assert playtest(SAMPLE, 200, seed=7) == playtest(SAMPLE, 200, seed=7)
    assert playtest(SAMPLE, 200, seed=7) != playtest(SAMPLE, 200, seed=8)


def test_a_seed_gives_the_same_runs_on_every_machine():
    assert {one.scene: one.runs for one in playtest(SAMPLE, 100, seed=0).endings} == {"better": 52, "later": 48}


@pytest.mark.parametrize("prefer", [Prefer.DEFENSIBLE, Prefer.WEAK])
def test_chance_can_lean_towards_one_kind_of_choice(prefer):
    plain = {one.choice: one.made for one in playtest(SAMPLE, 500, seed=1).used}
    leaning = {one.choice: one.made for one in playtest(SAMPLE, 500, seed=1, prefer=prefer).used}

    is_more = leaning["leave"] > plain["leave"]  # the one choice of the corridor that cannot be defended
    assert is_more is (prefer is Prefer.WEAK)


@pytest.mark.parametrize("path", LIBRARY.files(), ids=lambda path: path.stem)
def test_no_run_is_shorter_or_longer_than_the_story_allows(path):
    scenario = LIBRARY.reading(path)[1].scenario
    found, bounds = playtest(scenario, 300, seed=1), lengths(scenario)

    for seen, possible in (
        (found.decisions, bounds.decisions),
        (found.words, bounds.words),
        (found.minutes, bounds.minutes),
    ):
        assert possible.least - 1e-6 <= seen.least <= seen.most <= possible.most + 1e-6


def test_a_run_is_as_long_as_its_words_and_its_pauses():
    play = replay(SAMPLE, ("interrupt", "own-up", "rota"))
    pauses = 3 * 40 + 2 * 30  # three decisions; one of them and the ending have a question

    assert reading_time.minutes(play) == pytest.approx(reading_time.words(play) / 180 + pauses / 60)


def test_what_comes_through_is_what_a_player_would_be_told():
    only = replay(SAMPLE, ("interrupt", "own-up", "rota"))
    told = {share.dimension: share.wording for share in profile(only).shares}

    for one in FOUND.dimensions:
        assert sum(one.said.values()) == FOUND.runs
        assert one.said[told[one.dimension]] > 0


def test_harm_that_is_still_open_is_part_of_all_harm():
    assert 0 < FOUND.open_harm < FOUND.harmed < FOUND.runs


def test_a_story_that_goes_round_for_ever_is_stopped_and_counted():
    cup = replace(KITCHEN.exit.choices[2], once=False)
    round_ = replace(KITCHEN.exit, choices=(replace(cup, id="one-more"), cup))
    found = playtest(changed(kitchen=replace(KITCHEN, exit=round_)), 3, seed=1, prefer=Prefer.NOTHING)

    assert found.unended + sum(one.runs for one in found.endings) == 3
    assert found.unended > 0


def test_a_quartile_is_a_number_that_came():
    found = spread(Counter({1.0: 1, 2.0: 1, 3.0: 1, 10.0: 1}))

    assert (found.least, found.lower, found.middle, found.upper, found.most) == (1, 1, 2, 3, 10)


def test_the_tables_can_be_read_by_other_programs(capsys):
    code, out, _ = said(capsys, "playtest", "half-a-second-behind", "--runs", "50", "--format", "json")
    told = json.loads(out)

    assert code == 0
    assert sum(one["runs"] for one in told["endings"]) == 50
    assert told["never_offered"] == []


def test_no_runs_are_no_playtest(capsys):
    assert said(capsys, "playtest", "half-a-second-behind", "--runs", "0")[0] == 2
