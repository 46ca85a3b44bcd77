"""A screen is a value of what it is told: the same for the same, silent on any rating, and said in a useful order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from game.core.scenario import Decision, Scenario, Valence
from game.session import views as v
from game.session.phases import Phase
from game.ui.comic import in_words
from game.ui.element import Live, walk
from game.ui.interface import Interface
from game.ui.reading_faces import words_of
from game.ui.speech import reading_order
from game.ui.theme import PAPER, Look
from tests.sample import SAMPLE
from tests.ui.tours import (
    BUNDLED,
    MEASURE,
    drawn,
    interfaces,
    look_for,
    pages,
    scenario_named,
    texts_of,
    tour,
    tour_of,
)

LOOK = Look(1280, 720, 1.0, PAPER, MEASURE)
# What would tell somebody that they did well or badly, in English and in figures.
VERDICT = re.compile(
    r"\b(score[sd]?|points?|correct|incorrect|wrong|well done|mistaken?|rating|grade|level|stars?|percent|"
    r"best answer|good (choice|job)|bad choice|try harder|pass(ed)?|fail(ed)?)\b|\d+ ?%|\b\d+ ?/ ?\d+\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", BUNDLED)
def test_the_same_view_interface_and_look_give_the_same_tree(name):
    look = look_for(name)
    for told in tour(name)[::9]:
        for interface in interfaces(told):
            assert drawn(told, interface, look) == drawn(told, interface, look)


# --- no verdict ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUNDLED)
def test_before_the_debrief_nothing_says_how_well_somebody_did(name):
    own_words = sorted({*words_of(scenario_named(name)), *further_words(scenario_named(name))}, key=len, reverse=True)
    for told in tour(name):
        if told.phase is Phase.DEBRIEF:
            continue
        for text in {text for page in pages(told, Interface(), look_for(name)) for text in texts_of(page)}:
            if VERDICT.search(text) and not any(text in words for words in own_words):
                assert not VERDICT.search(without(text, own_words)), text


def further_words(scenario: Scenario) -> Iterator[str]:
    """What an author writes beside the story."""
    for scene in scenario.scenes.values():
        if isinstance(scene.exit, Decision):
            yield from (reason.says for reason in scene.exit.reasons)
            yield from (reason.note for reason in scene.exit.reasons)
            yield from (choice.locked for choice in scene.exit.choices)
    yield from scenario.glossary.values()


def without(text: str, own_words: list[str]) -> str:
    """What the program adds to the author's words."""
    left = text.replace("Pass", "")  # on the key that passes over a question
    for words in own_words:
        if words:
            left = left.replace(words, "")
    return left


def rerated(scenario: Scenario) -> Scenario:
    """The same story, in which every choice is rated the other way round and every ending counts as good."""
    scenes = {}
    for scene in scenario.scenes.values():
        exit = scene.exit
        if isinstance(exit, Decision):
            choices = tuple(
                replace(one, ratings={dimension: 3 - rating for dimension, rating in one.ratings.items()})
                for one in exit.choices
            )
            exit = replace(exit, choices=choices)
        elif not isinstance(exit, tuple):
            exit = replace(exit, valence=Valence.GOOD)
        scenes[scene.id] = replace(scene, exit=exit)
    return replace(scenario, scenes=scenes)


def test_up_to_the_debrief_no_screen_depends_on_how_choices_are_rated():
    seen = 0
    for told, other in zip(tour_of(SAMPLE), tour_of(rerated(SAMPLE)), strict=False):
        if told.phase is Phase.ALTERNATIVES:
            continue  # which other ways can be defended is what the ratings are for
        if told.phase is Phase.DEBRIEF:
            break
        assert list(pages(told, Interface(), LOOK)) == list(pages(other, Interface(), LOOK))
        seen += 1
    assert seen > 10


@pytest.mark.parametrize("name", BUNDLED)
def test_the_debrief_gives_no_figure_and_no_label(name):
    label = re.compile(r"\b(points?|score|%|ally|bully|hero|coward|upstanding|biased|racist|sexist)\b", re.IGNORECASE)
    own_words = sorted({*words_of(scenario_named(name)), *further_words(scenario_named(name))}, key=len, reverse=True)
    own_words += [pointer for pointer in scenario_named(name).pointers.values()]
    for told in tour(name):
        if isinstance(told.screen, v.DebriefView) and told.screen.parts[told.screen.part] == "came-through":
            for page in pages(told, Interface(), look_for(name)):
                for element in walk(page):
                    assert not label.search(without(element.name, own_words)), element.name


# --- what is said --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUNDLED)
def test_the_words_of_a_scene_are_said_before_the_keys_and_in_their_order(name):
    for told in tour(name):
        if not isinstance(told.screen, v.ScriptView):
            continue
        lines = [in_words(line) for line in told.screen.lines]
        for page in pages(told, Interface(), look_for(name)):
            said = reading_order(page)
            places = [said.index(words) for words in said if words in lines]
            assert places == sorted(places)
            assert max(places, default=0) < said.index("Keys")


@pytest.mark.parametrize("name", BUNDLED)
def test_nothing_is_said_twice_on_a_page(name):
    for told in tour(name):
        lines = Counter(in_words(line) for line in getattr(told.screen, "lines", ()))
        for page in pages(told, Interface(), look_for(name)):
            _, *said = reading_order(page)  # the window's own name is said on arriving
            twice = {words for words, count in Counter(said).items() if count > max(1, lines[words])}
            assert not twice


@pytest.mark.parametrize("name", BUNDLED)
def test_every_picture_of_people_says_who_is_there(name):
    for told in tour(name):
        panel = getattr(told.screen, "panel", None)
        if panel is None or not panel.people:
            continue
        for page in pages(told, Interface(), look_for(name)):
            for words in reading_order(page):
                if words.startswith("Picture: ") and len(panel.people) > 1 and ";" in words:
                    assert any(person.name in words for person in panel.people)


def test_a_message_and_what_was_looked_at_are_announced_and_nothing_else_is():
    for told in tour_of(SAMPLE):
        for page in pages(told, Interface(message="Saved."), LOOK):
            live = [element.name for element in walk(page) if element.live is not Live.OFF]
            looked = isinstance(told.screen, v.LookCloserView)
            assert "Saved." in live
            assert len(live) == 1 + looked or looked
