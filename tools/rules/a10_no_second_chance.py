"""
A10 no-second-chance: after a weak choice, no play can end well.

Why it matters
    Letting something pass once is what most of us do.  A story that cannot end well any more teaches that the moment is
    gone, where it could teach that there is another.

How it is found
    A choice is weak if its ratings are under 1.25 in the mean and it does no harm.  It is told if another decision
    follows it and, whatever led there, no ending with `valence: good` can be reached after it, though some other play
    comes to one.  While a harm is open it does not count: what then shuts out a good ending is the harm.

Example::

    scenes:
      after:
        decision:
          choices:
            - id: ask-together
              ratings: {centre: 1, craft: 1, repair: 1, shift: 1}
              next: last-week
      last-week:
        summary: A week goes by.
        place: open-office
        script: |
          A week goes by. Amara is polite in every meeting, and brief. Duarte asks nobody anything, and the review runs
          to time. On Friday, Teresa asks whether the new order works, and nobody answers at once.
        decision:
          ask: Teresa looks at you. What do you do?
          reflect: Whose answer would you have liked to hear?
          next: in-writing
          choices:
            - id: wait-for-amara
              do: |
                Wait, and look at the screen where Amara is, for as long as it takes.
              summary: You waited for Amara.
              method: delay
              ratings: {centre: 3, own: 2}
              line: Amara, what do you make of it?
              tradeoff: Leaves it to her; puts her on the spot.
              consequence: |
                amara (serious): It works when somebody reads the chat aloud.
              commentary: |
                You gave her the time, because the line is slow. Who reads the chat aloud stays open.
            - id: say-what-you-saw
              do: |
                Say: “It works on Tuesdays. On Fridays we forget it, and I forget it too.”
              summary: You said what you had seen.
              method: direct
              ratings: {centre: 2, own: 3}
              line: On Fridays we forget it, and I do too.
              tradeoff: Names it; and takes the time that Amara could have had.
              consequence: |
                amara (calm): On Fridays, yes. That is when I bring things.
              commentary: |
                You spoke for yourself, so that Amara could add to it. The next Friday will show whether it helped.

Use instead::

    scenes:
      after:
        decision:
          choices:
            - id: ask-together
              ratings: {centre: 1, craft: 1, repair: 1, shift: 1}
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Valence, mean_rating
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._proven import are_ways_sound, shown_by

RULE = Rule(code="A10", name="no-second-chance", severity=Severity.WARNING, unless=("A11",))


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each weak choice that shuts out every good ending."""
    routes = story.proof.routes
    good = {scene.id for scene, ending in story.endings if ending.valence is Valence.GOOD}
    is_known = story.proof.is_complete and are_ways_sound(story)
    if not is_known or not good & story.proof.visit.scenes.keys():
        return
    hopeful = routes.before(state for state in range(len(routes.states)) if routes.states[state].scene in good)
    moves = [
        (choice.id, target)
        for source, choice, target in zip(routes.sources, routes.choices, routes.targets, strict=True)
        if not routes.states[source].has_open_harm
    ]
    shut = {choice for choice, target in moves if not routes.is_ending(target)}
    shut -= {choice for choice, target in moves if target in hopeful}
    for moment in story.moments:
        for choice in moment.choices:
            weak = mean_rating(choice) < story.limit("A10", "weak")
            if choice.id in shut and choice.ratings and weak and not choice.harm:
                yield Finding(
                    where=f"choice/{choice.id}",
                    message="After this choice no play comes to a good ending."
                    + shown_by(story, story.proof.visit.choices[choice.id]),
                    hint="Let a later decision offer a way to a good ending.",
                )
