"""What a player takes away: it can be opened anywhere, names nobody, states no result and overwrites nothing."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.records.exports import CannotSave, Form, plan_as_calendar, plan_as_page, save, slip_as_page, slip_as_text
from game.records.folders import exports_folder, find
from game.records.notes import if_then
from tests.records.conftest import Home

DAY = date(2026, 12, 28)
CUE = "If somebody's idea comes back; in another voice, unnamed"


def fields(calendar: str) -> dict[str, str]:
    """The lines of a calendar file, unfolded, by name."""
    unfolded = calendar.replace("\r\n ", "")
    return dict(line.split(":", 1) for line in unfolded.split("\r\n") if line)


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found.group(1) in "nN" else found.group(1), text)


def test_a_plan_becomes_a_whole_day_one_week_ahead() -> None:
    entry = fields(plan_as_calendar(CUE, "I will ask", DAY))

    assert entry["DTSTART;VALUE=DATE"] == "20270104"
    assert entry["DTEND;VALUE=DATE"] == "20270105"


@given(cue=st.text(), line=st.text())
def test_a_calendar_says_what_the_player_wrote_whatever_it_is(cue: str, line: str) -> None:
    entry = fields(plan_as_calendar(cue, line, DAY))

    expected = re.sub(r"[\x00-\x1f\x7f]", " ", if_then(cue, line)).encode("utf-8", "replace").decode()
    assert unescaped(entry["DESCRIPTION"]) == f"{expected} What happened?"


@given(cue=st.text(min_size=40), line=st.text(alphabet="aé漢🙂,;\\\n", min_size=40))
def test_no_line_of_a_calendar_is_longer_than_75_octets(cue: str, line: str) -> None:
    calendar = plan_as_calendar(cue, line, DAY).encode()

    assert calendar.endswith(b"\r\n")
    for one in calendar.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(one) <= 75
        assert b"\n" not in one and b"\r" not in one
        one.decode()  # no letter is cut in two


def test_a_long_plan_is_folded_where_the_standard_says() -> None:
    lines = plan_as_calendar(CUE, "I will " + "ask " * 40, DAY).split("\r\n")

    [first] = [number for number, line in enumerate(lines) if line.startswith("DESCRIPTION:")]
    assert len(lines[first]) == 75
    assert lines[first + 1].startswith(" ")


def test_the_same_plan_made_twice_is_one_entry() -> None:
    assert plan_as_calendar(CUE, "I will ask", DAY) == plan_as_calendar(CUE, "I will ask", DAY)


def test_another_plan_is_another_entry() -> None:
    names = {fields(plan_as_calendar(CUE, line, DAY))["UID"] for line in ("I will ask", "I will wait")}

    assert len(names) == 2


class Words(HTMLParser):
    """The words of a page and the elements that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.elements = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@given(line=st.text(), title=st.text())
def test_a_page_shows_words_and_runs_nothing(line: str, title: str) -> None:
    pages = plan_as_page("<script>alert(1)</script> & so on", line, title), slip_as_page(title, DAY)

    for page in pages:
        assert Words(page).elements <= {"html", "head", "meta", "title", "style", "body", "main", "h1", "p", "footer"}
        assert "http" not in re.sub(r"[^\x00-\x7f]|(?<=<p>).*|(?<=<footer>).*", "", page)


def test_a_slip_says_that_somebody_took_part_and_no_more() -> None:
    said = slip_as_text("Whose  Finding", DAY)

    assert said == "Took part in “Whose Finding”, a practice with Upstander, on 28 December 2026.\n"


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    paths = [save(f"number {number}", "plan.txt", tmp_path) for number in range(3)]

    assert [path.name for path in paths] == ["plan.txt", "plan-2.txt", "plan-3.txt"]
    assert [path.read_text() for path in paths] == ["number 0", "number 1", "number 2"]


def test_a_file_may_be_named(tmp_path: Path) -> None:
    path = save("text", "plan.txt", tmp_path / "new" / "mine.txt")

    assert path == tmp_path / "new" / "mine.txt"


def test_a_place_that_cannot_be_written_to_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(CannotSave, match="Try another folder"):
        save("text", "plan.txt", tmp_path / "file" / "plan.txt")


@pytest.mark.parametrize("form", Form)
def test_a_plan_is_saved_in_every_form(home: Home, form: Form) -> None:
    application = home.starts()

    path = application.save_plan(application.play("sample"), CUE, "I will ask", form, home.folder)

    assert path.name == f"upstander-plan.{form}"
    assert "I will ask" in path.read_text("utf-8").replace("\n ", "")


@pytest.mark.parametrize("form", [Form.TEXT, Form.PAGE])
def test_a_slip_is_saved_as_text_and_as_a_page(home: Home, form: Form) -> None:
    application = home.starts()

    path = application.save_slip(application.play("sample"), form, home.folder)

    assert path.name == f"upstander-took-part.{form}"
    assert "Whose Finding" in path.read_text("utf-8")


def test_a_slip_is_no_calendar_file(home: Home) -> None:
    application = home.starts()

    with pytest.raises(ValueError, match="text or a page"):
        application.save_slip(application.play("sample"), Form.CALENDAR, home.folder)
    assert list(home.folder.iterdir()) == []


def test_line_ends_of_a_calendar_file_are_as_the_standard_has_them(home: Home) -> None:
    application = home.starts()

    path = application.save_plan(application.play("sample"), CUE, "I will ask", Form.CALENDAR, home.folder)

    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") == 17


def test_one_folder_can_be_named_for_everything(tmp_path: Path) -> None:
    folders = find({"UPSTANDER_HOME": str(tmp_path)})

    assert (folders.records, folders.cache) == (tmp_path / "records", tmp_path / "cache")
    assert folders.config == tmp_path / "config"
    assert exports_folder({"UPSTANDER_HOME": str(tmp_path)}) == tmp_path / "exports"


def test_without_that_the_folders_of_the_system_are_used() -> None:
    folders = find({})

    assert folders.records and folders.records.name == "records"
    assert exports_folder({}).is_dir()
