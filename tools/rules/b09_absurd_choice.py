"""
B09 absurd-choice: nobody decent would take this choice.

Why it matters
    A choice that is there to be wrong is thrown out in a second, and the decision has one choice less.  It also tells
    people that only villains get this wrong.

How it is found
    Among the choices that cannot be defended: one with words of scorn from a list (`villain`), or one that is rated 0
    on everything and has no `barrier`.  A stub beside whole sentences is found by its length (B02, B05).

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Roll your eyes at Minh's message, and tell Amara to get over it this time.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. The line is poor, and Amara can come back in herself.

False alarms
    0 of 143 choices of the six scenarios that come with the program were reported; measured by reading every report.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import written

RULE = Rule(
    code="B09",
    name="absurd-choice",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
    unless=("E04",),
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice that is there only to be wrong."""
    villain, may_have = story.pattern("B09", "villain"), story.words_with("B09", "villain")
    for moment in written(story):
        for choice in moment.weaker:
            if choice.do in may_have and (scorn := villain.search(choice.do)):
                yield Finding(
                    where=f"choice/{choice.id}/do",
                    quote=scorn[0],
                    message=f"“{scorn[0]}” makes this a move that nobody in the room would own up to.",
                    hint="Write what a decent person does here who is short of time, loyal to a friend, or afraid.",
                )
            elif not any(choice.ratings.values()) and not choice.barrier:
                yield Finding(
                    where=f"choice/{choice.id}/ratings",
                    message=f"“{choice.id}” is rated 0 on everything, and nothing says why anybody would do it.",
                    hint=(
                        "Name the human reason with “barrier: …” (time, loyalty, fear, fairness, politeness, safety, "
                        "habit), and word the move so that the reason shows."
                    ),
                )
