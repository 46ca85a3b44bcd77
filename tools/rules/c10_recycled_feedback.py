"""
C10 recycled-feedback: two choices are told the same why.

Why it matters
    Different moves work for different reasons.  A why that fits two choices is about neither, and who plays again sees
    that it was filled in.

How it is found
    Within a decision, the words of more than three letters in two commentaries are compared: more than half in common
    is found.  So is a commentary that stands twice anywhere in the file.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                In the chat, remote people are as loud as the room, and what you wrote stays there for later. It
                backs up Minh too. The price is speed, since it works only when somebody is watching. Here that took
                two minutes, so the date got the board and the finding got what was left.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence. Because you waited for Duarte's full stop, it never became
                a contest between the two of you. What makes the minute come round is still there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="C10", name="recycled-feedback", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each commentary that says what an earlier one says."""
    first_with: dict[str, str] = {}
    known: dict[str, str] = {}  # commentary -> its words
    for moment in story.moments:
        for choice in moment.choices:
            if (told := known.get(choice.commentary)) is None:
                told = known[choice.commentary] = " ".join(prose.words(choice.commentary)).casefold()
            earlier = first_with.setdefault(told, choice.id)
            if earlier != choice.id:
                yield _finding(choice.id, f"This commentary stands word for word at “{earlier}” too.")
        yield from _alike(story, {choice.id: choice.commentary for choice in moment.choices})


def _alike(story: Story, commentaries: dict[str, str]) -> Iterator[Finding]:
    most = story.limit("C10", "likeness")
    contents = {choice: prose.content_words(told) for choice, told in commentaries.items()}
    for (one, first), (other, second) in combinations(contents.items(), 2):
        shared = prose.likeness(first, second)
        if shared > most and prose.words(commentaries[one].casefold()) != prose.words(commentaries[other].casefold()):
            yield _finding(other, f"{shared:.0%} of the words of this commentary and of that of “{one}” are the same.")


def _finding(choice: str, message: str) -> Finding:
    return Finding(
        where=f"choice/{choice}/commentary",
        message=message,
        hint="Say what this move did that the other did not.",
    )
