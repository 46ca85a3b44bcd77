"""
D15 player-as-identity: the text tells the player who they are at home.

Why it matters
    “You” is whoever sits there.  The seat (a job, a length of service, a stake) can be given to anybody; a gender, a
    faith or a husband cannot, and the one who does not fit is out of the story.

How it is found
    All that the narrator says is searched for “you are a” with a word for a group, for “as a woman, you”, and for what
    gives one away (“your husband”).  What people in the story say is left alone.

Example::

    role: You are a young woman in the Lisbon room. You like Duarte.

Use instead::

    role: You are a product designer in the Lisbon room. You like Duarte.

False alarms
    In the six scenarios that come with the program, 1450 texts gave no report.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._phrases import TOLD
from tools.rules._said import headed, sentence_with

RULE = Rule(code="D15", name="player-as-identity", severity=Severity.ERROR, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text that gives the player an identity."""
    heads, between, groups = (story.pattern("D15", name) for name in ("you_are", "between", "groups"))
    for text in story.texts_with("D15", ("groups", "elsewhere"), *TOLD):
        parts = [*headed(text.narration, heads, between, groups)]
        parts += [found[0] for found in story.pattern("D15", "elsewhere").finditer(text.narration)]
        if parts:
            yield Finding(
                where=text.where,
                quote=sentence_with(text.words, parts[0]),
                message=f"“{parts[0]}” tells the player who they are apart from the job.",
                hint="Say what they do there, since when, and what they stand to lose. Give the rest to the cast.",
            )
