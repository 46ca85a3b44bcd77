"""What may lie over a screen: help, what was said, who is there, whom to talk to, what was left out, leaving."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.core.diagnostic import Diagnostic, Severity, Span
from game.core.scenario import Look as PersonLook
from game.library import LeftOut
from game.organisation import Help, Organisation
from game.session.messages import Pacing
from game.session.phases import Phase
from game.session.views import CastView, ClosedView, SessionView, TranscriptEntry
from game.ui.actions import CloseOverlay, DeleteEverything, Open, Overlay, Quit
from game.ui.element import Box, Element, Picture, TextLine, find, focus_order, press, walk
from game.ui.fonts import PygameMeasure
from game.ui.interface import KEEP_KEY, Interface, Written
from game.ui.overflow import overflows
from game.ui.screens import help as help_page
from game.ui.screens.help import help_screen
from game.ui.screens.leave import delete_screen, leave_screen
from game.ui.screens.left_out import left_out_screen
from game.ui.screens.people import people_screen
from game.ui.screens.support import support_screen
from game.ui.screens.transcript import LAST, transcript_screen
from game.ui.screens.write import write_screen, written_screen
from game.ui.speech import reading_order
from game.ui.theme import PAPER, THEMES, Look, Theme

MEASURE = PygameMeasure()
SIZES = ((1024, 640), (1280, 720), (1920, 1080), (3840, 2160))

CAST = (
    CastView("amara", "Amara Nwosu", "research lead, in Lagos", "ah-MAH-rah", "she/her", PersonLook("afro", 5)),
    CastView("minh", "Minh Trần", "junior developer, on video from Đà Nẵng", "ming TRUN", "he/him", PersonLook()),
    CastView("duarte", "Duarte Figueira", "manager; quick, funny, taught you how releases work", "", "", PersonLook()),
)
ENTRIES = (
    TranscriptEntry("", "", "Half past nine. The call has eleven items."),
    TranscriptEntry("amara", "Amara Nwosu", "The retry screen is where they leave. Nine of eleven."),
    TranscriptEntry("choice", "You chose", "Say: “Amara, could you say the number again?”"),
    TranscriptEntry("you", "You", "Thank you."),
)
ROWAN = Organisation(
    "Rowan Water", "Here, managers must report what they see. " * 8,
    tuple(Help(f"Line {n}", f"0800 000 00{n}, day and night, also at weekends and on public holidays") for n in range(6)),  # noqa: E501
)
FINDING = Diagnostic(
    code="UP301", name="unknown-scene", severity=Severity.ERROR, file="library/late-shift.yaml", span=Span(41, 9),
    message="No scene is called “lunh”.", hint="Did you mean “lunch”?",
)
LEFT_OUT = (
    LeftOut(file="library/late-shift.yaml", reason="Its story cannot be played.", findings=3, first=FINDING),
    LeftOut(file="my library/notes.yaml", reason="It could not be read.", findings=0),
)

OWN_FOLDER = "/home/anneliese.oberhausen/Dokumente und Einstellungen/Upstander scenarios"
WRITTEN = Written(f"{OWN_FOLDER}/the-late-shift-at-the-donaudampfschifffahrtsgesellschaft.yaml", "It opens now. " * 6)


def look(width: int = 1280, height: int = 720, text: float = 1.0, theme: Theme = PAPER) -> Look:
    return Look(width, height, text, theme, MEASURE)


def told(*entries: TranscriptEntry) -> SessionView:
    return SessionView(
        scenario="x", title="Half a Second Behind", phase=Phase.SCENE, pacing=Pacing.FLOW, is_practice=False, number=1,
        count=5, screen=ClosedView(), transcript=entries, seed=1,
    )


Draw = Callable[[Interface, Look], Element]
SCREENS: dict[str, Draw] = {
    "help": help_screen,
    "transcript": lambda interface, at: transcript_screen(told(*ENTRIES * 12), interface, at),
    "people": lambda interface, at: people_screen(CAST, interface, at.for_texts(person.name for person in CAST)),
    "support": lambda interface, at: support_screen(ROWAN, interface, at),
    "left out": lambda interface, at: left_out_screen(LEFT_OUT, interface, at),
    "own left out": lambda interface, at: left_out_screen(LEFT_OUT[1:], interface, at, own=LEFT_OUT[:1]),
    "write": lambda interface, at: write_screen(interface, at, folder=OWN_FOLDER),
    "written": lambda interface, at: written_screen(WRITTEN, interface, at),
    "leave": lambda interface, at: leave_screen(at),
    "delete": delete_screen,
}


def every_page(draw: Draw, at: Look) -> tuple[Element, ...]:
    pages = [draw(Interface(), at)]
    while find(pages[-1], "page-next") is not None:
        pages.append(draw(Interface(overlay_page=len(pages)), at))
    return tuple(pages)


def words_of(*screens: Element) -> str:
    lines = (shape.text for screen in screens for each in walk(screen) for shape in each.shapes
             if isinstance(shape, TextLine))
    return " ".join(" ".join(lines).split())


# Each size of window with each of text, in one theme; in the others with the slow tests.
EVERY_LOOK = [
    pytest.param(
        size, text, theme, id=f"{size[0]}x{size[1]}-{text}-{theme.name}",
        marks=() if (place - row - column) % len(THEMES) == 0 else pytest.mark.slow,
    )
    for row, size in enumerate(SIZES)
    for column, text in enumerate((0.8, 1.0, 2.0))
    for place, theme in enumerate(THEMES)
]


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize(("size", "text", "theme"), EVERY_LOOK)
def test_nothing_is_cut_off_and_all_that_can_be_pressed_has_a_name(size, text, theme, name):
    for page in every_page(SCREENS[name], look(*size, text, theme)):
        assert overflows(page, MEASURE) == ()
        pressable = focus_order(page)
        assert pressable
        assert all(each.name and each.key for each in pressable)
        hotkeys = [key for each in pressable for key in each.hotkeys]
        assert len(set(hotkeys)) == len(hotkeys)


@pytest.mark.parametrize("name", sorted(SCREENS.keys() - {"leave"}))
def test_escape_goes_back_to_what_lies_beneath(name):
    assert press(SCREENS[name](Interface(), look()), "escape").action == CloseOverlay()


def test_the_help_says_what_this_is_not_and_how_to_leave():
    words = words_of(*every_page(help_screen, look()))
    for part in ("not a test", "Only you see how you play", "nothing is sent anywhere",
                 "hiring, appraisal or discipline", "Press Esc at any moment", "larger text"):
        assert part in words


def test_the_help_has_every_key_of_its_tables_and_the_way_to_the_settings():
    pages = every_page(help_screen, look())
    words = words_of(*pages)
    tables = (help_page.EVERYWHERE, help_page.LIBRARY, help_page.PLAY, help_page.AFTER, help_page.IN_SETTINGS)
    for row in (row for table in tables for row in table):
        assert f"{row.keys} {row.does}" in words
    assert all(press(page, "s").action == Open(Overlay.SETTINGS) for page in pages)


def test_what_was_said_opens_where_one_stopped_and_leads_back_to_the_start():
    view = told(*(TranscriptEntry("amara", "Amara", f"Line {n}.") for n in range(100)))
    last = transcript_screen(view, Interface(overlay_page=LAST), look())
    assert "Line 99." in words_of(last)
    assert find(last, "page-next") is None
    first = transcript_screen(view, Interface(), look())
    assert "Line 0." in words_of(first)
    assert find(first, "page-next") is not None


def test_the_page_that_is_seen_first_is_a_full_one():
    view = told(*(TranscriptEntry("amara", "Amara", f"Line {n}.") for n in range(100)))
    pages = every_page(lambda interface, at: transcript_screen(view, interface, at), look())
    counts = [words_of(page).count("Line") for page in pages]
    assert sum(counts) == 100
    assert counts[-1] == max(counts)


def test_what_was_said_keeps_every_word_in_its_order():
    pages = every_page(SCREENS["transcript"], look(1024, 640, 2.0))
    words = words_of(*pages)
    assert words.count("Nine of eleven.") == 12
    assert words.index("Half past nine") < words.index("Amara Nwosu:") < words.index("You chose:")


def test_choices_stand_out_from_what_was_said():
    screen = transcript_screen(told(*ENTRIES), Interface(), look())
    framed = [each for each in walk(screen) if any(child.name.startswith("You chose: ") for child in each.children)]
    assert PAPER.caption in {shape.fill for each in framed for shape in each.shapes if isinstance(shape, Box)}


def test_before_anything_is_said_that_is_said():
    assert "Nothing has been said yet." in words_of(transcript_screen(told(), Interface(), look()))


def test_each_person_has_a_face_and_says_name_sound_pronouns_and_role():
    pages = every_page(SCREENS["people"], look(1024, 640, 2.0))
    faces = [shape for page in pages for each in walk(page) for shape in each.shapes if isinstance(shape, Picture)]
    assert len(faces) == len(CAST)
    said = " ".join(words for page in pages for words in reading_order(page))
    assert "Amara Nwosu say: ah-MAH-rah · she/her Research lead, in Lagos" in said


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_reader_says_nothing_twice(name):
    screen = SCREENS[name](Interface(), look())
    said = [words for words in reading_order(screen) if len(words) > 40]
    if name != "transcript":  # which here repeats what it was given
        assert len(set(said)) == len(said)
    assert not any(one != other and one in other for one in said for other in said)


def test_names_are_set_with_their_own_letters():
    assert "Minh Trần" in words_of(*every_page(SCREENS["people"], look()))


def test_the_organisation_s_note_and_every_help_card_are_there():
    words = words_of(*every_page(SCREENS["support"], look(1024, 640, 2.0)))
    assert words.count("managers must report") == 8
    assert all(f"Line {n}" in words for n in range(6))


def test_a_file_that_was_left_out_says_why_where_and_what_to_do():
    words = words_of(*every_page(SCREENS["left out"], look()))
    for part in ("late-shift.yaml:41: No scene is called “lunh”. Did you mean “lunch”?", "Its story cannot be played.",
                 "upstander check library/late-shift.yaml", "all 3 findings",
                 'upstander check "my library/notes.yaml"'):
        assert part in words


def test_the_plain_screen_says_nothing_of_what_was_played():
    screen = leave_screen(look())
    assert words_of(screen) == "Paused. Enter: go on. Esc: close."
    assert press(screen, "return").action == CloseOverlay()
    assert press(screen, "space").action == CloseOverlay()
    assert press(screen, "escape").action == Quit()


def test_deleting_is_never_what_comes_first():
    screen = delete_screen(Interface(), look())
    assert [each.key for each in focus_order(screen)][:2] == [KEEP_KEY, "delete-everything"]
    for key in ("return", "escape", "backspace"):
        assert press(screen, key).action == CloseOverlay()
    assert find(screen, "delete-everything").action == DeleteEverything()
    assert not find(screen, "delete-everything").hotkeys


def test_the_question_says_what_goes_and_that_it_cannot_be_undone():
    words = words_of(delete_screen(Interface(), look()))
    assert "Every play" in words
    assert "Every group session that you led" in words
    assert "cannot be undone" in words
