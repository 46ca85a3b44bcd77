"""What a facilitator takes away: the path and the kept counts, and nothing that points at a person."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.ballot import SOMETHING_ELSE
from game.group_application import NOTHING_YET, REHEARSAL, GroupForm, GroupPlay
from game.organisation import Help, Organisation
from game.records import group_exports, group_sheet
from game.records.exports import CannotSave
from game.records.group_runs import GroupRun, How, OptionKept, RoundKept, Stage
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
        "17 for “Write to Amara: ‘Shall I say whose it was, or back you?’”", "6 for “", "5 for other options.",
        "The facilitator went on with this, and not with what led.",
        "=Whoever found it speaks first", "in May", "If someone's finding comes back in another voice, I will",
        "Confidential line", "0800 000 000",
    ):  # fmt: skip
        assert said in words
    assert "First vote" not in words.replace("First vote by phones, 12 votes: 80 % or more", "")


def test_a_sheet_with_nothing_agreed_has_lines_to_write_on(rooms: Rooms) -> None:
    play = rooms.opens()
    play_path(play.session, PATH, handle=play.handle)

    page = group_sheet.as_page(play.run(), Organisation())
    assert page.count('class="line"') == 3
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


@pytest.mark.parametrize("form", FORMS)
def test_no_seat_no_key_and_no_time_is_in_any_file_that_is_taken_away(
    rooms: Rooms, tmp_path: Path, form: GroupForm
) -> None:
    play = a_session(rooms)

    written = play.save(form, tmp_path / "out").read_bytes()

    for secret in (b"seat-", KEYS.secret.hex().encode(), KEYS.secret, KEYS.code.encode(), KEYS.room.encode(), b"8123"):
        assert secret not in written
    assert b"09:30" not in written and b"T09" not in written
    if form is not GroupForm.PDF:  # packed: the same words are looked at as a page
        told = [int(number) for number in re.findall(rb'"(?:count|votes)":\s*(\d+)', written)]
        assert all(number >= 5 for number in told)


@pytest.mark.parametrize("form", FORMS)
def test_files_are_written_only_when_asked_for_and_nothing_is_overwritten(
    rooms: Rooms, tmp_path: Path, form: GroupForm
) -> None:
    play, folder = a_session(rooms), tmp_path / "out"
    folder.mkdir()
    assert list(folder.iterdir()) == []

    first, second = play.save(form, folder), play.save(form, folder)

    assert first.name == f"upstander-session-2026-03-02.{form}"
    assert first != second and first.read_bytes() == second.read_bytes()
    assert sorted(folder.iterdir()) == sorted([first, second])


def test_where_nothing_can_be_written_it_says_so_and_leaves_nothing(rooms: Rooms, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    with pytest.raises(CannotSave, match="cannot be written"):
        a_session(rooms).save(GroupForm.TABLE, tmp_path / "out" / "session.csv")
    assert (tmp_path / "out").read_text() == "a file"


def test_before_the_first_decision_there_is_nothing_to_save(rooms: Rooms, tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match=re.escape(NOTHING_YET)):
        rooms.opens().save(GroupForm.PAGE, tmp_path)


def test_nothing_of_a_rehearsal_is_saved(rooms: Rooms, tmp_path: Path) -> None:
    play = rooms.opens(rules=RoomRules(is_rehearsal=True))
    play_path(play.session, PATH, handle=play.handle)

    with pytest.raises(CannotSave, match=re.escape(REHEARSAL)):
        play.save(GroupForm.DATA, tmp_path)
