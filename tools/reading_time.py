"""How long a run takes somebody who reads and thinks."""

from __future__ import annotations

from game.core.playthrough import Playthrough, script_of, spoken
from game.core.scenario import Decision, Ending, Scenario
from tools.checking import prose
from tools.transcripts import moments

WORDS_A_MINUTE = 180  # of somebody who reads for work, on a screen, perhaps in a second language
SECONDS_A_DECISION = 40  # to weigh three or four ways
SECONDS_A_QUESTION = 30  # a pause to think


def words_before(scenario: Scenario) -> int:
    """How many words the briefing has."""
    told = [scenario.title, scenario.summary, scenario.content_note, scenario.setting, scenario.role, scenario.power]
    told += (part for person in scenario.cast.values() for part in (person.name, person.role))
    return sum(map(prose.count, told))


def words_since_choice(play: Playthrough) -> int:
    """How many words a moment has: what followed the choice before it, why, what it then comes to."""
    texts: list[str] = []
    if play.step:
        texts += (line.words for line in spoken(play.step.choice.consequence, play.step.after))
        texts += (play.step.choice.commentary, play.step.decision.reflect)
    texts += (line.words for _, line in script_of(play))
    leads = play.scenario.scenes[play.state.scene].exit
    if isinstance(leads, Decision):
        texts += (leads.ask, *(choice.do for choice in leads.choices))
    elif isinstance(leads, Ending):
        texts += (leads.title, leads.closing_says, leads.reflect)
    return sum(map(prose.count, texts))


def pauses_since_choice(play: Playthrough) -> int:
    """How many seconds somebody stops to think in a moment: over its decision, and over a question."""
    leads = play.scenario.scenes[play.state.scene].exit
    questions = bool(play.step and play.step.decision.reflect) + bool(isinstance(leads, Ending) and leads.reflect)
    return questions * SECONDS_A_QUESTION + isinstance(leads, Decision) * SECONDS_A_DECISION


def words(play: Playthrough) -> int:
    """How many words a run has so far, from the briefing on, with the reasons after each choice."""
    return words_before(play.scenario) + sum(map(words_since_choice, moments(play)))


def minutes(play: Playthrough) -> float:
    """How many minutes a run takes so far, with its pauses."""
    return words(play) / WORDS_A_MINUTE + sum(map(pauses_since_choice, moments(play))) / 60
