"""
C13 closed-reflection: the question can be answered with yes or no, or answers itself.

Why it matters
    “Did you notice her?” is over in one word, and “Don't you agree that …?” has been answered already.  Neither makes
    anybody look again.

How it is found
    In `reflect` of decisions and endings, every question begins with a word such as “did”, “is” or “have”, or one of
    them leans on the reader (“don't you”, “would you agree”).  A closed question after an open one is fine.

Example::

    scenes:
      third-time:
        decision:
          reflect: Did you notice that Amara had stopped?

Use instead::

    scenes:
      third-time:
        decision:
          reflect: Whose silence did you notice first, and what told you?

False alarms
    In the six scenarios that come with the program, 61 questions gave no report.  “Is it who speaks, or who is
    asked?” is open and would be found wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(
    code="C13",
    name="closed-reflection",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
    unless=("C11", "C12", "E05"),
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each reflection that is closed or leading."""
    begins, leads = story.pattern("C13", "begins"), story.pattern("C13", "leads")
    for text in story.texts_with("C13", ("begins", "leads"), Kind.REFLECT):
        questions = [one for one in prose.sentences(text.words) if one.endswith("?")]
        leading = next((one for one in questions if leads.search(one)), "")
        if leading:
            message = f"“{leading}” tells people what to answer."
        elif questions and all(begins.match(one) for one in questions):
            message = f"“{questions[0]}” can be answered with yes or no."
        else:
            continue
        yield Finding(
            where=text.where,
            quote=leading or questions[0],
            message=message,
            hint="Begin with what, who, which or how: “What told you …?”, “Who had to …?”",
        )
