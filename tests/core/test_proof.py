"""What is proven of a scenario agrees with trying everything."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import strategies as st

from game.core.earnings import Certainty, earnings
from game.core.expression import Comparator, FactIs
from game.core.playthrough import EndlessJump, has_ended, history, replay, spoken
from game.core.proof import prove
from game.core.roads_back import no_road_back
from game.core.routes import START
from game.core.scenario import (
    Branch,
    Choice,
    Decision,
    Dimension,
    Ending,
    Fact,
    Line,
    Method,
    Scenario,
    Scene,
    SetFact,
)
from tests.core.proof_stories import (
    Tried,
    can_come_to,
    cheapest,
    harms_for_good,
    points_at_endings,
    spoken_stories,
    try_everything,
)
from tests.laws import law
from tests.sample import SAMPLE


def is_decision(scenario: Scenario, scene: str) -> bool:
    return isinstance(scenario.scenes[scene].exit, Decision)


def merged(scenario: Scenario, tried: Tried) -> dict[tuple[str, str, int], dict[bool, int]]:
    """Ways on that several choices of a decision share are one, under the first of them."""
    truths = {key: dict(met) for key, met in tried.truths.items() if key[1] != "next" or key[0].startswith("scene/")}
    for scene in scenario.scenes.values():
        for choice in scene.exit.choices if isinstance(scene.exit, Decision) else ():
            first = next(other for other in scene.exit.choices if other.next == choice.next)
            for number in range(len(choice.next)):
                for truth, depth in tried.truths.get((f"choice/{choice.id}", "next", number), {}).items():
                    own = truths.setdefault((f"choice/{first.id}", "next", number), {})
                    own[truth] = min(depth, own.get(truth, depth))
    return truths


@law(spoken_stories())
def test_scenes_choices_and_endings_are_reached_exactly_if_some_play_reaches_them(scenario: Scenario) -> None:
    proof, tried = prove(scenario), try_everything(scenario)

    assert proof.is_complete
    assert proof.states <= len(tried.after)
    assert {scene: proof.routes.length(move) for scene, move in proof.visit.scenes.items()} == tried.scenes
    assert {choice: proof.routes.length(move) for choice, move in proof.visit.choices.items()} == tried.choices
    assert proof.unreached == scenario.scenes.keys() - tried.scenes.keys()


@law(spoken_stories())
def test_a_condition_was_true_or_false_exactly_if_it_is_so_in_some_play(scenario: Scenario) -> None:
    proof, tried = prove(scenario), try_everything(scenario)
    truths = merged(scenario, tried)

    for spot, met in proof.visit.conditions.items():
        own = truths.get((spot.owner, spot.part, spot.number), {})
        assert (met.true is not None, met.false is not None) == (True in own, False in own), spot
        for move, truth in ((met.true, True), (met.false, False)):
            if move is not None:
                assert proof.routes.length(move) == own[truth], "the way there is not the shortest"


@law(spoken_stories())
def test_decisions_with_too_few_open_choices_and_traps_are_found_exactly_if_they_exist(scenario: Scenario) -> None:
    proof, tried = prove(scenario), try_everything(scenario)
    decisions = {state: after for state, after in tried.after.items() if is_decision(scenario, state.scene)}
    can_end = can_come_to(tried, tried.after.keys() - decisions.keys())

    assert proof.visit.stranded.keys() == {state.scene for state, after in decisions.items() if len(after) < 2}
    assert proof.traps.keys() == {state.scene for state in tried.after if state not in can_end}


@law(spoken_stories())
def test_a_harm_without_a_road_back_is_found_exactly_if_some_play_has_one(scenario: Scenario) -> None:
    proof = prove(scenario)
    found = list(no_road_back(proof.routes))

    assert {(harm.owner, harm.flag) for harm in found} == harms_for_good(scenario, try_everything(scenario))
    for harm in found:
        play = replay(scenario, proof.path(harm.move))
        assert any(entry.flag is harm.flag and not entry.repaired_by for entry in play.state.ledger)


@law(spoken_stories())
def test_least_and_most_points_are_those_of_some_play_and_no_play_has_fewer_or_more(scenario: Scenario) -> None:
    proof = prove(scenario)
    points = points_at_endings(scenario, try_everything(scenario))
    found = {
        (ending, dimension): {earning.least, earning.most}
        for ending, own in proof.earnings().items()
        for dimension, earning in own.items()
    }

    assert found == {key: {min(sums), max(sums)} for key, sums in points.items()}
    assert all(one.certainty is Certainty.EXACT for own in proof.earnings().values() for one in own.values())


@law(spoken_stories())
def test_where_it_is_too_much_to_be_exact_the_points_are_bounds_and_say_so(scenario: Scenario) -> None:
    proof = prove(scenario)
    points = points_at_endings(scenario, try_everything(scenario))

    found = earnings(
        proof.routes, lambda _, choice: (choice.ratings[Dimension.NOTICE],), is_complete=True, limit=1
    )
    for ending, (earning,) in found.items():
        assert earning.certainty is Certainty.BOUNDS
        sums = points[ending, Dimension.NOTICE]
        assert earning.least <= min(sums) and max(sums) <= earning.most


@law(spoken_stories(), st.data())
def test_no_way_to_an_ending_weighs_less_than_the_least(scenario: Scenario, data: st.DataObject) -> None:
    weight = st.integers(0, 3)
    scenes = {name: data.draw(weight) for name in scenario.scenes}
    choices = {name: data.draw(weight) for name in sorted(scenario.tracked_choices)}
    each = data.draw(st.integers(0, 2))
    proof = prove(scenario)

    found = proof.least(scenes.__getitem__, choices.__getitem__, lambda _: each)

    assert (None if found is None else found[0]) == cheapest(scenario, try_everything(scenario), scenes, choices, each)
    if found is not None:
        play = replay(scenario, found[1])
        assert has_ended(play)
        moments = [replay(scenario, found[1][:length]) for length in range(len(found[1]) + 1)]
        entered = [arrival for moment in moments for arrival in moment.arrivals]
        shown = sum(len(spoken(scenario.scenes[arrival.scene].script, arrival)) for arrival in entered)
        shown += sum(len(spoken(step.choice.consequence, step.after)) for step in history(play))
        weighs = sum(scenes[arrival.scene] for arrival in entered) + sum(choices[one] for one in found[1])
        assert found[0] == weighs + each * shown


@law(spoken_stories())
def test_every_way_that_is_shown_can_be_played_to_an_ending_if_there_is_one(scenario: Scenario) -> None:
    proof = prove(scenario)
    for move in (START, *proof.visit.choices.values()):
        play = replay(scenario, proof.play(move))
        assert has_ended(play) or play.state.scene in proof.traps


@law(spoken_stories(forward=True))
def test_the_share_of_each_ending_is_that_of_all_plays_weighed_by_their_choices(scenario: Scenario) -> None:
    shares: dict[str, float] = {}
    tried = try_everything(scenario)

    def follow(state: object, share: float) -> None:
        after = tried.after[state]  # type: ignore[index]
        if not is_decision(scenario, state.scene):  # type: ignore[attr-defined]
            shares[state.scene] = shares.get(state.scene, 0.0) + share  # type: ignore[attr-defined]
        for _, target in after:
            follow(target, share / len(after))

    follow(tried.start, 1.0)
    found = prove(scenario).chances()
    assert found is not None
    assert found.keys() == shares.keys()
    assert all(abs(found[ending] - share) < 1e-9 for ending, share in shares.items())


@law(spoken_stories(), st.integers(1, 3))
def test_past_the_limit_nothing_is_said_to_be_never_so_and_what_was_seen_is_so(scenario: Scenario, limit: int) -> None:
    whole, part = prove(scenario), prove(scenario, limit)

    assert part.is_complete == (whole.states <= limit)
    assert part.extent.startswith("every state visited" if part.is_complete else "sampled")
    if not part.is_complete:
        assert not part.unreached and not part.traps and part.chances() is None
        assert part.visit.scenes.keys() <= whole.visit.scenes.keys()
        assert part.visit.choices.keys() <= whole.visit.choices.keys()
        for choice, move in part.visit.choices.items():
            assert replay(scenario, part.path(move)).step.choice.id == choice  # type: ignore[union-attr]
        assert all(one.certainty is Certainty.SAMPLED for own in part.earnings().values() for one in own.values())
        assert part.faults == prove(scenario, limit).faults


@law(spoken_stories())
def test_walks_past_the_limit_come_to_nearly_everything_in_a_small_story(scenario: Scenario) -> None:
    whole, part = prove(scenario), prove(scenario, limit=1)

    # They prefer choices that are new, so of what two choices in a row can show they miss nothing.
    near = {choice for choice, move in whole.visit.choices.items() if whole.routes.length(move) == 1}
    assert near <= part.visit.choices.keys()


@law(spoken_stories())
def test_scenes_that_lead_to_each_other_for_ever_are_told_with_the_way_there(scenario: Scenario) -> None:
    first = next(iter(scenario.scenes.values())).exit
    assert isinstance(first, Decision)
    endings = [name for name, scene in scenario.scenes.items() if isinstance(scene.exit, Ending)]
    scenes = {
        name: scene if name not in endings else type(scene)(id=name, exit=(Branch(name),))
        for name, scene in scenario.scenes.items()
    }
    proof = prove(replace(scenario, scenes=scenes))
    whole = prove(scenario)

    reaches_one = any(ending in whole.visit.scenes for ending in endings)
    assert (proof.visit.endless is not None) == reaches_one
    if proof.visit.endless:
        try:
            replay(replace(scenario, scenes=scenes), proof.visit.endless)
        except EndlessJump:
            return
        raise AssertionError("the way that is shown does not go round for ever")


def test_a_fact_that_only_a_line_reads_makes_states_up_to_that_line_and_no_further() -> None:
    def choices(name: str, go: str) -> Decision:
        return Decision(
            ask="", choices=tuple(
                Choice(id=f"{name}-{value}", do="", summary="", method=Method.DIRECT, ratings={}, consequence=(),
                       commentary="", next=(Branch(go),), set=(SetFact(0, value == "yes"),) if name == "s0" else ())
                for value in ("yes", "no")
            ),
        )

    asked = Line("It was asked.", when=FactIs(0, "asked", Comparator.IS, True))
    names = [f"s{number}" for number in range(4)]
    scenes = {name: Scene(id=name, exit=choices(name, go)) for name, go in itertools.pairwise(names)}
    scenes["s2"] = replace(scenes["s2"], script=(asked,))
    scenes["s3"] = Scene(id="s3", exit=Ending(title="", closing_by="amara", closing_says=""))
    scenario = replace(
        SAMPLE, scenes=scenes, start="s0", facts=(Fact("asked", (False, True), False),),
        tracked_choices=frozenset(), tracked_scenes=frozenset(),
    )
    # s0; s1 twice; s2, whose script was read on the way in; s3.
    assert prove(scenario).states == 5
