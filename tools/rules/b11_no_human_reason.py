"""
B11 no-human-reason: a weaker choice comes without a reason that a decent person could have.

Why it matters
    People recognise themselves in a move that has a reason: no time, a friend, fear of making it worse.  Without one
    they see somebody else's mistake and learn nothing for their own day.

How it is found
    Each choice that cannot be defended needs a `barrier`, or a commentary with a word from a list that grants its
    reason (`fairness`: fair, sound, instinct, most of us, …).  If both are missing, it is a warning.  Where fewer
    than two ways can be defended, B03 says so first, as some of these may be meant to be better.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              barrier: ""
              commentary: |
                Staying out kept the agenda moving. It does not explain why Amara is the one who stops. Nobody marked
                the third time, so it becomes what is normal for the fourth.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              barrier: time
              commentary: |
                Staying out kept the agenda moving. It does not explain why Amara is the one who stops. Nobody marked
                the third time, so it becomes what is normal for the fourth.

False alarms
    0 of 143 choices of the six scenarios that come with the program were reported; measured by reading every report.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.checking.todo import is_left
from tools.rules._moments import written

RULE = Rule(
    code="B11",
    name="no-human-reason",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
    unless=("B09",),
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each weaker choice without a reason."""
    grants, may_have = story.pattern("B11", "fairness"), story.words_with("B11", "fairness")
    for moment in written(story):
        if len(moment.defensible) < story.limit("B03", "ways"):
            continue
        for choice in moment.weaker:
            told = choice.commentary
            if choice.barrier or is_left(told) or (told in may_have and grants.search(told)):
                continue
            yield Finding(
                where=f"choice/{choice.id}",
                message=f"Nothing says what good reason somebody has for “{choice.id}”.",
                hint=(
                    "Add “barrier:” with one of time, loyalty, fear, fairness, politeness, safety or habit, and let "
                    "the commentary grant it: “With a client present, holding back is a sound instinct.”"
                ),
            )
