"""The map of a play: nothing crosses, nothing leaves the frame, and nothing unseen is told."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest

from game import assets
from game.core.playthrough import Playthrough, begin, choose, has_ended, history, offers
from game.core.scenario import Decision, Ending, Scenario, Scene
from game.core.story_map import story_map, summaries_of
from game.library import Library
from game.ui.element import Disc, Element, Rect, Role, Stroke, TextLine
from game.ui.fonts import PygameMeasure
from game.ui.overflow import overflows
from game.ui.polylines import is_crossed, segments
from game.ui.story_map import SMALLEST, DrawnMap, drawn_map, map_element, map_height
from game.ui.theme import DARK, PAPER, Look
from tests.sample import SAMPLE

MEASURE = PygameMeasure()
SHELF = Library(assets.scenarios_folder(), assets.assets_folder(), None)
BUNDLED = tuple(card.id for card in SHELF.cards())
WIDE = (Look(1920, 1080, 1.0, PAPER, MEASURE), Rect(1000, 90, 850, 820))
# Window and text size, and where the map is in the window.
PLACES = {
    "full HD": WIDE,
    "full HD, larger text": (Look(1920, 1080, 1.5, PAPER, MEASURE), Rect(1000, 90, 850, 820)),
    "laptop": (Look(1280, 720, 1.0, DARK, MEASURE), Rect(660, 60, 567, 547)),
    "laptop, larger text": (Look(1280, 720, 1.5, DARK, MEASURE), Rect(660, 60, 567, 547)),
    "laptop, whole width": (Look(1280, 720, 2.0, PAPER, MEASURE), Rect(32, 60, 1216, 560)),
    "smallest": (Look(1024, 640, 1.0, PAPER, MEASURE), Rect(10, 10, *SMALLEST)),
}


@cache
def bundled(name: str) -> Scenario:
    return SHELF.scenario(name)


def played(scenario: Scenario, seed: int) -> Playthrough:
    """A play to an ending with choices by chance."""
    chance, play = random.Random(seed), begin(scenario)
    while not has_ended(play):
        play = choose(play, chance.choice([offer.choice.id for offer in offers(play) if offer.is_open]))
    return play


def drawn(play: Playthrough, look: Look, rect: Rect) -> DrawnMap:
    scenario = play.scenario
    path = [(step.scene, step.choice.id) for step in history(play)]
    found = drawn_map(story_map(scenario), path, play.state.scene, summaries_of(scenario), rect, look)
    assert found is not None
    return found


def shapes(found: DrawnMap, kind: type) -> list:
    return [shape for shape in found.element.shapes if isinstance(shape, kind)]


def said(found: DrawnMap) -> str:
    return " ".join([found.element.name, found.element.description, *(line.text for line in shapes(found, TextLine))])


def box(line: TextLine) -> Rect:
    """Where a line's letters are: its line box without the leading above and below."""
    height = MEASURE.line_height(line.font)
    return Rect(line.x, line.y, line.width, height).inset(0, (height - line.font.size) // 2)


def seeds(first: int, *more: int) -> list:
    """Ways through a scenario: one, and more with the slow tests."""
    return [first, *(pytest.param(seed, marks=pytest.mark.slow) for seed in more)]


# All tests of one map one after the other: to place its labels takes longer than to look at them.
@pytest.fixture(scope="module", params=BUNDLED)
def name(request):
    return request.param


@pytest.fixture(scope="module", params=seeds(1, 2, 3))
def seed(request):
    return request.param


@pytest.fixture(scope="module", params=PLACES)
def found(name, seed, request):
    """The map of each bundled scenario, on three ways through it, in windows of all kinds."""
    return map_of(name, seed, request.param)


@cache
def map_of(name: str, seed: int, place: str) -> DrawnMap:
    return drawn(played(bundled(name), seed), *PLACES[place])


# --- how it lies on the paper --------------------------------------------------------------------------------


def test_nothing_leaves_the_frame(found):
    frame = found.element.rect
    assert overflows(Element(Role.WINDOW, frame, children=(found.element,)), MEASURE) == ()
    for disc in shapes(found, Disc):
        x, y = disc.centre
        assert Rect(x - disc.radius, y - disc.radius, 2 * disc.radius, 2 * disc.radius).within(frame)
    for stroke in shapes(found, Stroke):
        assert all(frame.contains(point) for point in stroke.points)


def test_no_label_lies_on_a_line(found):
    lines = [piece for stroke in shapes(found, Stroke) for piece in segments(stroke.points, stroke.width / 2)]
    for line in shapes(found, TextLine):
        if not line.text.isdecimal():  # a number belongs on its disc
            assert not is_crossed(box(line), lines, 0), line.text


def test_no_label_lies_on_a_disc_or_on_another_label(found):
    lines = [line for line in shapes(found, TextLine) if not line.text.isdecimal()]
    for n, line in enumerate(lines):
        assert not any(box(line).intersects(box(other)) for other in lines[n + 1:]), line.text
        for disc in shapes(found, Disc):
            nearest = [min(max(at, low), high) for at, low, high in zip(
                disc.centre, (box(line).x, box(line).y), (box(line).right, box(line).bottom), strict=True
            )]
            away = [one - other for one, other in zip(disc.centre, nearest, strict=True)]
            assert away[0] ** 2 + away[1] ** 2 >= disc.radius**2, line.text


def test_discs_do_not_touch(found):
    discs = shapes(found, Disc)
    for n, disc in enumerate(discs):
        for other in discs[n + 1:]:
            across, down = (one - two for one, two in zip(disc.centre, other.centre, strict=True))
            assert across**2 + down**2 > (disc.radius + other.radius) ** 2


def test_numbers_stand_for_entries_of_one_list(found):
    digits = sorted(int(line.text) for line in shapes(found, TextLine) if line.text.isdecimal())
    times = 1 if found.to_list else 2  # once on the map, and once in the list where that is on the card
    assert found.numbered == bool(digits)
    assert digits == sorted(list(range(1, max(digits, default=0) + 1)) * times)


def test_at_the_usual_sizes_all_is_said_on_the_map(name, seed):
    for place in ("full HD", "full HD, larger text", "laptop", "laptop, larger text"):
        assert map_of(name, seed, place).to_list == ()


# --- what it shows -------------------------------------------------------------------------------------------


def test_what_was_met_is_in_colour_and_the_rest_is_open(name, seed):
    play = played(bundled(name), seed)
    nodes = [node for node in story_map(play.scenario).nodes if node.is_reachable]
    discs = shapes(map_of(name, seed, "full HD"), Disc)[: len(nodes)]  # those of a list come after
    fills = [disc.fill for disc in discs]
    met = {step.scene for step in history(play)}
    assert fills.count(PAPER.ink) == 1
    assert fills.count(PAPER.marigold) == len(met)
    assert fills.count(PAPER.mint) == 1
    assert fills.count(PAPER.card) == len(nodes) - len(met) - 2


def test_the_way_taken_is_one_thick_line_and_all_others_are_dashed(name, seed):
    play = played(bundled(name), seed)
    found = map_of(name, seed, "full HD")
    thick = [stroke for stroke in shapes(found, Stroke) if not stroke.dashed]
    assert len(thick) == len(history(play)) + 1
    assert {stroke.colour for stroke in thick} == {PAPER.ink}
    assert min(stroke.width for stroke in thick) > max(
        stroke.width for stroke in shapes(found, Stroke) if stroke.dashed
    )


def test_the_ending_that_was_reached_has_its_title_in_bold():
    play = played(bundled("half-a-second-behind"), 4)
    look, rect = WIDE
    bold = " ".join(line.text for line in shapes(drawn(play, look, rect), TextLine) if line.font == look.small.bold)
    ending = play.scenario.scenes[play.state.scene].exit
    assert isinstance(ending, Ending)
    assert bold == ending.title


def test_nothing_is_told_of_what_the_player_has_not_met(name, seed):
    scenario = bundled(name)
    play = played(scenario, seed)
    chosen = {step.choice.id for step in history(play)}
    for place in PLACES:
        told = said(map_of(name, seed, place))
        for scene in scenario.scenes.values():
            if isinstance(scene.exit, Ending) and scene.id != play.state.scene:
                assert f"“{scene.exit.title}”" not in told
                assert scene.exit.title not in told.replace(play.scenario.scenes[play.state.scene].exit.title, "")
            for choice in scene.exit.choices if isinstance(scene.exit, Decision) else ():
                if choice.id not in chosen:
                    assert choice.summary.rstrip(".") not in told


def test_whoever_listens_hears_the_path_and_what_is_left(name, seed):
    play = played(bundled(name), seed)
    told = map_of(name, seed, "full HD").element.description
    places = [told.index(step.choice.summary) for step in history(play)]
    assert told.startswith("You started.")
    assert places == sorted(places)
    assert "Endings not seen: three." in told


def test_the_words_count_the_moments_that_were_not_seen():
    play = choose(choose(begin(SAMPLE), "wait"), "leave")  # straight to the corridor, past the kitchen
    told = drawn(play, *WIDE).element.description
    assert "One other moment was not seen. Endings not seen: one." in told


def test_coming_back_to_a_moment_does_not_break_the_map():
    play = choose(begin(SAMPLE), "interrupt")
    play = choose(choose(play, "another-cup"), "own-up")
    while not has_ended(play):
        play = choose(play, next(offer.choice.id for offer in offers(play) if offer.is_open))
    found = drawn(play, *WIDE)
    assert "not seen" in found.element.description
    assert all(found.element.rect.contains(point) for stroke in shapes(found, Stroke) for point in stroke.points)


# --- where there is little room ------------------------------------------------------------------------------


def long_story(count: int) -> Scenario:
    """One moment after the other."""
    call = SAMPLE.scenes["call"]
    assert isinstance(call.exit, Decision)
    scenes: dict[str, Scene] = {}
    for n in range(count):
        choices = tuple(
            replace(choice, id=f"{choice.id}-{n}", next=(replace(choice.next[0], go=f"s{n + 1}"),))
            for choice in call.exit.choices
            if choice.once is False
        )
        scenes[f"s{n}"] = replace(call, id=f"s{n}", exit=replace(call.exit, choices=choices))
    scenes[f"s{count}"] = replace(SAMPLE.scenes["better"], id=f"s{count}")
    return replace(SAMPLE, start="s0", scenes=scenes)


def test_below_the_smallest_size_there_is_no_map():
    play = played(SAMPLE, 1)
    path = [(step.scene, step.choice.id) for step in history(play)]
    for size in ((SMALLEST[0] - 1, 800), (800, SMALLEST[1] - 1)):
        assert map_element(
            story_map(SAMPLE), path, play.state.scene, summaries_of(SAMPLE), Rect(0, 0, *size), WIDE[0]
        ) is None


def test_a_path_that_is_too_long_for_the_frame_has_no_map():
    play = played(long_story(80), 1)
    path = [(step.scene, step.choice.id) for step in history(play)]
    assert drawn_map(story_map(play.scenario), path, play.state.scene, {}, WIDE[1], WIDE[0]) is None


def test_what_the_map_cannot_say_is_left_to_the_caller():
    play = played(long_story(9), 1)
    found = drawn(play, Look(1920, 1080, 1.5, PAPER, MEASURE), Rect(0, 0, 520, 820))
    assert found.numbered
    assert len(found.to_list) == 10
    assert found.to_list[0].startswith("1 ")
    path = [(step.scene, step.choice.id) for step in history(play)]
    assert map_element(
        story_map(play.scenario), path, play.state.scene, summaries_of(play.scenario), Rect(0, 0, 520, 820),
        Look(1920, 1080, 1.5, PAPER, MEASURE),
    ) is None


def test_at_the_height_that_it_asks_for_it_needs_no_help(name):
    play = played(bundled(name), 3)
    for look in (WIDE[0], Look(1280, 720, 1.5, PAPER, MEASURE)):
        rect = Rect(0, 0, look.px(1200), map_height(story_map(play.scenario), look))
        assert drawn(play, look, rect).to_list == ()


def test_a_play_that_goes_on_has_a_map_as_well():
    play = choose(begin(bundled("half-a-second-behind")), "hand-back")
    path = [(step.scene, step.choice.id) for step in history(play)]
    drawing = drawn_map(story_map(play.scenario), path, "", summaries_of(play.scenario), WIDE[1], WIDE[0])
    assert drawing is not None
    assert PAPER.mint not in [disc.fill for disc in shapes(drawing, Disc)]
    assert "It ended" not in drawing.element.description
