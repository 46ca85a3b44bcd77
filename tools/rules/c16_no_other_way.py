"""
C16 no-other-way: after a choice, the other way that is shown is the same words again.

Why it matters
    After the why, players see what else could be defended, each way with a line to say and its price.  Where these are
    the words of their own choice, there was one solution, and it was written down twice.

How it is found
    On every way through, each open choice is held against the others that were open then and can be defended: at least
    one has a `line` and a `tradeoff` that are not the same words.  Where fewer than two ways can be defended at all,
    B03 says so; a `line` or a `tradeoff` that is missing is found when the file is read (UP221).

Example::

    scenes:
      her-call:
        decision:
          choices:
            - id: offer-a-note
              line: I'm sorry. What can I put right?
            - id: ask-for-terms
              line: I'm sorry. What can I put right?

Use instead::

    scenes:
      her-call:
        decision:
          choices:
            - id: offer-a-note
              line: I'm sorry. I'll put it right today, in words you've seen first.
            - id: ask-for-terms
              line: What would you like me to put right, and what should I leave alone?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.scenario import Choice
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Moment, Story
from tools.rules._as_read import taken

RULE = Rule(code="C16", name="no-other-way", severity=Severity.ERROR, unless=("B03",))


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice after which nothing else is shown."""
    for moment in story.moments:
        if any(not (choice.line and choice.tradeoff) for choice in moment.defensible):
            continue  # found when the file was read, or still to be written
        for choice in moment.choices:
            ways = [_others(moment, choice, way.open) for way in taken(story).get(choice.id, frozenset())]
            same = next((others for others in ways if all(_says_the_same(choice, other) for other in others)), None)
            if same is not None:
                yield Finding(
                    where=f"scene/{moment.scene.id}/decision/choices",
                    message=_message(choice, same),
                    hint="Give each way that can be defended a line of its own, and a price of its own.",
                )
                break


def _others(moment: Moment, choice: Choice, open_ones: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(other for other in moment.defensible if other is not choice and other.id in open_ones)


def _says_the_same(choice: Choice, other: Choice) -> bool:
    return any(
        one == another or prose.words(one.casefold()) == prose.words(another.casefold())
        for one, another in ((choice.line, other.line), (choice.tradeoff, other.tradeoff))
    )


def _message(choice: Choice, same: Sequence[Choice]) -> str:
    if not same:
        return f"After “{choice.id}” there is, on some ways through, no other way to show."
    named = " and ".join(f"“{other.id}”" for other in same)
    return f"After “{choice.id}”, all that is shown as another way is {named}, in the same words."
