"""A group is begun from the library, without a terminal."""

from __future__ import annotations

from itertools import product
from typing import ClassVar

import pygame
import pytest

from game.core.ballot import TieRule
from game.hosting import Hosting, VotesBy
from game.ui import program
from game.ui.actions import Overlay
from game.ui.element import find
from game.ui.interface import Interface
from game.ui.overflow import overflows
from game.ui.room_window import RoomWindow
from game.ui.screens.room.settling import settling_screen
from game.ui.window import Window
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


def test_raised_hands_are_what_is_settled_until_somebody_says_otherwise(desk):
    desk.press("g")
    assert "checked" in find(desk.screen, "group-votes-hands").states
    assert Hosting().votes is VotesBy.HANDS


def test_space_goes_to_the_doors_wherever_the_focus_is_and_enter_chooses(desk):
    desk.press("g")
    assert desk.focus.key == "group-minutes-45"
    desk.tabs_to("group-minutes-30")
    desk.press("return")
    assert desk.interface.hosting.minutes == 30
    assert not desk.has_left
    desk.press("space")
    assert desk.window.controller.room_to_open == (SAMPLE.id, Hosting(minutes=30))


def test_the_bar_names_the_three_keys(desk):
    desk.press("g")
    assert all(words in desk.words for words in ("Go to the doors", "Move", "Choose"))


def test_a_rehearsal_has_voters_with_phones_whatever_is_settled():
    assert Hosting(votes=VotesBy.HANDS, invented=30).takes_phones
    assert not Hosting(votes=VotesBy.HANDS).takes_phones


class Evening(Window):
    """Somebody opens a group's windows from the library, and looks what is there when they have left them."""

    opened: ClassVar[list[str]] = []

    def loop(self) -> int:
        self.opened.append("library")
        if len(self.opened) == 1:
            self.paint()
            for key in (pygame.K_g, pygame.K_SPACE):
                self.handle(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0))
        return 0


@pytest.mark.parametrize(("keys", "seen"), [
    (((pygame.K_ESCAPE, 0), (pygame.K_ESCAPE, 0)), ["library", "room", "library"]),
    (((pygame.K_q, pygame.KMOD_CTRL),), ["library", "room"]),
])
def test_whoever_leaves_a_session_is_back_in_the_library_and_only_quitting_ends_the_program(
    keys, seen, desk, monkeypatch
):
    def lead(windows: RoomWindow) -> None:
        Evening.opened.append("room")
        for key, mod in keys:
            windows.handle(pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=""))
        assert windows.controller.wants_to_quit

    desk.leaves()
    Evening.opened.clear()
    monkeypatch.setattr(program, "Window", Evening)
    monkeypatch.setattr(RoomWindow, "loop", lead)
    assert program.run(desk.application) == 0
    assert Evening.opened == seen


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
