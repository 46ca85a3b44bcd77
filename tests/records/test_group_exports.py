"""What a facilitator takes away: the path and the kept counts, and nothing that points at a person."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.ballot import SOMETHING_ELSE
from game.group_application import NOT_OVER, NOTHING_YET, REHEARSAL, GroupPlay
from game.organisation import Help, Organisation
from game.records import group_exports, group_sheet
from game.records.exports import CannotSave
from game.records.group_runs import GroupRun, How, OptionKept, RoundKept, Stage
from game.records.group_saving import WHAT, GroupForm
from game.records.group_sheet_pdf import Paper, as_pdf
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from tests.records.conftest import Home
from tests.records.rooms import KEYS, PATH, Rooms, to_the_vote, votes
from tests.room import does, play_path, read_to, vote

HELP = (Help("Confidential line", "0800 000 000"), Help("Works council", "2.14"))
ORGANISATION = Organisation("Northern Line", "", HELP)
FORMS = tuple(GroupForm)


@pytest.fixture
def rooms(home: Home) -> Iterator[Rooms]:
    one = Rooms(home)
    yield one
    one.finishes()


def a_session(rooms: Rooms) -> GroupPlay:
    """The first decision voted on twice, the second told by the facilitator, the third after too few votes."""
    play = rooms.opens()
    play.keep_keys(KEYS)
    to_the_vote(play)
    votes(play, ask=12, wait=7, interrupt=6)
    does(play.session, m.TypeHands("wait", 3), m.CloseVote(), m.Reveal(), m.Talk(), handle=play.handle)
    vote(play.session, play.handle, ask=17, wait=5, interrupt=6)
    does(play.session, m.Reveal(), m.Adopt("ask"), handle=play.handle)
    read_to(play.session, Phase.THINK, handle=play.handle)
    vote(play.session, play.handle, let_be=10, another_cup=2)
    does(play.session, m.Adopt("another-cup"), handle=play.handle)
    read_to(play.session, Phase.THINK, handle=play.handle)
    vote(play.session, play.handle, let_be=3)
    does(play.session, m.Adopt("let-be"), handle=play.handle)
    read_to(play.session, Phase.THINK, handle=play.handle)
    does(play.session, m.Adopt("note"), handle=play.handle)
    read_to(play.session, Phase.DEBRIEF, handle=play.handle)
    does(play.session, m.Agree("=Whoever found it speaks first", "in May"), handle=play.handle)
    return play


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# --- table and data ------------------------------------------------------------------------------------------------


def test_the_table_has_a_row_for_each_option_of_each_vote_and_an_empty_cell_where_nothing_is_kept(rooms: Rooms) -> None:
    table = rows(group_exports.as_csv(a_session(rooms).run()))

    second = {row["option"]: row for row in table if (row["decision"], row["vote"]) == ("1", "2")}
    assert [row["votes"] for row in second.values()].count("") == 2
    assert sorted(filter(None, (row["votes"] for row in second.values()))) == ["17", "6"]
    assert {row["voters"] for row in second.values()} == {"28"}
    assert {row["phones"] for row in second.values()} == {"yes"}
    first = [row for row in table if (row["decision"], row["vote"]) == ("1", "1")]
    assert {(row["votes"], row["voters"], row["led"]) for row in first} == {("", "", "")}
    # A decision with no vote has one row.
    assert [row["how"] for row in table if row["decision"] == "4"] == ["no-vote"]


def test_how_each_decision_came_about_is_told_from_what_is_kept(rooms: Rooms) -> None:
    path = a_session(rooms).run().path

    # The kitchen was voted on twice; its first count stays as the later one told nothing that could be compared.
    assert [stage.how for stage in path] == [How.LED, How.OTHER, How.NOT_KEPT, How.NO_VOTE]


def test_a_session_that_was_brought_back_tells_the_same(rooms: Rooms) -> None:
    run = a_session(rooms).run()

    assert rooms.opens().run() == run


def test_the_data_is_the_same_as_json(rooms: Rooms) -> None:
    run = a_session(rooms).run()
    data = json.loads(group_exports.as_json(run))

    assert [stage["choice"] for stage in data["path"]] == ["ask", "another-cup", "let-be", "note"]
    counts = {option["id"]: option["count"] for option in data["path"][0]["rounds"][1]["options"]}
    assert counts == {"ask": 17, "interrupt": 6, "wait": None, SOMETHING_ELSE: None}
    assert data["day"] == "2026-03-02"
    assert (data["format"], data["version"]) == ("upstander-session", 1)
    assert data["condition"] == "=Whoever found it speaks first"


signs = st.sampled_from("=+-@\t\r\n ＝＋－＠'\"a,;|")


@given(st.text(alphabet=signs, max_size=12), st.sampled_from(["title", "ask", "do"]))
def test_no_cell_is_a_formula_or_ends_its_row(text: str, where: str) -> None:
    stage = Stage("call", "Ask?", "ask", "Ask.", How.NO_VOTE, ())
    run = GroupRun(
        scenario="s", title="T", day="2026-03-02", ending="", path=(stage,), condition="", review_on="", if_then_cue=""
    )
    odd = replace(stage, ask=text) if where == "ask" else replace(stage, do=text)
    run = replace(run, title=text) if where == "title" else replace(run, path=(odd,))
    written = group_exports.as_csv(run)
    cells = next(csv.reader(io.StringIO(written.removeprefix("\ufeff").split("\r\n", 1)[1], newline="")))

    assert written.count("\r\n") == 2
    assert all(not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in cells)
    assert not any(letter in cell for cell in cells for letter in "\t\r\n")


# --- the sheet -----------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_sheet_has_path_votes_agreement_own_line_and_contacts(rooms: Rooms) -> None:
    run = a_session(rooms).run()
    words = Page(group_sheet.as_page(run, ORGANISATION)).words

    for said in (
        "Whose Finding", "Northern Line · 2 March 2026", "It led the vote.", "Second vote by phones, 28 votes: ",
        "17 for this", "6 for “", "5 for other options.",
        "The facilitator went on with this, and not with what led.",
        "=Whoever found it speaks first", "in May", "If someone's finding comes back in another voice, I will",
        "Confidential line", "0800 000 000",
    ):  # fmt: skip
        assert said in words
    assert "First vote" not in words
    assert "Vote by phones, 12 votes: 80 % or more for “Ask how the numbers look" in words


def test_the_sheet_tells_the_moments_of_the_path_and_asks_nobody_what_they_would_do(rooms: Rooms) -> None:
    stage = Stage("s", "Nine people heard it. She asks: “Would you?” What do you do?", "a", "Say so.", How.LED, ())
    run = replace(a_session(rooms).run(), path=(stage, replace(stage, ask="What do you say?")))
    first, second = group_sheet.sheet_of(run, Organisation()).steps

    assert first.at == "Nine people heard it."
    assert second.at == ""


def test_votes_stand_in_the_order_of_the_screen_and_not_by_size(rooms: Rooms) -> None:
    counts = tuple(OptionKept(str(n), f"Option {n}.", 6 + n, n == 2) for n in range(3))
    stage = Stage("s", "", "2", "Option 2.", How.LED, (RoundKept(1, counts, 21, False, False, True),))
    [step] = group_sheet.sheet_of(replace(a_session(rooms).run(), path=(stage,)), Organisation()).steps

    assert step.rounds == ("Vote by phones, 21 votes: 6 for “Option 0”, 7 for “Option 1”, 8 for this.",)


def test_the_page_nests_as_a_page_should(rooms: Rooms) -> None:
    for run in (a_session(rooms).run(), replace(LONG, path=(), title="", condition="", review_on="")):
        nested = Nested(group_sheet.as_page(run, ORGANISATION))
        assert nested.open == [] and nested.faults == []
        assert nested.headings[0] == "h1" and nested.headings.count("h1") == 1


class Nested(HTMLParser):
    """What is open, and what was closed or put where it may not be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.headings: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.open[-1:] == ["p"] and tag not in ("span", "strong", "br"):
            self.faults.append(f"{tag} in p")
        if tag == "li" and self.open[-1:] != ["ol"]:
            self.faults.append("li outside of a list")
        if tag in ("dt", "dd") and self.open[-1:] != ["dl"]:
            self.faults.append(f"{tag} outside of a list")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def test_a_sheet_with_nothing_agreed_has_lines_to_write_on(rooms: Rooms) -> None:
    play = rooms.opens()
    play_path(play.session, PATH, handle=play.handle)

    page = group_sheet.as_page(play.run(), Organisation())
    assert page.count('class="line"') == 4
    assert "Whom to turn to" not in page


