"""What a phone says becomes a seat taken or a vote, or nothing; what it is told holds no count before the reveal."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ballot import PASS
from game.server.flat_json import MOST_BODY, NotUnderstood
from game.server.protocol import (
    SAYS,
    STATES,
    CastVote,
    Join,
    Shown,
    Why,
    parse,
    refused,
    seated,
    took,
    view_fields,
)
from tests.server.rooms import COUNTS, a_round, revealing, view, voting

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["say", "token", "room", "code", "known", "ballot", "option", "nth", "role", "host", "do", "seat"]
)


def test_a_phone_can_join() -> None:
    assert parse('{"say":"join","room":"abc","known":7}') == Join(room="abc", known=7)


def test_a_phone_can_vote() -> None:
    assert parse(b'{"say":"vote","ballot":3,"option":"ask","nth":2}') == CastVote(3, "ask", 2)


@given(st.binary(max_size=2_000) | st.text(max_size=2_000))
def test_whatever_a_phone_sends_is_a_seat_a_vote_or_not_understood(sent: str | bytes) -> None:
    with suppress(NotUnderstood):
        assert isinstance(parse(sent), Join | CastVote)


@settings(max_examples=40)
@given(st.dictionaries(NAMES, ANY_JSON | st.sampled_from(["join", "vote", "close_vote", "reveal"]), max_size=9))
def test_whatever_object_a_phone_sends_is_a_seat_a_vote_or_not_understood(fields: dict[str, Any]) -> None:
    try:
        made = parse(json.dumps(fields))
    except NotUnderstood:
        return
    assert isinstance(made, Join | CastVote)
    assert fields["say"] == ("join" if isinstance(made, Join) else "vote")


@given(NAMES.filter(lambda name: name not in ("say", "ballot", "option", "nth")))
def test_a_vote_with_anything_more_in_it_is_not_understood(name: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(json.dumps({"say": "vote", "ballot": 1, "option": "ask", "nth": 1, name: "facilitator"}))


@pytest.mark.parametrize(
    "sent",
    [
        "", "null", "[]", "7", '"join"', "{}", '{"say":"JOIN"}', '{"say":["join"]}', '{"say":"join","say":"vote"}',
        '{"say":"vote","ballot":1,"option":"a"}', '{"say":"vote","ballot":0,"option":"a","nth":1}',
        '{"say":"vote","ballot":true,"option":"a","nth":1}', '{"say":"vote","ballot":1.0,"option":"a","nth":1}',
        '{"say":"vote","ballot":"1","option":"a","nth":1}', '{"say":"vote","ballot":1,"option":"","nth":1}',
        '{"say":"vote","ballot":1,"option":["a"],"nth":1}', '{"say":"vote","ballot":9e99,"option":"a","nth":1}',
        '{"say":"vote","ballot":NaN,"option":"a","nth":1}', '{"say":"vote","ballot":1,"option":"a\\u0000","nth":1}',
        '{"say":"vote","ballot":1,"option":"a\\u202e","nth":1}',
        '{"say":"vote","ballot":4294967296,"option":"","nth":1}',
        '{"say":"join","token":"' + "x" * 129 + '"}', '{"say":"join","code":"' + "x" * 33 + '"}',
        "[" * 4_000, '{"a":' * 600, '{"say":"join"' + " " * MOST_BODY + "}",
    ],
)  # fmt: skip
def test_what_is_nearly_a_message_is_not_understood(sent: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(sent)


@given(st.text(alphabet="<>&\"'secret", min_size=20, max_size=90))
def test_a_refusal_never_repeats_what_was_sent(sent: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        parse(json.dumps({"say": sent}))
    assert sent not in str(refusal.value)


@pytest.mark.parametrize("why", Why)
def test_each_refusal_says_in_a_sentence_what_is_so(why: Why) -> None:
    told = json.loads(refused(why))

    assert told == {"is": "refused", "why": why.value, "says": SAYS[why]}
    assert told["says"].endswith(".")


def numbers_in(value: Any) -> set[float]:
    if isinstance(value, dict):
        return set().union(*map(numbers_in, value.values()))
    if isinstance(value, list):
        return set().union(*map(numbers_in, value))
    return {value} if isinstance(value, int | float) and not isinstance(value, bool) else set()


@pytest.mark.parametrize("state", [state for state in STATES if state != "reveal"])
def test_no_count_is_in_a_view_before_the_reveal_even_if_the_game_hands_it_over(state: str) -> None:
    fields = {**view_fields(revealing()), "state": state, "ballot": 1}
    assert set(COUNTS) <= numbers_in(fields)

    shown = Shown.of(fields)

    assert "revealed" not in shown.for_phones
    assert numbers_in({**shown.for_phones, "mark": 0}) <= {0, 1}


def test_the_game_hands_over_no_count_before_the_reveal() -> None:
    assert not view_fields(voting(revealed=(a_round(),)))["revealed"]


def test_a_reveal_shows_the_counts_of_the_wall() -> None:
    [told] = Shown.of(view_fields(revealing())).for_phones["revealed"]

    assert [bar["count"] for bar in told["bars"]] == list(COUNTS)
    assert told["voters"] == sum(COUNTS)


def test_where_a_count_is_hidden_its_share_is_hidden_too() -> None:
    [told] = Shown.of(view_fields(view("reveal", 5, revealed=(a_round(is_hidden=True),)))).for_phones["revealed"]

    assert numbers_in(told) == {1}  # the round
    assert [bar["leads"] for bar in told["bars"]] == [True, False, False, False]


def test_what_can_be_voted_for_is_what_is_open_and_to_pass() -> None:
    assert Shown.of(view_fields(voting())).options == {"ask", "break", "something-else", PASS}


def test_nothing_can_be_voted_for_while_no_vote_is_open() -> None:
    shown = Shown.of(view_fields(view("think", 2, ballot=4)))

    assert (shown.ballot, shown.options) == (0, frozenset())


def test_a_phone_that_shows_the_view_already_is_not_sent_it_again() -> None:
    shown = Shown.of(view_fields(voting()))

    assert json.loads(seated("t", None, shown, shown.mark))["view"] is None
    assert json.loads(seated("t", None, shown, -1))["view"] == shown.for_phones


def test_two_views_are_told_apart_also_when_a_game_begins_to_count_anew() -> None:
    assert Shown.of(view_fields(voting(step=3))).mark != Shown.of(view_fields(view("think", 3))).mark


def test_the_answer_to_a_vote_says_what_was_voted_and_nothing_of_others() -> None:
    assert json.loads(took(CastVote(2, "ask", 5))) == {"is": "took", "ballot": 2, "option": "ask", "nth": 5}


def test_a_state_that_phones_do_not_know_is_not_shown() -> None:
    with pytest.raises(ValueError, match="backstage"):
        Shown.of({**view_fields(voting()), "state": "backstage"})
