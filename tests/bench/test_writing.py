"""A scenario of one's own, begun and gone on with from the library: no terminal needed."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from game.application import Application
from game.assets import assets_folder, scenarios_folder
from game.library import Library
from game.organisation import Organisation
from game.own_scenarios import CannotWriteError, NewScenario, own_folder
from game.records.folders import Folders
from game.ui.actions import Answer, Edit, Filter, GoOnWriting, Open, OpenScenario, Overlay
from game.ui.controller import Controller
from game.ui.element import Element, TextLine, find, focus_order, press, walk
from game.ui.fonts import PygameMeasure
from game.ui.interface import TITLE
from game.ui.overflow import overflows
from game.ui.places import Places
from game.ui.run_map import draw_map
from game.ui.theme import PAPER, Look
from tests.bench.commands import said
from tests.ui.desk import NOW
from tools.preview import bench as benches
from tools.preview.bench import DeskBench

SOUND = (scenarios_folder() / "who-was-in-the-room.yaml").read_text(encoding="utf-8")


class PaperBench:
    """A bench whose editor and preview are a list of what they were asked to open."""

    def __init__(self) -> None:
        self.opened: list[Path] = []

    def make(self, new: NewScenario, folder: Path) -> Path:
        return DeskBench().make(new, folder)

    def open(self, file: Path) -> str:
        self.opened.append(file)
        return f"Open now: {file.name}."


class Player:
    """Somebody at the library, with a folder for scenarios of their own."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "Upstander scenarios"
        self.bench = PaperBench()
        self.application = Application(
            library=Library(scenarios_folder(), assets_folder(), None), folders=Folders(home / "records", None, None),
            organisation=Organisation(), now=lambda: NOW, seed_source=lambda: 7,
            own=Library(self.folder, assets_folder(), None), bench=lambda: self.bench,
        )
        self.controller = Controller(
            self.application, Places(assets_folder() / "places"), draw_map, lambda text: False
        )
        self.look = Look(1280, 720, 1.0, PAPER, PygameMeasure())

    @property
    def screen(self) -> Element:
        return self.controller.tree(self.look)

    @property
    def words(self) -> str:
        lines = (shape.text for each in walk(self.screen) for shape in each.shapes if isinstance(shape, TextLine))
        return " ".join(" ".join(lines).split())

    def presses(self, key: str) -> None:
        element = press(self.screen, key)
        assert element is not None, f"{key} does nothing here"
        self.controller.do(element.action, self.look)

    def clicks(self, key: str) -> None:
        element = find(self.screen, key)
        assert element is not None, f"{key} is not on the screen"
        self.controller.do(element.action, self.look)

    def types(self, title: str) -> None:
        self.controller.do(Edit(TITLE, ""), self.look)
        self.controller.type(title)
        self.controller.stop_typing()

    def has(self, name: str, text: str) -> Path:
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def player(tmp_path):
    return Player(tmp_path)


def own(name: str = "my-room") -> str:
    return SOUND.replace("id: who-was-in-the-room", f"id: {name}")


# --- beginning -----------------------------------------------------------------------------------------------------


def test_from_the_library_a_title_and_enter_make_a_file_and_open_it(player):
    player.presses("w")
    player.types("The Late Shift")
    player.presses("return")
    file = player.folder / "the-late-shift.yaml"

    assert player.bench.opened == [file]
    assert str(file) in player.words
    assert "Open now: the-late-shift.yaml." in player.words
    player.presses("return")
    assert player.controller.interface.overlay is None


def test_what_was_answered_is_in_the_file(player):
    player.presses("w")
    player.types("The Late Shift")
    player.clicks("seat-manager")
    player.clicks("mode-chat")
    player.clicks("affected-2")
    player.presses("return")
    [card] = player.application.library_view().own

    assert (card.card.title, card.card.seat, card.card.mode) == ("The Late Shift", "manager", "chat")
    scenario = player.application.own.scenario("the-late-shift")
    assert sum(person.affected.value == "yes" for person in scenario.cast.values()) == 2


