"""
D02 person-without-craft: what the affected person wants or can do is a word, or a group.

Why it matters
    Somebody who wants “respect” and is expert in being who they are cannot surprise anybody.  A wish for this afternoon
    and a piece of work make a person.

How it is found
    For each person with `affected: yes`, `wants` and `expertise` have at least three words, and `expertise` names no
    group (“woman”, “Muslim”, “disabled”).  That both are there is checked when the file is read (UP221).

Example::

    cast:
      amara:
        wants: respect
        expertise: knows what it is like to be a Black woman in research

Use instead::

    cast:
      amara:
        wants: her finding acted on, under her name, without a scene
        expertise: ran the eleven user sessions behind the finding

False alarms
    In the six scenarios that come with the program, six people gave no report.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="D02", name="person-without-craft", severity=Severity.WARNING, is_about_prose=True, unless=("UP221",))


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each wish and each skill that is too thin, and for a group in place of a skill."""
    shortest = story.limit("D02", "shortest")
    for person in story.affected:
        for key, hint in (
            ("wants", "Write what this person would like to have happened by five o'clock."),
            ("expertise", "Write a piece of work that this person does better than others."),
        ):
            told = getattr(person, key)
            words = prose.count(told)
            if told and words < shortest:
                yield Finding(
                    where=f"cast/{person.id}/{key}",
                    message=f"“{key}” of {person.name} is {words} {'word' if words == 1 else 'words'}: “{told}”.",
                    hint=hint,
                )
        group = story.pattern("D02", "groups").search(person.expertise) if story.is_english else None
        if group:
            yield Finding(
                where=f"cast/{person.id}/expertise",
                quote=group[0],
                message=f"The expertise of {person.name} is told by a group: “{group[0]}”.",
                hint="Write a piece of work that they do better than others. What they live with goes in “axes”.",
            )
