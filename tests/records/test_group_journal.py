"""The record of a group session: what is written comes back, and what must not be kept is never written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.application import NOT_ALL_DELETED
from game.core.ballot import SOMETHING_ELSE, TieRule
from game.core.disclosure import KeptCount, KeptTally
from game.group_application import OPEN_ELSEWHERE, GroupPlay, RoomViews
from game.records.commands import NEVER_KEPT, decode, encode
from game.records.group_journal import CANNOT_READ, NOT_KEPT, VOTE_AGAIN
from game.records.group_keys import KeptKeys, read, write
from game.records.journal import Journal, OpenElsewhere, parse
from game.session import messages as m
from game.session import room_views as r
from game.session.phases import Phase
from game.session.room import RoomRules
from tests.records.conftest import Home
from tests.records.rooms import KEYS, PATH, Rooms, to_the_vote, votes
from tests.records.test_journal import HEADER
from tests.room import NONSENSE, commands, does, play_path, read_to, room_of, vote
from tests.sample import CALL, SAMPLE, changed, without_choice


@pytest.fixture
def rooms(home: Home) -> Iterator[Rooms]:
    one = Rooms(home)
    yield one
    one.finishes()


# --- commands ------------------------------------------------------------------------------------------------------

TOLD = KeptTally(3, "call", 2, (KeptCount("ask", 12), KeptCount(SOMETHING_ELSE, None)), 20, ("ask",), False, True, True)
COMMANDS: tuple[m.Command, ...] = (
    *(command for command in NONSENSE if not isinstance(command, (*NEVER_KEPT, m.CloseVote))),
    m.CloseVote(TOLD),
    m.CloseVote(replace(TOLD, voters=None, leading=(), in_bands=True)),
    m.SetHeadcount(None),
    *(m.SetTieRule(rule) for rule in TieRule),
    m.Agree("Whoever found it speaks first.", "in four weeks — 3 June"),
)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one != m.AnswerProbe(None, -2)], ids=repr)
def test_a_command_of_a_room_comes_back_as_it_was_written(command: m.Command) -> None:
    if isinstance(command, m.Agree) and len(command.condition) > 300:
        with pytest.raises(ValueError):
            decode(encode(command))
        return
    assert decode(json.loads(json.dumps(encode(command)))) == command


@pytest.mark.parametrize(
    "command", [m.CastVote(1, (("seat", "ask"),)), m.TypeHands("ask", 3), m.UndoHands(), m.CloseVote()], ids=repr
)
def test_votes_and_typed_hands_are_never_written_down(command: m.Command) -> None:
    with pytest.raises(ValueError, match="never written down"):
        encode(command)


@pytest.mark.parametrize(
    "entry",
    [
        ["counted"],
        ["counted", 1, "call", 1, [["ask", 4]], 20, ["ask"], False, True, True],
        ["counted", 1, "call", 1, [["ask", None]], 3, ["ask"], False, True, True],
        ["counted", 1, "call", 1, ["ask"], 20, ["ask"], False, True, True],
        ["counted", 1, "call", 1, [["ask", 9]], 20, ["ask"], 0, True, True],
        ["adopt", "ask"],
        ["adopt", "ask", 1],
        ["tie", "coin"],
        ["heads", 1.5],
        ["agree", "x" * 301, ""],
        ["cast", 1, [["seat", "ask"]]],
    ],
    ids=repr,
)
def test_a_count_that_is_too_small_and_what_is_no_command_are_not_taken(entry: list[object]) -> None:
    with pytest.raises(ValueError):
        decode(entry)


# --- back to the same moment ---------------------------------------------------------------------------------------


def without_steps(views: RoomViews) -> tuple[object, ...]:
    """What is seen, but for the counts that must not be kept and what hangs on them."""
    return tuple(map(_without, (views.wall.phase, views.wall.screen, replace(views.voter, step=0))))


def _without(shown: object) -> object:
    if isinstance(shown, r.RevealView):
        return type(shown), shown.ask, shown.tie_rule
    if isinstance(shown, r.CompareView):
        return type(shown), shown.ask, shown.first.round, shown.second.round
    if isinstance(shown, r.VoterView):
        return replace(shown, revealed=())
    if isinstance(shown, r.TalkView):
        return replace(shown, prompt="", minutes=0)
    return shown


@given(walk=st.lists(st.integers(0, 9_999), max_size=60))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_session_that_is_left_at_any_moment_comes_back_there(
    tmp_path_factory: pytest.TempPathFactory, walk: list[int]
) -> None:
    rooms = Rooms(Home(tmp_path_factory.mktemp("home")))
    play = rooms.opens()
    for command in commands(play.session, walk):
        play.handle(command)
        if play.session.phase is Phase.CLOSED:
            return
        was = without_steps(play.view())
        if play.session.phase is not Phase.BRIEFING:
            play = rooms.opens()
            assert play.is_resumed
            assert without_steps(play.view()) == was
    rooms.finishes()


def test_a_vote_that_was_open_is_open_again_under_its_number_and_phones_send_theirs_again(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    votes(play, ask=7, wait=6)

    again = rooms.opens()

    assert again.note == VOTE_AGAIN
    assert again.session.phase is Phase.VOTE
    assert again.view().facilitator.voted == 0
    votes(again, ask=7, wait=6)  # for the same number
    does(again.session, m.CloseVote(), m.Reveal(), handle=again.handle)
    assert again.view().facilitator.voted == 13


def test_counts_that_may_be_kept_are_on_the_wall_again(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    votes(play, ask=12, wait=7, interrupt=6)
    does(play.session, m.CloseVote(), m.Reveal(), handle=play.handle)

    screen = rooms.opens().view().wall.screen

    assert isinstance(screen, r.RevealView)
    counts = {bar.option.id: bar.count for bar in screen.shown.bars}
    assert counts == {"ask": 12, "wait": 7, "interrupt": None, SOMETHING_ELSE: None}
    assert screen.shown.voters == 25


def test_phones_are_told_a_later_step_after_the_program_came_back(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    before = play.view().voter.step
    does(play.session, m.CloseVote(), handle=play.handle)
    last = play.view().voter.step

    assert last > before
    assert rooms.opens().view().voter.step >= last


def test_the_rules_and_the_headcount_come_back(rooms: Rooms) -> None:
    rules = RoomRules(minutes=60, tie_rule=TieRule.AGAIN, headcount=20)
    play = rooms.opens(rules=rules)
    does(play.session, m.Begin(), m.SetHeadcount(23), handle=play.handle)

    assert room_of(rooms.opens(rules=RoomRules()).session).rules == replace(rules, headcount=23)


def test_a_session_that_was_only_looked_at_leaves_no_record(rooms: Rooms) -> None:
    rooms.opens().view()

    assert not rooms.opens().is_resumed
    assert rooms.files == []


def test_a_new_session_is_begun_beside_one_that_was_left(rooms: Rooms) -> None:
    to_the_vote(rooms.opens())
    play = rooms.opens(fresh=True)
    does(play.session, m.Begin(), handle=play.handle)

    assert not play.is_resumed
    assert len([path for path in rooms.files if path.suffix == ".session"]) == 2


def test_a_session_that_is_open_in_another_window_stays_as_it_is_there(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    written = rooms.file.read_bytes()

    other = rooms.home.starts().group_play("sample", RoomRules())

    assert other.note == OPEN_ELSEWHERE
    assert other.session.phase is Phase.BRIEFING
    assert rooms.file.read_bytes() == written
    other.close()


# --- broken files --------------------------------------------------------------------------------------------------


def test_wherever_the_file_was_torn_the_session_comes_back_to_a_moment_it_had(rooms: Rooms) -> None:
    play = rooms.opens()
    does(play.session, m.Begin(), handle=play.handle)
    seen = [without_steps(play.view())]
    for command in commands(play.session, [Random(4).randrange(10_000) for _ in range(40)]):
        play.handle(command)
        seen.append(without_steps(play.view()))
    rooms.finishes()
    whole, path = rooms.file.read_bytes(), rooms.file
    begun = whole.index(b'["begin"]')

    for end in [*range(begun + 10, len(whole), 23), len(whole)]:
        path.write_bytes(whole[:end])
        again = rooms.opens()
        assert again.is_resumed
        assert without_steps(again.view()) in seen
        rooms.finishes()
        path.write_bytes(whole)


def test_a_foreign_line_is_told_and_the_session_goes_on_in_a_file_of_its_own(rooms: Rooms) -> None:
    to_the_vote(rooms.opens())
    rooms.finishes()
    old = rooms.file
    lines = old.read_bytes().splitlines(keepends=True)
    old.write_bytes(b"".join([*lines[:3], b"???\n", *lines[3:]]))

    again = rooms.opens()
    assert again.note == CANNOT_READ
    assert old.exists()
    does(again.session, m.GoOn(), handle=again.handle)

    assert not old.exists() or b"???" not in old.read_bytes()
    assert rooms.opens().note == ""


def test_a_scenario_that_changed_meanwhile_is_gone_on_with_as_far_as_it_fits(rooms: Rooms) -> None:
    play = rooms.opens()
    read_to(play.session, Phase.THINK, handle=play.handle)
    does(play.session, m.Adopt("ask"), handle=play.handle)

    again = rooms.opens(changed(call=without_choice(CALL, "ask")))

    assert again.note == CANNOT_READ
    assert again.session.phase is Phase.THINK


def test_a_folder_that_cannot_be_written_to_stops_no_session(rooms: Rooms) -> None:
    rooms.home.folder.mkdir(exist_ok=True)
    (rooms.home.folder / "records").write_text("a file, and no folder")
    application = rooms.home.starts()
    play = application.group_play("sample", RoomRules())

    play_path(play.session, PATH, handle=play.handle)

    assert NOT_KEPT in application.notices
    assert play.session.phase is Phase.DEBRIEF


# --- what must not be kept -----------------------------------------------------------------------------------------


def entries(file: Path) -> list[list[object]]:
    return [list(entry) for entry in parse(file.read_bytes()).entries]


def counted(file: Path) -> list[KeptTally]:
    found = (decode(entry) for entry in entries(file) if entry[0] == "counted")
    return [command.kept for command in found if isinstance(command, m.CloseVote) and command.kept]


def test_of_four_votes_nothing_is_in_the_file_but_that_there_was_a_vote(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    votes(play, ask=3, wait=1)
    does(play.session, m.CloseVote(), handle=play.handle)

    [told] = counted(rooms.file)
    assert told.tells_nothing
    assert entries(rooms.file)[-1] == [
        "counted", 1, "call", 1, [[option, None] for option in told_options(told)], None, [], False, False, False,
    ]  # fmt: skip


def told_options(told: KeptTally) -> list[str]:
    return [entry.option for entry in told.counts]


def test_typed_hands_are_in_no_file(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    before = rooms.file.read_bytes()
    does(play.session, m.TypeHands("ask", 3), m.UndoHands(), m.TypeHands("wait", 2), handle=play.handle)

    assert rooms.file.read_bytes() == before


def test_when_a_second_vote_would_isolate_a_latecomer_nothing_of_the_first_count_is_left_in_the_file(
    rooms: Rooms,
) -> None:
    play = rooms.opens()
    to_the_vote(play)
    votes(play, ask=12, wait=7, interrupt=6)
    does(play.session, m.CloseVote(), m.Talk(), handle=play.handle)
    assert counted(rooms.file)[0].voters == 25
    vote(play.session, play.handle, ask=13, wait=7, interrupt=6)

    first, second = counted(rooms.file)
    assert first.tells_nothing
    assert second.voters == 26
    assert b"25" not in rooms.file.read_bytes().split(b"\n", 2)[2]
    does(play.session, m.Reveal(), handle=play.handle)
    compared = rooms.opens().view().wall.screen
    assert isinstance(compared, r.CompareView)
    assert (compared.first.voters, compared.second.voters) == (None, 26)


def test_a_session_that_went_back_keeps_only_the_later_count_of_a_decision(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    votes(play, ask=12, wait=7, interrupt=6)
    does(play.session, m.CloseVote(), m.Adopt("ask"), m.GoBack("call"), handle=play.handle)
    vote(play.session, play.handle, ask=12, wait=8, interrupt=6)

    assert [told.tells_nothing for told in counted(rooms.file)] == [True, False]


@given(walk=st.lists(st.integers(0, 9_999), max_size=60), seats=st.integers(0, 3))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_seat_no_small_count_and_no_time_is_ever_in_a_file(
    tmp_path_factory: pytest.TempPathFactory, walk: list[int], seats: int
) -> None:
    rooms = Rooms(Home(tmp_path_factory.mktemp("home")))
    play = rooms.opens()
    play.keep_keys(KEYS)
    for command in commands(play.session, walk):
        play.handle(command)
    rooms.finishes()

    for path in rooms.files:
        written = path.read_bytes()
        assert b"seat-" not in written
        assert b"09:30" not in written and b"0930" not in path.name.encode()
        if path.suffix == ".session":
            assert KEYS.secret.hex().encode() not in written and KEYS.code.encode() not in written
            for told in counted(path):
                assert all(entry.count is None or entry.count >= 5 for entry in told.counts)


def test_a_rehearsal_keeps_nothing(rooms: Rooms) -> None:
    play = rooms.opens(rules=RoomRules(is_rehearsal=True))
    play.keep_keys(KEYS)
    play_path(play.session, PATH, handle=play.handle)
    does(play.session, m.Close(), handle=play.handle)

    assert play.view().wall.is_rehearsal
    assert list(rooms.home.folder.rglob("*.*")) == []


# --- keys ----------------------------------------------------------------------------------------------------------


def test_the_keys_are_beside_the_journal_and_come_back_with_the_session(rooms: Rooms) -> None:
    play = rooms.opens()
    play.keep_keys(KEYS)
    assert rooms.files == []  # nothing has begun
    does(play.session, m.Begin(), handle=play.handle)

    assert [path.suffix for path in rooms.files] == [".keys", ".session"]
    assert rooms.opens().keys == KEYS


def test_the_keys_are_gone_when_the_session_is_closed(rooms: Rooms) -> None:
    play = rooms.opens()
    play.keep_keys(KEYS)
    play_path(play.session, PATH, handle=play.handle)
    does(play.session, m.Close(), handle=play.handle)

    assert [path.suffix for path in rooms.files] == [".session"]


def test_the_keys_of_a_session_that_was_left_are_gone_when_the_next_begins(rooms: Rooms) -> None:
    play = rooms.opens()
    play.keep_keys(KEYS)
    does(play.session, m.Begin(), handle=play.handle)
    other = rooms.opens(fresh=True)
    does(other.session, m.Begin(), handle=other.handle)
    other.keep_keys(replace(KEYS, port=9))

    assert [read(path) for path in rooms.files if path.suffix == ".keys"] == [replace(KEYS, port=9)]


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
def test_the_keys_are_for_this_user_alone(tmp_path: Path) -> None:
    write(tmp_path / "one.keys", KEYS)

    assert (tmp_path / "one.keys").stat().st_mode & 0o077 == 0


def test_keys_are_not_told_where_they_are_named() -> None:
    assert "ABC234" not in repr(KEYS) and KEYS.secret.hex() not in repr(KEYS)


@pytest.mark.parametrize(
    "written",
    [b"", b"[]", b"{", b'{"secret":"zz","code":"A","room":"r","port":1}', b'{"secret":"00","code":"A","room":"r"}',
     b'{"secret":"00","code":"A","room":"r","port":true}', b'{"secret":"00","code":"A","room":"r","port":70000}'],
)  # fmt: skip
def test_keys_that_are_not_ours_are_not_used(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "one.keys").write_bytes(written)

    assert read(tmp_path / "one.keys") is None
    assert isinstance(KEYS, KeptKeys)


# --- the file ------------------------------------------------------------------------------------------------------


def test_a_journal_that_is_rewritten_holds_the_new_entries_and_can_be_gone_on_with(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, HEADER, [["begin"], ["to", 2]], ".session")
    journal.rewrite([["begin"]])
    journal.append([["on"]])
    journal.close()

    assert [list(entry) for entry in parse(journal.path.read_bytes()).entries] == [["begin"], ["on"]]
    assert [path.name for path in tmp_path.iterdir()] == [journal.path.name]


def test_a_journal_that_somebody_else_wrote_into_is_not_rewritten(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, HEADER, [["begin"]], ".session")
    with journal.path.open("ab") as file:
        file.write(b'["on"]\n')

    with pytest.raises(OpenElsewhere):
        journal.rewrite([])
    journal.close()


def test_a_session_that_was_deleted_while_it_went_on_does_not_come_back(rooms: Rooms) -> None:
    play = rooms.opens()
    to_the_vote(play)
    rooms.file.unlink()
    votes(play, ask=9)
    does(play.session, m.CloseVote(), m.Adopt("ask"), handle=play.handle)

    assert rooms.files == []


# --- report and delete ---------------------------------------------------------------------------------------------


def finished(rooms: Rooms) -> GroupPlay:
    play = rooms.opens()
    play_path(play.session, PATH, handle=play.handle)
    does(play.session, m.Agree("Whoever found it speaks first.", "in May"), m.Close(), handle=play.handle)
    return play


def test_a_closed_session_is_two_lines_with_its_path_and_no_more_than_may_be_told(rooms: Rooms) -> None:
    finished(rooms)

    recorded = parse(rooms.file.read_bytes())
    assert recorded.summary is not None
    assert [stage["choice"] for stage in recorded.summary["path"]] == list(PATH)  # type: ignore[attr-defined]
    assert rooms.file.read_bytes().count(b"\n") == 2
    assert not rooms.opens().is_resumed


def test_a_report_lists_group_sessions_with_title_day_and_path(rooms: Rooms) -> None:
    finished(rooms)
    left = rooms.opens()
    read_to(left.session, Phase.THINK, handle=left.handle)
    does(left.session, m.Adopt("ask"), handle=left.handle)
    rooms.finishes()

    report = rooms.home.starts().report()

    assert [(one.title, one.day, len(one.path), one.is_finished) for one in report.group_sessions] == [
        (SAMPLE.title, "2026-03-02", 3, True),
        (SAMPLE.title, "2026-03-02", 1, False),
    ]
    assert "Group sessions led from here\n2026-03-02  Whose Finding\n" in report.text()
    assert "Send the record with her name on it." in report.text()
    assert "09:30" not in report.text()
    assert len(json.loads(report.json())["group_sessions"]) == 2


def test_deleting_everything_deletes_group_sessions_and_their_keys_too(rooms: Rooms) -> None:
    finished(rooms)
    play = rooms.opens()
    play.keep_keys(KEYS)
    does(play.session, m.Begin(), handle=play.handle)
    application = rooms.home.starts()
    open_one = application.group_play("sample", RoomRules(), fresh=True)
    does(open_one.session, m.Begin(), handle=open_one.handle)

    application.delete_everything()
    does(open_one.session, m.GoOn(), handle=open_one.handle)

    assert NOT_ALL_DELETED not in application.notices
    assert rooms.files == []
    assert application.report().group_sessions == ()
