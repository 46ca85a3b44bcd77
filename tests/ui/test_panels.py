"""Comic panels: every line once and in order, every bubble with its speaker, and nothing over a face."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, product
from math import dist

import pytest

from game.session import views as v
from game.ui.bubbles import in_words
from game.ui.element import Bubble, BubbleKind, Rect, Role, TextLine, walk
from game.ui.interface import Interface
from game.ui.screens.script import Panel, panel_rect, panels_of
from tests.ui.tours import BUNDLED, PLACES, SIZES, TEXT, look_for, pages, tour

LOOKS = tuple(product(SIZES, TEXT))
SAMPLE = tuple((BUNDLED[number % len(BUNDLED)], *look) for number, look in enumerate(LOOKS))
EVERYTHING = tuple((name, *look) for name in BUNDLED for look in LOOKS)


def scripts(name: str, share: int = 1) -> list[v.SessionView]:
    return [told for told in tour(name) if isinstance(told.screen, v.ScriptView)][::share]


@pytest.mark.parametrize(("name", "size", "percent"), SAMPLE)
def test_a_sample_of_panels_is_as_panels_must_be(name, size, percent):
    for told in scripts(name, 6):
        assert_lawful(told, look_for(name, size, percent))


@pytest.mark.parametrize("name", BUNDLED[1:3])
def test_every_panel_of_two_scenarios_in_a_usual_window_is_as_panels_must_be(name):
    for told in scripts(name):
        assert_lawful(told, look_for(name, (1280, 720), 100))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size", "percent"), EVERYTHING)
def test_every_panel_is_as_panels_must_be(name, size, percent):
    for told in scripts(name):
        assert_lawful(told, look_for(name, size, percent))


def assert_lawful(told: v.SessionView, look) -> None:
    script = told.screen
    assert said(told, look) == [in_words(line) for line in script.lines]
    rect = panel_rect(look)
    for panel in panels_of(script, rect, look, PLACES):
        if panel.drawn:
            picture = script.panels[panel.first + panel.count - 1]
            lines = script.lines[panel.first : panel.first + panel.count]
            problems = list(problems_of(panel, picture, lines, rect))
            assert not problems, (problems, [line.words for line in lines])


def said(told: v.SessionView, look) -> list[str]:
    """The lines in the order in which the panels have them; a line that goes on on the next page counts once."""
    known = {in_words(line) for line in told.screen.lines}
    heard = (element.name for page in pages(told, Interface(), look) for element in walk(page))
    return [words for words, _ in groupby(words for words in heard if words in known)]


def problems_of(panel: Panel, picture: v.PanelView, lines, rect: Rect) -> Iterator[str]:
    seats = PLACES.seats(picture.place, len(picture.people), rect.width, rect.height)
    faces = {
        person.id: Rect(rect.x + seat.face.x, rect.y + seat.face.y, seat.face.width, seat.face.height)
        for person, seat in zip(picture.people, seats, strict=False)
    }
    mouths = {
        person.id: (rect.x + seat.mouth[0], rect.y + seat.mouth[1])
        for person, seat in zip(picture.people, seats, strict=False)
    }
    texts = [element for element in panel.drawn.children if element.role is Role.TEXT]
    for element in texts:
        bubble = next((shape for shape in element.shapes if isinstance(shape, Bubble)), None)
        if bubble and bubble.kind is BubbleKind.CHAT and PLACES.layout(picture.place) == "chat":
            continue
        for person, face in faces.items():
            if element.rect.intersects(face):
                yield f"“{element.name}” lies over the face of {person}"
        speaker = next((line.speaker for line in lines if in_words(line) == element.name), "")
        if bubble and bubble.tail and speaker in mouths:
            own = dist(bubble.tail, mouths[speaker])
            nearer = [one for one, mouth in mouths.items() if one != speaker and dist(bubble.tail, mouth) < own]
            if nearer:
                yield f"the tail of “{element.name}” is nearer to {nearer[0]} than to {speaker}"
    for number, one in enumerate(texts):
        for other in texts[number + 1 :]:
            for line in other.shapes:
                if isinstance(line, TextLine) and one.rect.intersects(Rect(line.x, line.y, line.width, line.font.size)):
                    yield f"“{one.name}” lies on the words “{line.text}”"
