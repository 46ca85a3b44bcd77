"""
C01 no-why: a commentary gives no reason, or all commentaries are built alike.

Why it matters
    What somebody takes along is the why: what the move did, and because of what.  A commentary that only tells again
    what happened leaves it to guessing.  And when every why has the same shape, people stop reading at the second one.

How it is found
    A commentary in which none of the words that give a reason stands (“because”, “so”, “since”, “which means”, “it let
    them”, …) is shown.  So is a scenario in which more than 60 % of the commentaries lean on the same of these words,
    or end with what is still open; it needs at least six commentaries.  All of it is advice.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence. Amara spoke, and Teresa wrote down what she said. The
                other eleven items are still to come, and the meeting has nineteen minutes left.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence. Because you waited for the full stop, nobody had to lose
                for Amara to speak. The other eleven items are still to come, and nineteen minutes are left.

False alarms
    In the six scenarios that come with the program, 143 commentaries gave three reports.  One was wrong: “With
    ‘our’ still on slide one, …” gives a reason in a form that the list does not know.  The other two were right.
    Words that often give a reason (“let”, “made”, “kept”) count as one wherever they stand, so a commentary without
    a why can pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(code="C01", name="no-why", severity=Severity.ADVICE, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each commentary without a why, and for commentaries that are all alike."""
    reasons, connectives = story.pattern("C01", "reasons"), story.pattern("C01", "connectives")
    left_open, may_be_open = story.pattern("C01", "left_open"), story.words_with("C01", "left_open")
    may_reason = story.words_with("C01", "connectives") | story.words_with("C01", "reasons")
    used: Counter[str] = Counter()
    ends = total = 0
    for text in story.texts(Kind.COMMENTARY):
        total += 1
        may = text.words in may_reason
        found = {connective.lower() for connective in connectives.findall(text.words)} if may else set()
        used.update(found)
        if not found and not (may and reasons.search(text.words)):
            yield Finding(
                where=text.where,
                message="This commentary does not say why it went that way.",
                hint="Say what the move did and because of what: “Because you waited, …”, “It let her …, so …”.",
            )
        if text.words in may_be_open:
            ends += bool(left_open.search((prose.sentences(text.words) or [""])[-1]))
    if total < story.limit("C01", "fewest_commentaries"):
        return
    most = story.limit("C01", "same_share")
    for connective, times in used.most_common():
        if times / total > most:
            yield Finding(
                where="scenes",
                message=f"{times} of the {total} commentaries use “{connective}”.",
                hint="Give some of the reasons in another way: “which is why”, “since”, or with the deed itself: "
                "“A short yes keeps the talk hers.”",
            )
    if ends / total > most:
        yield Finding(
            where="scenes",
            message=f"{ends} of the {total} commentaries end with what is still open.",
            hint="Let some of them begin with it, and end on what the move did.",
        )
