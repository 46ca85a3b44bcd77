"""
D17 heroic-player: the story thanks the player for saving somebody.

Why it matters
    Applause makes the player the point of it.  What a good move brings about is an ordinary meeting, and somebody who
    gets on with their work.

How it is found
    Narrated lines of consequences, endings with their titles, and closing words are searched for applause and rescue
    (“everyone applauds”, “thanks to you”, “you saved”, “my hero”).

Example::

    scenes:
      item-one:
        ending:
          closing:
            by: amara
            says: Thanks to you I finally have a voice in this team.

Use instead::

    scenes:
      item-one:
        ending:
          closing:
            by: amara
            says: It's a meeting. I go, I say what I found, I leave. That is all I was after.

False alarms
    In the six scenarios that come with the program, 853 texts gave no report.  Somebody who “says thanks to you”
    would be found wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._said import sentence_with

RULE = Rule(code="D17", name="heroic-player", severity=Severity.ERROR, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each place where the player is the hero."""
    heroic = story.pattern("D17", "heroic")
    endings = {scene.id for scene, _ in story.endings}
    kinds = (Kind.CONSEQUENCE, Kind.SCRIPT, Kind.ENDING_TITLE, Kind.CLOSING)
    for text in story.texts_with("D17", ("heroic",), *kinds):
        if text.kind is Kind.SCRIPT and text.scene not in endings:
            continue
        told = text.words if text.kind is Kind.CLOSING else text.narration
        if found := heroic.search(told):
            yield Finding(
                where=text.where,
                quote=sentence_with(text.words, found[0]),
                message=f"“{found[0]}” makes the player the hero of it.",
                hint="Say what is different now, and what others did for it. The person affected gets on with work.",
            )
