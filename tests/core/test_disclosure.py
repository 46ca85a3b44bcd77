"""
What is kept of a session's votes, attacked with everything that is kept: no small count can be worked out, nobody's
vote is determined.

The attacker knows how the program decides what to keep, so for rooms of up to 16 every way that the votes may have
fallen is tried, and those that would be kept alike are what the attacker cannot tell apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

import pytest

from game.core.ballot import SOMETHING_ELSE, Tally
from game.core.disclosure import ENOUGH_VOTES, KeptTally, beside, kept, may_name, may_show, shown_moves

Counts = tuple[int, ...]
MOST = {3: 16, 4: 13}  # voters that are tried, by number of options


def told(counts: Counts, *, number: int = 1) -> KeptTally:
    options = (*(f"option-{place}" for place in range(len(counts) - 1)), SOMETHING_ELSE)
    return kept(Tally(number, "call", number, options, counts, (0,) * len(counts), 0))


def numbers(of: KeptTally) -> list[int | None]:
    return [entry.count for entry in of.counts]


def rooms(options: int, most: int, least: int = 0) -> Iterator[Counts]:
    for counts in product(range(most + 1), repeat=options):
        if least <= sum(counts) <= most:
            yield counts


def kept_alike(options: int) -> dict[KeptTally, list[Counts]]:
    alike = defaultdict(list)
    for counts in rooms(options, MOST[options]):
        alike[told(counts)].append(counts)
    return alike


ALIKE = {options: kept_alike(options) for options in MOST}
each_kept = pytest.mark.parametrize("options", MOST)


def is_one_voice(counts: Iterable[int]) -> bool:
    return sum(1 for count in counts if count) == 1


# --- one round -----------------------------------------------------------------------------------------------------


@each_kept
def test_no_count_below_five_is_kept(options: int) -> None:
    assert all(count is None or count >= ENOUGH_VOTES for of in ALIKE[options] for count in numbers(of))


@each_kept
def test_every_count_that_is_held_back_may_have_been_another(options: int) -> None:
    for of, alike in ALIKE[options].items():
        for place, count in enumerate(numbers(of)):
            if count is None:
                assert len({counts[place] for counts in alike}) >= 2, of


@each_kept
def test_nobody_learns_a_vote_from_what_is_kept(options: int) -> None:
    for of, alike in ALIKE[options].items():
        assert not all(map(is_one_voice, alike)), of


@each_kept
def test_nobody_who_voted_and_counted_heads_learns_the_vote_of_another(options: int) -> None:
    # They take away their own vote, and know how many there were; with fewer than five nothing is kept to learn from.
    for of, alike in ALIKE[options].items():
        for voters in {sum(counts) for counts in alike} - set(range(ENOUGH_VOTES)):
            for own in range(options):
                others = [
                    [count - (place == own) for place, count in enumerate(counts)]
                    for counts in alike
                    if sum(counts) == voters and counts[own]
                ]
                assert not others or not all(map(is_one_voice, others)), (of, own)


@each_kept
def test_of_fewer_than_five_votes_nothing_is_kept_not_even_what_led(options: int) -> None:
    few = [of for of, alike in ALIKE[options].items() if any(sum(counts) < ENOUGH_VOTES for counts in alike)]

    assert len(few) == 1
    assert few[0].tells_nothing


@each_kept
def test_that_all_voted_alike_is_only_told_as_a_band(options: int) -> None:
    for of, alike in ALIKE[options].items():
        if any(5 * max(counts) >= 4 * sum(counts) > 0 for counts in alike):
            assert set(numbers(of)) == {None}
            assert any(not is_one_voice(counts) for counts in alike)


def test_a_large_room_tells_its_counts_but_for_the_small_one_and_the_next_that_hides_it() -> None:
    assert numbers(told((12, 9, 7, 1))) == [12, 9, None, None]


def test_counts_of_five_or_more_are_all_kept() -> None:
    assert numbers(told((12, 9, 7))) == [12, 9, 7]


@pytest.mark.parametrize("counts", [(5, 5, 1), (5, 4, 4), (4, 4, 4), (4, 4, 3)])
def test_where_what_led_would_give_a_count_away_no_count_is_kept(counts: Counts) -> None:
    of = told(counts)

    assert numbers(of) == [None] * 3
    assert of.voters is None
    assert of.leading


@pytest.mark.parametrize("voters", range(5, 10))
def test_of_five_to_nine_votes_only_what_led_is_kept(voters: int) -> None:
    for counts in rooms(3, voters, voters):
        of = told(counts)
        assert (of.voters, of.in_bands, set(numbers(of))) == (None, False, {None})
        assert of.leading


def test_the_largest_room_with_the_most_options_is_judged_at_once() -> None:
    assert numbers(told((2_000, 1_500, 900, 1, 1, 0, 0))) == [2_000, 1_500, None, None, None, None, None]


def test_the_wall_shows_counts_from_five_votes_on() -> None:
    options = ("ask", SOMETHING_ELSE)
    assert not may_show(Tally(1, "call", 1, options, (4, 0), (0, 0), 3))
    assert may_show(Tally(1, "call", 1, options, (4, 0), (0, 1), 0))


def named(counts: Counts) -> tuple[str, ...]:
    options = (*(f"option-{place}" for place in range(len(counts) - 1)), SOMETHING_ELSE)
    return may_name(Tally(1, "call", 1, options, counts, (0,) * len(counts), 0))


@pytest.mark.parametrize("options", [3, 4])
def test_nobody_who_voted_and_counted_heads_learns_from_what_a_wall_names_what_the_others_chose(options: int) -> None:
    for voters in range(2, ENOUGH_VOTES):
        alike = defaultdict(list)
        for counts in rooms(options, voters, voters):
            alike[named(counts)].append(counts)
        for led, possible in alike.items():
            for own in range(options):
                others = {
                    tuple(count - (place == own) for place, count in enumerate(counts))
                    for counts in possible
                    if counts[own]
                }
                assert len(others) != 1, (voters, led, own)


def test_of_a_single_vote_nothing_is_named() -> None:
    assert named((1, 0, 0)) == ()


@pytest.mark.parametrize("counts", [(1, 1, 0), (1, 1, 1), (2, 2, 0)])
def test_a_tie_among_fewer_than_five_is_not_named(counts: Counts) -> None:
    assert named(counts) == ()


def test_what_leads_alone_is_named_from_four_votes_and_a_tie_from_five() -> None:
    assert named((3, 1, 0)) == ("option-0",)
    assert named((2, 2, 1)) == ("option-0", "option-1")


def test_moves_of_fewer_than_five_are_not_shown() -> None:
    assert shown_moves({("a", "b"): 6, ("b", "a"): 4, ("a", "a"): 5}) == {("a", "b"): 6, ("a", "a"): 5}
    assert shown_moves({("a", "b"): 4}) == {}


# --- two rounds of one decision --------------------------------------------------------------------------------------


def both(first: Counts, second: Counts) -> tuple[KeptTally, KeptTally]:
    """What a file says once both were held."""
    later = told(second, number=2)
    return beside(told(first), later), later


def test_of_a_vote_to_which_one_more_came_only_the_second_count_is_kept() -> None:
    first, second = both((12, 9, 7), (13, 9, 7))

    assert first.tells_nothing
    assert numbers(second) == [13, 9, 7]


def test_of_a_vote_in_which_one_changed_their_mind_only_the_second_count_is_kept() -> None:
    first, _ = both((12, 9, 7), (11, 10, 7))

    assert first.tells_nothing


def test_counts_that_differ_by_five_people_stand_beside_each_other() -> None:
    first, second = both((20, 9, 7), (15, 14, 7))

    assert (numbers(first), numbers(second)) == ([20, 9, 7], [15, 14, 7])


def test_an_earlier_round_that_told_nothing_hides_nothing_of_the_later() -> None:
    first, second = both((2, 1, 0), (12, 9, 7))

    assert first.tells_nothing
    assert numbers(second) == [12, 9, 7]


def came_late(most: int) -> Iterator[tuple[Counts, Counts, Counts]]:
    """Both rounds and the votes of one to four who came in between, when nobody changed their mind."""
    late = [counts for counts in rooms(3, 4) if sum(counts)]
    for first in rooms(3, most):
        for more in late:
            yield first, tuple(one + other for one, other in zip(first, more, strict=True)), more


def test_nobody_who_came_late_is_isolated_though_nobody_else_changed_their_mind() -> None:
    alike = defaultdict(set)
    for first, second, late in came_late(14):
        if sum(second) <= 14:
            alike[sum(late), both(first, second)].add(late)

    for known, votes in alike.items():
        assert len(votes) >= 2, known


def changed_their_mind(most: int) -> Iterator[tuple[Counts, Counts, tuple[int, int]]]:
    """Both rounds and the one move between them, when nobody else moved."""
    for first in rooms(3, most):
        for old, new in product(range(3), repeat=2):
            if old != new and first[old]:
                moved = list(first)
                moved[old] -= 1
                moved[new] += 1
                yield first, tuple(moved), (old, new)


def test_nobody_who_changed_their_mind_alone_can_be_followed() -> None:
    alike = defaultdict(set)
    for first, second, move in changed_their_mind(14):
        alike[both(first, second)].add(move)

    for known, moves in alike.items():
        assert len(moves) >= 2, known


def test_two_rounds_together_give_no_count_away_that_one_holds_back() -> None:
    alike: dict[tuple[KeptTally, KeptTally], tuple[list[set[int]], list[set[int]]]] = {}
    all_kept = [(told(counts), told(counts, number=2), counts) for counts in rooms(3, 12, 4)]
    for first, _, one in all_kept:
        for _, second, other in all_kept:
            known = beside(first, second), second
            values = alike.setdefault(known, ([set() for _ in one], [set() for _ in other]))
            for place in range(3):
                values[0][place].add(one[place])
                values[1][place].add(other[place])

    for known, values in alike.items():
        for of, seen in zip(known, values, strict=True):
            for count, possible in zip(numbers(of), seen, strict=True):
                assert count is not None or len(possible) >= 2, known
