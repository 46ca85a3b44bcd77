"""
G11 silence-never-good: over the whole library, saying nothing is hardly ever a good way.

Why it matters
    Some silences are kind: somebody is left to finish, or is spared a scene.  A library that never shows one teaches
    that speaking up is always the answer.

How it is found
    Choices with the method `none` in which nothing is said are counted, and those among them that can be defended (see
    B03); words in quotation marks, and “say”, “write” or “answer” at the beginning, are something said.  Fewer than one
    in eight is a warning, from eight such choices on.  Drafts do not count.

Example::

    copies: 5
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
    copies: 3
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.scenario import Choice, Method
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished, written

RULE = Rule(code="G11", name="silence-never-good", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield one finding if too few silences can be defended."""
    moments = [moment for story in finished(stories) for moment in written(story)]
    silences = [choice for moment in moments for choice in moment.choices if _is_silence(choice)]
    good = sum(1 for moment in moments for choice in moment.defensible if _is_silence(choice))
    fewest = stories[0].limit("G11", "share") * len(silences)
    if len(silences) >= stories[0].limit("G11", "silences") and good < fewest:
        yield Finding(
            message=f"Of {len(silences)} choices that say nothing, {good} can be defended.",
            hint=(
                f"Let {-int(-fewest // 1)} or more have a good reason and a good result: somebody is left to find "
                "their word, or is spared a scene."
            ),
        )


def _is_silence(choice: Choice) -> bool:
    first = choice.do.split(maxsplit=1)[0].strip(" :,").lower() if choice.do.strip() else ""
    return choice.method is Method.NONE and not prose.quoted(choice.do) and first not in _SAYING


_SAYING = frozenset(("say", "write", "answer", "ask", "tell"))
