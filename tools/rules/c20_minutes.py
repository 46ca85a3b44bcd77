"""
C20 minutes-not-honest: a play takes longer, or less long, than the file says.

Why it matters
    People start because they have fourteen minutes.  If it takes twenty, they stop before the ending, and that is where
    most of it is.

How it is found
    Over all ways through, every open choice taken equally often, the time is worked out as `playtest` does: the
    briefing, scripts, questions, choices, consequences, commentaries and endings at 180 words a minute, 40 seconds for
    a decision and 30 for each question to think about.  Things to look at more closely and the other ways that are
    shown afterwards are left out, as nobody has to read them.  More than a quarter over or under `minutes` is found.

Example::

    minutes: 5

Use instead::

    minutes: 16
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.playthrough import begin
from game.core.scenario import ChoiceId, Decision, Ending, Scene
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.reading_time import (
    SECONDS_A_DECISION,
    SECONDS_A_QUESTION,
    WORDS_A_MINUTE,
    pauses_since_choice,
    words_before,
    words_since_choice,
)
from tools.rules._moves import moves_from, told
from tools.rules._moves import words as counted
from tools.rules._said import is_unfinished

RULE = Rule(code="C20", name="minutes-not-honest", severity=Severity.WARNING)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding when the stated minutes are far from the estimate."""
    estimate = minutes(story)
    stated = story.scenario.minutes
    if estimate and abs(estimate - stated) / stated > story.limit("C20", "difference"):
        yield Finding(
            where="minutes",
            message=f"This says {stated} {'minute' if stated == 1 else 'minutes'}. "
            f"Reading, deciding and thinking take about {estimate:.0f}.",
            hint=f"Write “minutes: {max(1, round(estimate))}”, or change how much there is to read.",
        )


def minutes(story: Story) -> float:
    """About how many minutes a play takes, over all ways through; 0.0 for one too large to walk or not yet written."""
    routes = story.proof.routes
    if not story.proof.is_complete or not routes.states or is_unfinished(story):
        return 0.0
    moves, took = moves_from(story), minutes_of_moves(story)
    opening = begin(story.scenario)
    spent = (words_before(story.scenario) + words_since_choice(opening)) / WORDS_A_MINUTE
    spent += pauses_since_choice(opening) / 60
    least = story.limit("C20", "least_likely")
    now = {0: 1.0}  # how likely it is to be in a state, after so many choices
    while now:
        after: dict[int, float] = defaultdict(float)
        for state, chance in now.items():
            share = chance / len(moves[state]) if moves[state] else 0.0
            if share < least:
                continue  # an ending; or round and round, which is not what a usual play does
            for move in moves[state]:
                spent += share * took[move]
                after[routes.targets[move]] += share
        now = after
    return spent


def minutes_of_moves(story: Story) -> list[float]:
    """How many minutes each move takes, up to the next decision or to the end, as `reading_time` counts them."""
    routes, found = story.proof.routes, list[float]()
    leading = {scene.id: _before_leaving(scene) for scene in story.scenario.scenes.values()}
    feedback: dict[ChoiceId, tuple[int, int]] = {}
    for moment in story.moments:
        reflect = moment.decision.reflect
        for choice in moment.choices:
            words = prose.count(choice.commentary) + prose.count(reflect)
            feedback[choice.id] = words, SECONDS_A_QUESTION if reflect else 0
    for choice, passed, after in zip(routes.choices, routes.passed, told(story), strict=True):
        (commented, reflecting), (asked, pausing) = feedback[choice.id], leading[passed[-1]]
        words = counted(after.consequence) + commented + after.words + asked
        found.append(words / WORDS_A_MINUTE + (reflecting + pausing) / 60)
    return found


def _before_leaving(scene: Scene) -> tuple[int, int]:
    """The words of a decision or an ending, and how many seconds somebody stops there."""
    leads = scene.exit
    if isinstance(leads, Decision):
        return sum(map(prose.count, (leads.ask, *(choice.do for choice in leads.choices)))), SECONDS_A_DECISION
    if isinstance(leads, Ending):
        words = sum(map(prose.count, (leads.title, leads.closing_says, leads.reflect)))
        return words, SECONDS_A_QUESTION if leads.reflect else 0
    return 0, 0
