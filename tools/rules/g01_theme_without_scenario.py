"""
G01 theme-without-scenario: a theme of the list has no scenario.

Why it matters
    People look for what they met last week.  A theme that leads nowhere says that their moment does not count.

How it is found
    In a library of eight scenarios or more, each theme of `themes.yaml` is looked for in the `themes` of all scenarios.
    Drafts do not count.

Example::

    themes: [make-room, credit]
    copies: 8

Use instead::

    themes: [habit, make-room, cost-of-silence, listening, asking-for-feedback, everyday-slights]
    ---
    themes: [case-for-inclusion, fear-of-mistakes, zero-sum, small-acts, everyone-has-a-role, power]
    ---
    themes: [invisible-work, judging-style, repair, phrases, names, hiring, pay, mentoring]
    ---
    themes: [resistance, challenging-upward, interrupting, data, technology, materials]
    ---
    themes: [room-to-be-yourself, open-decisions, intersections, credit, team-norms, safety]
    ---
    themes: [patterns, open-channels, representation, difference-as-strength, ask-before-accusing]
    ---
    themes: [future-of-work, own-homework, leading-by-example, shared-accountability, substance, no-tokens]
    ---
    themes: [sponsorship, across-cultures, belonging, embedding, pressing-further]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished, named

RULE = Rule(code="G01", name="theme-without-scenario", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield one finding that names the themes without a scenario."""
    offered = finished(stories)
    if len(offered) < stories[0].limit("G01", "scenarios"):
        return
    used = {theme for story in offered for theme in story.scenario.themes}
    missing = [theme.id for theme in stories[0].themes if theme.id not in used]
    if missing:
        yield Finding(
            message=(
                f"{len(missing)} of {len(stories[0].themes)} themes {'has' if len(missing) == 1 else 'have'} "
                f"no scenario: {named(missing)}."
            ),
            hint="Let the next scenarios be about these, or take a theme that nobody needs out of themes.yaml.",
        )
