"""
F02 hard-passage: one scene or commentary is much harder to read than the others.

Why it matters
    One dense passage stops a room, however light the rest is. Mostly it is the one where the author explains.

How it is found
    The Flesch–Kincaid grade of each scene, each consequence and each commentary of at least 60 words: above 9 for a
    scene or a consequence, above 10 for a commentary.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Redistributing conversational opportunities necessitated comparatively insignificant personal
                expenditure on your part, since circumstances were favourable, because postponing the intervention
                until a grammatically appropriate juncture prevented unnecessary confrontation between the participants
                concerned. Nevertheless, the organisational circumstances perpetuating these recurring interruptions
                remain fundamentally unaddressed, particularly regarding acoustic equipment, established speaking
                hierarchies, inadequate agenda representation and insufficient recognition of contributions
                throughout the organisation.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence. Because you waited for Duarte's full stop, it never became a
                contest between the two of them. It worked on this minute. The things that make the minute come round
                are still there: one microphone, no speaking order, an agenda without her on it.

False alarms
    In the six scenarios of this program, with 75 passages of at least 60 words, it found nothing; the hardest has
    grade 5.8.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(
    code="F02",
    name="hard-passage",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each such passage."""
    fewest = story.limit("F02", "fewest_words")
    for where, beats in passages(story).items():
        if sum(map(prose.count, beats)) < fewest:
            continue
        most = story.limit("F02", "commentary" if where.endswith("/commentary") else "scene")
        grade = prose.grade(*beats)
        if grade > most:
            longest = max(prose.sentences("\n".join(beats)), key=prose.count)
            yield Finding(
                where=where,
                quote=" ".join(longest.split()[:3]),
                message=f"This passage needs about {grade:.0f} years of school; its longest sentence has "
                f"{prose.count(longest)} words.",
                hint=f"Aim for {most:.0f} or fewer: cut the longest sentence in two, and use the word you would say.",
            )


def passages(story: Story) -> dict[str, list[str]]:
    """The scenes, consequences and commentaries, each with its beats, by their place."""
    found: dict[str, list[str]] = {}
    for text in story.texts(Kind.SCRIPT, Kind.CONSEQUENCE, Kind.COMMENTARY):
        found.setdefault(text.where, []).append(text.words)
    return found
