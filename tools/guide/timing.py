"""
How long a scenario takes a group, from what is read on the ways through it.

An estimate for planning a room and an hour: it says so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from game.core.playthrough import Playthrough, begin, choose, has_ended, offers, script_of, spoken
from game.core.scenario import Scenario
from game.session.room_words import LOOKING_BACK_SHARE, TALK_FIRST
from tools.checking.prose import count
from tools.mapping.counts import Counts
from tools.reading_time import minutes

# Minutes, unless it says otherwise.  Nobody reads aloud to a room as fast as alone; 130 words a minute leaves pauses.
WORDS_A_MINUTE_ALOUD = 130
OPENING = 5.0  # welcome, the content note and the ground rules
THINK = (30, 45)  # seconds alone, at least and at most: the clock on the wall takes the longer one
SILENCE = 20  # seconds after what comes of a choice
THINK_AND_VOTE = 1.5  # with a look at it
TALK = TALK_FIRST[1] + 0.5  # and a few voices
VOTE_AGAIN = 0.5
_WAYS = 60  # how many random ways are timed; their mean stays within a minute
_LONGEST = 50  # decisions on one way, on the mean; a story that leads in circles is timed no further


@dataclass(frozen=True, slots=True)
class Timing:
    """Minutes that a group needs.

    Attributes:
        fewest: Decisions on the shortest way.
        most: Decisions on the longest way.
        decision: For one decision with all that is read at it, on the mean.
        look_back: For looking back, on the mean.
        least: For the whole, at least, in steps of five.
        longest: For the whole, at most, in steps of five.
        alone: For one person who reads and thinks, on the mean.
    """

    fewest: int
    most: int
    decision: float
    look_back: int
    least: int
    longest: int
    alone: int

    @property
    def words(self) -> str:
        """Such as ``45 to 50``."""
        return f"{self.least}" if self.least == self.longest else f"{self.least} to {self.longest}"

    @property
    def decisions(self) -> str:
        """Such as ``4 or 5 decisions``."""
        if self.fewest == self.most:
            return f"{self.most} decision{'s' if self.most != 1 else ''}"
        joined = " or " if self.most == self.fewest + 1 else " to "
        return f"{self.fewest}{joined}{self.most} decisions"


def timing_of(scenario: Scenario, counts: Counts) -> Timing:
    """An estimate for a group that votes, talks and votes again at each decision."""
    fewest, most = _lengths(counts.decisions)
    words, alone = _read_on_ways(scenario)
    read = words / WORDS_A_MINUTE_ALOUD
    decision = read + THINK_AND_VOTE + TALK + VOTE_AGAIN
    least, longest = (_fives(OPENING + story + _look_back(story)) for story in (fewest * decision, most * decision))
    look_back = _fives(_look_back((fewest + most) / 2 * decision))
    return Timing(fewest, most, decision, look_back, least, longest, round(alone))


def _look_back(story: float) -> float:
    """Minutes, so that it is the share of story and looking back together that belongs to it."""
    return story / (LOOKING_BACK_SHARE - 1)


def _lengths(decisions: Mapping[int, int]) -> tuple[int, int]:
    return (min(decisions), max(decisions)) if decisions else (0, 0)


def _fives(minutes: float) -> int:
    return max(5, 5 * round(minutes / 5))


def _read_on_ways(scenario: Scenario) -> tuple[float, float]:
    """On ways through the story: words read aloud for each decision, and minutes for somebody alone."""
    dice = Random(0)  # noqa: S311 - it decides nothing but which ways are timed
    words = decisions = 0
    alone = 0.0
    for _ in range(_WAYS):
        play = begin(scenario)
        words += _read(play)
        while not has_ended(play) and decisions < _WAYS * _LONGEST:
            open_now = [offer.choice for offer in offers(play) if offer.is_open]
            if not open_now:
                break
            words += sum(count(choice.do) for choice in open_now)
            play = choose(play, dice.choice(open_now).id)
            assert play.step is not None
            words += sum(count(line.words) for line in spoken(play.step.choice.consequence, play.step.after))
            words += _read(play)
            decisions += 1
        alone += minutes(play)
    return words / max(1, decisions), alone / _WAYS


def _read(play: Playthrough) -> int:
    return sum(count(line.words) for _, line in script_of(play))
