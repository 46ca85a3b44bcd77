"""A tour of a scenario: everything that its player can come to see, as views, and the screens that show them."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterator
from dataclasses import replace
from functools import cache

from game.assets import assets_folder, scenarios_folder
from game.core.playthrough import begin, choice_ids, choose, has_ended, offers
from game.core.scenario import Decision, Ending, Scenario
from game.library import Library
from game.organisation import Organisation
from game.session import messages as m
from game.session import views as v
from game.session.phases import Phase
from game.session.session import DEBRIEF_PARTS, Session
from game.session.view import view
from game.settings import Settings
from game.ui import theme
from game.ui.element import Element, TextLine, find, walk
from game.ui.fonts import PygameMeasure
from game.ui.interface import NOTE, PLAN, Interface
from game.ui.places import Places
from game.ui.reading_faces import words_of
from game.ui.screens.script import lines_on_screen
from game.ui.theme import Look
from game.ui.tree import Shown, tree
from game.ui.window import draw_map

MEASURE = PygameMeasure()
PLACES = Places(assets_folder() / "places")
SHELF = Library(scenarios_folder(), assets_folder(), None)
BUNDLED = tuple(sorted(card.id for card in SHELF.cards()))
SIZES = ((1024, 640), (1280, 720), (1920, 1080), (3840, 2160))
TEXT = (80, 100, 150, 200)  # per cent
MOST_PLAYS = 4000  # of one scenario; some endings need several choices to fall together
MOST_PAGES = 60  # of one screen


@cache
def scenario_named(name: str) -> Scenario:
    return SHELF.scenario(name)


@cache
def look_for(name: str, size: tuple[int, int] = (1280, 720), percent: int = 100) -> Look:
    """A look with the letters of a scenario."""
    return Look(*size, percent / 100, theme.PAPER, MEASURE).for_texts(words_of(scenario_named(name)))


# --- what there is to see ------------------------------------------------------------------------------------------


@cache
def tour(name: str) -> tuple[v.SessionView, ...]:
    """Every different screen of a scenario, from plays that between them make every choice and come to every ending."""
    return tuple(tour_of(scenario_named(name)))


def tour_of(scenario: Scenario) -> list[v.SessionView]:
    seen: dict[Hashable, v.SessionView] = {}
    for number, choices in enumerate(paths(scenario)):
        for told in _play(scenario, number, choices):
            seen.setdefault(_identity(told), told)
    return list(seen.values())


def paths(scenario: Scenario) -> list[tuple[str, ...]]:
    """Choices of whole plays that between them make every choice and come to every ending."""
    exits = {scene.id: scene.exit for scene in scenario.scenes.values()}
    wanted = {one.id for exit in exits.values() if isinstance(exit, Decision) for one in exit.choices}
    wanted |= {scene for scene, exit in exits.items() if isinstance(exit, Ending)}
    chance, found = random.Random(7), []
    for _ in range(MOST_PLAYS):
        if not wanted:
            return found
        play = begin(scenario)
        while not has_ended(play):
            offered = [offer.choice.id for offer in offers(play) if offer.is_open]
            play = choose(play, chance.choice([one for one in offered if one in wanted] or offered))
        came_to = {*choice_ids(play), play.state.scene}
        if wanted & came_to:
            wanted -= came_to
            found.append(choice_ids(play))
    raise AssertionError(f"{MOST_PLAYS} plays do not come to {sorted(wanted)}")


def _play(scenario: Scenario, seed: int, choices: tuple[str, ...]) -> Iterator[v.SessionView]:
    """One play to its end."""
    session = Session(scenario, seed=seed, pacing=m.Pacing.GUIDED)
    left = list(choices)
    while session.phase is not Phase.CLOSED:
        told = view(session)
        yield told
        match told.screen:
            case v.BriefingView():
                session.handle(m.Begin())
            case v.ScriptView() as script if script.line < len(script.lines):
                session.handle(m.Continue(len(script.lines)))
            case v.DecisionView() as decision:
                yield from _glances(session, decision.glances)
                session.handle(m.Choose(left.pop(0)))
            case v.ProbeView() as probe:
                session.handle(m.AnswerProbe(m.Sureness.VERY, seed % len(probe.reasons) if probe.reasons else None))
            case v.AlternativesView() as ways if ways.can_try_again and not seed:
                yield from _practice(session, ways.scene)
                session.handle(m.GoOn())
            case v.DebriefView():
                for part in range(1, len(DEBRIEF_PARTS)):
                    session.handle(m.ShowPart(part))
                    yield view(session)
                session.handle(m.Close())
            case _:
                session.handle(m.GoOn())


def _glances(session: Session, count: int) -> Iterator[v.SessionView]:
    for number in range(count):
        session.handle(m.LookCloser(number))
        yield view(session)
    if count:
        session.handle(m.LookUp())


def _practice(session: Session, scene: str) -> Iterator[v.SessionView]:
    """A moment tried another way, until its alternatives are there again."""
    session.handle(m.TryAgain(scene))
    while session.phase is not Phase.ALTERNATIVES:
        told = view(session)
        yield told
        match told.screen:
            case v.DecisionView() as decision:
                session.handle(m.Choose([offer.id for offer in decision.offers if offer.is_open][-1]))
            case v.ScriptView() as script if script.line < len(script.lines):
                session.handle(m.Continue(len(script.lines)))
            case _:
                session.handle(m.GoOn())


def _identity(told: v.SessionView) -> Hashable:
    """What makes one screen differ from another."""
    match told.screen:
        case v.ScriptView() as script:
            return script.lines, script.panels, script.after_choice
        case v.DecisionView() as decision:
            offers = frozenset((offer.id, offer.is_open) for offer in decision.offers)
            return decision.ask, offers, told.is_practice
        case v.AlternativesView() as ways:
            return ways.scene, ways.yours, ways.can_try_again
        case v.DebriefView() as debrief:
            return debrief.ending_scene, bool(debrief.ledger), debrief.part
        case other:
            return other, told.is_practice


# --- its screens ---------------------------------------------------------------------------------------------------


def interfaces(told: v.SessionView) -> tuple[Interface, ...]:
    """The screen as it comes, and as full as its player can make it."""
    long = "I would like to hear first what she wants to happen. " * 4
    match told.screen:
        case v.ProbeView():
            return Interface(), Interface(sureness=m.Sureness.VERY, reason=0)
        case v.ReflectionView():
            return (
                Interface(), Interface(texts={NOTE: long}, message="Your note is kept."),
                Interface(texts={NOTE: long}, editing=NOTE),
            )
        case v.DebriefView() as debrief if debrief.parts[debrief.part] == "next-time":
            return (
                Interface(), Interface(plan_line=0), Interface(texts={PLAN: long}),
                Interface(texts={PLAN: long}, editing=PLAN),
            )
        case v.DecisionView():
            return Interface(), Interface(seconds_left=60, message="Line 3 is not open now.")
        case _:
            return (Interface(),)


def drawn(told: v.SessionView, interface: Interface, look: Look) -> Element:
    """One screen of a play."""
    shown = Shown(settings=Settings(), organisation=Organisation(), play=told)
    return tree(shown, interface, look, PLACES, draw_map)


def pages(told: v.SessionView, interface: Interface, look: Look) -> Iterator[Element]:
    """All that a view shows, as Space leads through it: panel by panel, page by page."""
    script = told.screen
    if not isinstance(script, v.ScriptView):
        yield from _turned(told, interface, look)
        return
    line = min(1, len(script.lines))
    while line <= len(script.lines):
        shown = lines_on_screen(replace(script, line=line), look, PLACES)
        yield from _turned(replace(told, screen=replace(script, line=shown)), interface, look)
        line = shown + 1


def _turned(told: v.SessionView, interface: Interface, look: Look) -> Iterator[Element]:
    number = 0
    while True:
        page = drawn(told, replace(interface, page=number), look)
        yield page
        if find(page, "page-next") is None:
            return
        number += 1
        assert number < MOST_PAGES, f"the pages of {told.phase} never end"


def lines_of(page: Element) -> Iterator[str]:
    """Every line of text of a screen, but for the bar of keys."""
    for element in _without_bar(page):
        yield from (shape.text for shape in element.shapes if isinstance(shape, TextLine))


def _without_bar(element: Element) -> Iterator[Element]:
    if element.key == "keys":
        return
    yield element
    for child in element.children:
        yield from _without_bar(child)


def texts_of(page: Element) -> Iterator[str]:
    """Everything that can be read or heard on a screen."""
    for element in walk(page):
        yield from (element.name, element.value, element.description)
        yield from (shape.text for shape in element.shapes if isinstance(shape, TextLine))