def test_without_a_title_nothing_is_made_and_that_is_said(player):
    player.presses("w")
    player.presses("return")

    assert "Give it a title first" in player.words
    assert not player.folder.exists()


def test_a_second_scenario_of_the_same_name_leaves_the_first_as_it_is(player):
    file = player.has("the-late-shift", own("the-late-shift"))
    before = file.read_bytes()
    player.presses("w")
    player.types("The Late Shift")
    player.presses("return")

    assert "is there already" in player.words
    assert file.read_bytes() == before
    assert player.bench.opened == []


def test_the_questions_say_where_the_file_will_be_and_can_be_left(player):
    player.presses("w")
    assert str(player.folder) in player.words
    player.presses("escape")

    assert player.controller.interface.overlay is None
    assert not player.folder.exists()


# --- going on ------------------------------------------------------------------------------------------------------


def test_a_draft_of_ones_own_is_in_the_library_and_pressing_it_opens_it(player):
    player.presses("w")
    player.types("The Late Shift")
    player.presses("return")
    player.presses("return")
    player.controller.do(Filter("yours"), player.look)
    assert "yours · draft" in player.words
    card = find(player.screen, "card-the-late-shift")
    assert card.action == GoOnWriting(str(player.folder / "the-late-shift.yaml"))
    player.presses("return")

    assert player.bench.opened == [player.folder / "the-late-shift.yaml"] * 2
    assert player.controller.play is None


def test_a_finished_scenario_of_ones_own_is_played_and_can_be_written_on(player):
    file = player.has("my-room", own())
    player.controller.do(Filter("yours"), player.look)
    assert find(player.screen, "card-my-room").action == OpenScenario("my-room")
    player.presses("e")
    assert player.bench.opened == [file]
    player.presses("return")

    assert player.controller.play.scenario.id == "my-room"


def test_what_is_half_done_of_ones_own_goes_on_like_any_other(player):
    player.has("my-room", own())
    player.controller.open_scenario("my-room", player.look)
    player.presses("return")
    player.controller.close_play()
    [card] = player.application.library_view().own

    assert card.status == "half-done"


def test_a_file_of_ones_own_that_cannot_be_offered_says_why_and_can_be_opened(player):
    file = player.has("broken", "title: Broken\n")
    player.controller.do(Open(Overlay.LEFT_OUT), player.look)

    assert "broken.yaml" in player.words
    assert "upstander check" not in player.words
    player.clicks("write-broken.yaml")
    assert player.bench.opened == [file]


def test_a_scenario_with_the_id_of_another_is_left_out_and_the_other_is_played(player):
    player.has("who-was-in-the-room", SOUND)
    view = player.application.library_view()

    assert view.own == ()
    [left_out] = view.own_left_out
    assert "has a scenario with the id who-was-in-the-room already" in left_out.reason


def test_without_a_folder_of_ones_own_nothing_is_read(player):
    view = player.application.library_view()

    assert (view.own, view.own_left_out, view.can_write) == ((), (), True)
    assert not player.folder.exists()


def test_where_nothing_can_be_written_nothing_is_offered(tmp_path):
    player = Player(tmp_path)
    player.application.own = None

    assert press(player.screen, "w") is None
    with pytest.raises(CannotWriteError):
        player.application.write(NewScenario(title="A Title"))


# Each size of window and each of text; all of them together with the slow tests.
LOOKS = [
    pytest.param(size, text, marks=() if (row - column) % 3 == 0 else pytest.mark.slow)
    for row, size in enumerate(((1024, 640), (1280, 720), (1920, 1080)))
    for column, text in enumerate((2.0, 1.0, 1.5, 0.8))
]


@pytest.mark.parametrize(("size", "text"), LOOKS)
def test_writing_can_be_begun_by_key_and_by_pointer_at_any_size(player, size, text):
    player.has("my-room", own())
    player.look = Look(*size, text, PAPER, player.look.measure)

    assert find(player.screen, "write").action == Open(Overlay.WRITE)
    assert press(player.screen, "w").action == Open(Overlay.WRITE)


