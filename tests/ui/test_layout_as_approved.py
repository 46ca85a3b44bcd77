"""Where everything is on the screens of the sample: as text, and as pictures of whole screens."""

from __future__ import annotations

import pytest

from game.application import Application
from game.organisation import Organisation
from game.records.folders import Folders
from game.session import messages as m
from game.ui.actions import Do, Edit, MarkReason, MarkSureness, PickLine
from game.ui.interface import NOTE
from game.ui.screenshot import Studio
from tests.records.conftest import NOW, Shelf
from tests.sample import SAMPLE
from tests.ui.approving import as_text, assert_picture_as_approved, assert_text_as_approved

SIZE = (1280, 720)
TEXTS = ("briefing", "scene", "decision", "alternatives", "debrief", "debrief-came-through", "debrief-moments",
         "debrief-next-time", "debrief-map")
PICTURES = ("library", "briefing", "scene", "look-closer", "decision", "probe", "reflection", "consequence",
            "alternatives", "debrief", "debrief-next-time", "leave")


@pytest.fixture
def studio(tmp_path_factory):
    """A studio with the sample; people are composed once for all pictures of a run."""
    folder = tmp_path_factory.getbasetemp() / "studio"
    application = Application(
        library=Shelf(SAMPLE), folders=Folders(None, folder, None), organisation=Organisation(), now=lambda: NOW,
        seed_source=lambda: 7,
    )
    application.change_settings(pacing="guided")
    return Studio(application, SIZE)


def comes_to(studio: Studio, screen: str) -> None:
    """A screen after somebody interrupted, with something done on it where something can be."""
    studio.go_to(screen, SAMPLE.id, () if screen == "briefing" else ("interrupt",) if screen in AFTER else ())
    look, do = studio.look, studio.controller.do
    match screen:
        case "probe":
            do(MarkSureness(m.Sureness.FAIRLY), look)
            do(MarkReason(1), look)
        case "reflection":
            do(Edit(NOTE, "She needed a way in."), look)
        case "debrief-next-time":
            do(PickLine(0), look)
        case "scene":
            do(Do((m.Continue(4),)), look)


AFTER = ("probe", "reflection", "consequence", "alternatives", "debrief", "debrief-came-through", "debrief-moments",
         "debrief-next-time", "debrief-map")


@pytest.mark.parametrize("screen", TEXTS)
def test_everything_is_where_it_was_approved(studio, screen):
    comes_to(studio, screen)

    assert_text_as_approved(screen, as_text(studio.tree()))


@pytest.mark.parametrize("screen", PICTURES)
def test_it_looks_as_approved(studio, screen):
    comes_to(studio, screen)

    assert_picture_as_approved(screen, studio.draw()[0])


def test_a_picture_at_larger_text_on_a_dark_ground_looks_as_approved(studio):
    studio.controller.application.change_settings(text_percent=150, theme="dark")
    comes_to(studio, "decision")

    assert_picture_as_approved("decision-dark-150", studio.draw()[0])
