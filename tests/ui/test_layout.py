"""Pages hold everything, in order, and nothing sticks out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ui.blocks import (
    Align,
    Badge,
    Card,
    Chip,
    Columns,
    Paragraph,
    PictureBlock,
    Row,
    Rule,
    Spacer,
    heading,
    lead_in,
    paragraph,
)
from game.ui.element import Disc, Element, Picture, Rect, Role, SymbolKind, TextLine, walk
from game.ui.fonts import PygameMeasure
from game.ui.keybar import Hint, key_hints
from game.ui.layout import flow, flow_to_fit, height_of, stack
from game.ui.overflow import overflows
from game.ui.theme import PAPER, Look

MEASURE = PygameMeasure()
LOOK = Look(1280, 720, 1.0, PAPER, MEASURE)
AREA = Rect(40, 30, 700, 400)
SIZES = [(1024, 640), (1280, 720), (1920, 1080), (3840, 2160)]
everywhere = [pytest.mark.parametrize("size", SIZES), pytest.mark.parametrize("text_scale", [0.8, 1.0, 2.0])]


def at_every_size(test):
    for mark in everywhere:
        test = mark(test)
    return test


def words_on(page) -> list[str]:
    return [
        word
        for element in page
        for each in walk(element)
        for shape in each.shapes
        if isinstance(shape, TextLine)
        for word in shape.text.split()
    ]


def words(pages) -> list[str]:
    return [word for page in pages for word in words_on(page)]


def problems(page, look=LOOK):
    return overflows(Element(Role.WINDOW, look.area, children=tuple(page)), look.measure)


def is_inside(page, area) -> bool:
    return all(element.rect.within(area) for element in page)


def numbered(count: int, start: int = 0) -> str:
    return " ".join(f"word{n}" for n in range(start, start + count))


def test_no_blocks_give_no_pages():
    assert flow((), AREA, LOOK) == ()


def test_what_fits_is_one_page():
    pages = flow((heading("What came through", LOOK), paragraph(numbered(20), LOOK)), AREA, LOOK)

    assert len(pages) == 1
    assert words(pages) == ["What", "came", "through", *numbered(20).split()]


def test_a_long_text_goes_on_over_the_page_with_no_word_lost():
    pages = flow((paragraph(numbered(400), LOOK),), AREA, LOOK)

    assert len(pages) > 1
    assert words(pages) == numbered(400).split()
    assert all(is_inside(page, AREA) for page in pages)


def test_a_paragraph_that_fits_the_next_page_is_not_torn():
    first, second = paragraph(numbered(110), LOOK), paragraph(numbered(40, 1000), LOOK)
    pages = flow((first, second), AREA, LOOK)

    assert [words_on(page)[0] for page in pages] == ["word0", "word1000"]


def test_a_heading_stays_with_what_it_heads():
    blocks = (paragraph(numbered(110), LOOK), heading("Repair", LOOK), paragraph(numbered(60, 1000), LOOK))
    pages = flow(blocks, AREA, LOOK)

    assert "Repair" not in words_on(pages[0])
    assert words_on(pages[1])[0] == "Repair"


def test_no_line_is_left_alone_on_a_page():
    line_height = MEASURE.line_height(LOOK.body)
    text = (paragraph(numbered(70), LOOK),)
    lines = height_of(text, AREA.width, LOOK) // line_height
    first, second = flow(text, replace(AREA, height=line_height * (lines - 1)), LOOK)

    assert [page[0].rect.height // line_height for page in (first, second)] == [lines - 2, 2]


def test_a_card_that_is_split_keeps_its_key_and_its_action():
    card = Card((paragraph(numbered(300), LOOK),), key="read", action="read", hotkeys=("r",))
    pages = flow((card,), AREA, LOOK)

    assert len(pages) > 1
    assert words(pages) == numbered(300).split()
    assert {(page[0].key, page[0].action, page[0].hotkeys) for page in pages} == {("read", "read", ("r",))}


def test_each_part_of_a_split_card_shows_that_there_is_more():
    first, *middle, last = flow((Card((paragraph(numbered(500), LOOK),)),), AREA, LOOK)

    def dots(page) -> int:
        return sum(isinstance(shape, Disc) for shape in page[0].shapes)

    assert [dots(first), dots(last)] == [3, 3]
    assert middle
    assert all(dots(page) == 6 for page in middle)


def test_a_card_with_an_action_speaks_as_one():
    blocks = (heading("Half a Second Behind", LOOK), paragraph("On a laggy call.", LOOK))
    [[card]] = flow((Card(blocks, action="play"),), AREA, LOOK)

    assert card.name == "Half a Second Behind On a laggy call."
    assert [child.name for child in card.children] == ["", ""]


def test_columns_stand_side_by_side_where_there_is_room():
    columns = Columns(((paragraph("left", LOOK),), (paragraph("right", LOOK),)), minimum=10)
    [[left, right]] = flow((columns,), AREA, LOOK)

    assert left.rect.y == right.rect.y
    assert left.rect.right <= right.rect.x


def test_columns_fall_to_one_where_they_would_be_too_narrow():
    columns = Columns(((paragraph("left", LOOK),), (paragraph("right", LOOK),)), minimum=30)
    [[left, right]] = flow((columns,), AREA, LOOK)

    assert left.rect.x == right.rect.x
    assert left.rect.bottom <= right.rect.y


def test_a_picture_shrinks_before_a_page_is_added():
    picture = PictureBlock("room", 60, 320)
    [page] = flow_to_fit((picture, paragraph(numbered(40), LOOK)), AREA, LOOK)

    assert 60 <= page[0].rect.height < 320
    assert words_on(page) == numbered(40).split()


def test_a_picture_goes_before_a_page_is_added():
    pages = flow_to_fit((PictureBlock("room", 200, 320), paragraph(numbered(90), LOOK)), AREA, LOOK)

    assert len(pages) == 1
    assert not any(isinstance(shape, Picture) for element in pages[0] for shape in element.shapes)


def test_a_picture_keeps_its_shape():
    [[picture]] = flow((PictureBlock("room", 100, 200, aspect=1.5),), AREA, LOOK)

    assert picture.rect.size == (300, 200)
    assert picture.rect.centre[0] == AREA.centre[0]


def test_chips_take_as_many_rows_as_they_need():
    chips = tuple(Chip(f"Filter number {n}", key=str(n), action=n) for n in range(9))
    [page] = flow((Row(chips),), AREA, LOOK)

    assert len({chip.rect.y for chip in page}) > 1
    assert is_inside(page, AREA)
    assert problems(page) == ()


def test_a_stack_is_as_high_as_it_says():
    page, height = stack((heading("Notice", LOOK), paragraph(numbered(50), LOOK, 0)), 10, 20, 300, LOOK)

    assert page[-1].rect.bottom == 20 + height


def test_lines_in_the_middle_have_the_same_space_on_both_sides():
    centred = Paragraph("Leave?", LOOK.body, PAPER.ink, align=Align.CENTRE)
    [[element]] = flow((centred,), AREA, LOOK)
    [line] = element.shapes

    assert isinstance(line, TextLine)
    assert abs((line.x - AREA.x) - (AREA.right - line.x - line.width)) <= 1


@at_every_size
def test_a_decision_fits_or_is_paged_in_any_window(size, text_scale):
    look = Look(*size, text_scale, PAPER, MEASURE)
    area = look.area.inset(look.px(45))
    kinds = (SymbolKind.TRIANGLE, SymbolKind.CIRCLE, SymbolKind.SQUARE, SymbolKind.DIAMOND)
    options = tuple(
        Card(
            (paragraph(numbered(14, 100 * n), look, 0),), key=letter, action=letter, badge=Badge(letter, kind),
            role=Role.OPTION, space_after=look.px(20),
        )
        for n, (letter, kind) in enumerate(zip("ABCD", kinds, strict=True))
    )
    pages = flow((heading("Dana has the floor. What do you do now?", look, look.title), *options), area, look)

    assert [element.key for page in pages for element in page if element.key] == list("ABCD")
    assert all(is_inside(page, area) and problems(page, look) == () for page in pages)


HINTS = (
    Hint(("Space",), "Continue", "on"),
    Hint(("Backspace",), "Look back", "back", rank=2),
    Hint(("L",), "Look closer (2)", "look", rank=1),
    Hint(("R",), "Read aloud", "read", rank=3),
    Hint(("A", "D"), "Look at one", through=True, rank=3),
    Hint((), "Let Her Finish", end=True, rank=4, progress=(2, 4)),
    Hint(("Esc",), "Leave now", "leave", end=True),
)


@at_every_size
def test_the_bar_of_keys_takes_two_rows_at_most_and_keeps_the_way_out(size, text_scale):
    look = Look(*size, text_scale, PAPER, MEASURE)
    bar, height = key_hints(HINTS, look.area, look)

    assert bar.rect == look.area.take_bottom(height)[0]
    assert len({each.rect.y for each in bar.children}) <= 2
    assert {"Continue", "Leave now"} <= {each.name for each in bar.children}
    assert problems((bar,), look) == ()


def test_the_least_important_key_leaves_a_full_bar_first():
    look = Look(1024, 640, 2.0, PAPER, MEASURE)
    many = (*HINTS, *(Hint((f"F{n}",), "Something to look at", n, rank=9) for n in range(9)))
    shown = [each.name for each in key_hints(many, look.area, look)[0].children]

    assert shown.count("Something to look at") < 9
    assert "Look closer (2)" in shown


def test_the_way_out_stands_at_the_right_of_the_bar():
    bar, _ = key_hints(HINTS, LOOK.area, LOOK)

    assert bar.children[-1].name == "Leave now"
    assert bar.children[-1].rect.right == LOOK.width - LOOK.px(45)


plain = st.text(alphabet="abcdefghij  \n-", min_size=1, max_size=400)
texts = st.builds(lambda text: paragraph(text, LOOK), plain)
leaves = st.one_of(
    texts,
    st.builds(lambda text: heading(text, LOOK), plain),
    st.builds(lambda bold, text: lead_in(bold, text, LOOK), plain, plain),
    st.builds(Spacer, st.integers(0, 80)),
    st.builds(Rule),
    st.builds(lambda labels: Row(tuple(Chip(each, action=each) for each in labels)), st.lists(plain, max_size=5)),
    st.builds(lambda least, more: PictureBlock("room", least, least + more), st.integers(20, 200), st.integers(0, 400)),
)


def holding(inner):
    """Cards and columns around blocks, or the blocks themselves."""
    several = st.lists(inner, max_size=3)
    return st.one_of(
        inner,
        st.builds(lambda held: Card(tuple(held), action=1), several),
        st.builds(lambda held: Card(tuple(held), badge=Badge(symbol=SymbolKind.CIRCLE)), several),
        st.builds(lambda one, two: Columns((tuple(one), tuple(two)), minimum=6), several, several),
    )


blocks = holding(holding(leaves))  # a card in a card is the deepest that a screen has


@settings(max_examples=100, deadline=None)
@given(blocks=st.lists(blocks, max_size=6), width=st.integers(420, 1000), height=st.integers(300, 600))
def test_nothing_is_lost_or_cut_off_whatever_the_blocks(blocks, width, height):
    area = Rect(20, 20, width, height)
    endless, _ = stack(blocks, 20, 20, width, LOOK)
    for lay_out in (flow, flow_to_fit):
        pages = lay_out(blocks, area, LOOK)

        assert sorted("".join(words(pages))) == sorted("".join(words_on(endless)))
        for page in pages:
            assert page
            assert is_inside(page, area)
            assert problems(page) == ()
