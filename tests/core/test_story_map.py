"""Where scenes and choices lie on the map of a scenario."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from time import process_time

from hypothesis import strategies as st

from game.core.playthrough import begin, choose, has_ended, history, offers
from game.core.scenario import Branch, Choice, Decision, Ending, Fork, Method, Mode, Scenario, Scene, Seat
from game.core.story_map import START, NodeKind, StoryMap, part_of, story_map, summaries_of, walk_of
from tests.laws import law
from tests.sample import SAMPLE as SAMPLE

Exits = dict[str, Decision | Fork | Ending]


def ending(title: str = "Over") -> Ending:
    return Ending(title=title, closing_by="amara", closing_says="Thanks.")


def decision(scene: str, *targets: str) -> Decision:
    """One choice for each target; ``b|c`` is a choice that may lead to either."""
    return Decision(
        ask="What do you do?",
        choices=tuple(
            Choice(
                id=f"{scene}-{number}",
                do="Do it.",
                summary=f"You took way {number} at {scene}.",
                method=Method.DIRECT,
                ratings={},
                consequence=(),
                commentary="",
                next=fork(*target.split("|")),
            )
            for number, target in enumerate(targets)
        ),
    )


def fork(*targets: str) -> Fork:
    return tuple(Branch(target) for target in targets)


def scenario(exits: Exits) -> Scenario:
    """A scenario that is nothing but ways; it starts at its first scene."""
    return Scenario(
        id="ways",
        title="Ways",
        summary="",
        minutes=5,
        intensity=1,
        themes=(),
        seat=Seat.PEER,
        mode=Mode.CHAT,
        role="",
        power="",
        cast={},
        facts=(),
        start=next(iter(exits)),
        scenes={name: Scene(id=name, exit=exit_) for name, exit_ in exits.items()},
        if_then_cue="",
        if_then_lines=(),
    )


# Strategies are made once for each number of scenes: to make and check them anew takes longer than to draw from them.
_COUNTS = st.integers(1, 14)
_KINDS = st.sampled_from(("decision", "decision", "fork", "ending"))


@cache
def _targets(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=4)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any tangle: forks of forks, ways back, scenes that nothing leads to, and an ending at least."""
    names = (*(f"s{number}" for number in range(draw(_COUNTS))), "end")
    exits: Exits = {}
    for name in names[:-1]:
        targets = draw(_targets(names))
        kind = draw(_KINDS)
        exits[name] = (
            decision(name, *targets) if kind == "decision" else fork(*targets) if kind == "fork" else ending(name)
        )
    exits["end"] = ending()
    return scenario(exits)


def ways(drawn: StoryMap) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(edge.source, edge.target): edge.choices for edge in drawn.edges}


# --- laws ----------------------------------------------------------------------------------------------------


@law(scenarios())
def test_every_edge_goes_down_unless_it_leads_back(story):
    drawn = story_map(story)
    layer = {node.key: node.layer for node in drawn.nodes}
    for edge in drawn.edges:
        assert edge.is_back or layer[edge.source] < layer[edge.target]


@law(scenarios())
def test_a_way_leads_back_only_where_the_story_can_come_round_again(story):
    drawn = story_map(story)
    onward: dict[str, set[str]] = {}
    for edge in drawn.edges:
        onward.setdefault(edge.source, set()).add(edge.target)
    for edge in drawn.edges:
        if edge.is_back:
            met, waiting = {edge.target}, [edge.target]
            while waiting:
                for following in onward.get(waiting.pop(), set()) - met:
                    met.add(following)
                    waiting.append(following)
            assert edge.source in met


@law(scenarios())
def test_the_start_and_every_decision_and_ending_is_there_once(story):
    keys = [node.key for node in story_map(story).nodes]
    assert sorted(keys) == sorted(
        [START, *(scene.id for scene in story.scenes.values() if not isinstance(scene.exit, tuple))]
    )


