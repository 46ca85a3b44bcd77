"""The command line as a shell sees it: what it prints, where, and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from game import assets
from game.__main__ import main
from game.application import NOT_ALL_DELETED
from game.arguments import FOR_AUTHORS
from game.cli import upstander
from game.startup import has_display

ROOT = Path(assets.scenarios_folder()).parent
STORY = "half-a-second-behind"
FOR_PLAYERS = ("play", "report", "list", "screenshot", "host", "sessions")
COMMANDS = [[], *([name] for name in (*FOR_PLAYERS, *FOR_AUTHORS))]


def surroundings(home, **more):
    """What the program sees of a system with no display and an empty home."""
    names = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "HOME", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if name in names}
    return kept | {"UPSTANDER_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more


@pytest.fixture
def process(tmp_path):
    """Runs the program in a process of its own: for what only a process has."""

    def run(*arguments, text="", binary=False, **environ):
        return subprocess.run(
            [sys.executable, "-m", "game", *arguments],
            input=text.encode() if binary else text,
            capture_output=True,
            text=not binary,
            encoding=None if binary else "utf-8",
            env=surroundings(tmp_path / "home", **environ),
            cwd=tmp_path,
            timeout=120,
        )

    return run


@pytest.fixture
def shell(tmp_path):
    """Runs the program where the tests run, with files as its streams: starting Python each time takes far longer."""

    def run(*arguments, text=""):
        files = [tmp_path / name for name in ("typed", "said", "complained")]
        files[0].write_text(text, "utf-8")
        with pytest.MonkeyPatch.context() as patch, ExitStack() as streams:
            kept = surroundings(tmp_path / "home")
            for name in os.environ.keys() - kept.keys():
                patch.delenv(name)
            for name, value in kept.items():
                patch.setenv(name, value)
            patch.chdir(tmp_path)
            for stream, file in zip(("stdin", "stdout", "stderr"), files, strict=True):
                opened = file.open("r" if stream == "stdin" else "w", encoding="utf-8")
                patch.setattr(sys, stream, streams.enter_context(opened))
            code = main(list(arguments))
        return subprocess.CompletedProcess(arguments, code, *(file.read_text("utf-8") for file in files[1:]))

    return run


def assert_is_a_plain_mistake(done, code):
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stderr.strip()


def whole_path(shell):
    """Choice ids from start to end, found by asking what is offered, as an author would."""
    path = []
    for _ in range(20):
        done = shell("play", STORY, "--choose", ",".join(path))
        if done.returncode == 0:
            return path
        offered = done.stderr.split("Add one of these to --choose:\n")[1]
        path.append(offered.split()[0])
    raise AssertionError(f"no end after {path}")


# --- play --choose -----------------------------------------------------------------------------------------------


def test_a_path_is_walked_to_its_debrief_with_no_display_and_no_records(shell, tmp_path):
    path = whole_path(shell)
    done = shell("play", STORY, "--choose", ",".join(path))

    assert done.returncode == 0 and done.stderr == ""
    assert "Looking back, part 5 of 5." in done.stdout
    assert not list((tmp_path / "home").glob("records/**/*.*"))


def test_a_choice_that_is_not_offered_ends_with_1_and_names_what_is(process):
    done = process("play", STORY, "--choose", "hand-bak")

    assert_is_a_plain_mistake(done, 1)
    assert "hand-bak is not offered" in done.stderr
    assert "Did you mean hand-back?" in done.stderr
    assert "ask-amara" in done.stderr


def test_too_few_choices_end_with_1_and_name_what_is_offered_next(shell):
    done = shell("play", STORY, "--choose", "hand-back")

    assert_is_a_plain_mistake(done, 1)
    assert "after hand-back" in done.stderr and "Add one of these" in done.stderr


# --- mistakes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["plya", STORY], "Did you mean play?"),
        (["play", "half-a-secnd-behind"], "Did you mean half-a-second-behind?"),
        (["play", STORY, "--txet"], "--text"),
        (["screenshot", "debreif", "--out", "x.png"], "Did you mean debrief?"),
        (["reprot"], "Did you mean report?"),
    ],
)
def test_a_name_that_is_nearly_right_gets_the_near_one(shell, arguments, near):
    done = shell(*arguments)

    assert_is_a_plain_mistake(done, 2)
    assert near in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["play"],
        ["play", STORY, "--size", "big"],
        ["play", STORY, "--size", "1x1"],
        ["play", STORY, "--seed", "x"],
        ["play", STORY, "--text", "--fullscreen"],
        ["report", "--yes"],
        ["check", "not-there.yaml"],
        ["check", "."],
        ["--library", "not-there", "list"],
        ["--organisation", "not-there.toml", "list"],
        ["screenshot", "library"],
        ["screenshot", "library", "--out", "picture.gif"],
        ["screenshot", "library", "--out", "no-such-folder/picture.png"],
        ["screenshot", "library", "--text-size", "900", "--out", "x.png"],
        ["--text", "list"],
    ],
    ids=" ".join,
)
def test_a_command_line_that_cannot_be_followed_ends_with_2_and_says_why(shell, arguments):
    assert_is_a_plain_mistake(shell(*arguments), 2)


def test_an_organisation_file_with_a_mistake_names_the_line(process, tmp_path):
    (tmp_path / "ours.toml").write_text('name = "Ours"\nnoet = "Here, managers must report."\n')
    done = process("--organisation", "ours.toml", "list")

    assert_is_a_plain_mistake(done, 2)
    assert "ours.toml:2" in done.stderr and "note" in done.stderr


# --- help --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "upstander")
def test_every_help_shows_an_example(shell, command):
    done = shell(*command, "--help")

    assert done.returncode == 0
    assert "Example" in done.stdout and "  upstander" in done.stdout.split("Example")[1]


def test_no_command_is_without_a_test_of_its_help():
    assert {*upstander.commands, *FOR_AUTHORS} == {command[0] for command in COMMANDS if command}


def test_the_version_is_said(process):
    done = process("--version")

    assert done.returncode == 0 and done.stdout.startswith("upstander ")


# --- list, check, report -----------------------------------------------------------------------------------------


def test_the_list_names_every_scenario_by_its_id(process):
    done = process("list")

    assert done.returncode == 0
    assert f"{STORY} Half a Second Behind." in done.stdout


def test_a_clean_scenario_passes_the_check(shell):
    done = shell("check", str(ROOT / "scenarios" / f"{STORY}.yaml"))

    assert done.returncode == 0, done.stdout


def test_a_broken_scenario_ends_the_check_with_1_and_a_place(shell, tmp_path):
    (tmp_path / "broken.yaml").write_text("format: 1\nid: broken\ntitel: Broken\n")
    done = shell("check", "broken.yaml")

    assert done.returncode == 1
    assert "broken.yaml:3:1" in done.stdout and "title" in done.stdout


def test_findings_can_be_read_by_a_program(shell, tmp_path):
    (tmp_path / "broken.yaml").write_text("format: 1\nid: broken\ntitel: Broken\n")
    done = shell("check", "broken.yaml", "--format", "json")
    findings = json.loads(done.stdout)["findings"]

    assert done.returncode == 1
    assert findings[0].keys() >= {"file", "line", "column", "severity", "code", "message", "hint"}


def test_nothing_played_is_a_report_too(shell):
    assert "Nothing is kept yet." in shell("report").stdout
    assert json.loads(shell("report", "--json").stdout)["plays"] == []


def test_a_scenario_with_an_error_is_not_played_and_says_how_to_see_why(shell, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "broken.yaml").write_text("format: 1\nid: broken\n")
    done = shell("--library", "mine", "play", "broken", "--text")

    assert_is_a_plain_mistake(done, 2)
    assert "upstander check" in done.stderr


def test_everything_is_deleted_only_after_a_yes(shell, tmp_path):
    shell("play", STORY, "--text", text="\n\n\nq\n")
    assert "Half done" in shell("report").stdout

    assert shell("report", "--delete-everything", text="n\n").returncode == 1
    assert shell("report", "--delete-everything").returncode == 1
    assert "Half done" in shell("report").stdout

    assert shell("report", "--delete-everything", "--yes").returncode == 0
    assert "Nothing is kept yet." in shell("report").stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may delete anything")
def test_what_could_not_be_deleted_is_not_called_deleted(shell, tmp_path):
    shell("play", STORY, "--text", text="\n\n\nq\n")
    plays = tmp_path / "home" / "records" / "plays"
    plays.chmod(0o500)
    done = shell("report", "--delete-everything", "--yes")
    plays.chmod(0o700)

    assert done.returncode == 1
    assert done.stdout == f"0 files deleted. {NOT_ALL_DELETED}\n"


# --- the terminal it runs in -------------------------------------------------------------------------------------


def test_with_no_display_it_says_so_and_plays_in_the_terminal(process):
    done = process(text="q\n")

    if not has_display({}):
        assert "no display" in done.stderr.lower()
        assert "Library." in done.stdout
    assert done.returncode == 0


def test_a_seed_decides_the_order_of_choices_on_screen(shell):
    def order(seed):
        said = shell("play", STORY, "--text", "--fresh", "--seed", str(seed), text="\nall\n\n").stdout
        return said[said.index("\nDecision 1") :]

    orders = {order(seed) for seed in range(6)}
    assert order(1) == order(1)
    assert len(orders) > 1


def test_a_pipe_as_input_plays_and_its_end_leaves(process):
    done = process("play", STORY, "--text", text="\nall\n")

    assert done.returncode == 0
    assert f"upstander play {STORY} --text" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_lacks_letters_gets_others(process, encoding):
    done = process("play", STORY, "--text", text="\nall\n\n", binary=True, PYTHONIOENCODING=encoding)

    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert "Minh" in done.stdout.decode(encoding)


def test_input_that_is_no_text_is_no_reason_to_stop(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", STORY, "--text"],
        input=b"\n\xff\xfe\x80\n\nq\n",
        capture_output=True,
        env=os.environ | {"UPSTANDER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )

    assert done.returncode == 0 and b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
@pytest.mark.parametrize(
    "arguments", [["play", b"\xff"], ["check", b"\xff.yaml"], ["--library", b"\xff", "list"]], ids=repr
)
def test_a_name_that_is_no_text_is_a_mistake_like_any_other(process, arguments):
    assert_is_a_plain_mistake(process(*arguments), 2)


def test_a_reader_that_closes_the_pipe_gets_no_complaint(tmp_path):
    code = f"{sys.executable} -m game list | true"
    done = subprocess.run(
        ["sh", "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"UPSTANDER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        timeout=120,
    ) if sys.platform != "win32" else None

    assert done is None or done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="closed streams are a matter of Unix shells")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_are_no_fault(tmp_path, closed):
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m game play {STORY} --text {closed}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=os.environ | {"UPSTANDER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        timeout=120,
    )

    assert done.returncode == 0 and done.stderr == ""


# --- a fault of the program's own -------------------------------------------------------------------------------


def test_a_fault_is_written_down_and_said_in_one_sentence(tmp_path):
    code = (
        "import sys, game.cli\n"
        "def run(arguments): raise ZeroDivisionError('something of ours')\n"
        "game.cli.run = run\n"
        "from game.__main__ import main\n"
        "sys.exit(main(['list']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"UPSTANDER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    log = tmp_path / "records" / "faults.log"

    assert done.returncode == 70
    assert done.stderr.count("\n") == 1 and str(log) in done.stderr
    assert "something of ours" in log.read_text()
    assert sys.platform == "win32" or log.stat().st_mode & 0o077 == 0


# --- the way to the window is short -------------------------------------------------------------------------------


def test_the_bare_start_imports_neither_click_nor_yaml_nor_transitions(tmp_path):
    code = (
        "import sys\n"
        "from game import startup\n"
        "import game.__main__ as program\n"
        "startup.open_window = lambda application, **how: len(application.library_view().cards) * 0\n"
        "startup.has_display = lambda: True\n"
        "program.main([]); program.main([])\n"
        "for name in ('game.cli',): assert name not in sys.modules\n"
        "from pathlib import Path\n"
        "print(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"
    )
    environ = os.environ | {"UPSTANDER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    # Once to fill the cache, once as on every day after.
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environ, timeout=120
        )
        assert done.returncode == 0, done.stderr

    assert not {"click", "yaml", "transitions", "hypothesis", "pygame"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("environ", "platform", "is_there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"SDL_VIDEODRIVER": "dummy"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_guessed_from_the_surroundings(environ, platform, is_there):
    assert has_display(environ, platform) is is_there


def test_a_scenario_can_be_played_by_its_file(shell, tmp_path):
    shell("new", "--title", "The Quiet Vote", "--folder", str(tmp_path), "--yes")

    by_file = shell("play", str(tmp_path / "the-quiet-vote.yaml"), "--choose", "nothing-like-it")

    assert by_file.returncode == 1
    assert "open-a-door" in by_file.stderr
