"""What an organisation wants said: read plainly, and a mistake is told with its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.organisation import Help, Organisation, OrganisationError, find, parse, read

WHOLE = """\
name = "Northern Line Logistics"
note = \"\"\"
Here, managers must report
what they see.\"\"\"

[[help]]
name = "Confidential line"
how = "0800 000 000, day and night"

[[help]]
name = "Staff council"
how = "Room 2.14, Thursdays"
"""


def test_all_of_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(WHOLE, "utf-8-sig")

    assert read(tmp_path / "ours.toml") == Organisation(
        "Northern Line Logistics",
        "Here, managers must report what they see.",
        (Help("Confidential line", "0800 000 000, day and night"), Help("Staff council", "Room 2.14, Thursdays")),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", 'name = ""\n'])
def test_every_part_may_be_left_out(text: str) -> None:
    assert parse(text, "ours.toml") == Organisation()


def test_the_file_in_the_settings_folder_is_found_by_itself(tmp_path: Path) -> None:
    (tmp_path / "organisation.toml").write_text('name = "Ours"')

    assert find(None, tmp_path).name == "Ours"
    assert find(None, tmp_path / "elsewhere") == find(None, None) == Organisation()


def test_the_chosen_file_comes_first(tmp_path: Path) -> None:
    (tmp_path / "organisation.toml").write_text('name = "Ours"')
    (tmp_path / "other.toml").write_text('name = "Theirs"')

    assert find(tmp_path / "other.toml", tmp_path).name == "Theirs"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "A"\nnote = Here\n', "ours.toml:2: this line cannot be read"),
        ('name = "A"\nname = "B"\n', "ours.toml:2: this line cannot be read"),
        ('\nnotes = "Here"\n', "ours.toml:2: “notes” is not known here. Did you mean “note”?"),
        ('xylophone = 1\n', "ours.toml:1: “xylophone” is not known here. Known are: name, note, help."),
        ('name = "A"\nnote = 12\n', 'ours.toml:2: “note” is a text. Put it in quotation marks: note = "…"'),
        ("note = 0x" + "f" * 5_000, "ours.toml:1: “note” is a text."),
        ("note = " + "1" * 5_000, "ours.toml: a number in it is too long."),
        ('help = "call us"\n', "ours.toml:1: “help” is a list."),
        ('[help]\nname = "A"\n', "ours.toml:1: “help” is a list."),
        ('name = "A"\n[[help]]\nname = "B"\n', "ours.toml:2: Help number 1 has no “how”."),
        ('[[help]]\nname = "B"\nhow = "C"\nwhere = "D"\n', "ours.toml:4: “where” is not known here."),
        ('note = "' + "x" * 601 + '"', "ours.toml:1: “note” has 601 characters. At most 600 fit on the screen"),
        ('[[help]]\nname = "B"\nhow = "C"\n' * 7, "ours.toml:1: There are 7 kinds of help."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(OrganisationError) as told:
        parse(text, "ours.toml")

    assert str(told.value).startswith(message)


def test_control_characters_become_spaces_like_line_breaks() -> None:
    assert parse('name = "Northern\\u0000Line\\u0007\\nLogistics"', "ours.toml").name == "Northern Line Logistics"


def test_a_settings_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    with pytest.raises(OrganisationError, match="cannot be read"):
        find(None, tmp_path / ("x" * 300))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OrganisationError, match="there is no such file"):
        find(tmp_path / "missing.toml", None)


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OrganisationError, match="is a folder"):
        read(tmp_path)


def test_letters_that_cannot_be_read_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes(b'name = "A"\nnote = "\xe9"\n')

    with pytest.raises(OrganisationError, match=r"ours\.toml:2: .*UTF-8"):
        read(tmp_path / "ours.toml")


@given(st.text(max_size=200) | st.sampled_from(["[" * 20_000, "a=" + "[" * 20_000, "a." * 5_000 + "b=1"]))
def test_whatever_is_in_the_file_nothing_but_a_message_comes_of_it(text: str) -> None:
    try:
        parse(text, "ours.toml")
    except OrganisationError as told:
        assert str(told).startswith("ours.toml:")
