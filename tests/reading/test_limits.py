"""Files that are too large, too deep or no files at all cost nothing and are named as what they are."""

from __future__ import annotations

import gc
import os
import sys
import time
from pathlib import Path

import pytest

from game.library import Library
from game.scenario_yaml import read
from tests.reading.story import NAMES, STORY

MEBIBYTE = 1024 * 1024

LAUGHS = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10 if before else ['ha'] * 10)}]\n"
    for before, name in zip(" abcdefgh".replace(" ", "\0"), "abcdefghi", strict=True)
).replace("*\0", "ha")

HOSTILE = [
    ("UP110", b""),
    ("UP110", b"\n \n\t\n"),
    ("UP110", b"# nothing but remarks\n"),
    ("UP110", b"\xef\xbb\xbf"),
    ("UP103", "title: déjà vu".encode("latin-1")),
    ("UP103", STORY.encode("utf-16")),
    ("UP104", b"\x7fELF\x00\x00\x01"),
    ("UP104", b"{\\rtf1\\ansi " + STORY.encode() + b"}"),
    ("UP104", b"PK\x03\x04\x14\x00" + STORY.encode()),
    ("UP105", b"x" * (16 * MEBIBYTE + 1)),
    ("UP106", b"[" + b"a," * 1_000_001 + b"]"),
    ("UP107", b"[" * 30_000),
    ("UP107", b"{a: " * 30_000),
    ("UP107", b"- " * 30_000),
    ("UP107", b"? " * 30_000),
    ("UP107", b"a: " + b"[" * 51 + b"]" * 51),
    ("UP108", LAUGHS.encode()),
    ("UP119", b"!!python/object/apply:os.system [ls]"),
    ("UP123", b"title: &a [*a]"),
    ("UP127", b"title: a bell \x07"),
    ("UP127", b'title: "a bell \\a"'),
    ("UP127", b'title: "nothing \\0 at all"'),
    ("UP128", b"x: 1\ny: 2\n" * 100_000),
    ("UP131", b"scenes:\n" + b"".join(b"  s%d: {}\n" % number for number in range(20_001))),
]


@pytest.mark.parametrize(("code", "data"), HOSTILE, ids=[f"{code}-{n}" for n, (code, _) in enumerate(HOSTILE)])
def test_a_hostile_file_is_one_finding_and_takes_no_time(code: str, data: bytes) -> None:
    before = time.process_time()
    found = read(data, "story.yaml", NAMES)
    taken = time.process_time() - before

    assert code in [finding.code for finding in found.diagnostics]
    assert found.scenario is None
    assert taken < 1 + 1.5 * len(data) / MEBIBYTE


def test_the_deepest_and_largest_that_is_allowed_is_read() -> None:
    deep = read(b"a: " + b"[" * 49 + b"]" * 49, "story.yaml", NAMES)
    wide = read(b"[" + b"a," * 999_998 + b"]", "story.yaml", NAMES)

    assert "UP107" not in [finding.code for finding in deep.diagnostics]
    assert "UP106" not in [finding.code for finding in wide.diagnostics]


def test_a_text_may_have_ten_thousand_characters_and_no_more() -> None:
    def codes(length: int) -> list[str]:
        text = STORY.replace("title: Let Her Finish", "title: " + "x" * length)
        return [finding.code for finding in read(text.encode(), "story.yaml", NAMES).diagnostics]

    assert codes(10_000) == []
    assert codes(10_001) == ["UP109"]


def test_a_fact_may_have_a_range_of_a_thousand_and_no_more() -> None:
    def codes(highest: int) -> list[str]:
        text = STORY.replace("to: 3, start", f"to: {highest}, start")
        return [finding.code for finding in read(text.encode(), "story.yaml", NAMES).diagnostics]

    assert codes(1_000) == []
    assert codes(1_001) == ["UP314"]


def test_one_part_written_once_and_asked_for_twice_is_read_twice() -> None:
    text = STORY.replace("reflect: What made it possible?", "reflect: &asked What made it possible?").replace(
        "reflect: What would have helped?", "reflect: *asked"
    )
    found = read(text.encode(), "story.yaml", NAMES)

    assert found.diagnostics == ()
    assert found.scenario is not None
    assert {getattr(scene.exit, "reflect", "") for scene in found.scenario.scenes.values()} >= {
        "What made it possible?"
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\r\n", 20),
        lambda text: "\ufeff" + text,
        lambda text: "---\n" + text,
    ],
    ids=["windows", "old-mac", "mixed", "byte-order-mark", "document-start"],
)
def test_line_ends_and_beginnings_of_other_editors_make_no_difference(change) -> None:  # type: ignore[no-untyped-def]
    plain = read(STORY.encode(), "story.yaml", NAMES).scenario
    other = read(change(STORY).encode(), "story.yaml", NAMES)

    assert other.diagnostics == ()
    assert plain is not None and other.scenario is not None
    assert other.scenario.scenes == plain.scenes


def test_reading_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    read(b"[" * 100, "story.yaml", NAMES)
    assert gc.isenabled()

    gc.disable()
    try:
        read(STORY.encode(), "story.yaml", NAMES)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_more_than_twenty_broken_lines_are_left_for_another_time() -> None:
    text = "".join(f'- title: "a" b{number}\n' for number in range(30))
    codes = [finding.code for finding in read(text.encode(), "story.yaml", NAMES).diagnostics]

    assert codes.count("UP124") == 1
    assert len(codes) <= 22


def test_reading_goes_on_after_a_broken_line_with_the_lines_keeping_their_numbers() -> None:
    text = STORY.replace("title: Let Her Finish", 'title: "Let" Her Finish').replace("go: still-open", "go: stil-open")
    found = read(text.encode(), "story.yaml", NAMES).diagnostics

    assert [finding.code for finding in found] == ["UP116", "UP301"]
    assert text.split("\n")[found[1].span.line - 1] == "      - go: stil-open"
    assert found[1].excerpt == "      - go: stil-open"


def test_a_broken_scene_does_not_make_the_ways_to_it_unknown() -> None:
    text = STORY.replace("      title: Still open", '      title: "Still" open')

    assert [finding.code for finding in read(text.encode(), "story.yaml", NAMES).diagnostics] == ["UP116"]


def test_a_folder_with_a_scenarios_name_is_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").mkdir()
    [left] = Library(tmp_path, tmp_path, None).left_out()

    assert left.first is not None and left.first.code == "UP102"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a file that may not be read")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY)
    (tmp_path / "story.yaml").chmod(0)
    [left] = Library(tmp_path, tmp_path, None).left_out()

    assert left.first is not None and left.first.code == "UP101"


def test_a_file_that_is_not_there_is_named_with_a_near_one(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY)
    [finding] = Library(tmp_path, tmp_path, None).check([tmp_path / "stori.yaml"])

    assert finding.code == "UP101"
    assert "story.yaml" in finding.hint
