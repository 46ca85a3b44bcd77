"""What a run is worth, in words: thresholds, the ledger's rule, first visits, contested moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.assets import assets_folder, scenarios_folder
from game.core.playthrough import history, replay
from game.core.scenario import (
    Branch,
    Choice,
    Decision,
    Dimension,
    Harm,
    HarmFlag,
    Method,
    Scenario,
    is_defensible,
    mean_rating,
)
from game.core.scoring import Share, Wording, alternatives, first_visits, profile, wording
from game.library import Library
from tests.core.stories import picks, stories
from tests.core.test_playthrough import walk
from tests.laws import law
from tests.sample import SAMPLE, when


@pytest.mark.parametrize(
    ("earned", "available", "said"),
    [
        (4, 4, Wording.NOT_ENOUGH),
        (0, 0, Wording.NOT_ENOUGH),
        (4, 5, Wording.CLEARLY),
        (79, 100, Wording.THROUGH),
        (80, 100, Wording.CLEARLY),
        (11, 20, Wording.THROUGH),
        (54, 100, Wording.IN_PLACES),
        (3, 10, Wording.IN_PLACES),
        (29, 100, Wording.ANOTHER_WAY),
        (0, 5, Wording.ANOTHER_WAY),
    ],
)
def test_a_share_is_said_in_the_words_of_its_step(earned: int, available: int, said: Wording) -> None:
    assert wording(earned, available) is said


def decision(*choices: Choice, **more: object) -> Decision:
    return Decision(ask="What do you do?", choices=choices, **more)  # type: ignore[arg-type]


def choice(name: str, notice: int, centre: int, method: Method = Method.DIRECT, **more: object) -> Choice:
    return Choice(
        id=name,
        do="Do it.",
        summary="You did it.",
        method=method,
        ratings={Dimension.NOTICE: notice, Dimension.CENTRE: centre},
        consequence=(),
        commentary="",
        next=(Branch("next"),),
        **more,  # type: ignore[arg-type]
    )


def test_a_move_can_be_defended_when_it_is_near_the_best_and_does_no_harm() -> None:
    best, near, far = choice("best", 3, 3), choice("near", 2, 3), choice("far", 2, 2)
    harmful = choice("harmful", 3, 3, harm=Harm((HarmFlag.EXPOSES,), "It came out."))
    one = decision(best, near, far, harmful)

    assert [is_defensible(one, each) for each in one.choices] == [True, True, False, False]


def test_a_weak_move_cannot_be_defended_even_where_all_are_weak() -> None:
    one = decision(choice("a", 1, 2), choice("b", 1, 1))

    assert not any(is_defensible(one, each) for each in one.choices)


def share(scenario: Scenario, path: list[str], dimension: Dimension) -> Share:
    [found] = [each for each in profile(replay(scenario, path)).shares if each.dimension is dimension]
    return found


def a_story_with(first: Decision, second: Decision) -> Scenario:
    """Two decisions, then an ending of the sample story."""
    scenes = {
        "one": replace(SAMPLE.scenes["call"], id="one", exit=first),
        "next": replace(SAMPLE.scenes["corridor"], id="next", exit=second),
        "better": SAMPLE.scenes["better"],
    }
    return replace(SAMPLE, start="one", scenes=scenes, tracked_choices=frozenset(), tracked_scenes=frozenset())


def ends(one: Choice) -> Choice:
    return replace(one, next=(Branch("better"),))


def test_open_harm_keeps_centre_from_reading_as_good() -> None:
    harmful = choice("harmful", 3, 3, harm=Harm((HarmFlag.EXPOSES,), "It came out."))
    mend = ends(choice("mend", 3, 3, repairs=(HarmFlag.EXPOSES,)))
    leave = ends(choice("leave", 3, 3))
    story = a_story_with(decision(harmful, choice("other", 1, 1)), decision(mend, leave))

    assert share(story, ["harmful", "leave"], Dimension.CENTRE).wording is Wording.IN_PLACES
    assert share(story, ["harmful", "mend"], Dimension.CENTRE).wording is Wording.CLEARLY
    assert share(story, ["harmful", "leave"], Dimension.NOTICE).wording is Wording.CLEARLY


def test_a_repaired_harm_stays_in_the_ledger() -> None:
    harmful = choice("harmful", 3, 3, harm=Harm((HarmFlag.EXPOSES,), "It came out."))
    mend = ends(choice("mend", 3, 3, repairs=(HarmFlag.EXPOSES,)))
    story = a_story_with(decision(harmful, choice("other", 1, 1)), decision(mend, ends(choice("leave", 1, 1))))

    [entry] = profile(replay(story, ["harmful", "mend"])).ledger
    assert (entry.says, entry.repaired_by) == ("It came out.", "mend")


def test_where_reviewers_disagree_each_contested_move_counts_in_full() -> None:
    a, b, c = choice("a", 3, 3), choice("b", 1, 1), choice("c", 0, 0)
    last = decision(ends(choice("x", 3, 3)), ends(choice("y", 3, 3)))
    story = a_story_with(decision(a, b, c, contested=("a", "b")), last)

    assert share(story, ["b", "x"], Dimension.NOTICE).earned == 6
    assert share(story, ["c", "x"], Dimension.NOTICE).earned == 3


def test_what_could_be_earned_is_only_what_was_open() -> None:
    closed = choice("closed", 3, 3, when=when("credit is restored"))
    story = a_story_with(
        decision(closed, choice("a", 2, 2), choice("b", 1, 1)),
        decision(ends(choice("x", 3, 3)), ends(choice("y", 0, 0))),
    )

    assert share(story, ["a", "x"], Dimension.NOTICE).available == 5


@law(stories(), picks)
def test_only_the_first_visit_of_a_decision_counts(scenario: Scenario, picked: list[int]) -> None:
    play = walk(scenario, picked)[-1]
    counted = first_visits(history(play))

    assert len({step.scene for step in counted}) == len(counted)
    best = 0
    for step in counted:
        best += max(each.ratings[Dimension.NOTICE] for each in step.open_choices)
    [notice] = [each for each in profile(play).shares if each.dimension is Dimension.NOTICE]
    assert notice.available == best
    assert 0 <= notice.earned <= notice.available


@law(stories(), picks)
def test_a_method_is_either_used_or_still_open(scenario: Scenario, picked: list[int]) -> None:
    play = walk(scenario, picked)[-1]
    found = profile(play)

    assert not set(found.methods_used) & set(found.methods_open)
    assert {step.choice.method for step in history(play)} - {Method.NONE} == set(found.methods_used)
    assert Method.NONE not in (*found.methods_used, *found.methods_open)


def test_a_method_used_when_a_moment_came_again_is_not_told_as_unused() -> None:
    again = replace(choice("again", 2, 2, Method.DIRECT), next=(Branch("one"),))
    first = decision(again, choice("on", 2, 2, Method.DELAY))
    story = a_story_with(first, decision(ends(choice("x", 3, 3)), ends(choice("y", 3, 3))))

    found = profile(replay(story, ["again", "on", "x"]))

    assert (found.methods_used, found.methods_open) == ((Method.DIRECT, Method.DELAY), ())


def test_the_worked_example_comes_out_as_it_does_by_hand() -> None:
    story = Library(scenarios_folder(), assets_folder(), None).scenario("half-a-second-behind")
    path = ["ask-amara", "ask-duarte", "clear-the-line", "check-with-amara", "bring-a-draft"]

    found = profile(replay(story, path))

    assert {each.dimension.value: (each.earned, each.available, each.wording) for each in found.shares} == {
        "notice": (6, 6, Wording.CLEARLY),  # 3 of 3, 3 of 3
        "own": (5, 6, Wording.CLEARLY),  # 2 of 3, 3 of 3
        "centre": (13, 15, Wording.CLEARLY),  # 3, 2, 2, 3, 3 of 3 each
        "craft": (10, 12, Wording.CLEARLY),  # 2, 3, 3, 2 of 3 each
        "repair": (3, 3, Wording.NOT_ENOUGH),
        "shift": (3, 6, Wording.IN_PLACES),  # 1 of 3, 2 of 3
    }
    assert found.look_at is Dimension.SHIFT
    assert found.ledger == ()
    assert [method.value for method in found.methods_used] == ["delay", "direct", "distract", "delegate"]
    assert [method.value for method in found.methods_open] == ["change-the-conditions"]


def test_the_other_ways_are_open_defensible_and_not_the_one_taken() -> None:
    play = replay(SAMPLE, ["wait"])
    assert play.step is not None
    found = alternatives(SAMPLE, play.step)

    one = SAMPLE.scenes["call"].exit
    assert isinstance(one, Decision)
    assert "wait" not in [each.id for each in found]
    assert all(is_defensible(one, each) and mean_rating(each) >= 1.75 for each in found)
