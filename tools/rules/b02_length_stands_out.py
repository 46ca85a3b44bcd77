"""
B02 length-stands-out: one choice of a decision is much longer than another.

Why it matters
    On a projector the length is seen before the words are read.  A text that is twice as long as its neighbour looks
    like the answer, or like small print.

How it is found
    The words of `do` are counted for the choices that can stand on the screen together.  If the longest has more than
    1.8 times the words of the shortest, it is a warning; more than 2.5 times is an error.  A choice that is too long as
    such is left to B05, if it would not stand out once it is cut to the length that B05 allows.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let it go for this one time.

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
from tools.rules._moments import counted, screens, written

RULE = Rule(code="B02", name="length-stands-out", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each decision with too wide a range."""
    most, longest = story.limit("B02", "ratio"), story.limit("B05", "longest")
    for moment in written(story):
        pairs = []
        for screen in screens(story, moment):
            lengths = sorted((prose.count(choice.do), choice.id) for choice in screen.shown)
            if lengths and min(lengths[-1][0], longest) > most * lengths[0][0]:
                pairs.append((lengths[-1], lengths[0]))
        if not pairs:
            continue
        (words, long), (few, short) = max(pairs, key=lambda pair: pair[0][0] / max(1, pair[1][0]))
        yield Finding(
            where=f"choice/{short}/do",
            message=f"“{short}” has {counted(few, 'word')} and “{long}” has {words}.",
            hint=(
                f"Bring them closer: with {counted(words, 'word')} in “{long}”, the shortest needs "
                f"{-int(-words // most)} or more. Or cut “{long}”."
            ),
            severity=Severity.ERROR if words > story.limit("B02", "far_ratio") * few else None,
        )
