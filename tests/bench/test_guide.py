"""The facilitator's pack: nothing that is needed is missing, and it can be read by everybody on screen and on paper."""

from __future__ import annotations

import re
import sys
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from game import assets
from game.core.ballot import AGREED_FROM, DIVIDED_FROM, Split
from game.core.disclosure import ENOUGH_VOTES
from game.core.expression import And, Chose, Not, Or
from game.core.scenario import Decision, Ending, Facilitator, HardRemark, Scenario
from game.library import Library
from game.organisation import Help, Organisation
from game.session import room_words as words
from game.session.phases import Phase
from game.ui.room_overlays import CLOCKS
from game.ui.screens.room.looking_back import PART_NAMES as ON_THE_WALL
from tests.bench.commands import said
from tests.sample import CALL, LATER, SAMPLE, changed
from tools.guide.blocks import SHAPES, Bullets, Card, Options, Pack, Row, Table, shape_of
from tools.guide.conditions import places_of
from tools.guide.html import html_of
from tools.guide.numbers import minutes
from tools.guide.pack import IF_SOMEBODY_TELLS, PART_NAMES, pack_of
from tools.guide.pdf import Paper, pdf_of
from tools.guide.timing import timing_of
from tools.mapping.counts import counts
from tools.new import new_scenario

LIBRARY = Library(assets.scenarios_folder(), assets.assets_folder(), None)
BUNDLED = [reading.scenario for _, reading in map(LIBRARY.reading, LIBRARY.files()) if reading.scenario]
IDS = [scenario.id for scenario in BUNDLED]
NOBODY = Organisation()
VOID = ("meta", "br", "circle", "polygon", "path", "rect", "link")


def pack(scenario: Scenario = SAMPLE, organisation: Organisation = NOBODY) -> Pack:
    """The pack of a scenario."""
    return pack_of(scenario, counts(scenario, 100), organisation)


def read(pack: Pack) -> str:
    """All that the page says, in the order in which it is read aloud."""
    return " ".join(Page(html_of(pack)).text.split())


