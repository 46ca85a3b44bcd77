"""What visiting every state of a scenario proves."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.exploration import Exploration, explore
from game.core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Proof:
    """What is so in every state that a scenario can come to."""

    exploration: Exploration

    @property
    def states(self) -> int:
        """How many states were visited."""
        return self.exploration.states

    @property
    def is_complete(self) -> bool:
        """Whether there are no others."""
        return self.exploration.is_complete


def prove(scenario: Scenario) -> Proof:
    """Visit every state."""
    return Proof(explore(scenario))
