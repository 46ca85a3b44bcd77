"""A screen is a value of what it is told: the same for the same, silent on any rating, and said in a useful order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.application import LibraryCard, LibraryView
from game.card import card
from game.core.scenario import Decision, Method, Scenario, Valence
from game.organisation import Organisation
from game.session import messages as m
from game.session import views as v
from game.session.phases import Phase
from game.session.session import Session
from game.session.view import view
from game.session.wording import method_words
from game.ui.bubbles import in_words
from game.ui.element import Element, Live, Picture, walk
from game.ui.interface import Interface
from game.ui.screens.help import help_screen
from game.ui.screens.library import library_screen
from game.ui.speech import reading_order
from game.ui.stage import PanelPicture, picture_of
from game.ui.theme import PAPER, Look
from tests.player import commands
from tests.sample import SAMPLE
from tests.ui.tours import (
    BUNDLED,
    MEASURE,
    drawn,
    interfaces,
    look_for,
    pages,
    texts_of,
    tour,
    tour_of,
)

# The sample, in words that no verdict has.
PLAIN = replace(SAMPLE, summary="A finding is handed to somebody else.")
LOOK = Look(1280, 720, 1.0, PAPER, MEASURE)
# What would tell somebody that they did well or badly, in English and in figures.
VERDICT = re.compile(
    r"\b(score[sd]?|points?|correct|incorrect|wrong|well done|mistaken?|rating|grade|level|stars?|percent|"
    r"best answer|good (choice|job)|bad choice|try harder|passed|failed)\b|\d+ ?%|\b\d+ ?/ ?\d+\b",
    re.IGNORECASE,
)
LABEL = 4  # words at most of what may be said of more than one thing: “Another way”


def library_of(*scenarios: Scenario) -> Element:
    cards = tuple(LibraryCard(card(one), "played", "Another Tuesday", 3) for one in scenarios)
    return library_screen(LibraryView(cards, (), Organisation(), (), is_first_visit=False), Interface(), LOOK)


@cache
def shown(name: str) -> tuple[tuple[v.SessionView, tuple[Element, ...]], ...]:
    """Some screens of a scenario, of each kind, with all their pages."""
    return tuple((told, tuple(pages(told, Interface(), look_for(name)))) for told in tour(name)[::6])


@pytest.mark.parametrize("name", BUNDLED)
def test_the_same_view_interface_and_look_give_the_same_tree(name):
    look = look_for(name)
    for told in tour(name)[::19]:
        for interface in interfaces(told):
            assert drawn(told, interface, look) == drawn(told, interface, look)


# --- no verdict ----------------------------------------------------------------------------------------------------


def assert_no_verdict(told: v.SessionView) -> None:
    if told.phase is Phase.DEBRIEF:
        return
    for interface in interfaces(told):
        for page in pages(told, interface, LOOK):
            for text in texts_of(page):
                assert not VERDICT.search(text), text


def test_before_the_debrief_no_screen_says_how_well_somebody_did():
    for told in tour_of(PLAIN):
        assert_no_verdict(told)


@settings(max_examples=8)
@given(picks=st.lists(st.integers(0, 999), min_size=10, max_size=40), pacing=st.sampled_from(m.Pacing))
def test_nor_does_any_play_whatever_is_done_in_it(picks, pacing):
    session = Session(PLAIN, pacing=pacing)
    for command in commands(session, picks):
        session.handle(command)
        if session.phase is not Phase.CLOSED:
            assert_no_verdict(view(session))


@pytest.mark.parametrize("page", [help_screen(Interface(), LOOK), library_of(PLAIN)], ids=["help", "library"])
def test_nor_do_the_screens_around_a_play(page):
    for text in texts_of(page):
        assert not VERDICT.search(text.replace("not a test", "")), text


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


def test_the_debrief_gives_no_figure_and_no_name_for_a_person():
    label = re.compile(r"\b(points?|score|ally|bully|hero|coward|biased|racist|sexist)\b|\d+ ?%", re.IGNORECASE)
    for told in tour_of(SAMPLE):
        if told.phase is Phase.DEBRIEF:
            for page in pages(told, Interface(), LOOK):
                assert not [text for text in texts_of(page) if label.search(text)]


# --- what is said --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUNDLED)
def test_the_words_of_a_scene_are_said_before_the_keys_and_in_their_order(name):
    for told, screens in shown(name):
        if not isinstance(told.screen, v.ScriptView):
            continue
        lines = [in_words(line) for line in told.screen.lines]
        said = [words for page in screens for words in before_the_keys(page)]
        assert [words for words, _ in groupby(words for words in said if words in lines)] == lines


def before_the_keys(page: Element) -> tuple[str, ...]:
    said = reading_order(page)
    return said[: said.index("Keys")]


@pytest.mark.parametrize("name", BUNDLED)
def test_no_sentence_is_said_twice_on_a_page(name):
    for told, screens in shown(name):
        lines = Counter(in_words(line) for line in getattr(told.screen, "lines", ()))
        for page in screens:
            _, *said = reading_order(page)  # the window's own name is said on arriving
            labels = {method_words(method) for method in Method}  # two ways may have one method
            sentences = Counter(words for words in said if len(words.split()) > LABEL and words not in labels)
            assert not {words for words, count in sentences.items() if count > max(1, lines[words])}


@pytest.mark.parametrize("name", BUNDLED)
def test_every_picture_is_told_in_words_with_the_names_of_those_in_it(name):
    for told, screens in shown(name):
        panel = getattr(told.screen, "panel", None)
        for page in screens:
            for element in walk(page):
                for shape in element.shapes:
                    if isinstance(shape, Picture) and isinstance(shape.picture, PanelPicture):
                        assert element.name.startswith("Picture: ")
                        if panel and picture_of(panel) == shape.picture:
                            assert all(person.name in element.name for person in panel.people)


def test_a_message_and_what_was_looked_at_are_announced_and_nothing_else_is():
    for told in tour_of(SAMPLE):
        for page in pages(told, Interface(message="Saved."), LOOK):
            live = [element.name for element in walk(page) if element.live is not Live.OFF]
            looked = isinstance(told.screen, v.LookCloserView)
            assert "Saved." in live
            assert len(live) == 1 + looked or looked
