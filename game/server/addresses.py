"""
The addresses of this computer, and whether a request was meant for one of them.

A page on the internet can make a browser in the room send requests here under a name of its own (DNS rebinding), or
from its own origin.  So a request counts only if it names the very address that it arrived at, and nothing else.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only when the game is told to open the doors to the local network
# Nothing is sent to them: asking how one would be reached names our address on that network.
_ELSEWHERE = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "169.254.255.254", "198.51.100.1")
_ANY_PORT = 9
# What programs that run other systems inside this one give it, unless told otherwise: no phone is there.
_OF_PROGRAMS = frozenset(("192.168.56.1", "192.168.99.1", "192.168.122.1", "172.17.0.1"))


def names_of(address: str, port: int) -> frozenset[str]:
    """What a browser may write in `Host` when it has reached this address and port."""
    parsed = ipaddress.ip_address(address)
    hosts = {f"[{parsed}]" if parsed.version == 6 else str(parsed)}
    if parsed.is_loopback:
        hosts.add("localhost")
    return frozenset(f"{host}:{port}" for host in hosts) | (frozenset(hosts) if port == 80 else frozenset())


def is_own_host(given: Iterable[str], address: str, port: int) -> bool:
    """Whether the `Host` headers of a request, exactly one, name the address it arrived at."""
    hosts = list(given)
    return len(hosts) == 1 and hosts[0].lower() in names_of(address, port)


def is_own_origin(given: Iterable[str], host: str) -> bool:
    """Whether the `Origin` headers of a request, exactly one, are the page of that checked `Host`."""
    origins = list(given)
    return len(origins) == 1 and origins[0].lower() == f"http://{host.lower()}"


def lan_addresses() -> tuple[str, ...]:
    """Where phones on the same network may find this computer, the likeliest first; looks, and sends nothing."""
    found: list[str] = []
    for elsewhere in _ELSEWHERE:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect((elsewhere, _ANY_PORT))
            found.append(asking.getsockname()[0])
    with suppress(OSError, UnicodeError):  # a computer may have a name that no network allows
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return in_order(found)


def in_order(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each address once, home and office networks first; those of this computer alone are left out."""
    kept = {address: ipaddress.ip_address(address) for address in addresses}
    usable = [name for name, address in kept.items() if not (address.is_loopback or address.is_unspecified)]
    return tuple(sorted(usable, key=lambda name: _rank(kept[name])))


def is_of_a_program(address: str) -> bool:
    """Whether it is one that a program on this computer usually gives it, for a network inside the computer."""
    return address in _OF_PROGRAMS


_LIKELY = [ipaddress.ip_network(each) for each in ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")]


def _rank(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> int:
    if is_of_a_program(str(address)):
        return len(_LIKELY) + 2
    if address.is_link_local:
        return len(_LIKELY) + 1  # nobody gave this computer an address
    return next((place for place, network in enumerate(_LIKELY) if address in network), len(_LIKELY))
