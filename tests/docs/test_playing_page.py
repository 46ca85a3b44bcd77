"""The page for players names keys and buttons as the screens have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from game import assets
from game.application import Application
from game.library import Library
from game.organisation import Help, Organisation
from game.records.folders import Folders
from game.session.phases import Phase
from game.ui import actions as a
from game.ui.element import Element, press, walk
from game.ui.screenshot import Studio
from tests.docs.pages import rows, section, told

PAGE = told("docs/playing.md")
STORY = "half-a-second-behind"
NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
# What the page calls a key, where the keyboard's own name is another.
KEYS = {"Esc": "escape", "Enter": "return"}
# These are the window's own, whatever is on the screen.
WINDOW_KEYS = {"Tab", "Shift", "Ctrl", "+", "–", "0", "F11"}
AFTER = (Phase.PROBE, Phase.CONSEQUENCE, Phase.REFLECTION, Phase.COMMENTARY, Phase.ALTERNATIVES)


def screens(folder: Path) -> Iterator[tuple[str, Element]]:
    """Every screen of a play from the library to its end, with the place that the page gives its keys."""
    application = Application(
        library=Library(assets.scenarios_folder(), assets.assets_folder(), None),
        folders=Folders(folder / "records", folder / "cache", folder / "config"),
        organisation=Organisation("", "", (Help("Care line", "0800 000 000"),)),
        now=lambda: NOON,
        seed_source=lambda: 7,
    )
    application.change_settings(pacing="guided")
    studio = Studio(application, (1280, 720))
    controller = studio.controller
    studio.go_to("decision", STORY)
    controller.close_play()
    yield "library", studio.tree()
    controller.focus(f"card-{STORY}")
    yield "library", studio.tree()
    controller.do(a.Open(a.Overlay.SETTINGS), studio.look)
    yield "settings", studio.tree()
    studio.go_to("briefing", STORY)
    while (view := controller.view) is not None and view.phase is not Phase.DEBRIEF:
        place = {Phase.SCENE: "story", Phase.DECISION: "decision"}.get(view.phase, "")
        yield "after it" if view.phase in AFTER else place, studio.tree()
        if view.phase is Phase.REFLECTION:
            controller.do(a.Edit("note", ""), studio.look)
            controller.type("She waited.")
            controller.stop_typing()  # while a field is open, letters are letters
            yield "after it", studio.tree()
        studio.step([])
    studio.go_to("debrief", STORY)
    yield "looking back", studio.tree()
    studio.go_to("debrief-moments", STORY)
    controller.do(a.TurnPage(1), studio.look)
    yield "looking back", studio.tree()
    studio.go_to("debrief-next-time", STORY)
    yield "looking back", studio.tree()
    controller.do(a.PickLine(0), studio.look)
    yield "looking back", studio.tree()


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, Element], ...]:
    return tuple(screens(tmp_path_factory.mktemp("player")))


def keys_on_the_page() -> Iterator[tuple[str, str]]:
    """Each key with its place, as the table has them; a range of keys one by one."""
    place = ""
    for where, keys, _ in rows(section(PAGE, "Keys")):
        place = where or place
        for first, last in re.findall(r"`([^`]+)`(?: to `(.)`)?", keys):
            for number in range(ord(first[0]), ord(last or first[0]) + 1):
                yield place, chr(number) if len(first) == 1 else first


@pytest.mark.parametrize(
    ("place", "key"), sorted(set(keys_on_the_page()) - {("everywhere", key) for key in WINDOW_KEYS})
)
def test_every_key_on_the_page_does_something_there(
    seen: tuple[tuple[str, Element], ...], place: str, key: str
) -> None:
    name = KEYS.get(key, key.lower())
    trees = [tree for where, tree in seen if place in (where, "everywhere")]

    assert any(press(tree, name) for tree in trees), f"{key} does nothing in: {place}"


def test_every_button_on_the_page_is_on_a_screen(seen: tuple[tuple[str, Element], ...]) -> None:
    named = set(re.findall(r"“([^”]+)”", PAGE))
    names = {element.name for _, tree in seen for element in walk(tree)}

    assert named
    assert named <= names
