"""A facilitator learns from their own window whether phones get through, and the room sees nothing of it."""

from __future__ import annotations

import threading
import time
from itertools import product

import pytest

from game.hosting import VotesBy
from game.server.link import Problem, Reached, Serving
from game.server.network_check import PATIENCE
from game.server.network_test import FALLBACK, Seen, Verdict
from game.server.remote_protocol import RemoteVerb
from game.session.phases import Phase
from game.ui import theme
from game.ui.element import Element, find, walk
from game.ui.overflow import overflows
from game.ui.room_desk import Ask
from game.ui.room_keys import Verb, verb_of
from game.ui.room_network import AGAIN
from game.ui.screens.room.facilitator import facilitator_screen
from tests.ui.room_desk import Facilitator
from tests.ui.test_room_facilitator import words_of
from tests.ui.test_room_remote import SIZES, WithRemote
from tests.ui.tours import BUNDLED, MEASURE, look_for

LOOK = look_for(BUNDLED[0], (1280, 720)).with_theme(theme.DARK)
PAGE = "192.168.1.24:8765/reached"


class Network:
    """What a computer sees of its network, as a test has it; asked from the thread that looks."""

    def __init__(self) -> None:
        self.sees: dict[str, object] = {}
        self.asked = 0
        self.by: set[str] = set()

    def __call__(self, port: int, *, is_serving: bool) -> Seen:
        self.asked += 1
        self.by.add(threading.current_thread().name)
        usual = {"addresses": ("192.168.1.24",), "port": port, "is_port_free": True, "answers_itself": is_serving}
        return Seen(**{**usual, **self.sees})  # type: ignore[arg-type]


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    from game.ui.room_network import NetworkRoom

    made = Network()
    monkeypatch.setattr(NetworkRoom, "probe", staticmethod(made))
    return made


def on_lan(**settled: object) -> Facilitator:
    one = Facilitator(**{"is_on_lan": True, **settled})
    settles(one)
    return one


def settles(one: Facilitator) -> None:
    """Wait for the thread that looks, where one does."""
    until = time.monotonic() + 10
    while any(thread.name == "network check" for thread in threading.enumerate()):
        assert time.monotonic() < until
        time.sleep(0.001)
    one.room.tick()


def checks(one: Facilitator) -> Facilitator:
    one.press("f4")
    settles(one)
    return one


def hears(one: Facilitator, event: object) -> None:
    one.phones.events.append(event)
    one.room.tick()


def seen(one: Facilitator, *, is_seen: bool = False) -> Element:
    return facilitator_screen(one.room.facilitator_view(), one.room.desk_view(is_seen=is_seen), LOOK)


def verdict(one: Facilitator) -> str:
    found = find(seen(one), "network-verdict")
    assert found is not None
    return found.name


# --- in each verdict -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", [Phase.BRIEFING, Phase.LOBBY])
def test_before_and_after_the_doors_open_a_page_is_offered_that_a_phone_tries(network, phase):
    one = on_lan()
    one.comes_to(phase)
    assert Verb.NETWORK in [step.verb for step in one.room.desk_view().steps]
    checks(one)

    assert verdict(one).startswith("Nothing speaks against it so far.")
    code = find(seen(one), "qr")
    assert code is not None and PAGE in code.name
    told = words_of(seen(one))
    assert "Scan this with your own phone" in told and PAGE in told and "mobile data off" in told
    assert one.phase is phase


def test_it_turns_by_itself_when_a_second_device_got_through(network):
    one = checks(on_lan())
    hears(one, Reached())

    assert verdict(one) == "It works: another device got through."
    assert one.desk.message == ""


def test_after_a_while_it_turns_by_itself_to_what_is_likely_and_to_hands(network):
    network.sees["addresses"] = ("192.168.1.24", "10.0.0.7")
    one = checks(on_lan())
    one.now.seconds += PATIENCE
    assert one.room.tick()
    told = words_of(seen(one))

    for reason in ("same Wi-Fi", "keeps devices apart", "firewall", "VPN", "several networks", "10.0.0.7:8765/reached"):
        assert reason in told
    assert find(seen(one), "network-fallback").name == FALLBACK
    hears(one, Reached())
    assert verdict(one).startswith("It works")


