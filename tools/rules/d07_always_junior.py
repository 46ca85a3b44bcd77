"""
D07 affected-always-junior: across a library, it always lands on somebody below the player.

Why it matters
    Twenty stories in which you protect somebody with less standing teach that these things happen to juniors, and that
    you are the one who helps.  They happen to heads of department as well.

How it is found
    In a library of eight scenarios or more that state the `seniority` of somebody affected, that word and the player's
    `seat` are put in one of three ranks.  More than 60 % below the player are found.

Example::

    copies: 8
    seat: manager
    cast:
      amara:
        seniority: junior

Use instead::

    copies: 8
    seat: peer
    cast:
      amara:
        seniority: senior
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.scenario import CastMember, Seat
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished

RULE = Rule(code="D07", name="affected-always-junior", severity=Severity.WARNING)

_BELOW, _LEVEL, _ABOVE = range(3)
_SEATS = {Seat.JUNIOR: _BELOW, Seat.MANAGER: _ABOVE}  # every other seat is among equals


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding when most affected people are below the player."""
    known = [
        (story.scenario.id, _rank(story, person) < _SEATS.get(story.scenario.seat, _LEVEL))
        for story in finished(stories)
        for person in story.affected
        if person.seniority
    ]
    scenarios = {scenario for scenario, _ in known}
    if not known or len(scenarios) < stories[0].limit("D07", "fewest_scenarios"):
        return
    below = sum(is_below for _, is_below in known)
    if below / len(known) > stories[0].limit("D07", "share"):
        yield Finding(
            message=f"Of {len(known)} affected people in {len(scenarios)} scenarios, {below} have less standing than "
            "the player.",
            hint="Let the next ones land on somebody level with the player, or above.",
        )


def _rank(story: Story, person: CastMember) -> int:
    if story.data.pattern("D07", "below").search(person.seniority):
        return _BELOW
    return _ABOVE if story.data.pattern("D07", "above").search(person.seniority) else _LEVEL
