"""A vote is closed when the last phone's vote has come, also after something went wrong with the server in between."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time

import pytest

from game.hosting import Hosting, VotesBy
from game.server.link import STARTED_AGAIN, WENT_WRONG, Finished, Problem, Serving
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from game.session.session import Session
from game.ui.room_controller import RoomController
from game.ui.room_play import BarePlay
from tests.room import read_to
from tests.sample import SAMPLE
from tests.server.crowd import Persistent
from tests.server.rooms import Room, a_room
from tests.ui.room_desk import LOOK, Facilitator
from tests.ui.tours import PLACES


@pytest.fixture
def one() -> Facilitator:
    """A facilitator in a vote, with votes of phones that are still on their way."""
    made = Facilitator()
    made.comes_to(Phase.VOTE)
    made.votes(a=7, b=2)
    made.phones.holds_back = True
    return made


def number(one: Facilitator) -> int:
    room = one.session.position.room
    assert room is not None and room.ballot is not None
    return room.ballot.number


@pytest.mark.parametrize("says", [STARTED_AGAIN, WENT_WRONG])
def test_a_trouble_that_passes_does_not_close_a_vote_over_the_heads_of_phones(one: Facilitator, says: str) -> None:
    one.phones.events.append(Problem(says))
    one.room.tick()
    one.press("v")

    assert one.phase.name == "VOTE"
    one.phones.events.append(Finished(number(one)))
    one.room.tick()
    assert one.phase is Phase.VOTED


def test_the_facilitator_reads_of_no_trouble_once_the_server_is_back(one: Facilitator) -> None:
    one.phones.events.append(Problem(STARTED_AGAIN))
    one.room.tick()
    assert one.room.desk_view().trouble == STARTED_AGAIN
    one.phones.events.append(Serving(8765, ("192.168.1.24",)))
    one.room.tick()

    assert STARTED_AGAIN not in one.room.desk_view().trouble


def test_what_went_wrong_is_over_once_a_vote_was_closed_in_full(one: Facilitator) -> None:
    one.phones.events.append(Problem(WENT_WRONG))
    one.room.tick()
    one.press("v")
    one.phones.events.append(Finished(number(one)))
    one.room.tick()

    assert WENT_WRONG not in one.room.desk_view().trouble


def test_without_a_server_for_good_a_vote_is_closed_at_once(one: Facilitator) -> None:
    one.phones.events.append(Problem("It cannot be started.", is_over=True))
    one.room.tick()
    one.press("v")

    assert one.phase is Phase.VOTED


@pytest.mark.slow
def test_a_vote_that_a_phone_was_told_is_taken_counts_though_the_server_dies_as_the_vote_is_closed() -> None:
    async def go(room: Room) -> None:
        session = Session(SAMPLE, seed=5, room=RoomRules())
        read_to(session, Phase.THINK)
        desk = RoomController(
            BarePlay(session), PLACES, Hosting(votes=VotesBy.PHONES), LOOK, now=time.monotonic, link=room.link,
            key_of_room=(room.keys.room, room.keys.code), finish=list,
        )  # fmt: skip

        async def until(phase: Phase) -> None:
            async with asyncio.timeout(15):
                while session.phase is not phase:
                    desk.tick()
                    await asyncio.sleep(0.01)

        desk.hand_in(m.OpenVote())
        assert desk.link is not None and session.position.room is not None and session.position.room.ballot is not None
        ballot = session.position.room.ballot
        phones = [Persistent(room, random.Random(at)) for at in range(6)]
        await asyncio.gather(*(phone.joins() for phone in phones))
        process = room.link.process_id
        assert process is not None
        await asyncio.gather(*(phone.votes(ballot.number, ballot.options[0]) for phone in phones))
        os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        while not desk.desk_view().trouble.startswith(STARTED_AGAIN):
            desk.tick()
            await asyncio.sleep(0.01)
        desk.finish_vote()
        assert session.phase is Phase.VOTE, "it waits for what phones were promised"
        coming = asyncio.gather(*(phone.still_votes(ballot.number) for phone in phones))
        await until(Phase.VOTED)
        coming.cancel()
        last = session.position.room.last
        assert last is not None and last.tally is not None
        assert last.tally.counts == (len(phones), *[0] * (len(ballot.options) - 1))
        await asyncio.gather(coming, return_exceptions=True)
        await asyncio.gather(*(phone.leaves() for phone in phones))

    with a_room() as room:
        asyncio.run(go(room))
