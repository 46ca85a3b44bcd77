"""
E01 heavy-topic-without-note: the story touches something heavy, and the note on content does not say so.

Why it matters
    Somebody may have lived it last week. A note lets people decide before they begin, on their own, without having
    to explain why.

How it is found
    From intensity 2 on, a scenario without `content_note` is an error. Besides, the texts are searched for the
    words of eight topics: harassment, assault, slurs, self-harm, the loss of a pregnancy, deportation, bereavement,
    and telling others about somebody's orientation. A topic that is met needs one of its words in the note.

Example::

    scenes:
      client:
        script: |
          Ingrid joins. Her mother's funeral was on Monday, so she speaks quietly.
          ingrid (serious): What did you find on step four?

Use instead::

    content_note: A colleague loses credit for her work. A client has had a death in the family.
    scenes:
      client:
        script: |
          Ingrid joins. Her mother's funeral was on Monday, so she speaks quietly.
          ingrid (serious): What did you find on step four?

False alarms
    In the six scenarios of this program, 2,338 texts that players read, none of the words was met. A word such as
    “stalking” can stand in a story for something light; then waive it and say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._phrases import PLAYED, written

RULE = Rule(
    code="E01",
    name="heavy-topic-without-note",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)
_NOTE = "_note"


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for a note that is missing, and one for each topic that the note does not name."""
    scenario = story.scenario
    if not scenario.content_note and scenario.intensity >= story.limit("E01", "charged"):
        yield Finding(
            where="intensity",
            message=f"The intensity is {scenario.intensity}, and there is no `content_note`.",
            hint="Say in one plain sentence what happens: “A remark about an accent, in front of a client.”",
            severity=Severity.ERROR,
        )
    for topic in story.data.words["E01"]:
        if topic.endswith(_NOTE) or story.pattern("E01", topic + _NOTE).search(scenario.content_note):
            continue
        met = next(written(story, "E01", topic, *PLAYED), None)
        if met and met[0].where != "content_note":
            text, words = met
            yield Finding(
                where=text.where,
                quote=words,
                message=f"The story has “{words}”, and the note on content says nothing of it.",
                hint="Name it in `content_note`, in a few plain words, so that people can decide before they begin.",
            )
