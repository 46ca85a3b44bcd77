"""What can be set, by keys alone and with the largest text."""

from __future__ import annotations

import pytest

from game.settings import TEXT_PERCENT, Settings
from game.ui.actions import BackToLibrary, ChangeSetting, CloseOverlay, Open, Overlay
from game.ui.element import Element, Role, find, focus_order, press, walk
from game.ui.fonts import PygameMeasure
from game.ui.interface import Interface
from game.ui.overflow import overflows
from game.ui.screens.settings import settings_screen
from game.ui.speech import spoken
from game.ui.theme import PAPER, THEMES, Look, Theme

MEASURE = PygameMeasure()
SIZES = ((1024, 640), (1280, 720), (1920, 1080), (3840, 2160))


def look(width: int = 1920, height: int = 1080, text: float = 1.0, theme: Theme = PAPER) -> Look:
    return Look(width, height, text, theme, MEASURE)


def shown(settings: Settings, at: Look | None = None, *, page: int = 0, can_leave_play: bool = False) -> Element:
    interface = Interface(overlay=Overlay.SETTINGS, overlay_page=page)
    return settings_screen(settings, interface, at or look(), can_leave_play=can_leave_play)


def every_page(settings: Settings, at: Look) -> tuple[Element, ...]:
    pages = [shown(settings, at, can_leave_play=True)]
    while find(pages[-1], "page-next") is not None:
        pages.append(shown(settings, at, page=len(pages), can_leave_play=True))
    return tuple(pages)


def actions(screen: Element) -> set[object]:
    return {each.action for each in focus_order(screen)}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", [0.8, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_and_every_setting_is_on_some_page(size, text, theme):
    pages = every_page(Settings(keep_notes=True), look(*size, text, theme))
    for page in pages:
        assert overflows(page, MEASURE) == ()
        assert all(each.name and each.key for each in focus_order(page))
    changed = {each.name for page in pages for each in actions(page) if isinstance(each, ChangeSetting)}
    assert changed == set(Settings.__dataclass_fields__)


def test_all_settings_stand_on_one_page_at_the_usual_size():
    assert find(shown(Settings()), "page-next") is None
    assert find(shown(Settings(), look(1280, 720)), "page-next") is None


def test_text_grows_and_shrinks_by_tens_and_stops_at_the_ends():
    assert press(shown(Settings()), "+").action == ChangeSetting("text_percent", 110)
    assert press(shown(Settings()), "-").action == ChangeSetting("text_percent", 90)
    assert press(shown(Settings(text_percent=TEXT_PERCENT[-1])), "+").action == ChangeSetting("text_percent", 200)
    assert press(shown(Settings(text_percent=TEXT_PERCENT[0])), "-").action == ChangeSetting("text_percent", 80)


@pytest.mark.parametrize("field", ["reduce_motion", "sound", "fullscreen", "timers", "show_drafts", "keep_notes"])
@pytest.mark.parametrize("is_on", [False, True])
def test_a_switch_turns_to_the_other_and_says_what_it_is_and_how_it_stands(field, is_on):
    switch = find(shown(Settings(**{field: is_on})), field.replace("_", "-"))
    assert switch.action == ChangeSetting(field, not is_on)
    assert switch.role == Role.SWITCH
    assert switch.value == ("on" if is_on else "off")
    assert switch.name not in ("On", "Off")


@pytest.mark.parametrize("theme", ["paper", "dark", "high-contrast"])
@pytest.mark.parametrize("pacing", ["automatic", "guided", "flow"])
def test_what_is_chosen_is_checked_and_nothing_else(theme, pacing):
    screen = shown(Settings(theme=theme, pacing=pacing))
    checked = {each.key for each in focus_order(screen) if "checked" in each.states}
    assert checked == {f"theme-{theme}", f"pacing-{pacing}"}


def test_a_choice_does_not_rest_on_colour_alone():
    def words(pacing: str) -> str:
        return find(shown(Settings(pacing=pacing)), "pacing-flow").children[0].shapes[0].text

    assert words("flow") != words("guided")


def test_each_pacing_says_what_it_means():
    screen = shown(Settings())
    for pacing in ("automatic", "guided", "flow"):
        assert len(spoken(find(screen, f"pacing-{pacing}")).split()) > 10


def test_deleting_asks_first():
    assert find(shown(Settings()), "delete").action == Open(Overlay.DELETE)


def test_a_play_can_be_left_for_the_library_and_only_a_play():
    assert press(shown(Settings(), can_leave_play=True), "l").action == BackToLibrary()
    assert press(shown(Settings()), "l") is None


def test_what_is_kept_and_where_is_said():
    screen = settings_screen(Settings(), Interface(), look(), can_leave_play=False, kept_in="/home/rosa/records")
    words = " ".join(each.name for each in walk(screen))
    assert "Nothing is sent anywhere" in words
    assert "/home/rosa/records" in words


def test_escape_goes_back():
    assert press(shown(Settings()), "escape").action == CloseOverlay()


def test_no_key_means_two_things():
    hotkeys = [key for each in focus_order(shown(Settings(), can_leave_play=True)) for key in each.hotkeys]
    assert len(set(hotkeys)) == len(hotkeys)
