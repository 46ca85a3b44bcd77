"""
D12 identity-as-plot: a person's axes are there, and their work is nowhere.

Why it matters
    If what somebody is good at never comes up, they are in the story for what happens to them.

How it is found
    For each person with `affected: yes` and `axes`, the longer words of `expertise` are looked for in scripts,
    consequences and things to look at, by their first five letters.  None of them anywhere is found.

Example::

    cast:
      amara:
        expertise: restores old violins

Use instead::

    cast:
      amara:
        expertise: ran the eleven user sessions behind the finding

False alarms
    In the six scenarios that come with the program, six people gave no report.  A skill told in quite other words
    in the scenes (“sews” and “mends coats”) would be found wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story
from tools.rules._said import is_unfinished

RULE = Rule(code="D12", name="identity-as-plot", severity=Severity.WARNING, is_about_prose=True, unless=("D02",))


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each affected person whose work never comes up."""
    if is_unfinished(story):
        return
    letters = int(story.limit("D12", "letters"))
    for person in story.affected:
        work = prose.content_words(person.expertise)
        if person.axes and work and not _comes_up(story, {word[:letters] for word in work}, letters):
            yield Finding(
                where=f"cast/{person.id}/expertise",
                message=f"What {person.name} is good at (“{person.expertise}”) comes up in no scene.",
                hint="Let the work show: a finding, a fix, a question that only this person would ask.",
            )


def _comes_up(story: Story, beginnings: set[str], letters: int) -> bool:
    """Whether a longer word of a scene begins with the same letters as one of these."""
    alike = [
        word for word in story.vocabulary.words if any(one[:letters] in beginnings for one in prose.content_words(word))
    ]
    numbers = story.vocabulary.with_word(alike)
    return any(True for _ in story.numbered(numbers, Kind.SCRIPT, Kind.CONSEQUENCE, Kind.GLANCE))
