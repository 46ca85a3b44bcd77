"""
Which letters of a scenario the program's faces lack.

Needs pygame and its fonts, so it is imported only where a text has letters that not every face is known to have.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from game.ui import theme
from game.ui.fonts import PygameMeasure
from game.ui.reading_faces import words_of
from game.ui.text import bold_face, clusters
from game.ui.theme import Look
from tools.checking.story import Story

WINDOW = (1024, 640)  # pixels of the smallest window
LARGEST_TEXT = 2.0  # the largest text size, as a part of the usual one


def look_of(story: Story) -> Look:
    """The smallest window with the largest text, in the faces that the scenario is set in."""
    look = theme.Look(*WINDOW, LARGEST_TEXT, theme.PAPER, _measure())
    return look.for_texts(words_of(story.scenario))


def missing_letters(story: Story, texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Letters that come out as an empty box, each with the place where it first stands.

    Args:
        story: All its texts together decide on one face.
        texts: Places and texts to look at.
    """
    look = look_of(story)
    faces = look.face, bold_face(look.face)
    found: dict[str, str] = {}
    for where, words in texts:
        for letter in clusters(words):
            if letter not in found and not all(look.measure.covers(letter, face) for face in faces):
                found[letter] = where
    return found


@cache
def _measure() -> PygameMeasure:
    return PygameMeasure()
