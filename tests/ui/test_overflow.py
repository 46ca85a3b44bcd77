"""What does not fit is found."""

from game.ui.element import Element, Rect, Role, TextLine, find, focus_order, hit, press
from game.ui.fonts import PygameMeasure
from game.ui.overflow import OverflowKind, overflows
from game.ui.speech import reading_order, spoken
from game.ui.text import Face, FontSpec

MEASURE = PygameMeasure()
FONT = FontSpec(Face.BODY, 20)
WINDOW = Rect(0, 0, 400, 300)


def line(text: str, x: int, y: int) -> TextLine:
    return TextLine(x, y, text, FONT, (0, 0, 0), MEASURE.width(text, FONT))


def label(text: str, x: int, y: int, width: int = 100, height: int = 40) -> Element:
    return Element(Role.TEXT, Rect(x, y, width, height), name=text, shapes=(line(text, x, y),))


def button(x: int, y: int, width: int, height: int, key: str = "go") -> Element:
    return Element(Role.BUTTON, Rect(x, y, width, height), key=key, name=key, action=key, hotkeys=(key[0],))


def window(*children: Element) -> Element:
    return Element(Role.WINDOW, WINDOW, children=children)


def kinds(*children: Element) -> set[OverflowKind]:
    return {found.kind for found in overflows(window(*children), MEASURE)}


def test_a_screen_where_everything_fits_has_nothing_to_report():
    assert kinds(label("Notice", 10, 10), label("Centre", 10, 60), button(10, 120, 80, 30)) == set()


def test_a_text_wider_than_its_box_is_found():
    assert kinds(label("Rather more than fits", 10, 10, 60)) == {OverflowKind.OUT_OF_ELEMENT}


def test_a_text_beyond_the_window_is_found():
    assert kinds(label("Notice", 380, 10)) == {OverflowKind.OUT_OF_WINDOW}


def test_a_text_that_its_panel_cuts_off_is_found():
    panel = Element(Role.GROUP, Rect(0, 0, 40, 300), clip=True, children=(label("Notice", 10, 10),))

    assert kinds(panel) == {OverflowKind.OUT_OF_CLIP}


def test_two_texts_on_each_other_are_found():
    assert kinds(label("Notice", 10, 10), label("Centre", 20, 20)) == {OverflowKind.OVERLAP}


def test_a_dialog_may_cover_what_is_behind_it():
    dialog = Element(Role.DIALOG, Rect(0, 0, 200, 200), name="Leave?", children=(label("Leave?", 20, 20),))

    assert kinds(label("Notice", 10, 10), dialog) == set()


def test_a_target_under_24_pixels_is_found():
    assert kinds(button(10, 10, 80, 23)) == {OverflowKind.TARGET_SMALL}


def test_a_target_outside_the_window_is_found():
    assert kinds(button(350, 10, 80, 30)) == {OverflowKind.TARGET_OUTSIDE}


def test_a_click_goes_to_the_topmost_target():
    below, above = button(0, 0, 100, 100, "below"), button(50, 50, 100, 100, "above")
    screen = window(below, above)

    assert hit(screen, (60, 60)) == above
    assert hit(screen, (10, 10)) == below
    assert hit(screen, (300, 200)) is None


def test_what_a_panel_cuts_off_cannot_be_clicked():
    panel = Element(Role.GROUP, Rect(0, 0, 50, 50), clip=True, children=(button(0, 0, 200, 200),))

    assert hit(window(panel), (100, 100)) is None


def test_a_key_and_the_tab_order_reach_the_same_targets():
    one, two = button(0, 0, 50, 50, "back"), button(60, 0, 50, 50, "next")
    screen = window(label("Notice", 10, 60), one, two)

    assert focus_order(screen) == (one, two)
    assert press(screen, "n") == two
    assert find(screen, "back") == one
    assert find(screen, "") is None


def test_an_option_is_spoken_with_its_role_and_state():
    option = Element(
        Role.OPTION, WINDOW, name="Ask Priya first.", states=frozenset({"selected"}), description="A", action=1
    )

    assert spoken(option) == "Ask Priya first. option, selected, A"


def test_a_target_and_the_words_in_it_are_said_once():
    card = Element(Role.BUTTON, WINDOW, name="Notice", action=1, children=(label("Notice", 0, 0),))

    assert reading_order(window(card, label("Centre", 0, 50))) == ("Notice, button", "Centre")
