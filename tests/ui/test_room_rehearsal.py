"""Invented voters behave like a room, and like the same room each time."""

from __future__ import annotations

from game.core.ballot import PASS
from game.server.link import Finished, Joined, Votes
from game.session.phases import Phase
from game.ui.room_link import InventedVoters
from tests.ui.room_desk import Facilitator, Time


def open_vote():
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    return one.phones.view


def cast(count: int, seed: int, seconds: float) -> list[tuple[str, str]]:
    now = Time()
    voters = InventedVoters(count, seed=seed, now=now)
    voters.show(open_vote())
    votes: list[tuple[str, str]] = []
    for _ in range(int(seconds * 10)):
        now.seconds += 0.1
        votes += [vote for event in voters.poll() if isinstance(event, Votes) for vote in event.votes]
    return votes


def test_they_vote_over_some_seconds_and_not_at_once():
    assert cast(200, 3, 0.5) == []
    early, late = cast(200, 3, 3), cast(200, 3, 12)
    assert 0 < len(early) < len(late)


def test_some_change_their_mind_some_pass_and_some_stay_away():
    votes = cast(200, 3, 20)
    seats = [seat for seat, _ in votes]
    assert len(seats) > len(set(seats))
    assert len(set(seats)) < 200
    assert any(option == PASS for _, option in votes)


def test_the_same_seed_is_the_same_room():
    assert cast(30, 8, 20) == cast(30, 8, 20)
    assert cast(30, 8, 20) != cast(30, 9, 20)


def test_they_come_in_one_after_another():
    now = Time()
    voters = InventedVoters(30, seed=1, now=now)
    counts = []
    for _ in range(12):
        counts += [event.count for event in voters.poll() if isinstance(event, Joined)]
        now.seconds += 0.5
    assert counts == sorted(counts)
    assert counts[0] < counts[-1] == 30


def test_nobody_votes_when_the_vote_is_closed():
    now = Time()
    voters = InventedVoters(30, seed=1, now=now)
    view = open_vote()
    voters.show(view)
    voters.finish(view.ballot)
    assert Finished(view.ballot) in voters.poll()
    now.seconds += 30
    assert not any(isinstance(event, Votes) for event in voters.poll())
