"""
F06 past-tense: the story is told as if it were over.

Why it matters
    “You look up” leaves the next second open; “you looked up” has decided it already. Players choose more freely in
    a story that is happening.

How it is found
    In the captions of scenes and consequences, a verb after “you” is looked up in two lists, past and present. More
    than one in five in the past is a warning, from five such verbs on. Lines with a condition are left out: they
    look back at what was chosen before.

Example::

    scenes:
      third-time:
        script: |
          You sat in Lisbon with Teresa and Duarte. You heard Amara start, and you saw her stop.
          You looked at the chat. You waited for somebody to say something.
          duarte (driven): So, the release.
      the-insight:
        script: |
          You knew this finding. You heard it ten minutes ago.
          teresa (smile-big): There it is.

Use instead::

    scenes:
      third-time:
        script: |
          You sit in Lisbon with Teresa and Duarte. You hear Amara start, and you see her stop.
          You look at the chat. You wait for somebody to say something.
          duarte (driven): So, the release.
      the-insight:
        script: |
          You know this finding. You heard it ten minutes ago.
          teresa (smile-big): There it is.

False alarms
    In the six scenarios of this program, with 61 such verbs, it found nothing. Before it left out lines with a
    condition it was wrong once, about endings that look back.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from game.core.diagnostic import Severity
from game.core.expression import ALWAYS
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story, Text

RULE = Rule(
    code="F06",
    name="past-tense",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield one finding for a scenario that is told in the past."""
    past, all_verbs = verbs(story)
    if all_verbs >= story.limit("F06", "fewest") and len(past) / all_verbs > story.limit("F06", "past"):
        text, words = past[0]
        yield Finding(
            where=text.where,
            quote=words,
            message=f"{len(past)} of {all_verbs} verbs after “you” are in the past, such as “{words}”.",
            hint="Tell it as it happens: “you look”, “you hear”. The past is for what was over before the scene began.",
        )


def verbs(story: Story) -> tuple[list[tuple[Text, str]], int]:
    """Each “you” with a verb in the past, and how many there are in past or present."""
    forms = {"past": set(story.data.listed("F06", "past")), "present": set(story.data.listed("F06", "present"))}
    past: list[tuple[Text, str]] = []
    all_verbs = 0
    you_s = [word for word in story.vocabulary.words if word.lower() == "you"]
    for text in story.numbered(story.vocabulary.with_word(you_s), Kind.SCRIPT, Kind.CONSEQUENCE):
        if text.line is not None and text.line.when is not ALWAYS:
            continue
        words = prose.words(text.narration)
        for you, verb in pairwise(words):
            if you.lower() != "you":
                continue
            if verb.lower() in forms["past"]:
                past.append((text, f"{you} {verb}"))
                all_verbs += 1
            elif verb.lower() in forms["present"]:
                all_verbs += 1
    return past, all_verbs
