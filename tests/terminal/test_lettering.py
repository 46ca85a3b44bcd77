"""Letters in columns: every terminal gets lines that fit and letters that it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.terminal.lettering import cleaned, columns, spelled, wrap

ENCODINGS = ("ascii", "latin-1", "cp1252", "cp437", "utf-8", "cp932", "koi8-r")


def test_a_wide_letter_takes_two_columns_and_a_mark_takes_none():
    assert columns("漢字") == 4
    assert columns("Tra\u0302\u0300n") == 4
    assert columns("Trần") == 4


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Minh Trần", "Minh Tran"),
        ("Đà Nẵng", "Da Nang"),
        ("“Wait” — she says…", '"Wait" - she says...'),
        ("Róisín’s", "Roisin's"),
        ("Łukasz Ødegård", "Lukasz Odegard"),
        ("Tra\u0302\u0300n", "Tran"),
    ],
)
def test_a_name_stays_readable_where_its_letters_are_missing(written, plain):
    assert spelled(written, "ascii") == plain


def test_a_letter_that_the_terminal_has_stays_as_it_is():
    assert spelled("Brandão, Trần", "latin-1") == "Brandão, Tran"


def test_half_a_surrogate_pair_is_in_no_encoding():
    assert spelled("b\udcff.yaml, ü", "utf-8") == "b?.yaml, ü"


@given(text=st.text(), encoding=st.sampled_from(ENCODINGS))
def test_any_text_can_be_written_in_any_encoding_once_spelled(text, encoding):
    cleaned_text = cleaned(text)
    spelled(cleaned_text, encoding).encode(encoding)


@given(text=st.text())
def test_what_is_cleaned_cannot_steer_a_terminal(text):
    said = cleaned(text)

    assert not any(char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160) for char in said)


@given(text=st.text(), width=st.integers(1, 100))
def test_no_line_is_wider_than_the_terminal_unless_one_word_is(text, width):
    for line in wrap(cleaned(text), width):
        assert columns(line) <= width or " " not in line.strip()


WORDS = st.lists(st.text("abcdefghij’", min_size=1, max_size=12), min_size=1, max_size=40)


@given(words=WORDS, width=st.integers(12, 100), indent=st.integers(0, 6))
def test_words_stay_whole_and_in_order(words, width, indent):
    lines = wrap(" ".join(words), width, first="", rest=" " * indent)

    assert " ".join(lines).split() == words


@given(text=st.text("漢字かなカナ。、「」", min_size=1, max_size=200), width=st.integers(4, 60))
def test_scripts_without_spaces_break_between_letters_and_lose_none(text, width):
    lines = wrap(text, width)

    assert "".join(lines) == text
    # Marks that may not begin or end a line stay with their letter, though that makes the line longer.
    assert all(columns(line.strip("。、「」")) <= width or set(line[2:]) <= set("。、「」") for line in lines)


def test_a_word_that_is_longer_than_a_line_is_not_cut():
    assert wrap("see /home/somebody/documents/plan.ics now", 10) == (
        "see",
        "/home/somebody/documents/plan.ics",
        "now",
    )


def test_an_indent_counts_towards_the_width():
    lines = wrap("one two three four five six", 12, first="A. ", rest="   ")

    assert lines == ("A. one two", "   three", "   four five", "   six")
