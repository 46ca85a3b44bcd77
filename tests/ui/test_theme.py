"""Colours that can be read, and sizes that follow the window."""

import pytest

from game.ui.fonts import PygameMeasure
from game.ui.theme import OUTLINE_PAIRS, PAPER, TEXT_PAIRS, THEMES, Look, contrast

MEASURE = PygameMeasure()
themes = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


def look(width=1920, height=1080, text_scale=1.0):
    return Look(width, height, text_scale, PAPER, MEASURE)


@themes
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(theme, ink, ground):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@themes
@pytest.mark.parametrize(("line", "ground"), OUTLINE_PAIRS)
def test_outlines_and_the_focus_ring_can_be_seen(theme, line, ground):
    assert contrast(getattr(theme, line), getattr(theme, ground)) >= 3


@themes
def test_the_name_of_each_speaker_can_be_read_in_a_bubble(theme):
    assert all(contrast(name, theme.bubble) >= 4.5 for name in theme.bubble_names)


def test_contrast_is_as_the_standard_computes_it():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080), (3840, 2160), (1080, 1920)])
def test_reading_text_is_never_under_16_pixels_at_100_percent(size):
    assert look(*size).body.size >= 16
    assert look(*size).small.size >= 14


@pytest.mark.parametrize("size", [(1024, 640), (1920, 1080), (3840, 2160)])
def test_text_at_200_percent_is_twice_as_large(size):
    assert look(*size, 2.0).body.size == pytest.approx(2 * look(*size).body.size, abs=1)


@pytest.mark.parametrize("text_scale", [0.8, 1.0, 1.5, 2.0])
def test_headings_are_never_smaller_than_what_they_head(text_scale):
    now = look(text_scale=text_scale)

    assert now.display.size > now.title.size > now.subtitle.size >= now.body.size > now.small.size


def test_titles_at_200_percent_leave_room_for_the_text():
    assert look(text_scale=2.0).title.size < 1.5 * look().title.size


def test_a_thin_line_stays_visible_in_a_small_window():
    assert look(1024, 640).px(0.5) == 1
