"""With the keyboard alone: everything can be reached, nothing happens by accident, and Esc leaves from anywhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.session import messages as m
from game.session.phases import ONLY_A_ROOM_HAS, Phase
from game.ui.actions import Open, Overlay
from game.ui.element import Element, TextLine, find, focus_order, walk
from game.ui.interface import NOTE
from game.ui.layout import MIN_TARGET
from game.ui.theme import Look
from tests.sample import SAMPLE
from tests.ui.desk import Desk

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
NAMED = ("space", "return", "tab", "backspace", "left", "right", "up", "down", "page up", "page down", "f1", "delete",
         "home", "f5", "[1]", "[+]")


@dataclass(frozen=True)
class Key:
    """One thing that somebody does at the keyboard."""

    name: str
    shift: bool = False
    control: bool = False
    text: str = ""

    def __repr__(self) -> str:
        return f"{'Ctrl+' * self.control}{'Shift+' * self.shift}{self.name}" if self.name else f"“{self.text}”"


# Going on comes often, or no sequence ever comes far; Ctrl+Q and F11 close or resize and are not here.
KEYS = st.one_of(
    st.sampled_from([Key("space"), Key("return"), Key("tab"), Key("right")]),
    st.sampled_from([Key(name) for name in (*NAMED, *LETTERS)]),
    st.sampled_from([Key("tab", shift=True), Key("=", control=True), Key("-", control=True), Key("0", control=True)]),
    st.sampled_from([Key("", text="ạ"), Key("", text="e"), Key("escape"), Key("escape")]),
)
SHORT = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
SEQUENCES = st.lists(KEYS, max_size=30)
PLACES = [phase for phase in Phase if phase not in {Phase.CLOSED, *ONLY_A_ROOM_HAS}]
STARTS = st.sampled_from([None, *(phase for phase in PLACES if phase is not Phase.LOOK_CLOSER)])


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One window for many sequences: opening one takes longer than a sequence."""
    one = Desk(tmp_path_factory.mktemp("desk"), SAMPLE, pacing="guided", size=(1024, 640))
    yield one
    one.leaves()


def afresh(desk: Desk) -> Desk:
    """At the library, with nothing played and the usual text."""
    controller = desk.window.controller
    controller.close_play()
    controller.wants_to_quit = False
    desk.application.change_settings(
        text_percent=100, theme="paper", pacing="guided", timers=False, keep_notes=False, show_drafts=False,
        sound=False, fullscreen=False, reduce_motion=True,
    )
    desk.application.delete_everything()
    return desk


def presses(desk: Desk, key: Key) -> None:
    if key.text:
        import pygame

        desk.window.handle(pygame.event.Event(pygame.TEXTINPUT, text=key.text))
    elif desk.interface.focus not in ("fullscreen", "sound") or key.name not in ("space", "return"):
        desk.press(key.name, shift=key.shift, control=key.control)


# --- any keys at all -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
@SHORT
@given(start=STARTS, keys=SEQUENCES)
def test_no_keys_whatever_break_it_or_leave_the_focus_on_nothing(shared, percent, start, keys):
    assert_holds_under(shared, percent, start, keys)


@pytest.mark.slow
@pytest.mark.parametrize("percent", [100, 200])
@LONG
@given(start=STARTS, keys=SEQUENCES)
def test_no_keys_whatever_break_it_in_many_more_tries(shared, percent, start, keys):
    assert_holds_under(shared, percent, start, keys)


def assert_holds_under(shared: Desk, percent: int, start: Phase | None, keys: list[Key]) -> None:
    desk = afresh(shared)
    desk.application.change_settings(text_percent=percent)
    if start is not None:
        desk.opens()
        desk.plays_to(start)
    for key in keys:
        presses(desk, key)
        screen = desk.screen
        assert desk.interface.focus == "" or find(screen, desk.interface.focus)
        if desk.has_left:
            return
    assert_can_be_used(desk.screen, desk.window.look)


@SHORT
@given(keys=st.lists(KEYS, max_size=40))
def test_escape_leaves_from_anywhere_at_once_and_again_for_good(shared, keys):
    desk = afresh(shared)
    for key in keys:
        presses(desk, key)
        if desk.has_left:
            return
    for _ in range(2):  # what lies over a screen may take one Esc to put away
        if not desk.is_plain:
            desk.press("escape")
    assert desk.is_plain
    assert desk.words == "Paused. Paused. Enter: go on. Esc: close."
    desk.press("escape")

    assert desk.has_left


def assert_can_be_used(screen: Element, look: Look) -> None:
    targets = focus_order(screen)
    assert targets
    for target in targets:
        assert target.name, target
        assert target.key, target
        assert min(target.rect.size) >= MIN_TARGET, target
        assert target.rect.within(look.area), target
    assert [key for key, count in Counter(target.key for target in targets).items() if count > 1] == []
    hotkeys = Counter(key for target in targets for key in set(target.hotkeys))
    assert [key for key, count in hotkeys.items() if count > 1] == []


