"""A new scenario has its whole shape and says what is left to write; nothing that is there is ever lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game import assets
from game.cli import run
from game.core.diagnostic import Severity
from game.core.scenario import Decision, Ending
from game.core.setting import Mode, Seat
from game.library import Library
from tests.docs.pages import ROOT
from tools.checking.check import check
from tools.checking.rule_data import ours
from tools.new import SCHEMA_FILE, CannotMakeError, id_from, new_scenario
from tools.wanted import all_wanted, wanted


def findings(folder: Path):
    return check(Library(folder, assets.assets_folder(), None)).findings


@pytest.mark.parametrize("affected", [1, 2, 3])
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("seat", [Seat.PEER, Seat.OWN_MISTAKE])
def test_a_new_scenario_has_nothing_wrong_but_what_is_left_to_write(tmp_path, seat, mode, affected):
    new_scenario(title="The Short Name", seat=seat, mode=mode, affected=affected, folder=tmp_path)

    assert {(finding.code, finding.severity) for finding in findings(tmp_path)} == {("T01", Severity.ADVICE)}


def test_every_text_that_is_left_is_named_once_with_its_line(tmp_path):
    path = new_scenario(title="The Short Name", folder=tmp_path)
    lines = path.read_text("utf-8").split("\n")

    found = findings(tmp_path)

    assert len({finding.span for finding in found}) == len(found)
    for finding in found:
        start = finding.span.column - 1
        assert lines[finding.span.line - 1][start : start + finding.span.length] == "todo"
    named = {finding.span.line for finding in found}
    scripts = [n for n, line in enumerate(lines, 1) if re.fullmatch(r" +.*\btodo", line) and ": |" in lines[n - 2]]
    assert set(scripts) <= named
    assert {n for n, line in enumerate(lines, 1) if re.match(r"^ *(- )?\w+: todo", line)} <= named


def test_it_has_the_whole_shape_of_a_scenario(tmp_path):
    path = new_scenario(title="The Short Name", affected=2, folder=tmp_path)
    scenario = Library(tmp_path, assets.assets_folder(), None).scenario(path.stem)
    exits = [scene.exit for scene in scenario.scenes.values()]
    decisions = [exit for exit in exits if isinstance(exit, Decision)]

    assert scenario.is_draft and scenario.title == "The Short Name"
    assert len(decisions) == 3 and sum(isinstance(exit, Ending) for exit in exits) == 3
    assert all(len({choice.method for choice in decision.choices}) == 4 for decision in decisions)
    assert sum(person.affected == "yes" for person in scenario.cast.values()) == 2
    assert scenario.if_then_lines and scenario.facilitator.hard_remarks and scenario.review.lived_experience


def test_every_ending_of_a_new_scenario_can_be_come_to(tmp_path):
    from game.core.exploration import explore

    path = new_scenario(title="The Short Name", folder=tmp_path)
    scenario = Library(tmp_path, assets.assets_folder(), None).scenario(path.stem)

    assert explore(scenario).is_complete
    assert not {finding.code for finding in findings(tmp_path)} & {"A02", "A06", "A07", "A23"}


def test_writing_one_text_takes_one_note_away(tmp_path):
    path = new_scenario(title="The Short Name", folder=tmp_path)
    before = findings(tmp_path)
    path.write_text(path.read_text("utf-8").replace("power: todo", "power: No title; they listen to you."), "utf-8")

    assert len(findings(tmp_path)) == len(before) - 1


def test_what_is_written_is_judged_while_the_rest_is_still_to_be_written(tmp_path):
    path = new_scenario(title="The Short Name", folder=tmp_path)
    text = path.read_text("utf-8")
    for place in ("open-a-door", "ask-first", "speak-over", "let-it-pass"):
        start = text.index(f"- id: {place}")
        text = text[:start] + re.sub(r"(do: \|[^\n]*\n +)todo", r"\1Go.", text[start:], count=1)
    path.write_text(text, "utf-8")

    assert {finding.code for finding in findings(tmp_path)} >= {"B05", "T01"}


def test_the_shape_of_a_draft_is_judged_from_the_start(tmp_path):
    path = new_scenario(title="The Short Name", folder=tmp_path)
    text = path.read_text("utf-8").replace("- go: for-now", "- go: it-holds")
    path.write_text(text, "utf-8")

    assert "A23" in {finding.code for finding in findings(tmp_path)}


def test_a_beat_that_was_left_out_is_still_named_when_the_draft_is_none_any_more(tmp_path):
    path = new_scenario(title="The Short Name", folder=tmp_path)
    text = re.sub(r"(?<!\): )(?<!\] )\btodo\b", "Some words", path.read_text("utf-8"))
    path.write_text(text.replace("status: draft ", "# ready "), "utf-8")

    left = [finding for finding in findings(tmp_path) if finding.code == "T01"]

    assert left and all(finding.severity is Severity.WARNING for finding in left)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Short Name", "the-short-name"),
        ("Who’s in the room?", "whos-in-the-room"),
        ("  Đà Nẵng — 9:40 ", "da-nang-9-40"),
        ("Straße, Łódź & Ærø", "strasse-lodz-and-aero"),
        ("İstanbul ısrarı", "istanbul-israri"),
        ("word " * 15, "-".join(["word"] * 12)),
    ],
)
def test_the_id_is_the_title_in_plain_letters(title, name):
    assert id_from(title) == name


@pytest.mark.parametrize(
    "title", ["9:40", "no", "“Quoted” 'title'", 'She said: "no" # twice', "{id} [x]", "- dash", "null"]
)
def test_a_title_is_kept_as_it_was_given(tmp_path, title):
    path = new_scenario(title=title, folder=tmp_path, id="story")

    assert Library(tmp_path, assets.assets_folder(), None).scenario(path.stem).title == title


def test_no_file_is_written_over(tmp_path):
    path = new_scenario(title="The Short Name", folder=tmp_path)
    path.write_text("mine", "utf-8")
    (tmp_path / SCHEMA_FILE).write_text("mine too", "utf-8")

    with pytest.raises(CannotMakeError, match="there already"):
        new_scenario(title="The short name", folder=tmp_path)
    new_scenario(title="Another", folder=tmp_path)

    assert path.read_text("utf-8") == "mine"
    assert (tmp_path / SCHEMA_FILE).read_text("utf-8") == "mine too"


def test_the_folder_is_made_and_nothing_in_the_file_names_it(tmp_path):
    folder = tmp_path / "a" / "b"
    path = new_scenario(title="The Short Name", folder=folder)

    assert path == folder / "the-short-name.yaml"
    assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema=./{SCHEMA_FILE}\n")
    assert str(tmp_path) not in path.read_text("utf-8") + (folder / SCHEMA_FILE).read_text("utf-8")


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"title": "   "}, "needs a title"),
        ({"title": "会議"}, "--id"),
        ({"title": "x" * 81}, "81 characters"),
        ({"title": "bell \x07"}, "cannot be shown"),
        ({"title": "Themes"}, "themes.yaml"),
        ({"title": "A", "id": "Not An Id"}, "a–z"),
        ({"title": "A", "seat": "boss"}, "There are: peer"),
        ({"title": "A", "mode": "phone"}, "There are: in-person"),
        ({"title": "A", "affected": 4}, "1 to 3"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_reason_and_nothing_is_written(tmp_path, how, says):
    with pytest.raises(CannotMakeError, match=re.escape(says)):
        new_scenario(folder=tmp_path / "new", **how)

    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(CannotMakeError):
        new_scenario(title="A", folder=tmp_path / "file")


def test_the_lengths_beside_a_todo_are_those_of_the_rules():
    limits = ours().limits
    same = [
        (wanted("choice", "do"), limits["B05"], ("shortest", "longest")),
        (wanted("choice", "commentary"), limits["C02"], ("shortest", "longest")),
        (wanted("choice", "consequence"), limits["C03"], ("shortest", "longest")),
    ]

    for words, own, names in same:
        assert words.startswith(" to ".join(f"{own[name]:g}" for name in names) + " words"), words


def test_what_is_said_of_a_key_is_said_of_one_that_exists():
    from tools.key_descriptions import ENTRIES

    known = {entry.kind: entry.exact for entry in ENTRIES}

    assert all(set(keys) <= known[kind] for kind, keys in all_wanted().items())


# --- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture
def author(tmp_path, monkeypatch):
    """Somebody in a folder of their own, with nobody to answer questions."""
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_into_my_scenarios_and_says_what_to_do_next(author, capsys):
    assert run(["new", "--title", "The Short Name", "--seat", "manager", "--mode", "chat", "--affected", "2"]) == 0

    said = capsys.readouterr().out
    assert "upstander check my-scenarios/the-short-name.yaml" in said
    scenario = Library(author / "my-scenarios", assets.assets_folder(), None).scenario("the-short-name")
    assert (scenario.seat, scenario.mode) == (Seat.MANAGER, Mode.CHAT)
    assert run(["check", "--strict", "my-scenarios/the-short-name.yaml"]) == 0


def test_it_writes_into_the_library_that_was_named(author):
    assert run(["--library", str(author), "new", "--title", "Here", "--yes"]) == 0

    assert (author / "here.yaml").exists()


def test_what_the_command_cannot_make_ends_with_2_and_leaves_what_is_there(author, capsys):
    assert run(["new", "--title", "Here", "--folder", "."]) == 0
    before = (author / "here.yaml").read_bytes()

    assert run(["new", "--title", "Here", "--folder", "."]) == 2
    assert run(["new", "--yes"]) == 2
    assert run(["new", "--title", "会議"]) == 2
    said = capsys.readouterr().err
    assert "there already" in said and "--title" in said and "--id" in said
    assert (author / "here.yaml").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize(("last", "code", "is_written"), [("y", 0, True), ("n", 1, False)])
def test_at_a_terminal_it_asks_and_writes_only_after_a_yes(author, last, code, is_written):
    import pty

    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "game", "new"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=author,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        close_fds=True,
    )
    os.close(theirs)
    os.write(ours, f"The Short Name\nboss\njunior\n\n\n{last}\n".encode())
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)

    assert program.wait(60) == code, said.decode()
    path = author / "my-scenarios" / "the-short-name.yaml"
    assert path.exists() is is_written
    if is_written:
        assert "seat: junior\nmode: in-person" in path.read_text("utf-8")
    else:
        assert b"Nothing was written." in said