@law(scenarios())
def test_no_two_nodes_of_a_layer_are_nearer_than_a_column(story):
    drawn = story_map(story)
    for row in range(drawn.layers):
        columns = sorted(node.column for node in drawn.nodes if node.layer == row)
        assert all(right - left > 0.99 for left, right in pairwise(columns))


@law(scenarios())
def test_the_start_stands_alone_on_top(story):
    drawn = story_map(story)
    assert [node.key for node in drawn.nodes if node.layer == 0] == [START]
    assert drawn.nodes[0].column == 0.0


@law(scenarios())
def test_the_same_scenario_has_the_same_map(story):
    assert story_map(story) == story_map(story)


@law(scenarios())
def test_an_edge_bends_once_in_each_layer_that_it_passes(story):
    drawn = story_map(story)
    layer = {node.key: node.layer for node in drawn.nodes}
    for edge in drawn.edges:
        assert len(edge.bends) == (0 if edge.is_back else layer[edge.target] - layer[edge.source] - 1)


@law(scenarios())
def test_each_choice_is_on_an_edge_from_its_own_scene(story):
    on_edges = {(edge.source, choice) for edge in story_map(story).edges for choice in edge.choices}
    for scene in story.scenes.values():
        for choice in scene.exit.choices if isinstance(scene.exit, Decision) else ():
            leads_somewhere = any(
                node in story.scenes and not isinstance(story.scenes[node].exit, tuple)
                for node in reached_without_choosing(story, choice.next)
            )
            assert ((scene.id, choice.id) in on_edges) == leads_somewhere


def reached_without_choosing(story: Scenario, first: Fork) -> set[str]:
    met: set[str] = set()
    waiting = [branch.go for branch in first]
    while waiting:
        name = waiting.pop()
        leads = story.scenes[name].exit
        if name not in met and isinstance(leads, tuple):
            waiting += [branch.go for branch in leads]
        met.add(name)
    return met


@law(scenarios(), st.data())
def test_a_part_of_a_map_is_a_map_of_that_part(story, data):
    drawn = story_map(story)
    kept = set(data.draw(st.lists(st.sampled_from([node.key for node in drawn.nodes])))) | {START}
    part = part_of(drawn, kept)
    assert {node.key for node in part.nodes} == kept
    assert ways(part) == {ends: choices for ends, choices in ways(drawn).items() if set(ends) <= kept}


