"""A phone that was told that its vote is taken can rely on it: once, the latest, whatever happens on the way."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core import ballot as ballots
from game.core.ballot import PASS, Ballot
from game.server.protocol import CastVote, Why
from game.server.seats import Seat
from game.server.votes_held import Batch, Finished, VotesHeld

OPTIONS = ("ask", "break")
ALLOWED = frozenset((*OPTIONS, ballots.SOMETHING_ELSE, PASS))
ANN, LI = Seat("ann"), Seat("li")


def an_open_ballot(number: int = 1) -> VotesHeld:
    held = VotesHeld()
    held.show(number, ALLOWED)
    return held


def handed_over(held: VotesHeld) -> dict[Seat, str]:
    made: dict[Seat, str] = {}
    while isinstance(batch := held.next(), Batch):
        made.update(dict(batch.votes))
        held.took(batch.upto)
    return made


def test_a_vote_is_handed_over_once() -> None:
    held = an_open_ballot()
    assert held.cast(ANN, CastVote(1, "ask", 1)) is None

    assert handed_over(held) == {ANN: "ask"}
    assert handed_over(held) == {}


def test_the_same_vote_twice_has_the_same_answer_and_is_handed_over_once() -> None:
    held = an_open_ballot()
    assert [held.cast(ANN, CastVote(1, "ask", 1)) for _ in range(3)] == [None, None, None]

    assert held.next() == Batch(1, 1, ((ANN, "ask"),))


def test_a_changed_mind_counts() -> None:
    held = an_open_ballot()
    held.cast(ANN, CastVote(1, "ask", 1))
    held.cast(ANN, CastVote(1, "break", 2))

    assert held.mine(ANN) == CastVote(1, "break", 2)
    assert handed_over(held) == {ANN: "break"}


def test_a_late_packet_does_not_undo_a_changed_mind() -> None:
    held = an_open_ballot()
    held.cast(ANN, CastVote(1, "break", 2))
    assert held.cast(ANN, CastVote(1, "ask", 1)) is None

    assert handed_over(held) == {ANN: "break"}


@pytest.mark.parametrize("vote", [CastVote(2, "ask", 1), CastVote(7, "ask", 1)])
def test_a_vote_for_another_ballot_is_told_that_it_is_closed(vote: CastVote) -> None:
    assert an_open_ballot().cast(ANN, vote) is Why.CLOSED


def test_what_is_no_option_is_told_so() -> None:
    assert an_open_ballot().cast(ANN, CastVote(1, "burn-it-down", 1)) is Why.NO_OPTION


def test_the_last_votes_come_before_the_word_that_there_are_no_more() -> None:
    held = an_open_ballot()
    held.cast(ANN, CastVote(1, "ask", 1))
    held.finish(1)
    assert held.cast(LI, CastVote(1, "ask", 1)) is Why.CLOSED

    assert held.next() == Batch(1, 1, ((ANN, "ask"),))
    assert held.next() is None  # until the game has them
    held.took(1)
    assert held.next() == Finished(1)
    assert held.next() is None


def test_a_finished_ballot_does_not_open_again() -> None:
    held = an_open_ballot()
    held.finish(1)
    held.show(1, ALLOWED)

    assert held.cast(ANN, CastVote(1, "ask", 1)) is Why.CLOSED


def test_a_ballot_that_was_only_out_of_sight_goes_on_with_its_votes() -> None:
    held = an_open_ballot()
    held.cast(ANN, CastVote(1, "ask", 1))
    held.show(0, frozenset())
    assert held.cast(LI, CastVote(1, "ask", 1)) is Why.CLOSED
    held.show(1, ALLOWED)

    assert held.mine(ANN) == CastVote(1, "ask", 1)
    assert held.cast(LI, CastVote(1, "ask", 1)) is None


def test_the_next_ballot_begins_with_no_votes() -> None:
    held = an_open_ballot()
    held.cast(ANN, CastVote(1, "ask", 1))
    held.finish(1)
    handed_over(held)
    held.show(2, ALLOWED)

    assert held.mine(ANN) is None


# --- any order of things ------------------------------------------------------------------------------------------


@dataclass
class APhone:
    """What a phone keeps: its last vote, and whether it was told that it is taken."""

    seat: Seat
    option: str = ""
    ballot: int = 0
    nth: int = 0
    taken: dict[int, str] = field(default_factory=dict)
    late: list[CastVote] = field(default_factory=list)

    def vote(self) -> CastVote:
        return CastVote(self.ballot, self.option, self.nth)


@dataclass
class AWorld:
    """Phones, a server that may be started anew, and the game's ballot."""

    held: VotesHeld
    ballot: Ballot
    phones: list[APhone]
    results: dict[int, dict[str, str]] = field(default_factory=dict)

    def send(self, phone: APhone, vote: CastVote, *, is_answer_lost: bool) -> None:
        why = self.held.cast(phone.seat, vote)
        if why is None and not is_answer_lost and vote.nth == phone.nth and vote.ballot == phone.ballot:
            phone.taken[vote.ballot] = vote.option

    def choose(self, phone: APhone, option: str, fate: str) -> None:
        phone.option, phone.ballot, phone.nth = option, self.ballot.number, phone.nth + 1
        phone.taken.pop(phone.ballot, None)
        match fate:
            case "arrives":
                self.send(phone, phone.vote(), is_answer_lost=False)
            case "answer lost":
                self.send(phone, phone.vote(), is_answer_lost=True)
            case "late":
                phone.late.append(phone.vote())

    def rejoin(self, phone: APhone) -> None:
        """What the page does after every interruption: it sends its vote unless the server has that very one."""
        mine = self.held.mine(phone.seat)
        if phone.ballot == self.ballot.number and (mine is None or mine != phone.vote()):
            self.send(phone, phone.vote(), is_answer_lost=False)
        elif phone.ballot == self.ballot.number and self.ballot.is_open:
            phone.taken[phone.ballot] = phone.option

    def arrive_late(self, phone: APhone) -> None:
        while phone.late:
            self.send(phone, phone.late.pop(), is_answer_lost=False)

    def hand_over(self) -> bool:
        """One batch, or the word that the ballot is finished; whether it was that."""
        made = self.held.next()
        if isinstance(made, Batch):
            for seat, option in made.votes:
                self.ballot = ballots.cast(self.ballot, made.ballot, seat, option)
            self.held.took(made.upto)
        return isinstance(made, Finished)

    def start_server_anew(self) -> None:
        self.held = VotesHeld()
        self.held.show(self.ballot.number, ALLOWED)
        for phone in self.phones:
            self.rejoin(phone)

    def check(self) -> None:
        """What a phone was told is taken is what counts, at every moment and not only at the end."""
        for phone in self.phones:
            if option := phone.taken.get(self.ballot.number):
                mine = self.held.mine(phone.seat)
                assert mine and mine.option == option, "a vote that was taken does not count"

    def close(self) -> None:
        self.held.finish(self.ballot.number)
        while not self.hand_over():
            pass
        self.ballot = ballots.close(self.ballot)
        self.results[self.ballot.number] = dict(self.ballot.votes)
        self.ballot = ballots.new_ballot(self.ballot.number + 1, "scene", 1, OPTIONS)
        self.held.show(self.ballot.number, ALLOWED)


