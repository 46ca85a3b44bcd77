"""Before a session the facilitator reads in plain sentences whether phones get through, and what to do if not."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.server.addresses import in_order, is_own_host, is_own_origin, lan_addresses
from game.server.network_test import FALLBACK, Seen, System, Verdict, answers, is_port_free, judge, look
from tests.server.rooms import a_room


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
)


@given(ANYTHING)
def test_whatever_is_seen_there_is_something_to_do_and_a_way_without_a_network(anything: Seen) -> None:
    made = judge(anything)

    assert made.says and all(says[-1] in ".:" or "http://" in says or "try:" in says for says in made.says)
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

    for reason in ("mobile data", "sign-in page", "firewall", "keeps devices apart"):
        assert reason in told


@pytest.mark.parametrize(("system", "says"), [(System.WINDOWS, "private networks"), (System.MAC, "System Settings")])
def test_the_firewall_is_this_systems(system: System, says: str) -> None:
    assert says in words(was_reached=False, system=system)


@pytest.mark.parametrize(("address", "says"), [("169.254.3.4", "no address of its own"), ("100.64.0.9", "VPN")])
def test_an_address_that_phones_hardly_reach_is_warned_of(address: str, says: str) -> None:
    assert says in words(addresses=(address,))


def test_other_addresses_are_offered() -> None:
    assert "10.0.0.7" in words(addresses=("192.168.1.24", "10.0.0.7"))


def test_home_networks_come_first_and_what_no_phone_reaches_is_left_out() -> None:
    found = ["100.64.0.9", "127.0.0.1", "10.0.0.7", "169.254.3.4", "192.168.1.24", "10.0.0.7", "0.0.0.0"]

    assert in_order(found) == ("192.168.1.24", "10.0.0.7", "100.64.0.9", "169.254.3.4")


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