@pytest.mark.parametrize(("size", "text"), LOOKS)
def test_nothing_is_cut_off_in_a_library_with_ones_own(player, size, text):
    player.has("my-room", own())
    player.has("broken", "title: Broken\n")
    DeskBench().make(NewScenario(title="Donaudampfschifffahrtsgesellschaft am Montag"), player.folder)
    player.look = Look(*size, text, PAPER, player.look.measure)
    for chosen in ("all", "yours"):
        player.controller.do(Filter(chosen), player.look)
        while True:
            screen = player.screen
            assert overflows(screen, player.look.measure) == ()
            keys = [each.key for each in focus_order(screen)]
            hotkeys = [key for each in walk(screen) if each.action is not None for key in each.hotkeys]
            assert len(set(keys)) == len(keys)
            assert len(set(hotkeys)) == len(hotkeys)
            if find(screen, "page-next") is None:
                break
            player.clicks("page-next")


def test_only_what_is_in_ones_own_folder_is_opened(player, tmp_path):
    player.has("my-room", own())
    with pytest.raises(CannotWriteError):
        player.application.go_on_writing(tmp_path / "elsewhere.yaml")


def test_an_answer_can_be_changed_until_the_file_is_made(player):
    player.presses("w")
    player.controller.do(Answer("seat", "junior"), player.look)
    assert "checked" in find(player.screen, "seat-junior").states
    player.controller.do(Answer("seat", "panel"), player.look)

    assert "checked" not in find(player.screen, "seat-junior").states
    assert "checked" in find(player.screen, "seat-panel").states


# --- what is opened ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="a stand-in for the system's opener is a shell script")
@pytest.mark.parametrize(("code", "is_open"), [(0, True), (3, False)])
def test_the_system_is_asked_to_open_the_file_and_its_no_is_a_no(tmp_path, monkeypatch, code, is_open):
    heard = tmp_path / "heard.txt"
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > "{heard}"\nexit {code}\n')
    opener.chmod(opener.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr("sys.platform", "linux")
    file = tmp_path / "a story.yaml"

    assert benches.open_in_editor(file) is is_open
    assert heard.read_text() == f"{file}\n"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the system opens files without a program of its own")
def test_without_anything_to_open_it_the_words_say_where_the_file_is(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    file = tmp_path / "a story.yaml"

    assert not benches.open_in_editor(file)
    assert str(file) in benches.said(False, True, file)


# --- from a shell --------------------------------------------------------------------------------------------------


def test_the_same_from_a_shell_with_every_question_answered_by_an_option(tmp_path, capsys):
    folder = tmp_path / "mine"
    code, out, _ = said(
        capsys, "write", "--title", "The Late Shift", "--seat", "junior", "--mode", "video", "--affected", "3",
        "--folder", str(folder), "--no-open",
    )
    file = folder / "the-late-shift.yaml"

    assert code == 0
    assert str(file) in out
    [card] = Library(folder, assets_folder(), None).cards()
    assert (card.title, card.seat, card.mode, card.is_draft) == ("The Late Shift", "junior", "video", True)
    assert json.loads((folder / "upstander.schema.json").read_text())


def test_from_a_shell_too_nothing_is_overwritten(tmp_path, capsys):
    told = ("write", "--title", "A Shift", "--seat", "peer", "--mode", "chat", "--affected", "1", "--no-open")
    said(capsys, *told, "--folder", str(tmp_path))
    before = (tmp_path / "a-shift.yaml").read_bytes()
    code, _, error = said(capsys, *told, "--folder", str(tmp_path))

    assert code == 1
    assert "is there already" in error
    assert (tmp_path / "a-shift.yaml").read_bytes() == before


def test_ones_own_scenarios_are_in_the_documents_or_in_the_one_folder_that_was_named(tmp_path):
    assert own_folder({"UPSTANDER_HOME": str(tmp_path)}) == tmp_path / "Upstander scenarios"
    assert own_folder({}).name == "Upstander scenarios"