def test_the_page_needs_nothing_from_elsewhere_and_prints_on_the_paper_that_is_there(rooms: Rooms) -> None:
    page = group_sheet.as_page(a_session(rooms).run(), ORGANISATION)

    assert not re.search(r"https?:|src=|url\(|@import|<script|<link", page)
    assert "@page { margin" in page


@given(st.text(max_size=40))
def test_whatever_was_typed_is_text_and_no_part_of_the_page(typed: str) -> None:
    run = GroupRun(
        scenario="s",
        title=typed,
        day="2026-03-02",
        ending=typed,
        path=(),
        condition="<script>" + typed,
        review_on=typed,
        if_then_cue=typed,
    )
    plain = group_sheet.as_page(replace(run, title="", ending="", condition="x", review_on="x"), Organisation())

    assert sorted(set(Page(group_sheet.as_page(run, Organisation())).tags)) == sorted(set(Page(plain).tags))


SAID = "Say it now, in the call, by name. " * 3
LED_ONLY = RoundKept(1, (OptionKept("ask", SAID, None, True),), None, False, True, True)
COUNTED = RoundKept(2, tuple(OptionKept(str(n), SAID, 9 + n, n == 3) for n in range(4)), 42, False, True, True)
ASKED = "What do you do now, with everybody looking at the screen? " * 2
DONE = "Ask her what she would like, before the call goes on. " * 2
LONG = GroupRun(
    scenario="long",
    title="A title that is as long as a title may well be in a language with long words",
    day="2026-03-02",
    ending="An ending",
    path=tuple(Stage(f"scene-{at}", ASKED, "ask", DONE, How.LED, (LED_ONLY, COUNTED)) for at in range(9)),
    condition="w" * 300,
    review_on="in " + "n" * 77,
    if_then_cue="If someone's finding comes back in another voice",
)
FULL = Organisation("N" * 80, "", tuple(Help("x" * 80, "y " * 100) for _ in range(6)))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("paper", Paper)
def test_the_pdf_is_one_page_of_a4_or_letter_however_much_was_said(rooms: Rooms, paper: Paper) -> None:
    usual = as_pdf(group_sheet.sheet_of(a_session(rooms).run(), ORGANISATION), paper)
    long = as_pdf(group_sheet.sheet_of(replace(LONG, path=LONG.path[:6]), ORGANISATION), paper)

    assert usual.startswith(b"%PDF-") and pages(usual) == 1
    assert pages(long) == 1