PHONE = st.integers(0, 4)
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("choose"), PHONE, st.sampled_from(sorted(ALLOWED)),
            st.sampled_from(["arrives", "answer lost", "late", "lost"]),
        ),
        st.tuples(st.sampled_from(["again", "rejoin", "arrive_late"]), PHONE),
        st.tuples(st.sampled_from(["hand_over", "close", "start_server_anew"])),
    ),
    max_size=40,
)  # fmt: skip


def play(steps: list[tuple[object, ...]]) -> None:
    world = AWorld(an_open_ballot(), ballots.new_ballot(1, "scene", 1, OPTIONS), [])
    world.phones = [APhone(Seat(f"seat-{number}")) for number in range(5)]
    for name, *rest in steps:
        match name, rest:
            case "choose", [int(number), str(option), str(fate)]:
                world.choose(world.phones[number], option, fate)
            case "again", [int(number)]:
                phone = world.phones[number]
                if phone.nth:
                    world.send(phone, phone.vote(), is_answer_lost=False)
            case ("rejoin" | "arrive_late") as doing, [int(number)]:
                getattr(world, str(doing))(world.phones[number])
            case doing, _:
                getattr(world, str(doing))()
        world.check()
    world.close()
    for number, result in world.results.items():
        assert set(result) <= {phone.seat for phone in world.phones}
        for phone in world.phones:
            if number in phone.taken:
                assert result[phone.seat] == phone.taken[number], "a vote that was taken is lost or another one"


@settings(max_examples=60)
@given(STEPS)
def test_no_vote_that_was_taken_is_lost_or_counted_twice(steps: list[tuple[object, ...]]) -> None:
    play(steps)


def schedule(number: int) -> list[tuple[object, ...]]:
    """The same for the same number, on every machine: many changes of mind by few phones on a bad network."""
    chance = random.Random(number)
    phones = chance.choice((1, 1, 1, 2, 5))
    options = chance.sample(sorted(ALLOWED), 2 if chance.random() < 0.7 else 4)
    steps: list[tuple[object, ...]] = []
    for _ in range(chance.randint(4, 40)):
        phone, what = chance.randrange(phones), chance.random()
        if what < 0.45:
            fate = chance.choice(("arrives", "arrives", "answer lost", "late", "late", "lost", "lost"))
            steps.append(("choose", phone, chance.choice(options), fate))
        elif what < 0.93:
            steps.append((chance.choice(("again", "rejoin", "rejoin", "arrive_late", "arrive_late")), phone))
        else:
            steps.append((chance.choice(("hand_over", "hand_over", "close", "start_server_anew")),))
    return steps


@pytest.mark.slow
def test_no_vote_that_was_taken_is_lost_or_counted_twice_in_ten_thousand_schedules() -> None:
    for number in range(10_000):
        try:
            play(schedule(number))
        except AssertionError as error:
            raise AssertionError(f"schedule {number}: {schedule(number)}") from error


def test_whoever_comes_back_to_their_first_choice_keeps_it_whatever_arrives_late() -> None:
    play(
        [
            ("choose", 0, "ask", "arrives"), ("choose", 0, "break", "late"), ("choose", 0, "ask", "lost"),
            ("rejoin", 0), ("arrive_late", 0),
        ]
    )  # fmt: skip
