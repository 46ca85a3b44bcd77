"""
D19 one-face: a person looks the same in most of what they say.

Why it matters
    A face that never changes says that nothing reaches this person.  Often it is the one affected who looks worried
    throughout, or the one who slips who looks angry.

How it is found
    For everybody with at least five lines, the face of each line is counted, as it is drawn: the expression that is
    written, or the last one in the scene, or calm.  One of them in more than 60 % of the lines is found.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              consequence: |
                minh (worried): I can hear you now.
                minh (worried): Step four is on my screen.
                minh (worried): The retry screen hides it.
                minh (worried): I can show you, if there is time.
                minh (worried): It takes one minute.
                Amara waits.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              consequence: |
                minh (worried): I can hear you now.
                minh (calm): Step four is on my screen.
                minh (explaining): The retry screen hides it.
                minh (smile): I can show you, if there is time.
                minh (calm): It takes one minute.
                Amara waits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from game.core.diagnostic import Severity
from game.core.scenario import CastId, Decision, Line
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="D19", name="one-face", severity=Severity.WARNING)

_USUAL = "calm"  # how somebody is drawn until a script says otherwise


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each person with one face in most lines."""
    for person, faces in _faces(story).items():
        lines = sum(faces.values())
        face, times = faces.most_common(1)[0]
        if lines >= story.limit("D19", "fewest_lines") and times / lines > story.limit("D19", "share"):
            name = story.scenario.cast[person].name
            yield Finding(
                where=f"cast/{person}",
                message=f"{name} is drawn “{face}” in {times} of {lines} lines.",
                hint="Write others in brackets where something reaches this person: (smile), (concerned), (tired).",
            )


def _faces(story: Story) -> Mapping[CastId, Counter[str]]:
    found: dict[CastId, Counter[str]] = defaultdict(Counter)
    for scene in story.scenario.scenes.values():
        faces = _count(scene.script, {}, found)
        for choice in scene.exit.choices if isinstance(scene.exit, Decision) else ():
            _count(choice.consequence, faces, found)
    return {person: found[person] for person in story.scenario.cast if person in found}


def _count(
    lines: Iterable[Line], faces: Mapping[CastId, str], found: Mapping[CastId, Counter[str]]
) -> Mapping[CastId, str]:
    now = dict(faces)
    for line in lines:
        if line.speaker:
            now[line.speaker] = line.expression or now.get(line.speaker, _USUAL)
            found[line.speaker][now[line.speaker]] += 1
    return now
