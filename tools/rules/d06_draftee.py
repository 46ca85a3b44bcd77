"""
D06 draftee: a way that can be defended makes the affected person do the work.

Why it matters
    “Could you explain to everyone what that feels like?” sounds like a microphone and is a task.  It asks the person
    who got the slight to confront, teach or prove it as well.

How it is found
    In ways that can be defended, `do` and `line` are searched for requests such as “could you tell him”, “explain
    to us”, “speak for”, “why don't you talk to” somebody, where somebody affected is in the scene or is named.  A
    choice with the harm flag `burdens` cannot be defended, so it is not found.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              do: |
                Message Amara: “Could you tell him yourself, and explain to everyone what it does to you?”

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: ask-amara
              do: |
                Message Amara: “Lag again. Shall I flag you next time, or would you rather I didn't?”

False alarms
    In the six scenarios that come with the program, 97 ways that can be defended gave no report.  A request to
    somebody else in the same scene (“Could you tell them that we start late?”) would be found wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Affected, Choice, Scene
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._said import names_of, sentence_with

RULE = Rule(code="D06", name="draftee", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each defensible choice that drafts the affected person."""
    requests, errand = story.pattern("D06", "requests"), _errand(story)
    may_have = story.words_with("D06", "requests")
    for moment in story.moments:
        for choice in moment.defensible:
            for key in ("do", "line"):
                told = getattr(choice, key)
                found = (told in may_have and requests.search(told)) or errand.search(told)
                if found and _is_about_affected(story, moment.scene, choice):
                    yield Finding(
                        where=f"choice/{choice.id}/{key}",
                        quote=sentence_with(told, found[0]),
                        message=f"“{found[0]}” asks the person it landed on to do the work, and this way can be "
                        "defended as it is rated.",
                        hint="Offer something instead: “Shall I say it, or back you if you do?” Or give it the harm "
                        "flag “burdens” and show what it costs.",
                    )
                    break


def _is_about_affected(story: Story, scene: Scene, choice: Choice) -> bool:
    told = f"{choice.do} {choice.line}"
    return any(person.id in scene.present or names_of(story, person).search(told) for person in story.affected)


def _errand(story: Story) -> re.Pattern[str]:
    """Finds “could you tell Duarte”, with any name of somebody on whom it did not land."""
    others = [person for person in story.scenario.cast.values() if person.affected is Affected.NO]
    names = "|".join(names_of(story, person).pattern for person in others) or "(?!)"
    return re.compile(
        r"\b(?i:could|would|can|will|why don['’]t) you (?:just |perhaps |please )?"
        r"(?:tell|teach|show|convince|confront|(?:talk|speak|explain|explain it|say something) (?:to|with)) "
        rf"(?:{names})"
    )
