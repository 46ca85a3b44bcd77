"""
E03 slur-or-swear-word: a slur or a swear word stands in the text.

Why it matters
    The story is read aloud and projected in front of people whom the word was made for. It lands on them, whatever
    it is there to teach. “He used the word for her that she has heard before” is enough to play with.

How it is found
    Each word is looked up, in lower case and also without a plural “s”. Slurs are errors, swear words are warnings.
    The lists hold SHA-256 hashes, so that this program spells none of them out; a library's own list may hold words
    or hashes. To make a hash: `python3 -c "import hashlib; print(hashlib.sha256(b'word').hexdigest())"`.

Example::

    scenes:
      after:
        script: |
          duarte (angry): What a load of crap. I heard it from her and I forgot.

Use instead::

    scenes:
      after:
        script: |
          duarte (angry): What a mess. I heard it from her and I forgot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(code="E03", name="slur-or-swear-word", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each such word, once in each text."""
    lists = {name: frozenset(story.data.listed("E03", name)) for name in ("slurs", "obscenities")}
    roles = [(f"cast/{person.id}/role", person.role) for person in story.scenario.cast.values()]
    there = {*story.vocabulary.words, *(word for _, role in roles for word in prose.words(role))}
    kinds = {word: _kind(word, lists) for word in {word.lower() for word in there}}
    bad = {word: kind for word in there if (kind := kinds[word.lower()])}
    texts = story.numbered(story.vocabulary.with_word(bad), *Kind) if bad else ()
    for where, told in (*((text.where, text.words) for text in texts), *(roles if bad else ())):
        for word in dict.fromkeys(word for word in prose.words(told) if word in bad):
            if bad[word] == "slurs":
                yield Finding(
                    where=where,
                    quote=word,
                    message="This word is a slur, spelled out.",
                    hint="Say what was done and to whom, without the word: “He called her by a word for her people.”",
                )
            else:
                yield Finding(
                    where=where,
                    quote=word,
                    message="This is a swear word. The text is read aloud, at work.",
                    hint="Use a milder word, or say that somebody swore.",
                    severity=Severity.WARNING,
                )


def _kind(word: str, lists: dict[str, frozenset[str]]) -> str:
    forms = {word, word.removesuffix("s"), word.removesuffix("es")} - {""}
    forms |= {hashlib.sha256(form.encode()).hexdigest() for form in forms}
    return next((name for name, listed in lists.items() if forms & listed), "")
