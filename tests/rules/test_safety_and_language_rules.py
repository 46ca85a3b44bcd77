"""Where the rules about safety and about language begin and end: one case on each side of every threshold."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from game.core.diagnostic import Severity
from game.ui.fonts import PygameMeasure
from game.ui.text import READING_FACES
from tests.rules.patching import story
from tools.checking import prose
from tools.checking.catalogue import catalogue
from tools.checking.rule_data import ours
from tools.checking.story import Kind
from tools.rules.f12_letter_not_drawn import ALWAYS_THERE
from tools.rules.f14_word_too_wide import longest_piece

ENTRIES = {entry.rule.code: entry for entry in catalogue()}
WIDE = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


def found(code, patch, **changed):
    told = story(patch)
    told.data = replace(told.data, **changed) if changed else told.data
    return list(ENTRIES[code].of_scenario(told))


def messages(code, patch):
    return [finding.message for finding in found(code, patch)]


def severities(code, patch):
    return [finding.severity or ENTRIES[code].rule.severity for finding in found(code, patch)]


def choice(**keys):
    return {"scenes": {"third-time": {"decision": {"choices": [{"id": "hand-back", **keys}]}}}}


def scene(**keys):
    return {"scenes": {"third-time": keys}}


def decision(**keys):
    return scene(decision=keys)


def scenes_of(scripts):
    """The story with these scripts, and a line in every other scene."""
    names = [name for name, one in story({}).scenario.scenes.items() if one.script]
    return {"scenes": {name: {"script": scripts.get(name, "Later.")} for name in names}}


def counted(number, word="word"):
    """So many words in sentences of ten."""
    return " ".join(f"{word}." if n % 10 == 9 else word for n in range(number)).rstrip(".") + "."


# --- safety --------------------------------------------------------------------------------------------------------


def test_an_everyday_story_needs_no_note():
    assert found("E01", {"intensity": "1", "content_note": ""}) == []


def test_a_topic_is_found_once_however_often_it_comes_up():
    script = "A funeral.\namara (serious): The funeral is on Monday.\nduarte: After the funeral, then."

    assert len(found("E01", scene(script=script))) == 1


def test_a_note_that_names_the_topic_is_enough():
    patch = {**scene(script="It is the day of the funeral."), "content_note": "A death in a colleague's family."}

    assert found("E01", patch) == []


@pytest.mark.parametrize(("number", "is_long"), [(30, False), (31, True)])
def test_a_note_of_thirty_words_is_not_too_long(number, is_long):
    assert bool(found("E02", {"content_note": counted(number)})) == is_long


def test_a_listed_slur_is_an_error_in_any_capitals_and_number():
    slurs = {"slurs": (hashlib.sha256(b"grobnik").hexdigest(),), "obscenities": ()}
    words = {**ours().words, "E03": slurs}

    for written in ("grobnik", "Grobnik", "GROBNIKS"):
        [finding] = found("E03", scene(script=f"Somebody says {written}."), words=words)
        assert (finding.quote, finding.severity) == (written, None)
    assert ENTRIES["E03"].rule.severity is Severity.ERROR
    assert found("E03", scene(script="Somebody says grobnikov."), words=words) == []


def test_a_library_may_list_a_word_as_it_is():
    words = {**ours().words, "E03": {"slurs": (), "obscenities": ("drat",)}}

    assert [one.severity for one in found("E03", scene(script="Drat."), words=words)] == [Severity.WARNING]


def test_our_list_of_slurs_spells_none_of_them_out():
    for name in ("slurs", "obscenities"):
        assert all(len(word) == 64 and int(word, 16) >= 0 for word in ours().listed("E03", name))


def test_a_person_of_the_story_may_laugh_and_the_player_is_not_asked_to():
    assert found("E04", scene(script="duarte (laughing): You should laugh at him. Everybody does.")) == []
    assert found("E04", choice(do="Look at the table and do not laugh along with the others.")) == []
    assert len(found("E04", choice(do="Laugh at him with the others, and wait for item three."))) == 1


def test_a_question_about_the_story_is_not_a_question_about_ones_life():
    assert found("E05", decision(reflect="What happened to the finding, and who could tell?")) == []
    assert len(found("E05", decision(reflect="As a member of a minority, what would you say?"))) == 1


def report(ending):
    told = {"id": "bring-a-draft", "do": "Take it to HR with the dates.", "tradeoff": "", "next": ending}
    return {"scenes": {"open-door": {"decision": {"choices": [told]}}}}


def test_below_intensity_two_a_report_may_be_free():
    assert found("E06", {**report("item-one"), "intensity": "1"}) == []
    assert len(found("E06", {**report("item-one"), "intensity": "2"})) == 1


def test_a_report_that_leads_to_no_good_ending_needs_no_price():
    assert found("E06", {**report("camera-off"), "intensity": "2"}) == []


def test_advice_about_law_names_the_country_of_the_scenario():
    [finding] = found("E07", choice(do="Tell him that it is illegal, and wait for what he says."))

    assert "the law for Portugal" in finding.hint


def test_consent_in_the_file_is_enough_for_a_note():
    patch = {"do": "Write down the minute in a file of your own.", "method": "document", "consequence": "Four lines."}

    assert len(found("E10", choice(**patch))) == 1
    assert found("E10", choice(**patch, consent="Amara said yes on Monday.")) == []


def test_a_timer_leaves_the_time_to_read_and_ten_seconds():
    words = "What now?"  # with four choices of seven words, thirty in all: ten seconds
    choices = [{"id": name, "do": "Say that it is her turn now."} for name in ("hand-back", "write-in-chat")]
    choices += [{"id": name, "do": "Say that it is her turn now."} for name in ("ask-amara", "let-it-go")]
    timer = {"ask": words, "choices": choices, "on_timeout": "let-it-go"}

    assert found("E11", decision(**timer, seconds="20")) == []
    assert len(found("E11", decision(**timer, seconds="19"))) == 1


@pytest.mark.parametrize(
    ("words", "is_copied"), [("one two three four five six seven", True), ("one two three four five six", False)]
)
def test_seven_words_in_a_row_are_copied_and_six_are_not(tmp_path, words, is_copied):
    folder = tmp_path / "forbidden_sources"
    folder.mkdir()
    (folder / "course.txt").write_text("Zero, ONE two\nthree four five six seven eight.", encoding="utf-8")
    told = story(scene(summary=f"Here are {words} and no more."))
    told.file = str(tmp_path / "half-a-second-behind.yaml")

    assert [finding.where for finding in ENTRIES["E13"].of_scenario(told)] == ["scene/third-time/summary"] * is_copied


def test_a_product_that_is_also_a_word_counts_inside_a_sentence():
    assert messages("E14", scene(script="Zoom in on step four. Word has it that she knows.")) == []
    assert messages("E14", scene(script="They meet on Zoom.")) == ["“Zoom” is a real company or product."]


def test_a_person_of_the_story_may_bear_the_name_of_a_company():
    patch = {"cast": {"teresa": {"name": "Mercedes Siemens"}}, **scene(script="Siemens looks up.")}

    assert found("E14", patch) == []


# --- language ------------------------------------------------------------------------------------------------------


def test_a_short_story_is_not_graded():
    hard = counted(59, "institutionalisation")

    assert found("F02", choice(commentary=hard)) == []
    assert len(found("F02", choice(commentary=hard + " Indeed."))) == 1


@pytest.mark.parametrize(("kind", "grade", "is_hard"), [("scene", 9.0, False), ("scene", 8.99, True)])
def test_a_passage_may_have_the_grade_of_the_limit(kind, grade, is_hard):
    text = counted(60, "reading")  # 10 words a sentence, two syllables a word: 0.39·10 + 11.8·2 − 15.59 = 11.91
    limits = {**ours().limits, "F02": {**ours().limits["F02"], kind: grade + 2.91}}

    assert bool(found("F02", choice(consequence=text), limits=limits)) == is_hard


@pytest.mark.parametrize(("above", "is_hard"), [(0.01, False), (-0.01, True)])
def test_a_story_may_have_the_grade_of_the_limit(above, is_hard):
    told = "\n".join(text.words for text in story({}).texts(Kind.COMMENTARY))
    limits = {**ours().limits, "F01": {**ours().limits["F01"], "grade": prose.grade(told) + above}}

    assert bool(found("F01", {}, limits=limits)) == is_hard
    assert (ours().limit("F01", "grade"), ours().limit("F02", "scene"), ours().limit("F02", "commentary")) == (8, 9, 10)


def test_a_story_that_is_far_too_hard_is_an_error():
    patch = {"scenes": {}}
    for where in story({}).moments:
        choices = [{"id": one.id, "commentary": counted(60, "institutionalisation")} for one in where.choices]
        patch["scenes"][where.scene.id] = {"decision": {"choices": choices}}

    assert severities("F01", patch) == [Severity.ERROR]


@pytest.mark.parametrize(("number", "is_long"), [(28, False), (29, True)])
def test_a_sentence_of_twenty_eight_words_is_not_too_long(number, is_long):
    sentence = " ".join(["word"] * number) + "."

    assert bool(found("F03", choice(commentary=f"Short one. {sentence}"))) == is_long


@pytest.mark.parametrize(
    ("number", "expected"),
    [(95, []), (96, [Severity.WARNING]), (120, [Severity.WARNING]), (121, [Severity.ERROR])],
)
def test_a_scene_of_ninety_five_words_is_not_too_long(number, expected):
    assert severities("F04", scenes_of({"third-time": counted(number)})) == expected


@pytest.mark.parametrize(("number", "is_long"), [(110, False), (111, True)])
def test_an_ending_may_have_a_hundred_and_ten_words(number, is_long):
    assert bool(found("F04", scenes_of({"item-one": counted(number)}))) == is_long


def test_lines_that_never_show_together_are_not_added_up():
    script = f"[if norm] {counted(60)}\n[if not norm] {counted(60)}"

    assert found("F04", scenes_of({"third-time": script})) == []


def test_somebody_in_the_story_may_say_i():
    told = "You answer: I did, and he knows.\nThe note says “I was first” and ‘I don't know’.\namara: I did."

    assert found("F05", {"title": "What I Said", **scene(script=told)}) == []


def test_a_trainee_of_the_story_is_not_the_one_who_plays():
    said = scene(script="The trainee waits.")

    assert len(found("F05", said)) == 1
    assert found("F05", {"cast": {"minh": {"role": "Trainee developer"}}, **said}) == []


def test_half_of_the_questions_have_to_speak_to_you():
    scenes = [moment.scene.id for moment in story({}).moments]
    half = len(scenes) // 2

    def asking(number):
        return {"scenes": {name: {"decision": {"ask": "What comes next?"}} for name in scenes[:number]}}

    assert found("F05", asking(half)) == []
    assert severities("F05", asking(half + 1 + len(scenes) % 2)) == [Severity.WARNING]


def test_one_verb_in_five_may_be_in_the_past():
    here = "You look up. You see her. You wait. You write it down."
    base = story({})
    scenes = scenes_of({})["scenes"]
    for moment in base.moments:
        choices = [{"id": one.id, "consequence": "Later."} for one in moment.choices]
        scenes[moment.scene.id]["decision"] = {"choices": choices}

    def told(script):
        third = {**scenes["third-time"], "script": script}
        return {"scenes": {**scenes, "third-time": third}}

    assert found("F06", told(here + " You heard it.")) == []
    assert messages("F06", told(here + " You heard it. You knew."))[0].startswith("2 of 6 verbs")
    assert found("F06", told("You heard it. You knew. You saw her.")) == []  # too few to tell


def test_one_feeling_is_allowed_and_the_second_is_found():
    one = "You feel the table move."

    assert found("F07", scene(script=one)) == []
    assert len(found("F07", scene(script=f"{one}\nteresa: Go on.\nYou feel cold."))) == 1
    assert len(found("F07", scene(script=f"{one} You are angry, and you feel cold."))) == 2


def test_an_idiom_may_be_spoken_or_explained():
    assert found("F08", scene(script="duarte: Let's touch base.")) == []
    assert found("F08", {"glossary": {"deep dive": "A long look."}, **scene(script="A deep dive begins.")}) == []
    assert len(found("F08", scene(script="A deep dive begins."))) == 1


@pytest.mark.parametrize(
    "told",
    ["HR looks up.", "The KPI (a figure) is on the wall.", "A figure (KPI) is on the wall.", "MINH, says the card.",
     "DO NOT ENTER", "The word NO, and no other word.", "Part II begins."],
)
def test_what_is_known_explained_or_a_name_is_no_acronym_to_explain(told):
    assert found("F09", scene(script=told)) == []


def test_an_acronym_is_found_where_it_first_stands_only():
    assert len(found("F09", scene(script="The KPI falls.\nteresa: The KPIs, again. KPI!"))) == 1


def test_a_colour_and_a_sound_may_be_in_the_story_and_not_in_a_question():
    assert found("F11", scene(script="She holds up a green card. The beep of the till goes on.")) == []
    assert len(found("F11", decision(ask="Which of the green cards do you take?"))) == 1


def test_every_reading_face_that_comes_first_has_the_usual_letters():
    assert PygameMeasure().covers("".join(sorted(ALWAYS_THERE)), READING_FACES[0])


@pytest.mark.parametrize("name", ["Minh Trần", "Đặng Thị Hương", "Łukasz Żak", "Zoë Åkesson"])
def test_names_keep_their_letters(name):
    assert found("F12", {"cast": {"minh": {"name": name}}}) == []


def test_a_letter_is_found_once_with_the_place_where_it_first_stands():
    findings = found("F12", scene(script="A 👍 and a 👍.\nteresa: 👍", summary="A sign."))

    assert [(finding.where, finding.quote) for finding in findings] == [("scene/third-time/script", "👍")]


@pytest.mark.parametrize(("letters", "findings"), [("ກຂຄງຈ", 5), ("ກຂຄງຈຊ", 1)])
def test_five_letters_get_a_finding_each_and_more_are_one(letters, findings):
    assert len(found("F12", scene(summary=letters))) == findings


def test_each_decision_needs_a_question_for_the_group_and_the_room_one_hard_remark():
    scenes = [moment.scene.id for moment in story({}).moments]
    bare = {"scenes": {name: {"decision": {"discuss": ""}} for name in scenes}, "facilitator": ""}

    assert len(found("F13", bare)) == len(scenes) + 1
    assert found("F13", {}) == []


def test_a_short_word_is_not_laid_out_and_a_wide_one_is_found_in_the_place_where_it_stands():
    assert found("F14", scene(script="amara: Responsibilities.")) == []
    [finding] = found("F14", {**choice(commentary=f"It is in the {WIDE}, which nobody reads."), "summary": "All fits."})
    assert (finding.where, finding.quote) == ("choice/hand-back/commentary", WIDE)


@pytest.mark.parametrize(
    "key", ["title", "summary", "content_note", "if_then", "look_closer", "ask", "reasons", "harm", "closing"]
)
def test_a_wide_word_is_found_on_every_screen(key):
    reasons = [{"says": "Somebody has to."}, {"says": "I would want it for me.", "note": WIDE}]
    nested = {
        "if_then": {"if_then": {"cue": f"If {WIDE}"}},
        "look_closer": scene(look_closer=[{"at": "A page", "shows": WIDE}]),
        "ask": decision(ask=f"{WIDE}. What do you do?"),
        "reasons": {"scenes": {"the-insight": {"decision": {"reasons": reasons}}}},
        "harm": choice(harm=["exposes"], harm_says=f"You said {WIDE}."),
        "closing": {"scenes": {"item-one": {"ending": {"closing": {"by": "amara", "says": WIDE}}}}},
    }

    assert len(found("F14", nested.get(key, {key: WIDE}))) == 1


def test_from_sixteen_letters_on_a_word_is_laid_out():
    assert found("F14", scene(script=f"you: {'m' * 15}?")) == []
    assert len(found("F14", scene(script=f"you: {'m' * 16}?"))) == 1


def test_a_word_that_may_break_at_a_hyphen_fits():
    hyphens = "overview-of-everything-that-was-ever-said-in-this-room-today"

    assert found("F14", scene(script=f"amara: Read the {hyphens}.")) == []


def test_a_wide_word_that_no_play_comes_to_is_passed_over():
    assert found("F14", scene(script=f"Tuesday.\n[if seen(item-one)] {WIDE}")) == []


@pytest.mark.parametrize(
    ("text", "longest"),
    [("“Donaudampf”, he said.", "Donaudampf"), ("over-the-top stuff", "stuff"), ("여러분의이야기를들려주세요", "")],
)
def test_the_longest_piece_is_one_in_which_no_line_can_break_well(text, longest):
    assert longest_piece(text) == longest


# --- the page for authors --------------------------------------------------------------------------------------------


def test_the_page_on_writing_names_rules_that_there_are():
    page = (Path(__file__).parents[2] / "docs" / "writing.md").read_text("utf-8")
    named = set(re.findall(r"\b[A-Z]\d\d\b", page))

    assert named and named <= set(ENTRIES)


@pytest.mark.parametrize(
    ("row", "code", "names"),
    [
        ("a scene, on its longest route", "F04", ("longest", "longest_ending")),
        ("a choice", "B05", ("shortest", "longest")),
        ("a consequence", "C03", ("shortest", "longest")),
        ("a commentary", "C02", ("shortest", "longest")),
        ("`line` and `tradeoff`", "C08", ("longest",)),
        ("a sentence", "F03", ("longest",)),
        ("`content_note`", "E02", ("longest",)),
    ],
)
def test_the_lengths_on_the_page_are_those_of_the_rules(row, code, names):
    page = (Path(__file__).parents[2] / "docs" / "writing.md").read_text("utf-8")
    [told] = re.findall(rf"^\| {re.escape(row)} \| (.*) \|$", page, re.MULTILINE)
    numbers = [float(number) for number in re.findall(r"\b\d+\b", told)]

    assert numbers == [ours().limit(code, name) for name in names]
