"""What the window does with what is pressed: settings, looking back, notes, plans, the timer, leaving."""

from __future__ import annotations

import json
import threading
import time

import pygame
import pytest

from game.session import messages as m
from game.session import views as v
from game.session.phases import Phase
from game.ui.actions import Keep, Open, Overlay, TakeAlong
from game.ui.element import find
from game.ui.interface import NOTE, PLAN
from tests.sample import SAMPLE
from tests.ui.desk import Desk


def sits_at(desk: Desk, phase: Phase) -> Desk:
    desk.opens()
    desk.plays_to(phase)
    return desk


def kept_settings(desk: Desk) -> dict[str, object]:
    return json.loads((desk.folder / "config" / "settings.json").read_text())


def kept_words(desk: Desk) -> str:
    """All that is kept of a player, of whatever kind."""
    return "\n".join(file.read_text() for file in (desk.folder / "records").rglob("*") if file.is_file())


# --- settings ------------------------------------------------------------------------------------------------------


def test_a_setting_counts_at_once_and_is_kept(desk):
    desk.press("s")
    desk.tabs_to("theme-dark")
    desk.press("return")

    assert desk.window.look.theme.name == "dark"
    assert kept_settings(desk)["theme"] == "dark"
    assert "checked" in find(desk.screen, "theme-dark").states
    assert desk.interface.focus == "theme-dark"


def test_settings_changed_in_a_play_leave_it_where_it_was(desk):
    sits_at(desk, Phase.DECISION)
    before = desk.view
    desk.press("f1", "s", "+", "+", "escape")
    desk.press("escape") if desk.interface.overlay else None

    assert kept_settings(desk)["text_percent"] == 120
    assert desk.view == before
    assert desk.phase is Phase.DECISION


def test_what_is_set_is_there_when_the_program_starts_again(desk, tmp_path):
    desk.press("s", "+")
    desk.leaves()
    again = Desk(tmp_path, SAMPLE)

    assert again.application.settings.text_percent == 110
    assert again.window.look.text_scale == pytest.approx(1.1)


def test_control_with_plus_minus_and_nought_change_the_text_anywhere_and_within_bounds(desk):
    sits_at(desk, Phase.DECISION)
    for _ in range(15):
        desk.press("=", control=True)
    assert desk.application.settings.text_percent == 200
    for _ in range(15):
        desk.press("-", control=True)
    assert desk.application.settings.text_percent == 80
    desk.press("0", control=True)

    assert desk.application.settings.text_percent == 100
    assert desk.phase is Phase.DECISION


# --- deleting ------------------------------------------------------------------------------------------------------


def test_everything_goes_only_after_the_question_and_its_second_button(desk):
    sits_at(desk, Phase.DECISION)
    asks_to_delete(desk)
    assert desk.interface.overlay is Overlay.DELETE
    desk.press("return")  # what has the focus leaves things as they are
    assert kept_words(desk)
    asks_to_delete(desk)
    desk.clicks("delete-everything")

    assert kept_words(desk) == ""
    assert desk.view is None
    assert desk.interface.message.startswith("Deleted: ")


def asks_to_delete(desk: Desk) -> None:
    desk.press("f1", "s")
    while find(desk.screen, "delete") is None:
        desk.press("page down")
    desk.clicks("delete")


# --- notes and plans -----------------------------------------------------------------------------------------------


def test_a_note_is_gone_when_one_goes_on_without_saying_yes(desk):
    sits_at(desk, Phase.REFLECTION)
    desk.press("e")
    desk.types("for nobody else")
    desk.press("return", "space")

    assert desk.phase is Phase.COMMENTARY
    assert "for nobody else" not in kept_words(desk)
    assert NOTE not in desk.interface.texts


def test_a_note_is_kept_after_a_yes(desk):
    sits_at(desk, Phase.REFLECTION)
    desk.press("e")
    desk.types("ask her first")
    desk.press("return", "k")

    assert "ask her first" in kept_words(desk)
    assert desk.interface.message == "Your note is kept on this computer."


def test_with_the_setting_on_notes_are_kept_when_one_goes_on(desk):
    desk.application.change_settings(keep_notes=True)
    sits_at(desk, Phase.REFLECTION)
    desk.press("e")
    desk.types("ask her first")
    desk.press("return", "space")

    assert "ask her first" in kept_words(desk)


def test_after_typing_space_goes_on_and_does_not_open_the_field_again(desk):
    sits_at(desk, Phase.REFLECTION)
    desk.press("e")
    desk.types("a")
    assert [hint for hint in ("go-on", "keep-note", "transcript") if find(desk.screen, hint)] == []
    desk.press("return", "space")

    assert desk.phase is Phase.COMMENTARY


