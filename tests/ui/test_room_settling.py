"""A group is begun from the library, without a terminal."""

from __future__ import annotations

from itertools import product

import pytest

from game.core.ballot import TieRule
from game.hosting import Hosting, VotesBy
from game.ui.actions import Overlay
from game.ui.element import find
from game.ui.interface import Interface
from game.ui.overflow import overflows
from game.ui.screens.room.settling import settling_screen
from tests.sample import SAMPLE
from tests.ui.tours import BUNDLED, MEASURE, look_for

LOOKS = tuple(product(((1024, 640), (1280, 720), (3840, 2160)), (100, 150, 200)))


def test_a_card_of_the_library_leads_to_what_is_settled(desk):
    desk.press("g")
    assert desk.interface.overlay is Overlay.GROUP
    assert SAMPLE.title in desk.words


def test_each_thing_is_settled_with_one_press(desk):
    desk.press("g")
    desk.clicks("group-minutes-30")
    desk.clicks("group-votes-hands")
    desk.clicks("group-tie_rule-again")
    assert desk.interface.hosting == Hosting(minutes=30, votes=VotesBy.HANDS, tie_rule=TieRule.AGAIN)
    assert "checked" in find(desk.screen, "group-minutes-30").states


def test_the_doors_open_to_the_network_only_for_phones(desk):
    desk.press("g")
    desk.clicks("group-votes-both")
    desk.press("space")
    scenario, hosting = desk.window.controller.room_to_open
    assert scenario == SAMPLE.id
    assert hosting.is_on_lan
    assert desk.has_left


def test_hands_and_rehearsals_open_no_network(desk):
    for chosen in (("group-votes-hands",), ("group-votes-both", "group-invented-30")):
        desk.press("g")
        for key in chosen:
            desk.clicks(key)
        desk.press("space")
        assert not desk.window.controller.room_to_open[1].is_on_lan


def test_escape_leads_back_to_the_library(desk):
    desk.press("g", "escape")
    assert desk.interface.overlay is None
    assert desk.window.controller.room_to_open is None


@pytest.mark.parametrize(("size", "percent"), LOOKS)
def test_nothing_is_cut_off(size, percent):
    look = look_for(BUNDLED[0], size, percent)
    for page in range(4):
        root = settling_screen("A title that is as long as titles get here", Hosting(), Interface(page=page), look)
        assert overflows(root, MEASURE) == ()


@pytest.mark.parametrize("wrong", [{"minutes": 20}, {"headcount": 0}, {"invented": -1}, {"port": 70_000}])
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        Hosting(**wrong)
