"""A seat is random, comes back to its phone, and cannot be guessed; the door is as wide as a room and no wider."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.server.door import GUESSES_A_SECOND, JOINS_A_SECOND, JOINS_AT_ONCE, MOST_SEATS, Admitted, Bucket, Door
from game.server.protocol import Join, Why
from game.server.seats import ALPHABET, CODE_LENGTH, RANDOM_BYTES, Keys, new_keys, new_token, plain_code, seat_of

KEYS = Keys(b"s" * 32, "K7QM4T", "room-of-this-session")
BY_ROOM = Join(room=KEYS.room)


def a_door() -> Door:
    return Door(KEYS, secrets.token_bytes)


def enter(door: Door, asked: Join, now: float = 0.0) -> Admitted:
    made = door.join(asked, now)
    assert isinstance(made, Admitted)
    return made


@given(st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES))
def test_a_token_leads_to_one_seat_and_the_seat_tells_nothing_of_it(random: bytes) -> None:
    token = new_token(KEYS, random)
    seat = seat_of(KEYS, token)

    assert seat is not None and seat == seat_of(KEYS, token)
    assert random.hex() not in seat and token not in seat


@given(st.text(max_size=80))
def test_a_made_up_token_has_no_seat(token: str) -> None:
    assert seat_of(KEYS, token) is None


@given(st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES), st.integers(0, 43), st.sampled_from("ABCxyz019-_"))
def test_a_token_with_one_letter_changed_has_no_seat_of_its_own(random: bytes, place: int, letter: str) -> None:
    token = new_token(KEYS, random)
    changed = token[:place] + letter + token[place + 1 :]

    assert seat_of(KEYS, changed) in (None, seat_of(KEYS, token))
    if changed[:-2] != token[:-2]:  # the last letters hold bits that mean nothing
        assert seat_of(KEYS, changed) is None


def test_another_sessions_token_has_no_seat_here() -> None:
    assert seat_of(KEYS, new_token(new_keys(), b"r" * RANDOM_BYTES)) is None


def test_a_code_has_six_of_31_letters_that_are_not_taken_for_each_other() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set("ILO01") & set(ALPHABET)
    assert all(len(new_keys().code) == CODE_LENGTH and set(new_keys().code) <= set(ALPHABET) for _ in range(50))


def test_keys_show_nothing_of_themselves() -> None:
    assert KEYS.code not in repr(KEYS) and KEYS.room not in repr(KEYS)


@pytest.mark.parametrize("typed", ["K7QM4T", "k7qm4t", " k7q m4t ", "K7Q-M4T"])
def test_a_code_counts_however_it_is_typed(typed: str) -> None:
    assert plain_code(typed) == KEYS.code
    assert enter(a_door(), Join(code=typed)).is_new


def test_a_phone_comes_back_to_its_seat() -> None:
    door = a_door()
    first = enter(door, BY_ROOM)
    again = enter(door, Join(token=first.token))

    assert (again.seat, again.is_new) == (first.seat, False)
    assert door.joined == 1


def test_a_server_that_was_started_anew_knows_the_seat() -> None:
    first = enter(a_door(), BY_ROOM)

    assert enter(a_door(), Join(token=first.token)).seat == first.seat


def test_a_locked_door_lets_in_who_was_in_and_nobody_else() -> None:
    door = a_door()
    first = enter(door, BY_ROOM)
    door.is_locked = True

    assert door.join(BY_ROOM, 1.0) is Why.LOCKED
    assert enter(door, Join(token=first.token)).seat == first.seat
    door.is_locked = False
    assert enter(door, BY_ROOM).is_new


def test_a_locked_door_does_not_tell_a_right_code_from_a_wrong_one() -> None:
    door = a_door()
    door.is_locked = True

    assert door.join(Join(code=KEYS.code), 0.0) is door.join(Join(code="WRONG2"), 0.0) is Why.LOCKED


@pytest.mark.parametrize("asked", [Join(), Join(token="x"), Join(room="another-room"), Join(room="")])
def test_without_the_room_or_the_code_there_is_no_seat(asked: Join) -> None:
    assert a_door().join(asked, 0.0) is Why.NO_SEAT


def test_codes_can_be_guessed_fifty_times_a_second_by_all_together() -> None:
    door = a_door()
    tried = sum(door.join(Join(code="WRONG2"), second / 1_000) is Why.CODE for second in range(10_000))

    assert tried <= GUESSES_A_SECOND * 11
    # so that half of all codes take longer than a season
    assert 31**CODE_LENGTH / GUESSES_A_SECOND / 2 / 86_400 > 100


def test_while_too_many_guess_a_right_code_looks_like_a_wrong_one() -> None:
    door = a_door()
    assert Why.BUSY in [door.join(Join(code="WRONG2"), 0.0) for _ in range(1_000)]

    assert door.join(Join(code=KEYS.code), 0.0) is Why.BUSY
    assert enter(door, BY_ROOM).is_new  # the picture code cannot be guessed and is not held up


def test_a_whole_room_can_join_in_one_second() -> None:
    door = a_door()

    assert all(isinstance(door.join(BY_ROOM, 0.0), Admitted) for _ in range(300))


def test_a_flood_of_joins_is_slowed_to_fifty_a_second() -> None:
    door = a_door()
    let_in = sum(isinstance(door.join(BY_ROOM, tick / 1_000), Admitted) for tick in range(10_000))

    assert let_in <= JOINS_AT_ONCE + JOINS_A_SECOND * 10 + 1


def test_a_flood_of_joins_does_not_hold_up_a_phone_that_comes_back() -> None:
    door = a_door()
    first = enter(door, BY_ROOM)
    assert Why.BUSY in [door.join(BY_ROOM, 0.0) for _ in range(1_000)]

    assert enter(door, Join(token=first.token)).seat == first.seat


def test_seats_run_out_in_the_end() -> None:
    door = a_door()
    for second in range(MOST_SEATS):
        enter(door, BY_ROOM, float(second))

    assert door.join(BY_ROOM, 1e6) is Why.FULL


@given(st.lists(st.floats(0, 100), min_size=1, max_size=200), st.floats(0.5, 50), st.floats(1, 20))
def test_a_bucket_never_gives_more_than_its_rate_and_size(times: list[float], rate: float, size: float) -> None:
    bucket = Bucket(rate, size)
    given_ = sum(bucket.take(now) for now in sorted(times))

    assert given_ <= size + rate * (max(times) - min(times)) + 1e-6
