"""Whole plays at a terminal, by somebody who reads what is said and types."""

from __future__ import annotations

import os
import re

import pytest

from game import assets
from game.application import NOT_ALL_DELETED
from game.terminal.lettering import columns
from tests.terminal.players import choices_in, plays_to_the_end, types

BUNDLED = sorted(
    path.stem for path in assets.scenarios_folder().glob("*.yaml") if path.stem not in ("themes", "people")
)
STORY = "half-a-second-behind"
DECISION = re.compile(r"^Decision \d", re.MULTILINE)


def first(letters):
    return letters[0]


def last(letters):
    return letters[-1]


def in_one_line(said):
    return " ".join(said.split())


@pytest.mark.parametrize("letter", [first, last], ids=["first choices", "last choices"])
@pytest.mark.parametrize("scenario", BUNDLED)
def test_every_scenario_can_be_played_to_every_part_of_its_debrief(plays, scenario, letter):
    said, _ = plays(plays_to_the_end(letter), start=scenario)

    for part in range(1, 6):
        assert f"Looking back, part {part} of 5." in said
    assert "This play is finished." in said
    assert "Your run:" in said
    assert "Not seen in this run:" in said


@pytest.mark.parametrize("width", [40, 63, 100])
def test_no_line_is_wider_than_the_terminal(plays, width):
    said, _ = plays(plays_to_the_end(first), start=STORY, environ={"COLUMNS": str(width)})

    assert all(columns(line) <= width for line in said.splitlines())


@pytest.fixture
def opening(shelf):
    """The scene that the story opens with."""
    scenario = shelf.scenario(STORY)
    return scenario.scenes[scenario.start]


@pytest.fixture
def beats(opening):
    """Its lines, each as it is said."""
    return [line.words for line in opening.script]


def test_a_speaker_is_named_before_their_words(plays):
    said, _ = plays(plays_to_the_end(first), start=STORY)

    assert re.search(r"^Amara( Nwosu)?, explaining: ", said, re.MULTILINE)


def test_one_line_of_a_scene_is_said_at_a_time(plays, beats):
    _, player = plays(types("", ""), start=STORY)

    for number in (0, 1):
        heard = in_one_line(player.turns[number + 1][0])
        assert [beat for beat in beats if beat in heard] == [beats[number]]


def test_several_lines_can_be_asked_for_at_once(plays, beats):
    _, player = plays(types("", "2", "all"), start=STORY)

    two, rest = (in_one_line(said) for said, _ in player.turns[2:4])
    assert [beat for beat in beats if beat in two] == beats[1:3]
    assert [beat for beat in beats if beat in rest] == beats[3:]


def test_looking_closer_tells_something_and_leads_back_to_the_decision(plays, opening):
    said, _ = plays(types("", "all", "", "look 2", "1", ""), start=STORY)

    for number in (1, 2):
        glance = opening.look_closer[number - 1]
        assert f"Look closer, {number} of 3. {glance.at}: {in_one_line(glance.shows)}" in in_one_line(said)
    assert len(DECISION.findall(said)) == 2


def test_looking_back_shows_what_was_said_and_changes_nothing(plays, beats):
    said, _ = plays(types("", "all", "", "back", "t"), start=STORY)

    assert in_one_line(said).count(beats[-1]) == 3
    assert len(DECISION.findall(said)) == 1


