"""The page for authors says what the reader does: its example reads, its lists and tables are complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game import assets, check_text
from game.cli import run
from game.core.condition import MAX_LENGTH, MAX_NESTING
from game.core.exploration import STATE_LIMIT
from game.core.scenario import Dimension, HarmFlag, Method, Mode, Seat, Valence
from game.library import Library
from game.scenario_yaml import keys
from game.scenario_yaml.bytes_read import MAX_BYTES
from game.scenario_yaml.codes import CODES
from game.scenario_yaml.facts import MAX_RANGE
from game.scenario_yaml.scenes import MAX_SCENES
from game.scenario_yaml.tree import MAX_COPIES, MAX_DEPTH, MAX_NODES
from game.scenario_yaml.values import MAX_TEXT
from tests.docs.pages import blocks, command_lines, rows, section, told

PAGE = told("docs/format.md")
EXAMPLE = next(block for block in blocks(PAGE, "yaml") if block.startswith("format: 1"))
ENTRIES = {found.kind: found for found in vars(keys).values() if isinstance(found, keys.Keys)}
LOOKS = assets.looks()
LISTS = {
    "place": assets.place_ids(),
    "expression": LOOKS.expressions,
    "head": LOOKS.heads,
    "hair": LOOKS.hairs,
    "clothes": LOOKS.clothes,
    "glasses": LOOKS.glasses,
    "beard": LOOKS.beards,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An author's folder with the example and the themes in it, and the author in the folder above."""
    own = tmp_path / "my-scenarios"
    own.mkdir()
    (own / "the-short-name.yaml").write_text(EXAMPLE, "utf-8")
    (own / "themes.yaml").write_bytes((assets.scenarios_folder() / "themes.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path / "home"))
    return own


def library(folder: Path) -> Library:
    return Library(folder, assets.assets_folder(), None)


def test_the_example_reads_without_a_finding(folder: Path) -> None:
    assert library(folder).check() == ()
    assert [card.title for card in library(folder).cards()] == ["The Short Name"]


def test_the_commands_of_the_page_do_what_they_say(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in command_lines(PAGE):
        if "play" in arguments and "--choose" not in arguments:
            continue  # that one waits for a player
        assert run(arguments) == 0, arguments

    told_back = capsys.readouterr().out
    assert "You came back to what you had said." in told_back


def test_the_finding_on_the_page_is_the_one_that_is_printed(folder: Path) -> None:
    file = folder / "the-short-name.yaml"
    file.write_text(EXAMPLE.replace("nkechi (blank): Hello.", "nkechy: Hello."), "utf-8")

    [printed] = blocks(PAGE, "text")
    assert check_text.render(library(folder).check(), 1).startswith(printed)


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_key_is_on_the_page_and_what_is_needed_has_a_dot(kind: str) -> None:
    cells = [row[0] for row in rows(section(PAGE, kind[:1].upper() + kind[1:]))]
    names = [cell.removesuffix(" •").strip("`") for cell in cells]

    assert names == list(ENTRIES[kind].names)
    assert {name for name, cell in zip(names, cells, strict=True) if cell.endswith("•")} == ENTRIES[kind].required


@pytest.mark.parametrize("kind", LISTS)
def test_the_lists_are_those_of_the_drawings(kind: str) -> None:
    [line] = re.findall(rf"^- \*\*{kind}\*\*: (.+)$", PAGE, re.MULTILINE)

    assert re.findall(r"`([^`]+)`", line) == sorted(LISTS[kind])


def test_names_that_share_a_drawing_are_told_apart_on_the_page() -> None:
    [sentence] = re.findall(r"Some names share one drawing: (.+?)\. ", PAGE.replace("\n", " "))
    pairs = {frozenset(re.findall(r"`([^`]+)`", pair)) for pair in re.split(r", ", sentence)}
    same: dict[tuple[str, str], set[str]] = {}
    for part in ("heads", "expressions", "glasses", "beards"):
        for name, drawing in getattr(LOOKS, part).items():
            same.setdefault((part, drawing), set()).add(name)

    assert pairs == {frozenset(names) for names in same.values() if len(names) > 1}


@pytest.mark.parametrize("words", [Dimension, HarmFlag, Method, Seat, Mode, Valence])
def test_every_word_that_a_key_knows_is_on_the_page(words: type[Dimension]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in PAGE] == []


def test_every_finding_is_on_the_page_with_its_kind() -> None:
    told_there = {row[0]: (row[1], row[2]) for row in rows(section(PAGE, "Every finding"))}

    assert told_there == {code: (known.name, known.severity.value) for code, known in CODES.items()}


def test_the_limits_are_those_of_the_reader() -> None:
    at_most = [row[1] for row in rows(section(PAGE, "Limits"))]

    assert at_most == [
        f"{MAX_BYTES // 1024 // 1024} MiB",
        f"{MAX_NODES:,}",
        f"{MAX_SCENES:,}",
        f"{MAX_DEPTH}",
        f"{MAX_COPIES:,}",
        f"{MAX_TEXT:,} characters",
        f"{MAX_RANGE:,}",
        f"{MAX_LENGTH} characters",
        f"{MAX_NESTING}",
        f"{STATE_LIMIT:,}",
    ]


def test_a_draft_may_leave_anything_to_be_written_later(folder: Path) -> None:
    file = folder / "the-short-name.yaml"
    draft = EXAMPLE.replace("minutes: 4\n", "minutes: todo\nstatus: draft\n")
    draft = re.sub(r"summary: A colleague's .+", "summary: todo", draft)
    draft = re.sub(r" +tradeoff: .+\n", "", draft)
    file.write_text(draft, "utf-8")

    assert library(folder).check() == ()
    assert [card.is_draft for card in library(folder).cards()] == [True]
