"""
E14 real-organisation: the text names a real company or product.

Why it matters
    Somebody in the room works for it, has sued it or sells against it. A story about a real company also says
    something about that company, true or not.

How it is found
    The texts, the people's roles and the setting are searched for the names of a short list, in the same capitals.
    Names that are words too (“Zoom”, “Slack”) count only inside a sentence, not as its first word.

Example::

    scenes:
      client:
        summary: Ingrid joins on Zoom, and the finding is shown to her.

Use instead::

    scenes:
      client:
        summary: Ingrid joins on the call, and the finding is shown to her.

False alarms
    In the six scenarios of this program, 2,380 texts, it found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="E14", name="real-organisation", severity=Severity.WARNING, is_about_prose=True)

_PART = re.compile(r"\w+")


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each name, once in each text."""
    names = _exactly(story.data.listed("E14", "names"))
    words = _exactly(story.data.listed("E14", "names_and_words"))
    own = {part for person in story.scenario.cast.values() for part in prose.words(person.name)}
    there = {part for word in story.vocabulary.words for part in _PART.findall(word)}
    listed = [name for key in ("names", "names_and_words") for name in story.data.listed("E14", key)]
    met = [name for name in listed if there.issuperset(_PART.findall(name))]
    may_have = {words for words in story.vocabulary.different if any(name in words for name in met)} if met else set()
    for where, text in _texts(story, may_have):
        found = {match[0] for match in names.finditer(text)}
        for sentence in prose.sentences(text):
            first = prose.words(sentence)[0]
            begin = sentence.index(first) + len(first)
            found |= {match[0] for match in words.finditer(sentence, begin)}
        for name in sorted(found - own):
            yield Finding(
                where=where,
                quote=name,
                message=f"“{name}” is a real company or product.",
                hint="Say what kind of thing it is (“the call”, “the chat”, “a bank”), or make a name up.",
            )


def _texts(story: Story, may_have: set[str]) -> Iterator[tuple[str, str]]:
    if may_have:
        yield from ((text.where, text.words) for text in story.all_texts if text.words in may_have)
    yield from ((f"cast/{person.id}/role", person.role) for person in story.scenario.cast.values() if person.role)


def _exactly(names: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])") if names else re.compile(r"(?!)")
