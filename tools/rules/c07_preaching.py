"""
C07 preaching: the scenario tells people what they must do.

Why it matters
    People who are told what they should do look for reasons why not.  A story that shows what a move brought about
    leaves them to draw the line themselves, and then it is theirs.

How it is found
    Commentaries, narrated lines of consequences and the closing words of endings are searched for “should”, “must”,
    “ought”, “have to”, “need to”, “always remember” and the like, and commentaries for sentences that begin with
    “Always”, “Never”, “Be” and the like; what stands in quotation marks is left out.  One sentence in a scenario is
    let go, more are a warning, and more than four an error.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence, because you waited for the full stop. You should always do
                it while it is fresh. But you need to watch the agenda too, which is still as it was.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence, because you waited for the full stop. It is cheapest while
                it is fresh. But the agenda, which makes the minute come round, is still as it was.

False alarms
    In the six scenarios that come with the program, 758 texts gave no report.  “Should” in a question that somebody
    asks in the narration would be found wrongly; one such place is let go in any case.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story, Text
from tools.rules._said import sentence_with, short

RULE = Rule(code="C07", name="preaching", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield one finding when there is more than a scenario bears, at its first place."""
    found = list(_preached(story))
    if len(found) > story.limit("C07", "most"):
        text, first = found[0]
        told = "; ".join(f"“{short(sentence)}”{_owner(one)}" for one, sentence in found)
        yield Finding(
            where=text.where,
            quote=first,
            message=f"{len(found)} sentences tell people what to do: {told}.",
            hint="Say what the move brought about or what it would have cost, and leave the “should” to the reader.",
            severity=Severity.ERROR if len(found) > story.limit("C07", "far_too_many") else None,
        )


def _preached(story: Story) -> Iterator[tuple[Text, str]]:
    preaching, commands = story.pattern("C07", "preaching"), story.pattern("C07", "commands")
    for text in story.texts_with("C07", ("preaching", "commands"), Kind.COMMENTARY, Kind.CONSEQUENCE, Kind.CLOSING):
        told = prose.without_quotes(text.words) if text.kind is Kind.CLOSING else text.narration
        sentences = [sentence_with(text.words, found[0]) for found in preaching.finditer(told)]
        if text.kind is Kind.COMMENTARY:
            sentences += [one for one in prose.sentences(told) if commands.match(one)]
        for sentence in dict.fromkeys(sentences):
            yield text, sentence


def _owner(text: Text) -> str:
    return f" ({text.choice or text.scene})"
