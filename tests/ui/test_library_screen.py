"""What somebody finds in the library, at any size of window and text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.application import LibraryCard, LibraryView
from game.core.scenario import Look as PersonLook
from game.library import Card, Cover, LeftOut
from game.organisation import Help, Organisation
from game.ui.actions import Filter, Open, OpenScenario, Overlay, TurnPage
from game.ui.element import Element, Picture, TextLine, find, focus_order, press, walk
from game.ui.fonts import PygameMeasure
from game.ui.interface import Interface
from game.ui.overflow import overflows
from game.ui.screens.library import CardPicture, library_screen
from game.ui.speech import spoken
from game.ui.theme import PAPER, THEMES, Look, Theme

MEASURE = PygameMeasure()
SIZES = ((1024, 640), (1280, 720), (1920, 1080), (3840, 2160))
TITLES = (
    "Half a Second Behind", "Would Clients Warm to Him?", "Ranked Forty-First", "Four Minutes Past Noon",
    "What I Said on Tuesday", "Who Was in the Room",
)
MODES = ("hybrid", "in-person", "in-person", "in-person", "hybrid", "chat")
SEATS = ("peer", "panel", "junior", "manager", "own-mistake", "junior")
SETTINGS = (
    "Lisbon office and video call, identity-check software", "Manchester, an architecture practice",
    "Recruiting desk in Lisbon", "Ready-meals plant in Winnipeg, line 3", "Frankfurt, the finance team of a firm",
    "Bogotá, a health insurer",
)


def card(number: int, status: str = "new", **changes: object) -> LibraryCard:
    kind = number % len(TITLES)
    inner = Card(
        id=f"story-{number}", title=TITLES[kind], summary="Six people agree that everyone has the app. You do not.",
        setting=SETTINGS[kind], mode=MODES[kind], seat=SEATS[kind], minutes=14, intensity=1,
        content_note="A colleague is talked over.", country="Portugal", place="meeting-room",
        cover=Cover("Amara Nwosu", PersonLook("afro", 5)), themes=("credit",), is_draft=False, reviewers=0,
        content_hash="5a",
    )
    ending = "The Norm Holds" if status == "played" else ""
    return LibraryCard(replace(inner, **changes), status, ending, 0 if status == "new" else 2)


SIX = (card(0), card(1), card(2), card(3, "half-done"), card(4, "played"), card(5))


def view(
    cards: tuple[LibraryCard, ...] = SIX, *, left_out: int = 0, organisation: Organisation | None = None,
    is_first_visit: bool = False,
) -> LibraryView:
    files = tuple(LeftOut(file=f"late-{n}.yaml", reason="It cannot be read.", findings=1) for n in range(left_out))
    return LibraryView(cards, files, organisation or Organisation(), (), is_first_visit)


def look(width: int = 1280, height: int = 720, text: float = 1.0, theme: Theme = PAPER) -> Look:
    return Look(width, height, text, theme, MEASURE)


def shown(given: LibraryView, interface: Interface = Interface(), at: Look | None = None) -> Element:  # noqa: B008
    return library_screen(given, interface, at or look())


def every_page(given: LibraryView, at: Look) -> tuple[Element, ...]:
    pages = [shown(given, Interface(), at)]
    while find(pages[-1], "page-next") is not None:
        pages.append(shown(given, Interface(page=len(pages)), at))
    return tuple(pages)


def cards_on(screen: Element) -> tuple[Element, ...]:
    return tuple(each for each in walk(screen) if each.key.startswith("card-"))


def sketch(screen: Element) -> str:
    """What can be pressed, drawn in letters: one for 16 pixels across and 30 down."""
    rows = [[" "] * 80 for _ in range(24)]
    for each in (one for one in walk(screen) if one.action is not None):
        left, top = round(each.rect.x / 16), round(each.rect.y / 30)
        right, bottom = max(left + 1, round(each.rect.right / 16) - 1), max(top, round(each.rect.bottom / 30) - 1)
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                rows[y][x] = "|" if x in (left, right) else "-" if y in (top, bottom) and bottom > top else " "
        word = each.key.partition("-")[2] or each.key
        rows[(top + bottom) // 2][left + 1 : right] = f"{word[: right - left - 1]:^{right - left - 1}}"
    return "\n".join("".join(row).rstrip() for row in rows).rstrip()


SIX_AT_1280_BY_720 = """



                                           |al| |half||hir| |c| |own-mi| |le|
   |---------------------|  |---------------------|   |---------------------|
   |                     |  |                     |   |                     |
   |                     |  |                     |   |                     |
   |       story-0       |  |       story-1       |   |       story-2       |
   |                     |  |                     |   |                     |
   |                     |  |                     |   |                     |
   |                     |  |                     |   |                     |
   |---------------------|  |---------------------|   |---------------------|

   |---------------------|  |---------------------|   |---------------------|
   |                     |  |                     |   |                     |
   |                     |  |                     |   |                     |
   |       story-3       |  |       story-4       |   |       story-5       |
   |                     |  |                     |   |                     |
   |                     |  |                     |   |                     |
   |                     |  |                     |   |                     |
   |---------------------|  |---------------------|   |---------------------|


  |play| | group |  |sett|  |he|                                        |leav|
