"""The page for organisations: its example reads, and its numbers are those of the reader."""

from __future__ import annotations

from game import organisation as o
from tests.docs.pages import blocks, rows, section, told

PAGE = told("docs/organisation.md")


def test_the_example_reads_with_all_its_parts() -> None:
    [example] = blocks(PAGE, "toml")
    read = o.parse(example, "ours.toml")

    assert read.name == "Northern Line Logistics"
    assert read.note.startswith("Here, managers report")
    assert [help.name for help in read.help] == ["Confidential line", "Staff council"]
    assert all(help.how for help in read.help)


def test_the_limits_on_the_page_are_those_of_the_reader() -> None:
    at_most = {row[0].strip("`"): row[1] for row in rows(section(PAGE, "What is shown where")) if "its" not in row[0]}

    assert at_most == {
        "name": f"{o.LONGEST_NAME} characters",
        "note": f"{o.LONGEST_NOTE} characters",
        "help": f"{o.MOST_HELP} entries",
    }
    assert f"| its `name` | {o.LONGEST_NAME} characters |" in PAGE
    assert f"| its `how` | {o.LONGEST_HOW} characters |" in PAGE


def test_the_file_that_is_found_by_itself_has_the_name_on_the_page() -> None:
    assert f"`{o.FILE}`" in PAGE
