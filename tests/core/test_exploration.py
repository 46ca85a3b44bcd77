"""Visiting every state agrees with trying every play."""

from __future__ import annotations

from dataclasses import replace

from game.assets import assets_folder, scenarios_folder
from game.core.exploration import explore
from game.core.playthrough import State, begin, has_ended, offers, replay, successors
from game.core.scenario import Branch, Choice, Decision, Ending, Fact, Method, Scenario, SetFact
from game.library import Library
from tests.core.stories import stories
from tests.laws import law
from tests.sample import SAMPLE


def every_state(scenario: Scenario) -> dict[State, list[State]]:
    """All states with those that follow each; of a ledger, which flags are open and which were repaired.

    In a circle a harm may be done and repaired again and again, so a ledger in full would never end.
    """
    found: dict[State, list[State]] = {}
    todo = [short(begin(scenario).state)]
    while todo:
        state = todo.pop()
        if state not in found:
            found[state] = [short(after) for _, after in successors(scenario, state)]
            todo += found[state]
    return found


def short(state: State) -> State:
    return state._replace(
        ledger=tuple(
            sorted(
                {entry._replace(says="", source="", repaired_by=entry.repaired_by and "x") for entry in state.ledger}
            )
        )
    )


@law(stories())
def test_exploration_agrees_with_trying_everything(scenario: Scenario) -> None:
    explored = explore(scenario)
    brute = every_state(scenario)

    def decision(state: State) -> bool:
        return isinstance(scenario.scenes[state.scene].exit, Decision)

    assert explored.is_complete
    assert explored.states <= len(brute)
    assert (explored.stranded is not None) == any(len(after) < 2 for state, after in brute.items() if decision(state))
    assert explored.endings.keys() == {state.scene for state in brute if not decision(state)}

    can_end = {state for state in brute if not decision(state)}
    grown = True
    while grown:
        more = {state for state, after in brute.items() if state not in can_end and not can_end.isdisjoint(after)}
        can_end |= more
        grown = bool(more)
    assert (explored.lost is not None) == (len(can_end) < len(brute))


@law(stories())
def test_the_path_to_what_was_found_can_be_played(scenario: Scenario) -> None:
    explored = explore(scenario)

    if explored.stranded is not None:
        play = replay(scenario, explored.stranded.path)
        assert play.state.scene == explored.stranded.scene
        assert sum(offer.is_open for offer in offers(play)) < 2
    for ending, path in explored.endings.items():
        play = replay(scenario, path)
        assert has_ended(play) and play.state.scene == ending


@law(stories())
def test_past_the_limit_it_says_that_it_has_not_seen_all(scenario: Scenario) -> None:
    whole = explore(scenario)
    part = explore(scenario, limit=2)

    assert part.states <= 2
    assert part.is_complete == (whole.states <= 2)
    assert part.is_complete or part.lost is None


def test_scenes_that_lead_to_each_other_for_ever_are_told_and_not_raised() -> None:
    scenes = {
        **SAMPLE.scenes,
        "better": replace(SAMPLE.scenes["better"], exit=(Branch("later"),)),
        "later": replace(SAMPLE.scenes["later"], exit=(Branch("better"),)),
    }

    explored = explore(replace(SAMPLE, scenes=scenes))
    at_once = explore(replace(SAMPLE, scenes=scenes, start="better"))

    assert explored.endless is not None and explored.endings == {}
    assert at_once.endless is not None and at_once.states == 0


def test_a_fact_that_nothing_reads_any_more_does_not_make_more_states() -> None:
    def story(facts: int) -> Scenario:
        scenes = {}
        for number in range(8):
            choices = tuple(
                Choice(
                    id=f"c{number}-{place}",
                    do="",
                    summary="",
                    method=Method.DIRECT,
                    ratings={},
                    consequence=(),
                    commentary="",
                    next=(Branch(f"s{number + 1}"),),
                    set=(SetFact(number % facts, place == 0),) if facts else (),
                )
                for place in range(2)
            )
            scenes[f"s{number}"] = replace(
                SAMPLE.scenes["call"], id=f"s{number}", exit=Decision(ask="", choices=choices), script=()
            )
        scenes["s8"] = replace(
            SAMPLE.scenes["better"], id="s8", exit=Ending(title="", closing_by="amara", closing_says=""), script=()
        )
        declared = tuple(Fact(f"f{number}", (False, True), False) for number in range(facts))
        return replace(
            SAMPLE, scenes=scenes, start="s0", facts=declared, tracked_choices=frozenset(), tracked_scenes=frozenset()
        )

    assert explore(story(8)).states == explore(story(0)).states == 9


def test_no_bundled_scenario_can_strand_a_player() -> None:
    library = Library(scenarios_folder(), assets_folder(), None)

    for card in library.cards():
        story = library.scenario(card.id)
        explored = explore(story)
        endings = {scene.id for scene in story.scenes.values() if isinstance(scene.exit, Ending)}
        assert (explored.is_complete, explored.stranded, explored.lost, explored.endless) == (True, None, None, None)
        assert explored.endings.keys() == endings
