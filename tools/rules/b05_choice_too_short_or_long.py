"""
B05 choice-too-short-or-long: a choice is a label, or too long to read from the back of a room.

Why it matters
    A choice is read aloud, on a projector, by people who decide in seconds.  Under six words it is a slogan and not a
    move; over twenty-five the room loses the thread.

How it is found
    The words of `do` are counted: fewer than 6 or more than 25 is a warning, more than 35 an error.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let it go.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. The line is poor, and Amara can come back in herself.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import counted, is_worded

RULE = Rule(code="B05", name="choice-too-short-or-long", severity=Severity.WARNING, unless=("B02",))


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice outside the range."""
    shortest, longest = story.limit("B05", "shortest"), story.limit("B05", "longest")
    for moment in story.moments:
        for choice in moment.choices:
            words = prose.count(choice.do)
            if is_worded(choice) and (words < shortest or words > longest):
                is_far = words > story.limit("B05", "far_too_long")
                yield Finding(
                    where=f"choice/{choice.id}/do",
                    message=f"This choice has {counted(words, 'word')}.",
                    hint=f"Aim for {shortest:.0f} to {longest:.0f} words: one move, said as a person would do it.",
                    severity=Severity.ERROR if is_far else None,
                )
