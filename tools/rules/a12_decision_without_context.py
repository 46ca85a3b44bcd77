"""
A12 decision-without-context: a decision comes before anybody can know what it is about.

Why it matters
    People need a picture before they can weigh a move: who is there, what has just been said, what is at stake.

How it is found
    The words of the scenes' scripts before a decision are counted, lines with conditions only where they are shown:
    from the start to the first decision, and after each choice to the next one.  The fewest on any way count: under 40
    before the first and under 15 before a later one is an error.  Consequences do not count.  Nothing is said about
    drafts.

Example::

    scenes:
      client:
        script: |
          Half past nine. Ingrid is on the call.

Use instead::

    scenes:
      client:
        script: |
          Half past nine. Ingrid is on the call from Oslo, brisk and friendly.
          ingrid (serious): If we add a light prompt, do we keep this step or lose it?
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.playthrough import begin, script_of
from game.core.routes import START
from game.core.scenario import Decision, SceneId
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moves import told
from tools.rules._moves import words as counted
from tools.rules._proven import shown_by

RULE = Rule(code="A12", name="decision-without-context", severity=Severity.ERROR)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each decision that has too few words before it on some way."""
    if story.scenario.is_draft or not story.proof.states:
        return
    fewest = _fewest(story)
    for scene in story.scenario.scenes:
        if scene in fewest:
            words, move = fewest[scene]
            enough = story.limit("A12", "first" if move == START else "later")
            since = "before this decision" if move == START else "between the choice before and this decision"
            are = "is 1 word" if words == 1 else f"are {words} words"
            yield Finding(
                where=f"scene/{scene}/decision",
                message=f"There {are} of story {since}.{shown_by(story, move)}",
                hint=f"Say who is there and what has just happened, in {enough:.0f} words or more.",
            )


def _fewest(story: Story) -> dict[SceneId, tuple[int, int]]:
    """For each decision with too few words, how many, and the move that leads to it."""
    routes, scenes = story.proof.routes, story.scenario.scenes
    enough = story.limit("A12", "later")
    after = told(story)
    found: dict[SceneId, tuple[int, int]] = {}
    for move, passed in enumerate(routes.passed):
        most = min(enough, found[passed[-1]][0]) if passed[-1] in found else enough
        words = after[move].words
        if words < most and isinstance(scenes[passed[-1]].exit, Decision):
            found[passed[-1]] = words, move
    opening = begin(story.scenario)
    words = counted(line for _, line in script_of(opening))
    if isinstance(scenes[opening.state.scene].exit, Decision) and words < story.limit("A12", "first"):
        found[opening.state.scene] = words, START
    return found
