"""
F11 colour-or-sound-only: the text points at something by its colour, or by a sound.

Why it matters
    One man in twelve does not tell red from green, some play without sound, and in high contrast nothing is red.
    Besides, the order of choices is shuffled and nothing of the game chimes.

How it is found
    Questions, commentaries, the facilitator's notes and what is said about the scenario are searched for a colour
    right before “option”, “button”, “card” and the like or right after it (“the options in red”), and for “the chime”,
    “the beep”. The story itself may have both.

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
    In the six scenarios of this program, with 412 such texts, it found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(
    code="F11",
    name="colour-or-sound-only",
    severity=Severity.ERROR,
    is_english_only=True,
    is_about_prose=True,
)

# What speaks about the game; in a story, somebody may hold a green card and hear the beep of a till.
_ABOUT_THE_GAME = (
    Kind.ABOUT,
    Kind.ASK,
    Kind.REFLECT,
    Kind.DISCUSS,
    Kind.NOTE,
    Kind.LOCKED,
    Kind.COMMENTARY,
    Kind.POINTER,
    Kind.FACILITATOR,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text that does so."""
    colours, controls, sounds = (story.data.listed("F11", name) for name in ("colours", "controls", "sounds"))
    colour, control = f"(?:{'|'.join(colours)})", f"(?:{'|'.join(controls)})"
    either_way = rf"{colour}[- ]{control}|{control} (?:marked |shown |written )?in {colour}"
    pattern = re.compile(rf"\b(?:{either_way}|{'|'.join(sounds)})\b", re.IGNORECASE)
    for text in story.texts_with("F11", ("controls", "sounds"), *_ABOUT_THE_GAME):
        if found := pattern.search(text.narration):
            yield Finding(
                where=text.where,
                quote=found[0],
                message=f"“{found[0]}” can be found only by those who see that colour or hear that sound.",
                hint="Name the thing by what it says or does.",
            )
