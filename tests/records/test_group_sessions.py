"""What is kept of group sessions can be seen, written out again and deleted, from the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from game import cli, startup
from game.records.group_journal import sessions_in
from game.records.group_kept import KeptSession, kept_sessions
from game.records.group_runs import run_from, run_of, summary_of
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from game.sessions_command import NONE
from tests.records.conftest import Home
from tests.records.rooms import KEYS
from tests.room import does, read_to, straight_on, vote

STORY = "half-a-second-behind"


@dataclass(frozen=True)
class Done:
    exit_code: int
    output: str
    stderr: str


Shell = Callable[..., Done]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The command line, with what is typed and what it says."""
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path / "home"))

    def run(*arguments: str, text: str = "") -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        capsys.readouterr()
        code = cli.run(list(arguments))
        return Done(code, *capsys.readouterr())

    return run


def leads(*, is_finished: bool = True) -> None:
    """A session: its first decision voted on by twenty, the rest chosen; finished, or left."""
    play = startup.make_application(seed=3).group_play(STORY, RoomRules(), fresh=True)
    play.keep_keys(KEYS)
    read_to(play.session, Phase.THINK, handle=play.handle)
    vote(play.session, play.handle, hand_back=13, ask_amara=7)
    does(play.session, m.Adopt("hand-back"), handle=play.handle)
    while is_finished and play.session.phase is not Phase.DEBRIEF:
        command = straight_on(play.session)
        assert command is not None
        does(play.session, command, handle=play.handle)
    if is_finished:
        does(play.session, m.Agree("Remote people speak first.", "30 March"), m.Close(), handle=play.handle)
    play.close()


def test_with_no_session_it_says_so_and_that_a_rehearsal_keeps_none(shell: Shell) -> None:
    play = startup.make_application(seed=3).group_play(STORY, RoomRules(is_rehearsal=True))
    read_to(play.session, Phase.THINK, handle=play.handle)
    play.close()

    assert shell("sessions").output == f"{NONE}\n"
    assert shell("sessions", "--save", "last").exit_code == 2


def test_what_is_kept_is_listed_with_what_was_agreed_and_where_it_is(shell: Shell, tmp_path: Path) -> None:
    leads()
    leads(is_finished=False)
    listed = shell("sessions").output

    assert "\n1  " in listed and "\n2  " in listed
    assert "Half a Second Behind, 1 decision\n    Not finished." in listed
    assert "Agreed: Remote people speak first. Looked at again: 30 March" in listed
    assert "Nothing is deleted by itself." in listed
    assert str(tmp_path / "home" / "records" / "sessions") in listed


def test_a_finished_session_is_written_out_again_as_it_was_the_first_time(shell: Shell, tmp_path: Path) -> None:
    leads()
    first = shell("sessions", "--save", "1", "--to", str(tmp_path / "first"))
    again = shell("sessions", "--save", "last", "--to", str(tmp_path / "again"), "--paper", "letter")

    assert first.exit_code == again.exit_code == 0
    assert f"Saved in {tmp_path / 'first'}:" in first.output
    names = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert [name.rpartition(".")[2] for name in names] == ["csv", "html", "json", "pdf"]
    for name in names:
        same = (tmp_path / "first" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
        assert same is not name.endswith(".pdf")  # on other paper
    data = json.loads((tmp_path / "again" / names[2]).read_text("utf-8"))
    assert data["condition"] == "Remote people speak first."
    assert data["path"][0]["rounds"][0]["voters"] == 20


def test_without_a_folder_the_files_go_where_those_of_a_session_go(shell: Shell, tmp_path: Path) -> None:
    leads()

    assert f"Saved in {tmp_path / 'home' / 'exports'}:" in shell("sessions", "--save", "1").output


def test_a_session_that_goes_on_is_not_written_out(shell: Shell, tmp_path: Path) -> None:
    leads(is_finished=False)
    done = shell("sessions", "--save", "1", "--to", str(tmp_path / "out"))

    assert done.exit_code == 1
    assert "when the session is finished" in done.stderr
    assert not (tmp_path / "out").exists()


def test_where_nothing_can_be_written_it_says_so(shell: Shell, tmp_path: Path) -> None:
    leads()
    (tmp_path / "out").write_text("a file")
    done = shell("sessions", "--save", "1", "--to", str(tmp_path / "out"))

    assert done.exit_code == 1
    assert done.stderr.startswith("No file can be written")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--save", "7"], "there is no session 7. Type a number from 1 to 1, or last."),
        (["--delete", "x"], "there is no session x."),
        (["--save", "1", "--delete", "1"], "do not go together"),
        (["--to", "here"], "--to goes with --save"),
        (["--yes"], "--yes goes with --delete"),
    ],
    ids=" ".join,
)
def test_a_mistake_is_told_in_a_sentence(shell: Shell, arguments: list[str], told: str) -> None:
    leads()
    done = shell("sessions", *arguments)

    assert done.exit_code == 2
    assert told in done.stderr


