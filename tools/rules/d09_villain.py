"""
D09 villain: the person who slips is nobody apart from that.

Why it matters
    If a reader can name the villain by the second paragraph, there is nothing to decide.  Somebody you would have lunch
    with, with a pressure and a history, is the one people meet at work.

How it is found
    Somebody with `slips: yes` has fewer than six words in `role`, and speaks in one scene at most.

Example::

    cast:
      duarte:
        slips: no
      ingrid:
        role: client
        slips: yes
    scenes:
      put-right:
        script: |
          It took a call, a short note in Amara's wording, and a talk between her and Duarte, without you.
          Duarte and Amara are careful with each other, in a way that may become easy.

Use instead::

    cast:
      duarte:
        slips: yes
        role: engineering manager, quick, funny, taught you how releases work

False alarms
    In the six scenarios that come with the program, six people who slip gave no report.  Both signs together say
    little about somebody whose few lines are good; that is for a reader to weigh.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import CastMember
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._said import is_unfinished

RULE = Rule(code="D09", name="villain", severity=Severity.WARNING, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each person who slips and is little else."""
    if is_unfinished(story):
        return
    fewest, most_scenes = story.limit("D09", "fewest_words"), story.limit("D09", "few_scenes")
    for person in story.scenario.cast.values():
        words = prose.count(person.role)
        scenes = {text.scene for text in story.all_texts if text.speaker == person.id}
        if person.slips and words < fewest and len(scenes) <= most_scenes:
            yield Finding(
                where=f"cast/{person.id}",
                message=f"{person.name} slips, has {words} {'word' if words == 1 else 'words'} of a role, and "
                f"{_speaks(len(scenes), person)}.",
                hint="Add what they are good at and the pressure they are under; let them speak in another scene.",
            )


def _speaks(scenes: int, person: CastMember) -> str:
    return "never speaks" if not scenes else f"speaks in {scenes} {'scene' if scenes == 1 else 'scenes'} only"
