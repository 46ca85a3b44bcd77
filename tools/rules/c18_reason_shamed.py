"""
C18 reason-shamed: the note to a reason labels the person, or preaches.

Why it matters
    Somebody has just said why they chose as they did.  If the answer to an honest reason is a judgement, the next
    reason will be the one that looks good.

How it is found
    The `note` of each reason is searched for what C04 and C07 look for, that is labels, marks and “you should”, and for
    words that judge the reason itself from a list (`judging`: “selfish”, “excuse”).

Example::

    scenes:
      the-insight:
        decision:
          reasons:
            - says: I'd rather not make an enemy of Duarte
              note: You should think of Amara first.

Use instead::

    scenes:
      the-insight:
        decision:
          reasons:
            - says: I'd rather not make an enemy of Duarte
              note: A fair worry. Look for a version that lets him put it right himself.

False alarms
    In the six scenarios that come with the program, 22 notes gave no report.  With a first list there was one, and
    it was wrong (“Somebody still has to start the line tomorrow”); “has to” is found after “you”, “we” and “people”
    only since.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._said import sentence_with
from tools.rules.c04_labels_the_person import labels

RULE = Rule(code="C18", name="reason-shamed", severity=Severity.ERROR, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each note that judges."""
    lists = (story.pattern("C07", "preaching"), story.pattern("C18", "judging"))
    for text in story.texts(Kind.NOTE):
        judged = [*labels(story, text.narration)]
        judged += [found[0] for listed in lists for found in listed.finditer(text.narration)]
        if judged:
            yield Finding(
                where=text.where,
                quote=sentence_with(text.words, judged[0]),
                message=f"This note answers an honest reason with “{judged[0]}”.",
                hint="Say what is fair about the reason, and what to look for beside it.",
            )
