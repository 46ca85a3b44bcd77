"""
A room whose facilitator may check whether phones get through.

What this computer sees by itself is looked at when the session starts, where it is open to the network; the rest when
its key is pressed.  It is looked at in another thread, and said on the facilitator's window alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial

from game.server.network_check import NetworkCheck
from game.server.network_test import Doors, Seen, judge, look
from game.session.phases import Phase
from game.ui.room_desk import DeskView, NetworkView, Step
from game.ui.room_keys import BY_VERB, Verb
from game.ui.room_remote import RemoteRoom
from game.ui.room_steps import Moment

AGAIN = 5.0  # seconds between two looks, while somebody reads what came of them
LOBBY = (Phase.BRIEFING, Phase.LOBBY)
CAP = BY_VERB[Verb.NETWORK].cap
WHAT_TO_DO = f"Press {CAP} for what to do."
CHECKING = "The network is being checked at the computer."
STAYS_OPEN = (Verb.NOTES_ON, Verb.NOTES_BACK, Verb.BLANK)
ONLY_CLOSES = (Verb.NETWORK, Verb.CONFIRM, Verb.ERASE, Verb.NEXT, Verb.BACK)


class NetworkRoom(RemoteRoom):
    """A room that knows whether phones reach it.

    Attributes:
        probe: Sees what this computer can see; called in another thread.
    """

    probe: Callable[..., Seen] = staticmethod(look)
    _looked_at: float | None = None

    @cached_property
    def network(self) -> NetworkCheck:
        """What is known of it."""
        return NetworkCheck(self.now)

    # --- the facilitator's window ------------------------------------------------------------------------------------

    def check_network(self) -> None:
        """Show the check, and look."""
        if self.phase is Phase.CLOSED:
            return
        self.desk = replace(
            self.desk, shows_network=True, ask=None, picked="", digits="", text="", message="", notes_page=0
        )
        self.network.wait_for_device()
        if self._can_look:
            self._look_around()

    def close_network(self, verb: Verb) -> bool:
        """What a key does while the check is shown: nearly every one closes it; whether that was all it does."""
        if verb in STAYS_OPEN:
            return False
        self.desk = replace(self.desk, shows_network=False, notes_page=0)
        return verb in ONLY_CLOSES

    def desk_view(self, *, is_seen: bool = False, wall_frame: int = 0) -> DeskView:
        told = super().desk_view(is_seen=is_seen, wall_frame=wall_frame)
        told = replace(told, trouble=self._with_problem(told.trouble))
        if self.desk.has_left:
            return told
        if self.desk.shows_network:
            return replace(told, next_words=CHECKING, network=self._network_view())
        return told

    def _steps(self, moment: Moment) -> tuple[Step, ...]:
        steps = super()._steps(moment)
        if self.desk.has_left:
            return steps
        if self.desk.shows_network:
            blank = _step(Verb.BLANK, "Show the wall" if self.desk.is_blank else "Blank the wall")
            return (_step(Verb.CONFIRM, "Close"), blank, _step(Verb.LEAVE, "Leave now"))
        is_offered = self.phase in LOBBY and self.link is not None and not self.desk.ask and not self.desk.picked
        return _with_check(steps) if is_offered else steps

    def _with_problem(self, trouble: str) -> str:
        """What is wrong with the phones, with the key that says more."""
        if self._doors is not Doors.NETWORK or self.desk.shows_network:
            return trouble
        if trouble and not self._is_over:
            return trouble
        found = trouble or self.network.problem
        return f"{found} {WHAT_TO_DO}" if found else ""

    def _network_view(self) -> NetworkView:
        if self._doors is not Doors.NETWORK:
            seen = Seen(addresses=(), port=0, is_port_free=True, doors=self._doors, start_with=self._start_with)
            return NetworkView(judge(seen))
        seen_now, made = self.network.seen, self.network.judgement
        if seen_now is None or made is None:
            return NetworkView(None)
        has_page = bool(seen_now.addresses) and not seen_now.trouble
        return NetworkView(made, seen_now.page(seen_now.addresses[0]) if has_page else "", seen_now.addresses)

    @property
    def _doors(self) -> Doors:
        if self.hosting.invented:
            return Doors.INVENTED
        if self.link is None:
            return Doors.HANDS
        return Doors.NETWORK if self.hosting.is_on_lan else Doors.HERE

    @property
    def _start_with(self) -> str:
        return f"upstander host {self.play.scenario.id} --lan"

    # --- looking -----------------------------------------------------------------------------------------------------

    def tick(self) -> bool:
        has_come = super().tick()
        is_due = self._looked_at is None or (
            self.desk.shows_network and self.now() - self._looked_at >= AGAIN
        )
        if is_due and self._can_look:
            self._look_around()
        return self.network.poll() or has_come

    @property
    def _can_look(self) -> bool:
        """Whether there is something to see: the voting server runs, or does not and never will."""
        return self._doors is Doors.NETWORK and (self.join is not None or self._is_over)

    def _look_around(self) -> None:
        self._looked_at = self.now()
        address, _, port = self.join.address.rpartition(":") if self.join else ("", "", str(self.hosting.port))
        self.network.look(
            partial(
                _seen, self.probe, int(port), is_serving=not self._is_over, joins_at=address,
                trouble=self._trouble if self._is_over else "",
            )
        )

    def _reached(self) -> None:
        is_news = not self.network.was_reached and self.network.is_waited_for and not self.desk.shows_network
        self.network.reached()
        if is_news:  # a room full of phones comes through all the time
            super()._reached()


def _seen(probe: Callable[..., Seen], port: int, *, is_serving: bool, joins_at: str, trouble: str) -> Seen:
    return replace(probe(port, is_serving=is_serving), joins_at=joins_at, trouble=trouble)


def _step(verb: Verb, label: str) -> Step:
    return Step(BY_VERB[verb].cap, label, verb)


def _with_check(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The keys with the check's one, before that of the screens."""
    at = next((place for place, step in enumerate(steps) if step.verb is Verb.SCREENS), len(steps))
    return (*steps[:at], _step(Verb.NETWORK, "Check network"), *steps[at:])
