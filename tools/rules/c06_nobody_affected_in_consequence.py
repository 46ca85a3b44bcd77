"""
C06 nobody-affected-in-consequence: after a choice, the person it lands on is out of the picture.

Why it matters
    What a move is worth shows in the person it was about.  A consequence in which only the others react makes the
    moment a matter between you and them.

How it is found
    On every way through, the lines of `consequence` are searched for somebody with `affected: yes` or `secondary`:
    speaking, by name, or as “she”, “he” or “they” (their `pronouns`) where nobody else of the cast is named.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              consequence: |
                Teresa looks at the clock and then at the board, where the date stands in large figures.
                teresa (serious): Noted. Item three.
                Duarte mouths “sorry”, to you and not to the screen, and picks up his pen.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              consequence: |
                Amara's face moves before her voice does.
                amara (explaining): Short version. Cheap cameras, evening light. Most of the sessions show it.
                teresa (serious): Noted. Item three.
                Duarte mouths “sorry”, to you and not to the screen, and picks up his pen.

False alarms
    In the six scenarios that come with the program, 143 consequences gave no report.  Somebody who is there as “the
    tester” or “my colleague” only, beside others with names, would be found wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from game.core.scenario import Affected, CastMember, Line
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._as_read import taken
from tools.rules._said import names_of

RULE = Rule(
    code="C06",
    name="nobody-affected-in-consequence",
    severity=Severity.WARNING,
    is_about_prose=True,
    unless=("UP318",),
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice after which nobody affected appears."""
    affected = [person for person in story.scenario.cast.values() if person.affected is not Affected.NO]
    if not affected:
        return
    for choice, ways in taken(story).items():
        without = sum(not _is_there(story, affected, way.lines) for way in ways)
        if without:
            names = " or ".join(person.name for person in affected)
            some = "On some ways through, what" if without < len(ways) else "What"
            yield Finding(
                where=f"choice/{choice}/consequence",
                message=f"{some} happens after this choice shows nothing of {names}.",
                hint="Let them say something, do something, or be seen not to. One beat is enough.",
            )


def _is_there(story: Story, affected: Sequence[CastMember], lines: Sequence[Line]) -> bool:
    speakers = {line.speaker for line in lines}
    if any(person.id in speakers for person in affected):
        return True
    told = " ".join(line.words for line in lines)
    if any(names_of(story, person).search(told) for person in affected):
        return True
    others = [person for person in story.scenario.cast.values() if person not in affected]
    if any(person.id in speakers or names_of(story, person).search(told) for person in others):
        return False  # “she” may be one of these
    pronouns = prose.pattern(word for person in affected for word in person.pronouns.split("/") if word.strip())
    return bool(pronouns.search(told))
