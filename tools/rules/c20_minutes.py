"""
C20 minutes-not-honest: a play takes longer, or less long, than the file says.

Why it matters
    People start because they have fourteen minutes.  If it takes twenty, they stop before the ending, and that is where
    most of it is.

How it is found
    Over all ways through (every open choice taken equally often), what is read is counted: the briefing, scripts,
    questions, choices, consequences, commentaries, the lines and prices of other ways, endings.  180 words take a
    minute, a decision takes 40 seconds, and each reflection 30.  Things to look at more closely are left out, as nobody
    has to.  More than a quarter over or under `minutes` is found.

Example::

    minutes: 5

Use instead::

    minutes: 16
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from game.core.diagnostic import Severity
from game.core.playthrough import Playthrough, begin, choose, spoken
from game.core.scenario import Decision, Ending, Line, is_defensible
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

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
    """About how many minutes a play takes, over all ways through; 0.0 for a story too large to walk."""
    return _Estimate(story).minutes() if story.proof.is_complete and story.proof.states else 0.0


class _Estimate:
    """All ways through a story at once, with how likely each moment is."""

    def __init__(self, story: Story) -> None:
        self._scenario, self._routes = story.scenario, story.proof.routes
        self._per_word = 60 / story.limit("C20", "words_a_minute")
        self._deciding = story.limit("C20", "seconds_a_decision")
        self._reflecting = story.limit("C20", "seconds_a_reflection")
        self._least_likely = story.limit("C20", "least_likely")
        self._counted: dict[str, int] = {}
        self._took: dict[int, float] = {}  # seconds, by move

    def minutes(self) -> float:
        scenario = self._scenario
        about = self._words((scenario.summary, scenario.role, scenario.power, scenario.content_note))
        seconds = about * self._per_word + self._arriving(begin(scenario))
        moves = self._routes.moves_from()
        now = {0: 1.0}
        while now:
            after: dict[int, float] = defaultdict(float)
            for state, chance in now.items():
                share = chance / len(moves[state]) if moves[state] else 0.0
                if share < self._least_likely:
                    continue  # an ending; or round and round, which is not what a usual play does
                for move in moves[state]:
                    seconds += share * self._seconds(move)
                    after[self._routes.targets[move]] += share
            now = after
        return seconds / 60

    def _seconds(self, move: int) -> float:
        """From a decision to the next one, or to the end."""
        if move not in self._took:
            choice, state = self._routes.choices[move], self._routes.states[self._routes.sources[move]]
            play = choose(Playthrough(self._scenario, state, (state,)), choice.id)
            assert play.step
            decision: Decision = play.step.decision
            others = [one for one in play.step.open_choices if one is not choice and is_defensible(decision, one)]
            words = self._words((decision.ask, decision.reflect, *(one.do for one in play.step.open_choices)))
            words += self._words((choice.commentary, *(part for one in others for part in (one.line, one.tradeoff))))
            words += self._lines(spoken(choice.consequence, play.step.after))
            pause = self._deciding + self._reflecting
            self._took[move] = pause + words * self._per_word + self._arriving(play)
        return self._took[move]

    def _arriving(self, play: Playthrough) -> float:
        """Seconds for the scripts on the way to the next decision, and for an ending."""
        words = sum(self._lines(spoken(self._scenario.scenes[state.scene].script, state)) for state in play.arrivals)
        ending = self._scenario.scenes[play.state.scene].exit
        if not isinstance(ending, Ending):
            return words * self._per_word
        words += self._words((ending.title, ending.closing_says, ending.reflect))
        return words * self._per_word + self._reflecting

    def _lines(self, lines: Iterable[Line]) -> int:
        return self._words(line.words for line in lines)

    def _words(self, texts: Iterable[str]) -> int:
        total = 0
        for text in texts:
            if text not in self._counted:
                self._counted[text] = prose.count(text)
            total += self._counted[text]
        return total