def test_words_typed_about_a_question_are_thrown_away_without_a_yes(plays, home):
    said, _ = plays(until_reflection("she needed room", ""), start=STORY)

    assert "It is not kept." in said
    assert not any(b"she needed room" in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_words_typed_about_a_question_are_kept_after_a_yes(plays, home):
    said, _ = plays(until_reflection("she needed room", "y"), start=STORY)

    assert "Your note is kept on this machine" in said
    assert any(b"she needed room" in path.read_bytes() for path in home.rglob("*") if path.is_file())


def until_reflection(*then):
    """Plays up to the first question, and types `then`."""
    left = list(then)
    is_there = False

    def answer(said):
        nonlocal is_there
        is_there = is_there or "A question to think about." in said
        if is_there:
            return left.pop(0) if left else None
        return first(choices_in(said)) if DECISION.search(said) else ""

    return answer


def test_a_moment_can_be_tried_another_way_and_the_run_stays_as_it_was(plays):
    typed = iter(["part 3", "try 1", "", "", "", "", "", "", "part 1", None])

    def answer(said):
        if "This moment, another way." in said:
            return choices_in(said)[1]
        if "Looking back" in said or is_after_the_story:
            is_after_the_story.append(True)
            return "part 1" if "Tried another way:" in said else next(typed)
        return plays_to_the_end(first)(said)

    is_after_the_story: list[bool] = []
    said, _ = plays(answer, start=STORY)
    runs = re.findall(r"Your run:\n(.*?)\n\n", said, re.DOTALL)

    assert "Tried another way:" in said
    assert len(runs) > 1 and len(set(runs)) == 1


def test_a_plan_can_be_put_in_own_words_and_taken_along(plays, home):
    own_words = "I will ask Zsófi first"
    typed = iter(["part 4", "1", "edit", own_words, "calendar", "page", "file", "keep", "text", "", "slip"])
    is_looking_back: list[bool] = []

    def answer(said):
        if "Looking back" in said or is_looking_back:
            is_looking_back.append(True)
            return next(typed, None)
        return plays_to_the_end(first)(said)

    said, _ = plays(answer, start=STORY)

    assert {path.suffix for path in home.rglob("upstander-plan*")} == {".ics", ".html", ".txt"}
    assert {path.suffix for path in home.rglob("upstander-took-part*")} == {".html", ".txt"}
    assert "I will ask Zsófi first." in in_one_line(said)
    assert "Your plan is kept on this machine" in said


def test_how_sure_and_why_are_asked_after_choosing_and_can_be_passed(plays):
    said, _ = plays(plays_to_the_end(first), start=STORY)

    assert said.index("You chose:") < said.index("Question 1 of 2. How sure are you?")
    assert "Question 2 of 2. What was your main reason?" in said


def test_nothing_of_the_debrief_is_said_before_the_ending(plays):
    said, _ = plays(plays_to_the_end(first), start=STORY)
    before = said[: said.index("\nEnding:")]

    for word in ("came through", "worth trying another way", "score", "points", "correct", "wrong answer"):
        assert word not in before


def test_the_why_is_told_when_the_settings_say(plays, application):
    application.change_settings(pacing="flow")
    said, _ = plays(plays_to_the_end(first), start=STORY)
    before = said[: said.index("\nEnding:")]

    assert "Why it went that way." not in before


def test_pacing_can_be_changed_in_the_middle_of_a_play(plays, application):
    said, _ = plays(types("", "settings", "1", "1", "", "q"), start=STORY)

    assert "The why: told after each decision." in said
    assert application.settings.pacing == "flow"


def test_looking_closer_while_reading_leads_back_to_the_same_line(plays, beats):
    _, player = plays(types("", "", "look", "", "q"), start=STORY)

    assert "Look closer, 1 of 3." in player.turns[3][0]
    assert [beat for beat in beats if beat in in_one_line(player.turns[4][0])] == [beats[1]]


def test_after_deleting_in_the_middle_of_a_play_the_library_is_next(plays):
    said, _ = plays(types("", "", "settings", "delete", "delete", "q"), start=STORY)

    assert said.index("Nothing of yours is kept now.") < said.index("Library.")
    assert "To go on:" not in said


# --- leaving ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["q", "quit", "Q", None], ids=["q", "quit", "capital q", "end of input"])
@pytest.mark.parametrize("turns", [0, 1, 5, 9, 14, 20, 33])
def test_one_can_leave_at_any_prompt_and_go_on_there(plays, application, word, turns):
    stay = plays_to_the_end(first)
    count = 0

    def answer(said):
        nonlocal count
        count += 1
        return word if count > turns else stay(said)

    said, player = plays(answer, start=STORY)
    assert f"upstander play {STORY} --text" in said
    assert len(player.turns) == turns + 1

    if turns > 1:
        left_at = application.play(STORY)
        assert left_at.resumed
        left_at.close()


def test_half_done_plays_are_gone_on_with_from_the_library(plays):
    plays(types("", "", "", "q"), start=STORY)
    said, _ = plays(types(STORY, "q"))

    assert "Half done: 0 decisions made." in said
    assert "You go on where you left." in said


def test_the_library_opens_a_scenario_by_its_number_and_by_its_title(plays):
    by_number, _ = plays(types("1", "library", "q"))
    by_title, _ = plays(types("Half a Second Behind", "q"))

    assert "Enter: begin." in by_number and by_number.count("Library.") == 2
    assert "Scenario: Half a Second Behind" in by_title


def test_a_title_that_is_nearly_right_gets_the_near_one(plays):
    said, _ = plays(types("half a second behnd", "q"))

    assert "Did you mean half-a-second-behind?" in in_one_line(said)


def test_whoever_deletes_everything_is_told_first_that_group_sessions_go_too(plays):
    said, _ = plays(types("delete", "no", "q"))

    assert "Plays, group sessions, notes and plans on this machine are deleted" in " ".join(said.split())


def test_everything_can_be_deleted_from_the_library_after_asking(plays, application):
    plays(plays_to_the_end(first), start=STORY)
    kept, _ = plays(types("delete", "no", "q"))
    assert "Nothing was deleted." in kept and application.report().runs

    gone, _ = plays(types("delete", "delete", "q"))
    assert "Nothing of yours is kept now." in gone and not application.report().runs


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may delete anything")
def test_what_could_not_be_deleted_is_told_each_time_until_it_is(plays, home):
    plays(types("", "q"), start=STORY)
    records = home / "records" / "plays"

    records.chmod(0o500)
    said, _ = plays(types("delete", "delete", "delete", "delete", "q"))
    records.chmod(0o700)
    gone, _ = plays(types("delete", "delete", "q"))

    assert in_one_line(said).count(NOT_ALL_DELETED) == 2 and "Nothing of yours" not in said
    assert "Nothing of yours is kept now." in gone


def test_the_support_card_of_the_organisation_is_one_word_away(plays):
    said, _ = plays(types("support", "1", "support", "q"))

    assert said.count("Care line: 0800 000 000") == 2


def test_the_report_lists_what_was_played(plays):
    plays(plays_to_the_end(first), start=STORY)
    said, _ = plays(types("report", "q"))

    assert "Half a Second Behind" in said[said.index("Your plays") :]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_whole_play_can_be_said_in_a_terminal_that_lacks_letters(application, encoding):
    import io

    from game.terminal import run
    from tests.terminal.players import Player

    class Narrow(io.StringIO):
        pass

    Narrow.encoding = encoding
    heard = Narrow()
    run(
        application,
        input_stream=Player(heard, plays_to_the_end(first)),
        output_stream=heard,
        start=STORY,
        environ={},
    )

    heard.getvalue().encode(encoding)
    assert "Minh" in heard.getvalue() and "Nang" in heard.getvalue()
