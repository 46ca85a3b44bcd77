"""A session that was left: nothing is on the wall before its facilitator has said whether it goes on."""

from __future__ import annotations

import os
import time
from datetime import date

import pytest

from game.hosting import Hosting, VotesBy
from game.records.group_keys import KeptKeys, beside, read
from game.room_opening import RESUMED, Led, question_of
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from game.session.session import Session
from game.ui.element import walk
from game.ui.room_controller import RoomController
from game.ui.room_desk import Ask
from game.ui.room_play import BarePlay
from game.ui.room_resuming import ANSWER, Begun, Unfinished
from game.ui.screens.room.facilitator import facilitator_screen
from tests.records.conftest import Home
from tests.records.rooms import KEYS, PATH, to_the_vote, votes
from tests.room import does, play_path, read_to
from tests.sample import SAMPLE
from tests.ui.room_desk import LOOK, Facilitator, Phones
from tests.ui.tours import PLACES


class Left(Facilitator):
    """A session that was left at this phase, and is opened again."""

    def __init__(self, phase: Phase, note: str = "", **settled: object) -> None:
        super().__init__(**settled)
        self.comes_to(phase)
        self.begun = 0
        self.room = RoomController(
            BarePlay(self.session), PLACES, Hosting(**settled), LOOK, now=self.now, link=self.phones,
            ballots_before=4,
        )
        self.room.say(note)
        self.room.ask_whether_to_go_on(Unfinished(question="Go on?", begin=self._begins))

    def _begins(self) -> Begun:
        self.begun += 1
        self.session = Session(SAMPLE, seed=6, room=RoomRules())
        return Begun(
            play=BarePlay(self.session), hosting=Hosting(minutes=60), link=self.phones, key_of_room=("room", "CODE"),
            ballots_before=7,
        )


def test_the_wall_is_blank_until_it_is_answered():
    one = Left(Phase.THINK)
    assert one.room.extras().is_blank
    assert one.room.desk_view().question == "Go on?"
    one.press("return")
    assert not one.room.extras().is_blank
    assert one.phase is Phase.THINK


def test_enter_goes_on_and_then_says_what_there_was_to_say():
    one = Left(Phase.VOTE, note="Type all hands again.")
    assert one.desk.message == ""
    one.press("return")
    assert one.desk.message == "Type all hands again."
    assert one.desk.ask is None and one.begun == 0


@pytest.mark.parametrize("key", ["space", "v", "x", "q", "t", "f1", "j", ".", "backspace", "s", "a", "7"])
def test_no_other_key_answers_it_or_turns_the_story(key):
    one = Left(Phase.THINK)
    before = one.session.position
    one.press(key)
    assert one.desk.ask is Ask.GO_ON and one.room.extras().is_blank
    assert one.session.position == before
    assert one.desk.message in ("", ANSWER)


def test_n_begins_a_new_one_with_what_was_settled_for_it():
    one = Left(Phase.THINK)
    one.press("n")
    assert one.begun == 1
    assert one.phase is Phase.BRIEFING and not one.room.extras().is_blank
    assert one.room.hosting.minutes == 60


def test_whoever_leaves_before_answering_is_asked_again():
    one = Left(Phase.THINK)
    one.press("escape")
    assert one.desk.has_left
    one.press("space")
    assert one.desk.ask is Ask.GO_ON
    one.press("escape", "escape")
    assert one.room.wants_to_quit


def test_phones_keep_their_place_while_it_is_asked_and_their_votes_count():
    one = Left(Phase.VOTE)
    assert one.phones.view.state == "vote"
    one.votes(a=5)
    assert one.room.facilitator_view().voted == 5
    one.press("return")
    assert one.phones.view.state == "vote" and one.room.facilitator_view().voted == 5


def test_a_vote_of_a_new_session_never_has_the_number_of_one_that_phones_remember():
    one = Left(Phase.VOTE)
    assert one.phones.view.ballot == 4 + 1
    one.press("n")
    assert one.phones.view.state == "wait" and not one.phones.is_stopped
    one.comes_to(Phase.VOTE)
    assert one.phones.view.ballot == 7 + 1
    one.votes(a=6)
    one.press("v")
    assert one.phase is Phase.VOTED


def test_the_people_who_are_here_today_count_when_it_goes_on():
    one = Left(Phase.THINK, headcount=9)
    one.room.hosting = Hosting(headcount=14)
    one.press("return")
    assert one.room.facilitator_view().headcount == 14


