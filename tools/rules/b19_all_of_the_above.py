"""
B19 all-of-the-above: a choice is about the other choices.

Why it matters
    “All of the above” is a thing of tests.  Nobody can do it at work, and choices are shuffled, so nothing is above.

How it is found
    A list of phrases (`above`) is looked for in `do`, and “all of these”, “none of them” and the like where nothing
    says of what.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: None of the above. The line is poor, and Amara can come back in herself.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. The line is poor, and Amara can come back in herself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(code="B19", name="all-of-the-above", severity=Severity.ERROR, is_english_only=True)

# “None of these files” is about files; with nothing after it, it is about the choices.
_ALONE = re.compile(r"\b(?:all|none|both|any|each) of (?:these|them|those)(?=\s*(?:[.,:;!]|$))", re.IGNORECASE)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice about other choices."""
    pattern = story.pattern("B19", "above")
    for text in story.texts(Kind.DO):
        if match := pattern.search(text.words) or _ALONE.match(text.words):
            yield Finding(
                where=text.where,
                quote=match[0],
                message=f"“{match[0]}” points at other choices, and each play shows them in another order.",
                hint="Write a move of its own: what somebody does or says.",
            )
