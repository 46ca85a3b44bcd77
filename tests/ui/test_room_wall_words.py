"""What a wall says of votes, of roads and of a path: nothing that is untrue, names anybody or grades."""

from __future__ import annotations

from dataclasses import replace

from game.core.scenario import Dimension
from game.core.scoring import Share, Wording
from game.session import room_views as r
from game.session import views as v
from game.session.phases import Phase
from game.ui.element import Element, find, walk
from game.ui.screens.room.canvas import WallExtras
from game.ui.screens.room.looking_back import came_through
from game.ui.screens.room.wall import wall_page
from tests.ui.room_desk import Facilitator
from tests.ui.room_tours import WITH_PHONES, room_tour, wall_pages
from tests.ui.tours import BUNDLED, PLACES, look_for, scenario_named

LOOK = look_for(BUNDLED[0], (1920, 1080))


def words_of(page: Element) -> str:
    return " ".join(each.name for each in walk(page))


def after_two_votes(first: dict[str, int], second: dict[str, int]) -> Element:
    one = Facilitator(scenario_named(BUNDLED[0]))
    one.comes_to(Phase.VOTE)
    one.votes(**first)
    one.press("v", "r", "t", "v")
    one.votes(**second)
    one.press("v", "r")
    assert one.phase is Phase.COMPARE
    return wall_page(one.room.wall_view(), LOOK, PLACES, WITH_PHONES).root


def test_two_votes_that_stand_beside_each_other_tell_that_the_room_moved():
    assert "The room moved: B leads." in words_of(after_two_votes({"a": 6, "b": 2}, {"a": 2, "b": 6}))


def test_where_the_first_vote_had_too_few_the_second_stands_alone_and_nobody_is_said_to_have_moved():
    page = after_two_votes({"a": 4}, {"a": 2, "b": 6})
    assert "moved" not in words_of(page)
    assert "Second vote" in words_of(page)
    assert "B leads." in words_of(page)
    assert find(page, "legend") is None


def test_a_tie_among_few_names_no_option():
    one = Facilitator(scenario_named(BUNDLED[0]))
    one.comes_to(Phase.VOTE)
    one.votes(a=1, b=1, e=1)
    one.press("v", "r")
    page = wall_page(one.room.wall_view(), LOOK, PLACES, WITH_PHONES).root
    assert "Too few votes to name one." in words_of(page)
    assert not any(each.key.startswith(("option-", "bar-")) for each in walk(page))
    assert "lead" not in words_of(page)


def test_a_road_that_was_not_taken_is_never_called_this_path():
    other = WallExtras(is_other_road=True)
    seen = 0
    for told in room_tour(BUNDLED[0]):
        screen = told.wall.screen
        if (isinstance(screen, v.ScriptView) and screen.is_consequence) or isinstance(screen, r.WhyView):
            assert all("On this path" not in words_of(page) for page in wall_pages(told.wall, LOOK, other))
            assert any("On this path" in words_of(page) for page in wall_pages(told.wall, LOOK))
            seen += 1
    assert seen


def test_looking_back_tells_a_path_in_a_sentence_and_grades_nothing():
    seen = 0
    for told in room_tour(BUNDLED[0]):
        if isinstance(told.wall.screen, r.GroupDebriefView):
            shown = " ".join(words_of(page) for page in wall_pages(told.wall, LOOK))
            assert not any(wording.value in shown for wording in Wording)
            seen += "of nobody in this room" in shown
    assert seen


def shares(**worded: Wording) -> tuple[Share, ...]:
    return tuple(
        Share(dimension, 1, 1, worded.get(dimension.name.lower(), Wording.NOT_ENOUGH)) for dimension in Dimension
    )


def test_what_a_path_lacked_is_not_named():
    told = came_through(shares(repair=Wording.CLEARLY, own=Wording.ANOTHER_WAY))
    assert told == "This path was mostly about coming back to what went badly."
    assert came_through(shares(own=Wording.ANOTHER_WAY)) == "No one thing stands out on this path."


def test_a_session_that_is_finished_early_ends_with_thanks():
    one = Facilitator(scenario_named(BUNDLED[0]))
    one.comes_to(Phase.THINK)
    view = replace(one.room.wall_view(), phase=Phase.CLOSED)
    debrief = next(told.wall.screen for told in room_tour(BUNDLED[0]) if told.wall.phase is Phase.CLOSED)
    page = wall_page(replace(view, screen=replace(debrief, ending=None)), LOOK, PLACES, WITH_PHONES).root
    assert "Thank you" in words_of(page)