def test_a_session_is_deleted_with_its_keys_after_a_yes_that_names_it(shell: Shell, tmp_path: Path) -> None:
    leads()
    leads(is_finished=False)
    folder = tmp_path / "home" / "records" / "sessions"
    left_over = next(folder.glob("*.keys")).with_suffix(".session.12.new")
    left_over.write_text("{}")

    refused = shell("sessions", "--delete", "2", text="n\n")
    assert refused.exit_code == 1 and "Half a Second Behind, 1 decision, cannot be brought back" in refused.output
    assert len(list(folder.iterdir())) == 4
    assert shell("sessions", "--delete", "2", text="y\n").exit_code == 0

    assert [path.suffix for path in folder.iterdir()] == [".session"]
    assert len(sessions_in(folder)) == 1
    assert shell("sessions", "--delete", "1", "--yes").exit_code == 0
    assert list(folder.iterdir()) == []


def test_deleting_everything_names_the_group_sessions_before_it_does(shell: Shell) -> None:
    assert "Plays, notes and plans are deleted" in shell("report", "--delete-everything", text="n\n").output
    leads()
    leads(is_finished=False)
    asked = shell("report", "--delete-everything", text="n\n").output
    today = sessions_in(startup.make_application().folders.sessions)[0].recorded.header.started

    assert f"and 2 group sessions (“Half a Second Behind” of {today}, “Half a Second Behind” of {today})" in asked
    assert shell("report", "--delete-everything", "--yes").exit_code == 0
    assert shell("sessions").output == f"{NONE}\n"


@pytest.mark.usefixtures("shell")
def test_a_session_that_could_not_be_summed_up_can_be_written_out_all_the_same(tmp_path: Path) -> None:
    leads(is_finished=False)
    application = startup.make_application()
    [kept] = kept_sessions(application.folders.sessions, application.find_scenario)
    assert kept.run is not None
    with kept.file.path.open("ab") as file:
        file.write(b'["close"]\n')  # as where the disk was full then
    [closed] = kept_sessions(application.folders.sessions, application.find_scenario)
    [unknown] = kept_sessions(application.folders.sessions, lambda name: None)

    assert closed.is_over and closed.run == kept.run
    assert unknown.run is None


def test_a_summary_comes_back_as_the_run_it_was_written_from(home: Home) -> None:
    play = home.starts().group_play("sample", RoomRules())
    read_to(play.session, Phase.THINK, handle=play.handle)
    vote(play.session, play.handle, ask=12, wait=7, interrupt=6)
    does(play.session, m.Adopt("ask"), handle=play.handle)
    run = run_of(play.session, "2026-03-02")
    play.close()
    written = json.loads(json.dumps(summary_of(run)))

    assert run_from(written) == run
    for name in written:
        assert run_from({**written, name: 4}) is None
    stage = written["path"][0]
    small = {**stage, "rounds": [{**stage["rounds"][0], "voters": 4}]}
    for wrong in (small, {**stage, "how": "lost"}, {**stage, "rounds": None}, {"scene": "call"}, "call"):
        assert run_from({**written, "path": [wrong]}) is None


@pytest.mark.usefixtures("shell")
def test_nothing_goes_by_itself_and_what_is_older_than_a_year_is_marked() -> None:
    leads()
    application = startup.make_application()
    [kept] = kept_sessions(application.folders.sessions, application.find_scenario)

    def began(day: str) -> KeptSession:
        recorded = kept.file.recorded
        return replace(kept, file=replace(kept.file, recorded=replace(
            recorded, header=replace(recorded.header, started=day)
        )))  # fmt: skip

    today = date(2026, 3, 2)
    assert [began(day).is_old(today) for day in ("2025-03-02", "2025-03-03", "2026-03-02", "")] == [
        True, False, False, False,
    ]  # fmt: skip
