"""The map of a story: what can be reached, how often it is, and a picture in which everything can be read."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game import assets
from game.core.expression import Chose
from game.core.scenario import Branch, Decision, Scenario
from game.core.story_map import NodeKind
from game.library import Library
from tests.bench.commands import said
from tests.core.stories import stories
from tests.sample import CORRIDOR, SAMPLE, changed
from tools.mapping.counts import counts
from tools.mapping.drawing import Box, Plan
from tools.mapping.lettering import width, wrapped
from tools.mapping.mermaid import mermaid_of
from tools.mapping.naming import in_short, letter_of, not_reached
from tools.mapping.plan import FULL, SHORT, plan_of
from tools.mapping.svg import svg_of

LIBRARY = Library(assets.scenarios_folder(), assets.assets_folder(), None)
BUNDLED = [reading.scenario for _, reading in map(LIBRARY.reading, LIBRARY.files()) if reading.scenario]
IDS = [scenario.id for scenario in BUNDLED]
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz Arbeitnehmerüberlassung"


def with_an_ending_that_is_never_reached() -> Scenario:
    """Every choice of the last decision leads to one of the two endings; one choice is open to nobody."""
    assert isinstance(CORRIDOR.exit, Decision)
    choices = [replace(choice, next=(Branch("later"),)) for choice in CORRIDOR.exit.choices]
    choices[0] = replace(choices[0], when=Chose("nobody-has-this"))
    return changed(corridor=replace(CORRIDOR, exit=replace(CORRIDOR.exit, choices=tuple(choices))))


def with_long_words(scenario: Scenario) -> Scenario:
    """The same with labels as long as they get in German."""
    scenes = {}
    for key, scene in scenario.scenes.items():
        exit_ = scene.exit
        if isinstance(exit_, Decision):
            told = tuple(replace(choice, summary=f"{choice.summary} {LONG}") for choice in exit_.choices)
            exit_ = replace(exit_, choices=told)
        elif not isinstance(exit_, tuple):
            exit_ = replace(exit_, title=f"{exit_.title} {LONG}")
        scenes[key] = replace(scene, summary=f"{scene.summary} {LONG}", exit=exit_)
    return replace(scenario, title=LONG, scenes=scenes)


def text_in(svg: str) -> str:
    """All that can be read in a picture."""
    parts = ElementTree.fromstring(svg).iter()
    return " ".join("".join(part.itertext()) for part in parts if part.tag.endswith("text"))


def is_inside(inner: Box, outer: Box) -> bool:
    """Whether one lies within the other."""
    return (
        inner.x >= outer.x and inner.right <= outer.right and inner.y >= outer.y - 0.01 and inner.bottom <= outer.bottom
    )


def do_overlap(one: Box, other: Box) -> bool:
    """Whether they share more than an edge."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom - 0.01 and other.y < one.bottom - 0.01


def overlaps(plan: Plan) -> list[tuple[object, object]]:
    """Cards, pills and lines of text that lie on each other."""
    words = [word for card in plan.cards for word in card.words] + [*plan.title, *plan.remarks]
    texts = [(word.text, word.box) for word in words]
    pills = [(road.pill.text, road.pill.box) for road in plan.roads if road.pill]
    cards = [(card.key, card.box) for card in plan.cards]
    found = []
    for layer in (texts, cards + pills):
        found += [(one[0], other[0]) for one, other in combinations(layer, 2) if do_overlap(one[1], other[1])]
    return found


# --- what is reached, and how often --------------------------------------------------------------------------------


def test_every_scene_and_choice_of_the_sample_can_be_reached():
    assert not_reached(SAMPLE, counts(SAMPLE, 0)) == ()


def test_an_ending_that_no_play_comes_to_is_named_and_so_is_a_choice_that_is_never_open():
    scenario = with_an_ending_that_is_never_reached()

    assert not_reached(scenario, counts(scenario, 0)) == ("the choice note of corridor", "the ending better")


def test_the_same_number_of_runs_gives_the_same_counts():
    assert counts(SAMPLE, 200) == counts(SAMPLE, 200)


def test_each_run_comes_to_one_ending_and_takes_one_choice_at_the_first_decision():
    counted = counts(SAMPLE, 300)

    assert counted.scenes["better"] + counted.scenes["later"] == 300
    assert counted.taken["interrupt"] + counted.taken["ask"] + counted.taken["wait"] == 300
    assert counted.unfinished == 0