def test_a_session_that_no_page_holds_loses_nothing_and_goes_on_to_another(rooms: Rooms) -> None:
    assert pages(as_pdf(group_sheet.sheet_of(LONG, FULL))) == 2


def test_the_same_sheet_is_the_same_pdf_and_knows_no_time(rooms: Rooms) -> None:
    sheet = group_sheet.sheet_of(a_session(rooms).run(), ORGANISATION)

    first = as_pdf(sheet)
    assert first == as_pdf(sheet)
    assert b"CreationDate" not in first


# --- files ---------------------------------------------------------------------------------------------------------


def closed(rooms: Rooms) -> GroupPlay:
    play = a_session(rooms)
    does(play.session, m.Close(), handle=play.handle)
    return play


def saved(play: GroupPlay, folder: Path, form: GroupForm) -> Path:
    return next(path for path in play.save_all(folder).files if path.suffix == f".{form}")


@pytest.mark.parametrize("form", FORMS)
def test_no_seat_no_key_and_no_time_is_in_any_file_that_is_taken_away(
    rooms: Rooms, tmp_path: Path, form: GroupForm
) -> None:
    written = saved(closed(rooms), tmp_path / "out", form).read_bytes()

    for secret in (b"seat-", KEYS.secret.hex().encode(), KEYS.secret, KEYS.code.encode(), KEYS.room.encode(), b"8123"):
        assert secret not in written
    assert b"09:30" not in written and b"T09" not in written
    if form is not GroupForm.PDF:  # packed: the same words are looked at as a page
        told = [int(number) for number in re.findall(rb'"(?:count|votes)":\s*(\d+)', written)]
        assert all(number >= 5 for number in told)


