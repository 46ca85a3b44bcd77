"""Before a session the facilitator reads in plain sentences whether phones get through, and what to do if not."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.server.addresses import in_order, is_own_host, is_own_origin, lan_addresses
from game.server.link import Reached
from game.server.network_check import PATIENCE, NetworkCheck
from game.server.network_test import (
    FALLBACK,
    PROBE_PAGE,
    Doors,
    Seen,
    System,
    Verdict,
    answers,
    is_port_free,
    judge,
    look,
    problem,
)
from game.server.voting_server import REACHED_SECONDS
from tests.server.rooms import PATIENCE as SOON
from tests.server.rooms import Room, a_room


def seen(**changes: Any) -> Seen:
    return Seen(**{"addresses": ("192.168.1.24",), "port": 8765, "is_port_free": True, **changes})


def words(**changes: Any) -> str:
    return " ".join(judge(seen(**changes)).says)


ANYTHING = st.builds(
    Seen,
    addresses=st.lists(st.ip_addresses(v=4).map(str), max_size=3).map(tuple),
    port=st.integers(1, 65_535),
    is_port_free=st.booleans(),
    answers_itself=st.none() | st.booleans(),
    was_reached=st.none() | st.booleans(),
    system=st.sampled_from(System),
    doors=st.sampled_from(Doors),
    trouble=st.sampled_from(("", "The voting server cannot be started. Use hands.")),
    joins_at=st.sampled_from(("", "192.168.1.24")),
)


@given(ANYTHING)
def test_whatever_is_seen_there_is_something_to_do_and_a_way_without_a_network(anything: Seen) -> None:
    made = judge(anything)

    assert made.says and all(
        says[-1] in ".:" or "http://" in says or "start: upstander host" in says for says in made.says
    )
    assert made.fallback == FALLBACK


@given(ANYTHING)
def test_it_is_said_to_work_only_when_another_device_got_through(anything: Seen) -> None:
    assert (judge(anything).verdict is Verdict.WORKS) <= bool(anything.was_reached)


def test_without_a_network_a_hotspot_is_the_way() -> None:
    assert judge(seen(addresses=())).verdict is Verdict.BLOCKED
    assert "hotspot" in words(addresses=())


def test_a_port_that_is_taken_is_named() -> None:
    assert "port 8765" in words(is_port_free=False)


def test_until_a_phone_has_tried_the_facilitator_is_told_where_it_should() -> None:
    assert judge(seen()).verdict is Verdict.TRY
    assert "http://192.168.1.24:8765/reached" in words()


def test_when_no_phone_got_through_every_usual_reason_is_named() -> None:
    told = words(was_reached=False, answers_itself=True)

    for reason in ("mobile data", "same Wi-Fi", "sign-in page", "firewall", "keeps devices apart", "VPN"):
        assert reason in told
    assert "several networks" not in told
    assert "several networks" in words(was_reached=False, addresses=("192.168.1.24", "10.0.0.7"))


@pytest.mark.parametrize(("system", "says"), [(System.WINDOWS, "private networks"), (System.MAC, "System Settings")])
def test_the_firewall_is_this_systems(system: System, says: str) -> None:
    assert says in words(was_reached=False, system=system)


STRANGE = [
    ("169.254.3.4", "no address of its own"),
    ("100.64.0.9", "no address of a home or office"),
    ("192.168.56.1", "inside this computer"),
]


@pytest.mark.parametrize(("address", "says"), STRANGE)
def test_an_address_that_phones_hardly_reach_is_warned_of_without_a_second_device(address: str, says: str) -> None:
    assert says in words(addresses=(address,))
    assert says in problem(seen(addresses=(address,)))
    assert ". " not in problem(seen(addresses=(address,)))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"addresses": ()}, "no network"),
        ({"is_port_free": False}, "port 8765"),
        ({"answers_itself": False}, "does not even answer itself"),
        ({"trouble": "The voting server cannot be started."}, "cannot be started"),
        ({"joins_at": "192.168.7.7"}, "go to 192.168.7.7"),
    ],
)
def test_what_this_computer_sees_by_itself_is_said_in_one_sentence(changes: dict[str, Any], says: str) -> None:
    assert says in problem(seen(**changes))
    assert problem(seen(**changes)).endswith(".") and ". " not in problem(seen(**changes))


def test_where_nothing_is_wrong_nothing_is_said_before_somebody_asks() -> None:
    assert problem(seen()) == problem(seen(answers_itself=True)) == problem(seen(was_reached=True)) == ""


def test_a_network_that_changed_under_the_session_is_said_although_a_phone_got_through_before() -> None:
    made = judge(seen(joins_at="192.168.7.7", was_reached=True))

    assert made.verdict is Verdict.BLOCKED
    assert "start it again" in " ".join(made.says)


@pytest.mark.parametrize(
    ("doors", "says"), [(Doors.HERE, "only this computer"), (Doors.HANDS, "hands"), (Doors.INVENTED, "invented")]
)
def test_a_session_that_is_not_open_to_the_network_says_so_and_what_to_start_instead(doors: Doors, says: str) -> None:
    made = judge(seen(doors=doors, start_with="upstander host let-her-finish --lan"))

    assert made.verdict is Verdict.SHUT
    assert says in made.says[0]
    assert "upstander host let-her-finish --lan" in " ".join(made.says)


def test_other_addresses_are_offered() -> None:
    assert "10.0.0.7" in words(addresses=("192.168.1.24", "10.0.0.7"))


def test_home_networks_come_first_and_what_no_phone_reaches_is_left_out() -> None:
    found = ["100.64.0.9", "127.0.0.1", "10.0.0.7", "169.254.3.4", "192.168.1.24", "10.0.0.7", "0.0.0.0"]

    assert in_order(found) == ("192.168.1.24", "10.0.0.7", "100.64.0.9", "169.254.3.4")


def test_a_network_inside_the_computer_comes_after_those_that_phones_can_be_on() -> None:
    assert in_order(["192.168.56.1", "10.0.0.7", "172.17.0.1"])[0] == "10.0.0.7"


def test_looking_for_addresses_finds_none_that_is_only_this_computers() -> None:
    assert not [address for address in lan_addresses() if address.startswith("127.")]


def test_a_port_in_use_is_not_free_and_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        assert not is_port_free(port)
        assert answers("127.0.0.1", port)
    assert is_port_free(port)
    assert not answers("127.0.0.1", port)


def test_a_running_server_is_not_another_program_on_its_port() -> None:
    with a_room() as room:
        assert look(room.port, is_serving=True, was_reached=None).is_port_free
        assert not look(room.port, is_serving=False, was_reached=None).is_port_free


HOSTS = st.text(alphabet="abc.:[]@%127.0.0.1:8765localhost", max_size=30)


@given(st.lists(HOSTS, max_size=2))
def test_a_request_counts_only_under_the_address_that_it_came_to(hosts: list[str]) -> None:
    own = is_own_host(hosts, "192.168.1.24", 8765)

    assert own == (hosts == ["192.168.1.24:8765"])


@given(st.lists(HOSTS.map("http://".__add__) | st.just("null"), max_size=2))
def test_a_page_counts_only_if_it_is_ours(origins: list[str]) -> None:
    assert is_own_origin(origins, "192.168.1.24:8765") == (origins == ["http://192.168.1.24:8765"])


def test_the_usual_port_may_be_left_out() -> None:
    assert is_own_host(["192.168.1.24"], "192.168.1.24", 80)
    assert not is_own_host(["192.168.1.24"], "192.168.1.24", 8765)


def test_an_address_in_brackets_is_an_address() -> None:
    assert is_own_host(["[fe80::1]:8765"], "fe80::1", 8765)


# --- the probe page --------------------------------------------------------------------------------------------------

OTHER = "127.0.0.2"  # a second address of the loopback stands for a second device


def opens(room: Room, path: str, source: str) -> bytes:
    """What a device at that address gets for a page."""
    with closing(socket.create_connection(("127.0.0.1", room.port), SOON, (source, 0))) as device:
        device.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while more := device.recv(65_536):
            answer += more
    return answer


@pytest.fixture
def other() -> str:
    """The address of a second device."""
    try:
        with socket.create_server((OTHER, 0)):
            return OTHER
    except OSError:
        pytest.skip("this system has one address for itself")


def test_the_probe_page_of_a_second_device_says_that_it_gets_through_and_the_game_hears_of_it(other: str) -> None:
    with a_room() as room:
        assert b"This phone gets through" in opens(room, PROBE_PAGE, other)

        assert room.wait_for(Reached) == Reached()


def test_a_phone_that_opens_the_page_to_vote_has_got_through_too(other: str) -> None:
    with a_room() as room:
        opens(room, "/", other)

        assert room.wait_for(Reached) == Reached()


def test_this_computer_is_no_second_device(other: str) -> None:
    with a_room() as room:
        opens(room, PROBE_PAGE, "127.0.0.1")
        opens(room, "/nothing", other)
        time.sleep(REACHED_SECONDS)  # else the next would not be said
        opens(room, PROBE_PAGE, other)
        room.wait_for(Reached)

        assert room.events.count(Reached()) == 1


def test_a_flood_of_devices_is_said_once_a_second_at_most(other: str) -> None:
    with a_room() as room:
        began = time.monotonic()
        for _ in range(40):
            opens(room, PROBE_PAGE, other)
        took = time.monotonic() - began
        room.wait_for(Reached)
        time.sleep(0.2)  # what is still on its way
        room.poll()

        assert room.events.count(Reached()) <= 1 + took


# --- the check as it goes on -----------------------------------------------------------------------------------------


class Checking:
    """A check with a clock that somebody turns."""

    def __init__(self) -> None:
        self.now = 100.0
        self.check = NetworkCheck(lambda: self.now)

    def sees(self, **changes: Any) -> None:
        self.check.look(lambda: seen(**changes))
        until = time.monotonic() + SOON
        while not self.check.poll():
            assert time.monotonic() < until, "nothing else was said"
            time.sleep(0.001)

    @property
    def verdict(self) -> Verdict:
        assert self.check.judgement is not None
        return self.check.judgement.verdict


def test_looking_never_keeps_anybody_waiting() -> None:
    check, goes_on = Checking().check, threading.Event()

    def slow() -> Seen:
        goes_on.wait(SOON)
        return seen()

    began = time.monotonic()
    check.look(slow)
    check.look(slow)
    assert not check.poll() and check.judgement is None
    assert time.monotonic() - began < 1.0
    goes_on.set()


def test_a_device_that_got_through_is_said_at_once() -> None:
    one = Checking()
    one.check.wait_for_device()
    one.sees()
    one.check.reached()

    assert one.check.poll()
    assert one.verdict is Verdict.WORKS


def test_when_no_device_came_for_a_while_it_is_said_what_is_likely_and_a_late_one_still_counts() -> None:
    one = Checking()
    one.check.wait_for_device()
    one.sees()
    one.now += PATIENCE - 1
    assert not one.check.poll() and one.verdict is Verdict.TRY
    one.now += 1
    assert one.check.poll() and one.verdict is Verdict.BLOCKED
    one.check.reached()
    assert one.check.poll() and one.verdict is Verdict.WORKS


def test_as_long_as_nobody_was_asked_to_try_nobody_is_missed() -> None:
    one = Checking()
    one.sees()
    one.now += 10 * PATIENCE

    assert not one.check.poll()
    assert one.verdict is Verdict.TRY and one.check.problem == ""


def test_on_another_network_a_device_has_to_get_through_again() -> None:
    one = Checking()
    one.check.wait_for_device()
    one.sees()
    one.check.reached()
    one.sees(addresses=("10.0.0.7",))

    assert one.verdict is Verdict.TRY