def test_what_is_opened_over_a_field_takes_the_keys(desk):
    sits_at(desk, Phase.DEBRIEF)
    desk.press("4")
    desk.clicks("edit-plan")
    desk.window.controller.do(Open(Overlay.HELP), desk.window.look)
    desk.press("escape")

    assert desk.interface.overlay is None
    assert desk.interface.editing == ""


def next_time(desk: Desk) -> Desk:
    sits_at(desk, Phase.DEBRIEF)
    desk.press("4")
    return desk


def test_a_line_that_was_picked_is_kept_nowhere_until_it_is_asked_for(desk):
    next_time(desk).press("b")
    assert SAMPLE.if_then_lines[1] not in kept_words(desk)
    desk.clicks("keep-plan")

    assert SAMPLE.if_then_lines[1] in kept_words(desk)


def test_a_line_in_ones_own_words_takes_the_place_of_one_that_was_picked(desk):
    next_time(desk).press("a")
    desk.clicks("edit-plan")
    for _ in range(100):
        desk.press("backspace")
    desk.types("I wait and ask")
    desk.press("return")
    desk.clicks("keep-plan")

    assert "I wait and ask" in kept_words(desk)
    assert SAMPLE.if_then_lines[0] not in kept_words(desk)


def test_the_plan_outlives_a_look_at_another_part_and_nothing_else_that_was_typed_does(desk):
    next_time(desk).clicks("edit-plan")
    desk.types("I wait")
    desk.press("return", "5", "4")

    assert desk.interface.texts == {PLAN: "I wait"}
    assert "I wait" in desk.words


@pytest.mark.parametrize(("kind", "ending"), [(Keep.TEXT, ".txt"), (Keep.CALENDAR, ".ics"), (Keep.PAGE, ".html")])
def test_a_plan_is_saved_in_the_form_that_was_asked_for_and_the_message_says_where(desk, kind, ending):
    next_time(desk).press("a")
    desk.clicks(f"keep-{kind.value}")
    [saved] = (desk.folder / "exports").iterdir()

    assert saved.suffix == ending
    unfolded = saved.read_text().replace("\n ", "")  # a calendar file breaks its lines
    assert "I will ask them" in unfolded
    assert str(saved) in desk.interface.message


def test_the_slip_says_that_one_took_part_and_nothing_of_what_was_chosen(desk):
    next_time(desk).clicks("slip")
    [saved] = (desk.folder / "exports").iterdir()
    words = saved.read_text()

    assert SAMPLE.title in words
    scenes = [scene.exit for scene in SAMPLE.scenes.values() if hasattr(scene.exit, "choices")]
    assert not [one.do for decision in scenes for one in decision.choices if one.do in words or one.summary in words]


def test_where_no_clipboard_takes_a_copy_it_is_said(desk, monkeypatch):
    copied: list[str] = []
    controller = next_time(desk).window.controller
    desk.press("a")
    for takes, said in ((True, "Copied."), (False, "Nothing on this computer takes a copy.")):
        controller._copy = lambda text, takes=takes: copied.append(text) or takes
        controller.do(TakeAlong(Keep.COPY), desk.window.look)
        assert desk.interface.message == said
    assert copied[0] == "If someone's finding comes back in another voice, I will ask them what they would like."


# --- looking back --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
def test_looking_back_at_panels_never_changes_the_play_and_space_comes_forward_again(desk, percent):
    desk.application.change_settings(text_percent=percent)
    sits_at(desk, Phase.SCENE)
    desk.press("space")  # on the second panel, with more to come at large text
    before, view, kept = desk.screen, desk.view, kept_words(desk)
    assert desk.phase is Phase.SCENE
    desk.press("backspace")
    assert desk.screen != before
    assert (desk.view, kept_words(desk)) == (view, kept)
    desk.press("backspace")  # further back than there is changes nothing either
    while desk.interface.panels_back:
        desk.press("space")

    assert desk.screen == before
    assert (desk.view, kept_words(desk)) == (view, kept)


def test_what_was_said_can_be_read_again_from_anywhere_and_closing_it_comes_back(desk):
    sits_at(desk, Phase.COMMENTARY)
    before = desk.screen
    desk.press("t")
    assert "I was not ready." in desk.words or "Back me." in desk.words or "that was mine" in desk.words
    desk.press("t", "escape")

    assert desk.screen == before


