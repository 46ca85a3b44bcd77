"""
Laying out the screens that show a text, without painting, to see whether all of it can be read.

Works with no display.  It needs pygame for its fonts, so it is imported only where a text is suspicious.

Lines are broken and pages turned by the program, so a text of any length finds room.  What can go wrong is a word that
is wider than the narrowest place it comes to stand in: it is broken between two letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from game.application import LibraryCard, LibraryView
from game.assets import assets_folder
from game.card import card
from game.core.expression import ALWAYS
from game.core.playthrough import EndlessJump, Playthrough, begin, choose
from game.core.routes import START, Path, Routes
from game.core.scenario import Decision
from game.organisation import Organisation
from game.session import messages as m
from game.session import views as v
from game.session.phases import Phase
from game.session.session import DEBRIEF_PARTS, Session
from game.session.view import view
from game.settings import Settings
from game.ui.element import Element, TextLine, find, walk
from game.ui.interface import Interface
from game.ui.overflow import overflows
from game.ui.places import Places
from game.ui.screens.library import library_screen
from game.ui.screens.script import lines_on_screen
from game.ui.theme import Look
from game.ui.tree import Shown, tree
from tools.checking.lettering import look_of
from tools.checking.story import Kind, Story, Text

_MOST_PAGES = 60  # of one screen
_MOST_SCREENS = 2000  # of one play; none has a tenth of them


@dataclass(frozen=True, slots=True)
class Fault:
    """A word that cannot be read in one piece on some screen."""

    text: Text
    word: str
    how: str  # “Donaudampf|schifffahrt”, with a stroke where it is broken; or in which way it does not fit


def faults(story: Story, words: Sequence[tuple[Text, str]]) -> Iterator[Fault]:
    """What goes wrong with these words in the smallest window with the largest text, each text once.

    Args:
        story: A scenario.
        words: Each with a text that has it.  One that no play comes to is passed over.
    """
    look = look_of(story)
    for text, word in words:
        pages = _pages_with(story, text, word, look)
        how = next((how for page in pages for how in wrong(page, text.words, word, look)), "")
        if how:
            yield Fault(text, word, how)


def wrong(page: Element, words: str, word: str, look: Look) -> Iterator[str]:
    """The ways in which a word of a text is not whole on a page."""
    text = "".join(words.split())
    for element in walk(page):
        lines = [shape.text.split() for shape in element.shapes if isinstance(shape, TextLine)]
        shown = "".join(part for line in lines for part in line)
        if not (text in shown or shown in text):
            continue
        for one, other in pairwise(line for line in lines if line):
            end = one[-1].lstrip("“‘\"'(")
            rest = word.removeprefix(end)
            if end and rest and rest != word and (rest.startswith(other[0]) or other[0].startswith(rest)):
                yield f"{end}|{rest}"
    for overflow in overflows(page, look.measure):
        if word in overflow.text:
            yield overflow.kind.value


# --- a play that comes to a text -------------------------------------------------------------------------------------


def _pages_with(story: Story, text: Text, word: str, look: Look) -> Iterator[Element]:
    if text.where in ("title", "summary", "setting"):
        cards = (LibraryCard(card(story.scenario), "new", "", 0),)
        yield library_screen(LibraryView(cards, (), Organisation(), (), False), Interface(), look)
    path = _way_to(story, text)
    if path is None:
        return
    for told in _screens(story, path, _reason(story, text)):
        if word in repr(told.screen) or (word in told.title and isinstance(told.screen, v.BriefingView)):
            yield from _pages(told, look)


def _reason(story: Story, text: Text) -> int:
    """The reason to give, so that its note is read."""
    scene = story.scenario.scenes[text.scene].exit if text.scene else None
    if text.kind is Kind.NOTE and isinstance(scene, Decision):
        return next(number for number, reason in enumerate(scene.reasons) if reason.note == text.words)
    return 0


def _way_to(story: Story, text: Text) -> Path | None:
    """Choices of a play, to an ending, that comes to a text; None where none does."""
    routes = story.proof.routes
    if not routes.states:
        return None
    leaving = _to_an_ending(routes)
    if not text.scene:
        return _on_from(routes, (), 0, leaving)
    try:
        opening = begin(story.scenario).arrivals
    except EndlessJump:
        return None
    when = text.line.when if text.line else ALWAYS
    if not text.choice and any(one.scene == text.scene and when.holds(one) for one in opening):
        return _on_from(routes, (), 0, leaving)
    for move, choice in enumerate(routes.choices):
        if choice.id != text.choice if text.choice else text.scene not in routes.passed[move]:
            continue
        state = routes.states[routes.sources[move]]
        play = choose(Playthrough(story.scenario, state, (state,)), choice.id)
        assert play.step
        met = (play.step.after,) if text.choice else (one for one in play.arrivals if one.scene == text.scene)
        if any(when.holds(one) for one in met):
            return _on_from(routes, routes.path(move), routes.targets[move], leaving)
    return None


def _on_from(routes: Routes, path: Path, state: int, leaving: dict[int, int]) -> Path:
    """A path, and the choices from its end to the next ending."""
    while state in leaving:
        move = leaving[state]
        path = (*path, routes.choices[move].id)
        state = routes.targets[move]
    return path


def _to_an_ending(routes: Routes) -> dict[int, int]:
    """For each state but the endings, the move that begins a shortest way to one."""
    into: dict[int, list[int]] = {}
    for move, target in enumerate(routes.targets):
        into.setdefault(target, []).append(move)
    todo = [state for state in range(len(routes.states)) if routes.is_ending(state)]
    found = dict.fromkeys(todo, START)
    for state in todo:  # grows while it is walked
        for move in into.get(state, ()):
            if routes.sources[move] not in found:
                found[routes.sources[move]] = move
                todo.append(routes.sources[move])
    return {state: move for state, move in found.items() if move != START}


def _screens(story: Story, path: Path, reason: int) -> Iterator[v.SessionView]:
    """Every screen of one play."""
    session = Session(story.scenario, seed=0, pacing=m.Pacing.GUIDED)
    left = list(path)
    for _ in range(_MOST_SCREENS):
        if session.phase is Phase.CLOSED:
            return
        told = view(session)
        yield told
        match told.screen:
            case v.BriefingView():
                session.handle(m.Begin())
            case v.ScriptView() as script if script.line < len(script.lines):
                session.handle(m.Continue(len(script.lines)))
            case v.DecisionView() as decision:
                for number in range(decision.glances):
                    session.handle(m.LookCloser(number))
                    yield view(session)
                if decision.glances:
                    session.handle(m.LookUp())
                if not left:
                    return
                session.handle(m.Choose(left.pop(0)))
            case v.ProbeView() as probe:
                given = reason if reason < len(probe.reasons) else None
                session.handle(m.AnswerProbe(m.Sureness.VERY, given))
            case v.DebriefView():
                for part in range(1, len(DEBRIEF_PARTS)):
                    session.handle(m.ShowPart(part))
                    yield view(session)
                session.handle(m.Close())
            case _:
                session.handle(m.GoOn())


# --- its pages -------------------------------------------------------------------------------------------------------


def _pages(told: v.SessionView, look: Look) -> Iterator[Element]:
    """All that a screen shows, panel by panel and page by page."""
    script = told.screen
    if not isinstance(script, v.ScriptView):
        yield from _turned(told, look)
        return
    line = min(1, len(script.lines))
    while 0 < line <= len(script.lines):
        shown = lines_on_screen(replace(script, line=line), look, _stage())
        yield from _turned(replace(told, screen=replace(script, line=shown)), look)
        line = shown + 1


def _turned(told: v.SessionView, look: Look) -> Iterator[Element]:
    shown = Shown(settings=Settings(), organisation=Organisation(), play=told)
    for number in range(_MOST_PAGES):
        page = tree(shown, Interface(page=number), look, _stage(), _no_map)
        yield page
        if find(page, "page-next") is None:
            return


def _no_map(debrief: v.DebriefView, rect: object, look: Look) -> None:
    """No map is drawn: it breaks no word, and where a label has no room a list takes its place."""


@cache
def _stage() -> Places:
    return Places(assets_folder() / "places")
