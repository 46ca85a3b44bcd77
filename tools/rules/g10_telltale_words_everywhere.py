"""
G10 telltale-words-everywhere: over the whole library, a kind of word goes with good or with weak choices.

Why it matters
    What is luck in one scenario is a pattern in ten, and people who play several find it without noticing.

How it is found
    The word lists of B17 are looked for in `do`.  The share of choices with such a word is compared between those that
    can be defended and the others (two-proportion test).  Luck below 1 % is a warning, with 20 choices or more on each
    side.  Drafts, and scenarios in other languages than English, do not count.

Example::

    copies: 3
    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. Perhaps the line is poor, and Amara can come back in herself.
      client:
        decision:
          choices:
            - id: stay-quiet
              do: Stay quiet. A client is listening, and maybe Amara can send the facts a little later.

Use instead::

    copies: 3
    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. The line is poor, and Amara can ask for the floor herself.

False alarms
    The six scenarios that come with the program were not reported; nearest came `asking`, in 26 of 97 choices that can
    be defended and in 6 of 46 others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.statistics import two_shares
from tools.checking.story import Story
from tools.rules._moments import finished, written
from tools.rules.b17_telltale_words import KINDS

RULE = Rule(
    code="G10",
    name="telltale-words-everywhere",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding for each kind of word that tells good from weak."""
    moments = [moment for story in finished(stories) if story.is_english for moment in written(story)]
    good = [choice.do for moment in moments for choice in moment.defensible]
    weak = [choice.do for moment in moments for choice in moment.weaker]
    if min(len(good), len(weak)) < stories[0].limit("G10", "choices"):
        return
    for kind, name in KINDS.items():
        pattern = stories[0].data.pattern("B17", kind)
        in_good, in_weak = (sum(1 for words in side if pattern.search(words)) for side in (good, weak))
        if two_shares(in_good, len(good), in_weak, len(weak)) < stories[0].limit("G10", "chance"):
            yield Finding(
                message=(
                    f"{in_good} of {len(good)} choices that can be defended have {name}, "
                    f"and {in_weak} of {len(weak)} others have."
                ),
                hint=f"Reword some on the side that has more of them. The list is “{kind}” of B17 in words.toml.",
            )