class Page(HTMLParser):
    """What stands in a page, and whether its parts are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.open, self.problems, self.headings = "", [], [], []
        self.ids, self.links, self.languages = [], [], set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"].removeprefix("#")] if tag == "a" else []
        self.languages |= {given["lang"]} if "lang" in given else set()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.problems.append(tag)

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += f" {data}"


# --- what is in it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", BUNDLED, ids=IDS)
def test_everything_that_a_player_may_read_is_in_the_pack(scenario):
    said_in_it = read(pack(scenario))

    for scene in scenario.scenes.values():
        wanted = [line.words for line in scene.script]
        if isinstance(scene.exit, Decision):
            wanted += [scene.exit.ask, scene.exit.reflect, scene.exit.discuss]
            for choice in scene.exit.choices:
                wanted += [choice.do, choice.summary, choice.line, choice.tradeoff, choice.commentary]
                wanted += [line.words for line in choice.consequence]
        elif isinstance(scene.exit, Ending):
            wanted += [scene.exit.title, scene.exit.closing_says, scene.exit.reflect]
        assert [text for text in wanted if " ".join(text.split()) not in said_in_it] == []


@pytest.mark.parametrize("scenario", BUNDLED, ids=IDS)
def test_what_the_author_wrote_for_facilitators_is_in_the_pack(scenario):
    said_in_it = read(pack(scenario))
    wanted = [part for remark in scenario.facilitator.hard_remarks for part in (remark.says, remark.reply)]
    wanted += scenario.facilitator.notes.split("\n\n")
    wanted += [scenario.content_note, *scenario.if_then_lines, scenario.if_then_cue]

    assert [text for text in wanted if " ".join(text.split()) not in said_in_it] == []


def test_everybody_is_there_with_how_to_say_their_name():
    cards = {block.title: block for part in pack().sections if part.key == "people" for block in part.blocks}

    assert list(cards) == ["Amara Okafor", "Duarte Reis"]
    assert Row("Say it", "ah-MAH-rah") in cards["Amara Okafor"].rows


def test_nobody_has_to_tell_their_own_story_and_passing_is_fine():
    before = read(pack())

    assert "Nobody has to tell what happened to them." in before
    assert "You can pass on anything, and you can leave at any time without saying why." in before


def test_what_is_said_before_it_begins_is_what_the_program_has_people_told():
    left_out = [rule for rule in words.GROUND_RULES if rule not in read(pack())]

    assert len(words.GROUND_RULES) > 3
    # Cards are seen when they are raised.
    assert left_out == ["Nobody sees who voted by phone for what, now or later. Hands are counted with eyes closed."]


def test_when_somebody_tells_what_happened_to_them_pack_and_window_say_the_same():
    assert any(IF_SOMEBODY_TELLS in reminder for reminder in words.REMINDERS)
    assert IF_SOMEBODY_TELLS in read(pack())


def test_everybody_has_a_letter_for_each_way_and_one_for_something_else():
    assert "Prepare a card with A, B, C and D for each person." in read(pack())
    assert "Prepare a card with A, B, C, D and E for each person." in read(pack(BUNDLED[0]))


def test_votes_are_counted_from_as_many_people_as_the_wall_shows_counts_for():
    assert ENOUGH_VOTES == 5
    assert "With fewer than five people, do not count votes." in read(pack())


def test_a_group_has_as_long_to_think_as_the_clock_on_the_wall_gives():
    assert "Then 30 to 45 seconds of silence" in read(pack())
    assert CLOCKS[Phase.THINK] == 45
    assert "30 to 45 seconds" in words.NEXT[Phase.THINK]


def test_after_what_comes_of_a_choice_it_is_silent_as_long_as_the_window_says():
    assert "Leave 20 seconds of silence." in read(pack())
    assert "20 seconds of silence" in words.NEXT[Phase.CONSEQUENCE]


def test_a_group_talks_as_long_as_the_wall_says():
    said_in_it = read(pack())

    for start, split in (
        ("All together, ", Split.AGREED), ("In pairs, ", Split.DIVIDED), ("In threes, ", Split.SCATTERED)
    ):
        assert f"{start}{minutes(words.TALK[split][1])}" in said_in_it


def test_most_agree_and_a_room_is_spread_out_where_the_program_says_so():
    said_in_it = read(pack())

    assert (AGREED_FROM, DIVIDED_FROM) == (0.75, 0.4)
    assert "Three in four or more chose one way." in said_in_it
    assert "No way has two in five." in said_in_it


def test_looking_back_has_the_parts_and_the_questions_of_the_wall():
    [looking_back] = [part for part in pack().sections if part.key == "looking-back"]
    [asked] = [block for block in looking_back.blocks if isinstance(block, Bullets) and block.is_numbered]

    assert dict(PART_NAMES) == ON_THE_WALL
    assert tuple(PART_NAMES) == words.PARTS
    for item, part in zip(asked.items, words.PARTS, strict=True):
        assert item.startswith(PART_NAMES[part])
        assert all(question.partition("{")[0] in item for question in words.QUESTIONS[part])


@pytest.mark.parametrize("scenario", BUNDLED, ids=IDS)
def test_a_third_of_the_time_belongs_to_looking_back(scenario):
    timing = timing_of(scenario, counts(scenario, 100))
    story = (timing.fewest + timing.most) / 2 * timing.decision

    assert timing.look_back == pytest.approx((story + timing.look_back) / words.LOOKING_BACK_SHARE, abs=2.5)


def test_each_decision_begins_a_page_and_names_its_ways_by_letter_and_shape():
    [call] = [part for part in pack().sections if part.key == "decision-1"]
    [options] = [block for block in call.blocks if isinstance(block, Options)]

    assert call.starts_page
    assert call.label == "Decision 1 of 3"
    assert [(one.letter, one.shape) for one in options.options] == [
        ("A", "triangle"), ("B", "circle"), ("C", "square"), ("D", "diamond")
    ]


def test_the_last_way_is_something_else_as_on_the_wall_and_it_is_said_what_to_do_if_it_leads():
    said_in_it = read(pack())

    assert said_in_it.count(words.SOMETHING_ELSE_DO) == 3
    assert said_in_it.count("Ask “What would you do?” and let two or three answer.") == 3


def test_each_decision_says_how_to_talk_when_the_room_agrees_is_split_or_spread_out():
    for part in pack().sections:
        if part.key.startswith("decision"):
            labels = [row.label for block in part.blocks if isinstance(block, Table) for row in block.rows]
            assert {"Most agree", "The room is split", "It is spread out"} <= set(labels)


def test_nobody_has_to_say_how_they_voted():
    assert read(pack()).count("Nobody has to say how they voted.") == 3


def test_no_way_is_called_right_or_wrong():
    scenes = {key: replace(scene, summary="") for key, scene in SAMPLE.scenes.items()}
    plain = replace(SAMPLE, summary="", scenes=scenes)
    ours = read(pack(plain))

    assert not re.search(r"\b(correct|wrong|score|best answer|right answer)\b", ours, re.IGNORECASE)


def test_a_line_that_only_some_hear_says_in_words_who_hears_it():
    assert "If you chose A at decision 1:" in read(pack())


def test_choices_of_one_decision_are_named_together():
    places = places_of(SAMPLE)

    assert places.when(Or((Chose("ask"), Chose("wait")))) == "you chose B or C at decision 1"
    assert places.when(And((Not(Chose("ask")), Not(Chose("wait"))))) == "you chose neither B nor C at decision 1"
    assert places.when(And((Chose("ask"), Chose("note")))) == "you chose B at decision 1 and you chose A at decision 3"


def test_each_way_says_where_the_story_goes_on():
    ways = [row.words for part in pack().sections for block in part.blocks if isinstance(block, Card)
            for row in block.rows if row.label == "Then"]

    assert "Decision 3." in ways
    assert "If “trust” is at least “2” or something was put right: the ending “Her words, her name”. " \
        "Otherwise: the ending “Another Tuesday”." in ways


def test_a_decision_that_can_be_left_out_says_how_to_go_on():
    shorter = replace(CALL.exit, skippable="ask")
    told = changed(replace(SAMPLE, facilitator=Facilitator(skip_if_short="call")), call=replace(CALL, exit=shorter))
    said_in_it = read(pack(told))

    assert "Leave out decision 1 and save about" in said_in_it
    assert "Go on as if B was chosen" in said_in_it


def test_help_comes_from_the_organisation_and_without_it_there_is_room_to_write():
    ours = Organisation("Northern Line", "Here, managers report.", (Help("Confidential line", "0800 000 000"),))

    assert "Confidential line 0800 000 000" in read(pack(organisation=ours))
    assert "No contacts are set up." in read(pack())


def test_what_the_author_has_not_written_is_named_in_one_line_and_the_pack_still_comes():
    made = pack()

    assert made.missing == (
        "For the author: “facilitator” has no “notes”, no “hard_remarks” and no “skip_if_short”; "
        "2 of 3 decisions have no “discuss”."
    )
    assert made.missing in read(made)


def test_a_new_scenario_has_a_place_for_all_that_the_pack_asks_for(tmp_path):
    path = new_scenario(title="The Short Name", folder=tmp_path)
    scenario = Library(tmp_path, assets.assets_folder(), None).scenario(path.stem)

    assert "facilitator" not in pack(scenario).missing


@pytest.mark.parametrize("scenario", BUNDLED, ids=IDS)
def test_nothing_is_missing_in_the_scenarios_that_come_with_the_program(scenario):
    assert pack(scenario).missing == ""


def test_a_pack_without_hard_remarks_has_no_page_for_them():
    remarks = Facilitator(hard_remarks=(HardRemark("It is only a call.", "It is. What would you look at?"),))

    assert "remarks" not in [part.key for part in pack().sections]
    assert "remarks" in [part.key for part in pack(replace(SAMPLE, facilitator=remarks)).sections]


def test_the_cover_says_how_long_it_takes_a_group_and_who_reviewed_it():
    said_in_it = {row.label: row.words for block in pack().cover if isinstance(block, Table) for row in block.rows}

    assert re.fullmatch(r"About \d+( to \d+)? minutes, with [\w ]+\. This is an estimate\.", said_in_it["For a group"])
    assert said_in_it["Reviewed"] == "Reviewed by two colleagues; not yet by three independent people."
    assert said_in_it["What it is about"] == "Lost credit."


def test_more_to_read_takes_a_group_longer():
    longer = replace(CALL, script=CALL.script * 20)

    assert timing_of(changed(call=longer), counts(SAMPLE, 50)).decision > timing_of(SAMPLE, counts(SAMPLE, 50)).decision


def test_a_severe_scenario_asks_for_a_second_person():
    assert "Ask a second person to run it with you." not in read(pack())
    assert "Ask a second person to run it with you." in read(pack(replace(SAMPLE, intensity=3)))


# --- the web page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", BUNDLED, ids=IDS)
def test_the_page_is_whole_and_its_headings_go_down_step_by_step(scenario):
    page = Page(html_of(pack(scenario)))

    assert (page.problems, page.open) == ([], [])
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_every_link_of_the_page_leads_somewhere_and_every_place_has_one_name():
    page = Page(html_of(pack()))

    assert len(page.links) > 5
    assert set(page.links) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_page_asks_for_nothing_from_elsewhere_and_runs_nothing():
    html = html_of(pack()).replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"https?:|<script|@import|<link|<img", html)
    assert re.findall(r"url\((?!data:)", html) == []


def test_a_story_in_another_language_says_so_to_a_screen_reader():
    assert Page(html_of(pack())).languages == {"en"}
    assert Page(html_of(pack(replace(SAMPLE, language="pt-BR")))).languages == {"en", "pt-BR"}


def test_what_looks_like_a_tag_is_shown_and_not_followed():
    told = replace(SAMPLE, title="<script>alert(1)</script> & more")

    assert "<script" not in html_of(pack(told))
    assert "<script>alert(1)</script> & more" in read(pack(told))


def test_shapes_are_named_for_those_who_do_not_see_them():
    assert 'aria-label="triangle"' in html_of(pack())
    assert [shape_of(place) for place in range(7)] == [*SHAPES, ""]


# --- on paper ------------------------------------------------------------------------------------------------------


def in_pdf(data: bytes) -> bytes:
    """The file with its packed parts unpacked."""
    parts = [data]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


@pytest.fixture(scope="module")
def printed() -> bytes:
    """The pack of the first scenario, as PDF."""
    pytest.importorskip("typst")
    return pdf_of(pack(BUNDLED[0]))


def test_the_same_pack_gives_the_same_file(printed):
    assert pdf_of(pack(BUNDLED[0])) == printed


def test_a_screen_reader_finds_headings_and_a_language_in_the_file(printed):
    inside = in_pdf(printed)

    assert inside.startswith(b"%PDF-")
    for wanted in (b"/StructTreeRoot", b"/Lang", b"/H1", b"/H2", b"pdfuaid:part", b"/Outlines"):
        assert wanted in inside, wanted


def test_the_map_on_paper_is_described_in_words(printed):
    assert b"/Alt" in in_pdf(printed)


def test_both_kinds_of_paper_are_known(printed):
    letter = pdf_of(pack(BUNDLED[0]), Paper.LETTER)

    assert re.search(rb"/MediaBox\s*\[\s*0 0 595", in_pdf(printed))
    assert re.search(rb"/MediaBox\s*\[\s*0 0 612", in_pdf(letter))


def test_any_alphabet_and_any_sign_can_be_printed():
    pytest.importorskip("typst")
    signs = "Đặng Łukasz Yıldız Ж #let *x* $y$ @z <w> \\ [v] {u} “t” https://a.example"
    told = replace(SAMPLE, title=signs, summary=signs, role=signs)

    assert pdf_of(pack(changed(told, later=replace(LATER, summary=signs)))).startswith(b"%PDF-")


def test_a_story_with_no_words_for_facilitators_is_printed_all_the_same():
    pytest.importorskip("typst")

    assert pdf_of(pack()).startswith(b"%PDF-")


# --- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Commands run in a folder of their own and leave nobody's records behind."""
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def test_the_pack_is_written_for_paper_unless_one_asks_for_a_page(capsys, tmp_path):
    pytest.importorskip("typst")
    assert said(capsys, "guide", "half-a-second-behind")[0] == 0
    assert said(capsys, "guide", "half-a-second-behind", "--out", "pack.html")[0] == 0

    assert (tmp_path / "half-a-second-behind-guide.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "pack.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_contacts_of_the_organisation_are_in_the_pack(capsys, tmp_path):
    (tmp_path / "ours.toml").write_text('[[help]]\nname = "Staff council"\nhow = "Room 2.14"\n', encoding="utf-8")
    said(capsys, "--organisation", "ours.toml", "guide", "half-a-second-behind", "--out", "pack.html")

    assert "Staff council" in (tmp_path / "pack.html").read_text(encoding="utf-8")


def test_where_pdf_files_cannot_be_made_the_way_round_is_named(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    code, _, err = said(capsys, "guide", "half-a-second-behind")

    assert code == 2
    assert "ends in .html and print that from a browser" in " ".join(err.split())


def test_a_file_of_another_kind_is_not_written(capsys, tmp_path):
    code, _, err = said(capsys, "guide", "half-a-second-behind", "--out", "pack.docx")

    assert code == 2
    assert "End its name in .pdf or .html." in " ".join(err.split())
    assert not (tmp_path / "pack.docx").exists()
