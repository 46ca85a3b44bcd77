"""What a typed line means at a decision, where a slip of a finger would matter most."""

from __future__ import annotations

import string

import pytest

from game.session import views as v
from game.session.messages import Choose, LookCloser, Pacing, StopTrying
from game.session.phases import Phase
from game.terminal.answers import Send, Unclear, Want, number_in, understand


def decision(choices=4, *, closed=(), glances=0, is_practice=False):
    offers = tuple(
        v.OfferView(letter, f"choice-{letter.lower()}", "Do it.", letter not in closed, "Not yet.")
        for letter in string.ascii_uppercase[:choices]
    )
    screen = v.DecisionView(
        panel=v.PanelView("", ()),
        last_line=None,
        ask="What do you do?",
        offers=offers,
        number=1,
        count=1,
        glances=glances,
        seconds=0,
        discuss="",
    )
    return v.SessionView(
        scenario="x",
        title="X",
        phase=Phase.DECISION,
        pacing=Pacing.FLOW,
        is_practice=is_practice,
        number=0,
        count=1,
        screen=screen,
        transcript=(),
        seed=0,
    )


@pytest.mark.parametrize("typed", ["b", "B", "B.", "b)", "2"])
def test_a_letter_or_its_place_makes_the_choice(typed):
    assert understand(decision(), typed) == Send(Choose("choice-b"))


def test_a_letter_that_is_offered_is_a_choice_and_not_a_command():
    assert understand(decision(choices=2), "b") == Send(Choose("choice-b"))
    assert understand(decision(), "back") is Want.BACK
    assert understand(decision(choices=20), "t") == Send(Choose("choice-t"))
    assert understand(decision(choices=4), "t") is Want.TRANSCRIPT


def test_leaving_works_whatever_is_offered():
    assert understand(decision(choices=26), "q") is Want.LEAVE


@pytest.mark.parametrize("typed", ["", " ", "e", "9", "0", "-1", "ab", "choice-b", "²", "９", "all", "yes", "\u200b"])
def test_nothing_else_makes_a_choice(typed):
    assert isinstance(understand(decision(), typed.strip()), Unclear)


def test_a_choice_that_is_not_open_tells_why():
    assert understand(decision(closed="C"), "c") == Unclear("C is not open. Not yet.")


def test_looking_closer_is_by_number_and_only_where_there_is_something():
    assert understand(decision(glances=2), "look 2") == Send(LookCloser(1))
    assert understand(decision(glances=2), "look") == Send(LookCloser(0))
    assert isinstance(understand(decision(glances=2), "look 3"), Unclear)
    assert isinstance(understand(decision(), "look"), Unclear)


def test_stopping_is_for_a_moment_that_is_tried_another_way():
    assert understand(decision(is_practice=True), "stop") == Send(StopTrying())
    assert isinstance(understand(decision(), "stop"), Unclear)


@pytest.mark.parametrize("typed", ["9" * 5000, "1e3", "1.5", "٣", "0x1", "+1"])
def test_odd_numbers_are_no_numbers(typed):
    assert number_in(typed) is None
