"""
C14 magic-sentence: one good sentence, and the person who slipped thanks you.

Why it matters
    In life, people who are told something react with a joke, a pause, a hurt mail.  A story in which they thank you at
    once promises what will not happen, and makes the real answer look like a failure.

How it is found
    After choices of the method `direct`, what somebody with `slips: yes` says is searched for thanks and full apologies
    (“thank you for”, “you're right, I'm so sorry”, “I never realised”).  Once in a scenario is let go.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              consequence: |
                amara (explaining): Short version. Cheap cameras, evening light. Most of the sessions show it.
                duarte (worried): You're right. Thank you for telling me. I never realised how often I do it.
            - id: write-in-chat
              consequence: |
                amara (explaining): Short version. Cheap cameras, evening light. Most of the sessions show it.
                duarte (worried): I'm so sorry, Amara. I had no idea that it was the third time this month.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              consequence: |
                amara (explaining): Short version. Cheap cameras, evening light. Most of the sessions show it.
                duarte (suspicious): I was only keeping us on time. But fine, go on. You have the floor.

False alarms
    In the six scenarios that come with the program, 19 consequences of direct moves in which somebody who slipped
    speaks gave no report.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Method
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._said import short

RULE = Rule(code="C14", name="magic-sentence", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each sudden conversion, when there are more than a scenario bears."""
    converted, may_have = story.pattern("C14", "converted"), story.words_with("C14", "converted")
    found: dict[str, str] = {}
    for moment in story.moments:
        for choice in moment.choices:
            for line in choice.consequence if choice.method is Method.DIRECT else ():
                person = story.scenario.cast.get(line.speaker)
                if person and person.slips and line.words in may_have and converted.search(line.words):
                    found.setdefault(choice.id, line.words)
    if len(found) <= story.limit("C14", "most"):
        return
    for choice_id, words in found.items():
        yield Finding(
            where=f"choice/{choice_id}/consequence",
            quote=words,
            message=f"“{short(words)}”: the person who slipped is won over on the spot, in {len(found)} choices here.",
            hint="Let them be slower: a joke, a question, a silence. A change can show in a later scene.",
        )
