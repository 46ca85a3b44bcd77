"""Finding words in what a scenario says, and the sentence to show for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from game.core.scenario import CastMember
from tools.checking import prose
from tools.checking.story import Story
from tools.checking.todo import is_left


def sentence_with(words: str, part: str) -> str:
    """The sentence of a text that holds a part of it; the part itself if none does."""
    return next((sentence for sentence in prose.sentences(words) if part in sentence), part)


def short(words: str, most: int = 60) -> str:
    """The beginning of a text, for a message."""
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def headed(words: str, heads: re.Pattern[str], fillers: re.Pattern[str], ends: re.Pattern[str]) -> Iterator[str]:
    """Each “you are”, then any number of “so, a, very”, then a word that matters: as it stands in the text."""
    for head in heads.finditer(words):
        at = _next_word(words, head.end())
        while filler := fillers.match(words, at):
            at = _next_word(words, filler.end())
        if end := ends.match(words, at):
            yield words[head.start() : end.end()]


def _next_word(words: str, at: int) -> int:
    while at < len(words) and words[at].isspace():
        at += 1
    return at


def names_of(story: Story, person: CastMember) -> re.Pattern[str]:
    """Finds any part of a person's name, titles left out, with capitals as written."""
    return _any_part(person.name, story.data.listed("D18", "titles"))


@lru_cache(maxsize=256)
def _any_part(name: str, titles: tuple[str, ...]) -> re.Pattern[str]:
    left_out = {title.casefold() for title in titles}
    parts = [part for part in prose.words(name) if part.casefold() not in left_out]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts or [name]))})(?!\w)")


def is_unfinished(story: Story) -> bool:
    """Whether a draft has texts still to be written, so that what is counted over all of it means nothing yet."""
    return story.scenario.is_draft and any(is_left(text.words) for text in story.all_texts)
