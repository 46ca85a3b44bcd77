"""
C04 labels-the-person: a text says what somebody is, or marks the answer.

Why it matters
    “You were brave” and “you are biased” are about the player, and so is “well done”.  People then defend or enjoy
    themselves and stop looking at the moment.  Feedback works when it is about the move.

How it is found
    Commentaries, questions and narrated lines are searched for “you are”, “you were” with a word for a kind of
    person (“biased”, “brave”, “a good ally”), for the same turned round (“that was brave of you”, “how biased you
    are”, “an insensitive colleague”), for praise and marks (“well done”, “correct answer”), and for a sentence that
    is nothing but “Correct.”.  What people in the story say is left alone.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                You were very brave there. Handing back a turn cost you one sentence, and because you waited for the
                full stop it never became a contest. What makes the minute come round is still there.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                It took some nerve. Handing back a turn cost you one sentence, and because you waited for the full
                stop it never became a contest. What makes the minute come round is still there.

False alarms
    In the six scenarios that come with the program, 756 texts gave no report.  Who is called “kind” or “good” for
    something they do (“you were good at waiting”) would be found too, and that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._said import headed, sentence_with

RULE = Rule(code="C04", name="labels-the-person", severity=Severity.ERROR, is_english_only=True, is_about_prose=True)
LISTS = ("labels", "marks", "alone")  # a text that `labels` finds something in has words of one of these
_TURNED = re.compile(r"\s+(?:of\s+you|you\s+(?:are|were|have\s+been))\b", re.IGNORECASE)


def labels(story: Story, words: str) -> Iterator[str]:
    """What in a text labels the person or marks the answer, as it stands there."""
    found: list[re.Match[str] | str] = [
        *headed(words, story.pattern("C04", "you_are"), story.pattern("C04", "between"), story.pattern("C04", "labels"))
    ]
    found += story.pattern("C04", "marks").finditer(words)
    kinds = story.pattern("C04", "kinds_of_people")
    for label in story.pattern("C04", "labels").finditer(words):
        if rest := _TURNED.match(words, label.end()) or kinds.match(words, label.end() + 1):
            found.append(words[label.start() : rest.end()])
    yield from (one if isinstance(one, str) else one[0] for one in found)
    alone = {word.casefold() for word in story.data.listed("C04", "alone")}
    yield from (one for one in prose.sentences(words) if " ".join(prose.words(one)).casefold() in alone)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each label and each mark."""
    asked = (Kind.ASK, Kind.REFLECT, Kind.DISCUSS)
    for text in story.texts_with("C04", LISTS, Kind.COMMENTARY, Kind.SCRIPT, Kind.CONSEQUENCE, *asked):
        for part in labels(story, text.narration):
            yield Finding(
                where=text.where,
                quote=sentence_with(text.words, part),
                message=f"“{part}” is about the player and not about the move.",
                hint="Say what the move did, for whom, and what it cost: “It cost you one sentence, and …”.",
            )
