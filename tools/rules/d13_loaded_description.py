"""
D13 loaded-description: the narration describes somebody in words that carry a judgement.

Why it matters
    “Feisty”, “articulate” and “wheelchair-bound” tell people what to think of somebody before they have said a word.
    The narrator is the one voice that nobody can answer.

How it is found
    All that the narrator says, and each `role`, is searched for a list of such words.  What people in the story say is
    left alone.

Example::

    scenes:
      third-time:
        script: |
          Tuesday review. Amara, articulate as ever, is on screen from Lagos. The line runs half a second late.
          amara (explaining): On step four, the ID photo. People don't quit because they're —
          duarte (driven): So, the release. I think we can promise the end of the month.

Use instead::

    scenes:
      third-time:
        script: |
          Tuesday review. Amara is on screen from Lagos, with page four open. The line runs half a second late.
          amara (explaining): On step four, the ID photo. People don't quit because they're —
          duarte (driven): So, the release. I think we can promise the end of the month.

False alarms
    In the six scenarios that come with the program, 1474 texts and 29 roles gave no report.  Some words have a
    plain sense as well (“the line suffers from lag”), and would be found wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._phrases import TOLD, narrated
from tools.rules._said import sentence_with

RULE = Rule(code="D13", name="loaded-description", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)

_HINT = "Say what can be seen or heard, or what the person does."


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text of the narrator with such a word."""
    for text, found in narrated(story, "D13", "loaded", *TOLD, Kind.ENDING_TITLE):
        yield Finding(
            where=text.where,
            quote=sentence_with(text.words, found),
            message=f"“{found}” judges somebody in the narrator's voice.",
            hint=_HINT,
        )
    loaded = story.pattern("D13", "loaded")
    for person in story.scenario.cast.values():
        if in_role := loaded.search(person.role):
            yield Finding(
                where=f"cast/{person.id}/role" if f"cast/{person.id}/role" in story.spans else f"cast/{person.id}",
                message=f"“{in_role[0]}” judges {person.name} before they have said a word.",
                hint=_HINT,
            )
