"""A real window on a virtual display, with real keys and a real pointer: from the library to the debrief and back."""

from __future__ import annotations

import time

import pytest

from game.assets import assets_folder, scenarios_folder
from game.library import Library

BUNDLED = tuple(sorted(card.id for card in Library(scenarios_folder(), assets_folder(), None).cards()))
STORY = "half-a-second-behind"
EVERY_SCREEN = {"scene", "decision", "probe", "consequence", "reflection", "commentary", "alternatives", "ending",
                "debrief"}


def assert_keys_carry(person, scenario):
    person.application().change_settings(reduce_motion=True, pacing="guided")
    person.starts()
    person.begins(scenario)
    assert person.status(scenario) == "half-done"
    seen = person.plays_to("debrief")
    assert seen == EVERY_SCREEN
    for _ in range(4):
        person.goes_on()  # the parts of the debrief
    person.presses("space")
    person.waits_for(lambda: person.title == "Upstander")

    assert person.status(scenario) == "played"
    person.presses("Escape", "Escape")
    assert person.exit_code() == 0


def test_keys_alone_carry_a_play_from_the_library_through_every_screen_and_back(person):
    assert_keys_carry(person, STORY)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [name for name in BUNDLED if name != STORY])
def test_keys_alone_carry_every_other_scenario_too(person, scenario):
    assert_keys_carry(person, scenario)


@pytest.mark.slow
def test_the_pointer_alone_carries_a_play_to_the_debrief_and_back(person):
    scenario = "four-minutes-past-noon"
    person.starts()
    person.clicks(f"card-{scenario}")
    person.comes_to(scenario)
    clicks_and_waits(person, "go-on", before_any_record=True)
    while (told := person.play()).phase.value != "debrief":
        if told.phase.value == "decision":
            clicks_and_waits(person, f"choice-{told.screen.offers[0].id}")
        else:
            clicks_and_waits(person, "go-on")
    clicks_and_waits(person, "part-next-time")
    person.clicks("finish")
    person.waits_for(lambda: person.title == "Upstander")

    assert person.status(scenario) == "played"


def clicks_and_waits(person, key, *, before_any_record=False):
    before = person.record()
    if before_any_record:
        person.presses("Tab")  # the first click of a new window may be spent on giving it the focus
    person.clicks(key)
    assert person.waits_for_change(before, 10), f"a click on {key} does nothing"


SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    "phase", ["decision", pytest.param("consequence", marks=SLOW), pytest.param("reflection", marks=SLOW)]
)
def test_a_play_that_is_killed_goes_on_at_the_same_screen(person, phase):
    person.application().change_settings(reduce_motion=True, pacing="guided")
    person.starts()
    person.begins(STORY)
    person.plays_to(phase)
    person.waits_until_nothing_happens()
    before = person.play()
    person.is_killed()
    person.starts()
    assert person.status(STORY) == "half-done"
    person.opens(STORY)

    assert person.play() == before
    person.plays_to("alternatives")


@pytest.mark.slow
def test_a_play_goes_on_while_its_window_changes_size(person):
    person.starts()
    person.begins(STORY)
    for size in ((1024, 640), (1700, 1000), (1100, 900), (1280, 720)):
        person.waits_until_nothing_happens()
        before = person.play()
        person.resizes(*size)
        person.waits_until_nothing_happens()
        assert person.play() == before
        person.goes_on()
    person.plays_to("ending")


def test_escape_twice_closes_at_once_and_keeps_the_play(person):
    person.starts()
    person.begins(STORY)
    person.plays_to("decision")
    before = person.record()
    person.presses("Escape")
    person.waits_for(lambda: person.title == "Paused")
    person.presses("Escape")

    assert person.exit_code() == 0
    assert person.record() == before
    assert person.status(STORY) == "half-done"


@pytest.mark.slow
def test_where_nothing_happens_it_costs_no_more_than_waiting_does(person):
    person.starts_nothing()
    waiting = ticks_in_two_seconds(person)
    person.goes_away()
    person.starts()
    assert ticks_in_two_seconds(person) <= waiting + PAINTED
    person.begins(STORY)
    person.waits_until_nothing_happens()
    assert ticks_in_two_seconds(person) <= waiting + PAINTED


PAINTED = 12  # hundredths of a second: four or five frames, where a window that paints on and on shows a hundred


def ticks_in_two_seconds(person):
    before = person.processor_ticks()
    time.sleep(2)
    return person.processor_ticks() - before


def test_a_typed_note_is_what_was_typed_and_is_kept_after_a_yes_alone(person):
    person.application().change_settings(reduce_motion=True, pacing="guided")
    person.starts()
    person.begins(STORY)
    person.plays_to("reflection")
    before = person.play()
    person.presses("e")
    person.waits_until_nothing_happens()  # until the field is there to be seen
    person.types("take the keel far left")  # each of these letters means something when no field is open
    person.presses("Return")
    time.sleep(0.3)
    assert not (person.folders.records / "notes.txt").exists() and not notes(person)
    person.presses("k")
    person.waits_for(lambda: notes(person))

    assert "\ntake the keel far left\n" in f"\n{notes(person)}\n"
    assert person.play() == before


def notes(person):
    """All that is kept beside the plays."""
    files = (file for file in person.folders.records.glob("*") if file.is_file())
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_control_and_plus_make_the_text_larger_and_it_stays_so(person):
    person.starts()
    person.presses("ctrl+plus", "ctrl+equal")
    person.waits_for(lambda: person.application().settings.text_percent == 120)
    person.presses("Escape", "Escape")
    assert person.exit_code() == 0
    person.starts()
    person.presses("ctrl+0")

    person.waits_for(lambda: person.application().settings.text_percent == 100)


def test_a_first_frame_is_painted_and_the_program_ends(person):
    person.runs("--first-frame")

    assert person.exit_code() == 0
