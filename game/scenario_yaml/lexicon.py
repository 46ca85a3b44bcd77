"""The names of one scenario while its scenes are read, and the conditions and speakers made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from game.core.condition import ConditionError, Vocabulary, parse
from game.core.expression import ALWAYS, Expression, Value
from game.core.scenario import YOU, CastMember, Fact
from game.scenario_yaml.manuscript import Manuscript, words_of
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

T = TypeVar("T")
_VALUE = attrgetter("value")


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact with what each of its values is, by the way it is written."""

    index: int
    fact: Fact
    by_word: Mapping[str, Value]


class Lexicon:
    """Looks names up, and remembers what it has worked out: a scenario says the same things many times."""

    def __init__(
        self,
        page: Manuscript,
        cast: Mapping[str, CastMember],
        facts: Mapping[str, KnownFact],
        scenes: Set[str],
        choices: Set[str],
    ) -> None:
        self.page, self.cast, self.facts, self.scenes, self.choices = page, cast, facts, scenes, choices
        self.vocabulary = Vocabulary({name: known.fact.values for name, known in facts.items()}, choices, scenes)
        self.heads: dict[str, tuple[str, str, bool]] = {name: (name, "", False) for name in (*cast, YOU)}
        self.read: set[tuple[str, str]] = set()  # what the conditions so far look at
        self._short: dict[tuple[str | None, ...], Any] = {}
        self._conditions: dict[str, Expression] = {}

    def once(self, key: str, node: Node, make: Callable[[], T]) -> T:
        """What `make` makes of a short list of words, made once for each way to write it under this key."""
        if not isinstance(node, (MappingNode, SequenceNode)):
            return make()
        written = (key, *map(_VALUE, node))
        known: T | None = self._short.get(written)
        if known is None:
            before = len(self.page.found)
            known = make()
            if len(self.page.found) == before and not self.page.is_full and None not in written:
                self._short[written] = known
        return known

    def known_condition(self, text: str) -> Expression | None:
        """A condition that was read before."""
        return self._conditions.get(text)

    def condition(self, node: ScalarNode, text: str, at: int = 0) -> Expression:
        """The condition in `text`, which stands at character `at` of the node; what is wrong with it is reported."""
        known = self._conditions.get(text)
        if known is not None:
            return known
        try:
            expression = parse(text, self.vocabulary)
        except ConditionError as error:
            self._say(node, text, at, error)
            return ALWAYS
        self._conditions[text] = expression
        self.read |= expression.names()
        return expression

    def _say(self, node: ScalarNode, text: str, at: int, error: ConditionError) -> None:
        page = self.page
        page.is_story_clear = False
        if page.spoken_for and not page.spoken_for.isdisjoint(words_of(text)):
            return
        page.say(_code(error), page.span_inside(node, at + error.at, error.length), error.message, error.hint)


def _code(error: ConditionError) -> str:
    for beginning, code in _CODES.items():
        if error.message.startswith(beginning):
            return code
    return "UP304" if " is never " in error.message else "UP313"


_CODES = {
    "There is no fact": "UP303",
    "There is no choice": "UP302",
    "There is no scene": "UP301",
}
