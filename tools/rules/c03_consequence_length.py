"""
C03 consequence-too-short-or-long: what happens after a choice is a line, or a whole scene.

Why it matters
    What happens is the first answer that a choice gets.  In under 25 words nobody can be seen to react; after 95 the
    choice is forgotten.

How it is found
    The words of `consequence` are counted as players read them: on every way through, only the lines whose condition
    holds.  Fewer than 25 or more than 95 are found.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              consequence: |
                amara (calm): Thank you. Step four, then.
                Teresa writes it down.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              consequence: |
                Amara's face moves before her voice does.
                amara (explaining): Short version. Cheap cameras, evening light. Most of the sessions show it.
                teresa (serious): Noted. Item three.
                You are not sure that anyone wrote it down.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._as_read import taken
from tools.rules._moves import words as counted

RULE = Rule(code="C03", name="consequence-too-short-or-long", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each consequence that is outside the range on some way through."""
    shortest, longest = story.limit("C03", "shortest"), story.limit("C03", "longest")
    for choice, ways in taken(story).items():
        lengths = [counted(way.lines) for way in ways]
        least, most = min(lengths), max(lengths)
        if least < shortest:
            words, hint = least, "Show who reacts, and how: the person it lands on first, then others, then you."
        elif most > longest:
            words, hint = most, "Keep the two or three beats that the choice brought about; the rest is the next scene."
        else:
            continue
        some = "On some ways through, what" if least != most else "What"
        yield Finding(
            where=f"choice/{choice}/consequence",
            message=f"{some} happens after this choice is told in {words} {'word' if words == 1 else 'words'}; "
            f"{shortest:.0f} to {longest:.0f} read well.",
            hint=hint,
        )
