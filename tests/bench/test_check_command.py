"""`upstander check` as its reader sees it: in order of file and place, with what was visited, waived and left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game import assets
from game.cli import run
from game.core.diagnostic import Diagnostic, Severity, Span
from tests.docs.pages import ROOT
from tests.reading.story import STORY
from tools.checking.check import Checked, Report
from tools.checking.printing import json_of, text_of
from tools.checking.waivers import Waived
from tools.new import new_scenario
from tools.watching import look, watch

BUNDLED = assets.scenarios_folder() / "half-a-second-behind.yaml"


def finding(
    line: int = 3, severity: Severity = Severity.WARNING, file: str = "a.yaml", code: str = "B05"
) -> Diagnostic:
    return Diagnostic(
        code=code,
        name="choice-too-short-or-long",
        severity=severity,
        file=file,
        span=Span(line, 3, 4),
        message="It has 2 words.",
        hint="Write more.",
        excerpt="  Go.",
    )


WAIVED = Waived("B05", "It has 2 words.", "It is read aloud.")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder in which somebody checks, with a home of its own."""
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- as text -------------------------------------------------------------------------------------------------------


def test_findings_are_in_the_order_of_files_and_places():
    report = Report(
        (Checked("b.yaml", (finding(9, file="b.yaml"), finding(2, file="b.yaml"))), Checked("a.yaml", (finding(5),)))
    )
    shown = [line.split("  ")[0] for line in text_of(report).splitlines() if line.startswith(("a.yaml:", "b.yaml:"))]

    assert shown[:3] == ["a.yaml:5:3", "b.yaml:2:3", "b.yaml:9:3"]


def test_each_file_says_whether_every_state_was_visited():
    report = Report(
        (Checked("a.yaml", (), (), 312, True), Checked("b.yaml", (), (), 50_000, False), Checked("c.yaml", (), (), 0))
    )

    assert text_of(report) == (
        "a.yaml: every state visited (312)\n"
        "b.yaml: sampled, 50,000 states\n"
        "c.yaml: cannot be played yet, so no state was visited\n"
        "\n"
        "3 scenarios read, no findings\n"
    )


def test_what_was_waived_is_counted_for_the_file_and_in_the_summary():
    text = text_of(Report((Checked("a.yaml", (finding(),), (WAIVED, WAIVED), 7, True),), waived=(WAIVED,)))

    assert "a.yaml: every state visited (7); 2 waived\n" in text
    assert text.endswith("1 scenario read, 1 finding: 1 warning; 3 waived\n")


def test_what_is_left_to_write_is_one_line_each_after_the_findings(folder):
    path = new_scenario(title="The Short Name", folder=folder / "mine")
    path.write_text(path.read_text("utf-8").replace("place: corridor", "place: coridor"), "utf-8")

    text = printed(folder, "mine")

    todo = [line for line in text.splitlines() if " T01 " in line]
    assert todo[0].startswith(
        "mine/the-short-name.yaml:10:3  advice T01 to-do-left  “summary” is still to be written. One"
    )
    assert text.index("UP308") < text.index("T01")
    assert f"; {len(todo)} texts to write" in text


def test_a_draft_with_nothing_left_to_write_is_told_to_be_one_no_more():
    done = text_of(Report((Checked("a.yaml", (), (), 7, True, is_draft=True),)))
    left = text_of(Report((Checked("a.yaml", (finding(code="T01"),), (), 7, True, is_draft=True),)))
    ready = text_of(Report((Checked("a.yaml", (), (), 7, True),)))

    assert "take “status: draft” out" in done
    assert "status: draft" not in left + ready


@pytest.mark.parametrize("name", ["my-room.yaml.txt", "my-room.yml"])
def test_a_file_that_only_ends_in_another_way_is_named(folder, capsys, name):
    (folder / "mine").mkdir()
    (folder / "mine" / name).write_text(STORY)

    assert run(["check", "mine"]) == 2
    assert f"rename {name} to my-room.yaml" in capsys.readouterr().err


