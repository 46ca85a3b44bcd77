"""
B06 number-of-choices: a decision has too few choices, or too many.

Why it matters
    Two choices make a yes or no, and one of them is the answer.  More than four cannot be kept in mind while somebody
    reads them aloud.

How it is found
    The choices that a player can meet together are counted.  More than 4 on the screen is a warning, more than 5 an
    error.  Fewer than 3 open ones is a warning, unless it is the only such decision of the scenario.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: wave-at-the-screen
              do: |
                Wave at the camera until Duarte sees you, and point at Amara's tile on the wall.
              summary: You waved until Duarte stopped.
              method: distract
              barrier: politeness
              ratings: {notice: 2, centre: 1, craft: 1}
              consequence: |
                Duarte stops. The room looks at you and not at Amara.
              commentary: |
                It broke the flow, and it was quick. Because you had no words with it, people looked at you.

Use instead::

    scenes:
      third-time:
        decision:
          reflect: Whose silence did you notice first, and what told you?
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import screens, written

RULE = Rule(code="B06", name="number-of-choices", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each decision outside the range."""
    fewest, most = story.limit("B06", "fewest"), story.limit("B06", "most")
    few: list[tuple[str, int]] = []
    for moment in written(story):
        found = screens(story, moment)
        if not found:
            continue
        shown, least = max(len(screen.shown) for screen in found), min(len(screen.open) for screen in found)
        if least < fewest:
            few.append((moment.scene.id, least))
        if shown > most:
            yield Finding(
                where=f"scene/{moment.scene.id}/decision/choices",
                message=f"Here {shown} choices stand on the screen together.",
                hint=f"Leave {most:.0f}: take out the one that adds least, or the one that is most like another.",
                severity=Severity.ERROR if shown > story.limit("B06", "far_too_many") else None,
            )
    if len(few) > story.limit("B06", "few_allowed"):
        for scene, least in few:
            yield Finding(
                where=f"scene/{scene}/decision/choices",
                message=f"A player may find only {least} choices open here. So it is in {len(few)} decisions.",
                hint=f"Add a move: {fewest:.0f} to {most:.0f} choices let people weigh something.",
            )
