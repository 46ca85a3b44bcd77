"""A play comes back as it was last seen, whatever happened to the program, its file or its scenario."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.application import Application
from game.core.playthrough import choice_ids
from game.core.scenario import Line
from game.play import Play
from game.records import opening, recorder, resuming
from game.records.folders import Folders
from game.session import messages as m
from game.session.phases import Phase
from tests.player import commands, play, straight_on
from tests.records.conftest import Home
from tests.sample import CALL, CORRIDOR, KITCHEN, changed, without_choice

WALK = [0, 5, 10, 0, 0, 5, 24, 0, 0, 0, 0, 5, 0, 35, 0, 0, 4, 0, 5, 10, 0, 0, 5, 5, 0]


def walk(one: Play, picks: list[int]) -> None:
    """Do what these numbers stand for."""
    for command in commands(one.session, picks):
        one.handle(command)


def play_on(one: Play, *choices: str, until: Phase) -> None:
    """Go straight on, and keep a record of it."""
    play(one.session, *choices, until=until, handle=one.handle)


def goes_on(one: Play) -> None:
    """One step straight on, which is accepted."""
    command = straight_on(one.session)
    assert command is not None
    assert not isinstance(one.handle(command)[0], m.Refused)


# --- coming back -------------------------------------------------------------------------------------------------


@given(picks=st.lists(st.integers(0, 9_999), min_size=1, max_size=30))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_play_comes_back_as_it_was_last_seen(home: Home, picks: list[int]) -> None:
    one = home.opens(fresh=True)
    one.handle(m.Begin())
    for command in commands(one.session, picks):
        one.handle(command)
        if one.session.phase is Phase.CLOSED:
            return
        seen = one.view()
        one = home.opens()

        assert one.view() == seen
        assert (one.resumed, one.resume_note) == (True, "")


def test_a_file_torn_at_any_byte_comes_back_at_its_last_whole_line(home: Home) -> None:
    one = home.opens()
    seen = [one.view()]
    for command in commands(one.session, WALK):
        if not isinstance(one.handle(command)[0], m.Refused):
            seen.append(one.view())
    home.finishes()
    whole = home.file.read_bytes()
    assert len(seen) > 20

    for cut in range(whole.index(b"\n") + 1, len(whole) + 1):
        home.file.write_bytes(whole[:cut])
        again = home.opens()
        assert again.view() == seen[whole[:cut].count(b"\n") - 1], f"cut at byte {cut}"
        assert again.resume_note == ""
        home.finishes()


def test_a_file_torn_in_its_header_was_never_seen_and_is_passed_over(home: Home) -> None:
    home.opens().handle(m.Begin())
    home.finishes()
    home.file.write_bytes(home.file.read_bytes()[:40])

    one = home.opens()

    assert (one.resumed, one.view().phase) == (False, Phase.BRIEFING)


def test_going_on_after_a_torn_line_is_kept_like_anything_else(home: Home) -> None:
    walk(home.opens(), WALK[:6])
    home.finishes()
    home.file.write_bytes(home.file.read_bytes()[:-3])
    one = home.opens()
    goes_on(one)
    seen = one.view()

    assert home.opens().view() == seen


def test_whoever_only_reads_the_briefing_leaves_no_record(home: Home) -> None:
    one = home.opens()
    one.handle(m.SetPacing(m.Pacing.FLOW))
    home.finishes()

    assert home.files == []
    assert home.starts().library_view().is_first_visit


def test_what_was_set_during_the_briefing_is_kept_once_the_play_begins(home: Home) -> None:
    one = home.opens()
    one.handle(m.SetPacing(m.Pacing.FLOW))
    one.handle(m.Begin())

    assert home.opens().view().pacing is m.Pacing.FLOW


def test_a_fresh_start_leaves_the_old_play_until_it_goes_on(home: Home) -> None:
    walk(home.opens(), WALK[:6])
    seen = home.opens().view()

    home.opens(fresh=True)

    assert home.opens().view() == seen


def test_a_fresh_start_that_goes_on_takes_the_place_of_the_old_play(home: Home) -> None:
    walk(home.opens(), WALK[:6])

    home.opens(fresh=True).handle(m.Begin())

    home.finishes()
    assert len(home.files) == 1
    assert home.opens().view().number == 0


def test_a_story_that_had_ended_is_not_lost_by_a_fresh_start(home: Home) -> None:
    play_on(home.opens(), until=Phase.DEBRIEF)

    home.opens(fresh=True).handle(m.Begin())
    home.finishes()

    report = home.starts().report()
    assert [run.ending for run in report.runs] == ["Her words, her name"]
    assert len(report.half_done) == 1


def test_a_play_put_away_takes_no_more_commands(home: Home) -> None:
    one = home.opens()
    one.close()
    seen = one.view()

    [refusal] = one.handle(m.Begin())

    assert isinstance(refusal, m.Refused)
    assert one.view() == seen


# --- broken records ----------------------------------------------------------------------------------------------


def test_a_broken_line_is_told_and_the_play_goes_on_before_it(home: Home) -> None:
    one = home.opens()
    for command in (m.Begin(), m.Continue(2), m.Continue(3)):
        one.handle(command)
    home.finishes()
    header, *lines = home.file.read_bytes().splitlines(keepends=True)
    home.file.write_bytes(b"".join([header, *lines[:2], b"#!\n", *lines[2:]]))

    again = home.opens()

    assert (again.resumed, again.resume_note) == (True, resuming.CANNOT_READ)
    assert again.session.position.line == 2


def test_a_broken_record_stays_as_it_is_until_the_player_goes_on(home: Home) -> None:
    walk(home.opens(), WALK[:8])
    home.finishes()
    broken = home.file.read_bytes().replace(b'["on"]', b'["no"]', 1)
    home.file.write_bytes(broken)

    one = home.opens()
    assert home.file.read_bytes() == broken
    goes_on(one)
    seen = one.view()

    again = home.opens()
    assert (again.view(), again.resume_note) == (seen, "")
    assert len(home.files) == 1


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_a_file_stops_a_play(home: Home, data: st.DataObject) -> None:
    for file in home.files:
        file.unlink()
    walk(home.opens(fresh=True), WALK[:12])
    home.finishes()
    file = home.files[-1]
    whole = file.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 30)))
    file.write_bytes(whole[:start] + data.draw(st.binary(max_size=30)) + whole[end:])

    one = home.opens()

    goes_on(one)


# --- changed scenarios -------------------------------------------------------------------------------------------


def test_a_changed_text_keeps_every_choice(home: Home) -> None:
    one = home.opens()
    play_on(one, "interrupt", "another-cup", until=Phase.DECISION)
    longer = changed(call=replace(CALL, script=(*CALL.script, Line("One line more."))))

    again = home.opens(longer)

    assert choice_ids(again.session.position.play) == ("interrupt", "another-cup")
    assert (again.resumed, again.resume_note) == (True, resuming.CHANGED_ALL_FITS)


def test_a_story_that_had_ended_is_an_ended_one_when_its_text_has_changed(home: Home) -> None:
    play_on(home.opens(), until=Phase.DEBRIEF)
    longer = changed(call=replace(CALL, script=(*CALL.script, Line("One line more."))))
    again = home.opens(longer)
    goes_on(again)
    home.finishes()

    home.opens(longer, fresh=True).handle(m.Begin())

    assert [run.ending for run in home.starts(longer).report().runs] == ["Her words, her name"]


def test_a_choice_that_is_gone_is_where_a_changed_play_goes_on(home: Home) -> None:
    one = home.opens()
    play_on(one, "interrupt", "another-cup", "let-be", until=Phase.DECISION)
    shorter = changed(kitchen=without_choice(KITCHEN, "another-cup"))

    again = home.opens(shorter)

    assert choice_ids(again.session.position.play) == ("interrupt",)
    assert (again.session.phase, again.session.position.play.state.scene) == (Phase.DECISION, "kitchen")
    assert again.resume_note == resuming.CHANGED_SOME_FIT


def test_the_record_of_a_changed_scenario_stays_until_the_player_goes_on(home: Home) -> None:
    play_on(home.opens(), "interrupt", "another-cup", until=Phase.DECISION)
    home.finishes()
    before = home.file.read_bytes()
    shorter = changed(corridor=without_choice(CORRIDOR, "note"))

    home.opens(shorter)
    home.finishes()

    assert home.file.read_bytes() == before


def test_going_on_with_a_changed_scenario_makes_a_record_of_the_new_one(home: Home) -> None:
    play_on(home.opens(), "interrupt", until=Phase.DECISION)
    longer = changed(call=replace(CALL, script=(*CALL.script, Line("One line more."))))
    one = home.opens(longer)
    goes_on(one)
    seen = one.view()

    again = home.opens(longer)

    assert (again.view(), again.resume_note) == (seen, "")
    assert len(home.files) == 1


def test_a_moment_tried_another_way_does_not_hinder_a_changed_scenario(home: Home) -> None:
    one = home.opens()
    play_on(one, "wait", until=Phase.ALTERNATIVES)
    one.handle(m.TryAgain("call"))
    one.handle(m.Choose("ask"))

    again = home.opens(changed())

    assert choice_ids(again.session.position.play) == ("wait",)


# --- two programs ------------------------------------------------------------------------------------------------


def test_a_play_that_is_open_elsewhere_is_left_alone_and_a_fresh_start_offered(home: Home) -> None:
    first = home.starts().play("sample")
    first.handle(m.Begin())
    before = home.file.read_bytes()

    second = home.starts().play("sample")

    assert (second.resumed, second.resume_note) == (False, opening.OPEN_ELSEWHERE)
    assert second.view().phase is Phase.BRIEFING
    assert home.file.read_bytes() == before
    first.close()


def test_two_programs_with_one_scenario_keep_a_record_each(home: Home) -> None:
    first, second = home.starts().play("sample"), None
    first.handle(m.Begin())
    second = home.starts().play("sample")
    second.handle(m.Begin())
    first.handle(m.Continue(2))
    second.handle(m.Continue(4))
    seen = {first.session.position.line, second.session.position.line}
    first.close()
    second.close()

    assert len(home.files) == 2
    assert seen == {2, 4}
    assert all(play.decisions_made == 0 for play in home.starts().report().half_done)


def test_opening_another_play_puts_the_first_one_away(home: Home) -> None:
    application = home.starts()
    first = application.play("sample")
    first.handle(m.Begin())

    second = application.play("sample")

    assert second.resumed
    second.close()


# --- where nothing can be kept -----------------------------------------------------------------------------------


def to_the_debrief(application: Application) -> None:
    play_on(application.play("sample"), until=Phase.DEBRIEF)


def test_with_no_folder_at_all_everything_plays(home: Home) -> None:
    application = home.starts(folders=Folders())
    to_the_debrief(application)

    assert application.notices == ()
    assert application.library_view().cards[0].status == "new"


def test_a_folder_that_cannot_be_made_is_told_once_and_everything_plays(home: Home) -> None:
    (home.folder / "records").write_text("a file stands where the folder should be")
    application = home.starts()

    to_the_debrief(application)

    assert application.notices == (recorder.CANNOT_KEEP,)
    assert application.library_view().notices == application.notices


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told_once_and_everything_plays(home: Home) -> None:
    folder = home.folder / "records" / "plays"
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    application = home.starts()

    to_the_debrief(application)

    assert application.notices == (recorder.NOT_ALLOWED,)
    folder.chmod(0o700)


def test_a_full_disk_is_told_once_and_what_was_not_written_is_made_up_for(home: Home) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limit on the size of files")
    application = home.starts()
    one = application.play("sample")
    one.handle(m.Begin())
    kept = home.file.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(kept) + 3, limits[1]))
    try:
        one.handle(m.Continue(2))
        one.handle(m.Continue(3))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert application.notices == (recorder.DISK_FULL,)
    assert home.file.read_bytes() == kept
    one.handle(m.Continue(4))
    seen = one.view()
    one.close()
    assert home.opens().view() == seen


def test_a_disk_that_is_full_from_the_start_leaves_no_half_a_file(home: Home) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limit on the size of files")
    application = home.starts()
    one = application.play("sample")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        one.handle(m.Begin())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert application.notices == (recorder.DISK_FULL,)
    assert home.files == []
    one.close()


def test_a_folder_of_records_may_hold_anything_else(home: Home) -> None:
    plays = home.folder / "records" / "plays"
    (plays / "a-folder.play").mkdir(parents=True)
    (plays / "letter.play").write_text("Dear all")
    (plays / "empty.play").touch()
    with suppress(OSError):  # not everybody may make links on every system
        (plays / "nowhere.play").symlink_to(Path("missing"))
    before = home.files

    to_the_debrief(home.starts())

    assert len(home.files) == len(before) + 1
