"""
F04 long-scene: too much is to be read before anything can be done.

Why it matters
    A scene is read on a wall, by a group, one panel after another. After half a minute without a decision people
    begin to read ahead, or something else.

How it is found
    The words of a scene's `script` are counted as a player meets them: of lines with a condition only those that
    show on one route, and of all routes the longest. More than 95 words is a warning, more than 120 an error. An
    ending, after which nobody waits to do anything, may have 110.

Example::

    scenes:
      client:
        script: |
          Half past nine. Ingrid joins from Oslo, with a mug in her hand and a dog somewhere behind her door.
          She says good morning to everybody by name, which takes a while, as there are more people on the call than
            usual today.
          ingrid (smile): Good morning. I have read the agenda on the train, and I have one question only, so I hope
            that we can be quick.
          teresa (smile): Good morning, Ingrid. We have had a very good review, and there is something new on step four
            that you will like a lot.
          ingrid (serious): Step four is what my director asks me about each Monday, so I would like to hear it slowly.
          Duarte leans towards the one microphone. On screen, Amara sits up.

Use instead::

    scenes:
      client:
        script: |
          Half past nine. Ingrid joins from Oslo.
          ingrid (smile): Good morning. I have one question. Why do people stop at step four?
          Duarte leans towards the one microphone. On screen, Amara sits up.

False alarms
    In the six scenarios of this program, with 66 scenes, it found seven, of 96 to 108 words on their longest route.
    Each of them could be told in fewer, so none was a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.expression import ALWAYS
from game.core.playthrough import EndlessJump, Playthrough, State, begin, choose
from game.core.scenario import Ending, Line
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="F04", name="long-scene", severity=Severity.WARNING, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each scene that is too long on some route."""
    usual = story.limit("F04", "longest")
    for scene, words in _longest(story, usual).items():
        is_ending = isinstance(story.scenario.scenes[scene].exit, Ending)
        most = story.limit("F04", "longest_ending") if is_ending else usual
        if words > most:
            is_far = words > story.limit("F04", "far_too_long")
            lasts = "" if all(line.when is ALWAYS for line in story.scenario.scenes[scene].script) else " on one route"
            yield Finding(
                where=f"scene/{scene}/script",
                message=f"This scene has {words} words{lasts}.",
                hint=f"Aim for {most:.0f} or fewer: begin later, cut a beat, or move a detail to `look_closer`.",
                severity=Severity.ERROR if is_far else None,
            )


def _longest(story: Story, most: float) -> dict[str, int]:
    """The words of each scene that may be too long, on the route that shows most of them."""
    counted = {line: prose.count(line.words) for scene in story.scenario.scenes.values() for line in scene.script}
    found = {
        scene.id: sum(counted[line] for line in scene.script if line.when is ALWAYS)
        for scene in story.scenario.scenes.values()
        if sum(counted[line] for line in scene.script) > most
    }
    open_ones = {scene for scene in found if any(line.when is not ALWAYS for line in _script(story, scene))}
    for arrival in _arrivals(story, open_ones):
        if arrival.scene in open_ones:
            shown = (line for line in _script(story, arrival.scene) if line.when.holds(arrival))
            found[arrival.scene] = max(found[arrival.scene], sum(counted[line] for line in shown))
    return found


def _script(story: Story, scene: str) -> tuple[Line, ...]:
    return story.scenario.scenes[scene].script


def _arrivals(story: Story, wanted: set[str]) -> Iterator[State]:
    """Every way in which a play can come into one of these scenes."""
    if not wanted:
        return
    routes = story.proof.routes
    try:
        yield from begin(story.scenario).arrivals
    except EndlessJump:
        return
    for source, choice, passed in zip(routes.sources, routes.choices, routes.passed, strict=True):
        if not wanted.isdisjoint(passed):
            state = routes.states[source]
            yield from choose(Playthrough(story.scenario, state, (state,)), choice.id).arrivals
