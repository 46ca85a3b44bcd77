"""
G11 silence-never-good: over the whole library, saying nothing is hardly ever a good way.

Why it matters
    Some silences are kind: somebody is left to finish, or is spared a scene.  A library that never shows one teaches
    that speaking up is always the answer.

How it is found
    Choices with the method `none` are counted, and those among them that can be defended (see B03).  Fewer than one in
    eight is a warning, from eight such choices on.  Drafts do not count.

Example::

    copies: 2
    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              method: none

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Put your pen down, look at Amara on the screen, and wait for the word she was about to say.
              method: none
              ratings: {notice: 3, centre: 2, craft: 2}
              line: I was waiting for the end of your sentence.
    ---
    copies: 1
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.scenario import Method
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished, written

RULE = Rule(code="G11", name="silence-never-good", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield one finding if too few silences can be defended."""
    moments = [moment for story in finished(stories) for moment in written(story)]
    silences = [choice for moment in moments for choice in moment.choices if choice.method is Method.NONE]
    good = sum(1 for moment in moments for choice in moment.defensible if choice.method is Method.NONE)
    fewest = stories[0].limit("G11", "share") * len(silences)
    if len(silences) >= stories[0].limit("G11", "silences") and good < fewest:
        yield Finding(
            message=f"Of {len(silences)} choices by “none”, {good} can be defended.",
            hint=(
                f"Let {-int(-fewest // 1)} or more have a good reason and a good result: somebody is left to find "
                "their word, or is spared a scene."
            ),
        )
