"""What is kept once a play is over, what a player can read of it, and that all of it can be deleted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from game import assets
from game.application import Application
from game.core.scenario import Scenario
from game.library import Library
from game.organisation import Organisation
from game.play import Play
from game.records import recorder
from game.records.growth import ENOUGH_ANSWERS, Calibration
from game.records.notes import if_then
from game.session import messages as m
from game.session.phases import Phase
from game.session.session import Session
from tests.player import play, possible, straight_on
from tests.records.conftest import NOW, Home
from tests.sample import SAMPLE, changed

ROOT = Path(__file__).parents[2]


def play_through(one: Play, *choices: str, until: Phase = Phase.CLOSED) -> None:
    play(one.session, *choices, until=until, handle=one.handle)


# --- finished plays ----------------------------------------------------------------------------------------------


def test_a_finished_play_is_summed_up(home: Home) -> None:
    one = home.opens()
    play_through(one, "interrupt", until=Phase.PROBE)
    one.handle(m.AnswerProbe(m.Sureness.VERY, 1))
    play_through(one, "own-up", "rota")

    header, summary, end = home.file.read_text("utf-8").split("\n")

    assert json.loads(header)["scenario"] == "sample"
    assert end == ""
    assert json.loads(summary) == {
        "choices": ["interrupt", "own-up", "rota"],
        "probes": [["interrupt", "very", 1]],
        "practised": [],
        "ending": ["better", "Her words, her name"],
        "used": ["direct", "change-the-conditions"],
        "open": ["delegate", "document"],
        "asked": 1,
        "differed": 1,
        "finished": NOW.isoformat(timespec="seconds"),
    }


def test_a_finished_play_is_not_gone_on_with(home: Home) -> None:
    play_through(home.opens())

    again = home.opens()

    assert (again.resumed, again.view().phase) == (False, Phase.BRIEFING)


def test_a_play_stopped_between_its_last_word_and_the_summing_up_is_finished(home: Home) -> None:
    one = home.opens()
    play_through(one, until=Phase.DEBRIEF)
    home.finishes()
    with home.file.open("ab") as file:
        file.write(b'["close"]\n')

    application = home.starts()

    assert application.library_view().cards[0].status == "played"
    [run] = application.report().runs
    assert run.choices == ("interrupt", "own-up", "note")
    assert not application.play("sample").resumed


@pytest.mark.parametrize("path", sorted(assets.scenarios_folder().glob("*-*.yaml")), ids=lambda path: path.stem)
def test_a_bundled_play_needs_little_room(path: Path, home: Home) -> None:
    # A thorough player: reads line by line, looks at everything, tries every moment another way.
    library = Library(assets.scenarios_folder(), assets.assets_folder(), None)
    if path.stem not in {card.id for card in library.cards()}:
        pytest.skip("not offered at present")
    application = Application(
        library=library,
        folders=home.folders,
        organisation=Organisation(),
        now=lambda: NOW,
        seed_source=lambda: 2**32 - 1,
    )
    application.change_settings(pacing="guided")
    one = application.play(path.stem)
    largest, looked = 0, set[tuple[str, int]]()
    while possible(one.session):
        one.handle(_thorough(one.session, looked))
        largest = max(largest, home.file.stat().st_size)

    assert 1_000 < largest <= 8_000
    assert home.file.stat().st_size <= 1_000


def _thorough(session: Session, looked: set[tuple[str, int]]) -> m.Command:
    for command in possible(session):
        match command:
            case m.LookCloser(at) if (session.scene_on_screen(session.position).id, at) not in looked:
                looked.add((session.scene_on_screen(session.position).id, at))
                return command
            case m.TryAgain():
                return command
    return possible(session)[0]


# --- the library -------------------------------------------------------------------------------------------------


def test_the_library_says_how_far_each_scenario_was_played(home: Home) -> None:
    def status() -> tuple[str, str, int]:
        [card] = home.starts().library_view().cards
        return card.status, card.last_ending, card.decisions_made

    assert status() == ("new", "", 0)
    play_through(home.opens(), "wait", until=Phase.ALTERNATIVES)
    assert status() == ("half-done", "", 1)
    play_through(home.opens(), "leave")
    assert status() == ("played", "Another Tuesday", 2)
    home.opens().handle(m.Begin())
    assert status() == ("half-done", "Another Tuesday", 0)


def test_a_moment_tried_another_way_is_not_counted_as_a_decision(home: Home) -> None:
    one = home.opens()
    play_through(one, "wait", until=Phase.ALTERNATIVES)
    one.handle(m.TryAgain("call"))
    one.handle(m.Choose("ask"))

    assert home.starts().library_view().cards[0].decisions_made == 1


def test_drafts_are_shown_only_to_those_who_ask_for_them(home: Home) -> None:
    application = home.starts(SAMPLE, replace(SAMPLE, id="draft", is_draft=True))
    before = [card.card.id for card in application.library_view().cards]

    application.change_settings(show_drafts=True)

    assert before == ["sample"]
    assert [card.card.id for card in application.library_view().cards] == ["sample", "draft"]


def test_the_first_scenario_is_the_first_until_one_was_played_to_its_ending(home: Home) -> None:
    assert home.opens().session.is_first_scenario
    play_through(home.opens(), until=Phase.CONSEQUENCE)
    assert home.opens(fresh=True).session.is_first_scenario
    play_through(home.opens(fresh=True), until=Phase.DEBRIEF)
    assert not home.opens(fresh=True).session.is_first_scenario


def test_the_library_needs_neither_the_session_nor_the_reader(tmp_path: Path) -> None:
    # In a program of its own, with everything kept that is kept: what it imports is what a start costs.
    script = """
