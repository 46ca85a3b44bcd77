"""Nothing is cut off: every screen of every scenario, at any size of window and text, has all of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from game.core.scenario import Decision, Ending
from game.session import messages as m
from game.session import views as v
from game.session.wording import line_to_say
from game.ui.actions import Do, TurnPage
from game.ui.element import Element, press, walk
from game.ui.interface import Interface
from game.ui.overflow import overflows
from game.ui.theme import Look
from tests.ui.tours import (
    BUNDLED,
    MEASURE,
    SIZES,
    TEXT,
    drawn,
    interfaces,
    lines_of,
    look_for,
    pages,
    scenario_named,
    tour,
)

LOOKS = tuple(product(SIZES, TEXT))
# Each size and each text size with some scenario, and each scenario with some of them.
SAMPLE = tuple((BUNDLED[number % len(BUNDLED)], *look) for number, look in enumerate(LOOKS))
SHARE = 16  # of the screens of a scenario one in so many is looked at in the sample
MESSAGE = "This play was begun with an older version of the story. You go on at the last moment that is still the same."


@pytest.mark.parametrize(("name", "size", "percent"), SAMPLE)
def test_a_sample_of_the_screens_has_all_of_its_words_and_nothing_is_cut_off(name, size, percent):
    look = look_for(name, size, percent)
    for told in tour(name)[(SIZES.index(size) * 4 + TEXT.index(percent)) % SHARE :: SHARE]:
        assert_whole(told, look)


@pytest.mark.slow
@pytest.mark.parametrize("percent", TEXT)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", BUNDLED)
def test_every_screen_has_all_of_its_words_and_nothing_is_cut_off(name, size, percent):
    look = look_for(name, size, percent)
    for told in tour(name):
        assert_whole(told, look)


@pytest.mark.parametrize("name", BUNDLED)
def test_a_tour_makes_every_choice_and_comes_to_every_scene_and_ending(name):
    scenario = scenario_named(name)
    exits = [scene.exit for scene in scenario.scenes.values()]
    screens = [told.screen for told in tour(name)]

    met = {screen.title for screen in screens if isinstance(screen, v.EndingView)}
    assert met == {ending.title for ending in exits if isinstance(ending, Ending)}
    asked = {screen.ask for screen in screens if isinstance(screen, v.DecisionView)}
    assert asked == {decision.ask for decision in exits if isinstance(decision, Decision)}
    explained = {screen.commentary for screen in screens if isinstance(screen, v.CommentaryView)}
    assert explained >= {
        choice.commentary for decision in exits if isinstance(decision, Decision) for choice in decision.choices
    }
    read = {line.scene for screen in screens if isinstance(screen, v.ScriptView) for line in screen.lines}
    assert read >= {scene.id for scene in scenario.scenes.values() if any(not line.when for line in scene.script)}


@pytest.mark.parametrize("percent", TEXT)
@pytest.mark.parametrize("name", BUNDLED[:2])
def test_a_message_lies_on_no_words(name, percent):
    look = look_for(name, (1280, 720), percent)
    kinds = {type(told.screen): told for told in tour(name)}
    for told in kinds.values():
        for page in pages(told, Interface(message=MESSAGE), look):
            assert overflows(page, MEASURE) == ()
            assert MESSAGE in " ".join(lines_of(page))


@pytest.mark.parametrize("percent", TEXT)
@pytest.mark.parametrize("name", BUNDLED)
def test_every_choice_can_be_come_to_by_turning_pages(name, percent):
    look = look_for(name, (1024, 640), percent)
    decisions = [told for told in tour(name) if isinstance(told.screen, v.DecisionView)]
    for told in decisions[::5]:
        offered = {offer.id for offer in told.screen.offers if offer.is_open}
        found = [choice for page in pages(told, Interface(), look) for choice in choices_on(page)]
        assert set(found) == offered


@pytest.mark.parametrize("keys", ["space", "page down"])
def test_every_page_but_the_last_is_turned_by(keys):
    look = look_for(BUNDLED[0], (1024, 640), 200)
    for told in tour(BUNDLED[0])[::11]:
        *before, last = pages(replace(told), Interface(), look)
        if isinstance(told.screen, v.ScriptView):
            assert all(press(page, keys) for page in (*before, last))  # panels go on by the same keys as pages
            continue
        assert [press(page, keys).action for page in before] == [TurnPage(n + 1) for n in range(len(before))]
        onward = press(last, keys)
        assert onward is None or not isinstance(onward.action, TurnPage)


def test_a_page_back_leads_to_the_page_before():
    look = look_for(BUNDLED[0], (1024, 640), 200)
    kinds = {type(told.screen): told for told in tour(BUNDLED[0]) if not isinstance(told.screen, v.ScriptView)}
    for told in kinds.values():
        for number in range(1, len(list(pages(told, Interface(), look)))):
            page = drawn(told, Interface(page=number), look)
            assert press(page, "page up").action == TurnPage(number - 1)


# --- what has to be there ------------------------------------------------------------------------------------------


def assert_whole(told: v.SessionView, look: Look) -> None:
    for interface in interfaces(told):
        shown = list(pages(told, interface, look))
        for page in shown:
            assert overflows(page, MEASURE) == (), (told.phase, interface)
        if interface.editing:
            continue  # only the page with the field is there until Enter
        seen = words(line for page in shown for line in lines_of(page))
        missing = words(expected(told, interface)) - seen
        assert not missing, (told.phase, interface)


def words(texts: Iterator[str]) -> Counter[str]:
    """How often each word is there, whatever stands after it: a list may end with a full stop or do without."""
    bare = (word.strip(".,:;…") for text in texts for word in text.split())
    return Counter(word for word in bare if word)


def choices_on(page: Element) -> Iterator[str]:
    for element in walk(page):
        if isinstance(element.action, Do) and isinstance(element.action.commands[0], m.Choose):
            yield element.action.commands[0].choice


def expected(told: v.SessionView, interface: Interface) -> Iterator[str]:
    """What a player must be able to read on this screen or its pages."""
    match told.screen:
        case v.BriefingView() as briefing:
            yield from (told.title, briefing.summary, briefing.content_note, briefing.review)
            yield from (term for term, _ in briefing.glossary)
            yield from (meaning for _, meaning in briefing.glossary)
        case v.ScriptView() as script:
            yield from (line.words for line in script.lines)
        case v.LookCloserView() as closer:
            yield closer.glances[closer.at].shows
            yield from (glance.at for glance in closer.glances)
        case v.DecisionView() as decision:
            yield decision.ask
            yield from (offer.do for offer in decision.offers)
            yield from (offer.reason for offer in decision.offers)
        case v.ProbeView() as probe:
            yield from (probe.choice, *probe.reasons)
        case v.ReflectionView() as reflection:
            yield from (reflection.question, *interface.texts.values())
        case v.CommentaryView() as commentary:
            yield from (commentary.choice, commentary.commentary, commentary.note)
        case v.AlternativesView() as ways:
            yield from ways_of(ways.yours, *ways.others)
        case v.EndingView() as ending:
            yield from (ending.title, ending.closing_says, ending.reflect)
        case v.DebriefView() as debrief:
            yield from of_debrief(debrief)


def of_debrief(debrief: v.DebriefView) -> Iterator[str]:
    match debrief.parts[debrief.part]:
        case "closing":
            yield from (debrief.ending.title, debrief.ending.closing_says, *debrief.run)
            yield from (entry.says for entry in debrief.ledger)
        case "came-through":
            yield from (debrief.pointer, debrief.review)
            yield from (share.wording.value for share in debrief.shares)
        case "moments":
            for moment in debrief.moments:
                yield from (moment.ask, moment.commentary, *ways_of(moment.yours, *moment.others))
        case "next-time":
            yield from (debrief.if_then_cue.rstrip(",."), *debrief.if_then_lines)
        case "map":
            yield from debrief.run


def ways_of(*ways: v.AlternativeView) -> Iterator[str]:
    for way in ways:
        line = line_to_say(way.do, way.line)
        yield from (way.do, f"“{line}”" if line else "", way.tradeoff)