def test_trying_another_way_leaves_what_happened_as_it_was(desk):
    sits_at(desk, Phase.ALTERNATIVES)
    chosen = desk.view.screen.yours.do
    desk.press("r")
    assert desk.view.is_practice
    desk.takes_first_choice()
    desk.plays_to(Phase.ALTERNATIVES)
    desk.plays_to(Phase.DEBRIEF)

    assert desk.view.screen.moments[0].choice == chosen


def test_a_moment_that_is_tried_again_can_be_left_by_backspace(desk):
    sits_at(desk, Phase.ALTERNATIVES)
    before = desk.view.screen.yours
    desk.press("r", "backspace")

    assert desk.phase is Phase.ALTERNATIVES
    assert desk.view.screen.yours == before


# --- the timer -----------------------------------------------------------------------------------------------------


def test_without_the_setting_no_decision_has_a_timer(desk):
    sits_at(desk, Phase.DECISION)

    assert desk.window.controller.timer_seconds == 0
    assert "seconds left" not in desk.words


def test_when_time_runs_out_the_authors_choice_is_made(desk):
    desk.application.change_settings(timers=True)
    sits_at(desk, Phase.DECISION)
    controller = desk.window.controller
    assert controller.timer_seconds == SAMPLE.scenes["call"].exit.seconds
    controller.tick(3, desk.window.look)
    assert "3 seconds left" in desk.words
    controller.tick(0, desk.window.look)

    wait = next(one.do for one in SAMPLE.scenes["call"].exit.choices if one.id == "wait")
    assert [entry.words for entry in desk.view.transcript if entry.speaker == "choice"] == [wait]


@pytest.mark.parametrize("key", ["t", "f1", "escape"])
def test_the_timer_stands_still_under_what_lies_over_the_decision(desk, key):
    desk.application.change_settings(timers=True)
    sits_at(desk, Phase.DECISION)
    controller = desk.window.controller
    controller.tick(41, desk.window.look)
    desk.press(key)
    assert controller.timer_seconds == 0
    desk.press("return" if key == "escape" else "escape")

    assert controller.timer_seconds > 0
    assert desk.interface.seconds_left == 41


# --- the library and the window ------------------------------------------------------------------------------------


def test_a_half_done_play_goes_on_where_it_was_and_can_be_begun_anew(desk):
    sits_at(desk, Phase.REFLECTION)
    before = desk.view
    desk.window.controller.close_play()
    desk.press("return")
    assert desk.view == before
    desk.window.controller.close_play()
    desk.press("n")

    assert desk.phase is Phase.BRIEFING


def test_finishing_leads_to_the_library_and_the_play_counts_as_played(desk):
    sits_at(desk, Phase.DEBRIEF)
    desk.press("f")

    assert desk.view is None
    [card] = desk.application.library_view().cards
    assert card.status == "played"


def test_a_refused_command_is_told_in_a_sentence_and_changes_nothing(desk):
    sits_at(desk, Phase.DECISION)
    before = desk.view
    desk.does(m.LookCloser(99))

    assert desk.view == before
    assert desk.interface.message == "There are 2 things to look at, counted from 0; 99 is not one."


def test_a_message_goes_with_the_next_thing_that_is_done(desk):
    sits_at(desk, Phase.DECISION)
    desk.does(m.Choose("own-up"))
    desk.press("l")

    assert desk.interface.message == ""


def test_what_is_on_the_screen_counts_as_read(desk):
    desk.opens()
    desk.plays_to(Phase.SCENE)
    script = desk.view.screen
    assert isinstance(script, v.ScriptView)
    shown = [line.words for line in script.lines if line.words in desk.words]

    assert script.line == len(shown)


@pytest.mark.parametrize("kind", [pygame.QUIT, pygame.WINDOWCLOSE])
def test_closing_the_window_by_its_frame_ends_it_and_keeps_the_play(desk, kind):
    sits_at(desk, Phase.DECISION)
    desk.window.handle(pygame.event.Event(kind))

    assert desk.has_left
    assert desk.application.library_view().cards[0].status == "half-done"


def test_a_window_in_which_nothing_happens_is_painted_once_though_the_pointer_moves(desk):
    desk.window.paint()
    time.sleep(0.5)  # people who were not composed yet are, and are painted
    pygame.event.clear()
    desk.window.paint()
    before = desk.window.frames
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(9, 9), rel=(1, 1), buttons=(0, 0, 0)))
    threading.Timer(1.2, lambda: pygame.event.post(pygame.event.Event(pygame.QUIT))).start()
    desk.window.loop()

    assert desk.window.frames - before <= 1