# --- every screen --------------------------------------------------------------------------------------------------


def sits_at(desk: Desk, phase: Phase) -> Desk:
    desk.opens()
    if phase is Phase.LOOK_CLOSER:
        desk.plays_to(Phase.DECISION)
        desk.press("l")
    else:
        desk.plays_to(phase)
    return desk


@pytest.mark.parametrize("percent", [pytest.param(100, marks=pytest.mark.slow), 200])
@pytest.mark.parametrize("phase", PLACES)
def test_tab_goes_round_everything_that_can_be_pressed_and_shift_tab_goes_back(desk, phase, percent):
    desk.application.change_settings(text_percent=percent)
    sits_at(desk, phase)
    order = [target.key for target in desk.targets]
    walked = []
    for _ in order:
        desk.press("tab")
        walked.append(desk.interface.focus)
    assert walked == order
    for key in [*reversed(order[:-1]), order[-1]]:
        desk.press("tab", shift=True)
        assert desk.interface.focus == key


@pytest.mark.parametrize("percent", [pytest.param(100, marks=pytest.mark.slow), 200])
@pytest.mark.parametrize("overlay", [None, *Overlay])
def test_tab_goes_round_the_library_and_whatever_lies_over_a_screen(desk, overlay, percent):
    desk.application.change_settings(text_percent=percent)
    if overlay is not None:
        sits_at(desk, Phase.DECISION)
        desk.window.controller.do(Open(overlay), desk.window.look)
    order = [target.key for target in desk.targets]
    walked = []
    for _ in order:
        desk.press("tab")
        walked.append(desk.interface.focus)

    # A question that cannot be undone begins with the focus on leaving things as they are.
    first = walked.index(order[0])
    assert [*walked[first:], *walked[:first]] == order


@pytest.mark.parametrize("percent", [pytest.param(80, marks=pytest.mark.slow), 100, 200])
@pytest.mark.parametrize("phase", PLACES)
def test_each_key_means_one_thing_and_every_target_has_a_name_and_a_size(desk, phase, percent):
    desk.application.change_settings(text_percent=percent)
    sits_at(desk, phase)
    assert_can_be_used(desk.screen, desk.window.look)
    for element in walk(desk.screen):
        if element.action is not None:
            assert element.takes_focus or element.hotkeys, element


@pytest.mark.parametrize("overlay", Overlay)
def test_each_key_means_one_thing_on_what_lies_over_a_screen(desk, overlay):
    sits_at(desk, Phase.DECISION)
    desk.window.controller.do(Open(overlay), desk.window.look)
    assert_can_be_used(desk.screen, desk.window.look)


@pytest.mark.parametrize("phase", PLACES)
def test_one_escape_shows_the_plain_screen_and_enter_comes_back_to_where_one_was(desk, phase):
    sits_at(desk, phase)
    before = desk.screen
    desk.press("escape")
    assert desk.is_plain
    assert SAMPLE.title not in desk.words
    desk.press("return")

    assert desk.screen == before


@pytest.mark.parametrize(("key", "overlay"), [("f1", Overlay.HELP), ("t", Overlay.TRANSCRIPT)])
def test_what_lies_over_a_screen_goes_by_escape_and_the_play_is_untouched(desk, key, overlay):
    sits_at(desk, Phase.DECISION)
    before = desk.screen
    desk.press(key)
    assert desk.interface.overlay is overlay
    desk.press("escape")

    assert desk.screen == before


def test_the_focus_does_not_stay_on_what_is_gone_nor_come_back_with_it(desk):
    desk.application.change_settings(text_percent=200)
    desk.opens()
    desk.tabs_to("page-next")
    desk.press("0", control=True)
    assert find(desk.screen, "page-next") is None
    assert desk.interface.focus == ""
    for _ in range(10):
        desk.press("=", control=True)

    assert desk.focus is None


# --- nothing by accident -------------------------------------------------------------------------------------------


def test_a_decision_appears_with_the_focus_on_nothing(desk):
    sits_at(desk, Phase.SCENE)
    desk.tabs_to("go-on")
    while desk.phase is Phase.SCENE:
        desk.press("return")

    assert desk.phase is Phase.DECISION
    assert desk.interface.focus == ""


@pytest.mark.parametrize("percent", [100, *(pytest.param(each, marks=pytest.mark.slow) for each in (150, 200))])
@pytest.mark.parametrize("key", ["space", "return", "right", "page down"])
def test_going_on_and_on_never_makes_a_choice(desk, key, percent):
    desk.application.change_settings(text_percent=percent)
    sits_at(desk, Phase.SCENE)
    desk.plays_to(Phase.DECISION)
    for _ in range(12):
        desk.press(key)

    assert desk.phase is Phase.DECISION


