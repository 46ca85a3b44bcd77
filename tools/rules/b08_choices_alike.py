"""
B08 choices-alike: two choices of a decision say nearly the same.

Why it matters
    People read both twice to find the difference, and then take either.  A decision is about moves that differ.

How it is found
    The words of `do` with more than three letters are compared for choices that can stand on the screen together.  If
    two share more than 60 % of them, it is a warning.  Two wordings of one move for two states of the story are fine.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: write-in-chat
              do: |
                Wait for Duarte's full stop, then say: “I think Amara had started on step four. Amara?”

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: write-in-chat
              do: |
                Type in the call chat: “Can we go back to Amara on step four before we move on?”

False alarms
    0 of 143 choices of the six scenarios that come with the program were reported; measured by reading every report.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import screens, written

RULE = Rule(code="B08", name="choices-alike", severity=Severity.WARNING, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each pair of choices that share too many words."""
    most = story.limit("B08", "likeness")
    for moment in written(story):
        pairs = dict.fromkeys(
            (one.id, other.id)
            for screen in screens(story, moment)
            for one, other in itertools.combinations(screen.shown, 2)
        )
        words = {choice.id: prose.content_words(choice.do) for choice in moment.choices}
        for one, other in pairs:
            if prose.likeness(words[one], words[other]) > most:
                shared = len(words[one] & words[other])
                yield Finding(
                    where=f"choice/{other}/do",
                    message=(
                        f"“{other}” says nearly what “{one}” says: they share {shared} of "
                        f"{len(words[one] | words[other])} longer words."
                    ),
                    hint="Make it another move, not another wording, or take it out.",
                )
