"""Checked conditions and effects, said again as an author writes them."""

from __future__ import annotations

from game.core.expression import (
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
    Value,
)
from game.core.scenario import Choice, Fork, Scenario

_SIGNS = {Comparator.MORE_THAN: ">", Comparator.LESS_THAN: "<"}


def said(condition: Expression) -> str:
    """A condition in the language of conditions; empty for one that always holds."""
    return _said(condition, inside="")


def _said(condition: Expression, inside: str) -> str:
    match condition:
        case FactIs(fact=fact, comparator=Comparator.IS, value=True):
            return fact
        case FactIs(fact=fact, comparator=Comparator.IS, value=False):
            return f"not {fact}"
        case FactIs(fact=fact, comparator=comparator, value=value):
            return f"{fact} {_SIGNS.get(comparator, comparator.value)} {value_words(value)}"
        case FactIsFact(fact=fact, comparator=comparator, other=other):
            return f"{fact} {_SIGNS.get(comparator, comparator.value)} {other}"
        case Chose(choice=choice):
            return f"chose({choice})"
        case Seen(scene=scene):
            return f"seen({scene})"
        case OpenHarm():
            return "open_harm"
        case RepairedHarm():
            return "repaired_harm"
        case Not(part=part):
            return f"not {_said(part, 'not')}"
        case And(parts=parts):
            words = " and ".join(_said(part, "and") for part in parts)
            return f"({words})" if inside == "not" else words
        case Or(parts=parts):
            words = " or ".join(_said(part, "or") for part in parts)
            return f"({words})" if inside in ("not", "and") else words
        case _:
            return ""


def value_words(value: Value) -> str:
    """A value as an author writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def fact_words(fact: str, value: Value) -> str:
    """What a fact is, as a condition: “credit is lost”, “norm”, “not norm”."""
    if isinstance(value, bool):
        return fact if value else f"not {fact}"
    return f"{fact} is {value}"


def effects(scenario: Scenario, choice: Choice) -> str:
    """What a choice makes so, such as “credit: restored, trust +1”; empty where it changes nothing."""
    made = [f"{scenario.facts[one.index].id}: {value_words(one.value)}" for one in choice.set]
    made += [f"{scenario.facts[one.index].id} {one.by:+d}" for one in choice.change]
    return ", ".join(made)


def ways_on(fork: Fork) -> str:
    """Where it goes on, a line for each way, such as “camera-off if open_harm” and “item-one”."""
    ways = ((branch.go, said(branch.when)) for branch in fork)
    return "\n".join(f"{go} if {when}" if when else go for go, when in ways)
