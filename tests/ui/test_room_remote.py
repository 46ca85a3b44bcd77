"""A phone helps to lead once its facilitator has switched that on: their main steps, and none of their choices."""

from __future__ import annotations

from itertools import product

import pytest

from game.server.link import RemoteDid, RemoteEvent, RemoteNews
from game.server.remote_protocol import RemoteVerb, RemoteView
from game.session.phases import Phase
from game.ui import theme
from game.ui.element import find, walk
from game.ui.overflow import overflows
from game.ui.room_desk import Ask
from game.ui.room_keys import Verb, verb_of
from game.ui.screens.room.facilitator import facilitator_screen
from tests.ui.room_desk import Facilitator, Phones
from tests.ui.tours import BUNDLED, MEASURE, look_for, scenario_named

SIZES = ((1024, 640), (1280, 720), (1920, 1080), (3840, 2160))


class RemotePhones(Phones):
    """The way to phones and to a remote."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str | None] = []
        self.remote_views: list[RemoteView] = []
        self.remote_events: list[RemoteEvent] = []

    def remote(self, key: str | None) -> None:
        self.keys.append(key)

    def show_remote(self, view: RemoteView) -> None:
        self.remote_views.append(view)

    def poll_remote(self) -> list[RemoteEvent]:
        came, self.remote_events = self.remote_events, []
        return came


class WithRemote(Facilitator):
    """A facilitator, and their phone."""

    def __init__(self, *, is_on: bool = True, **settled: object) -> None:
        settled.setdefault("is_on_lan", True)
        super().__init__(**settled)
        shown, self.phones = self.phones.shown, RemotePhones()
        self.phones.shown = shown
        self.room.link = self.phones
        if is_on:
            self.press("f3")
            self.hears(RemoteNews.HERE)
            self.wait()

    def hears(self, event: RemoteEvent) -> None:
        self.phones.remote_events.append(event)
        self.wait()

    def wait(self) -> None:
        self.now.seconds += 1
        self.room.tick()

    @property
    def view(self) -> RemoteView:
        return self.phones.remote_views[-1]

    @property
    def offered(self) -> dict[RemoteVerb, str]:
        return dict(self.view.keys)

    def taps(self, *verbs: RemoteVerb) -> None:
        for verb in verbs:
            self.wait()
            self.hears(RemoteDid(verb, self.view.step))


def test_no_phone_is_a_remote_until_its_key_is_pressed():
    one = WithRemote(is_on=False)
    one.hears(RemoteDid(RemoteVerb.NEXT, 1))

    assert one.phones.keys == [] and one.phones.remote_views == []
    assert one.phase is Phase.BRIEFING


def test_the_same_key_switches_it_off_and_a_new_code_comes_with_the_next_time():
    one = WithRemote()
    one.press("f3", "f3", "f3")

    first, off, second, off_again = one.phones.keys
    assert off is off_again is None
    assert first and second and first != second


def test_a_press_that_comes_after_it_was_switched_off_does_nothing():
    one = WithRemote()
    step = one.view.step
    one.press("f3")
    one.hears(RemoteDid(RemoteVerb.NEXT, step))

    assert one.phase is Phase.BRIEFING


def test_the_code_is_on_the_facilitators_window_and_in_nothing_that_the_wall_or_a_phone_shows():
    one = WithRemote(is_on=False)
    one.press("f3")
    [key] = one.phones.keys
    told = one.room.desk_view()

    assert told.remote_code is not None and told.remote_code.link == f"http://192.168.1.24:8765/remote#{key}"
    assert key not in repr((one.room.extras(), one.room.wall_view(), one.room.facilitator_view(), told))
    wall = [each.name for each in walk(one.room.wall().root)]
    assert not [name for name in wall if "remote" in name.lower()]
    assert key not in repr(one.phones.shown) + repr(one.phones.remote_views)


def test_where_the_room_sees_the_window_there_is_no_code():
    one = WithRemote(is_on=False, has_one_window=True)
    one.press("f3")

    assert one.phones.keys == []
    assert "two windows" in one.desk.message
    other = WithRemote(is_on=False)
    other.press("f3")
    assert other.room.desk_view(is_seen=True).remote_code is None


@pytest.mark.parametrize(
    ("settled", "why"), [({"is_on_lan": False}, "do not reach"), ({"by_phone": False}, "nobody votes by phone")]
)
def test_where_no_phone_gets_through_it_says_so(settled, why):
    one = Facilitator(**settled) if "by_phone" in settled else WithRemote(is_on=False, **settled)
    one.press("f3")

    assert why in one.desk.message
    assert one.desk.ask is None


@pytest.mark.parametrize(("size", "percent"), [*product(SIZES, (100, 150, 200))])
def test_the_code_is_large_enough_for_a_camera_on_every_window(size, percent):
    one = WithRemote(is_on=False)
    one.press("f3")
    look = look_for(BUNDLED[0], size, percent).with_theme(theme.DARK)
    root = facilitator_screen(one.room.facilitator_view(), one.room.desk_view(), look)
    code = find(root, "qr")

    assert overflows(root, MEASURE) == ()
    assert code is not None and min(code.rect.size) >= 0.3 * min(size)


def test_the_code_goes_when_the_phone_has_come():
    one = WithRemote(is_on=False)
    one.press("f3")
    one.hears(RemoteNews.HERE)

    assert one.desk.ask is None and one.room.desk_view().remote_code is None
    assert "Is it yours?" in one.desk.message


def test_the_main_key_alone_leads_through_a_whole_session():
    one = WithRemote()
    for _ in range(400):
        if one.phase is Phase.DEBRIEF and one.desk.ask is Ask.FINISH:
            break
        if one.phase is Phase.VOTE:
            one.votes(a=7, b=2)
        one.taps(RemoteVerb.NEXT)
    assert one.phase is Phase.DEBRIEF, one.phase
    assert one.finished == 0, "finishing is done at the computer"
    one.taps(RemoteVerb.NEXT)
    assert one.desk.ask is Ask.FINISH


def test_a_remote_opens_a_vote_closes_it_lets_the_room_talk_and_shows_the_vote():
    one = WithRemote()
    one.comes_to(Phase.THINK)
    one.taps(RemoteVerb.NEXT)
    assert one.phase is Phase.VOTE
    one.votes(a=7, b=2)
    one.wait()
    assert (one.view.voted, one.view.people) == (9, 12)
    one.taps(RemoteVerb.NEXT, RemoteVerb.REVEAL)
    assert one.phase is Phase.REVEAL
    one.taps(RemoteVerb.NEXT)
    assert one.phase is Phase.TALK


def test_an_empty_vote_can_be_closed_all_the_same():
    one = WithRemote()
    one.comes_to(Phase.THINK)
    one.taps(RemoteVerb.NEXT, RemoteVerb.VOTE)
    one.wait()

    assert one.phase is Phase.VOTED


def test_the_wall_is_blanked_and_the_clock_stopped_and_given_time():
    one = WithRemote()
    one.comes_to(Phase.THINK)
    one.press("k")
    one.taps(RemoteVerb.PAUSE)
    before = one.room.clock.seconds_left
    one.taps(RemoteVerb.MORE_TIME)
    assert one.desk.is_paused and one.room.clock.seconds_left == before + 30
    one.taps(RemoteVerb.PAUSE, RemoteVerb.BLANK)
    assert one.desk.is_blank and RemoteVerb.NEXT not in one.offered
    one.taps(RemoteVerb.BLANK)
    assert not one.desk.is_blank


def test_a_press_that_was_meant_for_another_step_does_nothing():
    one = WithRemote()
    one.comes_to(Phase.THINK)
    one.wait()
    old = one.view.step
    one.press("space")
    assert one.phase is Phase.VOTE
    one.hears(RemoteDid(RemoteVerb.NEXT, old))

    assert one.phase is Phase.VOTE and not one.desk.message


def test_two_presses_for_the_same_step_are_one():
    one = WithRemote()
    one.comes_to(Phase.THINK)
    one.votes()
    one.wait()
    step = one.view.step
    one.phones.remote_events += [RemoteDid(RemoteVerb.NEXT, step), RemoteDid(RemoteVerb.NEXT, step)]
    one.wait()

    assert one.phase is Phase.VOTE


def test_a_remote_goes_on_with_what_leads_and_with_no_other_choice():
    one = WithRemote()
    one.comes_to(Phase.COMPARE)
    assert one.room.settled
    other = next(
        option.letter.lower() for option in one.room.facilitator_view().can_adopt if option.id != one.room.settled
    )
    one.press(other)
    assert one.desk.picked not in ("", one.room.settled)
    one.wait()
    assert set(one.offered) == {RemoteVerb.BLANK}
    one.hears(RemoteDid(RemoteVerb.NEXT, one.view.step))
    assert one.phase is Phase.COMPARE

    one.press("backspace")
    one.taps(RemoteVerb.NEXT)
    assert one.desk.picked == one.room.settled and one.phase is Phase.COMPARE
    one.taps(RemoteVerb.NEXT)
    assert one.phase is Phase.CONSEQUENCE


def test_it_offers_its_seven_keys_and_no_other_at_any_moment():
    one = WithRemote()
    seen = set()
    for _ in range(120):
        seen |= set(one.offered)
        if one.phase is Phase.VOTE:
            one.votes(a=7, b=2)
        one.press("space")
    assert seen <= set(RemoteVerb)
    assert {RemoteVerb.NEXT, RemoteVerb.BLANK, RemoteVerb.PAUSE} <= seen


@pytest.mark.parametrize("key", ["n", "s", "f1", "i"])
def test_what_is_asked_at_the_computer_is_answered_there(key):
    one = WithRemote()
    one.press(key)
    ask = one.desk.ask
    one.wait()
    assert set(one.offered) == {RemoteVerb.BLANK}
    one.hears(RemoteDid(RemoteVerb.NEXT, one.view.step))

    assert one.desk.ask is ask is not None


def test_a_session_that_was_left_at_the_computer_is_gone_on_with_there():
    one = WithRemote()
    one.press("escape")
    one.wait()

    assert one.offered == {} and one.view.notes == ()


def test_a_remote_that_is_lost_pauses_the_session_until_somebody_goes_on():
    one = WithRemote()
    one.comes_to(Phase.THINK)
    one.hears(RemoteNews.LOST)
    assert one.desk.is_paused and "lost" in one.desk.message
    one.press("space")
    assert one.phase is Phase.THINK
    one.press("p", "space")
    assert one.phase is Phase.VOTE


def test_a_remote_that_sleeps_pauses_nothing():
    one = WithRemote()
    one.hears(RemoteNews.RESTS)

    assert not one.desk.is_paused
    assert "asleep" in one.room.desk_view().remote


def test_after_a_restart_of_the_server_it_is_off_and_is_not_switched_on_by_itself():
    one = WithRemote()
    one.hears(RemoteNews.OFF)

    assert one.desk.is_paused and not one.room.has_remote
    assert one.phones.keys[-1] is None


def test_somebody_who_tries_wrong_keys_is_noticed():
    one = WithRemote()
    one.hears(RemoteNews.TRIED)

    assert "wrong keys" in one.desk.message


def test_a_remote_shows_no_key_of_the_computer():
    one = WithRemote()
    for _ in range(120):
        for words in (one.view.next, one.view.says):
            assert "Press " not in words and " shows the vote" not in words
        if one.phase is Phase.VOTE:
            one.votes(a=7, b=2)
        one.press("space")


def test_a_remote_shows_how_many_voted_and_never_for_what():
    one = WithRemote()
    one.comes_to(Phase.VOTE)
    one.votes(a=7, b=2)
    one.wait()
    words = f"{one.view.next} {one.view.says} {one.view.keys} {one.view.notes}"

    assert one.view.voted == 9
    assert "7" not in words and "2" not in words


def test_its_key_is_a_key_of_the_one_table():
    assert verb_of("f3") is Verb.REMOTE


def test_a_tie_leaves_a_remote_nothing_that_can_only_be_done_at_the_computer():
    one = WithRemote()
    one.comes_to(Phase.TALK)
    one.press("v")
    one.votes(a=5, b=5)
    one.press("v", "space")
    for _ in range(4):
        one.press("space")
    one.wait()
    assert one.phase is Phase.COMPARE
    assert RemoteVerb.NEXT not in one.offered


def test_more_votes_than_people_are_pointed_out_on_a_remote_too():
    one = WithRemote(headcount=12)
    one.comes_to(Phase.VOTE)
    one.votes(a=12)
    one.wait()
    assert one.view.says == ""
    one.votes(a=13)
    one.wait()
    assert "may vote twice" in one.view.says and one.room.facilitator_view().more_than_headcount


def test_whoever_tells_a_decision_from_the_remote_is_asked_there_first():
    one = WithRemote(minutes=30, scenario=scenario_named(BUNDLED[0]))
    for _ in range(40):
        one.comes_to(Phase.THINK)
        if one.room.tells:
            break
        one.press("v")
        one.votes(a=7)
        one.press("v", "a", "return")
    one.taps(RemoteVerb.NEXT)
    assert one.phase is Phase.THINK and one.desk.ask is Ask.TELL
    one.wait()
    assert "The story takes" in one.view.next
    one.taps(RemoteVerb.NEXT)
    assert one.phase is Phase.CONSEQUENCE
