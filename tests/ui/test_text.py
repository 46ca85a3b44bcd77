"""Breaking text into lines loses nothing and never sticks out."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.ui.fonts import PygameMeasure
from game.ui.text import (
    LONGEST_CLUSTER,
    Face,
    FontSpec,
    Span,
    clusters,
    heading_face,
    is_rtl,
    reading_face,
    runs,
    wrap,
    wrap_spans,
)

FONT = FontSpec(Face.BODY, 10)
SPACES = " \t"


class TenPixelLetters:
    """A ruler on which each cluster is ten pixels wide and an i five."""

    def width(self, text: str, font: FontSpec) -> int:
        return sum(5 if cluster == "i" else 10 for cluster in clusters(text))

    def line_height(self, font: FontSpec) -> int:
        return 14

    def covers(self, text: str, face: Face) -> bool:
        return True


RULER = TenPixelLetters()
texts = st.text(alphabet="abi -/—\t\n\u00a0éẹ\u0301👩\u200d🔧あ", max_size=60)


def without_spaces(text: str) -> str:
    return "".join(letter for letter in text if letter not in SPACES + "\n")


@given(text=texts, width=st.integers(10, 200), balanced=st.booleans())
@example(text="a-b/c", width=10, balanced=False)
def test_no_letter_is_lost_added_or_moved(text, width, balanced):
    lines = wrap(text, FONT, width, RULER, balanced=balanced)

    at = 0
    for line in lines:
        found = text.find(line, at)
        assert text[at:found].strip(SPACES + "\n") == ""
        at = found + len(line)
    assert text[at:].strip(SPACES + "\n") == ""
    assert without_spaces("".join(lines)) == without_spaces(text)


@given(text=texts, width=st.integers(10, 200), balanced=st.booleans())
def test_every_line_fits_where_one_letter_fits(text, width, balanced):
    lines = wrap(text, FONT, width, RULER, balanced=balanced)

    assert all(RULER.width(line, FONT) <= width for line in lines)


@given(text=texts, width=st.integers(10, 200), cut=st.integers(0, 60))
def test_a_text_in_two_styles_breaks_without_loss(text, width, cut):
    spans = (Span(text[:cut], bold=True), Span(text[cut:]))
    lines = wrap_spans(spans, FONT, width, RULER)

    assert without_spaces("".join(span.text for line in lines for span in line)) == without_spaces(text)


@given(words=st.lists(st.text(alphabet="abi", min_size=1, max_size=6), min_size=1, max_size=12))
def test_balanced_lines_are_no_more_than_greedy_ones(words):
    text = " ".join(words)

    assert len(wrap(text, FONT, 80, RULER, balanced=True)) == len(wrap(text, FONT, 80, RULER))


def test_words_stay_whole_where_they_fit():
    assert wrap("ab cd-ef gh", FONT, 50, RULER) == ("ab", "cd-ef", "gh")


def test_a_word_longer_than_the_line_breaks_after_its_hyphen():
    assert wrap("ab-cd-efg", FONT, 60, RULER) == ("ab-cd-", "efg")


def test_a_web_address_breaks_after_a_slash():
    assert wrap("www/abc/defg", FONT, 90, RULER) == ("www/abc/", "defg")


def test_a_word_without_hyphen_breaks_between_letters():
    assert wrap("abcdefgh", FONT, 30, RULER) == ("abc", "def", "gh")


def test_a_no_break_space_keeps_its_words_together():
    assert wrap("at 10\u00a0am", FONT, 60, RULER) == ("at", "10\u00a0am")


def test_an_empty_line_between_paragraphs_stays():
    assert wrap("a\n\nb", FONT, 100, RULER) == ("a", "", "b")


def test_a_short_last_word_takes_company_with_it():
    assert wrap("abcde fgh abcdef a", FONT, 160, RULER) == ("abcde fgh", "abcdef a")


@pytest.mark.parametrize("letter", ["ẹ\u0301", "👩\u200d🔧", "🇻🇳", "👍🏽", "क्ष", "각"])
def test_what_a_reader_calls_one_letter_is_never_broken(letter):
    assert clusters(letter * 2) == (letter, letter)


def test_the_first_strong_letter_gives_the_direction():
    assert is_rtl("10:40 قالت")
    assert not is_rtl("10:40 said قالت")


def test_a_name_in_latin_letters_reads_forwards_inside_a_line_from_right_to_left():
    assert runs("קפה Dana B קפה", True) == ((" קפה", True), ("Dana B", False), ("קפה ", True))


@given(text=st.text(alphabet="ab אב .1", max_size=30), rtl=st.booleans())
def test_runs_lose_no_letter(text, rtl):
    assert sorted("".join(run for run, _ in runs(text, rtl))) == sorted(text)


@pytest.fixture(scope="module")
def fonts():
    return PygameMeasure()


def test_english_is_set_in_the_reading_face(fonts):
    assert reading_face(["“Hold on, Dana — what’s next?”"], fonts) == Face.BODY


def test_one_vietnamese_letter_changes_the_face_of_the_whole_text(fonts):
    assert reading_face(["Plain words.", "Nguyễn Thị Ánh"], fonts) == Face.VIETNAMESE


def test_a_name_with_decomposed_accents_is_the_same_name(fonts):
    assert reading_face(["E\u0301lodie"], fonts) == Face.BODY


def test_titles_leave_the_title_face_where_it_lacks_a_letter(fonts):
    assert heading_face(["Ștefan"], Face.BODY, fonts) == Face.BOLD
    assert heading_face(["Stefan"], Face.BODY, fonts) == Face.TITLE


@given(text=st.text(alphabet="AVTo fiWay.,“”é", max_size=30))
def test_what_is_measured_is_what_is_drawn(text):
    fonts = PygameMeasure()
    font = FontSpec(Face.BODY, 23)

    assert fonts.drawn(text, font, (0, 0, 0)).get_width() == fonts.width(text, font)


def test_a_letter_under_thousands_of_marks_breaks_and_is_drawn_in_lines():
    text = "e" + "\u0301" * 10_000
    found = clusters(text)
    assert "".join(found) == text
    assert max(map(len, found)) == LONGEST_CLUSTER