@pytest.mark.parametrize("choice", ["interrupt", "ask", "wait"])
def test_choices_that_are_always_open_are_taken_about_equally_often(choice):
    taken = counts(SAMPLE, 1_000).taken[choice]

    assert 270 < taken < 400  # a third of them; further away is four times the spread of chance


def test_a_share_is_never_rounded_to_all_or_nothing():
    counted = counts(SAMPLE, 1_000)

    assert [counted.share(runs) for runs in (0, 1, 500, 999, 1_000)] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(stories(forward=True))
def test_what_a_run_came_to_can_be_reached(scenario):
    counted = counts(scenario, 20)

    assert set(counted.scenes) <= counted.can
    assert set(counted.ways) <= counted.can
    assert set(counted.taken) <= counted.can


# --- the picture ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", [FULL, SHORT], ids=["full", "short"])
@pytest.mark.parametrize("scenario", BUNDLED, ids=IDS)
def test_nothing_lies_on_anything_else_or_leaves_the_picture(scenario, style):
    for told in (scenario, with_long_words(scenario)):
        plan = plan_of(told, counts(told, 100), style)
        page = Box(0, 0, plan.width, plan.height)

        assert overlaps(plan) == []
        assert all(is_inside(card.box, page) for card in plan.cards)
        assert all(is_inside(road.pill.box, page) for road in plan.roads if road.pill)
        for card in plan.cards:
            if card.kind is not NodeKind.START:
                assert [word.text for word in card.words if not is_inside(word.box, card.box)] == []
        assert all(is_inside(word.box, page) for word in (*plan.title, *plan.remarks))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(stories(forward=True))
def test_any_story_is_drawn_with_nothing_on_anything_else(scenario):
    plan = plan_of(scenario, counts(scenario, 5))

    assert overlaps(plan) == []


@pytest.mark.parametrize("scenario", BUNDLED, ids=IDS)
def test_no_road_runs_through_a_card(scenario):
    plan = plan_of(scenario, counts(scenario, 50))

    for road in plan.roads:
        for card in plan.cards:
            # Between its ends a road only goes straight down beside cards; it bends where there are none.
            for (x1, y1), (x2, y2) in zip(road.points[1:-1:2], road.points[2:-1:2], strict=False):
                if x1 == x2:
                    assert not do_overlap(Box(x1, y1, 0.1, y2 - y1), card.box), (card.key, road)


def test_every_summary_and_title_can_be_read_in_the_picture():
    read = text_in(svg_of(SAMPLE, counts(SAMPLE, 100)))

    for wanted in ("Whose Finding", "You wrote it down.", "You waited.", "Her words, her name", "Another Tuesday"):
        assert wanted in read


def test_a_choice_that_is_back_where_it_began_has_a_road_back():
    plan = plan_of(SAMPLE, counts(SAMPLE, 100))

    [back] = [road for road in plan.roads if road.is_back]
    assert back.pill is not None
    assert back.pill.text.startswith("C · ")


def test_what_is_not_reached_is_told_in_words_and_by_dashes_and_not_by_colour_alone():
    scenario = with_an_ending_that_is_never_reached()
    svg = svg_of(scenario, counts(scenario, 100))
    read = text_in(svg)

    assert "not reached" in read
    assert "never open" in read
    assert "the ending better" in read
    assert "stroke-dasharray" in svg
    assert "stroke-dasharray" not in svg_of(SAMPLE, counts(SAMPLE, 100))


def test_the_picture_has_a_name_and_the_story_in_words_for_those_who_listen():
    root = ElementTree.fromstring(svg_of(SAMPLE, counts(SAMPLE, 100)))
    names = {part.get("id"): part.text for part in root if part.get("id")}

    assert root.get("role") == "img"
    assert [names[name] is not None for name in root.get("aria-labelledby", "").split()] == [True, True]
    assert names["map-title"] == "Map of “Whose Finding”"
    assert "Her words, her name" in str(names["map-desc"])


def test_the_picture_asks_for_nothing_from_elsewhere():
    svg = svg_of(SAMPLE, counts(SAMPLE, 100)).replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert not re.search(r"https?:|href|@import|url\(|<script", svg)


