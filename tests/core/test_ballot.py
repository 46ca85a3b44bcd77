"""One vote: whoever may change their mind, hands and phones, and what came of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.ballot import (
    MOST_HANDS,
    PASS,
    SOMETHING_ELSE,
    Ballot,
    NotCounted,
    Split,
    cast,
    cast_many,
    close,
    leaders,
    moves,
    new_ballot,
    split,
    tally,
    type_hands,
    undo_hands,
)

OPEN = new_ballot(3, "call", 1, ("ask", "wait"))


def voted(*options: str, ballot: Ballot = OPEN) -> Ballot:
    """A seat for each option."""
    for number, option in enumerate(options):
        ballot = cast(ballot, ballot.number, f"seat-{number}", option)
    return ballot


def test_something_else_is_always_the_last_option() -> None:
    assert OPEN.options == ("ask", "wait", SOMETHING_ELSE)


def test_a_seat_that_votes_twice_has_one_vote_and_it_is_the_latest() -> None:
    ballot = cast(cast(OPEN, 3, "one", "ask"), 3, "one", "wait")

    assert tally(ballot).counts == (0, 1, 0)


def test_the_same_vote_twice_changes_nothing() -> None:
    once = cast(OPEN, 3, "one", "ask")

    assert cast(once, 3, "one", "ask") is once


def test_a_vote_for_an_earlier_ballot_is_refused() -> None:
    with pytest.raises(NotCounted, match="ballot 2 is not open"):
        cast(OPEN, 2, "one", "ask")


def test_a_vote_for_something_that_is_no_option_is_refused() -> None:
    with pytest.raises(NotCounted, match="not one of the options"):
        cast(OPEN, 3, "one", "shout")


def test_of_many_votes_only_those_for_an_option_count() -> None:
    ballot = cast_many(OPEN, [("one", "ask"), ("two", "shout"), ("one", "wait")])

    assert dict(ballot.votes) == {"one": "wait"}


@pytest.mark.parametrize(
    "late",
    [
        lambda ballot: cast(ballot, 3, "late", "ask"),
        lambda ballot: cast_many(ballot, [("late", "ask")]),
        lambda ballot: type_hands(ballot, "ask", 2),
        undo_hands,
        close,
    ],
    ids=["a vote", "votes", "hands", "undo", "closing"],
)
def test_a_closed_ballot_takes_nothing_more(late: object) -> None:
    closed = close(type_hands(OPEN, "ask", 4))

    with pytest.raises(NotCounted, match="the vote is closed"):
        late(closed)  # type: ignore[operator]


def test_who_passes_is_present_and_has_no_view() -> None:
    counted = tally(voted("ask", PASS, PASS))

    assert (counted.voters, counted.passed, counted.present) == (1, 2, 3)
    assert counted.share("ask") == 1.0


def test_hands_and_phones_are_counted_together_and_known_apart() -> None:
    counted = tally(type_hands(voted("ask", "wait"), "wait", 7))

    assert counted.counts == (1, 8, 0)
    assert (counted.phones, counted.hands) == ((1, 1, 0), (0, 7, 0))


def test_hands_typed_again_for_an_option_replace_those_before_and_undo_brings_them_back() -> None:
    typed = type_hands(type_hands(OPEN, "ask", 19), "ask", 9)

    assert tally(typed).hands == (9, 0, 0)
    assert tally(undo_hands(typed)).hands == (19, 0, 0)


@pytest.mark.parametrize("count", [-1, MOST_HANDS + 1])
def test_a_count_of_hands_that_no_room_has_is_refused(count: int) -> None:
    with pytest.raises(NotCounted, match="hands are from 0"):
        type_hands(OPEN, "ask", count)


def test_there_is_nothing_to_undo_before_hands_are_typed() -> None:
    with pytest.raises(NotCounted, match="no hands were entered"):
        undo_hands(OPEN)


def test_nobody_raises_a_hand_for_passing() -> None:
    with pytest.raises(NotCounted, match="hands are counted for options"):
        type_hands(OPEN, PASS, 2)


def test_what_leads_is_named_in_screen_order_and_nothing_leads_without_votes() -> None:
    assert leaders(tally(voted("wait", "ask"))) == ("ask", "wait")
    assert leaders(tally(voted(SOMETHING_ELSE, "ask", SOMETHING_ELSE))) == (SOMETHING_ELSE,)
    assert leaders(tally(OPEN)) == ()


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (["ask"] * 4, Split.FEW),
        (["ask"] * 6 + ["wait"] * 2, Split.AGREED),
        (["ask"] * 5 + ["wait"] * 2, Split.DIVIDED),
        (["ask"] * 2 + ["wait"] * 2 + [SOMETHING_ELSE], Split.DIVIDED),
    ],
)
def test_a_room_agrees_from_three_quarters_and_is_divided_from_four_tenths(votes: list[str], expected: Split) -> None:
    assert split(tally(voted(*votes)), 5) is expected


def test_a_room_that_is_spread_out_is_scattered() -> None:
    wide = new_ballot(1, "call", 1, ("a", "b", "c"))
    votes = ["a", "a", "b", "b", "c", "c", SOMETHING_ELSE]

    assert split(tally(voted(*votes, ballot=wide)), 5) is Split.SCATTERED


def test_only_who_voted_for_something_twice_has_moved() -> None:
    first = voted("ask", "ask", "wait", PASS)
    second = voted("wait", PASS, "wait", "ask", "ask", ballot=new_ballot(4, "call", 2, ("ask", "wait")))

    assert moves(first, second) == {("ask", "wait"): 1, ("wait", "wait"): 1}


options = st.sampled_from([*OPEN.options, PASS, "shout"])
seats = st.sampled_from(["one", "two", "three", "four"])


@given(st.lists(st.tuples(seats, st.sampled_from([2, 3, 4]), options)))
def test_however_votes_arrive_each_seat_counts_once_with_the_last_that_was_taken(
    packets: list[tuple[str, int, str]],
) -> None:
    ballot, expected = OPEN, dict[str, str]()
    for seat, number, option in packets:
        try:
            ballot = cast(ballot, number, seat, option)
        except NotCounted:
            continue
        expected[seat] = option

    counted = tally(ballot)
    assert dict(ballot.votes) == expected
    assert counted.present == len(expected)
    assert counted.counts == tuple(list(expected.values()).count(option) for option in OPEN.options)


@given(st.lists(st.tuples(seats, options), max_size=20))
def test_votes_that_come_together_count_as_they_would_one_by_one(
    packets: list[tuple[str, str]],
) -> None:
    one_by_one = OPEN
    for seat, option in packets:
        if option in (*OPEN.options, PASS):
            one_by_one = cast(one_by_one, 3, seat, option)

    assert dict(cast_many(OPEN, packets).votes) == dict(one_by_one.votes)
