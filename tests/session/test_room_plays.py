"""Every scenario that comes with the program, played by a room to every one of its endings."""

from __future__ import annotations

from functools import cache

import pytest

from game.assets import assets_folder, scenarios_folder
from game.core.ballot import SOMETHING_ELSE
from game.core.exploration import explore
from game.core.playthrough import choice_ids
from game.core.scenario import Ending, Scenario
from game.library import Library
from game.session import messages as m
from game.session import room_views as r
from game.session.phases import Phase
from game.session.room_view import facilitator_view, voter_view, wall_view
from game.session.session import Session
from tests.room import does, new_room, play_path, read_to, room_of

LIBRARY = Library(scenarios_folder(), assets_folder(), None)


@cache
def scenario(name: str) -> Scenario:
    return LIBRARY.scenario(name)


@cache
def endings(name: str) -> dict[str, tuple[str, ...]]:
    return dict(explore(scenario(name)).endings)


NAMES = [card.id for card in LIBRARY.cards()]
ENDINGS = [(name, ending) for name in NAMES for ending in endings(name)]


def test_there_are_scenarios_and_each_has_more_than_one_ending() -> None:
    assert NAMES
    assert all(len(endings(name)) > 1 for name in NAMES)


@pytest.mark.parametrize(("name", "ending"), ENDINGS)
def test_a_room_comes_to_every_ending_and_looks_back_on_its_path(name: str, ending: str) -> None:
    session = new_room(scenario(name), headcount=12)
    path = endings(name)[ending]

    play_path(session, path)

    assert session.position.play.state.scene == ending
    assert choice_ids(session.position.play) == path
    told = wall_view(session).screen
    assert isinstance(told, r.GroupDebriefView)
    exit = scenario(name).scenes[ending].exit
    assert isinstance(exit, Ending)
    assert told.ending and told.ending.title == exit.title
    assert len(told.run) == len(path)
    for part in range(len(told.parts)):
        does(session, m.ShowPart(part))
        debrief = wall_view(session).screen
        assert isinstance(debrief, r.GroupDebriefView) and debrief.questions
    for road in told.roads:
        for other in road.others:
            does(session, m.ShowRoad(road.scene, other.id))
            read_to(session, Phase.DEBRIEF)
    assert choice_ids(session.position.play) == path
    does(session, m.Close())
    assert voter_view(session, 0).state == "end"


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_every_decision_has_its_own_letter_and_shape(name: str) -> None:
    for path in endings(name).values():
        session = new_room(scenario(name))
        for choice in path:
            read_to(session, Phase.THINK)
            options = voter_view(session, 0).options
            assert options[-1].id == SOMETHING_ELSE
            assert len({option.letter for option in options}) == len(options)
            assert len({option.shape for option in options}) == len(options)
            view = facilitator_view(session)
            assert 1 <= view.wall.number <= view.wall.count
            does(session, m.Adopt(choice))


@pytest.mark.parametrize("name", NAMES)
def test_a_short_session_tells_what_may_be_skipped_and_still_comes_to_an_end(name: str) -> None:
    session: Session = new_room(scenario(name), minutes=30)
    told = 0
    for choice in next(iter(endings(name).values())):
        read_to(session, Phase.THINK)
        decision = session.decision(session.position)
        assert decision is not None
        if decision.skippable == choice:
            does(session, m.Adopt(choice, is_told=True), m.GoOn())
            told += 1
        else:
            does(session, m.Adopt(choice))
    read_to(session, Phase.DEBRIEF)

    assert [made.is_told for made in room_of(session).adopted].count(True) == told
