"""A facilitator's key means one thing, wherever it is pressed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest

from game.session.phases import Phase
from game.ui.room_asking import asked_steps
from game.ui.room_desk import Ask, Desk
from game.ui.room_keys import BY_VERB, DIGITS, KEYS, OPTION_LETTERS, Verb, digit_of, letter_of, verb_of
from game.ui.room_steps import Moment, steps_now

ROOM_PHASES = (
    Phase.BRIEFING, Phase.LOBBY, Phase.SCENE, Phase.LOOK_CLOSER, Phase.THINK, Phase.VOTE, Phase.VOTED, Phase.REVEAL,
    Phase.TALK, Phase.COMPARE, Phase.CONSEQUENCE, Phase.COMMENTARY, Phase.ENDING, Phase.DEBRIEF, Phase.CLOSED,
)


def test_no_key_means_two_things():
    counted = Counter(key for each in KEYS for key in each.keys)
    assert [key for key, times in counted.items() if times > 1] == []


def test_every_verb_has_a_key():
    assert set(BY_VERB) == set(Verb)


def test_the_letters_of_options_are_no_verbs():
    assert not {key for each in KEYS for key in each.keys} & {*OPTION_LETTERS, *DIGITS}
    assert all(verb_of(letter) is None and letter_of(letter) for letter in OPTION_LETTERS)


def test_the_wall_is_blanked_with_a_full_stop():
    assert verb_of(".") is Verb.BLANK


def test_digits_of_a_keypad_are_digits():
    assert [digit_of(key) for key in ("7", "[7]", "a", "[.]")] == ["7", "7", "", ""]


def test_a_clicker_that_sends_page_down_goes_on():
    assert verb_of("page down") is Verb.NEXT
    assert verb_of("page up") is Verb.BACK


def moments():
    for phase, on, has, ask in product(ROOM_PHASES, (False, True), (False, True), (None, *Ask)):
        desk = Desk(ask=ask, picked="x" if has and ask is None and on else "", is_paused=not on)
        yield Moment(
            phase=phase, next_step="Go on.", desk=desk, has_more=has, can_go_back=on, round=1 + on, has_votes=on,
            has_hands=on, tells=has, can_tell=on, settled="B" if on else "", has_glances=on, has_roads=has,
            has_path=on, has_voted=has, takes_phones=on, has_clock=has, has_join=on, is_last_part=has,
            has_one_window=has,
        )


def steps(now: Moment):
    """As a facilitator sees them: those of what is asked, or of the moment."""
    return asked_steps(now.desk) or steps_now(now)


def test_no_key_stands_twice_among_those_that_do_something_now():
    for now in moments():
        caps = [step.cap for step in steps(now)]
        assert len(caps) == len(set(caps)), (now.phase, now.desk, caps)


def test_escape_is_always_there_to_leave_or_to_take_back_what_is_asked():
    for now in moments():
        assert now.phase is Phase.CLOSED or Verb.LEAVE in [step.verb for step in steps(now)]


def test_the_main_key_comes_first():
    for now in moments():
        if now.desk.ask is None and not now.desk.picked:
            assert steps_now(now)[0].verb is Verb.NEXT


@pytest.mark.parametrize("phase", ROOM_PHASES[:-1])
def test_the_wall_can_be_blanked_at_any_moment(phase):
    for picked in ("", "x"):
        now = Moment(phase=phase, next_step="Go on.", desk=Desk(picked=picked))
        assert Verb.BLANK in [step.verb for step in steps_now(now)]
    assert steps_now(replace(now, desk=Desk(is_blank=True)))[-2].label == "Show the wall"