def printed(folder: Path, *arguments: str, code: int = 0, err: bool = False) -> str:
    """What the command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "game", "check", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "UPSTANDER_HOME": str(folder / "home"), "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stderr if err else done.stdout


# --- exit codes ----------------------------------------------------------------------------------------------------


def test_only_what_counts_ends_a_check_with_1():
    for severity, strict, is_fine in (
        (Severity.ERROR, False, False),
        (Severity.WARNING, False, True),
        (Severity.WARNING, True, False),
        (Severity.ADVICE, True, True),
    ):
        assert Report((Checked("a.yaml", (finding(severity=severity),)),)).is_fine(strict=strict) is is_fine


def test_a_check_ends_with_0_1_or_2(folder, capsys):
    (folder / "story.yaml").write_text(STORY.replace("start: standup", "start: standap"), "utf-8")

    assert run(["check", str(BUNDLED)]) == 0
    assert run(["check", "story.yaml"]) == 1
    assert run(["check", "stroy.yaml"]) == 2
    assert "did you mean story.yaml?" in capsys.readouterr().err


def test_a_library_whose_own_thresholds_cannot_be_read_is_not_checked(folder, capsys):
    (folder / "story.yaml").write_text(STORY, "utf-8")
    (folder / "check.toml").write_text("[limits.B99]\nlongest = 3\n")

    assert run(["check", "."]) == 2
    assert "B99" in capsys.readouterr().err


def test_with_strict_a_warning_counts(folder, capsys):
    (folder / "story.yaml").write_text(STORY, "utf-8")

    assert run(["check", "--strict", "story.yaml"]) == 1
    assert "warning" in capsys.readouterr().out


# --- for programs --------------------------------------------------------------------------------------------------


def test_json_holds_findings_waivers_states_and_a_summary():
    told = json.loads(json_of(Report((Checked("a.yaml", (finding(),), (WAIVED,), 312, True),))))

    assert told["findings"][0] == {
        "file": "a.yaml", "line": 3, "column": 3, "length": 4, "severity": "warning", "code": "B05",
        "name": "choice-too-short-or-long", "message": "It has 2 words.", "hint": "Write more.", "excerpt": "  Go.",
    }  # fmt: skip
    assert told["waived"] == [
        {"file": "a.yaml", "code": "B05", "message": "It has 2 words.", "because": "It is read aloud."}
    ]
    assert told["files"] == [{"file": "a.yaml", "states_visited": 312, "every_state_visited": True, "to_do": 0}]
    assert told["summary"] == {"files": 1, "errors": 0, "warnings": 1, "advice": 0, "waived": 1}


def test_json_is_all_that_is_printed(folder):
    told = json.loads(printed(folder, str(BUNDLED), "--format", "json"))

    assert told["files"][0]["every_state_visited"] is True


# --- one page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["B05", "up301", "unknown-scene", "T01"])
def test_one_finding_is_explained(folder, capsys, code):
    assert run(["check", "--explain", code]) == 0

    page = capsys.readouterr().out
    assert "Why it matters\n" in page and "Use instead" in page


def test_a_code_that_nothing_has_is_answered_with_a_near_one(folder, capsys):
    assert run(["check", "--explain", "UP3011"]) == 2
    assert "Did you mean UP3" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--explain", "B05", "a.yaml"], ["--explain", "B05", "--strict"], ["--watch", "--format", "json"]]
)
def test_what_does_not_go_together_is_said(folder, capsys, arguments):
    assert run(["check", *arguments]) == 2
    assert "Leave" in capsys.readouterr().err


# --- again and again -----------------------------------------------------------------------------------------------


def test_a_change_of_any_file_that_is_looked_at_is_seen(tmp_path):
    story = tmp_path / "story.yaml"
    story.write_text("a")
    checks = []
    changes = iter([
        lambda: None,
        lambda: story.write_text("ab"),
        lambda: (tmp_path / "themes.yaml").write_text("x"),
        lambda: (tmp_path / "notes.txt").write_text("x"),
        story.unlink,
    ])  # fmt: skip

    watch(
        [story],
        lambda: checks.append(sorted(file.name for file in look([story]))),
        wait=lambda _: next(changes)(),
        times=5,
    )

    assert checks == [["story.yaml"], ["story.yaml"], ["story.yaml", "themes.yaml"], ["themes.yaml"]]


def test_somebody_who_ends_it_is_not_shown_a_fault(tmp_path):
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    checks = []
    watch([tmp_path], lambda: checks.append(1), wait=interrupted)

    assert checks == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="a signal that ends a program is another one there")
def test_watching_checks_again_after_a_change_and_ends_with_ctrl_c(folder):
    (folder / "story.yaml").write_text(STORY, "utf-8")
    log = folder / "log"
    with log.open("w") as out:
        program = subprocess.Popen(
            [sys.executable, "-m", "game", "check", "--watch", "story.yaml"],
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        )
        try:
            wait_for(log, "1 scenario read")
            (folder / "story.yaml").write_text(STORY.replace("start: standup", "start: standap"), "utf-8")
            wait_for(log, "UP301")
        finally:
            program.send_signal(signal.SIGINT)
            code = program.wait(30)

    told = log.read_text("utf-8")
    assert code == 0 and "Traceback" not in told
    assert told.count("Checking story.yaml whenever a file changes. To end: Ctrl-C.") == 2


def wait_for(log: Path, words: str) -> None:
    """Wait until something was printed."""
    for _ in range(300):
        if words in log.read_text("utf-8"):
            return
        time.sleep(0.1)
    raise AssertionError(f"“{words}” was not printed:\n{log.read_text('utf-8')}")