def test_after_coming_back_the_minutes_since_then_are_told():
    one = Left(Phase.THINK)
    one.press("return")
    one.now.seconds += 4 * 60
    told = one.room.desk_view()
    assert told.minutes_back == 4
    shown = facilitator_screen(one.room.facilitator_view(), told, LOOK)
    assert "Since you came back: 4 minutes" in " ".join(element.name for element in walk(shown))


# --- with what is kept -----------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path))
    return Home(tmp_path)


class Door(Phones):
    """A way to phones that was opened with these keys."""

    def __init__(self, keys: KeptKeys) -> None:
        super().__init__()
        self.keys = keys


def left_at_the_vote(home: Home, **rules: object) -> None:
    play = home.starts().group_play("sample", RoomRules(**rules))
    to_the_vote(play)
    votes(play, ask=4)
    play.keep_keys(KEYS)
    play.close()


def opens(home: Home, **settled: object) -> Led:
    return Led(home.starts(), "sample", Hosting(**settled), open_link=lambda _hosting, _play, keys: keys and Door(keys))


def journals(home: Home) -> list[str]:
    return sorted(path.name for path in home.folders.sessions.glob("*.session"))


def test_the_question_tells_the_day_the_place_and_what_is_kept_of_the_old_one(home):
    left_at_the_vote(home)
    led = opens(home, minutes=60)
    began = date.fromisoformat(led.play.day)
    told = led.unfinished().question
    assert told.startswith(f"A session of {began.day} {began:%B} is not finished (decision 1).")
    assert "Enter: go on with its 45 minutes." in told and "N: begin a new one." in told
    assert "upstander sessions" in told
    led.play.close()


def test_nothing_is_asked_where_nothing_was_left(home):
    led = opens(home)
    assert led.unfinished() is None
    led.play.close()


def test_a_session_that_was_put_away_is_kept_unfinished_and_never_asked_about_again(home):
    left_at_the_vote(home)
    [old] = journals(home)
    led = opens(home, minutes=30)
    begun = led.unfinished().begin()
    assert begun.play.session.phase is Phase.BRIEFING
    assert begun.play.session.position.room.rules.minutes == 30
    play_path(begun.play.session, PATH, handle=begun.play.handle)
    does(begun.play.session, m.Close(), handle=begun.play.handle)
    begun.play.close()
    assert old in journals(home) and len(journals(home)) == 2
    again = opens(home)
    assert again.unfinished() is None
    again.play.close()


def test_a_slip_on_n_can_be_taken_back_by_starting_again_before_the_doors_open(home):
    left_at_the_vote(home)
    led = opens(home)
    led.unfinished().begin().play.close()
    again = opens(home)
    assert again.unfinished() is not None
    assert again.play.session.phase is Phase.VOTE
    again.play.close()


def test_phones_that_are_still_in_the_room_keep_their_seats_in_a_new_session(home):
    left_at_the_vote(home)
    led = opens(home, votes=VotesBy.PHONES)
    door = led.link
    begun = led.unfinished().begin()
    assert begun.link is door and not door.is_stopped
    assert begun.key_of_room == (KEYS.room, KEYS.code)
    assert begun.ballots_before == 1
    read_to(begun.play.session, Phase.THINK, handle=begun.play.handle)
    kept = read(beside(begun.play.kept_as.path))
    assert (kept.secret, kept.ballots) == (KEYS.secret, 1)
    begun.play.close()


def test_phones_of_an_earlier_day_have_no_seat_in_a_new_session(home):
    left_at_the_vote(home)
    led = opens(home, votes=VotesBy.PHONES)
    led.play.are_phones_here = False
    door = led.link
    begun = led.unfinished().begin()
    assert door.is_stopped and begun.link is not door
    assert begun.link.keys.secret != KEYS.secret and begun.key_of_room != (KEYS.room, KEYS.code)
    assert begun.ballots_before == 0
    begun.play.close()


def test_a_session_that_was_left_yesterday_is_not_taken_for_one_whose_phones_are_here(home):
    left_at_the_vote(home)
    assert opens_and_closes(home)
    [path] = home.folders.sessions.glob("*.session")
    yesterday = time.time() - 13 * 60 * 60
    os.utime(path, (yesterday, yesterday))
    assert not opens_and_closes(home)


def opens_and_closes(home: Home) -> bool:
    led = opens(home)
    led.play.close()
    return led.play.are_phones_here


def test_going_on_says_where_one_is(home):
    assert "where this session was left" in RESUMED
    left_at_the_vote(home)
    led = opens(home)
    assert question_of(led.play, Hosting()).count("Enter: go on.") == 1
    led.play.close()