def test_signs_with_a_meaning_in_xml_are_shown_as_they_are_written():
    scenario = replace(SAMPLE, title='5 < 6 & "so" ]]> \x0b')

    assert '5 < 6 & "so" ]]>' in text_in(svg_of(scenario, counts(scenario, 10)))


@given(st.text(max_size=80), st.integers(60, 400))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, room):
    lines = wrapped(text, room, 14)

    assert all(width(line, 14) <= room for line in lines)
    kept = "".join("".join(lines).split()).replace("-", "").replace("\u200b", "")
    assert sorted(kept) == sorted("".join(text.split()).replace("-", "").replace("\u200b", ""))


def test_letters_go_on_after_z_and_are_shortened_where_they_follow_each_other():
    assert [letter_of(place) for place in (0, 25, 26, 27, 701)] == ["A", "Z", "AA", "AB", "ZZ"]
    assert in_short([0, 1, 2, 3]) == "A–D"
    assert in_short([0, 2, 3]) == "A, C, D"


# --- Mermaid -------------------------------------------------------------------------------------------------------


def test_the_flow_chart_has_every_scene_and_a_line_for_each_way_that_a_choice_can_lead():
    lines = mermaid_of(SAMPLE, counts(SAMPLE, 100)).splitlines()

    assert lines[0] == "flowchart TD"
    assert sum(re.match(r"    s\d+[\[(>]", line) is not None for line in lines) == len(SAMPLE.scenes)
    assert sum('"A: You sent the record.' in line for line in lines) == 2  # it leads to either ending


def test_signs_with_a_meaning_in_mermaid_are_written_as_numbers():
    scene = replace(SAMPLE.scenes["call"], summary='Say "no" & `x` <b> #9; to it.')
    chart = mermaid_of(changed(call=scene), counts(SAMPLE, 0))

    assert "call: Say #34;no#34; #38; #96;x#96; #60;b#62; #35;9; to it." in chart


def test_a_way_that_no_play_goes_is_dotted_in_the_flow_chart_and_says_never():
    scenario = with_an_ending_that_is_never_reached()
    chart = mermaid_of(scenario, counts(scenario, 100))

    assert re.search(r"-\.->\|\"A: You sent the record\.<br/>never open\"\|", chart)
    assert "not reached" in chart


# --- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Commands run in a folder of their own and leave nobody's records behind."""
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def test_the_map_is_written_beside_you_and_says_where(capsys, tmp_path):
    code, out, err = said(capsys, "map", "half-a-second-behind")

    assert (code, out) == (0, "")
    assert "half-a-second-behind-map.svg" in err
    ElementTree.parse(tmp_path / "half-a-second-behind-map.svg")


def test_the_end_of_the_name_says_which_kind_of_map_it_is(capsys, tmp_path):
    said(capsys, "map", "half-a-second-behind", "--out", "map.mmd", "--runs", "10")

    assert (tmp_path / "map.mmd").read_text(encoding="utf-8").startswith("flowchart TD\n")


def test_the_same_map_is_written_each_time(capsys, tmp_path):
    for name in ("one.svg", "two.svg"):
        said(capsys, "map", "ranked-forty-first", "--out", name)

    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_without_runs_the_map_has_no_percentages(capsys):
    _, chart, _ = said(capsys, "map", "half-a-second-behind", "--format", "mermaid", "--runs", "0")

    assert "%" not in chart


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("map", "half-a-second-behnd"), "Did you mean half-a-second-behind?"),
        (("map", "half-a-second-behind", "--out", "none/map.svg"), "there is no folder none"),
        (("map", "half-a-second-behind", "--out", "map.svg", "--format", "mermaid"), "Leave one of them out"),
        (("map", "half-a-second-behind", "--out", "home"), "is a folder"),
    ],
)
def test_a_mistake_gets_a_sentence_that_says_what_to_do(capsys, tmp_path, arguments, hint):
    (tmp_path / "home").mkdir()
    code, _, err = said(capsys, *arguments)

    assert code == 2
    assert hint in " ".join(err.split())


def test_a_file_that_cannot_be_played_says_why_in_place_of_a_map(capsys, tmp_path):
    (tmp_path / "story.yaml").write_text("format: 1\nid: story\n", encoding="utf-8")
    code, out, err = said(capsys, "map", "story.yaml")

    assert (code, out) == (1, "")
    assert "missing-key" in err
