"""
D03 last-word-of-another: an ending closes with somebody whom it did not land on.

Why it matters
    Who speaks last says what it was about.  If that is the manager or the one who slipped, the story was theirs.

How it is found
    `by` of each ending's closing is somebody with `affected: yes` or `secondary`.

Example::

    scenes:
      item-one:
        ending:
          closing:
            by: duarte
            says: I still start too early. But I stop, most of the time.

Use instead::

    scenes:
      item-one:
        ending:
          closing:
            by: amara
            says: It's a meeting. I go, I say what I found, I leave.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Affected
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="D03", name="last-word-of-another", severity=Severity.WARNING, unless=("UP318",))


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each ending that somebody else closes."""
    cast = story.scenario.cast
    if not story.affected:
        return
    names = " or ".join(person.name for person in story.affected)
    for scene, ending in story.endings:
        person = cast.get(ending.closing_by)
        if person and person.affected is Affected.NO:
            yield Finding(
                where=f"scene/{scene.id}/ending/closing",
                message=f"The last word is that of {person.name}, whom this does not land on.",
                hint=f"Give it to {names}.",
            )
