"""
F11 colour-or-sound-only: the text points at something by its colour, or by a sound.

Why it matters
    One man in twelve does not tell red from green, some play without sound, and in high contrast nothing is red.
    Besides, the order of choices is shuffled and nothing of the game chimes.

How it is found
    Texts that players read are searched for a colour right before “option”, “button”, “card” and the like, and for
    “the chime”, “the beep”.

Example::

    scenes:
      third-time:
        decision:
          ask: Duarte is two sentences in. Which of the green options do you take?

Use instead::

    scenes:
      third-time:
        decision:
          ask: Duarte is two sentences in. What do you do?

False alarms
    In the six scenarios of this program, with 2,338 texts that players read, it found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._phrases import PLAYED

RULE = Rule(
    code="F11",
    name="colour-or-sound-only",
    severity=Severity.ERROR,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text that does so."""
    colours, controls, sounds = (story.data.listed("F11", name) for name in ("colours", "controls", "sounds"))
    pattern = re.compile(
        rf"\b(?:(?:{'|'.join(colours)})[- ](?:{'|'.join(controls)})|{'|'.join(sounds)})\b", re.IGNORECASE
    )
    for text in story.texts(*PLAYED):
        if found := pattern.search(text.narration):
            yield Finding(
                where=text.where,
                quote=found[0],
                message=f"“{found[0]}” can be found only by who sees that colour or hears that sound.",
                hint="Name the thing by what it says or does.",
            )
