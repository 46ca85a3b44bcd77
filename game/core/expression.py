"""
Checked conditions: frozen values that cannot fail when asked.

`game.core.condition` makes them from what an author wrote.
"""


from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

Value = bool | int | str


class World(Protocol):
    """What a condition may look at."""

    @property
    def facts(self) -> Sequence[Value]: ...
    @property
    def chosen(self) -> Set[str]: ...
    @property
    def seen(self) -> Set[str]: ...
    @property
    def has_open_harm(self) -> bool: ...
    @property
    def has_repaired_harm(self) -> bool: ...


class Comparator(StrEnum):
    """How two values are compared, as an author writes it."""

    IS = "is"
    IS_NOT = "is not"
    AT_LEAST = "is at least"
    AT_MOST = "is at most"
    MORE_THAN = ">"
    LESS_THAN = "<"


class Expression:
    """A checked condition.  `holds` never raises for a world of the scenario it was checked against."""

    __slots__ = ()

    def holds(self, world: World) -> bool:
        """Whether the condition is true in `world`."""
        raise NotImplementedError

    def names(self) -> frozenset[tuple[str, str]]:
        """What it reads, as pairs ``("fact", id)``, ``("chose", id)``, ``("seen", id)`` or ``("ledger", name)``."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Always(Expression):
    """The condition of whatever has none."""

    def holds(self, world: World) -> bool:
        return True


ALWAYS = Always()


@dataclass(frozen=True, slots=True)
class FactIs(Expression):
    """A fact compared with a value: ``trust is at least 2``."""

    index: int  # the fact's place in `World.facts`
    fact: str
    comparator: Comparator
    value: Value

    def holds(self, world: World) -> bool:
        return _compare(world.facts[self.index], self.comparator, self.value)

    def names(self) -> frozenset[tuple[str, str]]:
        return frozenset({("fact", self.fact)})


@dataclass(frozen=True, slots=True)
class FactIsFact(Expression):
    """Two facts of one kind compared: ``trust is at least patience``."""

    index: int
    fact: str
    comparator: Comparator
    other_index: int
    other: str

    def holds(self, world: World) -> bool:
        return _compare(world.facts[self.index], self.comparator, world.facts[self.other_index])

    def names(self) -> frozenset[tuple[str, str]]:
        return frozenset({("fact", self.fact), ("fact", self.other)})


@dataclass(frozen=True, slots=True)
class Chose(Expression):
    """``chose(hand-back)``."""

    choice: str

    def holds(self, world: World) -> bool:
        return self.choice in world.chosen

    def names(self) -> frozenset[tuple[str, str]]:
        return frozenset({("chose", self.choice)})


@dataclass(frozen=True, slots=True)
class Seen(Expression):
    """``seen(corridor)``: the scene was entered before or is the present one."""

    scene: str

    def holds(self, world: World) -> bool:
        return self.scene in world.seen

    def names(self) -> frozenset[tuple[str, str]]:
        return frozenset({("seen", self.scene)})


@dataclass(frozen=True, slots=True)
class OpenHarm(Expression):
    """``open_harm``: the ledger has an entry that nothing has repaired."""

    def holds(self, world: World) -> bool:
        return world.has_open_harm

    def names(self) -> frozenset[tuple[str, str]]:
        return frozenset({("ledger", "open_harm")})


@dataclass(frozen=True, slots=True)
class RepairedHarm(Expression):
    """``repaired_harm``: the ledger has an entry that was repaired."""

    def holds(self, world: World) -> bool:
        return world.has_repaired_harm

    def names(self) -> frozenset[tuple[str, str]]:
        return frozenset({("ledger", "repaired_harm")})


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The other way round."""

    part: Expression

    def holds(self, world: World) -> bool:
        return not self.part.holds(world)

    def names(self) -> frozenset[tuple[str, str]]:
        return self.part.names()


@dataclass(frozen=True, slots=True)
class And(Expression):
    """Every part holds."""

    parts: tuple[Expression, ...]

    def holds(self, world: World) -> bool:
        return all(part.holds(world) for part in self.parts)

    def names(self) -> frozenset[tuple[str, str]]:
        return frozenset().union(*(part.names() for part in self.parts))


@dataclass(frozen=True, slots=True)
class Or(Expression):
    """At least one part holds."""

    parts: tuple[Expression, ...]

    def holds(self, world: World) -> bool:
        return any(part.holds(world) for part in self.parts)

    def names(self) -> frozenset[tuple[str, str]]:
        return frozenset().union(*(part.names() for part in self.parts))


def _compare(left: Value, comparator: Comparator, right: Value) -> bool:
    if comparator is Comparator.IS:
        return left == right
    if comparator is Comparator.IS_NOT:
        return left != right
    assert isinstance(left, int) and isinstance(right, int)  # the check below sees to that
    if comparator is Comparator.AT_LEAST:
        return left >= right
    if comparator is Comparator.AT_MOST:
        return left <= right
    if comparator is Comparator.MORE_THAN:
        return left > right
    return left < right