def test_what_is_wrong_at_once_is_said_without_a_code_that_leads_nowhere(network):
    network.sees["addresses"] = ()
    one = checks(on_lan())

    assert "on no network" in verdict(one)
    assert find(seen(one), "qr") is None
    assert find(seen(one), "network-fallback").name == FALLBACK


@pytest.mark.parametrize(
    ("settled", "says"),
    [
        ({"is_on_lan": False}, "only this computer"),
        ({"by_phone": False}, "hands are counted"),
        ({"invented": 30}, "voters are invented"),
    ],
)
def test_a_session_that_phones_do_not_reach_says_what_to_start_instead_and_looks_at_nothing(network, settled, says):
    one = Facilitator(**settled)
    one.press("f4")

    assert one.room.desk_view().network.judgement.verdict is Verdict.SHUT
    assert says in verdict(one)
    assert f"upstander host {one.session.scenario.id} --lan" in words_of(seen(one))
    assert network.asked == 0


# --- at the start ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sees", "says"),
    [
        ({"addresses": ()}, "on no network"),
        ({"addresses": ("169.254.3.4",)}, "no address of its own"),
        ({"answers_itself": False}, "does not even answer itself"),
    ],
)
def test_a_problem_that_this_computer_sees_by_itself_is_said_at_the_start_with_the_key_to_press(network, sees, says):
    network.sees.update(sees)
    one = Facilitator(is_on_lan=True, by_phone=False)
    one.room.link = one.phones
    hears(one, Serving(8765, tuple(sees.get("addresses", ("192.168.1.24",)))))
    settles(one)
    said = find(seen(one), "trouble").name

    assert says in said and said.endswith("Press F4 for what to do.")
    assert said.count(". ") == 1, "one sentence, and the key"


def test_a_port_that_is_taken_is_said_with_the_key_to_press(network):
    one = Facilitator(is_on_lan=True)
    one.room.join = None
    hears(one, Problem("Another program uses port 8765 on this computer.", is_over=True))
    settles(one)
    assert find(seen(one), "trouble").name == (
        "Another program uses port 8765 on this computer. Press F4 for what to do."
    )
    checks(one)
    assert "port 8765" in verdict(one) and find(seen(one), "qr") is None


def test_where_nothing_is_wrong_at_the_start_nothing_is_said(network):
    one = on_lan()
    one.now.seconds += 10 * PATIENCE
    one.room.tick()

    assert network.asked == 1
    assert find(seen(one), "trouble") is None and one.desk.message == ""


def test_phones_that_come_to_vote_interrupt_nobody(network):
    one = on_lan()
    one.room.say("You are where this session was left.")
    hears(one, Reached())
    assert one.desk.message == "You are where this session was left."
    checks(one)
    assert verdict(one).startswith("It works")


def test_who_has_closed_the_check_is_told_when_a_device_got_through(network):
    one = checks(on_lan())
    one.press("return")
    hears(one, Reached())

    assert "Another device has reached this computer" in one.desk.message


# --- what it never does ----------------------------------------------------------------------------------------------


def test_it_is_never_on_the_wall(network):
    one = on_lan()
    before = (one.room.wall_view(), one.room.extras())
    for event in (None, Reached()):
        checks(one)
        if event:
            hears(one, event)
        assert one.desk.shows_network
        assert (one.room.wall_view(), one.room.extras()) == before
        assert not [each for each in walk(one.room.wall().root) if "reached" in each.name]
        one.press("f4")


def test_where_the_room_sees_the_notes_there_is_no_code_that_it_would_take_for_the_way_to_join(network):
    one = checks(on_lan(has_one_window=True))

    assert find(seen(one, is_seen=True), "qr") is None
    assert PAGE in words_of(seen(one, is_seen=True))


def test_looking_is_done_in_another_thread_and_never_keeps_the_window_waiting(network, monkeypatch):
    goes_on = threading.Event()

    def slow(port: int, *, is_serving: bool) -> Seen:
        goes_on.wait(10)
        return network(port, is_serving=is_serving)

    from game.ui.room_network import NetworkRoom

    monkeypatch.setattr(NetworkRoom, "probe", staticmethod(slow))
    one = Facilitator(is_on_lan=True)
    began = time.monotonic()
    one.press("f4", "f4", "f4")
    assert verdict(one) == "Looking at the network …"
    assert time.monotonic() - began < 5
    goes_on.set()
    settles(one)
    assert verdict(one).startswith("Nothing speaks against it")
    assert network.by == {"network check"}


