"""
C16 no-other-way: after some choices, no other way that can be defended was open.

Why it matters
    After the why, players see what else could be defended, each with a line to say and its price.  With nothing there,
    the one that is left looks like the solution.

How it is found
    On every way through, each open choice is held against the others that were open then: one of them can be defended
    and has a `line` and a `tradeoff`.  A decision with fewer than two such ways is found by B03, a missing `line` or
    `tradeoff` when the file is read (UP221); what is left are ways that are closed by `if` or `once`.

Example::

    scenes:
      her-call:
        decision:
          choices:
            - id: offer-a-note
              if: norm
            - id: another-excuse
              do: “I had a long night and a short morning, and it all went so fast for me.”
              summary: You told her about your night.
              method: none
              barrier: fear
              ratings: {repair: 1, centre: 1, shift: 0}
              consequence: |
                amara (solemn): I know what a morning like that is. I have had one too, today of all days.
                There is a silence, and then she says that she has another call to take.
              commentary: |
                It is true, and it is what most of us reach for first. But she asked what happens next time, and
                she heard about your night. Because of that, she ended up looking after you.

Use instead::

    scenes:
      her-call:
        decision:
          choices:
            - id: offer-a-note
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Moment, Story
from tools.rules._as_read import taken

RULE = Rule(code="C16", name="no-other-way", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each decision where a choice can leave a player without another way."""
    for moment in story.moments:
        complete = {choice.id for choice in moment.defensible if choice.line and choice.tradeoff}
        if len(complete) < story.limit("C16", "fewest") or len(complete) < len(moment.defensible):
            continue  # found already: by B03, or when the file was read
        alone = [choice.id for choice in moment.choices if _may_be_alone(story, choice.id, complete)]
        if alone:
            yield Finding(
                where=f"scene/{moment.scene.id}/decision/choices",
                message=_message(moment, alone, complete),
                hint="Write one more way that can be defended and that has no “if” and no “once”, "
                "or take the condition off one of these.",
            )


def _may_be_alone(story: Story, choice: str, complete: set[str]) -> bool:
    ways = taken(story).get(choice, frozenset())
    return any(not (complete - {choice}) & set(way.open) for way in ways)


def _message(moment: Moment, alone: list[str], complete: set[str]) -> str:
    closed = [choice for choice in moment.choices if choice.id in complete and not _is_always_open(moment, choice.id)]
    named = ", ".join(f"“{choice.id}”" for choice in closed)
    return (
        f"After {', '.join(f'“{one}”' for one in alone)} there is, on some ways through, no other way to show: "
        f"{named} {'is' if len(closed) == 1 else 'are'} not open there."
    )


def _is_always_open(moment: Moment, choice: str) -> bool:
    from game.core.expression import ALWAYS

    return any(one.id == choice and one.when is ALWAYS and not one.once for one in moment.choices)
