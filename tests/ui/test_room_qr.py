"""A camera can read the picture codes, whatever the theme."""

from __future__ import annotations

import pytest
import segno

from game.ui.element import Box, Rect
from game.ui.qr import DARK, LIGHT, QUIET, least_side, qr, wifi_words
from game.ui.theme import contrast

LINK = "http://192.168.1.24:8765/#Zm9vYmFyYmF6cXV4MTIz"


def modules_of(words: str, rect: Rect) -> tuple[list[list[int]], int, Rect]:
    """The code as it is painted, read back: dark or light in the middle of each module."""
    ground, *dark = [shape for shape in qr(words, rect, "code").shapes if isinstance(shape, Box)]
    count = least_side(words)
    size = ground.rect.width // count
    rows = []
    for row in range(count):
        y = ground.rect.y + row * size + size // 2
        xs = [ground.rect.x + column * size + size // 2 for column in range(count)]
        rows.append([int(any(box.rect.contains((x, y)) for box in dark)) for x in xs])
    return rows, size, ground.rect


@pytest.mark.parametrize("side", [60, 233, 640])
def test_what_is_painted_is_the_code_with_its_quiet_margin(side):
    rows, size, ground = modules_of(LINK, Rect(7, 11, side, side + 20))
    expected = [list(row) for row in segno.make(LINK, error="m", micro=False).matrix_iter(border=QUIET)]
    assert rows == [[int(module) for module in row] for row in expected]
    assert ground.width == size * least_side(LINK)
    assert ground.within(Rect(7, 11, side, side + 20))


def test_it_is_dark_on_light():
    assert contrast(DARK, LIGHT) > 15


def test_modules_are_whole_pixels_of_one_size():
    _, size, ground = modules_of(LINK, Rect(0, 0, 500, 500))
    boxes = qr(LINK, Rect(0, 0, 500, 500), "code").shapes[1:]
    assert all((box.rect.x - ground.x) % size == 0 and box.rect.height == size for box in boxes)


def test_a_network_with_a_password_is_joined_by_its_code():
    assert wifi_words("Canteen", "open sesame") == "WIFI:T:WPA;S:Canteen;P:open sesame;;"


def test_an_open_network_is_joined_without_a_password():
    assert wifi_words("Canteen") == "WIFI:T:nopass;S:Canteen;;"
    assert wifi_words("Canteen", is_hidden=True) == "WIFI:T:nopass;S:Canteen;H:true;;"


def test_letters_that_would_end_a_name_early_are_escaped():
    assert wifi_words('a;b,c:d\\e"f', ";,:\\\"") == (
        'WIFI:T:WPA;S:a\\;b\\,c\\:d\\\\e\\"f;P:\\;\\,\\:\\\\\\";;'
    )
