"""
C08 line-too-long: the one sentence to say tomorrow is more than a breath.

Why it matters
    The line is what people take along.  It has to come out in one breath, in front of others, with a dry mouth.

How it is found
    For each way that can be defended, the words of `line` are counted: more than 20 are found.  That there is a line at
    all is checked when the file is read (UP221).

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              line: >-
                I think that Amara had already started to tell us about step four before we went on to the release
                date, didn't you, Amara?

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              line: Amara had started on step four. Amara?
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="C08", name="line-too-long", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each line that is too long."""
    longest = story.limit("C08", "longest")
    for moment in story.moments:
        for choice in moment.defensible:
            words = prose.count(choice.line)
            if words > longest:
                yield Finding(
                    where=f"choice/{choice.id}/line",
                    message=f"This line has {words} words.",
                    hint=f"Cut it to {longest:.0f} words or fewer, so that it can be said in one breath.",
                )
