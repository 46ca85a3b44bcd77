"""
D18 names-mixed-up: two people are easy to take for each other, or one is famous.

Why it matters
    On a projector, people tell a cast apart by the first letter.  The same name in two scenarios makes it one person
    with two lives.  And a name from the news brings the news along.

How it is found
    Across a library: a whole name that stands in two files (somebody from `people.yaml` is meant to be in several);
    two people of one scenario whose names begin with the same letter, titles such as “Mr” left out; a name on a list of
    people in the public eye.  Only a check of a folder looks for it.

Example::

    cast:
      duarte:
        name: Telmo Figueira

Use instead::

    cast:
      duarte:
        name: Duarte Figueira
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.scenario import CastMember
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished

RULE = Rule(code="D18", name="names-mixed-up", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding for each name that is there twice, begins as another does, or is famous."""
    first_with: dict[str, tuple[Story, CastMember]] = {}
    for story in finished(stories):
        yield from _within(story)
        for person in story.scenario.cast.values():
            if f"cast/{person.id}/name" not in story.spans:
                continue  # shared on purpose
            other, _ = first_with.setdefault(_plain(person.name), (story, person))
            if other is not story:
                yield _finding(
                    story,
                    person,
                    f"{person.name} is in “{other.scenario.title}” as well.",
                    "Choose another name; or, if it is the same person, write them once in people.yaml.",
                )


def _within(story: Story) -> Iterator[Finding]:
    famous = {_plain(name) for name in story.data.listed("D18", "in_the_public_eye")}
    titles = {_plain(title) for title in story.data.listed("D18", "titles")}
    first_with: dict[str, CastMember] = {}
    for person in story.scenario.cast.values():
        if _plain(person.name) in famous:
            hint = "Choose a name that nobody knows from the news."
            yield _finding(story, person, f"{person.name} is the name of somebody in the public eye.", hint)
        parts = [part for part in prose.words(person.name) if _plain(part) not in titles] or prose.words(person.name)
        if parts:
            letter = _plain(parts[0])[:1]
            other = first_with.setdefault(letter, person)
            if other is not person:
                yield _finding(
                    story,
                    person,
                    f"{person.name} and {other.name} begin with the same letter.",
                    "Choose names that differ in their first letter, so that nobody has to look twice.",
                )


def _finding(story: Story, person: CastMember, message: str, hint: str) -> Finding:
    return Finding(where=f"cast/{person.id}", message=message, hint=hint, file=story.scenario.id)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.strip().casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