def test_all_four_files_are_written_together_and_nothing_is_overwritten(rooms: Rooms, tmp_path: Path) -> None:
    play, folder = closed(rooms), tmp_path / "out"
    first = play.save_all(folder)
    first.files[0].unlink()
    second = play.save_all(folder)

    assert [path.name for path in first.files] == [f"upstander-session-2026-03-02.{form}" for form in FORMS]
    # Under one name, though one of them would have been free.
    assert [path.name for path in second.files] == [f"upstander-session-2026-03-02-2.{form}" for form in FORMS]
    assert first.files[1].read_bytes() == second.files[1].read_bytes()
    assert not first.problems
    assert first.told() == (
        f"Saved in {folder}:", *(f"{path.name} – {WHAT[form]}" for path, form in zip(first.files, FORMS, strict=True))
    )  # fmt: skip


def test_where_nothing_can_be_written_it_says_so_once_and_leaves_nothing(rooms: Rooms, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    told = closed(rooms).save_all(tmp_path / "out")

    assert told.files == () and told.is_refused
    assert told.told() == (f"No file can be written to {tmp_path / 'out'} (File exists).",)
    assert (tmp_path / "out").read_text() == "a file"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is full")
def test_where_one_file_cannot_be_written_the_others_are(rooms: Rooms, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    # Where the page is put together before it takes its place, everything is full.
    (folder / f"upstander-session-2026-03-02.html.{os.getpid()}.new").symlink_to("/dev/full")
    told = closed(rooms).save_all(folder)

    assert [path.suffix for path in told.files] == [".pdf", ".csv", ".json"]
    [problem] = told.problems
    assert "upstander-session-2026-03-02.html" in problem and "No space left" in problem
    assert sorted(folder.iterdir()) == sorted(told.files)


def test_without_the_part_that_makes_pdf_files_the_other_files_are_written(
    rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)  # as where there is no build of it

    told = closed(rooms).save_all(tmp_path / "out")

    assert [path.suffix for path in told.files] == [".html", ".csv", ".json"]
    assert "not installed" in told.problems[0]
    assert not told.is_refused


def test_before_the_first_decision_there_is_nothing_to_save(rooms: Rooms, tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match=re.escape(NOTHING_YET)):
        rooms.opens().save_all(tmp_path)


def test_nothing_is_saved_of_a_session_that_goes_on_as_two_files_would_tell_who_moved(
    rooms: Rooms, tmp_path: Path
) -> None:
    with pytest.raises(CannotSave, match=re.escape(NOT_OVER)):
        a_session(rooms).save_all(tmp_path)


def test_nothing_of_a_rehearsal_is_saved(rooms: Rooms, tmp_path: Path) -> None:
    play = rooms.opens(rules=RoomRules(is_rehearsal=True))
    play_path(play.session, PATH, handle=play.handle)
    does(play.session, m.Close(), handle=play.handle)

    with pytest.raises(CannotSave, match=re.escape(REHEARSAL)):
        play.save_all(tmp_path)
