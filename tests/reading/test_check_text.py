"""Findings as text: place, what is so, the line with its mark, what to do."""

from __future__ import annotations

from dataclasses import replace

from game.check_text import render, summary
from game.core.diagnostic import Diagnostic, Severity, Span

FINDING = Diagnostic(
    code="UP301",
    name="unknown-scene",
    severity=Severity.ERROR,
    file="scenarios/let-her-finish.yaml",
    span=Span(42, 13, 9),
    message="There is no scene called “corridorr”.",
    hint="Did you mean “corridor”?",
    excerpt="      next: corridorr",
)


def test_a_finding_is_shown_with_its_line_marked() -> None:
    assert render([FINDING], 3) == (
        "scenarios/let-her-finish.yaml:42:13  error UP301 unknown-scene\n"
        "  There is no scene called “corridorr”.\n"
        "   42 |       next: corridorr\n"
        "      |             ^^^^^^^^^\n"
        "  Did you mean “corridor”?\n"
        "\n"
        "3 scenarios read, 1 finding\n"
    )


def test_nothing_found_is_said_in_one_line() -> None:
    assert render([], 1) == "1 scenario read, no findings\n"


def test_the_summary_counts_by_kind() -> None:
    warning = replace(FINDING, severity=Severity.WARNING)

    assert render([FINDING, warning, warning], 2).endswith("2 scenarios read, 3 findings: 1 error, 2 warnings\n")


def test_a_hint_of_several_lines_keeps_its_shape() -> None:
    shown = render([replace(FINDING, hint="Write:\ntitle: |\n  He said: no")], 1)

    assert "\n  Write:\n  title: |\n    He said: no\n" in shown


def test_a_long_line_is_shown_around_its_mark() -> None:
    long = replace(FINDING, excerpt="x" * 300 + "HERE" + "y" * 300, span=Span(42, 301, 4))
    line, mark = render([long], 1).split("\n")[2:4]

    assert max(len(line), len(mark)) < 120
    assert line[mark.index("^") : mark.index("^") + 4] == "HERE"


def test_the_mark_stands_under_wide_letters_and_after_tabs() -> None:
    wide = replace(FINDING, excerpt="\t名前: corridorr", span=Span(42, 6, 9))
    line, mark = render([wide], 1).split("\n")[2:4]

    assert len(mark) - len(mark.lstrip(" |")) == len(line.split("corridorr")[0]) + 2  # two letters of two columns each
    assert mark.count("^") == 9


def test_what_was_waived_is_said_in_the_summary() -> None:
    assert summary([], 2, waived=3) == "2 scenarios read, no findings; 3 waived"
    assert summary([FINDING], 1, waived=1) == "1 scenario read, 1 finding; 1 waived"


def test_a_long_line_of_wide_letters_is_cut_by_columns() -> None:
    long = replace(FINDING, excerpt="名" * 300 + "HERE" + "前" * 300, span=Span(42, 301, 4))
    line, mark = render([long], 1).split("\n")[2:4]

    before = line.split("HERE")[0]
    assert len(before) + before.count("名") == mark.index("^")
    assert len(line) + sum(letter in "名前" for letter in line) < 120
    assert mark.count("^") == 4


def test_the_end_of_a_long_line_is_shown_with_what_stands_before_it() -> None:
    long = replace(FINDING, excerpt="x" * 300 + "HERE", span=Span(42, 301, 4))
    line, mark = render([long], 1).split("\n")[2:4]

    assert line.endswith("xHERE") and len(line) > 100
    assert line[mark.index("^") :] == "HERE"


def test_marks_that_stand_on_the_letter_before_them_take_no_column() -> None:
    hindi = replace(FINDING, excerpt="title: नमस्ते corridorr", span=Span(42, 15, 9))
    line, mark = render([hindi], 1).split("\n")[2:4]

    assert mark.index("^") == line.index("corridorr") - 2  # two of the signs take no room of their own
    assert mark.count("^") == 9


def test_a_place_beyond_the_line_is_marked_at_its_end() -> None:
    odd = replace(FINDING, span=Span(42, 900, 5))

    assert render([odd], 1).split("\n")[3].count("^") == 1
