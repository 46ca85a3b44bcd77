"""Two versions of a scenario in the author's words: what came, went, changed, and where its routes lead now."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import assets
from game.core.scenario import Branch, Dimension, Line
from tests.bench.commands import said
from tests.sample import BETTER, CALL, CORRIDOR, DESK, KITCHEN, LATER, SAMPLE, changed, go, when, without_choice
from tools.difference_texts import text_of
from tools.differences import differences
from tools.lengths import lengths
from tools.word_marks import lines, marked, marks

SHORT = "half-a-second-behind"
SOURCE = (assets.scenarios_folder() / f"{SHORT}.yaml").read_text("utf-8")


def with_choice(scene, name, **other):
    """A scene with one of its choices written another way."""
    choices = tuple(replace(one, **other) if one.id == name else one for one in scene.exit.choices)
    return replace(scene, exit=replace(scene.exit, choices=choices))


def text(new):
    """What the author reads of a change to the small story, in one line."""
    return " ".join(text_of(differences(SAMPLE, new)).split())


# --- parts and words ---------------------------------------------------------------------------------------------


def test_a_file_that_only_looks_different_is_the_same():
    assert differences(SAMPLE, replace(SAMPLE, content_hash="00" * 32)).is_same


def test_a_changed_text_is_shown_with_the_words_that_went_and_came():
    said_now = text(changed(call=with_choice(CALL, "wait", do="Say nothing, and note who said what and when.")))

    assert "choice wait do: Say nothing, and [-write down-]{+note+} who said what and when." in said_now


def test_of_a_script_only_the_lines_that_differ_are_shown():
    said_now = text(changed(desk=replace(DESK, script=(Line("The call is over."), DESK.script[1]))))

    assert "scene desk script: The call [-ends-]{+is over+}." in said_now
    assert "comes to your desk" not in said_now


def test_a_changed_condition_is_shown_in_the_language_of_conditions():
    later = DESK.script[1]._replace(when=when("trust is at least 2"))
    said_now = text(changed(desk=replace(DESK, script=(DESK.script[0], later))))

    assert "[if [-chose(interrupt)-]{+trust is at least 2+}] Amara comes to your desk." in said_now


def test_a_changed_rating_is_shown_with_both_values():
    rated = {Dimension.NOTICE: 2, Dimension.CENTRE: 3, Dimension.CRAFT: 1}
    said_now = text(changed(call=with_choice(CALL, "ask", ratings=rated)))

    assert "ratings: notice 2, centre 3, craft 3 → notice 2, centre 3, craft 1" in said_now


def test_what_a_choice_sets_is_shown():
    said_now = text(changed(call=with_choice(CALL, "interrupt", set=())))

    assert "choice interrupt set and change: credit: restored → nothing" in said_now


def test_a_choice_that_went_is_named_with_its_words():
    found = differences(SAMPLE, changed(call=without_choice(CALL, "wait")))

    assert [(one.kind, one.id) for one in found.went] == [("choice", "wait")]
    assert "- choice wait: Say nothing, and write down who said what and when." in text_of(found)


def test_a_choice_with_the_same_words_under_another_id_was_renamed():
    found = differences(SAMPLE, changed(call=with_choice(CALL, "wait", id="write-it-down")))

    assert [(one.old_id, one.id, one.changes) for one in found.changed] == [("wait", "write-it-down", ())]
    assert not found.came and not found.went
    assert "= choice wait is called write-it-down now" in text_of(found)


def test_ways_to_a_renamed_scene_are_no_changes_of_their_own():
    scenes = {scene.id: scene for scene in (CALL, DESK, KITCHEN, CORRIDOR, BETTER)}
    branches = (Branch("better", when("trust is at least 2 or repaired_harm")), Branch("much-later"))
    scenes["corridor"] = with_choice(with_choice(CORRIDOR, "note", next=branches), "leave", next=go("much-later"))
    scenes["much-later"] = replace(LATER, id="much-later")
    found = differences(SAMPLE, replace(SAMPLE, scenes=scenes))

    assert [(one.old_id, one.id, one.changes) for one in found.changed] == [("later", "much-later", ())]
    assert found.elsewhere == ()


# --- routes ------------------------------------------------------------------------------------------------------


def test_an_ending_that_cannot_be_reached_any_more_is_named():
    leads = with_choice(with_choice(CORRIDOR, "note", next=go("later")), "rota", next=go("later"))
    found = differences(SAMPLE, changed(corridor=leads))

    assert found.after.endings == ("later",)
    assert "- ending better “Her words, her name” cannot be reached any more" in text_of(found)


def test_a_path_that_ends_elsewhere_is_shown_at_its_shortest():
    said_now = text(changed(corridor=with_choice(CORRIDOR, "rota", next=go("later"))))

    assert (
        "ends with later “Another Tuesday”, and ended with better “Her words, her name” --choose wait,rota" in said_now
    )


def test_a_choice_that_cannot_be_made_any_more_is_shown_with_the_way_to_it():
    said_now = text(changed(call=without_choice(CALL, "wait")))

    assert "wait cannot be chosen here any more --choose wait" in said_now


def test_a_choice_that_is_open_now_is_shown_with_the_way_to_it():
    said_now = text(changed(kitchen=with_choice(KITCHEN, "own-up", when=when("trust is at least 2"))))

    assert "own-up can be chosen here now --choose ask,own-up" in said_now
    assert "own-up cannot be chosen here any more --choose interrupt,own-up" in said_now


def test_a_changed_word_leaves_every_route_as_it_was():
    found = differences(SAMPLE, changed(call=with_choice(CALL, "wait", do="Say nothing, and note it.")))

    assert found.elsewhere == ()
    assert found.before.states == found.after.states
    assert found.before.lengths.runs == found.after.lengths.runs


def test_every_run_is_counted_once():
    # Three openings; two of them lead through the kitchen (two or three ways, then again without the cup).
    kitchen = {"interrupt": 2 + 2, "ask": 1 + 1}

    assert lengths(SAMPLE).runs == 3 * (kitchen["interrupt"] + kitchen["ask"] + 1)


def test_a_loop_without_an_end_has_no_longest_run():
    cup = with_choice(KITCHEN, "another-cup", once=False)
    found = lengths(changed(kitchen=cup))

    assert found.runs is None
    assert (found.decisions.least, found.decisions.most) == (2, None)


# --- words -------------------------------------------------------------------------------------------------------


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_versions_can_be_read_from_the_marks(old, new):
    found = marks(old, new)

    assert "".join(mark.words for mark in found if mark.sign != "+") == old
    assert "".join(mark.words for mark in found if mark.sign != "-") == new


def test_of_a_long_text_only_the_words_around_a_change_are_shown():
    words = " ".join(f"word{number}" for number in range(60))

    assert marked(words, words.replace("word30", "other")).count("word") < 25


def test_lines_that_have_little_in_common_went_and_came():
    assert lines("She stops.\nNobody looks up.", "She stops.\nThe kettle boils.") == (
        ("Nobody looks up.", ""),
        ("", "The kettle boils."),
    )


# --- the command -------------------------------------------------------------------------------------------------


@pytest.fixture
def before(tmp_path):
    """An older version, in another folder and under another name."""
    path = tmp_path / "before.yaml"
    path.write_text(SOURCE.replace("title: Item one", "title: First item"), "utf-8")
    return str(path)


def test_an_older_version_may_have_any_name(capsys, before):
    code, out, _ = said(capsys, "diff", before, SHORT)

    assert code == 1
    assert "[-First item-]{+Item one+}" in out


def test_two_versions_that_are_the_same_end_with_0(capsys):
    assert said(capsys, "diff", SHORT, SHORT)[0] == 0


def test_differences_can_be_read_by_other_programs(capsys, before):
    code, out, _ = said(capsys, "diff", before, SHORT, "--format", "json")

    [changed_part] = json.loads(out)["changed"]
    assert code == 1
    assert changed_part["id"] == "item-one"
    assert changed_part["changes"] == [{"key": "title", "was": "First item", "now": "Item one", "is_text": True}]


def test_a_version_that_cannot_be_read_is_answered_with_what_is_wrong_in_it(capsys, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(SOURCE.replace("start: third-time", "start: third-tim"), "utf-8")
    code, out, err = said(capsys, "diff", str(broken), SHORT)

    assert (code, out) == (2, "")
    assert "broken.yaml" in err and "Did you mean “third-time”?" in err


def test_a_version_that_is_not_there_is_answered_with_a_near_one(capsys, before):
    code, _, err = said(capsys, "diff", before.replace("before", "befor"), SHORT)

    assert code == 2
    assert "before.yaml?" in err
