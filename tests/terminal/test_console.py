"""What a console does with blocks: bold where it is wanted, width and letters as the terminal has them."""

from __future__ import annotations

import io

import pytest

from game.terminal.block import Block
from game.terminal.console import Console, Left, can_be_bold, columns_of

BLOCK = Block("The drop isn’t churn. If you look at the step before payment —", "Amara, explaining:")


class Screen(io.StringIO):
    """Somebody sits in front of this one."""

    def isatty(self):
        return True


def said(block, environ, stream=None):
    stream = stream or Screen()
    Console(io.StringIO(), stream, environ).say((block,))
    return stream.getvalue()


def test_a_lead_is_bold_on_a_screen():
    assert said(BLOCK, {"TERM": "xterm"}).startswith("\x1b[1mAmara, explaining:\x1b[0m The drop")


@pytest.mark.parametrize(
    "environ",
    [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}],
    ids=["NO_COLOR", "a dumb terminal", "NO_COLOR wins"],
)
def test_nothing_is_bold_where_it_is_not_wanted(environ):
    assert "\x1b" not in said(BLOCK, environ)


def test_nothing_is_bold_in_a_pipe_unless_it_is_forced():
    assert "\x1b" not in said(BLOCK, {"TERM": "xterm"}, io.StringIO())
    assert "\x1b[1m" in said(BLOCK, {"CLICOLOR_FORCE": "1"}, io.StringIO())
    assert not can_be_bold(io.StringIO(), {"CLICOLOR_FORCE": "0"})


def test_no_line_is_left_bold_at_its_end():
    lines = said(Block("words", "A lead that is longer than one line of a narrow terminal:"), {"COLUMNS": "40"})

    for line in lines.splitlines():
        assert line.count("\x1b[1m") == line.count("\x1b[0m")


@pytest.mark.parametrize(("told", "used"), [("10", 40), ("40", 40), ("77", 77), ("300", 100), ("x", 80), ("", 80)])
def test_lines_have_forty_to_a_hundred_columns(told, used):
    assert columns_of(io.StringIO(), {"COLUMNS": told}) == used


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
def test_every_letter_can_be_said_in_every_encoding(encoding):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    Console(io.StringIO(), stream, {}).say((Block("“Trần” — 漢字 🙂 …", "Đà Nẵng:"),))

    assert "Nang" in raw.getvalue().decode(encoding) or encoding == "utf-8"


def test_what_a_scenario_says_cannot_steer_the_terminal():
    assert "\x1b" not in said(Block("red \x1b[31m words\x07 \x9b2J", "x"), {"TERM": "dumb"})


def test_the_end_of_the_input_means_to_leave():
    console = Console(io.StringIO("one\ntwo"), io.StringIO(), {})

    assert [console.ask(), console.ask()] == ["one", "two"]
    with pytest.raises(Left):
        console.ask()


def test_a_very_long_line_is_cut_and_the_next_one_is_still_the_next():
    console = Console(io.StringIO("x" * 100_000 + "\nnext\n"), io.StringIO(), {})

    assert set(console.ask()) == {"x"}
    assert console.ask() == "next"


def test_a_closed_output_means_that_nobody_listens():
    stream = io.StringIO()
    console = Console(io.StringIO(), stream, {})
    stream.close()

    with pytest.raises(Left):
        console.say((BLOCK,))