@law(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_every_play_is_a_way_along_the_edges(picks):
    play = begin(SAMPLE)
    for pick in picks:
        if has_ended(play):
            break
        open_now = [offer.choice.id for offer in offers(play) if offer.is_open]
        play = choose(play, open_now[pick % len(open_now)])
    path = [(step.scene, step.choice.id) for step in history(play)]
    last = play.state.scene if has_ended(play) else ""
    drawn = story_map(SAMPLE)
    walk = walk_of(drawn, path, last, summaries_of(SAMPLE))
    met = [START, *(scene for scene, _ in path), *([last] if last else [])]
    assert walk.edges == set(pairwise(met))
    assert [step.label for step in walk.steps] == [step.choice.summary for step in history(play)]


# --- examples ------------------------------------------------------------------------------------------------


def test_scenes_that_only_pass_on_are_folded_into_the_edges():
    drawn = story_map(
        scenario(
            {
                "a": decision("a", "lift", "b"),
                "lift": fork("stairs", "b"),
                "stairs": fork("c"),
                "b": ending("B"),
                "c": ending("C"),
            }
        )
    )
    assert ways(drawn) == {(START, "a"): (), ("a", "b"): ("a-0", "a-1"), ("a", "c"): ("a-0",)}


def test_a_story_may_begin_with_a_fork():
    drawn = story_map(scenario({"f": fork("a", "b"), "a": ending("A"), "b": ending("B")}))
    assert ways(drawn) == {(START, "a"): (), (START, "b"): ()}


def test_forks_that_lead_round_in_a_ring_do_no_harm():
    drawn = story_map(scenario({"a": decision("a", "f", "b"), "f": fork("g", "b"), "g": fork("f"), "b": ending()}))
    assert ways(drawn) == {(START, "a"): (), ("a", "b"): ("a-0", "a-1")}


def test_a_straight_story_is_a_straight_line():
    drawn = story_map(scenario({"a": decision("a", "b"), "b": decision("b", "c"), "c": ending()}))
    assert [(node.layer, node.column) for node in drawn.nodes] == [(0, 0.0), (1, 0.0), (2, 0.0), (3, 0.0)]


def test_a_moment_stands_over_the_middle_of_what_it_leads_to():
    drawn = story_map(scenario({"a": decision("a", *"wxyz"), **{name: ending(name) for name in "wxyz"}}))
    assert sorted(node.column for node in drawn.nodes if node.layer == 2) == [-1.5, -0.5, 0.5, 1.5]


def test_ways_that_can_be_drawn_without_crossing_are():
    drawn = story_map(
        scenario(
            {
                "a": decision("a", "b", "c"),
                "b": decision("b", "y", "z"),
                "c": decision("c", "w", "x"),
                **{name: ending(name) for name in "wxyz"},
            }
        )
    )
    column = {node.key: node.column for node in drawn.nodes}
    assert (column["b"] < column["c"]) == (max(column["y"], column["z"]) < min(column["w"], column["x"]))


def test_a_shortcut_runs_past_what_it_leaves_out():
    drawn = story_map(scenario({"a": decision("a", "b", "c"), "b": decision("b", "c"), "c": ending()}))
    (shortcut,) = [edge for edge in drawn.edges if (edge.source, edge.target) == ("a", "c")]
    assert len(shortcut.bends) == 1
    assert abs(shortcut.bends[0] - drawn.by_key()["b"].column) > 0.5


def test_a_choice_that_leads_to_its_own_moment_is_a_way_back():
    drawn = story_map(scenario({"a": decision("a", "a", "b"), "b": ending()}))
    assert [(edge.source, edge.target) for edge in drawn.edges if edge.is_back] == [("a", "a")]


def test_what_no_way_leads_to_is_marked():
    drawn = story_map(scenario({"a": decision("a", "b"), "b": ending(), "lost": decision("lost", "b")}))
    assert [node.key for node in drawn.nodes if not node.is_reachable] == ["lost"]


def test_an_ending_carries_its_title_and_its_kind():
    node = story_map(scenario({"a": ending("Put right")})).by_key()["a"]
    assert (node.kind, node.title) == (NodeKind.ENDING, "Put right")


def test_a_path_from_an_older_version_keeps_what_is_still_there():
    drawn = story_map(scenario({"a": decision("a", "b"), "b": ending()}))
    walk = walk_of(drawn, [("gone", "x"), ("a", "a-0")], "gone-too", {})
    assert (walk.nodes, walk.ending) == ({START, "a"}, "")


def test_coming_back_to_a_moment_adds_what_was_done_then():
    story = scenario({"a": decision("a", "a", "b"), "b": ending()})
    path = [("a", "a-0"), ("a", "a-0"), ("a", "a-1")]
    walk = walk_of(story_map(story), path, "b", summaries_of(story))
    assert walk.labels() == {"a": "You took way 0 at a. You took way 1 at a."}


def test_a_story_of_ten_thousand_moments_has_its_map_within_seconds():
    count = 10_000
    exits: Exits = {
        f"s{n}": decision(f"s{n}", *(f"s{min(count, n + 1 + n * step % 37)}" for step in (1, 5, 11)))
        for n in range(count)
    }
    story = scenario({**exits, f"s{count}": ending()})
    began = process_time()
    drawn = story_map(story)
    assert process_time() - began < 10  # 1 s on a plain machine; a shared one may be much slower
    assert len(drawn.nodes) == count + 2
