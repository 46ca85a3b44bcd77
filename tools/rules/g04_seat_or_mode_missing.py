"""
G04 seat-or-mode-missing: a library has no scenario for some seat or some way of meeting, or few for managers.

Why it matters
    People learn most from their own chair.  Who leads others shapes what these can do, so managers need moments of
    their own.

How it is found
    In a library of six scenarios or more, each `seat` and each `mode` should be there once, and a quarter of the
    scenarios should have the seat `manager`.  Drafts do not count.

Example::

    copies: 6
    seat: peer

Use instead::

    {seat: peer, mode: hybrid}
    ---
    {seat: manager, mode: in-person}
    ---
    {seat: manager, mode: video}
    ---
    {seat: junior, mode: chat}
    ---
    {seat: panel, mode: in-person}
    ---
    {seat: client-facing, mode: video}
    ---
    {seat: own-mistake, mode: chat}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.setting import Mode, Seat
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished, named

RULE = Rule(code="G04", name="seat-or-mode-missing", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding for missing seats, one for missing modes, and one for too few managers."""
    offered = [story.scenario for story in finished(stories)]
    if len(offered) < stories[0].limit("G04", "scenarios"):
        return
    seats = [scenario.seat for scenario in offered]
    modes = {scenario.mode for scenario in offered}
    if no_seats := [seat for seat in Seat if seat not in seats]:
        yield Finding(
            message=f"None of {len(offered)} scenarios has the seat {named(no_seats, 'or')}.",
            hint="Let one of the next scenarios be told from there.",
        )
    if no_modes := [mode for mode in Mode if mode not in modes]:
        yield Finding(
            message=f"None of {len(offered)} scenarios has the mode {named(no_modes, 'or')}.",
            hint="Let one of the next scenarios take place so; who is heard differs with how people meet.",
        )
    managers, fewest = seats.count(Seat.MANAGER), stories[0].limit("G04", "managers") * len(offered)
    if managers < fewest:
        yield Finding(
            message=f"{managers} of {len(offered)} scenarios {'is' if managers == 1 else 'are'} for managers.",
            hint=f"Write {-int(-fewest // 1)} or more: what managers do sets what everybody else can.",
        )
