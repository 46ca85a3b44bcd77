"""Looking for the words of a list in the texts of a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checking.story import Kind, Story, Text

# What the author says to the player, in the story and about it; words in quotation marks are somebody else's.
TOLD = (
    Kind.ABOUT,
    Kind.SCRIPT,
    Kind.GLANCE,
    Kind.SCENE_SUMMARY,
    Kind.ASK,
    Kind.REFLECT,
    Kind.DISCUSS,
    Kind.NOTE,
    Kind.DO,
    Kind.SUMMARY,
    Kind.TRADEOFF,
    Kind.LOCKED,
    Kind.HARM,
    Kind.CONSEQUENCE,
    Kind.COMMENTARY,
    Kind.POINTER,
)
# What a player may read; the facilitator's notes are for one reader.
PLAYED = tuple(kind for kind in Kind if kind is not Kind.FACILITATOR)


def narrated(story: Story, code: str, name: str, *kinds: Kind) -> Iterator[tuple[Text, str]]:
    """Each text of these kinds that has words of a list outside quotation marks, with the first such words."""
    pattern = story.pattern(code, name)
    for text in story.texts_with(code, (name,), *kinds):
        if found := pattern.search(text.narration):
            yield text, found[0]


def written(story: Story, code: str, name: str, *kinds: Kind) -> Iterator[tuple[Text, str]]:
    """The same, with what is said in quotation marks and by the people of the story."""
    pattern = story.pattern(code, name)
    for text in story.texts_with(code, (name,), *kinds):
        if found := pattern.search(text.words):
            yield text, found[0]
