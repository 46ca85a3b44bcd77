"""Walking a path unattended: the whole run and its debrief, or where the path strays and what is offered there."""

from __future__ import annotations

import pytest

from game.terminal.block import plain
from game.terminal.walk import Strayed, walk
from tests.sample import SAMPLE

PATH = ("interrupt", "own-up", "rota")


def test_a_walk_tells_the_run_and_every_part_of_the_debrief():
    said = plain(walk(SAMPLE, PATH))

    assert "The call goes on." in said
    for part in range(1, 6):
        assert f"Looking back, part {part} of 5." in said
    assert "Happened, and you came back to it. You answered for Amara in front of the team." in said


def test_a_walk_is_the_same_every_time():
    assert walk(SAMPLE, PATH, seed=3) == walk(SAMPLE, PATH, seed=3)


def test_a_choice_that_is_not_offered_names_where_and_what_is():
    with pytest.raises(Strayed) as strayed:
        walk(SAMPLE, ("interrupt", "own-upp"))

    said = str(strayed.value)
    assert "own-upp is not offered in scene kitchen, after interrupt." in said
    assert "Did you mean own-up?" in said
    assert "let-be" in said and "another-cup" in said and "rota" not in said


def test_a_locked_choice_is_not_offered():
    with pytest.raises(Strayed) as strayed:
        walk(SAMPLE, ("ask", "own-up", "rota"))

    assert "own-up is not offered" in str(strayed.value)
    assert "\n  own-up" not in str(strayed.value)


def test_a_choice_of_another_scene_says_where_it_belongs():
    with pytest.raises(Strayed) as strayed:
        walk(SAMPLE, ("rota",))

    assert "It belongs to scene corridor." in str(strayed.value)


@pytest.mark.parametrize("path", [(), ("wait",), PATH[:2]])
def test_too_few_choices_say_where_the_path_stops_and_what_is_offered(path):
    with pytest.raises(Strayed) as strayed:
        walk(SAMPLE, path)

    said = str(strayed.value)
    assert "Add one of these to --choose:" in said
    assert (path[-1] if path else "at the start") in said


def test_choices_left_over_after_the_ending_are_named():
    with pytest.raises(Strayed) as strayed:
        walk(SAMPLE, (*PATH, "note"))

    assert "nothing is offered for note" in str(strayed.value)


def test_a_letter_is_not_an_id():
    with pytest.raises(Strayed) as strayed:
        walk(SAMPLE, ("a",))

    assert "a is not offered" in str(strayed.value)