import sys
from datetime import datetime
from pathlib import Path
from game import assets
from game.application import Application
from game.library import Library
from game.organisation import Organisation
from game.records import folders
where = folders.find()
Application(library=Library(assets.scenarios_folder(), assets.assets_folder(), where.cache), folders=where,
    organisation=Organisation(), now=datetime.now, seed_source=lambda: 1).library_view()
heavy = ("yaml", "transitions", "platformdirs", "tomllib", "difflib", "game.session", "game.scenario_yaml", "pygame")
print([name for name in heavy if name in sys.modules])
"""
    environment = {**os.environ, "UPSTANDER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    said = [
        subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]

    assert said[1].stdout == "[]\n"


# --- the report --------------------------------------------------------------------------------------------------


def test_the_report_tells_own_plays_and_no_result(home: Home) -> None:
    one = home.opens()
    play_through(one, "wait", until=Phase.ALTERNATIVES)
    one.handle(m.TryAgain("call"))
    play_through(one, "ask", "leave")
    home.opens().handle(m.Begin())
    application = home.starts()
    application.keep_plan("sample", "If a finding comes back in another voice,", "I will ask")

    text = application.report().text()

    assert text == f"""\
Your plays
This is kept on this computer, for you. Nobody is compared with anybody.

2026-03-02  Whose Finding
    Ending: Another Tuesday
    What you used: document
    Also open to you: delegate, change the conditions
    1 moment tried another way
2026-03-02  Whose Finding
    Half done: 0 decisions so far

What you have tried, by how people meet
    On video: document
    Not tried yet: delegate, change the conditions

Your plans
    2026-03-02  If a finding comes back in another voice, I will ask.

