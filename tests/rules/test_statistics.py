"""The tests of chance give the values of printed tables and of sums that can be done by hand."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.checking.statistics import at_least_by_chance, chi_square, chi_square_tail, rank_agreement, two_shares

CHANCES = st.lists(st.floats(0.0, 1.0), max_size=8)


@pytest.mark.parametrize(
    ("tries", "chance", "hits", "known"),
    [(5, 1 / 4, 4, 16 / 1024), (4, 1 / 3, 3, 1 / 9), (4, 1 / 4, 3, 13 / 256), (10, 1 / 2, 8, 56 / 1024)],
)
def test_equal_chances_give_the_binomial_tail(tries, chance, hits, known):
    assert at_least_by_chance([chance] * tries, hits) == pytest.approx(known)


@given(CHANCES, st.integers(-1, 9))
def test_the_tail_is_the_sum_over_every_outcome(chances, hits):
    every = 0.0
    for outcome in itertools.product((0, 1), repeat=len(chances)):
        if sum(outcome) >= hits:
            every += math.prod(p if hit else 1 - p for p, hit in zip(chances, outcome, strict=True))

    assert at_least_by_chance(chances, hits) == pytest.approx(every, abs=1e-12)


def test_no_hits_are_certain_and_more_hits_than_tries_cannot_be():
    assert at_least_by_chance([0.2, 0.9], 0) == 1.0
    assert at_least_by_chance([0.2, 0.9], 3) == 0.0


# Upper 5 % and 1 % points of chi-square, as printed in tables.
@pytest.mark.parametrize(
    ("degrees", "statistic", "known"),
    [
        (1, 3.841, 0.05), (2, 5.991, 0.05), (3, 7.815, 0.05), (4, 9.488, 0.05), (5, 11.070, 0.05), (10, 18.307, 0.05),
        (1, 6.635, 0.01), (2, 9.210, 0.01), (3, 11.345, 0.01), (4, 13.277, 0.01), (5, 15.086, 0.01),
    ],
)  # fmt: skip
def test_chi_square_tails_are_those_of_the_tables(degrees, statistic, known):
    assert chi_square_tail(statistic, degrees) == pytest.approx(known, abs=2e-5)


def test_a_fair_die_that_shows_each_face_alike_is_no_surprise():
    assert chi_square([10] * 6, [10] * 6) == 1.0


def test_mendels_peas_are_close_to_nine_three_three_one():
    # 315, 101, 108 and 32 of 556 peas: chi-square 0.470 with three degrees of freedom.
    assert chi_square([315, 101, 108, 32], [556 * share / 16 for share in (9, 3, 3, 1)]) == pytest.approx(
        0.925, abs=1e-3
    )


@pytest.mark.parametrize(("observed", "expected"), [([3], [3]), ([1, 2], [1]), ([1, 2], [3, 0])])
def test_counts_without_something_expected_for_each_are_refused(observed, expected):
    with pytest.raises(ValueError, match="same length"):
        chi_square(observed, expected)


def test_two_shares_give_the_known_z():
    # 15 of 25 against 10 of 25: z = √2, so p = 0.1573.
    assert two_shares(15, 25, 10, 25) == pytest.approx(0.1573, abs=1e-4)


def test_two_shares_of_one_half_against_two_are_the_square_root_of_a_chi_square():
    table, hoped = [30, 70, 45, 55], [37.5, 62.5, 37.5, 62.5]
    statistic = sum((seen - by_luck) ** 2 / by_luck for seen, by_luck in zip(table, hoped, strict=True))

    assert two_shares(30, 100, 45, 100) == pytest.approx(chi_square_tail(statistic, 1))


def test_shares_that_are_both_nothing_or_both_everything_do_not_differ():
    assert two_shares(0, 9, 0, 4) == two_shares(9, 9, 4, 4) == 1.0


def test_spearman_gives_the_textbook_value():
    # Quotient of intelligence against hours of television a week, ten people: −29/165.
    scores, hours = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]

    assert rank_agreement(scores, hours) == pytest.approx(-29 / 165)


def test_spearman_gives_ties_their_mean_rank():
    # Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5).
    assert rank_agreement([1, 2, 2, 3], [5, 6, 7, 8]) == pytest.approx(4.5 / math.sqrt(22.5))


def test_the_same_order_agrees_wholly_and_the_turned_one_not_at_all():
    assert rank_agreement([1, 5, 9], [2, 3, 40]) == pytest.approx(1.0)
    assert rank_agreement([1, 5, 9], [40, 3, 2]) == pytest.approx(-1.0)


def test_a_list_without_an_order_agrees_with_nothing():
    assert rank_agreement([1, 2, 3], [4, 4, 4]) == 0.0
