"""Laws of a play: any story, any choices."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.core.expression import Comparator, FactIs
from game.core.playthrough import (
    NotOffered,
    Playthrough,
    before,
    begin,
    choice_ids,
    choose,
    has_ended,
    history,
    in_shown_order,
    offers,
    replay,
    replay_as_far_as_possible,
    spoken,
)
from game.core.scenario import Line, Scenario
from tests.core.stories import picks, stories
from tests.laws import law
from tests.sample import SAMPLE


def walk(scenario: Scenario, picked: list[int]) -> list[Playthrough]:
    """Every moment of a play that takes these picks of what is open, as far as it goes."""
    moments = [begin(scenario)]
    for pick in picked:
        open_now = [offer.choice.id for offer in offers(moments[-1]) if offer.is_open]
        if not open_now:
            break
        moments.append(choose(moments[-1], open_now[pick % len(open_now)]))
    return moments


@law(stories(), picks)
def test_a_choice_leaves_the_earlier_moment_as_it_was(scenario: Scenario, picked: list[int]) -> None:
    for play in walk(scenario, picked):
        state, shown = play.state, offers(play)
        for offer in shown:
            if offer.is_open:
                choose(play, offer.choice.id)
        assert (play.state, offers(play)) == (state, shown)


@law(stories(), picks)
def test_the_same_choices_lead_to_the_same_moment(scenario: Scenario, picked: list[int]) -> None:
    last = walk(scenario, picked)[-1]

    assert replay(scenario, choice_ids(last)).state == last.state


@law(stories(), picks)
def test_undo_is_the_moment_before(scenario: Scenario, picked: list[int]) -> None:
    moments = walk(scenario, picked)

    for earlier, later in pairwise(moments):
        assert later.previous is earlier
        assert history(later) == (*history(earlier), later.step)


@law(stories(), picks)
def test_what_is_not_open_is_refused_and_changes_nothing(scenario: Scenario, picked: list[int]) -> None:
    play = walk(scenario, picked)[-1]
    state = play.state
    open_now = {offer.choice.id for offer in offers(play) if offer.is_open}

    for choice in {*scenario.tracked_choices, "no-such-choice"} - open_now:
        with pytest.raises(NotOffered):
            choose(play, choice)
    assert play.state is state


@law(stories(forward=True), picks)
def test_a_play_that_has_ended_offers_nothing_more(scenario: Scenario, picked: list[int]) -> None:
    play = walk(scenario, [*picked, *range(10)])[-1]

    if has_ended(play):
        assert offers(play) == ()


@law(stories(), picks)
def test_numbers_stay_within_their_range(scenario: Scenario, picked: list[int]) -> None:
    for play in walk(scenario, picked):
        for fact, value in zip(scenario.facts, play.state.facts, strict=True):
            assert value in fact.values


@law(stories(), picks)
def test_a_repair_closes_every_open_entry_of_its_flag(scenario: Scenario, picked: list[int]) -> None:
    for play in walk(scenario, picked):
        if play.step is None:
            continue
        done_now = {(entry.flag, entry.source) for entry in play.state.ledger if entry.source == play.step.choice.id}
        for entry in play.state.ledger:
            if entry.flag in play.step.choice.repairs and (entry.flag, entry.source) not in done_now:
                assert entry.repaired_by


def test_replay_stops_at_the_first_choice_that_cannot_be_made() -> None:
    play, made = replay_as_far_as_possible(SAMPLE, ["ask", "no-such-choice", "wait"])

    assert made == 1
    assert choice_ids(play) == ("ask",)


def test_going_back_to_a_decision_finds_its_first_moment() -> None:
    play = replay(SAMPLE, ["ask"])
    found = before(play, "call")

    assert found is not None and found.step is None
    assert before(play, "nowhere") is None


def test_the_order_on_screen_depends_on_the_seed_alone() -> None:
    shown = offers(begin(SAMPLE))
    orders = {tuple(offer.choice.id for offer in in_shown_order(shown, seed, "call", False)) for seed in range(40)}

    assert len(orders) > 1
    assert in_shown_order(shown, 7, "call", False) == in_shown_order(shown[::-1], 7, "call", False)
    assert in_shown_order(shown, 7, "call", True) == shown


def test_the_order_on_screen_is_the_recorded_one() -> None:
    shown = offers(begin(SAMPLE))

    assert [offer.choice.id for offer in in_shown_order(shown, 1, "call", False)] == ["wait", "ask", "interrupt"]


def test_a_line_with_a_condition_is_read_only_while_it_holds() -> None:
    low = Line("Low.", when=FactIs(1, "trust", Comparator.AT_MOST, 1))
    high = Line("High.", when=FactIs(1, "trust", Comparator.AT_LEAST, 2))
    state = begin(SAMPLE).state

    assert spoken((low, high, Line("Always.")), state) == (low, Line("Always."))
