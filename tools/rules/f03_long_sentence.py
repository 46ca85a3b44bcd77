"""
F03 long-sentence: a sentence has more words than a reader keeps in mind.

Why it matters
    By the end of a long sentence many readers have to go back to its beginning, and in a room nobody can.

How it is found
    The words of each sentence in every text that players read, and of what the facilitator reads out, are counted:
    more than 28 is a warning.  A choice and a note on content that are too long as a whole are found by B05 and E02.

Example::

    scenes:
      client:
        decision:
          choices:
            - id: answer-from-her-notes
              commentary: |
                You answered quickly and from good notes, which helped the client, but because nobody had asked Amara
                whether she wanted to answer herself, the room now has the finding from you and has not heard her voice.

Use instead::

    scenes:
      client:
        decision:
          choices:
            - id: answer-from-her-notes
              commentary: |
                You answered quickly and from good notes, which helped the client. Nobody had asked Amara whether she
                wanted to answer herself. Because of that, the room now has the finding from you and not from her.

False alarms
    In the six scenarios of this program, with 4,298 sentences, it found one, of 32 words. It was long indeed, and
    was cut in two.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story, Text

RULE = Rule(code="F03", name="long-sentence", severity=Severity.WARNING, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each sentence that is too long."""
    longest = story.limit("F03", "longest")
    for text in story.all_texts:
        all_words = prose.count(text.words)
        if all_words <= longest or all_words > _judged_elsewhere(story, text):
            continue
        for sentence in prose.sentences(text.words):
            words = prose.count(sentence)
            if words > longest:
                start = " ".join(sentence.split()[:4])
                yield Finding(
                    where=text.where,
                    quote=start,
                    message=f"The sentence that begins “{start}” has {words} words.",
                    hint=f"Cut it in two. Up to {longest:.0f} words can be read in one go; fifteen are plenty.",
                )


def _judged_elsewhere(story: Story, text: Text) -> float:
    """From how many words on another rule says that the text as a whole is too long."""
    if text.kind is Kind.DO:
        return story.limit("B05", "longest")
    return story.limit("E02", "longest") if text.where == "content_note" else math.inf
