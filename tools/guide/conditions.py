"""Conditions and ways on, said to somebody who runs a group and has the pack in their hands, not the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.core.expression import (
    ALWAYS,
    And,
    Chose,
    Comparator,
    Expression,
    FactIs,
    FactIsFact,
    Not,
    OpenHarm,
    Or,
    RepairedHarm,
    Seen,
)
from game.core.scenario import Choice, Decision, Ending, Fork, Scenario, SceneId
from tools.condition_words import value_words
from tools.mapping.naming import letter_of

_COMPARED = {
    Comparator.IS: "is",
    Comparator.IS_NOT: "is not",
    Comparator.AT_LEAST: "is at least",
    Comparator.AT_MOST: "is at most",
    Comparator.MORE_THAN: "is more than",
    Comparator.LESS_THAN: "is less than",
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where scenes and choices stand in the pack: “decision 2”, “A at decision 2”."""

    scenes: Mapping[SceneId, str]
    choices: Mapping[str, str]

    def when(self, condition: Expression) -> str:
        """A condition as it goes after “if”; empty for one that always holds."""
        return "" if condition is ALWAYS else self._said(condition, "")

    def _said(self, condition: Expression, inside: str) -> str:
        match condition:
            case Not(part=Chose(choice=choice)):
                return f"you did not choose {self.choices.get(choice, choice)}"
            case Not(part=Seen(scene=scene)):
                return f"you have not come to {self.scenes.get(scene, scene)}"
            case Not(part=OpenHarm()):
                return "nothing that was done to somebody is still open"
            case Not(part=RepairedHarm()):
                return "nothing was put right"
            case Not(part=FactIs(fact=fact, comparator=Comparator.IS, value=bool(value))):
                return _yes_no(fact, not value)
            case Not(part=part):
                return f"it is not so that {self._said(part, 'not')}"
            case Chose(choice=choice):
                return f"you chose {self.choices.get(choice, choice)}"
            case Seen(scene=scene):
                return f"you have come to {self.scenes.get(scene, scene)}"
            case OpenHarm():
                return "something that was done to somebody is still open"
            case RepairedHarm():
                return "something was put right"
            case FactIs(fact=fact, comparator=Comparator.IS, value=bool(value)):
                return _yes_no(fact, value)
            case FactIs(fact=fact, comparator=comparator, value=value):
                return f"{_fact(fact)} {_COMPARED[comparator]} “{value_words(value)}”"
            case FactIsFact(fact=fact, comparator=comparator, other=other):
                return f"{_fact(fact)} {_COMPARED[comparator]} {_fact(other)}"
            case And(parts=parts) if (found := self._one_decision(parts, is_not=True)) is not None:
                return f"you chose neither {found}" if " or " not in found else f"you chose none of {found}"
            case Or(parts=parts) if (found := self._one_decision(parts, is_not=False)) is not None:
                return f"you chose {found}"
            case And(parts=parts):
                words = " and ".join(self._said(part, "and") for part in parts)
                return f"({words})" if inside == "not" else words
            case Or(parts=parts):
                words = " or ".join(self._said(part, "or") for part in parts)
                return f"({words})" if inside in ("not", "and") else words
            case _:
                return ""

    def _one_decision(self, parts: Sequence[Expression], *, is_not: bool) -> str | None:
        """Choices of one decision in a few words, such as “A or B at decision 1”; None where it is anything else."""
        letters, where = [], ""
        for part in parts:
            inner = part.part if is_not and isinstance(part, Not) else part
            if not isinstance(inner, Chose) or is_not is not isinstance(part, Not) or inner.choice not in self.choices:
                return None
            letter, _, place = self.choices[inner.choice].partition(" at ")
            if where not in ("", place):
                return None
            letters.append(letter)
            where = place
        if is_not and len(letters) == 2:
            return f"{letters[0]} nor {letters[1]} at {where}"
        return f"{', '.join(letters[:-1])} or {letters[-1]} at {where}"

    def way_on(self, fork: Fork) -> str:
        """Where it goes on, such as “If …: decision 5. Otherwise: decision 6.”"""
        if len(fork) == 1:
            return _sentence(self.scenes[fork[0].go])
        said = []
        for branch in fork:
            where = self.scenes[branch.go]
            condition = self.when(branch.when)
            said.append(f"If {condition}: {where}." if condition else f"Otherwise: {where}.")
        return " ".join(said)


def places_of(scenario: Scenario) -> Places:
    """Number the decisions in the author's order, and name the rest."""
    scenes: dict[SceneId, str] = {}
    choices: dict[str, str] = {}
    number = 0
    for scene in scenario.scenes.values():
        if isinstance(scene.exit, Decision):
            number += 1
            scenes[scene.id] = f"decision {number}"
            for place, choice in enumerate(scene.exit.choices):
                choices[choice.id] = f"{letter_of(place)} at decision {number}"
        elif isinstance(scene.exit, Ending):
            scenes[scene.id] = f"the ending “{scene.exit.title}”"
        else:
            scenes[scene.id] = f"in between: {named(scene.id)}"
    return Places(scenes, choices)


def named(key: str) -> str:
    """An id as words."""
    return f"“{key.replace('-', ' ').replace('_', ' ')}”"


def remembered(scenario: Scenario, choice: Choice) -> str:
    """What the story remembers of a choice, such as “credit” is “restored”; empty where it is nothing."""
    said = []
    for made in choice.set:
        fact = scenario.facts[made.index]
        is_yes_no = isinstance(made.value, bool)
        said.append(_yes_no(fact.id, bool(made.value)) if is_yes_no else f"{_fact(fact.id)} is “{made.value}”")
    for change in choice.change:
        more = "more" if change.by > 0 else "less"
        said.append(f"{_fact(scenario.facts[change.index].id)} is {abs(change.by)} {more}")
    return _sentence("; ".join(said)) if said else ""


def _fact(fact: str) -> str:
    return named(fact)


def _yes_no(fact: str, value: bool) -> str:
    return f"{named(fact)} is so" if value else f"{named(fact)} is not so"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
