"""
B21 stacked-choice: a choice is several moves in one, or a speech.

Why it matters
    If a choice does three things, nobody can tell which of them helped.  And people at work have one breath, not four.

How it is found
    What stands in quotation marks is split into sentences; those of three words or fewer (“I'm sorry.”) do not count.
    More than three is a warning.  So are more than two acts outside quotation marks that “and then” or `;` joins.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              do: |
                Say: “Amara had started on this. It is the third time. Let's hear her out. Then we do the dates.”

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              do: |
                Wait for Duarte's full stop, then say: “Amara had started on step four. Amara?”

False alarms
    0 of 143 choices of the six scenarios that come with the program were reported; measured by reading every report.
    With more than two sentences as the limit, 8 would have been, and all 8 were fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(code="B21", name="stacked-choice", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice with too much in it."""
    short, most = story.limit("B21", "short"), story.limit("B21", "sentences")
    acts_allowed = story.limit("B21", "acts")
    joint = story.pattern("B21", "joints")
    known: dict[str, tuple[int, int]] = {}
    may_have, fewest = story.words_with("B21", "joints"), (most + 1) * (short + 1)
    for text in story.texts(Kind.DO):
        if text.words not in may_have and ";" not in text.words and prose.count(text.words) < fewest:
            continue
        if text.words not in known:
            known[text.words] = _stacked(text.words, short, joint)
        full, acts = known[text.words]
        if full > most:
            yield Finding(
                where=text.where,
                message=f"{full} sentences are said in this choice.",
                hint=f"Keep the one or two that make the move; {most:.0f} is the most that a room takes in.",
            )
        elif acts > acts_allowed:
            yield Finding(
                where=text.where,
                message=f"{acts} acts stand in a row in this choice.",
                hint="Keep the one that people are to weigh. Another may be a choice of its own, or its consequence.",
            )


def _stacked(words: str, short: float, joint: re.Pattern[str]) -> tuple[int, int]:
    """How many longer sentences are said in a choice, and how many acts stand in a row."""
    said = (sentence for part in prose.quoted(words) for sentence in prose.sentences(part))
    done = prose.without_quotes(words)
    return sum(prose.count(sentence) > short for sentence in said), 1 + len(joint.findall(done)) + done.count(";")