All of this is in {home.folder / "records"}
"""


def test_the_report_for_programs_is_one_json_object(home: Home) -> None:
    play_through(home.opens(), "wait", "leave")

    told = json.loads(home.starts().report().json())

    assert [play["ending"] for play in told["plays"]] == ["Another Tuesday"]
    assert told["methods_by_setting"] == {"video": ["document"]}
    assert told["calibration"] is None


@pytest.mark.parametrize("now", [changed(), replace(SAMPLE, id="another")], ids=["changed", "gone"])
def test_an_ended_play_is_told_though_its_scenario_is_no_longer_the_same(home: Home, now: Scenario) -> None:
    play_through(home.opens(), "wait", "leave", until=Phase.DEBRIEF)

    [run] = home.starts(now).report().runs

    assert (run.title, run.ending) == ("Whose Finding", "Another Tuesday")


def test_a_play_left_at_its_ending_and_begun_anew_is_told_with_its_methods(home: Home) -> None:
    play_through(home.opens(), "wait", "leave", until=Phase.ENDING)
    home.opens(fresh=True).handle(m.Begin())

    [run] = home.starts().report().runs

    assert run.methods_used == ("document",)


def test_an_empty_report_says_so(home: Home) -> None:
    assert "Nothing is kept yet." in home.starts().report().text()


def test_nothing_is_said_about_guesses_before_there_are_six() -> None:
    assert Calibration(ENOUGH_ANSWERS - 1, 3).in_words == ""
    assert Calibration(ENOUGH_ANSWERS, 2).in_words.startswith("2 moments that you were very sure of")


def test_a_summary_changed_by_hand_does_no_harm(home: Home) -> None:
    play_through(home.opens(), "wait", "leave")
    home.finishes()
    header = home.file.read_bytes().split(b"\n")[0]
    for summary in (b"{}", b'{"choices":3,"ending":["x"],"asked":-1,"differed":"y","used":[1]}', b'{"ending":[1,2]}'):
        home.file.write_bytes(header + b"\n" + summary + b"\n")
        application = home.starts()

        assert application.report().text()
        assert application.library_view().cards[0].status == "played"


# --- notes, plans, deleting --------------------------------------------------------------------------------------


def test_nothing_typed_is_kept_unless_it_is_asked_for(home: Home) -> None:
    play_through(home.opens())

    assert not (home.folder / "records" / "notes.txt").exists()


def test_a_note_is_plain_text_that_its_writer_can_read(home: Home) -> None:
    application = home.starts()
    one = application.play("sample")

    path = application.keep_note(one, "What did she need?", "  Time. \n")

    assert path == home.folder / "records" / "notes.txt"
    assert path.read_text("utf-8") == "2026-03-02  Whose Finding\nWhat did she need?\nTime.\n\n"


def test_a_note_that_cannot_be_kept_is_told(home: Home) -> None:
    (home.folder / "records").write_text("in the way")
    application = home.starts()

    path = application.keep_note(application.play("sample"), "Why?", "Because.")

    assert path is None
    assert application.notices[0].startswith("Your note cannot be kept")


def test_plans_come_back_in_the_order_they_were_made(home: Home) -> None:
    home.starts().keep_plan("sample", "If one", "I will do one thing")
    home.starts().keep_plan("sample", "If two", "I will do “two”")
    with (home.folder / "records" / "plans.jsonl").open("a") as file:
        file.write('torn\n[1]\n{"cue": 3}\n')

    sentences = [plan.sentence for plan in home.starts().plans()]
    assert sentences == ["If one, I will do one thing.", "If two, I will do “two”"]


@pytest.mark.parametrize(
    ("cue", "line", "sentence"),
    [
        ("If it comes up,", "I will ask", "If it comes up, I will ask."),
        ("If it comes up.", "I will say: “Whose is it?”", "If it comes up, I will say: “Whose is it?”"),
        ("", "I will ask.", "I will ask."),
        (" Wenn  es\nkommt ", "frage ich!", "Wenn es kommt, frage ich!"),
    ],
)
def test_a_plan_is_one_sentence_in_the_words_of_its_maker(cue: str, line: str, sentence: str) -> None:
    assert if_then(cue, line) == sentence


def test_deleting_everything_leaves_nothing(home: Home) -> None:
    play_through(home.opens(), "wait", "leave")
    home.opens().handle(m.Begin())
    home.finishes()
    application = home.starts()
    application.keep_note(application.play("sample"), "Why?", "Because.")
    application.keep_plan("sample", "If", "I will")
    (home.folder / "records" / "faults.log").write_text("a fault")

    deleted = application.delete_everything()

    assert deleted == 5
    assert not (home.folder / "records").exists()
    assert application.report().runs == ()
    assert application.library_view().is_first_visit


def test_a_play_that_goes_on_after_deleting_leaves_no_record(home: Home) -> None:
    application = home.starts()
    one = application.play("sample")
    one.handle(m.Begin())

    application.delete_everything()
    while (command := straight_on(one.session)) is not None:
        assert not isinstance(one.handle(command)[0], m.Refused)

    assert not (home.folder / "records").exists()


def test_deleting_touches_nothing_that_is_not_ours(home: Home) -> None:
    records = home.folder / "records"
    (records / "plays").mkdir(parents=True)
    (records / "thesis.txt").write_text("three years of work")
    (records / "plays" / "hamlet.txt").write_text("words")

    home.starts().delete_everything()

    assert sorted(path.name for path in records.rglob("*.txt")) == ["hamlet.txt", "thesis.txt"]


def test_settings_outlive_deleting(home: Home) -> None:
    application = home.starts()
    application.change_settings(text_percent=200)

    application.delete_everything()

    assert home.starts().settings.text_percent == 200


def test_a_record_says_when_a_play_began(home: Home) -> None:
    one = home.opens()
    one.handle(m.Begin())
    home.finishes()

    started = json.loads(home.file.read_text("utf-8").split("\n")[0])["started"]

    assert datetime.fromisoformat(started) == NOW


def test_records_are_for_their_owner_s_eyes(home: Home) -> None:
    if sys.platform == "win32":
        pytest.skip("a user's own folders are private there")
    home.opens().handle(m.Begin())

    for kept in (home.file, home.file.parent, home.folder / "records"):
        assert kept.stat().st_mode & 0o077 == 0


def test_a_notice_is_given_once(home: Home) -> None:
    (home.folder / "records").write_text("in the way")
    application = home.starts()
    for _ in range(3):
        play_through(application.play("sample"))

    assert application.notices == (recorder.CANNOT_KEEP,)
