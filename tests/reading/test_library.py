"""The folder of scenarios: what it lists, what it leaves out and why, and that what it keeps changes nothing."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from game.assets import assets_folder, scenarios_folder
from game.checked_scenarios import keep, kept
from game.library import Library, UnknownScenario
from tests.reading.story import STORY, reading


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    text = STORY.replace("place: meeting-room", "place: corridor").replace("head: bun", "head: afro")
    (scenarios / "story.yaml").write_text(text, encoding="utf-8")
    (scenarios / "broken.yaml").write_text(
        text.replace("start: standup", "start: stand").replace("id: story", "id: broken"), encoding="utf-8"
    )
    return scenarios


def library(folder: Path) -> Library:
    return Library(folder, assets_folder(), folder.parent / "cache")


def everything(some: Library) -> tuple[object, ...]:
    return some.cards(), some.left_out(), some.check(), some.themes(), some.scenario("story")


def test_a_card_shows_the_person_on_whom_it_lands(folder: Path) -> None:
    [card] = library(folder).cards()

    assert (card.id, card.title, card.place, card.minutes, card.is_draft) == (
        "story",
        "Let Her Finish",
        "corridor",
        8,
        False,
    )
    assert card.cover is not None and card.cover.name == "Priya Raman"


def test_what_cannot_be_played_is_left_out_with_its_first_reason(folder: Path) -> None:
    [left] = library(folder).left_out()

    assert left.file == "broken.yaml"
    assert left.reason.startswith("broken.yaml, line 30: There is no scene called “stand”")
    assert left.findings == 1
    with pytest.raises(UnknownScenario, match="stand"):
        library(folder).scenario("broken")


def test_an_unknown_name_gets_the_nearest(folder: Path) -> None:
    with pytest.raises(UnknownScenario) as error:
        library(folder).scenario("storry")

    assert error.value.near == ("story",)


@pytest.mark.parametrize("name", ["../story", "/etc/passwd", "", ".", "story.yaml", "sub/story"])
def test_no_name_leads_out_of_the_folder(folder: Path, name: str) -> None:
    (folder.parent / "story.yaml").write_text(STORY, encoding="utf-8")

    with pytest.raises(UnknownScenario):
        library(folder).scenario(name)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_folder_is_refused_and_named(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text(STORY.replace("id: story", "id: link"), encoding="utf-8")
    (folder / "link.yaml").symlink_to(outside)
    (folder / "round.yaml").symlink_to(folder / "round.yaml")

    left = {file.file: file.reason for file in library(folder).left_out()}

    assert "outside" in left["link.yaml"] and "round.yaml" in left
    assert [card.id for card in library(folder).cards()] == ["story"]


def test_what_was_kept_is_the_same_as_what_was_read(folder: Path) -> None:
    first = everything(library(folder))

    assert everything(library(folder)) == first
    assert list((folder.parent / "cache").rglob("*.scenario"))


def test_a_changed_file_is_read_again(folder: Path) -> None:
    some = library(folder)
    some.cards()
    path = folder / "story.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Let Her Finish", "Other"), encoding="utf-8")

    assert [card.title for card in some.cards()] == ["Other"]
    assert some.scenario("story").title == library(folder).scenario("story").title == "Other"


def test_themes_and_shared_people_count_as_part_of_every_scenario(folder: Path) -> None:
    assert library(folder).check([folder / "story.yaml"]) == ()
    (folder / "themes.yaml").write_text("- {id: listening, name: Listening, says: You listen.}\n")
    [finding] = library(folder).check([folder / "story.yaml"])
    assert finding.code == "UP311"

    (folder / "themes.yaml").unlink()
    (folder / "people.yaml").write_text("dana: {name: Dana W., role: lead, look: {skin: 2, clothes: coral}}\n")
    path = folder / "story.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    name: Dana Whitfield\n    role: product lead\n", "    look: {skin: 5}\n"))
    dana = library(folder).scenario("story").cast["dana"]

    assert (dana.name, dana.look.skin, dana.look.clothes) == ("Dana W.", 5, "coral")


@pytest.mark.parametrize("damage", ["empty", "torn", "flipped", "foreign", "folder"])
def test_a_damaged_cache_is_made_anew_without_a_word(folder: Path, damage: str) -> None:
    first = everything(library(folder))
    for path in [path for path in (folder.parent / "cache").rglob("*") if path.is_file()]:
        data = path.read_bytes()
        if damage == "folder":
            path.unlink()
            path.mkdir()
            continue
        path.write_bytes(
            {
                "empty": b"",
                "torn": data[: len(data) // 2],
                "flipped": data[:-20] + bytes(255 - byte for byte in data[-20:]),
                "foreign": pickle.dumps({"key": "x"}),
            }[damage]
        )

    assert everything(library(folder)) == first


def test_a_tear_at_any_byte_is_noticed(tmp_path: Path) -> None:
    checked = reading().scenario
    assert checked is not None
    path = tmp_path / "one.scenario"
    keep(path, checked)
    whole = path.read_bytes()
    assert kept(path, checked.content_hash) == checked

    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        assert kept(path, checked.content_hash) is None


def test_what_is_kept_cannot_run_anything(tmp_path: Path) -> None:
    import hashlib

    from game.checked_scenarios import _MAGIC, _shape

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "run"),)

    payload = pickle.dumps(Trap())
    path = tmp_path / "one.scenario"
    path.write_bytes(_MAGIC + hashlib.sha256(_shape() + payload).digest() + payload)

    assert kept(path, "") is None
    assert not (tmp_path / "run").exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that cannot be written to")
def test_a_cache_that_cannot_be_written_is_done_without(folder: Path) -> None:
    first = everything(Library(folder, assets_folder(), None))
    (folder.parent / "cache").mkdir(mode=0o500)

    assert everything(library(folder)) == first


def test_a_cache_where_no_folder_can_be_is_done_without(folder: Path) -> None:
    (folder.parent / "cache").write_text("a file in its place")

    assert everything(library(folder)) == everything(Library(folder, assets_folder(), None))


def test_a_folder_that_is_not_there_has_nothing_in_it(tmp_path: Path) -> None:
    some = Library(tmp_path / "nowhere", assets_folder(), None)

    assert (some.cards(), some.left_out(), some.themes()) == ((), (), ())


def test_a_start_with_everything_kept_needs_no_reader(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from game.library import Library; from game.assets import *; "
        f"some = Library(scenarios_folder(), assets_folder(), Path({str(tmp_path)!r})); "
        "print(len(some.cards()), *(name for name in ('yaml', 'game.scenario_yaml', 'game.core.scenario') if name in sys.modules))"  # noqa: E501
    )

    def start() -> str:
        return subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.strip()

    cold, warm = start(), start()

    assert cold.split()[1:] == ["yaml", "game.scenario_yaml", "game.core.scenario"]
    assert warm == cold.split()[0]


def test_a_scenario_that_is_kept_is_not_read_again(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from game.library import Library; from game.assets import *; "
        f"some = Library(scenarios_folder(), assets_folder(), Path({str(tmp_path)!r})); "
        "[some.scenario(card.id) for card in some.cards()]; print('yaml' in sys.modules)"
    )

    def start() -> str:
        return subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.strip()

    assert (start(), start()) == ("True", "False")


def test_the_bundled_library_is_whole() -> None:
    some = Library(scenarios_folder(), assets_folder(), None)

    assert some.left_out() == ()
    assert some.check() == ()
    assert len(some.cards()) >= 6
