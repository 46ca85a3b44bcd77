"""
C05 nothing-left-open: the commentary of the strongest way names no price.

Why it matters
    Every good move costs something: time, standing, somebody's surprise.  Where the best rated way has no price, people
    learn that there is a trick to it.  Then the day comes, the price with it, and they think that they did it badly.

How it is found
    For the choices with the highest mean rating of their decision, `commentary` is searched for a word that names a
    cost, a limit or something open (“but”, “still”, “price”, “depends”, “might have”, …).  A choice that does harm is
    passed over: its price has been told.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn was quick. Because you waited for Duarte's full stop, it never became a contest
                between the two of them. Everyone heard Amara, and everyone knows now whose finding it is.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn was quick. Because you waited for Duarte's full stop, it never became a contest
                between the two of them. But it was on her behalf, and nobody has asked her if she wanted that.

False alarms
    In the six scenarios that come with the program, 57 commentaries gave no report.  With a first, shorter list
    there were five, and all five were wrong: the price was there in other words (“it took an hour”, “he might have
    liked …”), which are on the list now.  Expect some on other files.  A “but” that names no price lets a
    commentary pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="C05", name="nothing-left-open", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each top choice whose commentary names no cost."""
    costs, may_have = story.pattern("C05", "costs"), story.words_with("C05", "costs")
    for moment in story.moments:
        for choice in moment.top:
            told = choice.commentary
            if choice.harm is None and not (told in may_have and costs.search(told)):
                yield Finding(
                    where=f"choice/{choice.id}/commentary",
                    message="This is rated highest here, and its commentary names no price.",
                    hint="Say what it costs, whom it passes over or what stays open: “The price is …”, “But …”.",
                )
