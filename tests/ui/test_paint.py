"""What is painted is smooth, in its place, and never fails."""

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ui.element import (
    Box,
    Bubble,
    BubbleKind,
    Disc,
    Element,
    Frame,
    Picture,
    Polygon,
    Rect,
    Role,
    Stroke,
    Symbol,
    SymbolKind,
    TextLine,
)
from game.ui.fonts import PygameMeasure
from game.ui.paint import Painter
from game.ui.text import Face, FontSpec
from game.ui.theme import PAPER

MEASURE = PygameMeasure()
SIZE = (200, 150)
WINDOW = Rect(0, 0, *SIZE)
WHITE, BLACK, RED, BLUE = (255, 255, 255), (0, 0, 0), (200, 30, 30), (20, 60, 200)


def source(picture, width, height):
    if picture == "not ready":
        return None
    surface = pygame.Surface((width, height))
    surface.fill(RED, (0, 0, width // 2, height))
    surface.fill(BLUE, (width // 2, 0, width, height))
    return surface


PAINTER = Painter(MEASURE, source)


def painted(*shapes, element=None, **options):
    surface = pygame.Surface(SIZE)
    surface.fill(WHITE)
    PAINTER.paint(surface, element or Element(Role.WINDOW, WINDOW, shapes=shapes), theme=PAPER, **options)
    return surface


def at(surface, x, y):
    return tuple(surface.get_at((x, y)))[:3]


def shades(surface):
    """How many different colours there are: more than two on black and white means smooth edges."""
    width, height = surface.get_size()
    return len({at(surface, x, y) for x in range(width) for y in range(height)})


def test_a_box_has_its_outline_inside_its_rectangle():
    surface = painted(Box(Rect(20, 20, 100, 60), RED, BLACK, 4, 12))

    assert at(surface, 70, 20) == BLACK
    assert at(surface, 70, 19) == WHITE
    assert at(surface, 70, 23) == BLACK
    assert at(surface, 70, 24) == RED
    assert at(surface, 119, 50) == BLACK
    assert at(surface, 120, 50) == WHITE


def test_a_round_corner_leaves_the_ground_and_has_no_steps():
    surface = painted(Box(Rect(20, 20, 100, 60), BLACK, None, 0, 20))

    assert at(surface, 20, 20) == WHITE
    assert shades(surface) > 6


def test_a_smooth_edge_takes_in_no_other_colour():
    surface = painted(Box(Rect(20, 20, 100, 60), (255, 255, 250), None, 0, 20))

    assert all(min(at(surface, x, y)) >= 250 for x in range(20, 40) for y in range(20, 40))


def test_a_shadow_lies_below_and_to_the_right():
    surface = painted(Box(Rect(20, 20, 100, 60), RED, BLACK, 2, 0, 8, BLUE))

    assert at(surface, 125, 85) == BLUE
    assert at(surface, 22, 84) == WHITE


def test_a_picture_stops_at_its_round_corner():
    surface = painted(Picture(Rect(20, 20, 100, 60), "halves", clip_radius=20))

    assert at(surface, 20, 20) == WHITE
    assert at(surface, 30, 50) == RED
    assert at(surface, 110, 50) == BLUE


def test_the_picture_at_the_top_of_a_card_is_square_below():
    surface = painted(Picture(Rect(20, 20, 100, 60), "halves", clip_radius=20, square_bottom=True))

    assert at(surface, 20, 20) == WHITE
    assert at(surface, 20, 79) == RED
    assert at(surface, 119, 79) == BLUE


def test_a_mirrored_picture_looks_the_other_way():
    surface = painted(Picture(Rect(20, 20, 100, 60), "halves", mirrored=True))

    assert at(surface, 30, 50) == BLUE
    assert at(surface, 110, 50) == RED


def test_a_picture_that_is_not_ready_shows_its_wash():
    assert at(painted(Picture(Rect(20, 20, 100, 60), "not ready", wash=BLUE)), 70, 50) == BLUE


def test_the_edge_of_a_panel_hides_the_corners_of_what_is_in_it():
    rect = Rect(20, 20, 100, 60)
    surface = painted(Box(rect, RED), Frame(rect, BLACK, 4, 20, WHITE))

    assert at(surface, 20, 20) == WHITE
    assert at(surface, 70, 20) == BLACK
    assert at(surface, 70, 50) == RED


def test_what_sticks_out_of_a_panel_is_cut_off():
    child = Element(Role.GROUP, WINDOW, shapes=(Box(WINDOW, RED),))
    panel = Element(Role.GROUP, Rect(0, 0, 50, 50), clip=True, children=(child,))
    surface = painted(element=Element(Role.WINDOW, WINDOW, children=(panel,)))

    assert at(surface, 49, 49) == RED
    assert at(surface, 50, 50) == WHITE


@pytest.mark.parametrize("tip", [(70, 105), (70, 2), (150, 60), (2, 60)])
def test_the_tail_opens_the_edge_of_its_bubble(tip):
    bubble = Bubble(Rect(30, 30, 90, 50), tip, WHITE, BLACK, 2, 10)
    without = Bubble(Rect(30, 30, 90, 50), None, WHITE, BLACK, 2, 10)
    one, other = painted(bubble), painted(without)
    opened = [
        (x, y) for x in range(30, 120) for y in range(30, 80) if at(other, x, y) == BLACK and at(one, x, y) == WHITE
    ]

    assert len(opened) >= 6
    assert at(one, 45, 45) == WHITE


def test_the_ring_shows_where_the_focus_is():
    button = Element(Role.BUTTON, Rect(50, 50, 80, 40), key="go", action=1, shapes=(Box(Rect(50, 50, 80, 40), WHITE),))
    screen = Element(Role.WINDOW, WINDOW, children=(button,))

    assert PAPER.accent in {at(painted(element=screen, focus_key="go"), x, 70) for x in range(50)}
    assert PAPER.accent not in {at(painted(element=screen), x, 70) for x in range(50)}


def test_painting_twice_gives_the_same_picture():
    shapes = (
        Box(Rect(10, 10, 90, 60), RED, BLACK, 3, 12, 6), Disc((140, 40), 20, BLUE, BLACK, 3),
        Stroke(((20, 90), (90, 130), (150, 90)), BLACK, 5, True), Symbol(Rect(150, 100, 40, 40), SymbolKind.EYE, BLACK),
    )

    assert pygame.image.tobytes(painted(*shapes), "RGB") == pygame.image.tobytes(painted(*shapes), "RGB")


@pytest.mark.parametrize("kind", list(SymbolKind))
def test_each_sign_fills_its_place_and_stays_in_it(kind):
    surface = painted(Symbol(Rect(50, 50, 40, 40), kind, BLACK))
    dark = [(x, y) for x in range(200) for y in range(150) if at(surface, x, y) != WHITE]

    assert min(x for x, _ in dark) >= 50
    assert max(x for x, _ in dark) < 90
    assert max(y for _, y in dark) - min(y for _, y in dark) >= 20


def test_no_two_signs_look_the_same():
    pictures = {pygame.image.tobytes(painted(Symbol(Rect(50, 50, 40, 40), kind, BLACK)), "RGB") for kind in SymbolKind}

    assert len(pictures) == len(SymbolKind)


def test_a_line_of_text_is_painted_inside_its_line_box():
    font = FontSpec(Face.BODY, 28)
    width = MEASURE.width("Âgjy", font)
    surface = painted(TextLine(30, 40, "Âgjy", font, BLACK, width))
    dark = [(x, y) for x in range(200) for y in range(150) if at(surface, x, y) != WHITE]

    assert min(y for _, y in dark) >= 40
    assert max(y for _, y in dark) < 40 + MEASURE.line_height(font)


sizes = st.integers(-20, 60)
rects = st.builds(Rect, st.integers(-30, 220), st.integers(-30, 170), sizes, sizes)
points = st.tuples(st.integers(-50, 250), st.integers(-50, 200))
colours = st.sampled_from([None, RED, BLUE])
shapes = st.one_of(
    st.builds(Box, rects, colours, colours, sizes, sizes, sizes, colours, st.integers(0, 255)),
    st.builds(Frame, rects, st.just(RED), sizes, sizes, st.just(BLUE)),
    st.builds(Polygon, st.lists(points, max_size=5).map(tuple), colours, colours, sizes),
    st.builds(Stroke, st.lists(points, max_size=5).map(tuple), st.just(RED), sizes, st.booleans()),
    st.builds(Disc, points, sizes, colours, colours, sizes),
    st.builds(Symbol, rects, st.sampled_from(SymbolKind), st.just(RED)),
    st.builds(Picture, rects, st.sampled_from(["halves", "not ready"]), sizes, st.booleans(), colours, st.booleans()),
    st.builds(
        Bubble, rects, st.none() | points, st.just(RED), st.just(BLUE), sizes, sizes, st.sampled_from(BubbleKind)
    ),
    st.builds(TextLine, sizes, sizes, st.text("abé ", max_size=9), st.builds(FontSpec, st.sampled_from(Face),
              st.integers(1, 40)), st.just(RED), sizes, st.booleans(), st.booleans()),
)


@settings(max_examples=300, deadline=None)
@given(shapes=st.lists(shapes, max_size=4), rect=rects)
def test_no_size_makes_painting_fail(shapes, rect):
    element = Element(Role.GROUP, rect, key="it", action=1, shapes=tuple(shapes), clip=True)

    painted(element=Element(Role.WINDOW, WINDOW, children=(element,)), focus_key="it")
