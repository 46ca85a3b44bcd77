"""
A07 lopsided-endings: one ending comes nearly always, or nearly never.

Why it matters
    If most plays end in the same place, what was chosen did not count for much.  An ending that one play in twenty
    comes to is read by hardly anybody.

How it is found
    The share of each ending is worked out for plays in which every open choice is as likely as another: under 5 % or
    over 60 % is a warning.  It is exact, and says nothing about how people choose.  Nothing is said where plays can go
    round in circles for long, or where not every state was visited.

Example::

    scenes:
      how-it-ends:
        next:
          - if: open_harm
            go: camera-off
          - if: repaired_harm
            go: put-right
          - if: chose(hand-back) and chose(offer-first) and chose(clear-the-line) and norm
            go: item-one
          - go: in-writing

Use instead::

    scenes:
      how-it-ends:
        next:
          - if: open_harm
            go: camera-off
          - if: repaired_harm
            go: put-right
          - if: credit is lost or answer is late or not norm
            go: in-writing
          - go: item-one
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import are_ways_sound, as_play

RULE = Rule(code="A07", name="lopsided-endings", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each ending that comes too rarely or too often; with one ending there is none."""
    if story.scenario.is_draft or not are_ways_sound(story):
        return
    shares = story.proof.chances() or {}
    if len(shares) < 2:
        return
    least, most = story.limit("A07", "least"), story.limit("A07", "most")
    for scene, ending in story.endings:
        share = shares.get(scene.id)
        if share is None or least <= share <= most:
            continue
        path = story.proof.path_to(scene.id) or ()
        if share < least:
            hint = f"Ask for less on the way there, so that it comes in {least:.0%} or more."
        else:
            hint = f"Let other endings come more often: none in more than {most:.0%}."
        yield Finding(
            where=f"scene/{scene.id}",
            message=f"“{ending.title}” comes in {share:.1%} of plays, if every open choice is as likely as another."
            + as_play(story, path),
            hint=hint,
        )
