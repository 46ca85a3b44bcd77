"""
Before a session: can phones reach this computer, and if not, what can be done about it.

`judge` is a function from what was seen to sentences for the facilitator; the probes that see are small and ask only
this computer.  Whether a phone gets through is something that only a phone can show: it loads the page `/reached`.
Whatever comes out, a room can vote by hands.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum

from game.server.addresses import EVERYWHERE, lan_addresses

PROBE_PAGE = "/reached"
SECONDS = 2.0
FALLBACK = "Use hands: nothing else is needed."


class Verdict(StrEnum):
    """How it looks."""

    WORKS = "works"  # another device got through
    TRY = "try"  # nothing speaks against it, and no other device has tried
    BLOCKED = "blocked"


class System(StrEnum):
    """Whose firewall to look at."""

    WINDOWS = "windows"
    MAC = "mac"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen.

    Attributes:
        addresses: Of this computer on its networks, the likeliest first.
        port: That phones would use.
        is_port_free: Whether this program could listen there.
        answers_itself: Whether this computer reaches itself at its first address; None: not tried.
        was_reached: Whether another device loaded the probe page; None: nobody has tried.
        system: Whose firewall it is.
    """

    addresses: tuple[str, ...]
    port: int
    is_port_free: bool
    answers_itself: bool | None = None
    was_reached: bool | None = None
    system: System = System.OTHER


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and sentences: what is so, then what to do."""

    verdict: Verdict
    says: tuple[str, ...]
    fallback: str = FALLBACK


_FIREWALL = {
    System.WINDOWS: "Windows asks once whether Python may use the network: allow it for private networks. "
    "On a managed computer only its administrator can do that.",
    System.MAC: "In System Settings, Network, Firewall, let Python accept incoming connections.",
    System.OTHER: "If this computer has a firewall, let it accept connections on port {port}.",
}


def judge(seen: Seen) -> Judgement:
    """What the facilitator should know and do."""
    if not seen.addresses:
        return Judgement(
            Verdict.BLOCKED,
            (
                "This computer is on no network, so phones cannot find it.",
                "Connect it to the Wi-Fi that the phones use, or switch on a hotspot on this computer or a phone.",
            ),
        )
    if not seen.is_port_free:
        return Judgement(
            Verdict.BLOCKED,
            (f"Another program uses port {seen.port} on this computer.", "Choose another port."),
        )
    place = f"http://{seen.addresses[0]}:{seen.port}"
    if seen.was_reached:
        return Judgement(Verdict.WORKS, ("Another device got through. Phones on its network can vote.",))
    if seen.answers_itself is False:
        return Judgement(
            Verdict.BLOCKED,
            (f"This computer does not even answer itself at {place}.", _firewall(seen)),
        )
    if seen.was_reached is None:
        return Judgement(
            Verdict.TRY,
            (
                f"Nothing speaks against it so far. On a phone, open {place}{PROBE_PAGE}",
                "The phone must be on the same Wi-Fi as this computer, with mobile data off.",
                *_warnings(seen),
            ),
        )
    return Judgement(
        Verdict.BLOCKED,
        (
            "No other device got through. One of these is so:",
            "The phone is on another network, or on mobile data. Connect it to the same Wi-Fi as this computer.",
            "The Wi-Fi shows a sign-in page first. Sign in on the phone, then try again.",
            _firewall(seen),
            "The Wi-Fi keeps devices apart, as guest networks do. Nothing on this computer can change that: "
            "use a hotspot, or another Wi-Fi.",
            *_warnings(seen),
        ),
    )


def _firewall(seen: Seen) -> str:
    return "A firewall may be in the way. " + _FIREWALL[seen.system].format(port=seen.port)


def _warnings(seen: Seen) -> tuple[str, ...]:
    first = ipaddress.ip_address(seen.addresses[0])
    made = []
    if first.is_link_local:
        made.append("The network gave this computer no address of its own. Connect it to the Wi-Fi again.")
    elif not first.is_private:
        made.append("This is no address of a home or office network. If a VPN is on, switch it off and try again.")
    if len(seen.addresses) > 1:
        others = ", ".join(seen.addresses[1:])
        made.append(f"This computer has other addresses too. If the first does not work, try: {others}")
    return tuple(made)


# --- probes ----------------------------------------------------------------------------------------------------------


def look(port: int, *, is_serving: bool, was_reached: bool | None) -> Seen:
    """See what this computer can see.  Takes `SECONDS` at most.

    Args:
        port: That phones would use; 0: any.
        is_serving: Whether the voting server listens there already.
        was_reached: What it has said of other devices so far.
    """
    addresses = lan_addresses()
    return Seen(
        addresses=addresses,
        port=port,
        is_port_free=is_serving or is_port_free(port),
        answers_itself=answers(addresses[0], port) if is_serving and addresses else None,
        was_reached=was_reached,
        system=this_system(),
    )


def is_port_free(port: int) -> bool:
    """Whether a program may listen on this port for the whole network."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as trying:
        if sys.platform != "win32":  # where it would let two programs share a port
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((EVERYWHERE, port))
        except (OSError, OverflowError):
            return False
    return True


def answers(address: str, port: int) -> bool:
    """Whether something accepts a connection there."""
    with suppress(OSError), socket.create_connection((address, port), SECONDS):
        return True
    return False


def this_system() -> System:
    """Whose firewall to speak of."""
    return {"win32": System.WINDOWS, "darwin": System.MAC}.get(sys.platform, System.OTHER)
