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

from game.server.addresses import EVERYWHERE, is_of_a_program, lan_addresses

PROBE_PAGE = "/reached"
SECONDS = 2.0
FALLBACK = "Raised hands always work: they need no network."
AGAIN = "Close this session and start it again. It goes on where it was."
FROM_A_TERMINAL = "upstander host --check-network"


class Verdict(StrEnum):
    """How it looks."""

    WORKS = "works"  # another device got through
    TRY = "try"  # nothing speaks against it, and no other device has tried
    BLOCKED = "blocked"
    SHUT = "shut"  # the session was started so that phones do not reach it


class Doors(StrEnum):
    """Who can reach the session, by the way it was started."""

    NETWORK = "network"  # phones on the same network
    HERE = "here"  # this computer alone
    HANDS = "hands"  # nobody: raised hands are counted
    INVENTED = "invented"  # nobody: the voters of a rehearsal are invented


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
        doors: Who can reach the session.
        start_with: The command that lets phones in, where they are not.
        trouble: Why no voting server runs, in sentences; empty where one does or should.
        joins_at: The address that phones are told to go to; empty where they are told none.
    """

    addresses: tuple[str, ...]
    port: int
    is_port_free: bool
    answers_itself: bool | None = None
    was_reached: bool | None = None
    system: System = System.OTHER
    doors: Doors = Doors.NETWORK
    start_with: str = "upstander host ID --lan"
    trouble: str = ""
    joins_at: str = ""

    def page(self, address: str) -> str:
        """Where another device finds the probe page, at one of the addresses."""
        return f"http://{address}:{self.port}{PROBE_PAGE}"


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
_SHUT = {
    Doors.HERE: "Phones reach only this computer, because the session was not opened to the network.",
    Doors.HANDS: "Phones do not reach this session: hands are counted, and that needs no network.",
    Doors.INVENTED: "Phones do not reach a rehearsal: its voters are invented.",
}


def judge(seen: Seen) -> Judgement:
    """What the facilitator should know and do."""
    if seen.doors is not Doors.NETWORK:
        return _shut(seen)
    if seen.trouble:
        return Judgement(Verdict.BLOCKED, (seen.trouble, AGAIN))
    if seen.joins_at and seen.addresses and seen.joins_at not in seen.addresses:
        return Judgement(
            Verdict.BLOCKED,
            (
                f"The network has changed: phones are told to go to {seen.joins_at}, and this computer is not there.",
                AGAIN,
            ),
        )
    if seen.was_reached:
        return Judgement(Verdict.WORKS, ("It works: another device got through.", "Phones on its network can vote."))
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
    if seen.answers_itself is False:
        return Judgement(
            Verdict.BLOCKED,
            (f"This computer does not even answer itself at {seen.addresses[0]}.", _firewall(seen)),
        )
    if seen.was_reached is None:
        return Judgement(
            Verdict.TRY,
            (
                "Nothing speaks against it so far. Now try it with a phone.",
                f"On the phone, open {seen.page(seen.addresses[0])}",
                "The phone must be on the same Wi-Fi as this computer, with mobile data off.",
                *_warnings(seen),
            ),
        )
    return Judgement(
        Verdict.BLOCKED,
        (
            "No other device has got through so far. If you have tried, one of these is likely:",
            "The phone is on another network, or on mobile data. Connect it to the same Wi-Fi as this computer.",
            "The Wi-Fi shows a sign-in page first. Sign in on the phone, then try again.",
            "The Wi-Fi keeps devices apart, as guest networks do. Nothing on this computer can change that: "
            "use a hotspot, or another Wi-Fi.",
            _firewall(seen),
            "A VPN is on, on this computer or on the phone. Switch it off and try again.",
            *_warnings(seen),
        ),
    )


def problem(seen: Seen) -> str:
    """What is wrong as far as this computer can see by itself, in a sentence; empty for nothing."""
    made = judge(seen)
    if made.verdict is Verdict.BLOCKED:
        return made.says[0]
    return _strange(seen.addresses[0])[0] if made.verdict is Verdict.TRY else ""


def _shut(seen: Seen) -> Judgement:
    says = (
        _SHUT[seen.doors],
        f"If phones are to vote, close this session and start: {seen.start_with}",
        "From the library, “Run for a group” opens it to phones by itself.",
        f"To check the network without a session, start: {FROM_A_TERMINAL}",
    )
    return Judgement(Verdict.SHUT, says)


def _firewall(seen: Seen) -> str:
    return "A firewall may be in the way. " + _FIREWALL[seen.system].format(port=seen.port)


def _strange(address: str) -> tuple[str, str]:
    """Why phones hardly reach this address, and what to do, a sentence each; empty for an address like others."""
    parsed = ipaddress.ip_address(address)
    if parsed.is_link_local:
        return "The network gave this computer no address of its own.", "Connect it to the Wi-Fi again."
    if is_of_a_program(address):
        return f"The only network seems to be one inside this computer ({address}).", "Connect it to the Wi-Fi."
    if not parsed.is_private:
        return f"{address} is no address of a home or office network.", "If a VPN is on, switch it off and try again."
    return "", ""


def _warnings(seen: Seen) -> tuple[str, ...]:
    made = [" ".join(strange)] if any(strange := _strange(seen.addresses[0])) else []
    if len(seen.addresses) > 1:
        others = ", ".join(map(seen.page, seen.addresses[1:]))
        made.append(f"This computer is on several networks. If the first address does not work, try: {others}")
    return tuple(made)


# --- probes ----------------------------------------------------------------------------------------------------------


def look(port: int, *, is_serving: bool, was_reached: bool | None = None) -> Seen:
    """See what this computer can see.  May wait some seconds for the network.

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