def test_while_it_is_read_it_looks_again_and_follows_another_network(network):
    network.sees["addresses"] = ()
    one = checks(on_lan())
    assert "on no network" in verdict(one)
    network.sees["addresses"] = ("192.168.1.24",)
    one.now.seconds += AGAIN
    one.room.tick()
    settles(one)

    assert verdict(one).startswith("Nothing speaks against it")


def test_a_wall_that_names_an_address_of_before_is_pointed_out(network):
    one = on_lan()
    network.sees["addresses"] = ("10.0.0.7",)
    checks(one)

    assert "192.168.1.24" in verdict(one)
    assert "start it again" in words_of(seen(one)).lower()


# --- its key ---------------------------------------------------------------------------------------------------------


def test_its_key_is_a_key_of_the_one_table():
    assert verb_of("f4") is Verb.NETWORK


def test_its_key_stands_once_among_those_that_do_something_now(network):
    one = on_lan()
    for phase in (Phase.BRIEFING, Phase.LOBBY, Phase.VOTE):
        one.comes_to(phase)
        for _ in range(2):
            caps = [step.cap for step in one.room.desk_view().steps]
            assert len(caps) == len(set(caps))
            one.press("f4")


@pytest.mark.parametrize("key", ["f4", "return", "space", "page up", "backspace"])
def test_it_is_closed_with_any_of_these_and_they_do_nothing_else(network, key):
    one = checks(on_lan())
    one.press(key)

    assert not one.desk.shows_network
    assert one.phase is Phase.BRIEFING
    assert find(seen(one), "network-verdict") is None


def test_a_key_for_something_else_closes_it_and_does_that(network):
    one = checks(on_lan())
    one.press("f1")
    assert one.desk.ask is Ask.HELP and not one.desk.shows_network
    one.press("f4")
    assert one.desk.shows_network and one.desk.ask is None


def test_leaving_at_once_leaves_the_check_too(network):
    one = checks(on_lan())
    one.press("escape")
    assert PAGE not in words_of(seen(one))
    one.press("space")
    assert not one.desk.shows_network


def test_letters_and_digits_vote_for_nothing_while_it_is_shown(network):
    one = on_lan()
    one.comes_to(Phase.VOTE)
    checks(one)
    one.press("a", "4", "return")

    assert one.room.facilitator_view().voted == 0 and one.desk.picked == ""


def test_a_remote_is_told_and_cannot_close_it_by_going_on(network):
    one = WithRemote()
    checks(one)
    one.wait()

    assert set(one.offered) == {RemoteVerb.BLANK}
    assert "network" in one.view.next


def test_the_wall_can_be_blanked_from_there(network):
    one = checks(on_lan())
    one.press(".")

    assert one.room.extras().is_blank and one.desk.shows_network


@pytest.mark.parametrize(("size", "percent"), [*product(SIZES, (100, 150, 200))])
def test_nothing_is_cut_off_and_the_code_can_be_scanned_on_every_window(network, size, percent):
    network.sees["addresses"] = ("192.168.100.124", "10.100.100.107", "172.16.100.200")
    one = on_lan(votes=VotesBy.PHONES)
    hears(one, Serving(48_765, ("192.168.100.124",)))
    checks(one)
    look = look_for(BUNDLED[0], size, percent).with_theme(theme.DARK)
    for waited in (0.0, PATIENCE):
        one.now.seconds += waited
        one.room.tick()
        codes, shown = [], ""
        for _ in range(8):
            root = facilitator_screen(one.room.facilitator_view(), one.room.desk_view(), look)
            assert overflows(root, MEASURE) == ()
            shown += words_of(root)
            codes += [each for each in walk(root) if each.key == "qr"]
            one.press("down")
        one.press(*["up"] * 12)
        assert FALLBACK.split()[0] in shown
        assert codes and all(min(code.rect.size) >= 0.2 * min(size) for code in codes)