"""


def test_six_scenarios_stand_in_two_rows_of_three_below_the_filters():
    assert sketch(shown(view(is_first_visit=True))) == SIX_AT_1280_BY_720.removeprefix("\n").removesuffix("\n")


# Each size of window with each of text, in one theme; in the others with the slow tests.
EVERY_LOOK = [
    pytest.param(
        size, text, theme, id=f"{size[0]}x{size[1]}-{text}-{theme.name}",
        marks=() if (place - row - column) % len(THEMES) == 0 else pytest.mark.slow,
    )
    for row, size in enumerate(SIZES)
    for column, text in enumerate((0.8, 1.0, 1.5, 2.0))
    for place, theme in enumerate(THEMES)
]


@pytest.mark.parametrize(("size", "text", "theme"), EVERY_LOOK)
def test_nothing_is_cut_off_and_every_scenario_is_on_one_page(size, text, theme):
    at = look(*size, text, theme)
    for given in (
        view(), view(SIX[:1], is_first_visit=True), view(SIX[:2]),
        view(tuple(card(n, "played" if n % 3 else "new") for n in range(30)), left_out=2,
             organisation=Organisation("Rowan Water and Sewerage, Northern Region", "", (Help("Line", "0800"),))),
    ):
        pages = every_page(given, at)
        for page in pages:
            assert overflows(page, MEASURE) == ()
        keys = [each.key for page in pages for each in cards_on(page)]
        assert keys == [f"card-{each.card.id}" for each in given.cards]


@pytest.mark.parametrize("size", SIZES)
def test_words_that_are_longer_than_a_page_are_carried_over(size):
    long = card(0, title="Unausgesprochenheitsvermeidungsstrategie", summary="It goes on and on. " * 40)
    pages = every_page(view((long, card(1))), look(*size, 2.0))
    drawn = [line.text for page in pages for each in walk(page) for line in each.shapes if isinstance(line, TextLine)]
    assert " ".join(drawn).split().count("goes") == 40
    for page in pages:
        assert overflows(page, MEASURE) == ()


@pytest.mark.parametrize("left_out", [0, 1, 3])
@pytest.mark.parametrize("size", SIZES)
def test_a_library_with_nothing_to_play_says_what_to_do(size, left_out):
    screen = shown(view((), left_out=left_out), at=look(*size, 2.0))
    assert overflows(screen, MEASURE) == ()
    assert any("Nothing to play yet" in each.name for each in walk(screen))
    assert (find(screen, "left-out") is not None) == bool(left_out)


def test_a_card_says_title_minutes_status_seat_and_the_whole_setting():
    screen = shown(view(is_first_visit=True))
    words = spoken(find(screen, "card-story-0"))
    for part in ("Half a Second Behind", "14 minutes", "New; start here", "identity-check software", "You are a peer",
                 "A colleague is talked over"):
        assert part in words
    assert "Half done, 2 made so far" in spoken(find(screen, "card-story-3"))
    assert "Played, and it ended with “The Norm Holds”" in spoken(find(screen, "card-story-4"))


def test_only_the_first_new_scenario_of_a_first_visit_is_where_to_start():
    starting = [each.key for each in cards_on(shown(view(is_first_visit=True))) if "start here" in each.name]
    assert starting == ["card-story-0"]
    assert not [each for each in cards_on(shown(view())) if "start here" in each.name]


def test_a_played_scenario_begins_anew_and_a_half_done_one_goes_on():
    screen = shown(view())
    assert find(screen, "card-story-4").action == OpenScenario("story-4", is_fresh=True)
    assert find(screen, "card-story-3").action == OpenScenario("story-3", is_fresh=False)


def test_enter_plays_what_has_the_focus():
    assert press(shown(view()), "return").action == OpenScenario("story-0")
    on_third = shown(view(), Interface(focus="card-story-3"))
    assert press(on_third, "return").action == OpenScenario("story-3")
    assert press(on_third, "n").action == OpenScenario("story-3", is_fresh=True)
    assert press(shown(view(), Interface(focus="filter-hiring")), "return") is None


def test_a_page_is_turned_with_page_down_because_space_plays():
    thirty = view(tuple(card(n) for n in range(30)))
    first, second = shown(thirty), shown(thirty, Interface(page=1))
    assert press(first, "page down").action == TurnPage(1)
    assert press(second, "page up").action == TurnPage(0)
    assert press(first, "space") is None
    assert {each.key for each in cards_on(first)}.isdisjoint(each.key for each in cards_on(second))


def test_only_filters_that_narrow_the_library_down_are_offered():
    offered = {each.key for each in focus_order(shown(view())) if isinstance(each.action, Filter)}
    assert offered == {
        "filter-all", "filter-half-done", "filter-hiring", "filter-chat", "filter-own-mistake", "filter-leading",
    }
    assert not [each for each in focus_order(shown(view(SIX[:1]))) if isinstance(each.action, Filter)]


def test_a_filter_shows_what_matches_and_an_unknown_one_shows_all():
    assert [each.key for each in cards_on(shown(view(), Interface(filter="own-mistake")))] == ["card-story-4"]
    assert len(cards_on(shown(view(), Interface(filter="short")))) == 6


def test_files_that_were_left_out_are_named_and_lead_to_the_reasons():
    chip = find(shown(view(left_out=1)), "left-out")
    assert chip.name == "1 file was left out"
    assert chip.action == Open(Overlay.LEFT_OUT)
    assert find(shown(view()), "left-out") is None


def test_someone_to_talk_to_is_offered_where_the_organisation_names_somebody():
    organisation = Organisation("Rowan Water", "", (Help("Line", "0800"),))
    assert press(shown(view(organisation=organisation)), "o").action == Open(Overlay.SUPPORT)
    assert press(shown(view()), "o") is None
    assert any(each.name == "Rowan Water" for each in walk(shown(view(organisation=organisation))))


def test_everything_that_can_be_pressed_has_a_name_a_key_and_hotkeys_of_its_own():
    for page in every_page(view(tuple(card(n) for n in range(30)), left_out=1), look()):
        pressable = focus_order(page)
        assert all(each.name and each.key for each in pressable)
        assert len({each.key for each in pressable}) == len(pressable)
        hotkeys = [key for each in pressable for key in each.hotkeys]
        assert len(set(hotkeys)) == len(hotkeys)


def test_a_card_shows_its_place_with_the_person_it_is_about():
    pictures = [
        shape.picture for each in cards_on(shown(view())) for shape in each.shapes if isinstance(shape, Picture)
    ]
    assert len(pictures) == 6
    assert all(isinstance(each, CardPicture) and each.look == PersonLook("afro", 5) for each in pictures)


def test_a_name_that_needs_other_letters_changes_the_face_of_its_own_card_only():
    screen = shown(view((card(0, summary="Minh Trần waits for a way in."), card(1))))
    faces = [
        {line.font.face for child in each.children for line in child.shapes if isinstance(line, TextLine)}
        for each in cards_on(screen)
    ]
    assert faces[0] != faces[1]
