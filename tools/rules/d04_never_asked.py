"""
D04 never-asked: nowhere can a player ask the person what they want.

Why it matters
    The plainest move there is, and the one that most people skip: to ask.  A scenario in which every choice knows what
    is good for somebody teaches that one can know.

How it is found
    No choice has `asks_affected: yes`.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              asks_affected: no
      the-insight:
        decision:
          choices:
            - id: offer-first
              asks_affected: no
      after:
        decision:
          choices:
            - id: check-with-amara
              asks_affected: no
      her-call:
        decision:
          choices:
            - id: ask-for-terms
              asks_affected: no
      open-door:
        decision:
          choices:
            - id: bring-a-draft
              asks_affected: no

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              asks_affected: yes
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="D04", name="never-asked", severity=Severity.WARNING, unless=("UP318",))


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding when no choice asks the affected person."""
    if story.affected and not any(choice.asks_affected for moment in story.moments for choice in moment.choices):
        names = " or ".join(person.name for person in story.affected)
        yield Finding(
            where="scenes",
            message=f"No choice asks {names} what would help.",
            hint="Write one that does, and mark it “asks_affected: yes”. If one does, only the mark is missing.",
        )
