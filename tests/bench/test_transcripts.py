"""Runs to read: nothing that an ending could say is left out, and every run can be played again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game import assets
from game.core.playthrough import has_ended, replay
from game.core.scenario import Line
from game.library import Library
from tests.bench.commands import said
from tests.sample import BETTER, SAMPLE, changed, when
from tools.transcript_texts import html_of, text_of
from tools.transcripts import By, Part, transcripts

LIBRARY = Library(assets.scenarios_folder(), assets.assets_folder(), None)
BUNDLED = LIBRARY.files()


def endings(found):
    """For each ending what is so at the end of its runs."""
    return {group.id: [run.apart for run in group.runs] for group in found.endings}


def test_every_ending_has_a_run_for_each_state_of_the_ledger():
    found = endings(transcripts(SAMPLE))

    assert sorted(found["better"]) == ["", "open_harm", "repaired_harm"]
    assert sorted(found["later"]) == ["", "open_harm", "repaired_harm"]


def test_an_ending_whose_line_depends_on_a_fact_has_a_run_for_each_value():
    told = replace(BETTER, script=(*BETTER.script, Line("It is on the slide.", when=when("credit is restored"))))
    plain = [run.apart for run in transcripts(SAMPLE).endings[0].runs]
    found = [run.apart for run in transcripts(changed(better=told)).endings[0].runs]

    assert not any("credit" in apart for apart in plain)
    assert any("credit is restored" in apart for apart in found)
    assert any("credit is lost" in apart for apart in found)


def test_by_facts_there_is_a_run_for_each_fact_of_the_story():
    found = transcripts(SAMPLE, by=By.FACTS)

    assert found.runs > transcripts(SAMPLE).runs
    assert all("credit is" in run.apart and "trust is" in run.apart for group in found.endings for run in group.runs)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_run_of_a_bundled_scenario_can_be_played_again_and_ends_there(path):
    scenario = LIBRARY.reading(path)[1].scenario
    found = transcripts(scenario)

    assert found.is_complete
    for group in found.endings:
        assert group.runs
        for run in group.runs:
            play = replay(scenario, run.choices)
            assert has_ended(play)
            assert play.state.scene == group.id


def test_runs_to_one_ending_are_the_shortest_first():
    for group in transcripts(SAMPLE).endings:
        lengths = [len(run.choices) for run in group.runs]
        assert lengths == sorted(lengths)


def test_a_run_has_all_that_a_player_reads_in_order():
    [run] = [run for run in transcripts(SAMPLE).endings[0].runs if run.apart == "repaired_harm"]
    words = [entry.words for entry in run.entries]

    expected = [
        "that was mine",
        "The credit has just gone to somebody else. What do you do?",
        "Say: “Amara found that, and she will explain it.”",
        "I was not ready.",
        "What did she need that she did not ask for?",
        "The credit came back because you named it. She had no say in when.",
        "Amara comes to your desk.",
        "Next Tuesday. Amara speaks first.",
        "Her words, her name",
        "I could finish my sentence.",
        "You answered for Amara in front of the team. Later: You said what you had done.",
    ]
    assert [words.index(one) for one in expected] == sorted(words.index(one) for one in expected)
    assert words.count(expected[-1]) == 1, "one sentence under two flags is read once"


def test_words_stand_beside_whoever_speaks():
    text = text_of(transcripts(SAMPLE))

    assert "  Amara Okafor: I found it on Friday.\n" in text
    assert "  Amara Okafor, in the chat: that was mine\n" in text


def test_choices_that_no_run_makes_are_named():
    found = transcripts(SAMPLE)
    made = {choice for group in found.endings for run in group.runs for choice in run.choices}

    assert not made & set(found.unread)
    assert f"in none of them: {', '.join(found.unread)}" in " ".join(text_of(found).split())


def test_it_says_how_many_states_were_visited_and_whether_there_are_others():
    assert "visited, and there are no others." in text_of(transcripts(SAMPLE))
    assert "visited, and there are more: some runs may be missing." in text_of(transcripts(SAMPLE, limit=3))


def test_the_same_scenario_gives_the_same_page():
    assert text_of(transcripts(SAMPLE)) == text_of(transcripts(SAMPLE))
    assert html_of(transcripts(SAMPLE)) == html_of(transcripts(SAMPLE))


def test_an_authors_marks_do_not_become_marks_of_the_page():
    page = html_of(transcripts(changed(better=replace(BETTER, script=(Line("<b>Bold</b> & more"),)))))

    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in page


def test_one_ending_can_be_asked_for(capsys):
    code, out, _ = said(capsys, "transcripts", "half-a-second-behind", "--ending", "put-right")

    assert code == 0
    assert "Put right (put-right): 3 runs" in out
    assert "Item one" not in out


def test_an_ending_that_is_not_there_is_answered_with_a_near_one(capsys):
    code, _, err = said(capsys, "transcripts", "half-a-second-behind", "--ending", "put-rite")

    assert code == 2
    assert "Did you mean put-right?" in err


def test_runs_can_be_written_to_a_file(capsys, tmp_path):
    code, out, _ = said(capsys, "transcripts", "half-a-second-behind", "--out", str(tmp_path / "runs.txt"))

    assert code == 0
    assert "12 runs written to" in out
    assert "Five weeks later" in (tmp_path / "runs.txt").read_text("utf-8")


def test_a_run_ends_with_its_ledger():
    run = next(run for group in transcripts(SAMPLE).endings for run in group.runs if "open_harm" in run.apart)

    assert run.entries[-1].part is Part.LEDGER
    assert run.entries[-1].lead == "Happened, and is still open"


# --- opening what was named --------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_answered_with_a_near_one(capsys, tmp_path):
    (tmp_path / "my-story.yaml").write_text("format: 1\n", "utf-8")
    code, _, err = said(capsys, "transcripts", str(tmp_path / "my-stori.yaml"))

    assert code == 2
    assert "my-story.yaml?" in err


def test_an_id_that_is_not_there_is_answered_with_a_near_one(capsys):
    code, _, err = said(capsys, "transcripts", "half-a-second-behnd")

    assert code == 2
    assert "Did you mean half-a-second-behind?" in err


def test_a_file_that_cannot_be_played_is_answered_with_what_is_wrong_in_it(capsys, tmp_path):
    (tmp_path / "my-story.yaml").write_text("format: 1\nid: my-story\n", "utf-8")
    code, out, err = said(capsys, "transcripts", str(tmp_path / "my-story.yaml"))

    assert code == 1
    assert "my-story.yaml:1:1  error" in err
    assert out == ""


def test_a_run_of_another_library_says_how_it_is_played_from_there(capsys, tmp_path):
    story = (assets.scenarios_folder() / "half-a-second-behind.yaml").read_text("utf-8")
    (tmp_path / "half-a-second-behind.yaml").write_text(story, "utf-8")
    _, out, _ = said(capsys, "transcripts", str(tmp_path / "half-a-second-behind.yaml"), "--ending", "put-right")
    command = next(line for line in out.splitlines() if line.startswith("upstander "))

    assert f"--library {tmp_path}" in command
    assert said(capsys, *command.split()[1:])[0] == 0


def test_a_file_can_be_named_by_its_path(capsys):
    by_id = said(capsys, "transcripts", "half-a-second-behind")
    by_path = said(capsys, "transcripts", str(assets.scenarios_folder() / "half-a-second-behind.yaml"))

    assert by_id == by_path
