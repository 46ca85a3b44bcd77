"""How long the texts on the screen are, and how long they may be by the rules of their library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.core.scenario import Ending, Scenario
from game.session import views as v
from tools.checking import prose
from tools.checking.rule_data import RuleData
from tools.preview.spot import Where


@dataclass(frozen=True, slots=True)
class Length:
    """One text of the screen.

    Attributes:
        name: What it is, such as “Choice A”.
        words: How many it has.
        least: How many it should have; 0 where there is no such number.
        most: How many it should have at most; 0 where there is no such number.
    """

    name: str
    words: int
    least: int
    most: int

    @property
    def is_short(self) -> bool:
        """Whether it has too few."""
        return self.words < self.least

    @property
    def is_long(self) -> bool:
        """Whether it has too many."""
        return bool(self.most) and self.words > self.most

    def said(self) -> str:
        """Such as “11 words; aim for 30 to 80”."""
        counted = "1 word" if self.words == 1 else f"{self.words} words"
        if self.least and self.most:
            return f"{counted}; aim for {self.least} to {self.most}"
        if self.most:
            return f"{counted}; at most {self.most}"
        return f"{counted}; at least {self.least}" if self.least else counted


def lengths_on(screen: v.Screen, at: Where, scenario: Scenario, limits: RuleData) -> tuple[Length, ...]:
    """The lengths of what a screen shows, where a rule has a number for them."""
    return tuple(_lengths(screen, at, scenario, limits))


def _lengths(screen: v.Screen, at: Where, scenario: Scenario, limits: RuleData) -> Iterator[Length]:
    match screen:
        case v.BriefingView() as told:
            if told.content_note:
                yield _length("What it shows", told.content_note, limits, "E02")
        case v.DecisionView() as told:
            for offer in told.offers:
                yield _length(f"Choice {offer.letter}", offer.do, limits, "B05")
        case v.ScriptView() as told if told.is_consequence:
            yield _length("What follows", _words(told.lines), limits, "C03")
        case v.ScriptView() as told:
            own = tuple(line for line in told.lines if line.scene == at.scene)
            is_ending = isinstance(scenario.scenes[at.scene].exit, Ending)
            yield _length("This scene", _words(own), limits, "F04", most="longest_ending" if is_ending else "longest")
        case v.CommentaryView() as told:
            yield _length("Why it went this way", told.commentary, limits, "C02")
        case v.AlternativesView() as told:
            for way in (told.yours, *told.others):
                if way.line:
                    yield _length(f"Line of “{start_of(way.do)}”", way.line, limits, "C08")
                if way.tradeoff:
                    yield _length(f"Price of “{start_of(way.do)}”", way.tradeoff, limits, "C09")
        case v.EndingView() as told:
            yield _length("The last word", told.closing_says, limits, "C12", most="longest_closing")
        case _:
            return


def _length(name: str, text: str, limits: RuleData, code: str, *, most: str = "longest") -> Length:
    own = limits.limits[code]
    return Length(name, prose.count(text), int(own.get("shortest", 0)), int(own[most]))


def _words(script: tuple[v.LineView, ...]) -> str:
    return "\n".join(line.words for line in script)


def start_of(words: str, letters: int = 24) -> str:
    """The first words, up to so many letters."""
    start = ""
    for word in words.split():
        if start and len(start) + len(word) + 1 > letters:
            return f"{start} …"
        start = f"{start} {word}".strip()
    return start
