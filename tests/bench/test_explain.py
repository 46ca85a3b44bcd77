"""Every finding has a page: what is so, why it matters, an example and what to write instead; and it is as it says."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from game import assets
from game.library import Library
from game.scenario_yaml import read
from game.scenario_yaml.codes import CODES
from tests.reading.story import NAMES, STORY
from tools import plans
from tools.checking.check import OWN_RULES, check
from tools.explaining import NoSuchCodeError, everything, explain, markdown, page_of

NO_BYTES = {  # findings about a file's bytes, which no page can print
    "UP103": "title: Déjà Vu".encode("latin-1"),
    "UP104": b"\x7fELF\x00\x00\x01",
    "UP105": b"x" * (16 * 1024 * 1024 + 1),
    "UP106": b"[" + b"a," * 1_000_001 + b"]",
    "UP107": STORY.replace("[dana, priya]", "[" * 51 + "dana, priya" + "]" * 51).encode(),
    "UP108": ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 10}]\n" for n in range(1, 11))).encode(),
    "UP109": STORY.replace("It cost one sentence.", "x" * 10_001).encode(),
    "UP110": b"# my first scenario\n",
    "UP124": "".join(f'k{n}: "a" [\n' for n in range(300)).encode(),
    "UP128": b"x: 1\ny: 2\n" * 10_000,
    "UP131": b"scenes:\n" + b"".join(b"  s%d: {}\n" % number for number in range(20_001)),
}


def block(page: str, heading: str) -> str:
    """The part of a file after ``<heading>::`` on a page, as far to the left as it goes; empty if there is none."""
    part = re.search(rf"^{heading}::\n\n((?: {{4}}.*\n)+)", page + "\n", re.MULTILINE)
    return textwrap.dedent(part[1]) if part else ""


OF_CHECK = [rule.code for rule in OWN_RULES]
PAGES = {code: page_of(code) for code in (*CODES, *OF_CHECK)}
WITH_CODE = [code for code, page in PAGES.items() if block(page, "Example")]


def laid_over(part: str, base: str) -> str:
    """The small story with a part of it, as far to the left as it goes, in the place of another."""
    wanted = base.rstrip("\n").split("\n")
    lines = STORY.split("\n")
    places = []
    for start in range(len(lines) - len(wanted) + 1):
        window = lines[start : start + len(wanted)]
        if textwrap.dedent("\n".join(window)) == textwrap.dedent("\n".join(wanted)):
            places.append(start)
    assert places, f"the story has no such part:\n{base}"
    start = places[0]
    indent = " " * (len(lines[start]) - len(lines[start].lstrip()) - (len(wanted[0]) - len(wanted[0].lstrip())))
    own = [
        indent + line if line.strip() and not line.startswith("\t") else line for line in part.rstrip("\n").split("\n")
    ]
    return "\n".join([*lines[:start], *own, *lines[start + len(wanted) :]])


def found(text: str, folder: Path) -> set[str]:
    """The codes of all findings: those of the reader, and those of checking."""
    reading = read(text.encode(), "story.yaml", NAMES)
    if reading.scenario is None:
        return {finding.code for finding in reading.diagnostics}
    (folder / "story.yaml").write_text(text, "utf-8")
    report = check(Library(folder, assets.assets_folder(), None), [folder / "story.yaml"])
    return {finding.code for finding in (*reading.diagnostics, *report.findings)}


def test_everything_that_can_be_found_has_a_page():
    assert {code for code, one in everything().items() if not one.page} == set()


@pytest.mark.parametrize("code", PAGES)
def test_a_page_begins_with_code_and_name_and_says_why_it_matters(code):
    page = PAGES[code]
    name = everything()[code].name

    assert page.startswith(f"{code} {name}: ")
    for heading in ("Why it matters", "How it is found", "Example", "Use instead"):
        assert f"\n{heading}\n" in page or f"\n{heading}::\n" in page, heading


@pytest.mark.parametrize("code", WITH_CODE)
def test_what_a_page_shows_as_an_example_is_found(code, tmp_path):
    page = PAGES[code]
    base = block(page, "In place of") or block(page, "Use instead")

    assert code in found(laid_over(block(page, "Example"), base), tmp_path)


@pytest.mark.parametrize("code", WITH_CODE)
def test_what_a_page_shows_to_use_instead_is_read_without_an_error(code, tmp_path):
    page = PAGES[code]
    instead = block(page, "Use instead")
    base = block(page, "In place of") or instead
    text = laid_over(instead, base)

    assert code not in found(text, tmp_path)
    assert read(text.encode(), "story.yaml", NAMES).diagnostics == ()


@pytest.mark.parametrize("code", NO_BYTES)
def test_what_no_page_can_print_is_found_too(code):
    assert code in {finding.code for finding in read(NO_BYTES[code], "story.yaml", NAMES).diagnostics}


def test_a_file_that_is_not_there_and_a_folder_are_found(tmp_path):
    (tmp_path / "drafts.yaml").mkdir()
    library = Library(tmp_path, assets.assets_folder(), None)

    assert {finding.code for finding in library.check([tmp_path / "gone.yaml"])} == {"UP101"}
    assert {finding.code for finding in library.check()} == {"UP102"}


def test_every_example_of_the_reader_is_run():
    # The first two just above; the third in tests/reading/test_stuck_stories.py; plans are no scenarios.
    others = {"UP101", "UP102", "UP405", *(rule.code for rule in plans.RULES)}

    assert set(PAGES) == {*WITH_CODE, *NO_BYTES, *others}


def test_a_page_is_found_by_code_or_name_in_any_case():
    assert explain("up301") is explain("unknown-scene") is explain("UP301")


@pytest.mark.parametrize(("asked", "near"), [("UP3001", "UP301"), ("unknown-seen", "unknown-scene"), ("B5", "B05")])
def test_a_code_that_nothing_has_is_answered_with_a_near_one(asked, near):
    with pytest.raises(NoSuchCodeError, match=near):
        explain(asked)


def test_what_the_tests_need_is_not_shown_to_readers():
    assert "In place of" in PAGES["UP115"]
    assert "In place of" not in explain("UP115").text + markdown(explain("UP115"))
