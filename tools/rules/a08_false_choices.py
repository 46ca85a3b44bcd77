"""
A08 false-choices: in many decisions it makes no difference what one chooses.

Why it matters
    Whoever notices that all choices lead to the same words stops thinking about them.

How it is found
    In a false decision all choices lead to the same place, set and repair the same, no later condition asks which was
    taken, and their consequences share more than 60 % of their words.  More than a quarter of the decisions is a
    warning.

Example::

    scenes:
      two-oclock:
        next: open-door
      her-call:
      after:
        decision:
          next: door
      door:
        summary: A word at the door.
        place: corridor
        script: |
          Teresa stops at the door with her laptop under her arm. She has a minute, she says.
        decision:
          ask: What do you do with the minute?
          reflect: Who has the next minute?
          choices:
            - id: door-a
              do: |
                Look through the notes of this morning once more, on your own.
              summary: You did it.
              method: delay
              barrier: time
              ratings: {own: 2, shift: 2}
              line: Let me look at that once more.
              tradeoff: Quick; and quickly forgotten.
              consequence: |
                The clock says ten. Amara has gone to the next call, and the room empties.
              commentary: |
                It took a minute, because the room was already empty. What it was for stays open.
              next: stairs
            - id: door-b
              do: |
                Ask Teresa for the notes of this morning, and read them at lunch.
              summary: You did it.
              method: delay
              barrier: time
              ratings: {own: 2, shift: 2}
              line: Let me look at that once more.
              tradeoff: Quick; and quickly forgotten.
              consequence: |
                The clock says ten. Amara has gone to the next call, and the room empties.
              commentary: |
                It took a minute, because the room was already empty. What it was for stays open.
              next: stairs
      stairs:
        summary: A word at the door.
        place: corridor
        script: |
          Teresa stops at the door with her laptop under her arm. She has a minute, she says.
        decision:
          ask: What do you do with the minute?
          reflect: Who has the next minute?
          choices:
            - id: stairs-a
              do: |
                Look through the notes of this morning once more, on your own.
              summary: You did it.
              method: delay
              barrier: time
              ratings: {own: 2, shift: 2}
              line: Let me look at that once more.
              tradeoff: Quick; and quickly forgotten.
              consequence: |
                The clock says ten. Amara has gone to the next call, and the room empties.
              commentary: |
                It took a minute, because the room was already empty. What it was for stays open.
              next: two-oclock
            - id: stairs-b
              do: |
                Ask Teresa for the notes of this morning, and read them at lunch.
              summary: You did it.
              method: delay
              barrier: time
              ratings: {own: 2, shift: 2}
              line: Let me look at that once more.
              tradeoff: Quick; and quickly forgotten.
              consequence: |
                The clock says ten. Amara has gone to the next call, and the room empties.
              commentary: |
                It took a minute, because the room was already empty. What it was for stays open.
              next: two-oclock

Use instead::

    scenes:
      two-oclock:
        next: open-door
      her-call:
      after:
        decision:
          next: door
      door:
        summary: A word at the door.
        place: corridor
        script: |
          Teresa stops at the door with her laptop under her arm. She has a minute, she says.
        decision:
          ask: What do you do with the minute?
          reflect: Who has the next minute?
          choices:
            - id: door-a
              do: |
                Look through the notes of this morning once more, on your own.
              summary: You did it.
              method: delay
              barrier: time
              ratings: {own: 2, shift: 2}
              line: Let me look at that once more.
              tradeoff: Quick; and quickly forgotten.
              consequence: |
                The clock says ten. Amara has gone to the next call, and the room empties.
              commentary: |
                It took a minute, because the room was already empty. What it was for stays open.
              next: two-oclock
            - id: door-b
              do: |
                Ask Teresa for the notes of this morning, and read them at lunch.
              summary: You did it.
              method: delay
              barrier: time
              ratings: {own: 2, shift: 2}
              line: Let me look at that once more.
              tradeoff: Quick; and quickly forgotten.
              consequence: |
                The clock says ten. Amara has gone to the next call, and the room empties.
              commentary: |
                It took a minute, because the room was already empty. What it was for stays open.
              next: two-oclock
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from game.core.diagnostic import Severity
from game.core.scenario import Choice
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Moment, Story
from tools.rules._moments import named, written

RULE = Rule(code="A08", name="false-choices", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield one finding, at the first of the false decisions."""
    moments = written(story)
    false = [moment for moment in moments if _is_false(story, moment)]
    if false and len(false) > story.limit("A08", "share") * len(moments):
        scenes = [moment.scene.id for moment in false]
        yield Finding(
            where=f"scene/{scenes[0]}/decision",
            message=f"In {len(false)} of {len(moments)} decisions all choices come to the same: {named(scenes)}.",
            hint="Let something come of each: other words, another way on, or a fact that a later line asks for.",
        )


def _is_false(story: Story, moment: Moment) -> bool:
    first, *others = map(_outcome, moment.choices)
    if any(other != first for other in others):
        return False
    if any(choice.id in story.scenario.tracked_choices for choice in moment.choices):
        return False
    words = [{word.lower() for line in choice.consequence for word in prose.words(line.words)}
             for choice in moment.choices]
    return all(prose.likeness(*pair) > story.limit("A08", "likeness") for pair in combinations(words, 2))


def _outcome(choice: Choice) -> object:
    return choice.next, choice.set, choice.change, choice.harm and choice.harm.flags, choice.repairs
