"""
A11 sudden-end: a weaker choice ends the story at once, while a better one leads on.

Why it matters
    An ending that falls on a choice like a punishment teaches to guess what the author wanted.  A weaker move is worth
    more if one sees what comes of it, and can still do something about it.

How it is found
    It is told where a choice that cannot be defended leads to an ending without another decision, in a state where one
    that can be defended leads on to one.  An ending with `valence: good` is no punishment.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              next: camera-off

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              next: the-insight
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Choice, Ending, Valence
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import are_ways_sound, shown_by

RULE = Rule(code="A11", name="sudden-end", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each choice that ends the story before its time."""
    for choice, move in sudden_ends(story) if are_ways_sound(story) else ():
        yield Finding(
            where=f"choice/{choice.id}",
            message="This choice ends the story at once, and another one here leads on to a decision."
            + shown_by(story, move),
            hint="Let it lead on too, and let a later decision show what came of it.",
        )


def sudden_ends(story: Story) -> Iterator[tuple[Choice, int]]:
    """Each such choice with the first move that shows it."""
    routes = story.proof.routes
    weaker = {choice.id for moment in story.moments for choice in moment.weaker if choice.ratings}
    defended = {choice.id for moment in story.moments for choice in moment.defensible}
    lead_on = {
        source
        for source, choice, target in zip(routes.sources, routes.choices, routes.targets, strict=True)
        if choice.id in defended and not routes.is_ending(target)
    }
    found: set[str] = set()
    for move, choice in enumerate(routes.choices):
        if choice.id in weaker and choice.id not in found and routes.sources[move] in lead_on:
            ending = story.scenario.scenes[routes.states[routes.targets[move]].scene].exit
            if isinstance(ending, Ending) and ending.valence is not Valence.GOOD:
                found.add(choice.id)
                yield choice, move