def test_a_choice_is_made_by_its_letter_its_number_or_enter_on_it(desk):
    for how in ("letter", "number", "enter"):
        desk.application.delete_everything()
        desk.opens()
        desk.plays_to(Phase.DECISION)
        second = desk.view.screen.offers[1].id
        if how == "enter":
            desk.tabs_to(f"choice-{second}")
        desk.press({"letter": "b", "number": "2", "enter": "return"}[how])
        assert [entry.words for entry in desk.view.transcript if entry.speaker == "choice"] == [
            next(one.do for one in SAMPLE.scenes["call"].exit.choices if one.id == second)
        ]


def test_a_choice_that_is_not_open_can_be_read_and_not_made(desk):
    desk.opens()
    desk.plays_to(Phase.DECISION)
    desk.does(m.Choose("ask"), m.AnswerProbe())
    desk.plays_to(Phase.DECISION)
    locked = find(desk.screen, "choice-own-up")
    assert "There is nothing of yours to put right here." in locked.name
    desk.press("a")
    desk.clicks("choice-own-up")

    assert desk.phase is Phase.DECISION


# --- typing --------------------------------------------------------------------------------------------------------


def test_what_is_typed_into_a_note_presses_nothing_else(desk):
    sits_at(desk, Phase.REFLECTION)
    desk.press("e")
    before = desk.view
    desk.types("Let me think: a1 tknf e")

    assert desk.interface.texts[NOTE] == "Let me think: a1 tknf e"
    assert desk.view == before
    assert desk.interface.overlay is None


def test_enter_ends_typing_and_stays_on_the_screen(desk):
    sits_at(desk, Phase.REFLECTION)
    desk.press("e")
    desk.types("ab")
    desk.press("backspace", "return")

    assert desk.phase is Phase.REFLECTION
    assert desk.interface.editing == ""
    assert desk.interface.texts[NOTE] == "a"


def test_escape_while_typing_leaves_at_once_and_what_was_typed_is_still_there(desk):
    sits_at(desk, Phase.REFLECTION)
    desk.press("e")
    desk.types("not for others")
    desk.press("escape")
    assert desk.is_plain
    assert "not for others" not in desk.words
    desk.press("return")

    assert desk.interface.texts[NOTE] == "not for others"


def test_text_from_an_input_method_is_shown_before_it_is_settled(desk):
    import pygame

    sits_at(desk, Phase.REFLECTION)
    desk.press("e")
    desk.window.handle(pygame.event.Event(pygame.TEXTEDITING, text="wo", start=0, length=2))
    assert desk.interface.composing == "wo"
    desk.window.handle(pygame.event.Event(pygame.TEXTINPUT, text="我"))

    assert (desk.interface.texts[NOTE], desk.interface.composing) == ("我", "")


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize(("phase", "key", "field"), [(Phase.REFLECTION, "e", "note"), (Phase.DEBRIEF, "4", "plan")])
def test_what_is_being_typed_is_always_on_the_page_that_is_shown(desk, phase, key, field, percent):
    desk.application.change_settings(text_percent=percent)
    sits_at(desk, phase)
    desk.press(key)
    while field == "plan" and not desk.interface.editing:
        if find(desk.screen, "edit-plan"):
            desk.clicks("edit-plan")
        else:
            desk.press("page down")
    for words in ("I will ask her what she wants. ",) * 8:
        desk.types(words)
        assert field in {element.key for element in walk(desk.screen)}
    last = [shape.text for element in walk(desk.screen) for shape in element.shapes if isinstance(shape, TextLine)]
    assert any(line.endswith("|") for line in last)


def test_letters_typed_while_no_field_is_open_go_nowhere(desk):
    import pygame

    sits_at(desk, Phase.REFLECTION)
    before = desk.interface
    desk.window.handle(pygame.event.Event(pygame.TEXTINPUT, text="x"))

    assert desk.interface == before


# --- the pointer ---------------------------------------------------------------------------------------------------


def test_a_click_counts_where_it_was_begun(desk):
    import pygame

    sits_at(desk, Phase.DECISION)
    first, second = (find(desk.screen, f"choice-{offer.id}").rect.centre for offer in desk.view.screen.offers[:2])
    desk.window.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=first))
    desk.window.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, button=1, pos=second))
    assert desk.phase is Phase.DECISION
    desk.clicks(f"choice-{desk.view.screen.offers[0].id}")

    assert desk.phase is not Phase.DECISION


def test_a_wheel_turns_pages_and_never_goes_on_in_the_story(desk):
    import pygame

    sits_at(desk, Phase.SCENE)
    before = desk.view
    for _ in range(5):
        desk.window.handle(pygame.event.Event(pygame.MOUSEWHEEL, y=-1))

    assert desk.view == before
