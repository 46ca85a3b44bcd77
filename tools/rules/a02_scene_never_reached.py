"""
A02 scene-never-reached: no play comes to a scene.

Why it matters
    Somebody wrote it, and nobody will read it.  Most often a `next` names another scene than was meant.

How it is found
    Every state that a play can come to is visited.  A scene is told if no way leads to it at all.  What follows from
    that is not told again: neither its lines and choices, nor the scenes behind it.  Where a way does lead to it and is
    never taken, the way is told (A17, A21).

Example::

    scenes:
      corridor:
        summary: Minh walks with you to the lift.
        place: corridor
        script: |
          Minh is waiting by the lift. He has heard it too.
        next: two-oclock

Use instead::

    scenes:
      after:
        decision:
          next: corridor
      corridor:
        summary: Minh walks with you to the lift.
        place: corridor
        script: |
          Minh is waiting by the lift. He has heard it too.
        next: two-oclock
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.fault import FaultKind
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import also_never_reached, of_kind

RULE = Rule(code="A02", name="scene-never-reached", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each scene that nothing leads to."""
    for fault in of_kind(story, FaultKind.SCENE_NEVER_REACHED):
        yield Finding(
            where=fault.owner,
            message=f"No play comes to “{fault.id}”: nothing that is reached leads there.{also_never_reached(fault)}",
            hint=f"Let a choice or a scene lead there with “next: {fault.id}”, or take it out.",
        )
